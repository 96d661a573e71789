"""Three advisors and headquarters come to one record by emails alone, each at a window of their own."""

import email
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices

from tests.ui.pages.a_desk import SPACE, WAIT_MS, begin, open_window, settle
from tests.ui.pages.a_pair import Opened
from tests.ui.pages.conftest import Desktop
from yport_desktop.domain.changes import CIRCLE, PARENT, PRIVATE, Edit
from yport_desktop.domain.ids import new_id
from yport_desktop.services.clashes import Nature
from yport_desktop.services.records import create, delete, set_values
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.pages.exchange import PAGE
from yport_desktop.ui.pages.exchange.folders import SAVED_TO
from yport_desktop.ui.pages.exchange.page import CONFLICTS, PEOPLE, SEND

TEXT, NUMBER, FINDING, FIRST, SECOND, SECRET = (new_id() for _ in range(6))
BEFORE = "By 2022, residual waste is reduced by 20 % through prevention, recycling and reuse."
MERGED = "By 2024, residual waste is reduced by 25 % through prevention, recycling and reuse."
NAMES = ("Aya", "Ben", "Chika", "Mori")


def found_it(workspace: Workspace) -> None:
    begin(workspace)
    edits = [
        *create("clause", {"heading": "Less residual waste", "text": BEFORE}, None, TEXT),
        *create("clause", {"heading": "Collection"}, None, FIRST),
        *create("clause", {"heading": "Disposal"}, None, SECOND),
        *create("finding", {"heading": "No weighbridge"}, SPACE, FINDING),
        *create("observation", {"subject": "Waste", "value": "630", "unit": "t/d"}, SPACE, NUMBER),
    ]
    workspace.commit(SPACE, edits)


def by_ben(workspace: Workspace) -> None:
    workspace.commit(SPACE, set_values(TEXT, {"text": BEFORE.replace("2022", "2024")}))
    workspace.commit(SPACE, set_values(NUMBER, {"value": "670"}))
    workspace.commit(SPACE, [Edit(FIRST, PARENT, str(SECOND))])
    workspace.commit(SPACE, delete(FINDING))
    secret = create("finding", {"heading": "Told in confidence"}, SPACE, SECRET)
    workspace.commit(SPACE, [*secret, Edit(SECRET, CIRCLE, PRIVATE)])


def by_chika(workspace: Workspace) -> None:
    workspace.commit(SPACE, set_values(TEXT, {"text": BEFORE.replace("20 %", "25 %")}))
    workspace.commit(SPACE, set_values(NUMBER, {"value": "600"}))
    workspace.commit(SPACE, [Edit(SECOND, PARENT, str(FIRST))])
    workspace.commit(SPACE, set_values(FINDING, {"heading": "No working weighbridge"}))


class Desks:
    """The profiles of all four, and the mail between them."""

    def __init__(self, qtbot: Any, folder: Path, desktop: Desktop) -> None:
        self.qtbot, self.folder, self._desktop = qtbot, folder, desktop
        self._mail: dict[str, list[Path]] = {name: [] for name in NAMES}
        self._on_the_way: list[tuple[str, Path]] = []
        self._sent = 0

    @contextmanager
    def at(self, name: str, fill: Any = lambda _workspace: None) -> Iterator[Opened]:
        """The window of one of them, on the exchange page."""
        with open_window(self.qtbot, self.folder / name, (PAGE,), fill) as window:
            window.desk.state.set(SAVED_TO, str(self.folder / name))
            window.open_page("exchange")
            settle(self.qtbot, window)
            yield Opened(self.qtbot, window, self.folder / name)

    def send(self, here: Opened) -> None:
        """Make drafts for everybody, and carry them as a mail program does."""
        here.page.show_part(SEND)
        here.settle()
        here.page.send_view.drafts.click()
        here.settle()
        for draft in sorted(self._desktop.opened[-1].glob("*.eml")):
            message = email.message_from_bytes(draft.read_bytes(), policy=policy.default)
            assert isinstance(message, EmailMessage) and message["X-Unsent"] == "1"
            del message["X-Unsent"]
            message["From"] = "sender@example.org"
            for name in NAMES:
                if f"{name.lower()}@example.org" in message["To"]:
                    self._on_the_way.append((name, self._put(name, message)))

    def deliver(self) -> None:
        """What was sent arrives."""
        for name, path in self._on_the_way:
            self._mail[name].append(path)
        self._on_the_way.clear()

    def _put(self, name: str, message: EmailMessage) -> Path:
        """Advisors save the attachment; headquarters gets the mail forwarded inside another."""
        self._sent += 1
        place = self.folder / f"{self._sent} for {name}"
        if name != "Mori":
            (attached,) = message.iter_attachments()
            content = attached.get_content()
            path = place.with_suffix(Path(str(attached.get_filename())).suffix)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
            return path
        outer = EmailMessage()
        outer["Subject"] = f"Fwd: {message['Subject']}"
        outer.set_content("For your files.")
        outer.add_attachment(message)
        path = place.with_suffix(".eml")
        path.write_bytes(outer.as_bytes(policy=policy.SMTP))
        return path

    def receive(self, here: Opened, name: str) -> None:
        """Look at what came, one by one, and import it."""
        for path in self._mail[name]:
            here.look_at(path)
            rehearsal = here.page.receive_view.rehearsal
            if not rehearsal.go.isEnabled():
                rehearsal.accept.click()
            rehearsal.go.click()
            here.settle()
            assert not rehearsal.isVisible() and here.notice.startswith(("Imported", "Everything"))
        self._mail[name].clear()


