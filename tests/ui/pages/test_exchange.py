"""The exchange page between two profiles: cards, bundles, rehearsal, strangers, garbage, conflicts."""

from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageWriter
from PySide6.QtWidgets import QApplication

from tests.ui.pages.a_desk import SPACE, WAIT_MS, open_window, settle, values_of
from tests.ui.pages.a_pair import FINDING, Ben, Opened, add_card, fill, write
from yport_desktop.domain.key_fields import CONFIRMED
from yport_desktop.exchange.any_card import read_any_card
from yport_desktop.exchange.card import decode_card
from yport_desktop.exchange.card_image import card_in_image, card_png
from yport_desktop.services.records import create
from yport_desktop.services.roster import Me
from yport_desktop.ui.components.progress_strip import ProgressStrip
from yport_desktop.ui.pages.exchange import PAGE
from yport_desktop.ui.pages.exchange.page import PEOPLE, RECEIVE, ExchangePage


def test_a_card_is_pasted_compared_and_added(aya: Opened) -> None:
    with Ben(aya.folder / "ben") as ben:
        card, words = ben.card, ben.exchange.my_words
    add = aya.page.people_view.add
    add_card(aya, f"  {card[:40]}\r\n{card[40:]} ", compared=False)
    (row,) = aya.page.people_view.rows.values()
    assert row.chip.text == "not verified" and "Ben is on the roster" in aya.notice
    assert not add.button.isVisible() and not add.text.toPlainText()
    row.confirm.click()
    assert words in [w.text() for w in aya.page.people_view.dialog.findChildren(type(add.words))]
    primary = aya.page.people_view.dialog.primary
    assert primary is not None
    primary.click()
    aya.settle()
    (row,) = aya.page.people_view.rows.values()
    assert row.chip.text == "verified" and not row.confirm.isVisible()
    (member,) = aya.ask(lambda ws: aya.page.exchange(ws).colleagues(SPACE))
    assert aya.ask(lambda ws: ws.get(member.record).get("key_state")) == CONFIRMED


def test_a_card_in_a_listed_name_is_not_taken_for_granted(aya: Opened, tmp_path: Path) -> None:
    """Somebody of Ben's address with another key: said before it is added, and Ben's key stays."""
    with Ben(tmp_path / "ben") as ben:
        aya.ask(lambda ws: aya.page.exchange(ws).add_to_roster(SPACE, decode_card(ben.card)))
    with Ben(tmp_path / "other") as other:
        card = other.card
    aya.page.show_part(PEOPLE)
    add = aya.page.people_view.add
    add.text.setPlainText(card)
    aya.qtbot.waitUntil(add.button.isVisible, timeout=WAIT_MS)
    assert "another laptop" in add.hint.text()


def test_what_is_no_card_is_refused_in_a_sentence(aya: Opened) -> None:
    aya.page.show_part(PEOPLE)
    add = aya.page.people_view.add
    add.text.setPlainText("good morning")
    aya.qtbot.waitUntil(add.problem.isVisible, timeout=WAIT_MS)
    assert "contact card" in add.problem.text() and not add.button.isVisible()


def test_my_card_is_copied_and_my_name_kept(aya: Opened) -> None:
    view = aya.page.people_view
    view.copy.click()
    copied = QApplication.clipboard().text()
    assert aya.ask(lambda ws: aya.page.exchange(ws).read_card(copied)).name == "Aya"
    view.me.name.line.selectAll()
    view.me.name.line.insert("Aya Sato")
    view.me.name.line.editingFinished.emit()
    aya.settle()
    assert aya.ask(lambda ws: aya.page.exchange(ws).me) == Me("Aya Sato", "aya@example.org")


