"""Carrier files that want much time or memory: bounded, and refused with a sentence."""

import time
import tracemalloc
import zipfile
from collections.abc import Callable
from random import Random

import pytest

from yport_desktop.domain.errors import BundleDamaged, BundleError, BundleForeign, BundleTooLarge
from yport_desktop.exchange.carriers.armor import armored, read_armor
from yport_desktop.exchange.carriers.forms import Unwrapped
from yport_desktop.exchange.carriers.sections import cut
from yport_desktop.exchange.carriers.workbook import read_workbook

from .carried import SECONDS, workbook
from .mangling import parts_of, zipped

MOST_MEMORY = 320 << 20
BUNDLE = Random(3).randbytes(9_000)

_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "[YPORT;1;">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + '<!ENTITY own SYSTEM "file:///etc/hostname">]><sst><si><t>&a11;&own;</t></si></sst>'
).encode()


def bounded(read: Callable[[bytes], Unwrapped], content: bytes) -> Unwrapped | BundleError:
    """What comes of it, within bounds of time and memory."""
    tracemalloc.start()  # makes everything several times slower
    started = time.perf_counter()
    try:
        found = read(content)
        assert all(str(f).endswith(".") for f in found.faults) and len(found.faults) < 1_200
        return found
    except BundleError as error:
        assert str(error).endswith(".") and "{" not in str(error)
        return error
    finally:
        seconds, (_, peak) = time.perf_counter() - started, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert seconds < SECONDS and peak < MOST_MEMORY, (seconds, peak)


def test_a_workbook_that_unpacks_to_hundreds_of_megabytes() -> None:
    target = {"xl/sharedStrings.xml": bytes(300 << 20)}
    content = zipped(target, level=1)
    del target
    assert len(content) < 2 << 20
    assert isinstance(bounded(read_workbook, content), BundleTooLarge)


def test_many_entries_that_unpack_to_much_together() -> None:
    content = zipped({f"{n}.xml": bytes(8 << 20) for n in range(20)}, level=1)
    assert isinstance(bounded(read_workbook, content), BundleTooLarge)


def test_a_workbook_of_very_many_entries() -> None:
    content = zipped({f"{n}.xml": b"" for n in range(20_000)})
    assert isinstance(bounded(read_workbook, content), BundleForeign)


def test_archives_in_archives_are_not_opened() -> None:
    content = workbook([BUNDLE])
    for depth in range(6):
        content = zipped(
            {f"xl/{depth}.xml": content}, zipfile.ZIP_STORED if depth % 2 else zipfile.ZIP_DEFLATED
        )
    assert isinstance(bounded(read_workbook, content), BundleForeign)


def test_entities_are_never_resolved() -> None:
    files = parts_of(workbook([BUNDLE]))
    alone = {name: xml for name, xml in files.items() if "sheets/" not in name}
    assert isinstance(
        bounded(read_workbook, zipped({**alone, "xl/sharedStrings.xml": _LAUGHS})), BundleForeign
    )
    found = bounded(read_workbook, zipped({**files, "xl/sharedStrings.xml": _LAUGHS}))
    assert isinstance(found, Unwrapped) and found.bundles == (BUNDLE,)


def test_a_sheet_of_a_million_rows() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n) for n in range(1_000_000))
    files = parts_of(workbook([BUNDLE]))
    found = bounded(read_workbook, zipped({**files, "xl/worksheets/sheet9.xml": rows}, level=1))
    assert isinstance(found, Unwrapped) and found.bundles == (BUNDLE,)


def test_xml_nested_a_million_deep() -> None:
    content = zipped({"xl/worksheets/sheet1.xml": b"<a>" * 1_000_000, "b.xml": b"<" * 1_000_000})
    assert isinstance(bounded(read_workbook, content), BundleForeign)


@pytest.mark.parametrize("offset", [10, 18, 22, 28])
def test_a_directory_that_lies_about_its_entries(offset: int) -> None:
    content = workbook([BUNDLE])
    at = content.rindex(b"PK\x01\x02") + offset
    for value in (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x63\x00\x00\x00"):
        found = bounded(read_workbook, content[:at] + value + content[at + 4 :])
        assert isinstance(found, Unwrapped | BundleDamaged | BundleForeign)


def test_entries_that_are_locked_or_packed_in_rare_ways() -> None:
    files = parts_of(workbook([BUNDLE]))
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        assert isinstance(bounded(read_workbook, zipped(files, method)), BundleForeign)
    locked = bytearray(zipped(files))
    at = -1
    while (at := locked.find(b"PK\x01\x02", at + 1)) >= 0:
        locked[at + 8] |= 1
    assert isinstance(bounded(read_workbook, bytes(locked)), BundleForeign)


def head(name: int, place: int, count: int, size: int = 6_000) -> bytes:
    return b"[YPORT;1;%024x;%dof%d;%d;%012x]" % (name, place, count, size, 0)


@pytest.mark.parametrize(
    "content",
    [
        b"".join(head(n, 1, 1) for n in range(1_000_000)),
        b"".join(head(1, n, 99_999) for n in range(99_999)),
        b"[YPORT;1;" * 1_000_000,
        b"[" * 5_000_000,
        b"> " * 5_000_000,
        b"|" * 5_000_000,
        (b" " * 70 + b"AAAAAAAA") * 300_000 + head(1, 1, 2),
        b"<a" * 2_000_000 + head(1, 1, 2),
        b"&#x41" * 1_000_000 + head(1, 1, 2) + b">",
        b"=41=\n" * 1_000_000 + head(1, 1, 2),
        b"A" * 5_000_000 + head(1, 1, 2),
        head(1, 1, 2) + b"A" * 5_000_000,
        "\ufdfa".encode() * 1_000_000,
        ("a" + "\u0323\u0301" * 1_000_000).encode(),
        b"\xff\xfe" + bytes(5_000_000),
    ],
    ids=[
        "heads",
        "places",
        "beginnings",
        "brackets",
        "quotes",
        "bars",
        "spaces",
        "tags",
        "entities",
        "printable",
        "before",
        "after",
        "ligatures",
        "accents",
        "nothing",
    ],
)
def test_texts_that_want_much_work(content: bytes) -> None:
    found = bounded(read_armor, content)
    assert isinstance(found, BundleForeign) or (isinstance(found, Unwrapped) and not found.bundles)


def test_very_many_parts_in_one_text() -> None:
    bundles = [n.to_bytes(4, "big") for n in range(5_000)]
    found = bounded(read_armor, armored(bundles, "Many.").encode())
    assert isinstance(found, Unwrapped) and found.bundles == tuple(bundles[:200])
    assert [str(f) for f in found.faults] == [
        "This file holds more parts than can be read at once. The first 200 were looked at."
    ]


def test_good_sections_that_claim_very_many_others() -> None:
    """Their checks are right: anybody can make them."""
    sections = []
    for number in range(200):
        ours = next(iter(cut(number.to_bytes(4, "big"))))
        sections.append(ours.replace("1of1;", "1of20000;"))
    assert isinstance(bounded(read_armor, "".join(sections).encode()), Unwrapped)


def test_a_large_bundle() -> None:
    bundle = bytes(range(256)) * (20 << 12)
    found = bounded(read_armor, armored([bundle], "Large.").encode())
    assert isinstance(found, Unwrapped) and found.bundles == (bundle,)
