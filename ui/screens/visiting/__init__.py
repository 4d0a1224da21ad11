"""Visits: the list, the start, filling, review and signing."""