def test_nothing_is_written_before_somebody_is_named_and_chosen(qtbot: Any, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, (PAGE,)) as window:
        opened = Opened(qtbot, window, tmp_path)
        window.open_page("exchange")
        opened.settle()
        view = opened.page.send_view
        assert view.me.isVisible() and not view.drafts.isEnabled()
        view.me.name.line.insert("Aya")
        view.me.name.line.editingFinished.emit()
        opened.settle()
        assert not view.me.isVisible() and not view.drafts.isEnabled()
        with Ben(tmp_path / "ben") as ben:
            add_card(opened, ben.card)
        assert view.drafts.isEnabled()
        view.rows[0].box.click()
        opened.settle()
        assert not view.drafts.isEnabled() and not view.chosen


def test_who_enters_a_name_is_still_asked_for_the_address(qtbot: Any, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, (PAGE,)) as window:
        opened = Opened(qtbot, window, tmp_path)
        window.open_page("exchange")
        opened.settle()
        me = opened.page.send_view.me
        me.name.line.setFocus()
        qtbot.keyClicks(me.name.line, "Aya")
        qtbot.keyClick(me.name.line, Qt.Key.Key_Tab)
        opened.settle()
        assert me.isVisible() and me.email.line.hasFocus()
        qtbot.keyClicks(me.email.line, "aya@example.org")
        qtbot.keyClick(me.email.line, Qt.Key.Key_Tab)
        opened.settle()
        assert not me.isVisible()
        assert opened.ask(lambda ws: opened.page.exchange(ws).me) == Me("Aya", "aya@example.org")


def test_a_bundle_goes_to_a_colleague_and_comes_back(aya: Opened, qtbot: Any) -> None:
    with Ben(aya.folder / "ben") as ben:
        add_card(aya, ben.card)
    (row,) = aya.page.send_view.rows
    assert row.holds.text() == "Nothing heard yet: everything will be sent."
    aya.page.send_view.load.message.text.setPlainText("Please look at the finding.")
    path = write(aya)
    assert "out.yport" in aya.notice
    assert aya.page.standing is not None and aya.page.standing.not_sent == 0
    with Ben(aya.folder / "ben") as ben:
        found = ben.exchange.rehearse(path)
        assert found.manifest.note == "Please look at the finding." and found.spaces[0].is_new
        ben.exchange.import_bundle(found, accept_sender=True)
        edits = create("finding", {"heading": "Scales are ordered"}, parent=SPACE)
        ben.workspace.commit(SPACE, edits)
        key = [m.key for m in ben.exchange.colleagues(SPACE)]
        ben.exchange.write(SPACE, key, aya.folder / "back.yport", "From the site")
    aya.look_at(aya.folder / "back.yport")
    rehearsal = aya.page.receive_view.rehearsal
    assert rehearsal.isVisible() and rehearsal.go.isEnabled() and rehearsal.news is not None
    (space,) = rehearsal.news.spaces
    assert [(g.kind, g.count, g.titles) for g in space.new] == [("finding", 1, ("Scales are ordered",))]
    assert not aya.ask(lambda ws: values_of(ws, edits[0].record))
    rehearsal.go.click()
    aya.settle()
    assert aya.ask(lambda ws: values_of(ws, edits[0].record))["heading"] == "Scales are ordered"
    assert "Imported from Ben. Records new or changed: 1" in aya.notice
    assert not rehearsal.isVisible()
    (row,) = aya.page.send_view.rows
    assert row.holds.text() == "Holds everything" and row.detail.text().startswith("as of ")
    aya.look_at(aya.folder / "back.yport")
    assert rehearsal.news.rehearsal.nothing_new


