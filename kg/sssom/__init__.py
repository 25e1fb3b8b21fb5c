"""Assertions as SSSOM tables: written from the corpus, and read back into its records."""

from kg.sssom.writing import FILES, ROWS, as_csv, as_tsv, file_name, table_rows

__all__ = ["FILES", "ROWS", "as_csv", "as_tsv", "file_name", "table_rows"]
