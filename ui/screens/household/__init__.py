"""农户: the page of one household."""
