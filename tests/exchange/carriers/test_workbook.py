"""The workbook: readable by people, harmless, and read again after another program saved it."""

import io
import re
import zipfile
from dataclasses import replace
from random import Random

import openpyxl
import pytest

from yport_desktop.domain.errors import BundleDamaged, BundleForeign
from yport_desktop.exchange.carriers.armor import read_armor
from yport_desktop.exchange.carriers.forms import Readable, ReadableChange
from yport_desktop.exchange.carriers.sections import short_name
from yport_desktop.exchange.carriers.workbook import read_workbook
from yport_desktop.exchange.identity import Identity

from . import mangling
from .carried import MUTANTS, READABLE, parts, same_or_refused, workbook

People = tuple[Identity, ...]
BUNDLES = tuple(Random(number).randbytes(size) for number, size in enumerate((13_000, 1, 6_000, 900)))
FORMULAS = (
    '=HYPERLINK("http://example.org")',
    "+1+1",
    "-1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    "\t=1",
    "\r=1",
)


@pytest.fixture(scope="module")
def book() -> bytes:
    return workbook(BUNDLES)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_the_bundles_come_back(book: bytes) -> None:
    found = read_workbook(book)
    assert found.bundles == BUNDLES and found.faults == ()


def test_the_first_sheet_is_for_people(book: bytes) -> None:
    sheet = opened(book).worksheets[0]
    assert sheet.title == "Changes" and sheet["A1"].value == READABLE.title
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    headings = texts.index(list(READABLE.headings))
    assert texts[headings + 1][2:] == ["Finding", "No weighbridge", "Text", "It is broken."]
    assert sheet.freeze_panes == f"A{headings + 2}"
    assert sheet.auto_filter.ref == f"A{headings + 1}:F{headings + 2}"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToWidth == 1
    assert all(sheet.column_dimensions[letter].width > 10 for letter in "ABCDEF")


def test_every_bundle_has_a_sheet_of_its_own(book: bytes) -> None:
    data = opened(book).worksheets[1:]
    assert [s.title for s in data] == ["Data 1", "Data 2", "Data 3", "Data 4"]
    longest = max(len(str(cell.value or "")) for s in data for row in s.iter_rows() for cell in row)
    assert longest < 10_000  # a cell takes 32,767
    assert [s["A1"].value for s in data] == [READABLE.keep_together] * 4
    assert opened(workbook(BUNDLES[:1])).sheetnames == ["Changes", "Data"]


def test_no_value_becomes_a_formula() -> None:
    hostile = tuple(ReadableChange(f, f, f, f, f, f) for f in FORMULAS)
    readable = replace(READABLE, title="=1+1", changes=hostile, summary=(("=A1", "=A1"),), keep_together="=1")
    content = workbook(BUNDLES[:1], readable)
    for sheet in opened(content).worksheets:
        for row in sheet.iter_rows():
            assert all(
                cell.data_type in ("s", "n") and (cell.value is None or cell.data_type == "s") for cell in row
            )
    sheets = [x for n, x in mangling.parts_of(content).items() if n.startswith("xl/worksheets")]
    assert not any(b"<f>" in xml or b"<f " in xml for xml in sheets)
    assert b'quotePrefix="1"' in mangling.parts_of(content)["xl/styles.xml"]


def test_texts_that_no_cell_can_hold() -> None:
    wild = "a\x00b\ud800c\ufffed" + "長" * 40_000
    readable = Readable(
        title=wild,
        explanation=(wild,),
        summary=((wild, wild),),
        sheet_names=("[]:*?/\\" * 9, "Data/Daten" * 9),
        changes=(ReadableChange(wild, wild, wild, wild, wild, wild),),
        left_out=3,
        more=wild,
        keep_together=wild,
    )
    content = workbook(BUNDLES, readable)
    assert read_workbook(content).bundles == BUNDLES
    assert all(len(name) <= 31 for name in opened(content).sheetnames)


