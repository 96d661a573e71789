"""The people: oneself with card and words, the colleagues of the engagement, and a way to add one."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from yport_desktop.services.members import Member
from yport_desktop.ui.components.buttons import PlainButton
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, line, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XL, L, S, Tone, Type
from yport_desktop.ui.pages.exchange.add_colleague import AddColleague
from yport_desktop.ui.pages.exchange.card_code import CardCode
from yport_desktop.ui.pages.exchange.colleagues import ColleaguesCard, KeyRow, words_label
from yport_desktop.ui.pages.exchange.me_card import MeCard
from yport_desktop.ui.pages.exchange.people import Standing
from yport_desktop.ui.pages.exchange.wide import side_by_side

Copied = Callable[[str], object]


class PeopleView(QWidget):
    """`confirm_requested(Member)`, `open_requested(record id)`, `told(sentence)`, `save_requested(card)`."""

    confirm_requested = Signal(object)
    open_requested = Signal(object)
    told = Signal(str)
    save_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.me = MeCard()
        self.add = AddColleague()
        self._words = words_label("")
        self._line = QLineEdit()
        self._line.setReadOnly(True)
        self._line.setAccessibleName(tr("My contact card"))
        self.copy = PlainButton(tr("Copy card"), self._copy, "copy")
        self.save = PlainButton(tr("Save card…"), self._save, "download")
        self.code = CardCode()
        self.colleagues = ColleaguesCard()
        self.colleagues.confirm_requested.connect(self._ask_confirm)
        self.colleagues.open_requested.connect(self.open_requested)
        self._fill_me()
        content = QWidget()
        body = side_by_side(
            column(self.me, None, spacing=L), column(self.colleagues, self.add, None, spacing=L), (5, 6)
        )
        content.setLayout(column(body, None, spacing=0, margins=(XL, L, XL, XL)))
        self.setLayout(column(scrolled(content)))

    def _fill_me(self) -> None:
        hint = tr(
            "Give this card to a colleague, by email, on a stick, or as a QR code to be photographed. With it"
            " the colleague can check what you sign and send you bundles. It holds nothing secret."
        )
        read_out = tr("Read these words out when a colleague compares them, by phone or face to face.")
        acts = row(self.copy, self.save, self.code.toggle, None, spacing=S)
        self.me.add(
            line(),
            Label(tr("My contact card"), strong=True),
            self._line,
            acts,
            self.code,
            Label(hint, Type.CAPTION, Tone.SECOND, wrap=True),
            line(),
            Label(tr("My fingerprint words"), strong=True),
            self._words,
            Label(read_out, Type.CAPTION, Tone.SECOND, wrap=True),
        )

    def show_standing(self, standing: Standing) -> None:
        """Show the people."""
        self.me.show_me(standing.me)
        self._words.setText(standing.words)
        named = bool(standing.me.name)
        self._line.setText(standing.card if named else "")
        self._line.setPlaceholderText("" if named else tr("Enter your name first."))
        self._line.setCursorPosition(0)
        for act in (self.copy, self.save):
            act.setEnabled(named)
        self.code.set_card(standing.card if named else "", standing.me.name, standing.words)
        self.add.setVisible(standing.space is not None)
        self.add.set_engagement(standing.city)
        self.colleagues.show_standing(standing)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._line.text())
        self.told.emit(tr("Your contact card was copied."))

    def _save(self) -> None:
        self.save_requested.emit(self._line.text())

    @property
    def rows(self) -> dict[bytes, KeyRow]:
        """The keys on the screen, by signing key."""
        return self.colleagues.rows

    def _ask_confirm(self, member: Member) -> None:
        self.dialog = Dialog(
            self,
            tr("Compare the words of {name}").format(name=member.name),
            tr("Let {name} read out their own words, by phone or face to face. Are they these?").format(
                name=member.name
            ),
        )
        self.dialog.add(words_label(member.words))
        self.dialog.cancel_verb()
        self.dialog.verb(tr("They are the same"), lambda: self.confirm_requested.emit(member), primary=True)
        self.dialog.open()
