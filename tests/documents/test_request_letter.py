"""The page of data requests: one page, tagged, in the language of the counterpart, the same bytes twice."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from yport_desktop.documents.request_letter import render_request
from yport_desktop.domain.request_sheet import CHOICE, TABLE, Question, RequestSheet
from yport_desktop.domain.sector import Column


def question(number: int, **more: object) -> Question:
    made = Question(
        f"{number:08d}-0000-4000-8000-000000000000",
        number,
        f"Waste received by facility {number}",
        "Waste that passed the weighbridge in the year, wet weight, with what was rejected afterwards.",
        sector="Solid waste",
        unit="t/d",
        units=("t/d", "t/yr"),
        period="2025",
    )
    return replace(made, **more)


SHEET = RequestSheet(
    "11111111-2222-4333-8444-555555555555",
    "en",
    "Data request: Metro Cebu",
    "Metro Cebu",
    "Department of Public Services",
    "A. Advisor",
    "A. Advisor <advisor@city.example>",
    "2026-03-02",
    "2026-03-31",
    (
        question(1, so_far="630 t/d (2010)"),
        question(2, kind=CHOICE, unit="", choices=(("a", "yes"), ("b", "no"))),
        question(3, kind=TABLE, unit="", columns=(Column("year", "Year"), Column("x", "Waste", "t/yr"))),
        *(question(n) for n in range(4, 11)),
    ),
)


def text_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def test_ten_questions_fit_one_page_with_everything_a_counterpart_needs(fonts_dir: Path) -> None:
    (page,) = text_of(render_request(SHEET, fonts_dir, str))
    for text in (
        "Data request: Metro Cebu",
        "Department of Public Services",
        "2026-03-31",
        "advisor@city.example",
        "Waste received by facility 10",
        "weighbridge",
        "t/d",
        "So far we use: 630 t/d (2010)",
        "yes, no",
        "Year, Waste (t/yr)",
        "in the workbook",
        "Page 1 of 1",
    ):
        assert text in page


def test_many_questions_go_on_with_numbered_pages(fonts_dir: Path) -> None:
    many = replace(SHEET, questions=tuple(question(n) for n in range(1, 61)))
    pages = text_of(render_request(many, fonts_dir, str))
    assert len(pages) > 1 and f"Page {len(pages)} of {len(pages)}" in pages[-1]
    assert sum(page.count("weighbridge") for page in pages) == 60


@pytest.mark.parametrize(
    ("language", "words"), [("ja", "一日当たりのごみ量"), ("vi", "Chất thải rắn đô thị")]
)
def test_every_language_has_its_letters(fonts_dir: Path, language: str, words: str) -> None:
    sheet = replace(SHEET, language=language, title=words)
    assert words in text_of(render_request(sheet, fonts_dir, str))[0]


def test_it_is_tagged_and_always_the_same_bytes(fonts_dir: Path) -> None:
    first, again = (render_request(SHEET, fonts_dir, str) for _ in range(2))
    assert first == again
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert "/StructTreeRoot" in pdf.Root and str(pdf.Root.Lang) == "en"
