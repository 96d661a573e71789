"""Containers that lie: refused with a sentence, or the very same bundle; bounded time and memory.

YPORT_MUTANTS chooses how many mutants of each container are tried; from 1,000 on the costly contents are as
large as the limits let them be, below that a fraction, since to count every object takes its time.
"""

import base64
import hashlib
import io
import os
import random
import re
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable

import pytest

from tests.exchange.carriers.outlook_files import Outlook
from tests.exchange.carriers.test_intake import letter, zipped
from tests.exchange.conftest import Written, manifest_of
from yport_desktop.domain.errors import BundleError, BundleForeign, BundleTooLarge, YportError
from yport_desktop.exchange.carriers.armor import armored
from yport_desktop.exchange.carriers.intake import Intake, unwrap
from yport_desktop.exchange.carriers.pieces import IntakeLimits
from yport_desktop.exchange.identity import Identity
from yport_desktop.exchange.opening import read_bundle

People = tuple[Identity, ...]
MUTANTS = int(os.environ.get("YPORT_MUTANTS", "300"))
SHARE = 1 if MUTANTS >= 1_000 else 8
SECONDS = 60.0  # far above what any of these takes: a hang fails, a busy machine does not
MEGABYTES = 600


@pytest.fixture(scope="module")
def bundle(people: People, written: Written) -> bytes:
    return written(manifest_of(people, False))


def within_bounds(content: bytes, limits: IntakeLimits | None = None) -> Intake | None:
    """What was found, or None if it was refused with a sentence; never slow, large, or another exception."""
    started = time.perf_counter()
    try:
        return unwrap(content, limits, "mail")
    except YportError as error:
        assert isinstance(error, BundleError)
        assert str(error).endswith(".")
        assert not re.search(r"\{(name|limit|count)\}", str(error))
        return None
    finally:
        assert time.perf_counter() - started < SECONDS


def costly(content: bytes) -> Intake | None:
    """The same, with the memory of Python's own objects counted."""
    tracemalloc.start()
    try:
        found = within_bounds(content)
        assert tracemalloc.get_traced_memory()[1] < MEGABYTES << 20
        return found
    finally:
        tracemalloc.stop()


def make_zip(bundle: bytes) -> bytes:
    return zipped({"a.yport": bundle, "inner.zip": zipped({"b.txt": b"nothing"})})


def make_letter(bundle: bytes) -> bytes:
    inner = letter("Inner", {"a.yport": bundle})
    outer = letter("Fwd", {"other.bin": b"nothing"}, armored([bundle], "Changes"))
    outer.add_attachment(inner)
    return outer.as_bytes()


def make_message(bundle: bytes) -> bytes:
    inner = Outlook("Inner", "text", [("a.yport", bundle)])
    return Outlook("Fwd", "Dear Ben", [("b.bin", bytes(50)), ("c.yport", bundle)], [inner]).encode()


@pytest.mark.parametrize("make", [make_zip, make_letter, make_message])
def test_mutants(people: People, bundle: bytes, make: Callable[[bytes], bytes]) -> None:
    content = make(bundle)
    found = unwrap(content).found
    assert [f.bundle for f in found] == [bundle]
    chance = random.Random(20261124)
    for _ in range(MUTANTS):
        mutant = bytearray(content)
        for at in chance.sample(range(len(mutant)), chance.randint(1, 4)):
            mutant[at] ^= chance.randint(1, 255)
        if chance.random() < 0.2:
            del mutant[chance.randrange(len(mutant)) :]
        intake = within_bounds(bytes(mutant))
        for each in intake.found if intake else ():
            if each.bundle != bundle:  # what was altered is refused when it is opened
                with pytest.raises(BundleError):
                    read_bundle(each.bundle, people[1]).close()


def test_header_bytes_of_outlook_messages(bundle: bytes) -> None:
    content = make_message(bundle)
    chance = random.Random(7)
    directory = 512 + struct.unpack_from("<I", content, 48)[0] * 512
    places = [*range(24, 120), *range(directory, directory + 512), *range(len(content) - 512, len(content))]
    for at in places[:: 1 if SHARE == 1 else 3]:
        for value in (0, 0xFF, chance.randrange(256)):
            mutant = bytearray(content)
            mutant[at] = value
            within_bounds(bytes(mutant))


