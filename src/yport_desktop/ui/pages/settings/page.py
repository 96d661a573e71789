"""The settings page: one column of sections."""

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.changes import Committed
from yport_desktop.domain.text import N_
from yport_desktop.services.upkeep import Keeping, keeping
from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.page import Command, Page

from .about import AboutCard
from .appearance import AppearanceCard
from .keys import KeysCard
from .mail import MailCard
from .upkeep import BackupsCard, CheckCard, PlaceCard
from .you import YouCard

MEASURE = 720


class SettingsPage(Page):
    """Belongs to the installation, not to an engagement."""

    key = "settings"
    title = N_("Settings")
    icon = "settings"
    order = 90

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        dress(self, look="ground")
        self.you, self.keys, self.appearance = YouCard(desk), KeysCard(desk), AppearanceCard(desk)
        self.backups, self.place, self.check = BackupsCard(desk), PlaceCard(), CheckCard(desk)
        self.about, self.mail = AboutCard(), MailCard(desk)
        sections = QWidget()
        sections.setMaximumWidth(tokens().px(MEASURE))
        cards = (
            self.you,
            self.keys,
            self.mail,
            self.appearance,
            self.backups,
            self.place,
            self.check,
            self.about,
        )
        sections.setLayout(column(*cards, None, spacing=L))
        content = QWidget()
        box = row(sections, None, margins=(XL, XL, XL, XL))
        box.setStretchFactor(sections, 1000)
        content.setLayout(box)
        self.setLayout(column(scrolled(content)))

    def showEvent(self, event: QShowEvent) -> None:
        """What is kept may have changed since."""
        super().showEvent(event)
        self._read()

    def refresh(self, committed: Committed) -> None:
        """An import makes a backup; a roster may name this person anew."""
        del committed
        self._read()

    def _read(self) -> None:
        self.you.read()
        self.keys.read()
        self.mail.read()
        self.desk.ask(keeping, self._show, key="settings.keeping", owner=self)

    def _show(self, kept: Keeping) -> None:
        self.backups.show_keeping(kept)
        self.place.show_keeping(kept)

    def first_focus(self) -> QWidget | None:
        """The choice that made this window anew, if one did."""
        return self.appearance.focused_before()

    def commands(self) -> Sequence[Command]:
        """What can be done here."""
        return (
            Command("backup", tr("Make a backup now"), self.backups.back_up, "history"),
            Command("check", tr("Check the store"), self.check.check, "shield"),
        )
