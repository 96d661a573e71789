"""The Assessment page by its widgets: what is typed is checked, kept, shown and can be taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from yport_desktop import bootstrap
from yport_desktop.domain.assess import with_defaults
from yport_desktop.domain.values import Grade
from yport_desktop.services.assessments import add_alternative, primary_id, put
from yport_desktop.services.data_requests import open_requests
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.pages.assessment.explanation import TermView
from yport_desktop.ui.pages.assessment.input_inspector import ValueView, expected_range
from yport_desktop.ui.pages.assessment.input_row import InputLine
from yport_desktop.ui.pages.assessment.page import AssessmentPage
from yport_desktop.ui.pages.assessment.row_note import default_source
from yport_desktop.ui.pages.assessment.table_field import TableField
from yport_desktop.ui.records.conflict_view import ConflictView
from yport_desktop.ui.records.proof_view import ProofView
from yport_desktop.ui.window.main_window import MainWindow

from .a_desk import SPACE, ask, from_colleague, open_window, settle, values_of

SECTOR = "solid_waste"


@pytest.fixture
def window(qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    with open_window(qtbot, tmp_path / "own", (AssessmentPage,)) as window:
        qtbot.waitUntil(lambda: page_of(window).form is not None, timeout=15_000)
        page_of(window).form.make_all()
        settle(qtbot, window)
        yield window


def page_of(window: MainWindow) -> AssessmentPage:
    page = window.pages["assessment"]
    assert isinstance(page, AssessmentPage)
    return page


def line_of(window: MainWindow, key: str) -> InputLine:
    return page_of(window).form.line(key)


def enter(qtbot: Any, window: MainWindow, key: str, text: str) -> InputLine:
    """Type into the value of a row and press Enter."""
    row = line_of(window, key)
    field = row.value.line
    field.setFocus()
    field.selectAll()
    field.insert(text)
    field.textEdited.emit(field.text())
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settle(qtbot, window)
    return row


def kept(qtbot: Any, window: MainWindow, key: str) -> Mapping[str, Any]:
    return ask(qtbot, window, lambda ws: values_of(ws, primary_id(SPACE, SECTOR, key)))


def result(window: MainWindow, key: str) -> str:
    return page_of(window).results.cards[key].number.value.text()


def test_a_number_as_people_write_it_is_kept_and_echoed_with_its_unit(qtbot, window: MainWindow) -> None:
    row = enter(qtbot, window, "population", "1.2万")
    assert row.value.line.text() == "12,000"
    assert row.value.chosen_unit() == "persons"
    assert kept(qtbot, window, "population")["value"] == "12000"


def test_full_width_digits_and_another_unit_are_understood(qtbot, window: MainWindow) -> None:
    enter(qtbot, window, "household_t_d", "１４６，０００ t/yr")
    values = kept(qtbot, window, "household_t_d")
    assert (values["value"], values["unit"]) == ("146000", "t/yr")
    assert line_of(window, "household_t_d").value.chosen_unit() == "t/yr"


def test_the_echo_says_how_an_entry_will_be_kept(qtbot, window: MainWindow) -> None:
    field = line_of(window, "population").value.line
    field.setFocus()
    field.insert("1.2万")
    field.textEdited.emit(field.text())
    note = line_of(window, "population").note
    qtbot.waitUntil(lambda: note.echo.text() == "= 12,000 persons")


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("household_t_d", "-5", "cannot be less than 0"),
        ("disposal_controlled_share", "112", "cannot be more than 100"),
        ("household_t_d", "5 MGD", ""),
        ("household_t_d", "about 5", "cannot be computed with"),
        ("household_t_d", "400-500", "is a range"),
        ("household_t_d", "plenty", "is not a number"),
    ],
)
def test_a_refused_entry_stays_on_the_screen_and_nothing_is_kept(
    qtbot, window: MainWindow, key: str, text: str, said: str
) -> None:
    row = enter(qtbot, window, key, text)
    assert row.value.line.text() == text
    assert row.value.line.property("state") == "refused"
    assert row.problems.isVisible()
    assert said in row.problems.text.text()
    assert kept(qtbot, window, key) == {}


def test_a_refused_entry_can_be_corrected_or_taken_back(qtbot, window: MainWindow) -> None:
    enter(qtbot, window, "household_t_d", "400")
    row = enter(qtbot, window, "household_t_d", "-5")
    qtbot.keyClick(row.value.line, Qt.Key.Key_Escape)
    assert row.value.line.text() == "400"
    assert not row.problems.isVisible()
    enter(qtbot, window, "household_t_d", "-5")
    row = enter(qtbot, window, "household_t_d", "500")
    assert row.value.line.property("state") == ""
    assert kept(qtbot, window, "household_t_d")["value"] == "500"


def test_an_unusual_value_is_kept_with_a_warning(qtbot, window: MainWindow) -> None:
    row = enter(qtbot, window, "population", "600")
    assert kept(qtbot, window, "population")["value"] == "600"
    assert row.value.line.property("state") == "warning"
    assert "unusually low" in row.problems.text.text()


def test_results_follow_each_value_and_undo(qtbot, window: MainWindow) -> None:
    enter(qtbot, window, "household_t_d", "400")
    enter(qtbot, window, "non_household_t_d", "200")
    qtbot.waitUntil(lambda: result(window, "msw_t_d") == "600.0")
    window.desk.undo()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: result(window, "msw_t_d") == "–")
    assert line_of(window, "non_household_t_d").value.line.text() == ""
    window.desk.redo()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: result(window, "msw_t_d") == "600.0")
    assert line_of(window, "non_household_t_d").value.line.text() == "200"


def test_results_preview_what_is_being_typed(qtbot, window: MainWindow) -> None:
    enter(qtbot, window, "household_t_d", "400")
    enter(qtbot, window, "non_household_t_d", "200")
    field = line_of(window, "non_household_t_d").value.line
    field.setFocus()
    field.selectAll()
    field.insert("300")
    field.textEdited.emit(field.text())
    qtbot.waitUntil(lambda: result(window, "msw_t_d") == "700.0")
    assert page_of(window).results.previewing
    assert kept(qtbot, window, "non_household_t_d")["value"] == "200"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: result(window, "msw_t_d") == "600.0")
    assert not page_of(window).results.previewing


def test_emptying_a_field_takes_the_value_away(qtbot, window: MainWindow) -> None:
    enter(qtbot, window, "household_t_d", "400")
    enter(qtbot, window, "household_t_d", "")
    assert "value" not in kept(qtbot, window, "household_t_d") or (
        kept(qtbot, window, "household_t_d")["value"] is None
    )
    assert line_of(window, "household_t_d").state.text() == "not asked"


def choose(button: Any, text: str) -> None:
    """Choose an entry of the menu a button fills."""
    menu = QMenu()
    button._fill(menu)
    next(a for a in menu.actions() if a.text() == text).trigger()


def test_not_known_is_kept_and_offers_a_data_request(qtbot, window: MainWindow) -> None:
    row = line_of(window, "recovered_received_t_d")
    choose(row.state, "not known")
    settle(qtbot, window)
    assert kept(qtbot, window, "recovered_received_t_d")["missing"] == "not_known"
    assert row.state.text() == "not known"
    assert window.notices.current is not None
    window.notices.current.action_button.click()
    settle(qtbot, window)
    (request,) = ask(qtbot, window, lambda ws: open_requests(ws, SPACE, SECTOR, "recovered_received_t_d"))
    assert request.get("question") == "Received by recovery facilities"
    assert request.get("due")


def test_a_value_replaces_the_missing_code_and_back(qtbot, window: MainWindow) -> None:
    row = line_of(window, "household_t_d")
    choose(row.state, "refused")
    settle(qtbot, window)
    enter(qtbot, window, "household_t_d", "10")
    values = kept(qtbot, window, "household_t_d")
    assert (values["value"], values.get("missing")) == ("10", None)
    window.desk.undo()
    settle(qtbot, window)
    assert row.state.text() == "refused"


def test_a_grade_is_typed_as_a_letter(qtbot, window: MainWindow) -> None:
    row = enter(qtbot, window, "household_t_d", "400")
    qtbot.keyClick(row.grade, Qt.Key.Key_C)
    settle(qtbot, window)
    assert kept(qtbot, window, "household_t_d")["grade"] == "C"
    assert row.grade.grade is Grade.C


def test_period_and_source_are_kept_as_they_are_completed(qtbot, window: MainWindow) -> None:
    row = enter(qtbot, window, "household_t_d", "400")
    row.period.line.setFocus()
    row.period.line.insert("FY2024")
    qtbot.keyClick(row.period.line, Qt.Key.Key_Return)
    row.set_unfolded(True)
    source = row.details.rows["source"].editor
    source.line.insert("Weighbridge log")
    qtbot.keyClick(source.line, Qt.Key.Key_Return)
    settle(qtbot, window)
    values = kept(qtbot, window, "household_t_d")
    assert (values["period"], values["source"]) == ("FY2024", "Weighbridge log")
    assert row.note.source.text() == "Weighbridge log"


def test_only_the_rows_touched_are_shown_anew(qtbot, window: MainWindow, monkeypatch) -> None:
    shown: list[str] = []
    former = InputLine.show_row
    monkeypatch.setattr(
        InputLine, "show_row", lambda self, *rest: (shown.append(self.key), former(self, *rest))[1]
    )
    enter(qtbot, window, "household_t_d", "400")
    assert set(shown) == {"household_t_d"}


def test_the_keyboard_walks_the_rows(qtbot, window: MainWindow) -> None:
    first, second = line_of(window, "household_t_d"), line_of(window, "household_by_income")
    first.focus_value()
    qtbot.keyClick(first.value.line, Qt.Key.Key_Down)
    assert second.value.control().hasFocus()
    page_of(window).form.step_section(1)
    assert line_of(window, "recovered_received_t_d").value.line.hasFocus()


def test_a_default_says_year_source_and_status() -> None:
    sector = bootstrap.discover().sectors["solid_waste"]
    seen = with_defaults(sector, {})["doc_food"]
    assert default_source(seen).endswith(" (published)") and seen.period in default_source(seen)
    assert "year not stated" in default_source(replace(seen, source="A table", period=""))


def test_a_choice_and_the_default_that_stands_in_for_one(qtbot, window: MainWindow) -> None:
    row = line_of(window, "climate")
    assert row.value.combo.currentData() is None
    assert row.value.combo.currentText() != ""
    place = row.value.combo.findData("tropical_dry")
    row.value.combo.setCurrentIndex(place)
    row.value.combo.activated.emit(place)
    settle(qtbot, window)
    assert kept(qtbot, window, "climate")["value"] == "tropical_dry"


def test_a_table_is_pasted_and_its_problems_name_row_and_column(qtbot, window: MainWindow) -> None:
    row = line_of(window, "msw_history")
    field = row.value
    assert isinstance(field, TableField)
    field.toggle()
    QGuiApplication.clipboard().setText("2019\t1,510.5\t0.8\n2020\t-4\t0.8\n2020\t1600\t2\n")
    field.grid.view.setCurrentIndex(field.grid.model.index(0, 0))
    field.grid.view.paste()
    settle(qtbot, window)
    text = row.problems.text.text()
    assert "Row 2" in text
    assert "Row 3" in text
    assert kept(qtbot, window, "msw_history") == {}
    field.grid.model.setData(field.grid.model.index(1, 1), "1,550")
    field.grid.model.setData(field.grid.model.index(2, 0), "2021")
    field.grid.model.setData(field.grid.model.index(2, 2), "0.9")
    settle(qtbot, window)
    assert not row.problems.isVisible()
    assert kept(qtbot, window, "msw_history")["value"][0][:3] == ["2019", "1510.5", "0.8"]
    assert "Rows: 3" in field.button.text()
    window.desk.undo()
    settle(qtbot, window)
    assert "Fill in" in field.button.text()
    assert field.grid.model.rows() == []


def test_an_explanation_lists_what_a_result_rests_on(qtbot, window: MainWindow) -> None:
    enter(qtbot, window, "household_t_d", "400")
    enter(qtbot, window, "non_household_t_d", "200")
    qtbot.waitUntil(lambda: result(window, "msw_t_d") == "600.0")
    page_of(window).results.cards["msw_t_d"].opened.emit("msw_t_d")
    assert window.inspector.is_open()
    terms = window.inspector.findChildren(TermView)
    assert len(terms) == 2
    said = [label.text() for term in terms for label in term.findChildren(Label)]
    assert said.count("± 60 % · no grade was given: as for grade E, a convention of this program") == 2
    assert window.inspector.title.text() == "Municipal solid waste arising"


def test_the_inspector_opens_on_the_row_and_goes_with_the_keyboard(qtbot, window: MainWindow) -> None:
    line_of(window, "household_t_d").value.setFocus()
    window.toggle_inspector()
    qtbot.waitUntil(lambda: window.inspector.title.text() == "Household waste")
    line_of(window, "non_household_t_d").value.setFocus()
    qtbot.waitUntil(lambda: window.inspector.title.text() == "Non-household waste")
    page_of(window).results.cards["msw_t_d"].opened.emit("msw_t_d")
    line_of(window, "household_t_d").value.setFocus()
    settle(qtbot, window)
    assert window.inspector.title.text() == "Municipal solid waste arising"


def test_figures_that_contradict_each_other_are_named_above_the_results(qtbot, window: MainWindow) -> None:
    enter(qtbot, window, "msw_stated_t_d", "630")
    enter(qtbot, window, "recovered_received_t_d", "12000")
    qtbot.waitUntil(lambda: "More is received by recovery" in page_of(window).results.checks.text.text())
    assert page_of(window).results.checks.isVisible()


def test_what_is_missing_can_be_asked_for_from_the_explanation(qtbot, window: MainWindow) -> None:
    page_of(window).inspecting.explain("sdg_11_6_1")
    page_of(window).inspecting.ask_for("household_t_d")
    settle(qtbot, window)
    assert len(ask(qtbot, window, lambda ws: open_requests(ws, SPACE, SECTOR, "household_t_d"))) == 1


def test_a_conflict_is_shown_with_both_values_and_settled(qtbot, window: MainWindow, tmp_path: Path) -> None:
    enter(qtbot, window, "household_t_d", "400")
    from_colleague(
        qtbot,
        window,
        tmp_path / "other",
        lambda ws: put(ws, SPACE, SECTOR, "household_t_d", {"value": "450", "unit": "t/d"}),
    )
    row = line_of(window, "household_t_d")
    qtbot.waitUntil(row.note.conflict.isVisible)
    row.note.conflict.click()
    settle(qtbot, window)
    views = [v for v in window.inspector.findChildren(ConflictView) if v.conflict.field == "value"]
    assert {h.value for h in views[0].conflict.heads} == {"400", "450"}
    place = [h.value for h in views[0].conflict.heads].index("450")
    views[0].buttons[place].click()
    settle(qtbot, window)
    assert kept(qtbot, window, "household_t_d")["value"] == "450"
    assert not row.note.conflict.isVisible()
    assert row.value.line.text() == "450"


def test_another_value_can_be_used_instead(qtbot, window: MainWindow) -> None:
    enter(qtbot, window, "household_t_d", "400")
    other = {"value": "480", "unit": "t/d", "source": "Ten-year plan"}
    ask(qtbot, window, lambda ws: add_alternative(ws, SPACE, SECTOR, "household_t_d", other))
    settle(qtbot, window)
    row = line_of(window, "household_t_d")
    qtbot.waitUntil(row.note.others.isVisible)
    page_of(window).inspecting.inspect_input("household_t_d")
    settle(qtbot, window)
    alternative = next(v for v in window.inspector.findChildren(ValueView) if hasattr(v, "use"))
    alternative.use.click()
    settle(qtbot, window)
    assert row.value.line.text() == "480"
    assert row.note.source.text() == "Ten-year plan"


def test_a_file_becomes_evidence(qtbot, window: MainWindow, tmp_path: Path) -> None:
    note = tmp_path / "interview.txt"
    note.write_text("The head of collection said so.", encoding="utf-8")
    page_of(window).inspecting.attach("household_t_d", [note])
    settle(qtbot, window)
    row = line_of(window, "household_t_d")
    qtbot.waitUntil(lambda: row.evidence.text() == "1")
    row.evidence.click()
    settle(qtbot, window)
    assert len(window.inspector.findChildren(ProofView)) == 1


def test_a_new_request_is_listed_with_its_sheet(qtbot, window: MainWindow) -> None:
    page = page_of(window)
    page.show_requests()
    page.requests.add.click() if page.requests.add.isVisible() else page.requests._new()
    settle(qtbot, window)
    settle(qtbot, window)
    assert page.requests.table.model.rowCount() == 1
    editor = page.requests.sheet.rows["question"].editor
    editor.line.selectAll()
    editor.line.insert("Weighbridge records 2025")
    editor.line.setModified(True)
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    settle(qtbot, window)
    (request,) = ask(qtbot, window, lambda ws: ws.records(SPACE, "data_request"))
    assert request.get("question") == "Weighbridge records 2025"


def test_without_an_engagement_the_page_says_what_it_is_for(qtbot, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, (AssessmentPage,), fill=lambda _ws: None) as window:
        assert page_of(window).empty.isVisible()


def test_results_without_a_value_stand_back_until_they_are_asked_for(qtbot, window: MainWindow) -> None:
    results = page_of(window).results
    others = [i.key for i in page_of(window).sector.indicators if not i.headline]
    empty = [key for key in others if page_of(window).assessment.estimates[key].value is None]
    assert empty and all(results.cards[key].isHidden() for key in empty)
    assert str(len(empty)) in results.unfold.text()
    results.unfold.click()
    assert not any(results.cards[key].isHidden() for key in empty)
    results.unfold.click()
    enter(qtbot, window, "household_t_d", "100")
    enter(qtbot, window, "non_household_t_d", "50")
    computed = {k for k in others if page_of(window).assessment.estimates[k].value is not None}
    assert computed and not any(results.cards[key].isHidden() for key in computed)
    results.select(next(key for key in others if key not in computed))  # explained from elsewhere
    assert all(not results.cards[key].isHidden() for key in others)


def test_the_sector_is_chosen_above_the_form_where_the_outline_gives_way(qtbot, window: MainWindow) -> None:
    page = page_of(window)
    page.resize(900, 700)
    settle(qtbot, window)
    assert page.board.sectors.value() == SECTOR and page.board.sections.value() == page.sector.sections[0].key
    page.board.sectors.edited.emit("water_supply")
    qtbot.waitUntil(lambda: page.sector.key == "water_supply", timeout=15_000)
    settle(qtbot, window)
    assert page.board.sectors.value() == "water_supply" and page.outline.chooser.value() == "water_supply"


def test_another_sector_chosen_from_the_requests_comes_with_its_results(qtbot, window: MainWindow) -> None:
    page = page_of(window)
    page.show_requests()
    assert page.board.side.isHidden()
    page.show_sector("water_supply")
    qtbot.waitUntil(lambda: page.sector.key == "water_supply", timeout=15_000)
    settle(qtbot, window)
    assert not page.board.side.isHidden() and page.board.middle.currentWidget() is page.form


def test_rows_stand_under_each_other_whatever_their_notes_say(qtbot, window: MainWindow) -> None:
    page = page_of(window)
    page.show_sector("wastewater")
    qtbot.waitUntil(lambda: page.sector.key == "wastewater", timeout=15_000)
    settle(qtbot, window)
    window.inspector.reveal()
    settle(qtbot, window)
    shown = [line for line in page.form.blocks["city"].lines.values() if line.isVisible()]
    assert len(shown) > 5 and any(len(line.note.source.text()) > 60 for line in shown)
    assert len({line.value.geometry().left() for line in shown}) == 1


def test_a_unit_that_is_a_word_is_kept_as_the_program_reads_it(qtbot, window: MainWindow) -> None:
    combo = line_of(window, "population").value.unit
    assert combo.currentData() == "persons"
    combo.setCurrentIndex(combo.findData("千人"))
    enter(qtbot, window, "population", "700")
    assert kept(qtbot, window, "population")["unit"] == "千人"


def test_the_inspector_says_what_is_usual_and_who_says_so(window: MainWindow) -> None:
    rows = page_of(window).rows
    assert expected_range(rows["population"]) == "Expected: from 5,000 to 30,000,000 persons"
    assert expected_range(rows["recycling_target_year"]).startswith("Expected: from 19")
    assert "Table 3.3" in expected_range(rows["k_food"])
    assert expected_range(rows["tipping_fee"]).endswith("PHP/t"), "money in the currency at hand"