def test_zip_bombs(bundle: bytes) -> None:
    flat = io.BytesIO()
    with zipfile.ZipFile(flat, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(6):
            archive.writestr(f"{number}.yport", bytes(16 << 20))
    assert costly(flat.getvalue()) is None
    with pytest.raises(BundleTooLarge, match="far more than a bundle"):
        unwrap(flat.getvalue())
    nested = zipped({"a": flat.getvalue(), "b.yport": bundle})
    intake = costly(nested)
    assert intake is not None
    assert [f.bundle for f in intake.found] == [bundle]
    assert intake.faults


def test_a_zip_whose_entries_overlap(bundle: bytes) -> None:
    """Many names for one packed body: small file, large content."""
    body = zlib.compress(b"x" * 900_000)[2:-4]
    crc = zlib.crc32(b"x" * 900_000)
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, crc, len(body), 900_000, 1, 0) + b"a"
    rows = b"".join(
        struct.pack(
            "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0, crc, len(body), 900_000, 1, 0, 0, 0, 0, 0, 0
        )
        + b"a"
        for _ in range(1_900)
    )
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1_900, 1_900, len(rows), len(head) + len(body), 0)
    assert costly(head + body + rows + end) is None
    many = zipped({str(n): b"" for n in range(2_500)})
    with pytest.raises(BundleTooLarge, match="more than 2000 parts"):
        unwrap(many)


def test_a_zip_that_holds_itself_in_levels(bundle: bytes) -> None:
    content = bundle
    for _ in range(30):
        content = zipped({"a.zip": content})
    with pytest.raises(BundleForeign, match="packed too deeply"):
        unwrap(content)


def test_ten_thousand_parts(bundle: bytes) -> None:
    part = b"--b\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n"
    head = b"From: a@example.org\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    ours = b"--b\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(bundle)
    intake = costly(head + ours + part * 10_000 + b"--b--\r\n")
    assert intake is not None
    assert [f.bundle for f in intake.found] == [bundle]
    assert "more than 2000 parts" in str(intake.faults[0])
    assert within_bounds(head + part * 10_000 + ours) is None


