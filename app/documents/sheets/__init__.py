"""Rosters and ledgers: workbooks in, plain data out, and back."""
