"""The page of priorities: fill in, weigh, compare, screen; the order follows at once and undo takes back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.services.priorities_case import fill_priorities
from tests.ui.pages.a_desk import SPACE, ask, begin, from_colleague, open_window, settle
from yport_desktop.domain.changes import Edit
from yport_desktop.services.priorities import CRITERION, OPTION, SCORE, SCREENING, priorities_view
from yport_desktop.services.priority_edits import put_scores, put_screening
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.form_row import RecordForm
from yport_desktop.ui.pages.priorities import PAGE
from yport_desktop.ui.pages.priorities.page import SCREENED, VALUES, WEIGHTS, PrioritiesPage
from yport_desktop.ui.pages.priorities.score_model import read_cell

IDS: dict[str, UUID] = {}


def fill(workspace: Workspace) -> None:
    begin(workspace)
    IDS.update(fill_priorities(workspace, SPACE))


class Opened:
    """The page in its window."""

    def __init__(self, qtbot: Any, window: Any, folder: Path) -> None:
        self.qtbot, self.window, self.folder = qtbot, window, folder
        window.open_page("priorities")
        self.settle()
        page = window.current_page()
        assert isinstance(page, PrioritiesPage)
        self.page = page

    def settle(self) -> None:
        settle(self.qtbot, self.window)

    def order(self) -> list[tuple[str, str]]:
        return [(row.rank.text(), row.name.text()) for row in self.page.ranking.rows]

    def ask(self, question: Any) -> Any:
        return ask(self.qtbot, self.window, question)


@pytest.fixture
def desk(qtbot: Any, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path / "desk", (PAGE,), fill) as window:
        yield Opened(qtbot, window, tmp_path)


def select(desk: Opened, option: str, criterion: str) -> None:
    desk.page.table.setCurrentIndex(desk.page.table.scores.index_of(IDS[option], IDS[criterion]))


def type_into(desk: Opened, option: str, criterion: str, text: str) -> None:
    """As a person does: select, type over it, Enter."""
    table = desk.page.table
    table.setFocus()
    select(desk, option, criterion)
    QTest.keyClicks(table, text[0])
    editor = QGuiApplication.focusObject()
    for letter in text[1:]:
        QTest.keyClicks(editor, letter)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    desk.settle()


def test_the_order_stands_beside_the_table(desk: Opened) -> None:
    assert desk.order() == [
        ("1", "Sorting at source"),
        ("2", "Composting of market waste"),
        ("3", "Waste to electricity"),
        ("–", "Clean-up days"),
    ]
    assert "missing: Time to start" in desk.page.ranking.rows[-1].note.text()
    assert desk.page.ranking.robustness.cells[0, 1] == "1"
    assert desk.page.ranking.flips_title.isVisible()
    assert "Cost" in desk.page.ranking.rows[0].bar.accessibleName()


def test_typing_a_value_with_its_grade_changes_the_order_and_undo_takes_it_back(desk: Opened) -> None:
    type_into(desk, "Clean-up days", "Time to start", "0 a")
    cell = desk.ask(lambda ws: priorities_view(ws, SPACE).cell(IDS["Clean-up days"], IDS["Time to start"]))
    assert (cell.value, str(cell.grade)) == (0.0, "A")
    assert ("–", "Clean-up days") not in desk.order()
    desk.window.desk.undo()
    desk.settle()
    assert desk.order()[-1] == ("–", "Clean-up days")


def test_enter_goes_down_and_keeps_the_place(desk: Opened) -> None:
    type_into(desk, "Composting of market waste", "Cost", "100")
    assert desk.page.table.current_place() == (IDS["Sorting at source"], IDS["Cost"])
    assert desk.order()[0] == ("1", "Composting of market waste")


def test_what_is_no_number_is_said_and_changes_nothing(desk: Opened) -> None:
    before = desk.order()
    type_into(desk, "Sorting at source", "Cost", "much")
    assert desk.order() == before
    assert desk.window.notices.current is not None


def test_a_block_is_pasted_from_a_spreadsheet(desk: Opened) -> None:
    QGuiApplication.clipboard().setText("100 A\t200 A\n4000\t0\n")
    desk.page.table.setFocus()
    select(desk, "Composting of market waste", "Cost")
    QTest.keyClick(desk.page.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert desk.order()[0] == ("1", "Composting of market waste")
    view = desk.ask(lambda ws: priorities_view(ws, SPACE))
    assert view.cell(IDS["Sorting at source"], IDS["Cost"]).value == 4000


def test_delete_empties_a_cell_which_is_then_missing(desk: Opened) -> None:
    desk.page.table.setFocus()
    select(desk, "Sorting at source", "Cost")
    QTest.keyClick(desk.page.table, Qt.Key.Key_Delete)
    desk.settle()
    assert ("–", "Sorting at source") in desk.order()


@pytest.mark.parametrize(
    ("text", "value", "grade"),
    [("1,200 C", "1200", "C"), ("１２ｂ", "12", "B"), ("-3.5", "-3.5", None), ("4e", "4", "E")],
)
def test_reading_of_a_cell(text: str, value: str, grade: str | None) -> None:
    found = read_cell(text)
    assert (found.values["value"], found.values.get("grade")) == (value, grade)


def test_weights_that_miss_100_are_shown_and_scaled(desk: Opened) -> None:
    desk.page.show_tab(WEIGHTS)
    form = desk.page.weights.direct
    editor = form.editors[IDS["Time to start"]]
    editor.line.setFocus()
    editor.line.selectAll()
    QTest.keyClicks(editor.line, "60")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    desk.settle()
    assert "140" in form.total.text() and form.scale.isVisible()
    assert desk.page.ranking.problems.isVisible()
    form.scale.click()
    desk.settle()
    assert form.total.text() == "Sum: 100 %" and not form.scale.isVisible()
    assert editor.line.text() == "42.86"


def test_comparisons_with_the_gate(desk: Opened) -> None:
    desk.page.show_tab(WEIGHTS)
    desk.page.weights.method.buttons[1].click()
    desk.settle()
    assert desk.order() == [] and "0 of 3" in desk.page.ranking.problems.text.text()
    cost, diverted, time = (IDS[k] for k in ("Cost", "Waste diverted", "Time to start"))
    pairs = desk.page.weights.pairs
    assert pairs.nothing.isHidden()
    for pair, ratio in (((cost, diverted), "5"), ((cost, time), "1/5"), ((diverted, time), "5")):
        combo = pairs.editors[pair].combo
        combo.setCurrentIndex(combo.findData(ratio))
        combo.activated.emit(combo.currentIndex())
        desk.settle()
    assert desk.order() == [] and pairs.state.text == "They contradict each other"
    assert pairs.doubt.isVisible() and pairs.use.isVisible()
    pairs.use.click()
    desk.settle()
    assert len(desk.order()) == 4 and "nevertheless" in desk.page.ranking.problems.text.text()
    combo = pairs.editors[cost, time].combo
    combo.setCurrentIndex(combo.findData("9"))
    combo.activated.emit(combo.currentIndex())
    desk.settle()
    assert desk.page.weights.pairs.ratio.text().startswith("Consistency ratio")


def test_screening_follows_what_is_entered(desk: Opened) -> None:
    desk.page.show_tab(SCREENED)
    assert not desk.page.ranking.isVisible()
    card = next(iter(desk.page.screening.cards.values()))
    for key, text in (("need", "80"), ("spending", "10")):
        line = card.rows[key].editor.field()
        line.setFocus()
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)
        desk.settle()
    combo = card.rows["authority"].editor.field()
    combo.setCurrentIndex(combo.findData("full"))
    combo.activated.emit(combo.currentIndex())
    desk.settle()
    assert card.product.text() == "0.40" and "0.80 × " in card.sum.text()


def test_the_inspector_shows_the_cell_and_what_it_belongs_to(desk: Opened) -> None:
    select(desk, "Sorting at source", "Cost")
    desk.page.inspecting.cell()
    desk.settle()
    sheet = desk.page.inspecting.sheet
    assert sheet is not None and sheet.rows["value"].editor.value() == "800"
    select(desk, "Clean-up days", "Time to start")
    desk.settle()
    assert desk.page.inspecting.sheet is None
    desk.page.inspecting.rules()
    desk.settle()
    assert desk.page.inspecting.sheet is not None and "spending_top" in desk.page.inspecting.sheet.rows


def test_what_two_people_entered_differently_is_marked(desk: Opened) -> None:
    place = (IDS["Sorting at source"], IDS["Cost"])
    from_colleague(
        desk.qtbot,
        desk.window,
        desk.folder / "colleague",
        lambda ws: put_scores(ws, SPACE, {place: {"value": "950"}}),
    )
    index = desk.page.table.scores.index_of(*place)
    assert "value" in desk.page.table.scores.cell(index).conflicts
    assert "differently" in index.data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("wrong", [["x"], True, "0/0"])
def test_whatever_a_colleagues_program_wrote_is_shown(desk: Opened, wrong: Any) -> None:
    def spoil(workspace: Workspace) -> None:
        put_screening(workspace, SPACE, next(iter(workspace.registry.sectors)), {"need": "1"})
        records = [
            r for kind in (SCORE, CRITERION, OPTION, SCREENING) for r in workspace.records(SPACE, kind)
        ]
        fields = {r.id: workspace.entity(r.kind).fields for r in records}
        edits = [Edit(id, f.key, wrong) for id, declared in fields.items() for f in declared]
        workspace.compensate(SPACE, [e for e in edits if e.field not in ("criterion", "sector")], "")

    desk.ask(spoil)
    desk.settle()
    for tab in (VALUES, WEIGHTS, SCREENED):
        desk.page.show_tab(tab)
        desk.settle()
    assert all(row.rank.text() == "–" for row in desk.page.ranking.rows)


def test_a_found_option_is_opened_on_the_page(desk: Opened) -> None:
    desk.page.show_tab(WEIGHTS)
    desk.window.open_record(IDS["Waste to electricity"])
    desk.settle()
    place = desk.page.table.current_place()
    assert desk.page.tabs.current == VALUES and place is not None
    assert place[0] == IDS["Waste to electricity"]
    assert {c.key for c in desk.page.commands()} >= {"priorities.option", "priorities.weights"}


def test_from_nothing_to_the_first_option(qtbot: Any, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path / "desk", (PAGE,)) as window:
        desk = Opened(qtbot, window, tmp_path)
        assert desk.page._values.currentIndex() == 1
        weights = desk.page.weights
        assert not weights.direct.nothing.isHidden() and not weights.pairs.nothing.isHidden()
        desk.page.new_option()
        dialog = next(d for d in window.findChildren(Dialog) if d.isVisible())
        form = dialog.findChild(RecordForm)
        line = form.rows["name"].editor.field()
        QTest.keyClicks(line, "Composting")
        assert dialog.primary is not None
        dialog.primary.click()
        desk.settle()
        assert desk.ask(lambda ws: ws.count(SPACE, OPTION)) == 1
        assert desk.page._values.currentIndex() == 0
        desk.page.new_criterion()
        dialog = next(d for d in window.findChildren(Dialog) if d.isVisible())
        form = dialog.findChild(RecordForm)
        for key, text in (("name", "Cost"), ("worst", "100"), ("best", "0")):
            QTest.keyClicks(form.rows[key].editor.field(), text)
        assert dialog.primary is not None
        dialog.primary.click()
        desk.settle()
        view = desk.ask(lambda ws: priorities_view(ws, SPACE))
        assert weights.direct.nothing.isHidden() and not weights.pairs.nothing.isHidden()
        assert [c.name for c in view.criteria] == ["Cost"] and view.criteria[0].has_range
        assert desk.order() == [("–", "Composting")]


def test_what_is_known_is_shown_before_any_order(desk: Opened) -> None:
    """Without ranges there is no order: the pane says what it waits for, and the table keeps the values."""
    for name in ("Cost", "Waste diverted", "Time to start"):
        edits = [Edit(IDS[name], key, None) for key in ("worst", "best", "middle")]
        desk.ask(lambda ws, edits=edits: ws.commit(SPACE, edits))
    desk.settle()
    assert desk.order() == []
    assert "fixed a range" in desk.page.ranking.nothing.text()
    names = desk.page.table.verticalHeader()
    assert names.width() > desk.page.table.columnWidth(0) * 1.7


def test_reasons_of_a_screening_stand_below_their_factors_and_the_best_known_sector_comes_first(
    desk: Opened,
) -> None:
    values = {"need": "62", "need_reason": "Flow not safely managed", "spending_source": "Budget of 2021"}
    desk.ask(lambda ws: put_screening(ws, SPACE, "wastewater", values))
    desk.page.show_tab(SCREENED)
    desk.settle()
    card = desk.page.screening.cards["wastewater"]
    assert card.reasons["need_reason"].text() == "Flow not safely managed"
    assert card.reasons["spending_source"].isVisible() and not card.reasons["authority_reason"].isVisible()
    assert next(iter(desk.page.screening.cards)) == "wastewater"
