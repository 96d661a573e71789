"""Home by its widgets: three ways to begin, the engagement at a glance, its records."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from yport_desktop.bootstrap import open_desk
from yport_desktop.domain.ids import new_id
from yport_desktop.env.paths import profile_in
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.home import mark_seen
from yport_desktop.services.records import create, set_values
from yport_desktop.services.roster import Me
from yport_desktop.services.sample import open_sample
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.design.theme import theme
from yport_desktop.ui.page import Page
from yport_desktop.ui.pages.home.first_run import StartDialog
from yport_desktop.ui.pages.home.page import FIRST, OVERVIEW, RECORDS, HomePage
from yport_desktop.ui.window.main_window import MainWindow

from .a_desk import SPACE, WAIT_MS, ask, begin, from_colleague, open_window, settle, values_of

FINDING, ISSUE, REQUEST, MISSION, PERSON = (new_id() for _ in range(5))


class Exchanging(Page):
    """Stands in for the page that Home leads to."""

    key, title, icon, order = "exchange", "Exchange", "exchange", 50


class Assessing(Page):
    """Stands in for the page of a sector; keeps the records it was asked to show."""

    key, title, icon, order = "assessment", "Assessment", "assess", 60

    def open_record(self, record: UUID) -> bool:
        self.asked = record
        return True


PAGES = (HomePage, Exchanging, Assessing)


def fill(workspace: Workspace) -> None:
    begin(workspace)
    late = (date.today() - timedelta(days=3)).isoformat()
    for edits in (
        set_values(SPACE, {"agreement_kind": "mou", "valid_until": late, "currency": "PHP"}),
        create("finding", {"heading": "Nobody weighs the waste"}, SPACE, FINDING),
        create("urban_issue", {"heading": "No records", "findings": [str(FINDING)]}, SPACE, ISSUE),
        create("data_request", {"question": "Weighbridge records", "due": late}, SPACE, REQUEST),
        create("data_request", {"question": "Budget"}, SPACE),
        create("mission", {"name": "Kick-off", "kind": "scoping", "start": "2024-05-06"}, SPACE, MISSION),
        create("mission", {"name": "Workshop", "start": "2025-11-20"}, SPACE),
        create("person", {"name": "Maria Santos"}, SPACE, PERSON),
    ):
        workspace.commit(SPACE, edits)


@pytest.fixture
def window(qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    with open_window(qtbot, tmp_path / "own", PAGES, fill) as window:
        settle(qtbot, window)
        yield window


@pytest.fixture
def empty(qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    with open_window(qtbot, tmp_path / "own", PAGES, lambda _ws: None) as window:
        yield window


def home(window: MainWindow) -> HomePage:
    page = window.pages["home"]
    assert isinstance(page, HomePage)
    return page


def needs(window: MainWindow) -> dict[str, str]:
    lines = home(window).overview.needs.lines
    return {key: line.text.text() for key, line in lines.items()}


def write(qtbot: Any, line: Any, text: str, key: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Replace the text of a line, then press Tab or Enter."""
    line.setFocus()
    line.selectAll()
    line.insert(text)
    qtbot.keyClick(line, key)


# the first run ---------------------------------------------------------------------------------


def test_without_an_engagement_there_are_three_ways_to_begin(empty: MainWindow) -> None:
    page = home(empty)
    assert page.parts.currentIndex() == FIRST
    ways = [page.first_run.start, *page.first_run.samples.lines.values(), page.first_run.receive]
    assert all(way.isVisible() and way.accessibleName() for way in ways)
    assert page.first_focus() is page.first_run


def test_an_engagement_is_started_with_a_few_facts(qtbot: Any, empty: MainWindow) -> None:
    page = home(empty)
    QTest.keyClick(page.first_run.start, Qt.Key.Key_Return)
    dialog = page.dialog
    assert isinstance(dialog, StartDialog)
    write(qtbot, dialog.city["name"].editor.field(), "Đà Nẵng")
    write(qtbot, dialog.city["country"].editor.field(), "Viet Nam")
    write(qtbot, dialog.agreed["currency"].editor.field(), "VND")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: empty.space is not None, timeout=WAIT_MS)
    settle(qtbot, empty)
    assert page.parts.currentIndex() == OVERVIEW
    assert page.overview.title.text() == "Đà Nẵng"
    assert "Viet Nam" in page.overview.place.text()
    assert "Đà Nẵng" in empty.windowTitle()
    space = empty.space
    top = ask(qtbot, empty, lambda ws: values_of(ws, space))
    city = ask(qtbot, empty, lambda ws: values_of(ws, UUID(top["partner_city"])))
    assert (top["currency"], city["country"]) == ("VND", "Viet Nam")
    assert ask(qtbot, empty, lambda ws: ws.history_of_session.next_undo) is None


