"""The page of comparison."""

from .page import PAGE

__all__ = ["PAGE"]
