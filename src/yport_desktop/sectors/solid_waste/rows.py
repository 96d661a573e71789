"""Rows of a table that all have to be filled: a blank cell is unknown, never zero."""

from collections.abc import Iterable
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import NotComputable
from yport_desktop.domain.text import N_

Row = tuple[Any, ...]


def filled(rows: Iterable[Row], table: str, *columns: int) -> tuple[Row, ...]:
    """The rows as they are. Raises NotComputable where a cell of one of the `columns` is blank."""
    found = tuple(rows)
    if any(row[at] is None for row in found for at in columns):
        text = N_("A row of the table has no figure; it does not count as zero.")
        raise NotComputable(Problem(text, field=table))
    return found
