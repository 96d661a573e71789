"""The settings page: the person, the look, the care of the store, and what the program is made of."""

from yport_desktop.ui.pages.settings.page import SettingsPage as PAGE

__all__ = ["PAGE"]
