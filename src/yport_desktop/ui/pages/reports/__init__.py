"""The reports page: the advisory report as it will print, and one button to save it."""

from yport_desktop.ui.pages.reports.page import ReportsPage as PAGE

__all__ = ["PAGE"]
