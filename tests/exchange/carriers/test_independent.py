"""A second reader of carriers, written from docs/bundle-format.md alone; it uses nothing of the program."""

import base64
import hashlib
import io
import re
import unicodedata
import zipfile
from random import Random

from yport_desktop.exchange.carriers.armor import armored

from .carried import workbook

BUNDLES = tuple(Random(number).randbytes(size) for number, size in enumerate((13_000, 1, 6_000)))


def files_in(text: str) -> set[bytes]:
    """The files whose sections are all in a text."""
    clean = re.sub(r"[^A-Za-z0-9+/\[\];]", "", unicodedata.normalize("NFKC", text))
    pattern = r"\[YPORT;1;([0-9a-f]{24});(\d+)of(\d+);(\d+);([0-9a-f]{12})\]([^\[]*)"
    sections: dict[tuple[str, int], dict[int, bytes]] = {}
    for name, place, count, size, check, body in re.findall(pattern, clean):
        length = -(-int(size) * 4 // 3)
        content = base64.b64decode(body[:length] + "=" * (-length % 4))
        signed = f"{name};{place}of{count};{size};".encode() + content
        if hashlib.sha256(signed).hexdigest()[:12] == check:
            sections.setdefault((name, int(count)), {})[int(place)] = content
    whole = (
        (name, b"".join(found[place] for place in range(1, count + 1)))
        for (name, count), found in sections.items()
        if len(found) == count
    )
    return {file for name, file in whole if hashlib.sha256(file).hexdigest()[:24] == name}


def test_armor() -> None:
    text = armored(BUNDLES, "Aya sends you changes.")
    assert files_in(text) == set(BUNDLES)
    assert files_in("> " + text.replace("\n", "\r\n> ")) == set(BUNDLES)


def test_workbook() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(BUNDLES))) as archive:
        xml = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    assert files_in("".join(xml)) == set(BUNDLES)
