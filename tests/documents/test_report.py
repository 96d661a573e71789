"""A whole report: the same bytes, its own fonts only, contents and outline right, readable text."""

import io
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from yport_desktop.documents.model import (
    Bullets,
    Cell,
    Clause,
    Column,
    Heading,
    KeyFigure,
    KeyFigures,
    Notice,
    Paragraph,
    Report,
    Row,
    Section,
    SourceNote,
    Span,
    Table,
)
from yport_desktop.documents.preview import Preview
from yport_desktop.documents.report import render_report
from yport_desktop.domain.errors import Cancelled

from .examples import HASH, draw_plainly, english, japanese, spans

Render = Callable[[Report], bytes]


def texts(pdf: bytes) -> list[str]:
    with Preview(pdf) as preview:
        return [re.sub(r"\s+", " ", preview.text(page)) for page in range(len(preview))]


def small(*sections: Section, language: str = "en") -> Report:
    return Report(
        "Report",
        "Title",
        "City",
        "",
        "2026-02-19",
        "19 February 2026",
        language,
        HASH,
        "Author",
        (),
        sections,
    )


def fonts_of(pdf: bytes) -> dict[str, pikepdf.Object]:
    found = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font":
                found[str(item.BaseFont)] = "/FontFile2" in item.FontDescriptor and "/ToUnicode" in item
    return found


def test_same_report_same_bytes_in_two_processes(english_pdf: bytes, tmp_path: Path) -> None:
    code = (
        "import sys; from yport_desktop.documents.report import render_report;"
        "from yport_desktop.env.resources import resources_folder;"
        "from tests.documents.examples import english, draw_plainly;"
        "pdf = render_report(english(), resources_folder() / 'fonts', str, draw_plainly);"
        "sys.stdout.buffer.write(pdf)"
    )
    root = Path(__file__).parents[2]
    environment = {"PYTHONPATH": f"{root / 'src'}:{root}", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, cwd=root, check=True
    )
    assert done.stdout == english_pdf


def test_same_report_same_bytes_after_another_one(render: Render, english_pdf: bytes) -> None:
    render(japanese())
    assert render(english()) == english_pdf


@pytest.mark.parametrize("language", ["english_pdf", "japanese_pdf"])
def test_every_font_is_an_embedded_subset(language: str, request: pytest.FixtureRequest) -> None:
    fonts = fonts_of(request.getfixturevalue(language))
    assert fonts and all(fonts.values())
    assert all(re.match(r"/[A-Z]{6}\+NotoSans", name) for name in fonts), fonts
    assert b"Helvetica" not in request.getfixturevalue(language)


def test_contents_name_the_page_where_each_section_stands(english_pdf: bytes) -> None:
    pages = texts(english_pdf)
    for title in ("Solid waste: assessment", "Redline annex", "Key findings", "Inputs"):
        named = re.search(rf"{title} (\d+)", pages[1])
        assert named, title
        assert title in pages[int(named.group(1)) - 1]


def test_outline_leads_to_the_pages_of_the_contents(english_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(english_pdf)) as document, document.open_outline() as outline:
        titles = [item.title for item in outline.root]
        assert titles == [
            "Solid waste management in Metro Cebu", "Contents", "1 Summary", "2 Solid waste: assessment",
            "3 Redline annex", "4 Sources",
        ]  # fmt: skip
        assert [child.title for child in outline.root[3].children] == ["2.1 Inputs", "2.2 Results"]


def test_every_page_but_the_cover_carries_revision_and_page_of_pages(english_pdf: bytes) -> None:
    pages = texts(english_pdf)
    for number, page in enumerate(pages[1:], 2):
        assert f"Revision {HASH}" in page
        assert f"Page {number} of {len(pages)}" in page
    assert HASH in pages[0] and "Page 1" not in pages[0]


def test_long_tables_repeat_their_header_and_keep_every_row(english_pdf: bytes) -> None:
    pages = [p for p in texts(english_pdf) if "Inputs of the solid waste balance" in p][1:]
    assert len(pages) >= 3
    assert all("Value Unit Period Grade Status Source" in p for p in pages)
    assert all("Table 1 (continued)" in p for p in pages[1:])
    joined = " ".join(pages)
    assert all(f"contractors {n} " in joined for n in range(1, 41))


