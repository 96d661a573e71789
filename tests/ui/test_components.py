"""Components behave under the keyboard, have names, and are drawn in both modes at every text scale."""

import importlib
import pkgutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from yport_desktop.domain.entity import Choice, Field, FieldKind
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.ui import components
from yport_desktop.ui.components.background import background
from yport_desktop.ui.components.buttons import ElidedButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.choice_editors import ChoiceEditor, DateEditor, editor_for, read_date
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.editors import LongTextEditor, NumberEditor, TextEditor, read_number
from yport_desktop.ui.components.figure_canvas import FigureCanvas
from yport_desktop.ui.components.form_row import FormRow, problem_text
from yport_desktop.ui.components.headline_number import HeadlineNumber
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.link_line import LinkLine
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.components.notice import NoticeArea
from yport_desktop.ui.components.pick_list import PickList, PickRow
from yport_desktop.ui.components.redline_view import RedlineView
from yport_desktop.ui.components.search_field import SearchField
from yport_desktop.ui.components.tree_view import NodeTree, TreeNode
from yport_desktop.ui.design.theme import Theme

SAMPLES = [
    m.name
    for m in pkgutil.iter_modules(components.__path__)
    if hasattr(importlib.import_module(f"{components.__name__}.{m.name}"), "sample")
]
INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView)


def sample(name: str) -> QWidget:
    return importlib.import_module(f"{components.__name__}.{name}").sample()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_component_is_drawn_light_and_dark_and_large(qtbot, look: Theme, name: str) -> None:
    widget = sample(name)
    qtbot.addWidget(widget)
    widget.show()
    for mode, scale in (("light", 1.0), ("dark", 1.0), ("dark", 2.0)):
        look.choose(mode, scale)
        assert not widget.grab().isNull()


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_that_takes_the_keyboard_has_a_name(qtbot, name: str) -> None:
    widget = sample(name)
    qtbot.addWidget(widget)
    for part in widget.findChildren(QWidget):
        takes_keys = part.focusPolicy() & Qt.FocusPolicy.TabFocus
        if isinstance(part, INTERACTIVE) and takes_keys and not part.objectName().startswith("qt_"):
            text = getattr(part, "text", lambda: "")() or getattr(part, "placeholderText", lambda: "")()
            named = part.accessibleName() or text or isinstance(part, QComboBox | QLineEdit)
            assert named, f"{type(part).__name__} in {name} has no name"


def test_text_is_committed_on_enter_and_once(qtbot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    editor.set_value("Cebu")
    heard: list[object] = []
    editor.edited.connect(heard.append)
    editor.line.selectAll()
    editor.line.insert("Metro Cebu ")
    editor.line.setModified(True)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert heard == ["Metro Cebu"]
    assert editor.line.text() == "Metro Cebu"


def test_escape_takes_typing_back(qtbot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    editor.set_value("Cebu")
    editor.line.insert("x")
    editor.line.setModified(True)
    qtbot.keyClick(editor.line, Qt.Key.Key_Escape)
    assert editor.line.text() == "Cebu"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1,234.5", "1234.5"), ("１２３", "123"), ("1.2万", "12000"), (" 7 ", "7"), ("", None)],
)
def test_numbers_are_read_as_people_write_them(qtbot, typed: str, kept: str | None) -> None:
    editor = NumberEditor("t/d")
    qtbot.addWidget(editor)
    editor.set_value("1")
    heard: list[object] = []
    editor.edited.connect(heard.append)
    editor.line.clear()
    editor.line.insert(typed)
    editor.line.setModified(True)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert heard == [kept]


def test_a_refused_number_stays_on_the_screen_and_is_not_kept(qtbot) -> None:
    row = FormRow("Waste generated", NumberEditor("t/d"))
    qtbot.addWidget(row)
    row.show()
    row.set_value("980")
    heard: list[object] = []
    row.edited.connect(heard.append)
    line = row.editor.field()
    line.clear()
    line.insert("about 900")
    line.setModified(True)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert heard == []
    assert row.editor.value() == "980"
    assert line.text() == "about 900"
    assert row.problems.isVisible()
    assert line.property("state") == "refused"


def test_a_unit_in_a_plain_number_is_refused_with_a_sentence() -> None:
    reading = read_number("5 MGD")
    assert reading.refused
    assert "MGD" in problem_text(reading.problems[0])


def test_a_value_from_the_store_does_not_overwrite_what_is_being_typed(qtbot) -> None:
    editor = TextEditor()
    qtbot.addWidget(editor)
    editor.show()
    editor.set_value("Cebu")
    editor.line.setFocus()
    qtbot.waitUntil(editor.line.hasFocus)
    editor.line.insert("x")
    editor.line.setModified(True)
    editor.set_value("Mandaue")
    assert "x" in editor.line.text()


def test_long_text_is_committed_by_ctrl_enter(qtbot) -> None:
    editor = LongTextEditor()
    qtbot.addWidget(editor)
    heard: list[object] = []
    editor.edited.connect(heard.append)
    editor.text.insertPlainText("Two dump sites.\nOne is closed.")
    qtbot.keyClick(editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["Two dump sites.\nOne is closed."]


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("2026", "2026"), ("2026/2", "2026-02"), ("2026-02-19", "2026-02-19"), ("2026年2月19日", "2026-02-19")],
)
def test_dates_may_be_known_in_part(typed: str, iso: str) -> None:
    assert read_date(typed).value == iso


