"""What the pages and files of the gaps share: what was chosen, addresses, tables, pictures, workbooks."""
