"""A window on the exchange page, and colleagues without a window, on real profiles."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.ui.pages.a_desk import SPACE, WAIT_MS, ask, begin, settle
from yport_desktop.bootstrap import open_desk
from yport_desktop.domain.ids import new_id
from yport_desktop.env.paths import profile_in
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.records import create
from yport_desktop.services.roster import Me
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.pages.exchange.page import PEOPLE, ExchangePage
from yport_desktop.ui.window.main_window import MainWindow

FINDING = new_id()


def fill(workspace: Workspace) -> None:
    begin(workspace)
    edits = create("finding", {"heading": "No weighbridge at the landfill"}, SPACE, FINDING)
    workspace.commit(SPACE, edits)
    Exchange(workspace).introduce(Me("Aya", "aya@example.org"))


@dataclass
class Opened:
    """A window on the exchange page."""

    qtbot: Any
    window: MainWindow
    folder: Path

    @property
    def page(self) -> ExchangePage:
        page = self.window.pages["exchange"]
        assert isinstance(page, ExchangePage)
        return page

    def settle(self) -> None:
        settle(self.qtbot, self.window)

    def ask(self, question: Any) -> Any:
        return ask(self.qtbot, self.window, question)

    def look_at(self, path: Path) -> None:
        self.page.receiving.look_at([path])
        self.settle()

    @property
    def notice(self) -> str:
        current = self.window.notices.current
        return current.text if current is not None else ""


class Ben:
    """A colleague without a window."""

    def __init__(self, folder: Path, name: str = "Ben") -> None:
        self._folder, self.name = folder, name

    def __enter__(self) -> "Ben":
        self._desk = open_desk(profile_in(self._folder))
        self.workspace = self._desk.workspace
        self.exchange = Exchange(self.workspace)
        self.exchange.introduce(Me(self.name, f"{self.name.lower()}@example.org"))
        return self

    def __exit__(self, *_: object) -> None:
        self._desk.close()

    @property
    def card(self) -> str:
        return self.exchange.my_card()


def add_card(aya: Opened, card: str, compared: bool = True) -> None:
    add = aya.page.people_view.add
    aya.page.show_part(PEOPLE)
    add.text.setPlainText(card)
    aya.qtbot.waitUntil(add.button.isVisible, timeout=WAIT_MS)
    add.compared.setChecked(compared)
    add.button.click()
    aya.settle()


def write(aya: Opened, name: str = "out.yport") -> Path:
    path = aya.folder / name
    aya.page.sending.write_to(path)
    aya.settle()
    aya.qtbot.waitUntil(path.exists, timeout=WAIT_MS)
    return path


def join(aya: Opened, folder: Path, name: str = "Ben") -> bytes:
    """A colleague on the roster who has everything, and whose laptop has everything back; her key."""
    with Ben(folder, name) as ben:
        add_card(aya, ben.card)
        key = ben.workspace.identity.public_key
    for row in aya.page.send_view.rows:
        row.box.setChecked(row.member.key == key)
    aya.settle()
    path = write(aya, f"to {name}.yport")
    with Ben(folder, name) as ben:
        ben.exchange.import_bundle(path, accept_sender=True)
    for row in aya.page.send_view.rows:
        row.box.setChecked(True)
    aya.settle()
    return key


def answer(folder: Path, target: Path, name: str = "Ben", **values: Any) -> Path:
    """A bundle of a colleague for everybody, with a new finding."""
    with Ben(folder, name) as ben:
        if values:
            ben.workspace.commit(SPACE, create("finding", values, parent=SPACE))
        keys = [m.key for m in ben.exchange.colleagues(SPACE)]
        ben.exchange.write(SPACE, keys, target)
    return target
