"""Receiving: what comes waits in the inbox, is refused in sentences, asked for, imported, taken back."""

from pathlib import Path
from zipfile import ZipFile

from PySide6.QtCore import Qt

from tests.ui.pages.a_desk import SPACE, WAIT_MS, open_window, settle, values_of
from tests.ui.pages.a_pair import FINDING, Ben, Opened, answer, join
from tests.ui.pages.conftest import Desktop
from yport_desktop.services.evidence import describe, keep
from yport_desktop.services.letters import Letter
from yport_desktop.services.records import create, set_values
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.pages.exchange import PAGE
from yport_desktop.ui.pages.exchange.page import RECEIVE, SEND


def look(aya: Opened, *paths: Path) -> None:
    aya.page.receiving.look_at(paths)
    aya.settle()


def test_several_files_wait_and_the_others_are_refused_by_name(aya: Opened) -> None:
    join(aya, aya.folder / "ben")
    join(aya, aya.folder / "chika", "Chika")
    one = answer(aya.folder / "ben", aya.folder / "one.yport", heading="One")
    two = answer(aya.folder / "chika", aya.folder / "two.yport", "Chika", heading="Two")
    (aya.folder / "photo.jpg").write_bytes(b"\xff\xd8\xff" * 40)
    damaged = bytearray(one.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (aya.folder / "damaged.yport").write_bytes(damaged)
    look(aya, one, aya.folder / "photo.jpg", aya.folder / "damaged.yport", two)
    view = aya.page.receive_view
    assert [r.waiting.name for r in view.waiting.rows] == ["Ben", "Chika"] and not view.is_rehearsing
    assert [name for name, _ in view.refusal.entries] == ["photo.jpg", "damaged.yport"]
    assert aya.page.tabs.tabText(RECEIVE) == "Receive (2)" and view.waiting.take_all.isVisible()
    view.waiting.take_all.click()
    aya.settle()
    assert not view.waiting.rows and "2 bundles imported, from Ben, Chika" in aya.notice
    assert aya.ask(lambda ws: ws.count(SPACE, "finding")) == 3
    assert [a.name for a in aya.page.receiving._incoming.arrived] == ["Chika", "Ben"]


def test_what_waits_is_there_after_a_restart_and_is_put_aside_or_discarded(aya: Opened) -> None:
    join(aya, aya.folder / "ben")
    path = answer(aya.folder / "ben", aya.folder / "one.yport", heading="One")
    look(aya, path)
    view = aya.page.receive_view
    assert view.is_rehearsing
    view.rehearsal.aside.click()
    aya.settle()
    path.unlink()
    assert not view.is_rehearsing and len(view.waiting.rows) == 1
    (row,) = view.waiting.rows
    row.discard()
    assert not view.waiting.rows
    current = aya.window.notices.current
    assert current is not None and current.text == "Discarded."
    current.action_button.click()
    assert len(view.waiting.rows) == 1
    view.waiting.rows[0].look.click()
    aya.settle()
    assert view.is_rehearsing and view.rehearsal.go.isEnabled()


def test_the_inbox_is_kept_over_restarts(aya: Opened, qtbot: object) -> None:
    join(aya, aya.folder / "ben")
    look(aya, answer(aya.folder / "ben", aya.folder / "one.yport", heading="One"))
    aya.window.close()
    aya.window.desk.database.stop()
    with open_window(qtbot, aya.folder / "aya", (PAGE,), lambda _ws: None) as window:
        window.open_page("exchange")
        settle(qtbot, window)
        again = Opened(qtbot, window, aya.folder)
        assert [r.waiting.name for r in again.page.receive_view.waiting.rows] == ["Ben"]


def test_a_folder_and_an_archive_are_looked_into(aya: Opened) -> None:
    join(aya, aya.folder / "ben")
    folder = aya.folder / "from the stick"
    folder.mkdir()
    answer(aya.folder / "ben", folder / "one.yport", heading="One")
    with ZipFile(aya.folder / "two.zip", "w") as archive:
        answer(aya.folder / "ben", aya.folder / "two.yport", heading="Two")
        archive.write(aya.folder / "two.yport", "two.yport")
    look(aya, folder, aya.folder / "two.zip")
    assert len(aya.page.receive_view.waiting.rows) == 2


def sent_in_parts(aya: Opened) -> list[Path]:
    """Three parts or more from Ben."""
    with Ben(aya.folder / "ben") as ben:
        keep(ben.workspace, SPACE, FINDING, [describe("scan.bin", bytes(range(250)) * 800)])
        keys = tuple(m.key for m in ben.exchange.colleagues(SPACE))
        done = ben.exchange.send(Letter(SPACE, keys, limit=110_000), aya.folder / "parts.yport")
        return [f.path for f in done.files]


def test_missing_parts_are_named_and_asked_for(aya: Opened, desktop: Desktop) -> None:
    key = join(aya, aya.folder / "ben")
    parts = sent_in_parts(aya)
    look(aya, parts[0], parts[2])
    view = aya.page.receive_view
    assert view.is_rehearsing
    assert view.rehearsal.news is not None and 2 in view.rehearsal.news.rehearsal.parcel.missing
    view.rehearsal.go.click()
    aya.settle()
    assert view.missing.isVisible()
    (missing,) = aya.page.receiving._incoming.missing
    assert missing.numbers == (2,) and missing.parts == 3 and missing.sender == key
    view.missing.buttons[0].click()
    aya.settle()
    (folder,) = desktop.opened
    assert aya.page.tabs.currentIndex() == SEND and aya.page.send_view.ready.isVisible()
    (asking,) = folder.glob("*.yport")
    assert asking.stat().st_size < 5_000
    with Ben(aya.folder / "ben") as ben:
        found = ben.exchange.rehearse(asking)
        assert "part 2 of" in found.manifest.note and found.nothing_new
        ben.exchange.import_bundle(found)
    look(aya, parts[1])
    assert view.rehearsal.news.missing == ()  # the others were imported before
    view.rehearsal.go.click()
    aya.settle()
    assert "Imported from Ben. Attachments: 1" in aya.notice
    assert not view.missing.isVisible() and not aya.page.receiving._incoming.missing


def test_an_import_is_taken_back_and_that_is_undone(aya: Opened) -> None:
    join(aya, aya.folder / "ben")
    with Ben(aya.folder / "ben") as ben:
        ben.workspace.commit(SPACE, set_values(FINDING, {"heading": "Another heading"}))
        edits = create("finding", {"heading": "Scales"}, parent=SPACE)
        ben.workspace.commit(SPACE, edits)
    look(aya, answer(aya.folder / "ben", aya.folder / "back.yport"))
    aya.page.receive_view.rehearsal.go.click()
    aya.settle()
    assert aya.ask(lambda ws: values_of(ws, FINDING))["heading"] == "Another heading"
    aya.page.receive_view.arrivals.backs[0].click()
    aya.settle()
    dialog = aya.page.taking_back.dialog
    assert "1 record that came with it is deleted." in dialog.text.text()
    assert dialog.primary is not None
    dialog.primary.click()
    aya.settle()
    assert aya.ask(lambda ws: values_of(ws, FINDING))["heading"] == "No weighbridge at the landfill"
    assert aya.ask(lambda ws: ws.find(edits[0].record)) is None
    (arrived,) = aya.page.receiving._incoming.arrived
    assert arrived.taken_back and not aya.page.receive_view.arrivals.backs[0].isVisible()
    aya.page.desk.undo()
    aya.settle()
    assert aya.ask(lambda ws: values_of(ws, FINDING))["heading"] == "Another heading"


def test_an_unknown_sender_stays_in_the_inbox(aya: Opened, desktop: Desktop) -> None:
    join(aya, aya.folder / "ben")
    with Ben(aya.folder / "emi", "Emi") as emi:
        card, mine = emi.card, emi
    with Ben(aya.folder / "ben") as ben:
        ben.exchange.add_to_roster(SPACE, ben.exchange.read_card(card))
        key = ben.exchange.read_card(card).signing_key
        ben.exchange.write(SPACE, [key], aya.folder / "to emi.yport")
    with mine as emi:
        emi.exchange.import_bundle(aya.folder / "to emi.yport", accept_sender=True)
    path = answer(aya.folder / "emi", aya.folder / "emi.yport", "Emi", heading="Budget line")
    look(aya, path)
    view = aya.page.receive_view
    assert view.rehearsal.news is not None and view.rehearsal.news.must_ask
    assert not view.rehearsal.go.isEnabled()
    (ask,) = [b for b in view.rehearsal.findChildren(QuietButton) if b.accessibleName() == "Ask by email"]
    ask.click()
    (url,) = desktop.urls
    assert url.startswith("mailto:emi@example.org?subject=") and "fingerprint" in url
    aya.qtbot.keyClick(view.rehearsal, Qt.Key.Key_Escape)
    aya.settle()
    (row,) = view.waiting.rows
    assert row.chip is not None and row.chip.text == "not known here"
    assert not view.waiting.take_all.isVisible()


def test_the_status_line_says_what_waits_and_leads_there(aya: Opened) -> None:
    join(aya, aya.folder / "ben")
    look(aya, answer(aya.folder / "ben", aya.folder / "one.yport", heading="One"))
    aya.page.receive_view.rehearsal.aside.click()
    aya.page.show_part(SEND)
    aya.settle()
    button = aya.window.status._waiting
    aya.qtbot.waitUntil(button.isVisible, timeout=WAIT_MS)
    assert button.text() == "1 to receive"
    button.click()
    assert aya.page.tabs.currentIndex() == RECEIVE
