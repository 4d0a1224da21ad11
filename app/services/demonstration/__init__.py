"""An invented village: households, their history of visits, and its roster as a workbook. Nobody in it exists."""
