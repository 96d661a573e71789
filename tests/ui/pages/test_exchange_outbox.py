"""Sending: groups by how people are sent to, what is left out, drafts, samples, direct sending."""

import email
import hashlib
from email import policy
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from tests.exchange.mail.mail_server import PASSWORD, Mailbox, serving
from tests.ui.pages.a_desk import SPACE, WAIT_MS, open_window, settle
from tests.ui.pages.a_pair import FINDING, Ben, Opened, add_card, answer, fill, join, write
from tests.ui.pages.conftest import Desktop
from yport_desktop.bootstrap import discover
from yport_desktop.domain.changes import CIRCLE, PLACES, PRIVATE, Edit
from yport_desktop.env.settings import MAIL_HOST, MAIL_LIMIT_MB, MAIL_PORT, MAIL_SECURITY, MAIL_USER
from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.evidence import describe, keep
from yport_desktop.services.records import create
from yport_desktop.ui.pages.exchange import PAGE
from yport_desktop.ui.pages.exchange.folders import note_opened, opening_folder
from yport_desktop.ui.pages.exchange.outbox import Purpose
from yport_desktop.ui.pages.exchange.page import SEND
from yport_desktop.ui.pages.exchange.wording import KINDS_LISTED, kinds_in_order, record_lines


def test_people_who_are_sent_to_differently_get_files_of_their_own(aya: Opened, desktop: Desktop) -> None:
    ben, chika = join(aya, aya.folder / "ben"), join(aya, aya.folder / "chika", "Chika")
    for name in ("ben", "chika"):
        aya.look_at(answer(aya.folder / name, aya.folder / f"{name} back.yport", name.title(), heading=name))
        aya.page.receive_view.rehearsal.go.click()
        aya.settle()
    view, sending = aya.page.send_view, aya.page.sending
    assert len(sending.loaded) == 1 and not view.load.warning.isVisibleTo(view)
    sending.choose_way(chika, Carrier.WORKBOOK, False)
    aya.settle()
    assert [(g.group.names, g.group.carrier, g.group.encrypted) for g in sending.loaded] == [
        (("Ben",), Carrier.BINARY, True),
        (("Chika",), Carrier.WORKBOOK, False),
    ]
    assert view.load.warning.isVisibleTo(view) and "Chika" in view.load.warning_text.text()
    sending.write_to(aya.folder / "out.yport")
    aya.settle()
    assert {p.name for p in aya.folder.glob("out*")} == {"out-Ben.yport", "out-Chika.xlsx"}
    assert "2 files written" in aya.notice
    with Ben(aya.folder / "chika", "Chika") as chika_:
        looked = chika_.exchange.look([aya.folder / "out-Chika.xlsx"])
        assert len(looked.parcels) == 1 and not looked.parcels[0].manifest.encrypted
    assert ben != chika and not desktop.opened


def test_the_choice_of_the_way_is_remembered(aya: Opened) -> None:
    key = join(aya, aya.folder / "ben")
    (row,) = aya.page.send_view.rows
    menu = row.way.open_menu()
    assert [a.text() for a in menu.actions() if not a.isSeparator()][1] == "Text file (.txt)"
    menu.actions()[1].trigger()
    aya.settle()
    (row,) = aya.page.send_view.rows
    assert row.way.text().strip() == "Text file (.txt), encrypted"
    assert aya.ask(lambda ws: aya.page.exchange(ws).passages.choice(key)) == (Carrier.ARMOR, True)


def test_what_came_through_is_shown_where_it_is_chosen(aya: Opened) -> None:
    join(aya, aya.folder / "ben")
    assert not aya.page.send_view.rows[0].passed.text()
    aya.look_at(answer(aya.folder / "ben", aya.folder / "back.yport", heading="Scales"))
    aya.page.receive_view.rehearsal.go.click()
    aya.settle()
    assert aya.page.send_view.rows[0].passed.text().startswith("came through: .yport, 20")
    (dispatch,) = aya.page.standing.dispatches if aya.page.standing else ()
    assert len(dispatch.acknowledged) == 1


def test_private_records_stay_here_for_whom_they_are_left_out(aya: Opened) -> None:
    join(aya, aya.folder / "ben")
    edits = create("finding", {"heading": "Between us"}, parent=SPACE)
    edits.append(Edit(edits[0].record, CIRCLE, PRIVATE))
    aya.ask(lambda ws: ws.commit(SPACE, edits))
    aya.settle()
    view = aya.page.send_view
    before = aya.page.sending.loaded[0].outbox
    view.load.circles[PRIVATE].click()
    aya.settle()
    (loaded,) = aya.page.sending.loaded
    assert loaded.outbox.left_out[PRIVATE] > 0 and loaded.outbox.changes < before.changes
    path = write(aya, "public.yport")
    assert not view.load.circles[PRIVATE].isChecked()  # this time only
    with Ben(aya.folder / "ben") as ben:
        found = ben.exchange.rehearse(path)
        assert found.spaces[0].left_out[PRIVATE] > 0
        ben.exchange.import_bundle(found)
        assert ben.workspace.find(edits[0].record) is None


