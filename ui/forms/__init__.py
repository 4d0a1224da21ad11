"""Form sessions as widgets: one question card, its editors, answered lines."""
