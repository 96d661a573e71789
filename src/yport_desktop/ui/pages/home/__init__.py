"""The home page: the engagement at a glance, what is new, what needs somebody, and its records."""

from yport_desktop.ui.pages.home.page import HomePage as PAGE

__all__ = ["PAGE"]