def test_a_preset_is_ticked_and_said_where_people_differ(aya: Opened) -> None:
    join(aya, aya.folder / "ben")
    join(aya, aya.folder / "chika", "Chika")
    member = next(r.member for r in aya.page.send_view.rows if r.member.name == "Chika")
    aya.page.keys.set_circle(member, PLACES, True)
    aya.settle()
    view = aya.page.send_view
    assert view.load.partly.text() == "Without places of photos: Chika."
    assert sorted(g.group.names for g in aya.page.sending.loaded) == [("Ben",), ("Chika",)]
    next(r for r in view.rows if r.member.name == "Ben").box.setChecked(False)
    aya.settle()
    assert view.load.circles[PLACES].isChecked() and not view.load.partly.isVisibleTo(view)


def test_drafts_are_made_in_a_folder_of_their_own(aya: Opened, desktop: Desktop) -> None:
    join(aya, aya.folder / "ben")
    aya.ask(lambda ws: ws.commit(SPACE, create("finding", {"heading": "Scales"}, parent=SPACE)))
    aya.settle()
    view = aya.page.send_view
    view.load.message.text.setPlainText("Please look at the scales.")
    view.drafts.click()
    aya.settle()
    (folder,) = desktop.opened
    (draft,) = folder.glob("*.eml")
    (bundle,) = folder.glob("*.yport")
    message = email.message_from_bytes(draft.read_bytes(), policy=policy.default)
    assert message["X-Unsent"] == "1" and "ben@example.org" in message["To"]
    text = message.get_body().get_content()  # type: ignore[attr-defined]
    assert "Please look at the scales." in text and "2 Findings" in text
    (attached,) = message.iter_attachments()  # type: ignore[attr-defined]
    assert attached.get_content() == bundle.read_bytes()
    assert view.ready.isVisibleTo(view) and "1 email draft is ready" in aya.notice
    assert not view.load.note_text()
    names = [b.accessibleName() for b in view.ready.buttons]
    assert names[0].startswith("Open in mail program: ") and names[2].startswith("Show file: ")
    view.ready.buttons[0].click()
    assert desktop.opened[-1] == draft


def test_what_is_larger_than_the_mail_takes_goes_in_parts(aya: Opened, desktop: Desktop) -> None:
    join(aya, aya.folder / "ben")
    aya.window.desk.settings.set(MAIL_LIMIT_MB, 1.0)
    content = bytes(range(256)) * 10_000

    def attach(workspace: Any) -> None:
        keep(workspace, SPACE, FINDING, [describe("scan.bin", content)])

    aya.ask(attach)
    aya.settle()
    assert aya.page.sending.loaded[0].outbox.parts > 1
    aya.page.send_view.load.choose_purpose(Purpose.STICK)
    aya.settle()
    assert aya.page.sending.loaded[0].outbox.parts == 1 and not aya.page.send_view.drafts.isVisible()
    aya.page.send_view.load.choose_purpose(Purpose.EMAIL)
    aya.settle()
    aya.page.send_view.drafts.click()
    aya.settle()
    aya.page.desk.settings.set(MAIL_LIMIT_MB, 7.0)  # as in Settings: seen when one comes back
    aya.page.hide()
    aya.page.show()
    aya.settle()
    assert aya.page.sending.loaded[0].outbox.parts == 1
    (folder,) = desktop.opened
    drafts = sorted(folder.glob("*.eml"))
    assert len(drafts) >= 3 and all(d.stat().st_size < 1_500_000 for d in drafts)
    with Ben(aya.folder / "ben") as ben:
        looked = ben.exchange.look(reversed(drafts))
        (parcel,) = looked.parcels
        assert not parcel.missing and not looked.refused
        ben.exchange.import_bundle(parcel)
        assert ben.workspace.blob(hashlib.sha256(content).hexdigest()) == content


def test_samples_show_what_comes_through(aya: Opened, desktop: Desktop) -> None:
    join(aya, aya.folder / "ben")
    before = aya.page.standing.dispatches if aya.page.standing else ()
    aya.page.send_view.holders.test.click()
    primary = aya.page.bare.dialog.primary
    assert primary is not None
    primary.click()
    aya.settle()
    (folder,) = desktop.opened
    samples = [p for p in folder.iterdir() if p.suffix != ".eml"]
    assert {p.suffix for p in samples} == {".yport", ".txt", ".xlsx"}
    assert aya.page.standing is not None and aya.page.standing.dispatches == before
    with Ben(aya.folder / "ben") as ben:
        for sample in samples:
            if sample.suffix != ".yport":  # the gateway took that one away
                assert ben.exchange.rehearse(sample).nothing_new
                ben.exchange.import_bundle(sample)
    aya.look_at(answer(aya.folder / "ben", aya.folder / "back.yport"))
    aya.page.receive_view.rehearsal.go.click()
    aya.settle()
    passed = aya.page.send_view.rows[0].passed.text()
    assert ".txt" in passed and ".xlsx" in passed


