"""Results of several measures side by side: shown as cards, copied as a table, followed by every change."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication

from yport_desktop.services.assessments import put
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.data_table import DataTable
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.list_line import ListLine
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.pages.assessment.page import AssessmentPage
from yport_desktop.ui.window.main_window import MainWindow

from .a_desk import SPACE, ask, begin, open_window, settle

SECTOR = "energy_savings"
LAMPS = ["LED lamps", "lighting", "electricity", "100000", "40000", None, "300000", None, "10"]
PUMPS = ["Pumps", "pumping", "electricity", "500000", "90000", None, "200000", None, "15"]


def rows(*given: list[Any]) -> list[list[Any]]:
    return [[*row, *[None] * (13 - len(row))] for row in given]


def fill(workspace: Workspace) -> None:
    """An engagement with two measures."""
    begin(workspace)
    for key, fields in (
        ("currency", {"value": "PHP"}),
        ("discount_rate", {"value": "6", "unit": "%"}),
        ("price_electricity", {"value": "10", "unit": "PHP/kWh", "grade": "B"}),
        ("measures", {"value": rows(LAMPS, PUMPS), "grade": "C"}),
    ):
        put(workspace, SPACE, SECTOR, key, fields)


@pytest.fixture
def window(qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    with open_window(qtbot, tmp_path / "own", (AssessmentPage,), fill) as window:
        page_of(window).show_sector(SECTOR)
        qtbot.waitUntil(lambda: _ready(window), timeout=15_000)
        settle(qtbot, window)
        yield window


def _ready(window: MainWindow) -> bool:
    page = page_of(window)
    return page.sector is not None and page.sector.key == SECTOR and page.form is not None


def page_of(window: MainWindow) -> AssessmentPage:
    page = window.pages["assessment"]
    assert isinstance(page, AssessmentPage)
    return page


def texts(window: MainWindow) -> list[str]:
    tables = page_of(window).results.tables
    return [label.text() for label in tables.findChildren(Label) if label.isVisibleTo(tables)]


def test_each_measure_has_a_card_the_most_valuable_first(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: "Pumps" in texts(window), timeout=5_000)
    shown = texts(window)
    assert shown.index("Pumps") < shown.index("LED lamps")
    assert "8,541,024 PHP" in shown and "pumping" not in shown
    line = next(w for w in page_of(window).results.tables.findChildren(ListLine) if w.text.text() == "Pumps")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert {"pumping", "0.2 yr", "90,000 kWh/yr", "450.0 %"} <= set(texts(window))
    assert any("Ranked by net present value" in text for text in shown)


def test_every_card_leads_with_the_same_quantity(qtbot, window: MainWindow) -> None:
    """Where no present value is known, with the first one that the most measures have, and says which."""
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "discount_rate", {"value": None}))
    no_life = [*LAMPS[:8], None]
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "measures", {"value": rows(no_life, PUMPS)}))
    qtbot.waitUntil(lambda: "Simple payback" in texts(window), timeout=5_000)
    assert {"0.8 yr", "0.2 yr"} <= set(texts(window))
    assert any(text.startswith("Not ranked") for text in texts(window))


def test_the_table_is_copied_as_cells(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: "Pumps" in texts(window), timeout=5_000)
    tables = page_of(window).results.tables
    tables.layout().itemAt(0).widget().copy()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0][0] == "Measure" and "Net present value (PHP)" in lines[0]
    assert [line[0] for line in lines[1:]] == ["Pumps", "LED lamps"]
    assert all(len(line) == len(lines[0]) for line in lines)


def test_a_result_that_cannot_be_says_why(qtbot, window: MainWindow) -> None:
    flows = [["Plant", "0", "-100"], ["Plant", "1", "230"], ["Plant", "2", "-132"]]
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "measures", {"value": None, "missing": "not_known"}))
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "cash_flows", {"value": flows}))
    card = page_of(window).results.cards["irr"]
    qtbot.waitUntil(lambda: "changes its sign 2 times" in card.number.range.text(), timeout=5_000)
    assert card.number.value.text() == "–"
    checks = page_of(window).results.checks
    qtbot.waitUntil(lambda: "10 %, 20 %" in checks.accessibleName() or "10 %, 20 %" in checks.toolTip())


def test_a_measure_that_goes_takes_its_card_with_it(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: "Pumps" in texts(window), timeout=5_000)
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "measures", {"value": rows(LAMPS)}))
    left = {"LED lamps"}
    qtbot.waitUntil(lambda: {"LED lamps", "Pumps"} & set(texts(window)) == left, timeout=5_000)
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "measures", {"value": None, "missing": "not_known"}))
    qtbot.waitUntil(lambda: page_of(window).results.tables.isHidden(), timeout=5_000)


def test_an_unfolded_table_stays_in_line_and_shows_its_names(qtbot, window: MainWindow) -> None:
    long = "Solar power on ten hospitals, 2.795 MW"
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "measures", {"value": rows([long, *LAMPS[1:]])}))
    form = page_of(window).form
    line = form.line("measures")
    line.value.button.click()
    settle(qtbot, window)
    assert line.value.grid is not None and line.value.grid.isVisible()
    assert line.value.x() == form.line("lighting").value.x()
    view = line.value.grid.view
    assert view.columnWidth(0) >= view.fontMetrics().horizontalAdvance(long)


def test_going_to_an_input_of_another_sector_gives_it_the_keyboard(qtbot, window: MainWindow) -> None:
    page = page_of(window)
    page.open_input("solid_waste", "household_t_d")
    qtbot.waitUntil(lambda: page.sector is not None and page.sector.key == "solid_waste", timeout=15_000)
    settle(qtbot, window)
    assert page.current_key() == "household_t_d"


def test_an_input_of_a_folded_section_comes_into_view(qtbot, window: MainWindow) -> None:
    page = page_of(window)
    key = "mcf_unmanaged_shallow"
    page.open_input("solid_waste", key)
    qtbot.waitUntil(lambda: page.sector is not None and page.sector.key == "solid_waste", timeout=15_000)
    settle(qtbot, window)
    line, seen = page.form.line(key), page.form.area.viewport()
    top = line.mapTo(seen, QPoint(0, 0)).y()
    assert top >= 0 and top + line.height() <= seen.height()


def test_a_table_with_a_currency_of_its_own_shows_and_keeps_it(qtbot, window: MainWindow) -> None:
    cash = {"value": [["Boilers", "0", "-100"], ["Boilers", "1", "150"]], "unit": "USD"}
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "cash_flows", cash))
    settle(qtbot, window)
    page = page_of(window)
    page.open_input(SECTOR, "cash_flows")
    field = page.form.line("cash_flows").value
    grid = field.open_grid()
    assert grid.model.headerData(2, Qt.Orientation.Horizontal) == "Amount of money (USD)"
    grid.model.setData(grid.model.index(1, 2), "250")
    settle(qtbot, window)
    kept = page.rows["cash_flows"]
    assert kept.record.get("unit") == "USD" and kept.observed.value[1][2] == 250
    for key in ("npv", "irr"):
        assert "mixes PHP, USD" in str(page.assessment.estimates[key].problems[0])
    qtbot.waitUntil(lambda: "Pumps" not in texts(window), timeout=5_000)


def test_many_rows_stand_in_a_table_of_their_own(qtbot, window: MainWindow) -> None:
    many = [["Lamps", *LAMPS[1:]] if not n else [f"Lamps {n}", *LAMPS[1:]] for n in range(60)]
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "measures", {"value": rows(*many)}))
    qtbot.waitUntil(lambda: "Lamps" in texts(window), timeout=5_000)
    tables = page_of(window).results.tables
    assert len(tables.findChildren(ListLine)) == 8
    area = tables.parentWidget()
    assert area is not None and area.minimumSizeHint().width() <= page_of(window).board.side.width()
    (more,) = [b for b in tables.findChildren(QuietButton) if "60" in b.text()]
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    (dialog,) = window.findChildren(Dialog)
    (listed,) = dialog.findChildren(DataTable)
    assert listed.model.rowCount() == 60
    titles = [column.title for column in listed.model.columns]
    assert "Net present value (PHP)" in titles
    assert "Same load as another measure" not in titles, "what holds nothing is left out"
    field = listed.model.columns[titles.index("Field of use")]
    widest = QFontMetrics(listed.font()).horizontalAdvance("lighting")
    assert tokens().px(field.width) > widest, "its words are read to their end"
    dialog.reject()


def test_names_in_the_opened_table_are_read_to_their_end(qtbot, window: MainWindow) -> None:
    name = "LED lamps in nineteen streets of the old town"
    ask(qtbot, window, lambda ws: put(ws, SPACE, SECTOR, "measures", {"value": rows([name, *LAMPS[1:]])}))
    qtbot.waitUntil(lambda: name in texts(window), timeout=5_000)
    tables = page_of(window).results.tables
    (more,) = [b for b in tables.findChildren(QuietButton) if "table" in b.text()]
    more.click()
    (dialog,) = window.findChildren(Dialog)
    (listed,) = dialog.findChildren(DataTable)
    first = listed.model.columns[0]
    assert tokens().px(first.width) > QFontMetrics(listed.font()).horizontalAdvance(name)
    dialog.reject()
