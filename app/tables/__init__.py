"""Workbooks, CSV files and HTML tables: bytes in, sheets with typed cells and original row numbers out."""
