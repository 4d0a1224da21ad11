"""The encrypted store: operations in, views out."""