def test_writing_and_importing_can_be_stopped(aya: Opened) -> None:
    with Ben(aya.folder / "ben") as ben:
        add_card(aya, ben.card)
    held = Event()
    page, path = aya.page, aya.folder / "out.yport"
    page.desk.ask(lambda _ws: held.wait(10))  # the store is busy with something else
    page.sending.write_to(path)
    strip = page.send_view.findChild(ProgressStrip)
    assert isinstance(strip, ProgressStrip) and not page.send_view.drafts.isEnabled()
    strip.stop.click()
    held.set()
    aya.settle()
    assert not path.exists() and aya.notice == "Stopped. Nothing was changed."
    assert page.send_view.drafts.isEnabled()
    with Ben(aya.folder / "ben") as ben:
        ben.exchange.import_bundle(write(aya), accept_sender=True)
        ben.workspace.commit(SPACE, create("finding", {"heading": "Scales"}, parent=SPACE))
        keys = [m.key for m in ben.exchange.colleagues(SPACE)]
        ben.exchange.write(SPACE, keys, aya.folder / "back.yport")
    aya.look_at(aya.folder / "back.yport")
    held.clear()
    page.desk.ask(lambda _ws: held.wait(10))
    page.receive_view.rehearsal.go.click()
    strip = page.receive_view.rehearsal.findChild(ProgressStrip)
    assert isinstance(strip, ProgressStrip) and not page.receive_view.rehearsal.go.isEnabled()
    strip.stop.click()
    held.set()
    aya.settle()
    assert aya.ask(lambda ws: ws.count(SPACE, "finding")) == 1
    assert page.receive_view.rehearsal.go.isEnabled() and page.receive_view.rehearsal.isVisible()


def test_a_stranger_is_accepted_only_on_comparing_words(qtbot: Any, tmp_path: Path) -> None:
    with Ben(tmp_path / "aya") as me:
        card = me.card
    with Ben(tmp_path / "stranger", "Carla") as carla:
        fill(carla.workspace)
        carla.exchange.introduce(Me("Carla"))
        member = carla.exchange.add_to_roster(SPACE, carla.exchange.read_card(card))
        assert member.touched
        keys = [m.key for m in carla.exchange.colleagues(SPACE)]
        carla.exchange.write(SPACE, keys, tmp_path / "hello.yport")
    with open_window(qtbot, tmp_path / "aya", (PAGE,), lambda _ws: None) as window:
        opened = Opened(qtbot, window, tmp_path)
        window.open_page("exchange")
        opened.settle()
        assert opened.page.tabs.currentIndex() == RECEIVE
        opened.look_at(tmp_path / "hello.yport")
        rehearsal = opened.page.receive_view.rehearsal
        assert not rehearsal.go.isEnabled() and rehearsal.accept.isVisible()
        rehearsal.accept.click()
        rehearsal.go.click()
        opened.settle()
        assert opened.page.space == SPACE
        assert opened.ask(lambda ws: values_of(ws, FINDING))["heading"]
        (carla_,) = opened.ask(lambda ws: opened.page.exchange(ws).colleagues(SPACE))
        assert carla_.name == "Carla" and carla_.confirmed


def test_what_cannot_be_read_is_refused_in_a_sentence(aya: Opened) -> None:
    (aya.folder / "photo.yport").write_bytes(b"\x89PNG\r\n\x1a\n" * 40)
    aya.look_at(aya.folder / "photo.yport")
    view = aya.page.receive_view
    assert view.refusal.isVisible() and "not a Y-PORT bundle" in view.refusal.text
    with Ben(aya.folder / "ben") as ben, Ben(aya.folder / "dan", "Dan") as dan:
        fill(ben.workspace)
        ben.exchange.add_to_roster(SPACE, ben.exchange.read_card(dan.card))
        ben.exchange.write(
            SPACE, [m.key for m in ben.exchange.colleagues(SPACE)], aya.folder / "for dan.yport"
        )
    aya.look_at(aya.folder / "for dan.yport")
    assert "somebody else" in view.refusal.text and "for dan.yport" in view.refusal.text
    aya.look_at(aya.folder / "nowhere.yport")
    assert "could not be read" in view.refusal.text
    assert not aya.page.receive_view.rehearsal.isVisible()


