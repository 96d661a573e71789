"""Sending: who holds what, what will be sent in people's words, and one button."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from yport_desktop.domain.registry import Registry
from yport_desktop.services.letters import Outbox, WrittenBundle
from yport_desktop.services.receipts import Receipt
from yport_desktop.ui.components.buttons import PrimaryButton, QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.editors import LongTextEditor
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import clear, column, line, row
from yport_desktop.ui.components.progress_strip import ProgressStrip
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XL, XS, L, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.me_card import MeCard
from yport_desktop.ui.pages.exchange.people import Standing
from yport_desktop.ui.pages.exchange.people_view import confirmed_chip
from yport_desktop.ui.pages.exchange.wide import side_by_side
from yport_desktop.ui.pages.exchange.wording import kinds_in_order, listed, local_moment, size_words
from yport_desktop.ui.threads import Task


class RecipientRow(QWidget):
    """A colleague to tick, with what is known of what she holds."""

    def __init__(self, receipt: Receipt, open_changes: int, chosen: bool) -> None:
        super().__init__()
        self.member = receipt.member
        self.box = CheckBox(receipt.member.name)
        self.box.setChecked(chosen)
        self.chip = confirmed_chip(receipt.member)
        self.holds = Label(holding_words(receipt, open_changes), Type.CAPTION, Tone.SECOND, wrap=True)
        self.holds.setIndent(0)
        self.setLayout(
            column(
                row(self.box, None, self.chip, spacing=S),
                row(28, self.holds, spacing=0),
                spacing=0,
                margins=(0, S, 0, S),
            )
        )


def holding_words(receipt: Receipt, open_changes: int) -> str:
    """What a colleague holds, as of when, and what is lacking."""
    lacking = receipt.lacking + open_changes
    if not receipt.as_of:
        return tr("Nothing heard yet: everything will be sent.")
    when = local_moment(receipt.as_of)
    if not lacking:
        return tr("Holds everything, as of {when}.").format(when=when)
    text = tr("Lacks 1 change, as of {when}.") if lacking == 1 else tr("Lacks {n} changes, as of {when}.")
    return text.format(n=f"{lacking:,}", when=when)


class SendView(QWidget):
    """`selection_changed()`, `write_requested()`, `people_requested()`, `folder_requested(path)`."""

    selection_changed = Signal()
    write_requested = Signal()
    people_requested = Signal()
    folder_requested = Signal(object)

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self._registry = registry
        self._left_out: set[bytes] = set()
        self._strip: ProgressStrip | None = None
        self._can_write = False
        self.rows: list[RecipientRow] = []
        self.me = MeCard(tr("First: who are you?"))
        self.recipients = Card(tr("Recipients"), spacing=0)
        self.load = Card(tr("What will be sent"))
        self.note = LongTextEditor(tr("A sentence for the recipients"), least=2, most=6)
        self.note.set_name(tr("Note"))
        self.everything = CheckBox(tr("Send everything again"))
        self.everything.setToolTip(
            tr("For a colleague whose laptop was lost, or set back to an older state.")
        )
        self.everything.toggled.connect(lambda _on: self.selection_changed.emit())
        self.write = PrimaryButton(tr("Write bundle…"), self.write_requested.emit, "send")
        self._summary = column(spacing=XS)
        self._progress = row(spacing=S)
        self._done = column(spacing=XS)
        self._lay_out()

    def _lay_out(self) -> None:
        self._people = column(spacing=0)
        add = QuietButton(tr("Add a colleague"), self.people_requested.emit, "add")
        self.recipients.add(self._people)
        self.recipients.add(row(add, None, margins=(-S, S, 0, 0)))
        foot = row(self.write, self._progress, None, spacing=M)
        self.load.add(
            self._summary,
            row(self.everything, None),
            line(),
            Label(tr("Note"), tone=Tone.SECOND),
            self.note,
            foot,
            self._done,
        )
        content = QWidget()
        body = side_by_side(
            column(self.me, self.recipients, None, spacing=L), column(self.load, None, spacing=L), (5, 6)
        )
        content.setLayout(column(body, None, spacing=0, margins=(XL, L, XL, XL)))
        self.setLayout(column(scrolled(content)))

    # who -----------------------------------------------------------------------------------

    def show_standing(self, standing: Standing) -> None:
        """Show the colleagues; those who were unticked stay so."""
        self.me.setVisible(not standing.me.name)
        self.me.show_me(standing.me)
        note = tr("{n} changes of yours not sent to anybody").format(n=f"{standing.not_sent:,}")
        if standing.not_sent == 1:
            note = tr("1 change of yours not sent to anybody")
        self.load.set_title(tr("What will be sent"), note if standing.not_sent else "")
        clear(self._people)
        self.rows = []
        for receipt in standing.receipts:
            if self.rows:
                self._people.addWidget(line())
            chosen = receipt.member.key not in self._left_out and bool(receipt.member.receiving_key)
            shown = RecipientRow(receipt, standing.open_changes, chosen)
            shown.box.setEnabled(bool(receipt.member.receiving_key))
            shown.box.toggled.connect(lambda on, key=receipt.member.key: self._tick(key, on))
            self.rows.append(shown)
            self._people.addWidget(shown)
        if not self.rows:
            text = tr("Nobody to send to yet. A colleague is added with a contact card.")
            self._people.addWidget(Label(text, tone=Tone.SECOND, wrap=True))

    def _tick(self, key: bytes, on: bool) -> None:
        (self._left_out.discard if on else self._left_out.add)(key)
        self.selection_changed.emit()

    @property
    def chosen(self) -> tuple[bytes, ...]:
        """The signing keys of those who are ticked."""
        return tuple(r.member.key for r in self.rows if r.box.isChecked())

    # what ----------------------------------------------------------------------------------

    def show_outbox(self, outbox: Outbox | None, may_write: bool) -> None:
        """Say what the bundle would carry; None where nobody is chosen."""
        clear(self._summary)
        self._can_write = outbox is not None and may_write
        self.write.setEnabled(self._can_write and self._strip is None)
        if outbox is None:
            self._say(tr("Choose at least one person to send to."))
            return
        if not outbox.changes:
            self._say(tr("They hold every change. The bundle says what you hold, and nothing else."))
        if outbox.records:
            self._summary.addLayout(self._kinds(outbox))
            self._summary.addSpacing(S)
            self._summary.addWidget(line())
            self._summary.addSpacing(S)
        self._fact(tr("Changes"), f"{outbox.changes:,}")
        if outbox.attachments:
            self._fact(tr("Attachments"), f"{outbox.attachments:,} ({size_words(outbox.attachment_bytes)})")
        self._fact(tr("Size of the file"), tr("about {size}").format(size=size_words(outbox.size)))
        people = len(self.chosen)
        text = tr("Encrypted to 1 person") if people == 1 else tr("Encrypted to {n} people")
        sign = IconLabel("lock", "", Tone.GOOD, 14)
        words = Label(text.format(n=people), Type.CAPTION, Tone.SECOND)
        self._summary.addLayout(row(sign, words, None, spacing=XS, margins=(0, S, 0, 0)))

    def _kinds(self, outbox: Outbox) -> QGridLayout:
        """Records by kind in two columns, the most frequent first."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(XS)
        grid.setHorizontalSpacing(S)
        found = kinds_in_order(self._registry, outbox.records)
        high = -(-len(found) // 2)
        for at, (name, n) in enumerate(found):
            line_, side = at % high, 3 * (at // high)
            grid.addWidget(Label(name), line_, side)
            grid.addWidget(Label(f"{n:,}", strong=True), line_, side + 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 1)
        grid.setColumnMinimumWidth(2, XL)
        return grid

    def _say(self, text: str) -> None:
        self._summary.addWidget(Label(text, tone=Tone.SECOND, wrap=True))

    def _fact(self, name: str, number: str) -> None:
        self._summary.addLayout(row(Label(name), None, Label(number, strong=True), spacing=S))

    def note_text(self) -> str:
        """The note as typed."""
        return self.note.text.toPlainText().strip()

    # writing -------------------------------------------------------------------------------

    def show_task(self, task: Task | None) -> None:
        """Show how far the writing is, with a way to stop it; None when it has ended."""
        clear(self._progress)
        self._strip = None
        if task is not None:
            self._strip = ProgressStrip(tr("Writing"))
            self._strip.amount.hide()
            task.progressed.connect(self._strip.set_progress)
            self._strip.cancel_requested.connect(task.stop)
            self._progress.addWidget(self._strip)
        self.write.setEnabled(self._can_write and self._strip is None)

    def show_written(self, written: WrittenBundle | None) -> None:
        """Say what was written, and where it is."""
        clear(self._done)
        if written is None:
            return
        self.note.set_value(None)
        text = tr("Written: {name}, {size}, for {people}.").format(
            name=written.path.name,
            size=size_words(written.size),
            people=listed(m.name for m in written.recipients),
        )
        said = Label(text, wrap=True)
        folder = QuietButton(
            tr("Show file in folder"), lambda: self.folder_requested.emit(written.path), "folder"
        )
        done = row(IconLabel("done", "", Tone.GOOD, 16), said, folder, spacing=S, margins=(0, S, 0, 0))
        done.setStretchFactor(said, 1)
        self._done.addLayout(done)


def default_name(city: str, day: str) -> str:
    """A file name that says what it is: the engagement and the day."""
    words = "".join(c if c.isalnum() else "-" for c in city).strip("-")
    while "--" in words:
        words = words.replace("--", "-")
    return f"{words or 'bundle'}-{day}.yport"


def with_suffix(path: Path) -> Path:
    """The path as chosen, ending in .yport."""
    return path if path.suffix.lower() == ".yport" else path.with_name(f"{path.name}.yport")
