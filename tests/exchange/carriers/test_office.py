"""The workbook in the real LibreOffice: opened, saved again, and what people and gateways do to it.

`make office` installs LibreOffice where it is missing; the ordinary run skips these tests then.
"""

import io
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import openpyxl
import pypdfium2
import pytest

from tests.exchange.laptop import Laptop
from yport_desktop.bootstrap import discover
from yport_desktop.env.translations import Translator
from yport_desktop.exchange.bundle import Item, item_of, write_bundle
from yport_desktop.exchange.carriers.workbook import read_workbook, write_workbook
from yport_desktop.exchange.frame import BLOB
from yport_desktop.exchange.manifest import Manifest
from yport_desktop.exchange.opening import SegmentItem, read_bundle
from yport_desktop.services.readable import readable
from yport_desktop.services.records import set_values
from yport_desktop.services.sample import open_sample

from .mangling import parts_of, zipped

SOFFICE = shutil.which("soffice")
REQUIRED = os.environ.get("YPORT_OFFICE") == "required"
PARTS = 3
MINUTES = 5.0  # the first start makes a profile

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None and not REQUIRED, reason="LibreOffice is not installed"),
]
Convert = Callable[..., bytes]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Opens a file in LibreOffice and saves it in the format of that suffix."""
    folder = tmp_path_factory.mktemp("office")

    def run(content: bytes, suffix: str, source: str = "xlsx") -> bytes:
        path = folder / f"received.{source}"
        path.write_bytes(content)
        target = folder / "saved"
        command = [
            SOFFICE or "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", suffix, "--outdir", str(target), str(path)),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=MINUTES * 60)
        return (target / f"received.{suffix}").read_bytes()

    return run


class Sent:
    """A bundle in parts from Aya to Ben, from the real store, and the workbook that carries it."""

    def __init__(self, folder: Path) -> None:
        registry = discover()
        self.aya, self.ben = (Laptop(name, folder / name, registry) for name in ("Aya", "Ben"))
        space = open_sample(self.aya.desk)
        self.aya.exchange.add_to_roster(space, self.aya.exchange.read_card(self.ben.exchange.my_card()))
        first = self.aya.desk.records(space, "finding")[0]
        self.aya.set(
            space, first.id, heading='=HYPERLINK("http://example.org")', text="計量器が故障している。"
        )
        self.aya.desk.commit(space, set_values(first.id, {"reasoning": "+1 @ = -1"}))
        path = folder / "sent.yport"
        ben = self.ben.identity.public_key
        self.aya.exchange.write(space, [ben], path, encrypted=False)
        with read_bundle(path, self.ben.identity) as bundle:
            manifest, segments = bundle.manifest, list(bundle.segments())
            items = [item_of(i.head.type, bundle.read(i)) for i in bundle.items]
        self.bundles = self._parts(manifest, items)
        self.workbook = self._workbook(manifest, segments)

    def _parts(self, manifest: Manifest, items: Sequence[Item]) -> list[bytes]:
        chance, written = Random(1), []
        for part in range(1, PARTS + 1):
            target = io.BytesIO()
            mine = [*items[part - 1 :: PARTS], item_of(BLOB, chance.randbytes(50_000))]
            write_bundle(target, replace(manifest, part=part, parts=PARTS), mine, self.aya.identity)
            written.append(target.getvalue())
        return written

    def _workbook(self, manifest: Manifest, segments: Sequence[SegmentItem]) -> bytes:
        target = io.BytesIO()
        sealed = [s.sealed for s in segments]
        words = readable(self.aya.desk, manifest.spaces[0].id, sealed, manifest, Translator("ja").gettext)
        write_workbook(target, self.bundles, replace(words, language="ja"))
        return target.getvalue()

    def arrived(self, content: bytes) -> list[tuple[int, int]]:
        """Part and parts of what verifies at Ben's; every bundle is byte for byte one that was sent."""
        found = read_workbook(content)
        assert found.faults == () and set(found.bundles) <= set(self.bundles)
        numbers = []
        for content in found.bundles:
            with read_bundle(content, self.ben.identity) as bundle:
                numbers.append((bundle.manifest.part, bundle.manifest.parts))
        return sorted(numbers)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    return Sent(tmp_path_factory.mktemp("laptops"))


ALL = [(1, 3), (2, 3), (3, 3)]


def test_saved_again_as_xlsx(sent: Sent, convert: Convert) -> None:
    again = convert(sent.workbook, "xlsx")
    assert "xl/sharedStrings.xml" in parts_of(again)  # ours are written in the cells
    assert sent.arrived(sent.workbook) == sent.arrived(again) == ALL
    assert sent.arrived(convert(again, "xlsx")) == ALL


def test_saved_as_ods_and_back(sent: Sent, convert: Convert) -> None:
    sheets = convert(sent.workbook, "ods")
    assert sent.arrived(sheets) == ALL
    assert sent.arrived(convert(sheets, "xlsx", "ods")) == ALL


def test_sheets_moved_metadata_stripped_and_one_part_dropped(sent: Sent, convert: Convert) -> None:
    book = openpyxl.load_workbook(io.BytesIO(convert(sent.workbook, "xlsx")))
    readable_sheet, first, second, third = book.sheetnames
    book.move_sheet(third, -3)
    book.move_sheet(readable_sheet, 3)
    moved = io.BytesIO()
    book.save(moved)
    assert sent.arrived(moved.getvalue()) == ALL
    bare = {name: file for name, file in parts_of(moved.getvalue()).items() if "docProps" not in name}
    assert sent.arrived(zipped(bare)) == ALL
    del book[second]
    dropped = io.BytesIO()
    book.save(dropped)
    gap = [(1, 3), (3, 3)]  # the manifests of the others tell that part 2 of 3 is missing
    assert sent.arrived(dropped.getvalue()) == sent.arrived(convert(dropped.getvalue(), "xlsx")) == gap
    del book[readable_sheet], book[first]
    book.save(only := io.BytesIO())
    assert sent.arrived(convert(only.getvalue(), "xlsx")) == [(3, 3)]


def test_texts_stay_texts(sent: Sent, convert: Convert) -> None:
    for suffix in ("xlsx", "ods"):
        content = convert(sent.workbook, suffix)
        again = content if suffix == "xlsx" else convert(content, "xlsx", "ods")
        sheet = openpyxl.load_workbook(io.BytesIO(again)).worksheets[0]
        values = {cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "s"}
        assert {'=HYPERLINK("http://example.org")', "+1 @ = -1", "計量器が故障している。"} <= values
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_it_prints_on_landscape_pages_with_its_headings(sent: Sent, convert: Convert) -> None:
    document = pypdfium2.PdfDocument(convert(sent.workbook, "pdf"))
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    texts = [page.get_textpage().get_text_range() for page in document]
    assert "Metro Cebu" in texts[0] and not any("YPORT;1;" in text for text in texts[:-PARTS])
    document.close()
