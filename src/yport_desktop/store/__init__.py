"""Floor 4: the change log and its projections in one SQLite file. The only place that knows SQL."""

from .store import Store

__all__ = ["Store"]