def test_saved_again_with_everything_moved(book: bytes) -> None:
    again = opened(book)
    again.move_sheet("Data 3", -3)
    again.move_sheet("Changes", 3)
    again["Data 1"].title = "データ"
    sheet = again["データ"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    sheet.delete_rows(1, sheet.max_row)
    for row in [[], *reversed(rows), [], rows[0]]:
        sheet.append([None, None, *reversed(row), "checked"])
    again["Data 2"].sheet_state = "hidden"
    again["Data 4"]["F900"] = "a note"
    found = read_workbook(saved(again))
    assert set(found.bundles) == set(BUNDLES) and found.faults == ()


def test_without_its_readable_sheet_or_one_of_its_data_sheets(book: bytes) -> None:
    again = opened(book)
    del again["Changes"]
    assert set(read_workbook(saved(again)).bundles) == set(BUNDLES)
    del again["Data 1"]
    found = read_workbook(saved(again))
    assert set(found.bundles) == set(BUNDLES[1:]) and found.faults == ()


def test_lost_and_damaged_rows_are_named(book: bytes) -> None:
    name = short_name(BUNDLES[0])
    for value, what in ((None, "missing"), ("[YPORT;1;" + name, "missing"), (-1, "damaged")):
        again = opened(book)
        cell = again["Data 1"]["B4"]
        cell.value = value if value != -1 else str(cell.value)[:-40]
        found = read_workbook(saved(again))
        assert set(found.bundles) == set(BUNDLES[1:])
        (fault,) = found.faults
        assert str(fault) == f"Section 2 of 3 is {what} in part {name}. Ask for it again."


def in_runs(xml: bytes) -> bytes:
    """As rich text: every cell in runs with a typeface of their own."""
    run = b"</t></r><r><rPr><sz val='8'/><rFont val='Consolas'/></rPr><t xml:space='preserve'>"
    return re.sub(rb"([0-9A-Za-z+/]{500})", rb"\1" + run, xml)


@pytest.mark.parametrize("change", [bytes, in_runs, lambda x: x.decode().encode("utf-16"), lambda x: x[:-12]])
def test_strings_written_in_other_ways(book: bytes, change: mangling.Callable[[bytes], bytes]) -> None:
    files = mangling.parts_of(mangling.with_shared_strings(book))
    assert not any(b"[YPORT;" in xml for name, xml in files.items() if "sheets/" in name)
    files["xl/sharedStrings.xml"] = change(files["xl/sharedStrings.xml"])
    assert set(read_workbook(mangling.zipped(files)).bundles) == set(BUNDLES)


def test_packed_again(book: bytes) -> None:
    files = mangling.parts_of(book)
    bare = {n: c for n, c in files.items() if not n.startswith(("docProps", "xl/styles", "xl/theme"))}
    for content in (
        mangling.zipped(files, zipfile.ZIP_STORED),
        mangling.zipped(dict(reversed(files.items())), level=9),
        mangling.zipped(bare, level=1),
        mangling.zipped({f"new/{n.upper()}": c for n, c in files.items()}),
        book + b"\r\n",
    ):
        assert set(read_workbook(content).bundles) == set(BUNDLES)


def test_saved_as_values_only(book: bytes) -> None:
    """A sanitising gateway that keeps texts and nothing else, and a sheet saved as CSV."""
    rows = [
        cell.value for s in opened(book).worksheets for row in s.iter_rows() for cell in row if cell.value
    ]
    plain = openpyxl.Workbook()
    for value in rows:
        plain.active.append([str(value)])
    assert read_workbook(saved(plain)).bundles == BUNDLES
    assert read_armor("\r\n".join(f'"{v}";"x"' for v in rows).encode("utf-8-sig")).bundles == BUNDLES


def test_files_that_are_something_else(book: bytes) -> None:
    empty = saved(openpyxl.Workbook())
    for content in (b"", b"PNG", empty, mangling.zipped({"a.txt": b"hello"}), mangling.zipped({})):
        with pytest.raises(BundleForeign):
            read_workbook(content)
    for content in (b"PK\x03\x04" + bytes(200), book[:-300]):
        with pytest.raises(BundleDamaged):
            read_workbook(content)


@pytest.mark.parametrize("encrypted", [True, False])
def test_mutants(people: People, encrypted: bool) -> None:
    originals = parts(people, encrypted=encrypted)
    recovered = []
    for mutant in mangling.workbook_mutants(workbook(originals), Random(7 + encrypted), MUTANTS):
        found = same_or_refused(read_workbook, mutant, originals, people[1])
        recovered.append(len(found.bundles) if found else 0)
    assert MUTANTS * 0.5 < sum(recovered) < MUTANTS * 2 and 0 in recovered and 2 in recovered
