"""People: what they are sent, laptops, changed keys, revocations; records marked as private."""

from typing import Any

from PySide6.QtWidgets import QMenu

from tests.ui.pages.a_desk import SPACE, WAIT_MS, ask, open_window, settle
from tests.ui.pages.a_pair import FINDING, Ben, Opened, answer, fill, join
from yport_desktop.domain.changes import PRIVATE
from yport_desktop.services.revoking import Why
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.pages.exchange.key_dialogs import last_numbers
from yport_desktop.ui.pages.exchange.page import PEOPLE, SEND
from yport_desktop.ui.pages.exchange.sent_cards import dispatch_row
from yport_desktop.ui.pages.issues import PAGE as ISSUES


def actions(menu: QMenu) -> dict[str, Any]:
    return {a.text(): a for a in menu.actions() if not a.isSeparator()}


def facts(aya: Opened) -> str:
    rows = aya.page.people_view.colleagues.findChildren(type(aya.page.receive_view.looking))
    return "\n".join(label.text() for label in rows)


def test_what_somebody_is_sent_is_chosen_in_the_menu(aya: Opened) -> None:
    key = join(aya, aya.folder / "ben")
    aya.page.show_part(PEOPLE)
    aya.page.people_view.rows[key].more.open_menu()
    found = actions(aya.page.people_view.rows[key].more.findChild(QMenu))
    assert found["Send private records"].isChecked() and "Accept the key again…" not in found
    found["Send private records"].trigger()
    aya.settle()
    assert aya.page.standing is not None
    (receipt,) = aya.page.standing.receipts
    assert receipt.member.leave_out == frozenset({PRIVATE})
    assert "is not sent private records" in facts(aya)
    aya.page.desk.undo()
    aya.settle()
    assert aya.page.standing.receipts[0].member.leave_out == frozenset()


def test_everything_is_sent_to_a_newcomer_alone(aya: Opened) -> None:
    key = join(aya, aya.folder / "ben")
    join(aya, aya.folder / "chika", "Chika")
    row = aya.page.people_view.rows[key]
    aya.page.keys.send_everything(row.member)
    aya.settle()
    assert aya.page.tabs.currentIndex() == SEND and aya.page.send_view.chosen == (key,)
    assert aya.page.send_view.load.everything.isChecked()


def paste(aya: Opened, card: str) -> None:
    dialog = aya.page.keys.card_dialog
    dialog.card.setPlainText(card)
    aya.qtbot.waitUntil(dialog.go.isEnabled, timeout=WAIT_MS)
    dialog.compared.setChecked(True)
    dialog.go.click()
    aya.settle()


def test_another_laptop_is_added_and_a_key_changed(aya: Opened) -> None:
    key = join(aya, aya.folder / "ben")
    with Ben(aya.folder / "second laptop") as other, Ben(aya.folder / "third laptop") as third:
        cards = other.card, third.card
        keys = other.workspace.identity.public_key, third.workspace.identity.public_key
    assert aya.page.standing is not None
    (colleague,) = aya.page.standing.colleagues
    aya.page.keys.ask_laptop(colleague)
    aya.page.keys.card_dialog.card.setPlainText("good morning")
    aya.qtbot.waitUntil(aya.page.keys.card_dialog.problem.isVisible, timeout=WAIT_MS)
    paste(aya, cards[0])
    assert set(aya.page.people_view.rows) == {key, keys[0]} and len(aya.page.send_view.rows) == 2
    assert "another laptop on the roster" in aya.notice
    aya.page.keys.ask_change(aya.page.people_view.rows[key].member)
    paste(aya, cards[1])
    assert set(aya.page.people_view.rows) == {keys[1], keys[0]}
    assert "1 colleague compared the new words" in facts(aya)


def test_a_stolen_key_counts_up_to_the_last_good_part(aya: Opened) -> None:
    key = join(aya, aya.folder / "ben")
    for heading in ("By Ben", "By somebody else"):
        aya.look_at(answer(aya.folder / "ben", aya.folder / f"{heading}.yport", heading=heading))
        aya.page.receive_view.rehearsal.go.click()
        aya.settle()
    assert aya.ask(lambda ws: ws.count(SPACE, "finding")) == 3
    member = aya.page.people_view.rows[key].member
    aya.page.keys.ask_revoke(member, Why.STOLEN)
    aya.settle()
    dialog = aya.page.keys.revoke_dialog
    assert dialog.some.isChecked() and dialog.focusWidget() is dialog.some and dialog.list.count() == 3
    dialog.list.setCurrentRow(1)
    assert dialog.last == {p.feed: 1 for p in dialog._parts} and last_numbers(dialog._parts, None) == {}
    assert dialog.primary is not None
    dialog.primary.click()
    aya.settle()
    assert aya.ask(lambda ws: ws.count(SPACE, "finding")) == 2
    row = aya.page.people_view.rows[key]
    assert row.chip.text == "not valid any more" and "key stolen, said by Aya" in facts(aya)
    assert "1 part does not count" in facts(aya) and not aya.page.send_view.rows
    row.more.open_menu()
    assert set(actions(row.more.findChild(QMenu))) == {"Open the record", "Accept the key again…"}
    aya.page.keys.ask_lift(row.member)
    assert aya.page.keys.lift_dialog.primary is not None
    aya.page.keys.lift_dialog.primary.click()
    aya.settle()
    assert aya.ask(lambda ws: ws.count(SPACE, "finding")) == 3
    assert aya.page.people_view.rows[key].chip.text == "not verified"


def test_somebody_leaves_and_what_was_done_stays(aya: Opened) -> None:
    key = join(aya, aya.folder / "ben")
    aya.look_at(answer(aya.folder / "ben", aya.folder / "back.yport", heading="Scales"))
    aya.page.receive_view.rehearsal.go.click()
    aya.settle()
    aya.page.keys.ask_revoke(aya.page.people_view.rows[key].member, Why.LEFT)
    aya.settle()
    dialog = aya.page.keys.revoke_dialog
    assert dialog.all.isChecked() and dialog.last is None and not dialog.list.isEnabled()
    assert dialog.primary is not None and dialog.primary.text() == "Remove from the roster"
    dialog.primary.click()
    aya.settle()
    assert aya.ask(lambda ws: ws.count(SPACE, "finding")) == 2
    assert "left the engagement" in facts(aya) and not aya.page.send_view.rows
    assert aya.page.standing is not None
    (dispatch,) = aya.page.standing.dispatches
    row = dispatch_row(dispatch, aya.page.standing.names, {})
    said = row.findChildren(Label)
    assert [label.text() for label in said if "Ben" in label.text()] == ["Ben", "Ben holds it"]


def test_a_record_is_marked_as_private_on_its_sheet(qtbot: Any, tmp_path: Any) -> None:
    with open_window(qtbot, tmp_path, (ISSUES,), fill) as window:
        window.open_page("issues")
        settle(qtbot, window)
        window.open_record(FINDING)
        settle(qtbot, window)
        detail = window.pages["issues"].detail  # type: ignore[attr-defined]
        assert not detail.lock.isVisible() and detail.private.text().strip() == "Mark as private"
        detail.private.click()
        settle(qtbot, window)
        assert detail.lock.isVisible() and detail.kind.text() == "Finding · private"
        assert ask(qtbot, window, lambda ws: ws.is_private(FINDING))
        detail.private.click()
        settle(qtbot, window)
        assert not ask(qtbot, window, lambda ws: ws.is_private(FINDING))