@pytest.mark.parametrize("typed", ["19.2.26", "2026-13", "2026-02-30", "soon"])
def test_dates_that_are_none_are_refused(typed: str) -> None:
    assert read_date(typed).refused


def test_choice_says_its_key(qtbot) -> None:
    editor = ChoiceEditor((Choice("a", "Managed"), Choice("b", "Open dump")))
    qtbot.addWidget(editor)
    editor.set_value("a")
    heard: list[object] = []
    editor.edited.connect(heard.append)
    editor.combo.setCurrentIndex(2)
    editor.combo.activated.emit(2)
    assert heard == ["b"]


@pytest.mark.parametrize("kind", list(FieldKind))
def test_every_kind_of_field_has_an_editor_or_none(qtbot, kind: FieldKind) -> None:
    editor = editor_for(Field("f", "F", kind, choices=(Choice("a", "A"),)))
    shown_only = {
        FieldKind.VALUE,
        FieldKind.REFERENCE,
        FieldKind.REFERENCES,
        FieldKind.BLOB,
        FieldKind.OBJECT,
    }
    assert (editor is None) == (kind in shown_only)
    if editor is not None:
        qtbot.addWidget(editor)
        editor.set_value(None)
        assert editor.value() is None


def test_date_editor_shows_what_is_kept(qtbot) -> None:
    editor = DateEditor()
    qtbot.addWidget(editor)
    editor.set_value("2026-02")
    assert editor.line.text() == "2026-02"


def test_problem_details_are_filled_in() -> None:
    problem = Problem("{label} is {n}", Severity.NOTE, details=(("label", "Share"), ("n", 3)))
    assert problem_text(problem) == "Share is 3"


def test_a_card_that_opens_answers_the_keyboard(qtbot) -> None:
    card = Card("Solid waste", opens=True)
    qtbot.addWidget(card)
    with qtbot.waitSignal(card.opened):
        qtbot.keyClick(card, Qt.Key.Key_Return)
    assert card.accessibleName() == "Solid waste"


