"""The page of priorities."""

from .page import PAGE

__all__ = ["PAGE"]
