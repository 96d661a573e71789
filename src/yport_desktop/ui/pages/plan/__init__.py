"""The plan page: the city's plan clause by clause, proposals beside it, revisions and meeting mode."""

from yport_desktop.ui.pages.plan.page import PlanPage as PAGE

__all__ = ["PAGE"]