def test_notices_replace_each_other_and_leave(qtbot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(800, 400)
    over.show()
    area = NoticeArea(over)
    area.tell("first")
    done: list[str] = []
    notice = area.tell("second", action=("Undo", lambda: done.append("undone")))
    assert area.current is notice
    notice.action_button.click()
    assert done == ["undone"]
    qtbot.waitUntil(lambda: area.current is None)


def test_a_dialog_does_what_its_verb_says_and_escape_does_nothing(qtbot) -> None:
    done: list[str] = []
    dialog = Dialog(None, "Remove the plan?")
    qtbot.addWidget(dialog)
    dialog.cancel_verb()
    dialog.verb("Remove", lambda: done.append("removed"), primary=True)
    dialog.open()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert done == []
    dialog = Dialog(None, "Remove the plan?")
    dialog.verb("Remove", lambda: done.append("removed"), primary=True).click()
    assert done == ["removed"]


def test_search_waits_a_moment_and_escape_empties(qtbot) -> None:
    field = SearchField("Filter")
    qtbot.addWidget(field)
    heard: list[str] = []
    field.searched.connect(heard.append)
    field.insert("ce")
    field.insert("bu")
    assert heard == []
    qtbot.waitUntil(lambda: heard == ["cebu"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert heard == ["cebu", ""]


def test_tree_keeps_what_was_folded_and_selected(qtbot) -> None:
    tree = NodeTree("Clauses")
    qtbot.addWidget(tree)
    nodes = [
        TreeNode("4", "Waste", "4", children=(TreeNode("4.1", "Reduce", "4.1"),)),
        TreeNode("5", "Water", "5"),
    ]
    tree.set_nodes(nodes)
    heard: list[object] = []
    tree.node_selected.connect(heard.append)
    tree.select("4.1")
    tree.collapseAll()
    tree.select("5")
    tree.set_nodes(nodes)
    assert tree.current_key() == "5"
    assert not tree.isExpanded(tree.model().index(0, 0))
    assert heard[-1] == "5"


def test_redline_is_not_by_colour_alone(qtbot) -> None:
    view = RedlineView()
    qtbot.addWidget(view)
    view.set_texts("reduce by 20 %", "reduce by 30 %")
    html = view.toHtml()
    assert "underline" in html and "line-through" in html
    assert "[deleted:" in view.accessibleDescription()
    assert view.plain() == "reduce by 30 %"


def test_headline_number_is_spoken_with_range_and_grade(qtbot) -> None:
    number = HeadlineNumber("Collected")
    qtbot.addWidget(number)
    number.set_number("47.3", "%", "38.0", "56.1", "C")
    assert number.accessibleName().startswith("Collected, 47.3 %, 95 % range 38.0 – 56.1, Grade C")
    number.set_missing("Waits for: population")
    assert "no value yet" in number.accessibleName()
    assert number.value.text() == "–"


def test_copy_goes_to_the_clipboard(qtbot) -> None:
    table = sample("data_table")
    qtbot.addWidget(table)
    table.view.clearSelection()
    table.copy()
    assert (
        QGuiApplication.clipboard()
        .text()
        .startswith("City\tCollected, %\tGrade\tSource\nMetro Cebu\t40.0\tC")
    )


def test_figures_are_drawn_elsewhere_at_the_size_of_the_widget(qtbot) -> None:
    canvas = sample("figure_canvas")
    qtbot.addWidget(canvas)
    canvas.resize(400, 200)
    with qtbot.waitSignal(canvas.drawn, timeout=20_000):
        canvas.show()
    assert (canvas.image.width(), canvas.image.height()) == (400, 200)


def test_a_figure_that_fails_says_so_in_its_place(qtbot) -> None:
    canvas = FigureCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(400, 200)
    canvas.set_figure(lambda request: 1 / 0)
    with qtbot.waitSignal(canvas.failed) as failed:
        canvas.show()
    assert isinstance(failed.args[0], ZeroDivisionError)


def test_nobody_is_called_who_is_gone(qtbot) -> None:
    from shiboken6 import delete

    owner, heard = QWidget(), []
    background("tables").run(lambda: 1, heard.append, heard.append, owner)
    delete(owner)
    qtbot.waitUntil(lambda: not background("tables").busy)
    assert heard == []


def test_a_card_gives_wrapped_text_all_its_lines(qtbot) -> None:
    text = Label("What was agreed with the planning office " * 8, wrap=True)
    card = Card("A decision").add(text)
    page = QWidget()
    page.setLayout(column(card, None))
    page.resize(260, 600)
    qtbot.addWidget(page)
    page.show()
    assert text.height() >= text.heightForWidth(text.width())


def test_a_link_without_room_goes_on_in_the_next_line(qtbot) -> None:
    link = LinkLine("", "Municipal solid waste, total as stated: 450 t/d (2010)")
    page = QWidget()
    page.setLayout(column(row(link), None))
    page.resize(160, 120)
    qtbot.addWidget(page)
    page.show()
    assert link.label.height() >= 2 * link.fontMetrics().height()
    with qtbot.waitSignal(link.opened):
        qtbot.keyClick(link, Qt.Key.Key_Return)
    with qtbot.waitSignal(link.opened):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_a_pause_in_a_long_text_keeps_it_and_escape_still_takes_it_back(qtbot) -> None:
    editor = LongTextEditor()
    editor.set_value("As found.")
    qtbot.addWidget(editor)
    editor.show()
    editor.text.setFocus()
    kept: list[object] = []
    editor.edited.connect(kept.append)
    editor.text.insertPlainText("Written long. ")
    qtbot.waitUntil(lambda: kept == ["Written long. As found."], timeout=4000)
    editor.set_value("Written long. As found.")
    assert editor.text.document().isModified()
    qtbot.keyClick(editor.text, Qt.Key.Key_Escape)
    assert editor.text.toPlainText() == "As found." and kept[-1] == "As found."


def test_enter_presses_the_button_that_has_the_focus_not_the_default_one(qtbot) -> None:
    pressed: list[str] = []
    dialog = Dialog(None, "Take it back?")
    qtbot.addWidget(dialog)
    cancel = dialog.verb("Cancel", lambda: pressed.append("cancel"), stays=True)
    other = dialog.verb("Take back", lambda: pressed.append("take back"), primary=True, stays=True)
    dialog.open()
    for button in (cancel, other):
        qtbot.keyClick(button, Qt.Key.Key_Return)
    assert pressed == ["cancel", "take back"]


def test_a_button_with_a_long_name_shrinks_and_says_it_in_its_tool_tip(qtbot) -> None:
    button = ElidedButton("Keep “Expenditure of local governments” under “Residual waste”")
    qtbot.addWidget(button)
    button.show()
    assert button.minimumSizeHint().width() < 200 < button.sizeHint().width()
    button.resize(button.sizeHint())
    button.grab()
    assert not button.toolTip()
    button.resize(200, button.height())
    button.grab()
    assert button.toolTip() == button.text()


LONG = "The bundle of Tanaka Chika was imported, and " + "what was changed in it is shown, " * 12


def test_a_long_notice_takes_two_lines_and_says_the_rest_in_its_tool_tip(qtbot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(900, 300)
    over.show()
    area = NoticeArea(over)
    short = area.tell("Done.", action=("Undo", lambda: None))
    assert not short.label.toolTip() and short.label.text() == "Done."
    notice = area.tell(LONG, action=("Undo", lambda: None))
    for width in (900, 500, 900):
        over.resize(width, 300)
        shown = notice.label.text()
        assert shown.count("\n") == 1 and shown.endswith("…")
        assert notice.label.toolTip() == notice.label.accessibleDescription() == LONG
        assert notice.label.sizeHint().width() <= notice.label.width() + 1
        assert notice.label.sizeHint().height() <= notice.label.height()
        assert notice.accessibleName() == LONG
    area.dismiss()


def test_a_notice_does_not_take_the_keyboard_by_itself(qtbot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    first, second = QLineEdit(), QLineEdit()
    over.setLayout(column(first, second))
    over.resize(900, 300)
    over.show()
    over.activateWindow()
    qtbot.waitUntil(over.isActiveWindow)
    area = NoticeArea(over)
    notice = area.tell("Done.", action=("Undo", lambda: None))
    second.setFocus()
    second.setEnabled(False)  # the next in line would be the notice
    assert first.hasFocus()
    second.setEnabled(True)
    second.setFocus()
    second.hide()
    assert first.hasFocus()
    second.show()
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Tab)  # but a person may go there
    assert notice.action_button.hasFocus()
    notice.action_button.click()
    assert second.hasFocus()
    again = area.tell("Done.", action=("Undo", lambda: None))
    qtbot.mouseClick(again.action_button, Qt.MouseButton.LeftButton)
    assert second.hasFocus()


def test_lines_to_pick_have_the_height_of_their_text_where_a_scroll_bar_comes_up(qtbot) -> None:
    view = PickList("Conflicts")
    qtbot.addWidget(view)
    view.resize(300, 400)
    view.show()
    text = " ".join(["Weighbridge"] * 9)
    for width in range(280, 340, 6):
        view.resize(width, 400)
        for count in (1, 30):
            view.set_rows([PickRow(n, text, "Value") for n in range(count)])
            qtbot.wait(5)
            index = view.model().index(0, 0)
            assert view.visualRect(index).height() == view.sizeHintForIndex(index).height()