@pytest.fixture
def desks(qtbot: Any, tmp_path: Path) -> Iterator[Desks]:
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    yield Desks(qtbot, tmp_path, desktop)
    QDesktopServices.unsetUrlHandler("file")


def introduce(here: Opened, name: str) -> Path:
    """Enter name and address, and save the card as a picture."""
    here.page.show_part(PEOPLE)
    for editor, text in ((here.page.people_view.me.name, name), (here.page.people_view.me.email, "")):
        editor.line.insert(text or f"{name.lower()}@example.org")
        editor.line.editingFinished.emit()
        here.settle()
    card = here.folder.parent / f"{name}.png"
    here.page.roster.save_card(card, here.page.standing.card if here.page.standing else "")
    here.settle()
    return card


def add(here: Opened, cards: Sequence[Path]) -> None:
    """Take the pictures of cards, compare the words, put everybody on the roster."""
    adding = here.page.people_view.add
    for card in cards:
        here.page.roster.bring_card(card)
        here.qtbot.waitUntil(adding.button.isVisible, timeout=WAIT_MS)
        adding.compared.setChecked(True)
        adding.button.click()
        here.settle()


def private_for_mori(here: Opened, left_out: bool) -> None:
    """Send headquarters private records, or not."""
    (member,) = [r.member for r in here.page.send_view.rows if r.member.name == "Mori"]
    here.page.keys.set_circle(member, PRIVATE, left_out)
    here.settle()


def decide(here: Opened, nature: Nature, key: str) -> None:
    """Settle the conflict of that nature with a key, and say why."""
    view = here.page.conflicts_view
    (clash,) = [c for c in view._clashes.values() if c.nature is nature]
    view.list.set_current(clash.id)
    here.settle()
    view.reason.line.setFocus()
    here.qtbot.keyClicks(view.reason.line, f"As agreed on the {nature}")
    here.window.activateWindow()
    here.qtbot.waitUntil(here.window.isActiveWindow, timeout=WAIT_MS)
    view.list.setFocus()
    here.qtbot.keyClicks(view.list, key)
    here.settle()
    assert here.notice.startswith("Settled: "), (nature, here.notice)


def test_three_advisors_and_headquarters_come_to_one_record(desks: Desks) -> None:
    cards = []
    for name in NAMES[1:]:
        with desks.at(name) as here:
            cards.append(introduce(here, name))
    with desks.at("Aya", found_it) as here:
        introduce(here, "Aya")
        add(here, cards)
        desks.send(here)
    desks.deliver()
    for name, work in (("Ben", by_ben), ("Chika", by_chika), ("Mori", None)):
        with desks.at(name) as here:
            desks.receive(here, name)
            if work is not None:
                here.ask(work)
                here.settle()
            if name == "Ben":
                private_for_mori(here, True)
            desks.send(here)
    desks.deliver()
    with desks.at("Aya") as here:
        desks.receive(here, "Aya")
        here.page.show_part(CONFLICTS)
        here.settle()
        assert here.page.tabs.tabText(CONFLICTS) == "Conflicts (4)"
        for nature, key in ((Nature.TEXT, "m"), (Nature.VALUE, "1"), (Nature.RING, "3")):
            decide(here, nature, key)
        decide(here, Nature.DELETION, "2")
        assert here.page.tabs.tabText(CONFLICTS) == "Conflicts"
        desks.send(here)
    desks.deliver()
    with desks.at("Mori") as here:
        desks.receive(here, "Mori")
        assert here.ask(lambda ws: ws.find(SECRET)) is None
        assert any(
            "private" in a.left_out for a in here.ask(lambda ws: here.page.exchange(ws).arrivals(SPACE))
        )
        desks.send(here)
    with desks.at("Ben") as here:
        desks.receive(here, "Ben")
        private_for_mori(here, False)
        desks.send(here)
    for name in ("Chika", "Mori", "Aya"):
        desks.deliver()
        with desks.at(name) as here:
            desks.receive(here, name)
            desks.send(here)
    desks.deliver()
    ends = set()
    for name in NAMES:
        with desks.at(name) as here:
            desks.receive(here, name)
            ends.add(here.ask(lambda ws: ws.store.fingerprint(SPACE)))
            assert [r.holds.text() for r in here.page.send_view.rows] == ["Holds everything"] * 3, name
            assert here.ask(lambda ws: here.page.exchange(ws).missing_parts(SPACE)) == ()
            assert here.page.tabs.tabText(CONFLICTS) == "Conflicts"
            assert here.ask(lambda ws: ws.get(TEXT).get("text")) == MERGED
            assert here.ask(lambda ws: ws.find(SECRET)) is not None
            assert len(here.ask(lambda ws: ws.records(SPACE, "settlement"))) == 4
    assert len(ends) == 1
