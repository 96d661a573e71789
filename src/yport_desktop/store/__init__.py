"""Floor 4: the change log and its projections in one SQLite file. The only place that knows SQL."""

from .store import Store, backups_in

__all__ = ["Store", "backups_in"]
