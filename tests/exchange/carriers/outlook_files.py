"""Writes Outlook messages (.msg) for the tests: a compound file by MS-CFB with properties by MS-OXMSG."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SECTOR, MINI, CUTOFF = 512, 64, 4096
END, FREE, FAT_SECTOR, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF

Tree = Mapping[str, "bytes | Tree"]


@dataclass
class Outlook:
    """A message with its attachments, some of which may be messages."""

    subject: str
    body: str = ""
    files: Sequence[tuple[str, bytes]] = ()
    messages: Sequence["Outlook"] = field(default_factory=tuple)

    def tree(self, embedded: bool = False) -> dict[str, "bytes | Tree"]:
        """The storages and streams."""
        count = len(self.files) + len(self.messages)
        texts = {"001A": "IPM.Note", "0037": self.subject, "1000": self.body}
        fixed = [(0x340D0003, 0x40000)]  # texts are in Unicode
        made: dict[str, bytes | Tree] = _texts(texts)
        header = bytes(8) + struct.pack("<IIII", 0, count, 0, count) + (b"" if embedded else bytes(8))
        made["__properties_version1.0"] = header + _properties(texts, fixed)
        if not embedded:
            made["__nameid_version1.0"] = {f"__substg1.0_{n}0102": b"" for n in ("0002", "0003", "0004")}
        for number, (name, content) in enumerate(self.files):
            names = {"3704": name[:8], "3707": name}
            made[f"__attach_version1.0_#{number:08X}"] = {
                **_texts(names),
                "__substg1.0_37010102": content,
                "__properties_version1.0": bytes(8)
                + _properties(names, [(0x37050003, 1), (0x0E210003, number)], {0x37010102: len(content)}),
            }
        for number, message in enumerate(self.messages, start=len(self.files)):
            made[f"__attach_version1.0_#{number:08X}"] = {
                "__substg1.0_3701000D": message.tree(embedded=True),
                "__properties_version1.0": bytes(8)
                + _properties({}, [(0x37050003, 5), (0x0E210003, number)], {0x3701000D: NONE}),
            }
        return made

    def encode(self) -> bytes:
        """The bytes of the file."""
        return compound_file(self.tree())


def _texts(texts: Mapping[str, str]) -> dict[str, "bytes | Tree"]:
    return {f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in texts.items() if text}


def _properties(
    texts: Mapping[str, str], fixed: Sequence[tuple[int, int]], sized: Mapping[int, int] | None = None
) -> bytes:
    rows = [struct.pack("<IIII", tag, 6, value, 0) for tag, value in fixed]
    for tag, text in texts.items():
        if text:
            size = len(text.encode("utf-16-le")) + 2
            rows.append(struct.pack("<IIII", int(f"{tag}001F", 16), 6, size, 0))
    rows += [struct.pack("<IIII", tag, 6, size, 0) for tag, size in (sized or {}).items()]
    return b"".join(rows)


@dataclass
class _Entry:
    name: str
    content: bytes | None  # None: a storage
    left: int = NONE
    right: int = NONE
    child: int = NONE
    start: int = END


def compound_file(tree: Tree) -> bytes:
    """A compound file (version 3) with these storages and streams, at most some megabytes."""
    entries = [_Entry("Root Entry", None)]
    entries[0].child = _add_children(tree, entries)
    sectors: list[bytes] = []
    fat: list[int] = []
    small, mini_fat = bytearray(), list[int]()

    def chain(content: bytes) -> int:
        if not content:
            return END
        first = len(sectors)
        for at in range(0, len(content), SECTOR):
            sectors.append(content[at : at + SECTOR].ljust(SECTOR, b"\0"))
            fat.append(len(sectors))
        fat[-1] = END
        return first

    for entry in entries[1:]:
        if entry.content is None:
            entry.start = 0
        elif len(entry.content) >= CUTOFF:
            entry.start = chain(entry.content)
        elif entry.content:
            entry.start = len(mini_fat)
            count = -(-len(entry.content) // MINI)
            mini_fat += [entry.start + n + 1 for n in range(count - 1)] + [END]
            small += entry.content.ljust(count * MINI, b"\0")
    entries[0].start = chain(bytes(small))
    packed_mini_fat = b"".join(struct.pack("<I", n) for n in mini_fat)
    mini_start = chain(packed_mini_fat + b"\xff" * (-len(packed_mini_fat) % SECTOR))
    directory = b"".join(_directory_entry(e, len(small)) for e in entries)
    empty = _directory_entry(_Entry("", None), 0, unused=True)
    directory += empty * (-len(entries) % 4)
    directory_start = chain(directory)
    count = 1
    while count * (SECTOR // 4) < len(fat) + count:
        count += 1
    assert count <= 109, "larger files need a DIFAT"
    fat_sectors = [len(fat) + n for n in range(count)]
    fat += [FAT_SECTOR] * count
    fat += [FREE] * (-len(fat) % (SECTOR // 4))
    table = struct.pack(f"<{len(fat)}I", *fat)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIII", 0, count, directory_start, 0, CUTOFF)
    header += struct.pack("<IIII", mini_start, -(-len(packed_mini_fat) // SECTOR), END, 0)
    header += struct.pack("<109I", *fat_sectors, *[FREE] * (109 - count))
    return header + b"".join(sectors) + table


def _add_children(tree: Tree, entries: list[_Entry]) -> int:
    """Adds the entries of a storage and of those in it; the index of the root of its search tree."""
    names = sorted(tree, key=lambda n: (len(n), n.upper()))
    places = {}
    for name in names:
        content = tree[name]
        places[name] = len(entries)
        entries.append(_Entry(name, content if isinstance(content, bytes) else None))
    for name in names:
        inner = tree[name]
        if not isinstance(inner, bytes):
            entries[places[name]].child = _add_children(inner, entries)

    def balanced(part: Sequence[str]) -> int:
        if not part:
            return NONE
        middle = len(part) // 2
        entry = entries[places[part[middle]]]
        entry.left, entry.right = balanced(part[:middle]), balanced(part[middle + 1 :])
        return places[part[middle]]

    return balanced(names)


def _directory_entry(entry: _Entry, small: int, unused: bool = False) -> bytes:
    name = entry.name.encode("utf-16-le")
    root = entry.name == "Root Entry"
    kind = 0 if unused else 5 if root else 2 if entry.content is not None else 1
    size = small if root else len(entry.content or b"")
    return (
        name.ljust(64, b"\0")
        + struct.pack("<HBB", len(name) + 2 if name else 0, kind, 1)
        + struct.pack("<III", entry.left, entry.right, entry.child)
        + bytes(36)
        + struct.pack("<IQ", entry.start, size)
    )
