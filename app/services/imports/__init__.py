"""Import of rosters and lists: look first, then write in one transaction that can be undone whole."""

from app.services.imports.service import Imports

__all__ = ["Imports"]
