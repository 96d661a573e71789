"""Who is at this desk: name and address, asked once, kept as they are entered."""

import re

from PySide6.QtCore import Signal

from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.text import N_
from yport_desktop.services.roster import Me
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.editors import Reading, TextEditor
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import Tone

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LABELS = 120


def read_email(text: str) -> Reading:
    """An address as typed; one that cannot be an address is refused."""
    text = text.strip()
    if text and not _EMAIL.fullmatch(text):
        problem = Problem(N_("This is not an email address."), Severity.REFUSED)
        return Reading(None, problems=(problem,))
    return Reading(text or None)


class MeCard(Card):
    """`introduced(Me)` when name or address was entered."""

    introduced = Signal(object)

    def __init__(self, title: str = "") -> None:
        super().__init__(title or tr("You"))
        self.purpose = Label("", tone=Tone.SECOND, wrap=True)
        self.purpose.setText(tr("Colleagues see this name beside what you send and change."))
        self.name = TextEditor(tr("Name as colleagues know it"))
        self.email = TextEditor(tr("name@example.org"), read_email)
        rows = (
            FormRow(tr("Your name"), self.name, required=True, label_width=LABELS),
            FormRow(tr("Email"), self.email, label_width=LABELS),
        )
        for row_ in rows:
            row_.edited.connect(lambda _value: self._tell())
        self.add(self.purpose, *rows)

    @property
    def is_being_filled(self) -> bool:
        """Whether somebody is at it and an address is still to come: it must not go away then."""
        focused = self.focusWidget()
        typing = focused is not None and focused.hasFocus() and self.isVisible()
        return typing and not self.email.value()

    def show_me(self, me: Me) -> None:
        """Show who is at this desk."""
        self.name.set_value(me.name or None)
        self.email.set_value(me.email or None)

    def _tell(self) -> None:
        name = str(self.name.value() or "")
        if name:
            self.introduced.emit(Me(name, str(self.email.value() or "")))