def test_redline_shows_both_texts(english_pdf: bytes) -> None:
    page = next(p for p in texts(english_pdf) if "Segregation at source" in p)
    assert "should" in page and "shall" in page and "accepted as modified" in page


def test_japanese_text_can_be_searched(japanese_pdf: bytes) -> None:
    joined = "".join(t.replace(" ", "") for t in texts(japanese_pdf))
    for words in ("メトロセブにおける廃棄物管理", "「ごみと資源の総量」には含む。", "新旧対照", "不明"):
        assert words in joined


def test_file_says_what_it_is(english_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(english_pdf)) as document:
        assert str(document.Root.Lang) == "en"
        assert document.Root.MarkInfo.Marked
        assert document.docinfo["/Title"] == "Solid waste management in Metro Cebu"
        assert document.docinfo["/CreationDate"] == "D:20260219000000Z"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Solid waste management in Metro Cebu"
            assert metadata["dc:identifier"] == HASH
    assert b"/work" not in english_pdf and b"resources" not in english_pdf


def test_structure_names_headings_tables_and_figures_in_reading_order(english_pdf: bytes) -> None:
    roles: list[str] = []

    def walk(element: pikepdf.Object) -> None:
        roles.append(str(element.S))
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
                walk(kid)

    with pikepdf.open(io.BytesIO(english_pdf)) as document:
        tree = document.Root.StructTreeRoot
        walk(tree.K)
        for page, marks in zip(document.pages, tree.ParentTree.Nums[1::2], strict=True):
            content = page.Contents.read_bytes()
            assert content.count(b"BDC") == len(marks)
            assert content.count(b"BDC") + content.count(b"BMC") == content.count(b"EMC")
    assert roles[0] == "/Document"
    assert roles.count("/Table") == 1 and roles.count("/TR") == 42 and roles.count("/Figure") == 1
    assert roles.count("/TH") == 8
    assert roles.index("/TOC") < roles.index("/H2") < roles.index("/Table") < roles.index("/Figure")


HOSTILE = (
    "x" * 600,
    "<b>bold?</b> & <font color=red>red</font> &amp; \\( ) % {brace} {0}",
    "العربية שלום हिन्दी",
    "photo 📷 of the 🗑️ site",
    "tab\tand\nnew line \r\n end \x00\x07 \u202e flipped \ufeff",
    "https://example.org/" + "very/long/path-" * 20,
    "ภาษาไทยไม่มีช่องว่างระหว่างคำจึงต้องตัดบรรทัดเองให้พอดีกับความกว้างของหน้ากระดาษและไม่ล้นออกไปนอกขอบ",
    "",
)


def test_hostile_strings_are_printed_and_stay_inside_the_page(render: Render) -> None:
    rows = tuple(
        Row((Cell(text), Cell(text), Cell(spans=(Span(text, bold=True),), grade="?"))) for text in HOSTILE
    )
    section = Section(
        HOSTILE[1],
        (
            *(Paragraph((Span(text),)) for text in HOSTILE),
            Bullets(tuple(spans(text) for text in HOSTILE)),
            Table(HOSTILE[3], (Column(HOSTILE[0][:60], 0), Column("b", 1), Column("c", 1)), rows),
            *(
                Clause(text[:40], text, (Span(text, change="inserted"),), ((text, text),), text)
                for text in HOSTILE
            ),
        ),
    )
    pdf = render(small(section))
    joined = " ".join(texts(pdf))
    assert "<b>bold?</b> & <font color=red>red</font> &amp;" in joined
    assert joined.count("x") >= 600 * 5
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert len(document.pages) > 3


def test_row_higher_than_a_page_is_split(render: Render) -> None:
    long = " ".join(f"word{n}" for n in range(2500))
    table = Table("Long", (Column("a", 1), Column("b", 1)), (Row((Cell(long), Cell("short"))),))
    joined = " ".join(texts(render(small(Section("One", (table,))))))
    assert all(f"word{n}" in joined for n in (0, 1200, 2499))