def test_drafts_go_where_was_saved_last_and_are_told_where_nothing_shows_folders(
    aya: Opened, no_qt_messages: list[str]
) -> None:
    join(aya, aya.folder / "ben")
    received = aya.folder / "received"
    received.mkdir()
    note_opened(aya.window.desk.state, received / "from Ben.yport")
    assert opening_folder(aya.window.desk.state) == received
    aya.page.sending.make_drafts()
    aya.settle()
    no_qt_messages.clear()  # there is no file manager here
    (folder,) = (p for p in aya.folder.iterdir() if p.is_dir() and list(p.glob("*.eml")))
    assert aya.notice == f"1 email draft is ready in {folder}."


def test_the_keyboard_stays_on_the_person_whose_way_was_chosen(aya: Opened) -> None:
    key = join(aya, aya.folder / "ben")
    aya.page.show_part(SEND)
    (row,) = aya.page.send_view.rows
    row.way.setFocus()
    aya.page.sending.choose_way(key, Carrier.WORKBOOK, True)
    aya.settle()
    (after,) = aya.page.send_view.rows
    assert after is not row and aya.window.focusWidget() is after.way and "xlsx" in after.way.text()


class Windows(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.parent() is None:
            self.seen.append(type(watched).__name__)
        return False


def test_no_part_is_shown_before_it_has_its_place(qtbot: Any, qapp: QApplication, tmp_path: Path) -> None:
    """It would flash up as a window, take the keyboard away, and cost as much as a window."""
    windows = Windows()
    qapp.installEventFilter(windows)
    with open_window(qtbot, tmp_path / "aya", (PAGE,), fill) as window:
        window.open_page("exchange")
        settle(qtbot, window)
        aya = Opened(qtbot, window, tmp_path)
        join(aya, aya.folder / "ben")
        for part in range(4):
            aya.page.show_part(part)
        aya.settle()
    qapp.removeEventFilter(windows)
    assert windows.seen == ["MainWindow"]


@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
def test_emails_are_sent_where_an_account_is_set_up(aya: Opened, desktop: Desktop, password: str) -> None:
    join(aya, aya.folder / "ben")
    box = Mailbox()
    with serving(box, auth_require_tls=False) as port:
        settings = aya.window.desk.settings
        settings.set(MAIL_HOST, "localhost")
        settings.set(MAIL_PORT, port)
        settings.set(MAIL_SECURITY, "none")
        settings.set(MAIL_USER, "aya")
        aya.page.read()
        aya.settle()
        view, mailing = aya.page.send_view, aya.page.mailing
        aya.page.show_part(SEND)
        assert view.mail.isVisible()
        view.mail.click()
        aya.settle()
        mailing.field.line.setText(password)
        assert mailing.dialog.primary is not None
        mailing.dialog.primary.click()
        aya.settle()
        aya.qtbot.waitUntil(lambda: bool(aya.notice), timeout=WAIT_MS)
    sent = password == PASSWORD
    assert bool(box.taken) is sent and bool(box.logins)
    assert view.ready.isVisibleTo(view) is not sent  # the drafts are left where it failed
    assert ("1 email was sent." in aya.notice) is sent and not desktop.opened


def test_nobody_is_sent_to_without_an_address(aya: Opened) -> None:
    with Ben(aya.folder / "ben") as ben:
        ben.exchange.introduce(ben.exchange.me.__class__("Ben"))
        add_card(aya, ben.card)
    settings = aya.window.desk.settings
    settings.set(MAIL_HOST, "localhost")
    aya.page.read()
    aya.settle()
    aya.page.mailing.send_now()
    aya.settle()
    assert "No email address is known of Ben" in aya.notice


def test_kinds_that_are_not_listed_are_counted() -> None:
    registry = discover()
    counts = {kind: number for number, kind in enumerate(sorted(registry.entities), start=1)}
    assert len(counts) > KINDS_LISTED
    lines = record_lines(registry, counts)
    listed = kinds_in_order(registry, counts)[:KINDS_LISTED]
    assert lines[:-1] == [f"{n:,} {name}" for name, n in listed]
    assert lines[-1] == f"Other records: {sum(counts.values()) - sum(n for _, n in listed):,}"
    few = dict(list(counts.items())[:KINDS_LISTED])
    assert len(record_lines(registry, few)) == KINDS_LISTED
