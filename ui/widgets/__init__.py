"""The components of design 3: they know tokens and words, but no service."""
