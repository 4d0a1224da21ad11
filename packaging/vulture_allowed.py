"""Names that are used by others than Python code: vulture counts them as used."""
