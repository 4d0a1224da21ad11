"""Plain data to PDF and workbook, and back."""
