"""Currency, rates and fiscal year chosen in the window, and what the form says of a converted amount."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from yport_desktop.domain.sector import InputKind
from yport_desktop.services.assessments import put
from yport_desktop.services.rates import agree, conventions_of
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.pages.assessment.fields import QuantityField
from yport_desktop.ui.pages.assessment.page import AssessmentPage
from yport_desktop.ui.window.main_window import MainWindow

from .a_desk import SPACE, ask, begin, open_window, settle

SECTOR = "solid_waste"


def money(workspace: Workspace) -> tuple[str, str]:
    asked = next(
        i
        for i in workspace.registry.sectors[SECTOR].inputs
        if i.unit.startswith("currency") and i.kind is InputKind.QUANTITY
    )
    return asked.key, asked.unit.replace("currency", "USD")


def fill_in(workspace: Workspace) -> None:
    begin(workspace)
    key, unit = money(workspace)
    put(workspace, SPACE, SECTOR, key, {"value": "100", "unit": unit, "period": "2015-03"})


@pytest.fixture
def window(qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    with open_window(qtbot, tmp_path / "own", (AssessmentPage,), fill_in) as window:
        qtbot.waitUntil(lambda: page_of(window).form is not None, timeout=15_000)
        settle(qtbot, window)
        yield window


def page_of(window: MainWindow) -> AssessmentPage:
    page = window.pages["assessment"]
    assert isinstance(page, AssessmentPage)
    return page


def opened(qtbot: Any, window: MainWindow) -> Dialog:
    page_of(window).outline.conventions_chosen.emit()
    settle(qtbot, window)
    return next(d for d in window.findChildren(Dialog) if hasattr(d, "form"))


def choose(editor: Any, key: str) -> None:
    place = editor.combo.findData(key)
    editor.combo.setCurrentIndex(place)
    editor.combo.activated.emit(place)


def test_the_currency_and_a_published_rate_convert_the_amount_and_say_so(qtbot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    choose(dialog.form.currency, "PHP")
    choose(dialog.form.months, "10")
    rate = next(r for r in dialog.form.boxes if r.quote == "PHP")
    dialog.form.boxes[rate].click()
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    agreed = ask(qtbot, window, lambda ws: conventions_of(ws, SPACE))
    assert (agreed.currency, agreed.fiscal_start, agreed.rates) == ("PHP", 10, (rate,))
    key, _ = ask(qtbot, window, money)
    page = page_of(window)
    qtbot.waitUntil(lambda: page.rows[key].observed.value == 4400)
    line = page.form.line(key)
    assert "USD 1 = PHP 44 (2015-03" in line.problems.text.text()
    assert page.outline._currency == "PHP"
    window.desk.undo()
    settle(qtbot, window)
    assert page.rows[key].observed.value == 100


def test_a_rate_of_one_s_own_is_kept_with_its_source(qtbot, window: MainWindow) -> None:
    dialog = opened(qtbot, window)
    entry = dialog.form.entry
    assert entry.rate() is None
    for editor, text in ((entry.date, "2024-06"), (entry.quote_amount, "57"), (entry.source, "Central bank")):
        editor.line.setFocus()
        editor.line.insert(text)
        editor.complete()
    choose(entry.base, "USD")
    choose(entry.quote, "PHP")
    assert entry.rate() is not None
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    (rate,) = ask(qtbot, window, lambda ws: conventions_of(ws, SPACE)).rates
    assert rate.label == "USD 1 = PHP 57 (2024-06, Central bank)"


def test_the_period_says_from_when_to_when_it_goes(qtbot, window: MainWindow) -> None:
    given = {"value": "1", "period": "平成11年度"}
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "population", given))
    settle(qtbot, window)
    line = page_of(window).form.line("population")
    assert line.period.toolTip() == "1999-04-01 to 2000-03-31: 366 days"


def test_a_price_not_entered_yet_waits_in_the_currency_agreed_on(qtbot, window: MainWindow) -> None:
    ask(qtbot, window, lambda ws: agree(ws, SPACE, "THB", None, ()))
    page = page_of(window)
    page.show_sector("energy_savings")
    qtbot.waitUntil(lambda: page.form is not None and "price_diesel" in page.rows, timeout=15_000)
    settle(qtbot, window)
    assert page.form.line("price_diesel").value.chosen_unit() == "THB/L"


def test_an_amount_is_typed_in_the_currency_that_is_agreed_on(qtbot, window: MainWindow) -> None:
    field = page_of(window).form.line("tipping_fee").value
    assert isinstance(field, QuantityField)
    ask(qtbot, window, lambda ws: agree(ws, SPACE, "VND", None))
    settle(qtbot, window)
    assert field.chosen_unit() == "VND/t"
    field.unit.setCurrentIndex(field.unit.findData("USD/t"))
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "population", {"value": "5", "unit": "persons"}))
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "tipping_fee", {"value": None, "note": "asked"}))
    settle(qtbot, window)
    assert field.chosen_unit() == "USD/t", "what a person chose stays"
