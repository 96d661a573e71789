"""Who sits at this desk: the name that colleagues see, and the words by which they know its key."""

import re

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_
from yport_desktop.services.roster import Me, Roster
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.editors import Reading, TextEditor, read_text
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import M
from yport_desktop.ui.desk import Desk

from .parts import remark, told

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
NO_EMAIL = Problem(N_("Write an address such as name@city.example."))


def read_email(text: str) -> Reading:
    """An address, or nothing."""
    bare = text.strip()
    return read_text(text) if not bare or _EMAIL.fullmatch(bare) else Reading(None, problems=(NO_EMAIL,))


def read_you(workspace: Workspace) -> tuple[Me, str]:
    """The person at this desk and her fingerprint words."""
    return Roster(workspace).me, workspace.identity.words


class YouCard(Card):
    """Name and e-mail, kept as soon as an entry is complete."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("You"), spacing=M)
        self._desk = desk
        self.name = FormRow(tr("Your name"), TextEditor())
        self.email = FormRow(tr("Email"), TextEditor(read=read_email))
        self.words = Label("", strong=True, wrap=True, selectable=True)
        explained = remark(
            tr("Read these words to a colleague who receives your contact card: they prove that it is yours.")
        )
        seen = remark(tr("Colleagues see your name on the roster, beside your changes and in bundles."))
        self.add(
            self.name,
            self.email,
            told("", seen),
            told(tr("Fingerprint words"), self.words, explained),
        )
        for line in (self.name, self.email):
            line.edited.connect(lambda _value: self._introduce())

    def read(self) -> None:
        """Show what is kept."""
        self._desk.ask(read_you, self._show, key="settings.you", owner=self)

    def _show(self, known: tuple[Me, str]) -> None:
        me, words = known
        self.name.set_value(me.name or None)
        self.email.set_value(me.email or None)
        self.words.setText(words)

    def _introduce(self) -> None:
        me = Me(str(self.name.editor.value() or ""), str(self.email.editor.value() or ""))
        self._desk.ask(lambda ws: Roster(ws).introduce(me), owner=self)