def test_a_start_that_cannot_be_keeps_the_dialog_and_says_why(qtbot: Any, empty: MainWindow) -> None:
    page = home(empty)
    page.ask_start()
    dialog = page.dialog
    write(qtbot, dialog.agreed["currency"].editor.field(), "pesos")
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    settle(qtbot, empty)
    assert dialog.isVisible()
    assert dialog.city["name"].problems.isVisible()
    assert "three-letter" in dialog.agreed["currency"].problems.text.text()
    assert ask(qtbot, empty, lambda ws: ws.spaces()) == ()
    dialog.reject()


def test_a_sample_is_one_click_away(qtbot: Any, empty: MainWindow) -> None:
    page = home(empty)
    assert list(page.first_run.samples.lines) == ["metro_cebu", "da_nang", "bangkok"]
    page.first_run.samples.lines["metro_cebu"].opened.emit()
    qtbot.waitUntil(lambda: empty.space is not None, timeout=WAIT_MS)
    settle(qtbot, empty)
    qtbot.waitUntil(lambda: page.parts.currentIndex() == OVERVIEW, timeout=WAIT_MS)
    tile = page.overview.tiles["solid_waste"]
    assert tile.number.value.text() not in ("", "–")
    assert tile.number.grade.grade is not None
    tile.opened.emit()
    assert empty.current_page() is empty.pages["assessment"]
    assert empty.desk.state.get("sector") in empty.desk.registry.sectors


def test_a_bundle_is_received_on_the_exchange_page(empty: MainWindow) -> None:
    home(empty).first_run.receive.opened.emit()
    assert empty.current_page() is empty.pages["exchange"]
    assert empty.desk.state.get("exchange part") == "receive"


# the overview ----------------------------------------------------------------------------------


def test_what_needs_somebody_is_said_and_leads_there(qtbot: Any, window: MainWindow) -> None:
    said = needs(window)
    assert said["late"] == "2 data requests open"
    assert home(window).overview.needs.lines["late"].remark.text() == "1 overdue"
    assert said["loose"] == "2 loose ends"
    assert "not sent" in said["not_sent"]
    assert "conflicts" not in said
    home(window).overview.needs.lines["late"].opened.emit()
    page = window.pages["assessment"]
    qtbot.waitUntil(lambda: window.current_page() is page)
    assert isinstance(page, Assessing)
    assert page.asked == REQUEST


def test_the_head_says_what_is_agreed_and_that_it_ran_out(window: MainWindow) -> None:
    overview = home(window).overview
    chips = [overview._chips.itemAt(i).widget().text for i in range(overview._chips.count())]
    assert overview.title.text() == "Metro Cebu"
    assert any("MOU" in text for text in chips)
    assert any(text.startswith("expired") for text in chips)
    assert "PHP" in chips


def test_a_conflict_is_counted_and_leads_to_where_it_is_settled(
    qtbot: Any, window: MainWindow, tmp_path: Path
) -> None:
    ask(qtbot, window, lambda ws: ws.commit(SPACE, set_values(SPACE, {"summary": "Ours"})))
    from_colleague(
        qtbot,
        window,
        tmp_path / "other",
        lambda ws: ws.commit(SPACE, set_values(SPACE, {"summary": "Theirs"})),
    )
    assert needs(window)["conflicts"] == "1 conflict to settle"
    QTest.keyClick(home(window).overview.needs.lines["conflicts"], Qt.Key.Key_Return)
    assert window.current_page() is window.pages["exchange"]
    assert window.desk.state.get("exchange part") == "conflicts"


def test_news_come_by_bundle_and_are_marked_as_seen(qtbot: Any, tmp_path: Path) -> None:
    own, other, file = tmp_path / "own", tmp_path / "other", tmp_path / "maria.yport"
    space = exchanged(own, other, file)
    with open_window(qtbot, own, PAGES, lambda _ws: None) as window:
        card = home(window).overview.news
        texts = [line.text.text() for line in card.lines]
        assert "Finding: Drop-off points are full" in texts
        card.seen_button.click()
        settle(qtbot, window)
        qtbot.waitUntil(lambda: not card.lines, timeout=WAIT_MS)
        assert card.note.text()  # when it was
        assert not card.seen_button.isVisible()
        assert window.space == space


def exchanged(own: Path, other: Path, file: Path) -> UUID:
    """Two laptops with the sample, exchanged and seen; then a colleague's new finding arrives on ours."""
    ours, hers = open_desk(profile_in(own)), open_desk(profile_in(other))
    try:
        mine, maria = Exchange(ours.workspace), Exchange(hers.workspace)
        mine.introduce(Me("Tanaka Haruka"))
        maria.introduce(Me("Maria Santos"))
        space = open_sample(ours.workspace)
        open_sample(hers.workspace)
        mine.add_to_roster(space, mine.read_card(maria.my_card()), confirmed=True)
        maria.add_to_roster(space, maria.read_card(mine.my_card()), confirmed=True)
        send(maria, mine, space, file)
        mark_seen(ours.workspace, space, int(time.time() * 1000))
        time.sleep(0.005)  # news are told apart by the millisecond
        hers.workspace.commit(space, create("finding", {"heading": "Drop-off points are full"}, space))
        send(maria, mine, space, file)
        return space
    finally:
        ours.close()
        hers.close()


