"""The table: filter, sort, columns, selection that survives, and 100,000 rows."""

import time
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt

from yport_desktop.ui.components.data_table import DataTable
from yport_desktop.ui.components.table_model import TableColumn, ordered


@dataclass(frozen=True)
class City:
    id: int
    name: str
    tonnes: float | None


COLUMNS = (
    TableColumn("name", "City", lambda c: c.name),
    TableColumn("tonnes", "t/d", lambda c: c.tonnes, lambda v: "" if v is None else f"{v:g}", number=True),
)
CITIES = (City(1, "Cebu", 1045), City(2, "Da Nang", None), City(3, "Bangkok", 9000))


@pytest.fixture
def table(qtbot) -> DataTable:
    made = DataTable(COLUMNS, "Cities")
    qtbot.addWidget(made)
    made.set_rows(CITIES)
    return made


def names(table: DataTable) -> list[str]:
    return [table.model.row_at(i).name for i in range(table.model.rowCount())]


def test_sorts_numbers_with_empty_last_both_ways(table: DataTable) -> None:
    table.model.sort(1)
    assert names(table) == ["Cebu", "Bangkok", "Da Nang"]
    table.model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(table) == ["Bangkok", "Cebu", "Da Nang"]
    table.model.sort(-1)
    assert names(table) == ["Cebu", "Da Nang", "Bangkok"]


def test_sorts_mixed_values() -> None:
    assert ordered(["b", 2, None, 1, "a"], descending=False) == [3, 1, 4, 0, 2]


def test_filters_by_every_word_in_any_column(table: DataTable) -> None:
    table.model.set_filter("CEB 1045")
    assert names(table) == ["Cebu"]
    assert table.count.text() == "1 of 3"
    table.model.set_filter("")
    assert len(names(table)) == 3


def test_selection_survives_new_rows_and_sorting(table: DataTable) -> None:
    assert table.select(3)
    table.model.sort(0)
    assert table.current().name == "Bangkok"
    table.set_rows((City(4, "Hanoi", 1), *CITIES))
    assert table.current().name == "Bangkok"
    assert not table.select(99)


def test_enter_opens_and_selection_is_told(qtbot, table: DataTable) -> None:
    with qtbot.waitSignal(table.row_selected) as told:
        table.select(1)
    assert told.args[0].name == "Cebu"
    with qtbot.waitSignal(table.row_opened) as opened:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert opened.args[0].name == "Cebu"


def test_cells_with_breaks_and_quotes_are_quoted(qtbot) -> None:
    table = DataTable(COLUMNS, "Cities")
    qtbot.addWidget(table)
    table.set_rows([City(1, 'Two\nlines, "quoted"', 1)])
    assert table.as_cells(with_titles=False) == '"Two\nlines, ""quoted"""\t1'


def test_columns_are_chosen_and_told(qtbot, table: DataTable) -> None:
    with qtbot.waitSignal(table.columns_chosen) as told:
        table._choose_column(1, False)
    assert told.args[0] == ("name",)
    table.show_columns(("tonnes", "unknown"))
    assert table.shown_columns() == ("tonnes",)
    table.show_columns(())
    assert table.shown_columns() == ("name", "tonnes")


def test_a_hundred_thousand_rows_stay_light(qtbot, table: DataTable) -> None:
    rows = tuple(City(i, f"City {i}", float(i % 977)) for i in range(100_000))
    table.resize(600, 400)
    table.show()
    began = time.perf_counter()
    table.set_rows(rows)
    shown = time.perf_counter() - began
    assert table.model.rowCount() == 100_000
    assert shown < 1.0
    began = time.perf_counter()
    table.model.set_filter("city 9999")
    table.model.set_filter("city 99999")
    table.model.sort(1)
    assert time.perf_counter() - began < 0.1  # the work is done elsewhere
    qtbot.waitUntil(lambda: names(table) == ["City 99999"])
    table.set_rows(rows[:50_000])  # what is filtered stays filtered until the new rows are
    assert names(table) == ["City 99999"]
    qtbot.waitUntil(lambda: names(table) == [])
    table.model.set_filter("")
    qtbot.waitUntil(lambda: table.model.rowCount() == 50_000)
