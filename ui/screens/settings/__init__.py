"""设置."""

from ui.screens.settings.screen import SettingsScreen

__all__ = ["SettingsScreen"]