def send(sender: Exchange, receiver: Exchange, space: UUID, file: Path) -> None:
    sender.write(space, [m.key for m in sender.colleagues(space)], file)
    receiver.import_bundle(receiver.rehearse(file))


def test_missions_come_newest_first_and_open_their_sheet(qtbot: Any, window: MainWindow) -> None:
    page = home(window)
    names = [line.text.text() for line in page.overview.missions.lines]
    assert names == ["Workshop", "Kick-off"]
    page.overview.missions.lines[1].opened.emit()
    qtbot.waitUntil(lambda: page.parts.currentIndex() == RECORDS, timeout=WAIT_MS)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: page.records.detail.record == MISSION, timeout=WAIT_MS)
    assert page.records.current.kind == "mission"


def test_the_overview_follows_what_is_entered(qtbot: Any, window: MainWindow) -> None:
    ask(qtbot, window, lambda ws: ws.commit(SPACE, set_values(REQUEST, {"state": "answered"})))
    settle(qtbot, window)
    assert needs(window)["requests"] == "1 data request open"


def test_large_text_has_one_column(qtbot: Any, window: MainWindow) -> None:
    overview = home(window).overview
    assert overview._left.y() == overview._right.y()
    theme().choose("light", 1.8)
    qtbot.waitUntil(lambda: overview._right.y() > overview._left.y(), timeout=WAIT_MS)


# the records -----------------------------------------------------------------------------------


def test_a_field_on_the_sheet_is_kept_and_taken_back(qtbot: Any, window: MainWindow) -> None:
    page = home(window)
    page.open_record(PERSON)
    qtbot.waitUntil(lambda: page.records.detail.record == PERSON, timeout=WAIT_MS)
    settle(qtbot, window)
    sheet = page.records.detail.sheet
    assert "signing_key" not in sheet.rows  # it comes with a contact card
    write(qtbot, sheet.rows["post"].editor.field(), "計画局長", Qt.Key.Key_Return)
    settle(qtbot, window)
    assert ask(qtbot, window, lambda ws: values_of(ws, PERSON))["post"] == "計画局長"
    window.desk.undo()
    settle(qtbot, window)
    assert ask(qtbot, window, lambda ws: values_of(ws, PERSON))["post"] is None


def test_the_engagement_has_a_sheet_and_cannot_be_deleted(qtbot: Any, window: MainWindow) -> None:
    page = home(window)
    page.show_kind("engagement")
    qtbot.waitUntil(lambda: page.records.detail.record == SPACE, timeout=WAIT_MS)
    settle(qtbot, window)
    assert not page.records.detail.remove.isVisible()
    assert not page.records.current.add.isVisible()
    write(qtbot, page.records.detail.sheet.rows["name"].editor.field(), "Cebu", Qt.Key.Key_Return)
    settle(qtbot, window)
    page.records.back.click()
    settle(qtbot, window)
    assert page.overview.title.text() == "Cebu"


@pytest.mark.parametrize("kind", ["mission", "person", "organisation", "partner_city"])
def test_each_kind_is_made_from_the_menu_and_deleted(qtbot: Any, window: MainWindow, kind: str) -> None:
    page = home(window)
    menu = QMenu()
    page._fill_menu(menu)
    before = ask(qtbot, window, lambda ws: ws.count(SPACE, kind))
    made = [c for c in page.commands() if c.key == f"home.new.{kind}"]
    assert made[0].text in [action.text() for action in menu.actions()]
    made[0].do()
    settle(qtbot, window)
    assert page.records.current.kind == kind
    qtbot.waitUntil(lambda: page.records.detail.record is not None, timeout=WAIT_MS)
    settle(qtbot, window)
    record = page.records.detail.record
    assert ask(qtbot, window, lambda ws: ws.get(record)).kind == kind
    page.records.detail.remove.click()
    settle(qtbot, window)
    assert ask(qtbot, window, lambda ws: ws.count(SPACE, kind)) == before


def test_a_record_is_found_from_elsewhere(qtbot: Any, window: MainWindow) -> None:
    window.open_page("exchange")
    window.desk.open_record(MISSION)
    page = home(window)
    qtbot.waitUntil(lambda: window.current_page() is page, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: page.records.detail.record == MISSION, timeout=WAIT_MS)