def test_files_are_dropped_anywhere(aya: Opened) -> None:
    path = aya.folder / "letter.yport"
    path.write_bytes(b"Dear all")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    drop = QDropEvent(
        QPoint(20, 300),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    aya.page.dropEvent(drop)
    aya.settle()
    assert aya.page.tabs.currentIndex() == RECEIVE and aya.page.receive_view.refusal.isVisible()


def test_without_an_engagement_one_can_still_receive(qtbot: Any, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path, (PAGE,), lambda _ws: None) as window:
        window.open_page("exchange")
        settle(qtbot, window)
        page = window.pages["exchange"]
        assert isinstance(page, ExchangePage)
        assert page.tabs.currentIndex() == RECEIVE and page.receive_view.open.isVisible()
        for part in range(page.tabs.count()):
            page.show_part(part)
        assert not page.people_view.add.isVisible()
        space: UUID | None = page.space
        assert space is None


# cards as files and pictures -----------------------------------------------------------------


def bring(aya: Opened, source: Path | bytes) -> None:
    aya.page.show_part(PEOPLE)
    aya.page.people_view.add.brought.emit(source)
    aya.settle()


def test_a_card_is_saved_and_taken_from_the_file_and_the_picture(aya: Opened) -> None:
    view = aya.page.people_view
    aya.page.show_part(PEOPLE)
    own = aya.ask(lambda ws: aya.page.exchange(ws).my_card())
    assert view.save.isEnabled()
    for name in ("Aya.yport-card", "Aya.png"):
        path = aya.folder / name
        aya.page.roster.save_card(path, own)
        aya.settle()
        assert path.name in aya.notice and read_any_card(path).name == "Aya"
        bring(aya, path)
        assert view.add.name.text() == "Aya" and view.add.button.isVisible()
        view.add.clear_card()
    assert (aya.folder / "Aya.png").read_bytes().startswith(b"\x89PNG")
    aya.page.roster.save_card(aya.folder / "nowhere" / "Aya.png", own)
    aya.settle()
    assert "could not be written" in aya.notice


def test_the_code_on_the_screen_is_the_card(aya: Opened) -> None:
    view = aya.page.people_view
    aya.page.show_part(PEOPLE)
    assert not view.code.isVisible()
    view.code.toggle.click()
    assert view.code.isVisible() and view.code.name.text() == "Aya"
    aya.settle()
    shown = QBuffer()
    shown.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(shown, b"png").write(view.code.grab().toImage())
    assert card_in_image(bytes(shown.data().data())) == aya.ask(lambda ws: aya.page.exchange(ws).my_card())
    view.me.introduced.emit(Me("Aya Hirata"))
    aya.settle()
    assert view.code.name.text() == "Aya Hirata"
    view.code.toggle.click()
    assert not view.code.isVisible()


def test_a_card_is_dropped_or_pasted_as_a_picture(aya: Opened) -> None:
    with Ben(aya.folder / "ben") as ben:
        card = ben.card
    path = aya.folder / "photo.png"
    path.write_bytes(card_png(card))
    add = aya.page.people_view.add
    aya.page.show_part(PEOPLE)
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    at = QPoint(5, 5)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    add.dragEnterEvent(QDragEnterEvent(at, Qt.DropAction.CopyAction, dropped, buttons, keys))
    add.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, dropped, buttons, keys))
    aya.settle()
    assert add.name.text() == "Ben" and add.button.isVisible()
    add.clear_card()
    assert not add.button.isVisible()
    QApplication.clipboard().setImage(QImage(str(path)))
    add.text.paste()
    aya.settle()
    assert add.name.text() == "Ben" and not add.text.toPlainText()
    add.button.click()
    aya.settle()
    assert [row.name for row in aya.ask(lambda ws: aya.page.exchange(ws).colleagues(SPACE))] == ["Ben"]


def test_a_picture_without_a_card_is_refused_in_a_sentence(aya: Opened) -> None:
    add = aya.page.people_view.add
    told = ((card_png("hello"), "no contact card in this picture"), (b"\xff\xd8\xff", "cannot be read"))
    for content, sentence in told:
        bring(aya, content)
        assert sentence in add.problem.text() and add.problem.isVisible() and not add.button.isVisible()
    bring(aya, aya.folder / "nowhere.png")
    assert "could not be read" in add.problem.text()
