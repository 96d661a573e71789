"""What will be sent, in people's words, before anything is written; and what is decided about it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from yport_desktop.domain.changes import PLACES, PRIVATE
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.text import N_
from yport_desktop.services.letters import Outbox
from yport_desktop.services.members import Member
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.editors import LongTextEditor
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import clear, column, line, row
from yport_desktop.ui.components.segments import Segments
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.tokens import XL, XS, L, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.outbox import CIRCLES, Circles, Loaded, Purpose
from yport_desktop.ui.pages.exchange.wording import (
    kind_words,
    kinds_in_order,
    left_out_words,
    listed,
    size_words,
    way_words,
)

CIRCLE_NAMES = {PRIVATE: N_("private records"), PLACES: N_("places of photos")}
PURPOSES = {Purpose.EMAIL: N_("Email"), Purpose.STICK: N_("USB stick or folder")}
KINDS_IN_LINE = 6
GOING_ALONG = (
    N_("1 place of a photo goes along: it was entered before places could be left out."),
    N_("{n} places of photos go along: they were entered before places could be left out."),
)


class LoadCard(Card):
    """`changed()` when the decisions about what is sent changed."""

    changed = Signal()

    def __init__(self, registry: Registry) -> None:
        super().__init__(tr("What will be sent"))
        self._registry = registry
        self._chosen: dict[str, bool] = {}  # circles ticked or cleared against the preset
        self._travel = Segments([tr(text) for text in PURPOSES.values()], tr("How the files travel"))
        self._travel.chosen.connect(lambda _place: self.changed.emit())
        self.add_action(self._travel)
        self.circles = {circle: CheckBox(tr(CIRCLE_NAMES[circle])) for circle in CIRCLES}
        for circle, box in self.circles.items():
            box.clicked.connect(lambda _on, c=circle: self._tick(c))
        self.everything = CheckBox(tr("Send everything again"))
        self.everything.setToolTip(
            tr("For a colleague whose laptop was lost, or set back to an older state.")
        )
        self.everything.toggled.connect(lambda _on: self.changed.emit())
        self.message = LongTextEditor(tr("A sentence for the recipients"), least=1, most=6)
        self.message.set_name(tr("Note"))
        self._summary = column(spacing=XS)
        self.warning = self._make_warning()
        self.partly = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self.partly.hide()
        ticks = row(Label(tr("Leave out"), tone=Tone.SECOND), *self.circles.values(), None, spacing=M)
        self.add(
            self._summary, self.warning, line(), ticks, self.partly, row(self.everything, None), self.message
        )

    def _make_warning(self) -> QWidget:
        holder = QWidget()
        self.warning_text = Label("", tone=Tone.CAUTION, wrap=True)
        box = row(IconLabel("warning", tr("Not encrypted"), Tone.CAUTION, 16), self.warning_text, spacing=S)
        box.setStretchFactor(self.warning_text, 1)
        holder.setLayout(box)
        holder.hide()
        return holder

    # decisions -----------------------------------------------------------------------------

    @property
    def purpose(self) -> Purpose:
        """How the files travel."""
        return tuple(PURPOSES)[self._travel.current]

    def choose_purpose(self, purpose: Purpose) -> None:
        """Let another one hold."""
        self._travel.set_current(tuple(PURPOSES).index(purpose))
        self.changed.emit()

    @property
    def leave_out(self) -> Circles:
        """What is left out this time."""
        return Circles(dict(self._chosen))

    def note_text(self) -> str:
        """The note as typed."""
        return self.message.text.toPlainText().strip()

    def forget(self) -> None:
        """After sending: the presets hold again, and the note was said."""
        self._chosen = {}
        self.everything.setChecked(False)
        self.message.set_value(None)

    def _tick(self, circle: str) -> None:
        self._chosen[circle] = self.circles[circle].checkState() is not Qt.CheckState.Unchecked
        self.changed.emit()

    def show_circles(self, members: Sequence[Member]) -> None:
        """Tick what is left out for those who are chosen; say for whom, where they differ."""
        said = []
        for circle, box in self.circles.items():
            without = [m.name for m in members if circle in self.leave_out.of(m)]
            state = Qt.CheckState.Checked if without else Qt.CheckState.Unchecked
            if without and len(without) < len(members):
                state = Qt.CheckState.PartiallyChecked
                text = tr("Without {what}: {people}.")
                said.append(text.format(what=tr(CIRCLE_NAMES[circle]), people=listed(without)))
            box.setTristate(state is Qt.CheckState.PartiallyChecked)
            box.setCheckState(state)
        self.partly.setText(" ".join(said))
        self.partly.setVisible(bool(said))

    # what it amounts to --------------------------------------------------------------------

    def show_load(self, loaded: Sequence[Loaded]) -> None:
        """Say what each group would get; nothing where nobody is chosen."""
        clear(self._summary)
        if not loaded:
            self._say(tr("Choose at least one person to send to."))
        elif len(loaded) == 1:
            self._one(loaded[0].outbox)
        else:
            text = tr(
                "{n} separate sets of files: these people do not get the same, or not in the same form."
            )
            self._say(text.format(n=f"{len(loaded):,}"))
            for one in loaded:
                self._summary.addSpacing(S)
                self._group(one)
        self._warn(loaded)

    def _warn(self, loaded: Sequence[Loaded]) -> None:
        people = [name for one in loaded if not one.group.encrypted for name in one.group.names]
        text = tr("Anybody who gets this file can read it. It is still signed.")
        if len(loaded) > 1:
            text = tr("Anybody who gets the file for {people} can read it. It is still signed.")
            text = text.format(people=listed(people))
        self.warning_text.setText(text)
        self.warning.setVisible(bool(people))

    def _one(self, outbox: Outbox) -> None:
        if not outbox.changes and not outbox.attachments:
            self._say(tr("They hold every change. The bundle says what you hold, and nothing else."))
        if outbox.records:
            self._summary.addLayout(self._kinds(outbox.records))
            self._summary.addSpacing(XS)
        self._summary.addWidget(line())
        self._fact(tr("Changes"), f"{outbox.changes:,}")
        if outbox.attachments:
            self._fact(tr("Attachments"), f"{outbox.attachments:,} ({size_words(outbox.attachment_bytes)})")
        self._fact(tr("Size"), size_in_files(outbox))
        if kept_back := kept_back_words(outbox):
            self._fact(tr("Left out"), kept_back)
        if along := along_words(outbox):
            self._summary.addWidget(Label(along, Type.CAPTION, Tone.CAUTION, wrap=True))

    def _group(self, one: Loaded) -> None:
        outbox = one.outbox
        kinds = [
            f"{n:,} {kind_words(self._registry, kind, n)}"
            for kind, n in sorted(outbox.records.items(), key=lambda pair: -pair[1])[:KINDS_IN_LINE]
        ]
        facts = [counted(outbox.changes, N_("1 change"), N_("{n} changes"))]
        if outbox.attachments:
            facts.append(attachment_words(outbox))
        facts.append(size_in_files(outbox))
        if kept_back := kept_back_words(outbox):
            facts.append(tr("left out: {what}").format(what=kept_back))
        head = Label(tr("For {people}").format(people=listed(one.group.names)), strong=True, wrap=True)
        way = Label(way_words(one.group.carrier, one.group.encrypted), Type.CAPTION, Tone.SECOND)
        heading = row(head, way, spacing=S)
        heading.setStretchFactor(head, 1)
        self._summary.addLayout(heading)
        if kinds:
            self._summary.addWidget(Label(listed(kinds), wrap=True))
        self._summary.addWidget(Label(" · ".join(facts), Type.CAPTION, Tone.SECOND, wrap=True))
        if along := along_words(outbox):
            self._summary.addWidget(Label(along, Type.CAPTION, Tone.CAUTION, wrap=True))

    def _kinds(self, records: Mapping[str, int]) -> QLayout:
        """Records by kind in two columns, the most frequent first."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(XS)
        grid.setHorizontalSpacing(S)
        found = kinds_in_order(self._registry, records)
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

    def _fact(self, name: str, text: str) -> None:
        words = Label(text, strong=True, wrap=len(text) > 40)
        words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = row(Label(name), words, spacing=L)
        box.setStretchFactor(words, 1)
        self._summary.addLayout(box)


def size_in_files(outbox: Outbox) -> str:
    """About how large, and in how many files."""
    size = size_words(outbox.size)
    if outbox.parts <= 1:
        return tr("about {size}, 1 file").format(size=size)
    return tr("about {size}, {n} files").format(size=size, n=f"{outbox.parts:,}")


def attachment_words(outbox: Outbox) -> str:
    """How many attachments, and how large they are."""
    text = tr("1 attachment ({size})") if outbox.attachments == 1 else tr("{n} attachments ({size})")
    return text.format(n=f"{outbox.attachments:,}", size=size_words(outbox.attachment_bytes))


def kept_back_words(outbox: Outbox) -> str:
    """What is left out; "" for nothing."""
    said = left_out_words(outbox.left_out)
    if outbox.attachments_left_out:
        files = counted(outbox.attachments_left_out, N_("1 attachment"), N_("{n} attachments"))
        said = listed([said, files]) if said else files
    return said


def along_words(outbox: Outbox) -> str:
    """What goes along although it was to be left out; "" for nothing."""
    return counted(outbox.along, *GOING_ALONG) if outbox.along else ""
