"""打印."""

from ui.screens.printing.screen import PrintScreen

__all__ = ["PrintScreen"]