def test_the_heading_of_a_group_stays_with_its_rows(render: Render) -> None:
    """However many rows come before it, so also where the table ends just past the page."""
    for before in range(20, 50):
        rows = [Row((Cell(f"row{n}."),)) for n in range(before)]
        rows += [Row((Cell("heading"),), "group"), *(Row((Cell(f"of the group {n}"),)) for n in range(4))]
        table = Table("Groups", (Column("a", 1),), tuple(rows))
        read = texts(render(small(Section("One", (table,)))))
        assert all(t.count("Groups") <= 1 for t in read), before  # no part below another of its table
        pages = [t for t in read if "heading" in t]
        assert len(pages) == 1 and "of the group 0" in pages[0], before


def test_a_table_of_two_rows_is_not_parted(render: Render) -> None:
    for before in range(30, 50):
        above = Table("Above", (Column("a", 1),), tuple(Row((Cell(f"row{n}."),)) for n in range(before)))
        two = Table("Two", (Column("a", 1),), (Row((Cell("upper"),)), Row((Cell("lower"),))))
        read = texts(render(small(Section("One", (above, two)))))
        assert any("upper" in t and "lower" in t for t in read), before


def test_empty_report_is_a_report(render: Render) -> None:
    assert len(texts(render(small()))) == 2


def test_progress_ends_at_the_end(fonts_dir: Path) -> None:
    told: list[tuple[int, int]] = []
    render_report(english(), fonts_dir, str, draw_plainly, progress=lambda done, of: told.append((done, of)))
    assert told == sorted(told) and told[-1][0] == told[-1][1]


def test_cancelled_report_stops(fonts_dir: Path) -> None:
    asked = iter([False] * 9 + [True] * 100)
    with pytest.raises(Cancelled):
        render_report(english(), fonts_dir, str, draw_plainly, cancelled=lambda: next(asked))


def test_preview_gives_pixels_and_png(english_pdf: bytes) -> None:
    with Preview(english_pdf) as preview:
        picture = preview.render(0, dpi=36)
        assert (picture.width, picture.height) == (298, 421)
        assert len(picture.rgba) == picture.width * picture.height * 4
        assert picture.rgba[:4] == bytes((0x0B, 0x62, 0xB5, 0xFF))  # the band of the cover, RGBA
        assert picture.png().startswith(b"\x89PNG")
        with pytest.raises(IndexError):
            preview.render(len(preview))


def test_two_reports_at_once_do_not_disturb_each_other(
    render: Render, english_pdf: bytes, japanese_pdf: bytes
) -> None:
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(render, [english(), japanese(), english(), japanese()]))
    assert made == [english_pdf, japanese_pdf, english_pdf, japanese_pdf]


def test_blocks_without_content_take_no_harm(render: Render) -> None:
    empty = (
        Paragraph(()),
        Bullets(()),
        KeyFigures(()),
        Table("No rows", (Column("a"),), ()),
        Table("No columns", (), ()),
        Clause("", "", ()),
        Notice(()),
    )
    assert "No rows" in " ".join(texts(render(small(Section("", empty)))))


def test_texts_far_too_long_for_their_place_do_not_stop_the_report(render: Render) -> None:
    long = " ".join(f"word{n}" for n in range(4000))
    section = Section(
        long,
        (
            Heading(long),
            Notice(spans(long)),
            Bullets((spans(long),)),
            KeyFigures((KeyFigure(long, long, long, long, "A", long),) * 5),
            Table(long, (Column(long, 1), Column(long, 0)), (Row((Cell(long),), "group"),), spans(long)),
            Clause(long, long, spans(long), ((long, long),), long),
        ),
    )
    report = replace(
        small(section), title=long, facts=((long, long),), sources=(SourceNote(1, long, long, long),)
    )
    joined = " ".join(texts(render(report)))
    assert joined.count("word3999") >= 7  # heading, part, notice, bullet, clause text, fact, source


def test_table_of_thousands_of_rows(render: Render) -> None:
    rows = tuple(Row((Cell(f"Route {n}"), Cell(f"{n:,}"))) for n in range(3000))
    pages = texts(render(small(Section("Many", (Table("Routes", (Column("a", 1), Column("b", 0)), rows),)))))
    assert "Route 2999" in pages[-1] and len(pages) > 60
