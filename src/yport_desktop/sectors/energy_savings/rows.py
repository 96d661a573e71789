"""Rows of a table input by the keys of their columns, with a sentence for what is missing in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import NotComputable
from yport_desktop.domain.sector import Input
from yport_desktop.domain.text import N_


@dataclass(frozen=True)
class Row:
    """One row; `number` counts from 1."""

    asked: Input
    number: int
    cells: Mapping[str, Any]

    @property
    def name(self) -> str:
        """What the row is called, or its number."""
        return str(self.cells.get("name") or self.number)

    def get(self, key: str) -> Any:
        """A cell; None where it is empty."""
        return self.cells[key]

    def need(self, *keys: str) -> list[Any]:
        """The cells of all `keys`. Raises NotComputable where one is empty: it is not taken as zero."""
        for key in keys:
            if self.cells[key] is None:
                label = next(column.label for column in self.asked.columns if column.key == key)
                raise self.wrong(N_("{name}: “{column}” is missing."), column=label)
        return [self.cells[key] for key in keys]

    def wrong(self, message: str, **details: Any) -> NotComputable:
        """What is to be raised about this row."""
        shown = (("name", self.name), *details.items())
        return NotComputable(Problem(message, field=self.asked.key, row=self.number, details=shown))


def rows_of(asked: Input, table: Sequence[Sequence[Any]]) -> tuple[Row, ...]:
    """The rows of a table that was given for an input."""
    keys = [column.key for column in asked.columns]
    return tuple(
        Row(asked, number, dict(zip(keys, cells, strict=True))) for number, cells in enumerate(table, start=1)
    )


def same_name(name: Any) -> str:
    """A name as it is compared: without case and outer spaces."""
    return str(name or "").strip().casefold()
