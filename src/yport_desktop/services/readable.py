"""What a bundle brings in people's words, for a reader who does not have the program."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from yport_desktop.domain.changes import CIRCLE, DELETED, KIND, LIFE, ORDER, PARENT
from yport_desktop.domain.entity import Json, Record
from yport_desktop.domain.errors import BundleTooNew
from yport_desktop.domain.segment import SealedSegment, decode
from yport_desktop.domain.segment_columns import MAX_CHANGES
from yport_desktop.domain.text import N_
from yport_desktop.exchange.carriers.forms import Readable, ReadableChange
from yport_desktop.exchange.manifest import Manifest, Party

from .clash_words import Words
from .roster import Roster
from .workspace import Workspace

LIMIT = 5_000
LONGEST_VALUE = 400
_KEY = re.compile(r"[0-9A-Za-z]{48,}")

Translate = Callable[[str], str]


@dataclass(frozen=True)
class _Last:
    """The last value an author gave a cell in these segments. `at` in ms since 1970 UTC.

    `save` counts the saves of all segments: of two in one millisecond the later one is greater.
    """

    at: int
    save: int
    author: bytes
    record: UUID
    field: str
    value: Json


def readable(
    workspace: Workspace,
    space: UUID,
    segments: Sequence[SealedSegment],
    manifest: Manifest,
    translate: Translate,
    limit: int = LIMIT,
    language: str = "en",
    last_part: int | None = None,
    hidden: Container[UUID] = (),
) -> Readable:
    """The changes in `segments` as rows, newest first, at most `limit`, with what stands above them.

    Of several changes of a field by one person the last is listed. `manifest` is that of the first
    part in the file, `last_part` the number of its last part. Records in `hidden` are not called by
    their names. A file whose bundles are encrypted tells neither the engagement nor the changes.
    """
    words = _Words(workspace, space, translate, hidden)
    last = [] if manifest.encrypted else _last_values(segments)
    left_out = max(0, len(last) - limit)
    more = translate(N_("{count} more changes are in this file and are not listed here."))
    return Readable(
        title=words.title(manifest),
        explanation=words.explanation(manifest),
        summary=words.summary(manifest, last, last_part or manifest.part),
        sheet_names=(translate(N_("Changes")), translate(N_("Data"))),
        headings=(
            translate(N_("When")),
            translate(N_("Who")),
            translate(N_("Kind")),
            translate(N_("Record")),
            translate(N_("Field")),
            translate(N_("Value")),
        ),
        changes=tuple(words.changes(last[:limit])),
        left_out=left_out,
        more=more.format(count=left_out) if left_out else "",
        keep_together=translate(N_("The data for Y-PORT Desktop. Please leave this sheet as it is.")),
        language=language,
    )


def armor_heading(manifest: Manifest, translate: Translate) -> str:
    """The sentences at the beginning of an armored text: what it is, and what to do with it."""
    sends = translate(N_("{name} sends you changes made with Y-PORT Desktop."))
    take_in = translate(
        N_(
            "To take them in, copy this whole text, or save it as a file, and bring it to Exchange and "
            "Receive in Y-PORT Desktop. Line breaks and quote marks do no harm."
        )
    )
    return "\n".join((sends.format(name=_person(manifest.sender)), take_in))


def _last_values(segments: Sequence[SealedSegment]) -> list[_Last]:
    """What each author last wrote into each cell, newest first; not where something new was put."""
    found: dict[tuple[UUID, str, bytes], _Last] = {}
    for number, sealed in enumerate(segments):
        for change in _changes_of(sealed, number * MAX_CHANGES):
            key = (change.record, change.field, change.author)
            if key not in found or found[key].at <= change.at:
                found[key] = change
    new = {change.record for change in found.values() if change.field == KIND}
    listed = [c for c in found.values() if c.record not in new or not _goes_without_saying(c)]
    # Within one save the creation comes first; sorting is stable and keeps the order of the fields.
    return sorted(listed, key=lambda c: (-c.at, -c.save, c.record.bytes, c.field != KIND))


def _goes_without_saying(change: _Last) -> bool:
    """Whether a change of a new record only says that it lives, and where it was put."""
    return change.field in (PARENT, ORDER, CIRCLE) or (change.field == LIFE and change.value != DELETED)


def _changes_of(sealed: SealedSegment, first: int) -> Iterator[_Last]:
    """The changes of a segment; its saves are counted from `first`."""
    try:
        header, columns = decode(sealed.body)
    except BundleTooNew:
        return
    records = [UUID(bytes=record) for record in columns.records]
    saves = zip(columns.save_times, columns.save_sizes, strict=True)
    when = ((at, first + n) for n, (at, size) in enumerate(saves) for _ in range(size))
    rows = zip(columns.record, columns.field, columns.value, when, strict=True)
    for record, field, value, (at, save) in rows:
        yield _Last(at, save, header.author, records[record], columns.fields[field], value)


class _Words:
    """Puts changes and what stands above them into words of one language."""

    def __init__(self, workspace: Workspace, space: UUID, tr: Translate, hidden: Container[UUID]) -> None:
        self._workspace, self._space, self._tr = workspace, space, tr
        self._values = Words(workspace, space, tr, hidden)
        self._roster = Roster(workspace)
        self._names: dict[bytes, str] = {}

    def title(self, manifest: Manifest) -> str:
        if manifest.encrypted:
            return self._tr(N_("A sealed delivery for Y-PORT Desktop"))
        return self._tr(N_("Changes in {name}")).format(name=manifest.spaces[0].name)

    def explanation(self, manifest: Manifest) -> tuple[str, ...]:
        tr = self._tr
        take_in = tr(
            N_(
                "To take the changes in, open Exchange and Receive in Y-PORT Desktop, "
                "and drop this file there."
            )
        )
        if manifest.encrypted:
            return (tr(N_("The changes are encrypted. Only the recipients can read them.")), take_in)
        only_read = tr(
            N_("This sheet is for reading without the program. What you write into it reaches nobody.")
        )
        return (only_read, take_in)

    def summary(
        self, manifest: Manifest, last: Sequence[_Last], last_part: int
    ) -> tuple[tuple[str, str], ...]:
        tr = self._tr
        found = [
            (N_("From"), _person(manifest.sender)),
            (N_("To"), tr(N_(", ")).join(_person(p) for p in manifest.recipients)),
        ]
        if not manifest.encrypted:
            found.append((N_("Engagement"), manifest.spaces[0].name))
        found.append((N_("Written on"), _written(manifest.written)))
        if manifest.parts > 1:
            several = last_part > manifest.part
            which = N_("{first} to {last} of {total}") if several else N_("{first} of {total}")
            numbers = {"first": manifest.part, "last": last_part, "total": manifest.parts}
            found.append((N_("Part"), tr(which).format(**numbers)))
        if not manifest.encrypted:
            found.append((N_("What is in it"), self._contents(last)))
            found.append((N_("Note"), manifest.note))
        return tuple((tr(label), text) for label, text in found if text)

    def _contents(self, last: Sequence[_Last]) -> str:
        """How many records of each kind the changes speak of."""
        kinds = self._kinds(last, self._workspace.store.read.several({c.record for c in last}))
        entities = self._workspace.registry.entities
        counted = self._tr(N_("{kind}: {count}"))
        named = {kind: self._tr(entity.label_plural) for kind, entity in entities.items()}
        counts = Counter(named[kind] for kind in kinds.values() if kind in named)
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return self._tr(N_(", ")).join(counted.format(kind=kind, count=count) for kind, count in ordered)

    def _kinds(self, last: Sequence[_Last], known: Mapping[UUID, Record]) -> dict[UUID, str]:
        """The kinds of the records that changes speak of."""
        new = {c.record: str(c.value) for c in last if c.field == KIND}
        return {c.record: k.kind if (k := known.get(c.record)) else new.get(c.record, "") for c in last}

    def changes(self, last: Sequence[_Last]) -> Iterator[ReadableChange]:
        records = self._workspace.store.read.several({c.record for c in last})
        kinds = self._kinds(last, records)
        for change in last:
            yield self._change(change, records.get(change.record), kinds[change.record])

    def _change(self, change: _Last, record: Record | None, kind: str) -> ReadableChange:
        entity = self._workspace.registry.entities.get(kind)
        declared = self._values.declared(kind, change.field)
        plain = self._plain(change)
        label = "" if plain else self._values.label(kind, change.field)
        return ReadableChange(
            when=_local(change.at),
            who=self._who(change.author),
            kind=self._tr(entity.label) if entity else kind,
            record=self._values.title(record),
            field=label,
            value=plain or _shortened(self._values.text(change.value, declared, change.field, record)),
        )

    def _plain(self, change: _Last) -> str:
        """What happened to a record as a whole; empty for a change of a field."""
        if change.field == KIND:
            return self._tr(N_("New"))
        if change.field == LIFE:
            return self._tr(N_("Deleted") if change.value == DELETED else N_("Brought back"))
        return self._tr(N_("Moved")) if change.field == ORDER else ""

    def _who(self, author: bytes) -> str:
        if author not in self._names:
            self._names[author] = self._roster.name(self._space, author)
        return self._names[author]


def _person(party: Party) -> str:
    return f"{party.name} <{party.email}>" if party.name and party.email else party.name or party.email


def _shortened(text: str) -> str:
    """Long texts end at a word, keys after a few characters; the whole of them is in the program."""
    if _KEY.fullmatch(text):
        return text[:12] + "…"
    if len(text) <= LONGEST_VALUE:
        return text
    cut = text[: LONGEST_VALUE - 1]
    at_word = cut.rfind(" ", LONGEST_VALUE * 3 // 4)
    return (cut[:at_word] if at_word > 0 else cut).rstrip() + "…"


def _local(at: int) -> str:
    """The time where the sender is; empty for a clock beyond all calendars."""
    try:
        return datetime.fromtimestamp(at / 1000).strftime("%Y-%m-%d %H:%M")
    except (OverflowError, ValueError, OSError):
        return ""


def _written(text: str) -> str:
    try:
        when = datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return text
    return _local(int(when.timestamp() * 1000))
