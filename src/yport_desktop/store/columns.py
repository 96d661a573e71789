"""Collecting stored changes into the columns of a segment."""

from yport_desktop.domain.segment_columns import SegmentColumns


class ColumnWriter:
    """Collects changes into the columns of a segment."""

    def __init__(self, hashes: dict[int, bytes]) -> None:
        self._hashes = hashes
        self._records: dict[bytes, int] = {}
        self._fields: dict[str, int] = {}
        self._sources: dict[bytes, int] = {}
        self._sets: dict[tuple[int, ...], int] = {}
        self._columns: tuple[list[int], list[int], list[object], list[int]] = ([], [], [], [])
        self._saves: dict[int, list[object]] = {}

    def add(
        self, uuid: bytes, name: str, value: object, replaces: list[int], save: int, at: int, label: str
    ) -> None:
        record, field_column, values, sets = self._columns
        record.append(self._records.setdefault(uuid, len(self._records)))
        field_column.append(self._fields.setdefault(name, len(self._fields)))
        values.append(value)
        hashes = sorted(self._hashes[s] for s in replaces if s in self._hashes)
        key = tuple(self._sources.setdefault(h, len(self._sources)) for h in hashes)
        sets.append(self._sets.setdefault(key, len(self._sets)))
        run = self._saves.setdefault(save, [0, at, label])
        run[0] = int(str(run[0])) + 1

    def columns(self) -> SegmentColumns:
        record, field_column, values, sets = self._columns
        runs = list(self._saves.values())
        return SegmentColumns(
            tuple(self._records),
            tuple(self._fields),
            tuple(self._sources),
            tuple(self._sets),
            record,
            field_column,
            values,
            sets,
            [int(str(n)) for n, _, _ in runs],
            [int(str(at)) for _, at, _ in runs],
            [str(label) for _, _, label in runs],
        )
