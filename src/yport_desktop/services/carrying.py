"""Putting bundles into the carrier that a letter asks for."""

from collections.abc import Sequence
from typing import BinaryIO
from uuid import UUID

from yport_desktop.domain.changes import PRIVATE
from yport_desktop.domain.segment import SealedSegment
from yport_desktop.domain.text import N_
from yport_desktop.env.translations import Translator
from yport_desktop.exchange.bundle import Item
from yport_desktop.exchange.carriers.armor import armored
from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.exchange.carriers.workbook import write_workbook
from yport_desktop.exchange.manifest import Manifest

from .letters import Letter
from .readable import LIMIT, armor_heading, readable
from .workspace import Workspace

# What a file of each carrier holds of its size: base64 in lines; base64 in cells, zipped again.
_SHARE = {Carrier.BINARY: 1.0, Carrier.ARMOR: 0.70, Carrier.WORKBOOK: 0.90}
_READABLE = 300_000  # bytes that the readable sheet may take
_SHEET = 1 << 20  # bytes in one data sheet: what is lost when a gateway drops it


def part_limit(letter: Letter) -> int:
    """How large the bundle of one part may be, in bytes, so that the file stays below the limit."""
    room = int(letter.limit * _SHARE[letter.carrier])
    if letter.carrier is Carrier.WORKBOOK:
        return min(_SHEET, max(room - _READABLE, room // 2))
    return room


def files_of(letter: Letter, parts: Sequence[Sequence[Item]]) -> list[list[int]]:
    """Which parts (counted from 0) go into which file: several sheets make one workbook."""
    if letter.carrier is not Carrier.WORKBOOK:
        return [[at] for at in range(len(parts))]
    room = max(part_limit(letter), int(letter.limit * _SHARE[letter.carrier]) - _READABLE)
    files: list[list[int]] = [[]]
    left = room
    for at, part in enumerate(parts):
        size = sum(item.head.length for item in part)
        if files[-1] and size > left:
            files.append([])
            left = room
        files[-1].append(at)
        left -= size
    return files


def wrap(
    workspace: Workspace,
    letter: Letter,
    manifest: Manifest,
    target: BinaryIO,
    bundles: Sequence[bytes],
    segments: Sequence[SealedSegment],
    last_part: int,
) -> None:
    """Write the bundles of one file in the letter's carrier, with what a person reads in it.

    `manifest` is that of the first bundle in the file, `last_part` the number of its last.
    """
    translate = Translator(letter.language).gettext
    hidden = _Private(workspace) if PRIVATE in letter.leave_out else ()
    listed = LIMIT if letter.carrier is Carrier.WORKBOOK else 0
    told = readable(
        workspace,
        letter.space,
        segments,
        manifest,
        translate,
        listed,
        letter.language,
        last_part,
        hidden,
    )
    if letter.carrier is Carrier.WORKBOOK:
        write_workbook(target, bundles, told)
        return
    summary = [translate(N_("{label}: {value}")).format(label=k, value=v) for k, v in told.summary]
    heading = "\n".join((armor_heading(manifest, translate), "", *summary))
    target.write(armored(bundles, heading).encode())


class _Private:
    """The private records, asked one by one."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def __contains__(self, record: object) -> bool:
        return isinstance(record, UUID) and self._workspace.is_private(record)
