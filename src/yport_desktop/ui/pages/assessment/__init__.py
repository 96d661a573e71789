"""The Assessment page."""

from .page import PAGE

__all__ = ["PAGE"]
