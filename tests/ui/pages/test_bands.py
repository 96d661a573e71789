"""The class of a published scale beside its result: on the card, in the line, in the explanation."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from yport_desktop.domain.assess import assess
from yport_desktop.domain.sector import Assessment, Term
from yport_desktop.env.translations import Translator
from yport_desktop.sectors import water_supply
from yport_desktop.sectors.water_supply import SECTOR
from yport_desktop.services.calculate import read_inputs
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.design.texts import install
from yport_desktop.ui.pages.assessment.explanation import TermView, explanation
from yport_desktop.ui.pages.assessment.results import ResultCard, ResultLine

WORDS = "very inefficient, a reduction programme is imperative"


def assessed(**changes: Any) -> Assessment:
    """The published case with its network, and a plant at 80 % of its capacity."""
    shipped = tomllib.loads(
        (Path(water_supply.__file__).parent / "examples.toml").read_text(encoding="utf-8")
    )
    case = next(e for e in shipped["example"] if e["id"] == "infrastructure_leakage_index_base")
    plant = {"production_m3_d": 219_778, "capacity_m3_d": 274_722}
    observed, _ = read_inputs(SECTOR, {**case["inputs"], **plant, **changes})
    return assess(SECTOR, observed)


def test_a_card_shows_the_band_of_its_result(qtbot: Any) -> None:
    card = ResultCard(SECTOR, SECTOR.indicator("ili"), large=False)
    qtbot.addWidget(card)
    card.show_estimate(assessed(), None)
    assert WORDS in card.band.text() and not card.band.isHidden()
    assert WORDS in card.accessibleName()
    card.show_estimate(assessed(under_registration_bulk=40), None)
    assert card.band.isHidden() and WORDS not in card.accessibleName()


def test_a_line_says_it_in_its_hint(qtbot: Any) -> None:
    line = ResultLine(SECTOR, SECTOR.indicator("capacity_utilisation"))
    qtbot.addWidget(line)
    line.show_estimate(assessed(), None)
    assert "good (ECAM benchmark)" in line.toolTip()
    assert "good (ECAM benchmark)" in line.accessibleName()


def test_the_explanation_names_it(qtbot: Any) -> None:
    assessment = assessed()
    sections = explanation(
        SECTOR, SECTOR.indicator("ili"), assessment, lambda _key: None, lambda _key: None, None, lambda: None
    )
    head = sections[0][1]
    qtbot.addWidget(head)
    assert any(WORDS in label.text() for label in head.findChildren(Label))


def explained(qtbot: Any, key: str) -> list[str]:
    """All that the explanation of a result says."""
    sections = explanation(
        SECTOR, SECTOR.indicator(key), assessed(), lambda _key: None, lambda _key: None, None, lambda: None
    )
    for _, part in sections:
        qtbot.addWidget(part)
    return [label.text() for _, part in sections for label in part.findChildren(Label)]


def test_arithmetic_is_named_in_the_readers_language_and_has_no_address(qapp: Any, qtbot: Any) -> None:
    install(qapp, "ja", Translator("ja").gettext)
    said = explained(qtbot, "nrw_latest")
    install(qapp, "en", str)
    assert not {"-", "Arithmetic on the inputs shown"} & set(said)
    assert "示した入力値による計算" in said


def test_a_converted_value_is_shown_in_digits_that_are_read(qtbot: Any) -> None:
    term = Term("msw", "Waste", "11479.452054794521", "t/d", "", None, None)
    for value, said in (
        (term.value, "11,479.45 t/d"),
        ("123456.25", "123,456.25 t/d"),
        ("3 × 16", "3 × 16 t/d"),
    ):
        view = TermView(replace(term, value=value), "", None)
        qtbot.addWidget(view)
        assert said in [label.text() for label in view.findChildren(Label)]


def test_one_year_makes_no_line(qtbot: Any) -> None:
    card = ResultCard(SECTOR, SECTOR.indicator("nrw_latest"), large=False)
    qtbot.addWidget(card)
    for rows, hidden in (([[2006, 31]], True), ([[2006, 31], [2010, 25]], False)):
        card.show_estimate(assessed(nrw_by_year=rows), None)
        assert card.shown is not None and card.shown.value is not None
        assert card.series.isHidden() is hidden
