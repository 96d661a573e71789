"""Keeping the roster from the page: oneself, a pasted card, words that were compared."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from yport_desktop.domain.changes import Committed
from yport_desktop.exchange.any_card import CARD_SUFFIX, card_file, file_name, read_any_card
from yport_desktop.exchange.card import ContactCard
from yport_desktop.exchange.card_image import card_png
from yport_desktop.exchange.files import replacing
from yport_desktop.services.members import Member
from yport_desktop.services.roster import Me
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import Tone
from yport_desktop.ui.errors import sentence
from yport_desktop.ui.pages.exchange.folders import (
    note_opened,
    note_saved,
    opening_folder,
    saving_folder,
)
from yport_desktop.ui.pages.exchange.people_view import PeopleView
from yport_desktop.ui.threads import Progress

if TYPE_CHECKING:  # the page owns this
    from yport_desktop.ui.pages.exchange.page import ExchangePage

CARD_KINDS = f"*{CARD_SUFFIX} *.txt *.eml *.png *.jpg *.jpeg *.webp"


class RosterKeeping(QObject):
    """Writes what the people part asks for."""

    def __init__(self, page: "ExchangePage", view: PeopleView) -> None:
        super().__init__(page)
        self._page, self._desk, self._view = page, page.desk, view
        view.me.introduced.connect(self.introduce)
        view.add.pasted.connect(self.read_card)
        view.add.brought.connect(self.bring_card)
        view.add.choose_requested.connect(self.choose_card)
        view.save_requested.connect(self.choose_target)
        view.add.wanted.connect(self.add)
        view.confirm_requested.connect(self.confirm)
        view.told.connect(lambda text: self._desk.tell(text, Tone.GOOD))

    def introduce(self, me: Me) -> None:
        """Keep who is at this desk."""
        exchange, space = self._page.exchange, self._page.space

        def write(_done: None) -> None:
            if space == self._page.space:
                self._page.read()

        self._desk.ask(lambda ws: exchange(ws).introduce(me), write, owner=self._page)

    def read_card(self, text: str) -> None:
        """Whose card a pasted text is."""
        exchange = self._page.exchange
        self._desk.ask(
            lambda ws: exchange(ws).read_card(text),
            self._show_card,
            lambda problem: self._view.add.show_problem(sentence(problem)),
            key="exchange.card",
            owner=self._page,
        )

    def _show_card(self, card: ContactCard) -> None:
        """Show it; whether somebody of that name or address has another key here is asked first."""
        space, exchange = self._page.space, self._page.exchange

        def listed(workspace: Workspace) -> str:
            found = exchange(workspace).roster.listed(space, card) if space is not None else None
            return str(found.get("name", "")) if found else ""

        self._desk.ask(
            listed,
            lambda name: self._view.add.show_card(card, name),
            key="exchange.card.listed",
            owner=self._page,
        )

    def bring_card(self, source: Path | bytes) -> None:
        """Whose card a file or a picture holds; read off the UI thread."""
        self._desk.run(
            tr("Reading the contact card"),
            lambda _progress: read_any_card(source),
            self._show_card,
            lambda problem: self._view.add.show_problem(sentence(problem)),
            owner=self._page,
        )

    def choose_card(self) -> None:
        """Ask for a file or picture with a card."""
        kinds = f"{tr('Contact cards and pictures')} ({CARD_KINDS});;{tr('All files (*)')}"
        folder = str(opening_folder(self._desk.state))
        title = tr("Contact card of a colleague")
        path, _kind = QFileDialog.getOpenFileName(self._page, title, folder, kinds)
        if path:
            note_opened(self._desk.state, Path(path))
            self.bring_card(Path(path))

    def choose_target(self, card: str) -> None:
        """Ask where one's own card goes, then write it: as a picture if the name says so."""
        name = self._page.standing.me.name if self._page.standing else ""
        kinds = ";;".join((f"{tr('Contact card')} (*{CARD_SUFFIX})", f"{tr('QR code as a picture')} (*.png)"))
        start = str(saving_folder(self._desk.state) / file_name(name))
        path, kind = QFileDialog.getSaveFileName(self._page, tr("Save card"), start, kinds)
        if path:
            wanted = ".png" if kind.endswith("(*.png)") else CARD_SUFFIX
            self.save_card(Path(path) if Path(path).suffix else Path(f"{path}{wanted}"), card)

    def save_card(self, path: Path, card: str) -> None:
        """Write a card as text, or as a QR picture where the name ends in .png."""
        name = self._page.standing.me.name if self._page.standing else ""
        told = tr("Contact card of {name}. Open it in Y-PORT Desktop: Exchange, People, Add a colleague.")
        told = told.format(name=name)
        note_saved(self._desk.state, path)

        def write(_progress: Progress) -> None:
            content = card_png(card, 8) if path.suffix.lower() == ".png" else card_file(card, told)
            with replacing(path, 0o644) as file:
                file.write(content)

        def written(_done: None) -> None:
            self._desk.tell(tr("Written: {name}").format(name=path.name), Tone.GOOD)

        self._desk.run(tr("Saving the contact card"), write, written, owner=self._page)

    def add(self, card: ContactCard, compared: bool) -> None:
        """Put the holder of a card on the roster."""
        space, exchange = self._page.space, self._page.exchange
        if space is None:
            return

        def added(_done: Committed) -> None:
            self._view.add.clear_card()
            self._view.add.text.setFocus()  # not on "Undo", where it would go by itself
            self._desk.tell_undoable(tr("{name} is on the roster.").format(name=card.name))
            self._page.read()

        self._desk.ask(
            lambda ws: exchange(ws).add_to_roster(space, card, compared),
            added,
            lambda problem: self._view.add.show_problem(sentence(problem)),
            owner=self._page,
        )

    def confirm(self, member: Member) -> None:
        """The words of a colleague were compared."""
        space, exchange = self._page.space, self._page.exchange
        if space is not None:
            self._desk.ask(
                lambda ws: exchange(ws).roster.confirm(space, member),
                lambda _done: self._desk.tell_undoable(tr("{name} is verified.").format(name=member.name)),
                owner=self._page,
            )
