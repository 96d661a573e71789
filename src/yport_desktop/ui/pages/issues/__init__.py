"""The page of findings and urban issues."""

from .page import PAGE

__all__ = ["PAGE"]