@pytest.mark.parametrize(("depth", "lines"), [(90, 20_000 // SHARE), (900, 20_000), (20_000, 20_000)])
def test_deep_multiparts(depth: int, lines: int) -> None:
    opened = b"".join(
        b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(depth)
    )
    head = b"From: a@example.org\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n"
    assert costly(head + opened + b"x\r\n" * lines) is None
    rfc822 = b"From: a@example.org\r\nSubject: x\r\nContent-Type: message/rfc822\r\n\r\n" * depth
    assert costly(rfc822 + b"hello\r\n" * 1_000) is None


def test_costly_headers() -> None:
    start = b"From: a@example.org\r\nSubject: x\r\n"
    for bomb in (
        b"X: y\r\n" * (100_000 // SHARE),
        b"X: " + b"y" * 5_000_000 + b"\r\n",
        b"Content-Type: multipart/mixed; " + b'a="\\";' * 100_000 + b"\r\n",
        b"Content-Type: multipart/mixed" + b";\r\n a*0*=b''c" * (200_000 // SHARE) + b"\r\n",
        b"Content-Disposition: attachment; filename*0=" + b"=?utf-8?b?" * 200_000 + b"\r\n",
        b"Subject: " + b"=?utf-8?q?a?= " * 200_000 + b"\r\n",
        b"Subject: x\r\n" + b" more\r\n" * (300_000 // SHARE),
        b"Content-Type: text/plain; charset=" + b"x" * 70_000 + b"\r\n",
        b"Content-Type: text/plain; charset=zlib\r\nContent-Transfer-Encoding: base64\r\n",
        b'Content-Type: text/plain; charset="\0"\r\n',
        b'Content-Type: multipart/mixed; boundary="' + b"-" * 60_000 + b'"\r\n',
    ):
        assert costly(start + bomb + b"\r\nbody\r\n") is None


def test_lines_and_lines() -> None:
    start = b"From: a@example.org\r\nSubject: x\r\n\r\n"
    for filler in (
        b"\n" * 30_000_000,
        b"\r" * (1_490_000 // SHARE),
        b"x" * 45_000_000,
        b"begin 644 a\n" * 100_000,
        b"begin 644 a\n" * 1_900 + b"M" * 60 + b"\n" + b"x" * 20_000_000,
    ):
        assert within_bounds(start + filler) is None
    assert within_bounds(b"From a\nSubject: x\nTo: y\n\n" * 200_000) is None
    assert costly(start + b"begin 644 a\n" * 1_900 + (b"#AAAA\n" * (1_480_000 // SHARE)) + b"end\n") is None


def test_outlook_messages_whose_sectors_run_in_circles(bundle: bytes) -> None:
    content = Outlook("s", "b", [("a.yport", bundle + bytes(20_000))]).encode()
    fat_sector = struct.unpack_from("<I", content, 76)[0]
    fat = 512 + fat_sector * 512
    for target in (0, 1, 5):
        circle = bytearray(content)
        for at in range(fat, fat + 4 * fat_sector, 4):
            struct.pack_into("<I", circle, at, target)
        costly(bytes(circle))
    for at, value in (
        (44, 2**31),
        (64, 2**31),
        (72, 2**31),
        (30, 31),
        (30, 0),
        (32, 1),
        (56, 2**31),
        (48, 9**9),
    ):
        lying = bytearray(content)
        struct.pack_into("<I" if at > 40 else "<H", lying, at, value)
        costly(bytes(lying))
    directory = 512 + struct.unpack_from("<I", content, 48)[0] * 512
    for entry in range(8):
        for at, value in (
            (116, 0),
            (116, 3),
            (120, 2**31 - 1),
            (120, 60_000),
            (68, 0),
            (72, 0),
            (76, 0),
            (76, entry),
        ):
            lying = bytearray(content)
            struct.pack_into("<I", lying, directory + entry * 128 + at, value)
            costly(bytes(lying))


def test_deep_outlook_messages(bundle: bytes) -> None:
    message = Outlook("deepest", "b", [("a.yport", bundle)])
    for number in range(40):
        message = Outlook(f"level {number}", "b", [], [message])
    with pytest.raises(BundleForeign, match="packed too deeply"):
        unwrap(message.encode())


def section(bundle: int, count: int, check: bytes | None = None) -> bytes:
    """A first section with one byte, whole unless a check is given."""
    own = b"%024x;1of%d;1;" % (bundle, count)
    return b"[YPORT;1;%b%b]eA\n" % (own, check or hashlib.sha256(own + b"x").hexdigest()[:12].encode())


def test_sections_of_bundles_that_never_become_whole() -> None:
    """What is lacking is said without being counted out, nor sought for each damaged section."""
    first = b"".join(section(n, 20_000) for n in range(200))
    damaged = b"".join(section(1_000 + n, 20_000, b"0" * 12) for n in range(1_000))
    assert costly(first + damaged) is None
    with pytest.raises(BundleError, match="Sections 2-20000 of 20000 are missing in part 00000000"):
        unwrap(first + damaged)


def test_archives_of_locked_archives() -> None:
    """Entries that stay closed count like others."""
    inner = bytearray(zipped({f"{n}.yport": b"" for n in range(300)}))
    at = inner.find(b"PK\x01\x02")
    while at >= 0:
        inner[at + 8] |= 1
        at = inner.find(b"PK\x01\x02", at + 1)
    outer = zipped({f"{n}.zip": bytes(inner) for n in range(300)})
    with pytest.raises(BundleTooLarge, match="more than 2000 parts"):
        unwrap(outer)


def test_noise() -> None:
    chance = random.Random(3)
    for start in (
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"From: a\nTo: b\n\n",
        b"From a\nTo: b\nFrom: c\n\n",
    ):
        for size in (0, 1, 100, 600, 5_000, 100_000):
            within_bounds(start + chance.randbytes(size))
