"""Tables of assertions in SSSOM TSV, as files: their columns, their cells and their lines."""
