"""What the program knows: the shelves, discovered once by `bootstrap` and handed down."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .entity import EntityType
from .sector import Sector


@dataclass(frozen=True)
class Registry:
    """All record types and sectors by key, in the order of their shelves."""

    entities: Mapping[str, EntityType] = field(default_factory=dict)
    sectors: Mapping[str, Sector] = field(default_factory=dict)
