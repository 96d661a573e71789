"""Lines: words stay whole, Japanese keeps its kinsoku, what no font has is visible."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yport_desktop.documents.fonts import SUBSTITUTE, FontMissing, FontSet, load_fonts
from yport_desktop.documents.model import Span
from yport_desktop.documents.styles import TextStyle
from yport_desktop.documents.text import clean, lay_out
from yport_desktop.documents.thai import placed
from yport_desktop.domain.breaking import clusters, units

STYLE = TextStyle(10, 14)


def lines_of(text: str, fonts: FontSet, width: float) -> list[str]:
    return ["".join(f.text for f in line.fragments) for line in lay_out(text, STYLE, fonts, width)]


def test_words_stay_whole(fonts: FontSet) -> None:
    lines = lines_of("Residual waste is collected and disposed of", fonts, 80)
    assert " ".join(lines) == "Residual waste is collected and disposed of"
    assert len(lines) > 2


def test_no_line_is_wider_than_its_column(fonts: FontSet) -> None:
    text = "Segregation at source 発生源での分別、資源化 of 40 t/d by 2030"
    for width in (30, 50, 90, 200):
        assert all(line.width <= width + 0.02 for line in lay_out(text, STYLE, fonts, width))


@pytest.mark.parametrize("width", range(30, 120, 7))
def test_kinsoku(fonts: FontSet, width: int) -> None:
    text = "収集量は、「ごみと資源の総量」（直営・委託を含む）である。ショップ、ファックス。"
    for line in lines_of(text, fonts, width):
        assert line[0] not in "、。」）ッョァー・" and line[-1] not in "「（"


def test_latin_inside_japanese_is_not_cut() -> None:
    assert "Inayawan" in units("処分場Inayawanでは")


def test_words_in_katakana_stay_whole() -> None:
    assert units("廃棄物リサイクル、ショップ") == ["廃", "棄", "物", "リサイクル、", "ショップ"]
    assert "".join(units("ァ" * 40)) == "ァ" * 40


def test_a_break_does_not_depend_on_where_spans_end(fonts: FontSet) -> None:
    whole = lay_out("Waste collected in 2016 by the city", STYLE, fonts, 75)
    parts = (Span("Waste col"), Span("lected in 20"), Span("16 by the city"))
    pieces = lay_out(parts, STYLE, fonts, 75)
    shown = [["".join(f.text for f in line.fragments) for line in lines] for lines in (whole, pieces)]
    assert shown[0] == shown[1]


def test_thai_breaks_before_a_leading_vowel_and_keeps_marks_together() -> None:
    assert "".join(units("การจัดการขยะในเมือง")) == "การจัดการขยะในเมือง"
    assert len(units("การจัดการขยะในเมือง")) == 3
    assert clusters("ที่เก็บ") == ["ที่", "เก็", "บ"]


def test_thai_marks_are_raised_over_vowels_and_moved_off_tall_consonants() -> None:
    assert placed("ที่") == [("ที", 0.0, 0.0), ("\u0e48", 0.236, 0.0)]
    assert [p for p in placed("ป่า") if p[1] or p[2]] == [("\u0e48", 0.0, -0.13)]
    assert placed("น้ำ") == [("น", 0.0, 0.0), ("\u0e49", 0.236, 0.0), ("\u0e33", 0.0, 0.0)]
    assert "".join(p[0] for p in placed("ฝุ่นที่ปี่ฟ้า")) == "ฝุ่นที่ปี่ฟ้า"


def test_each_script_finds_its_face(fonts: FontSet) -> None:
    faces = [face.name for face, _ in fonts.runs("CO₂ 廃棄物 ขยะ")]
    assert (
        faces[0] == "NotoSans-Regular" and "NotoSansJP-Regular" in faces and "NotoSansThai-Regular" in faces
    )


def test_what_no_font_has_is_visible(fonts: FontSet) -> None:
    assert "".join(text for _, text in fonts.runs("a📷b\u202ec")) == f"a{SUBSTITUTE}bc"


def test_bold_and_regular_are_measured_with_their_own_widths(fonts: FontSet) -> None:
    assert fonts.width("Total", 10, "bold") > fonts.width("Total", 10) > 0


def test_decomposed_letters_are_composed() -> None:
    assert clean("Đa\u0300 Nẵng") == "Đà Nẵng"


def test_missing_fonts_are_named(tmp_path: object) -> None:
    with pytest.raises(FontMissing, match=r"reinstall"):
        load_fonts(tmp_path / "none", "xx")  # type: ignore[operator]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_nothing_is_lost_between_the_units(text: str) -> None:
    assert "".join(units(text)) == text


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(codec="utf-8"), max_size=60), width=st.integers(5, 300))
def test_any_text_can_be_laid_out(fonts: FontSet, text: str, width: int) -> None:
    assert lay_out(text, STYLE, fonts, width)
