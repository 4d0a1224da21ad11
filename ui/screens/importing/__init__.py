"""导入名册."""

from ui.screens.importing.screen import ImportScreen

__all__ = ["ImportScreen"]
