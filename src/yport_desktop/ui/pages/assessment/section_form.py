"""The form of a sector: its sections below each other, made one at a time so that nothing waits."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QWidget

from yport_desktop.domain.entity import EntityType
from yport_desktop.domain.sector import Input, InputSection, Sector
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import Observed
from yport_desktop.services.assessments import InputRow
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, line, row, shown_if
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, XS, L, S, Tone, Type

from .events import FormEvents
from .input_row import InputLine
from .measures import CONTENT_WIDEST, EVIDENCE, GAP, GRADE, MORE, ONE_LINE, PERIOD, STATE, UNIT, VALUE

Rows = Mapping[str, InputRow]


class SectionBlock(QWidget):
    """One section: title, captions of the columns, rows. A folded one makes its rows when unfolded."""

    def __init__(
        self, section: InputSection, inputs: tuple[Input, ...], entity: EntityType, events: FormEvents
    ) -> None:
        super().__init__()
        self.section, self._inputs, self._entity, self._events = section, inputs, entity, events
        self.lines: dict[str, InputLine] = {}
        self.title = Label(tr(section.label), Type.TITLE)
        self.text = Label(tr(section.description), Type.CAPTION, Tone.SECOND, wrap=True)
        shown_if(section.description, self.text)
        self.body = column(spacing=2)
        self.waiting = Skeleton(min(4, len(inputs)))
        self.unfold = QuietButton("", self.fill_now, "chevron_right")
        shown_if(section.folded, self.unfold)
        self._tell_folded()
        shown_if(not section.folded, self.waiting)
        head = column(self.title, self.text, spacing=0, margins=(S, 0, S, 0))
        unfold = row(self.unfold, None)
        self.setLayout(column(head, self.waiting, unfold, self.body, spacing=S))
        self._rows: Rows = {}
        self._standing: Mapping[str, Observed] = {}
        self._compact = False

    def _tell_folded(self) -> None:
        self.unfold.setText(f" {counted(len(self._inputs), N_('Show 1 input'), N_('Show {n} inputs'))}")

    @property
    def is_made(self) -> bool:
        """Whether the rows are there."""
        return bool(self.lines) or not self._inputs

    def fill_now(self) -> None:
        """Make the rows and show what is known."""
        if self.is_made:
            return
        for asked in self._inputs:
            line = InputLine(asked, self._entity, self._events)
            line.set_compact(self._compact)
            self.lines[asked.key] = line
            if asked.key in self._rows:
                line.show_row(self._rows[asked.key], self._standing.get(asked.key))
            self.body.addWidget(line)
            line.show()  # now, not with a later event: whoever goes to it must know where it is
        self.waiting.hide()
        self.unfold.hide()

    def show_rows(self, rows: Rows, standing: Mapping[str, Observed]) -> None:
        """Show all rows anew."""
        self._rows, self._standing = dict(rows), standing
        for key, made in self.lines.items():
            made.show_row(self._rows[key], standing.get(key))

    def show_row(self, shown: InputRow, standing: Observed | None) -> None:
        """One row changed."""
        self._rows = {**self._rows, shown.input.key: shown}
        if (made := self.lines.get(shown.input.key)) is not None:
            made.show_row(shown, standing)

    def show_standing(self, standing: Mapping[str, Observed]) -> None:
        """Defaults that stand in changed, because another value did."""
        before, self._standing = self._standing, standing
        for key, made in self.lines.items():
            if before.get(key) != standing.get(key):
                made.show_standing(standing.get(key))

    def set_compact(self, compact: bool) -> None:
        """Break the lines where room is short."""
        self._compact = compact
        for made in self.lines.values():
            made.set_compact(compact)


def captions() -> QWidget:
    """The titles of the columns, above all sections."""
    t = tokens()
    holder = QWidget()
    parts: list[QWidget | None] = [None]
    for text, width in (
        (tr("Value"), VALUE),
        (tr("Unit"), UNIT),
        (tr("Period"), PERIOD),
        (tr("Grade"), GRADE),
        (tr("Status"), STATE),
        (tr("Evidence"), EVIDENCE + MORE + GAP),
    ):
        label = Label(text, Type.CAPTION, Tone.SECOND)
        label.setFixedWidth(t.px(width))
        if width == VALUE:
            label.setAlignment(Qt.AlignmentFlag.AlignRight)
            label.setContentsMargins(0, 0, S, 0)
        parts.append(label)
    holder.setMaximumWidth(t.px(CONTENT_WIDEST))
    holder.setLayout(row(*parts, spacing=GAP, margins=(2 * S, XS, 2 * S, XS)))
    return holder


class InputForm(QWidget):
    """All sections of one sector. `section_shown(key)`: the section at the top of the view."""

    section_shown = Signal(str)

    def __init__(self, sector: Sector, entity: EntityType, events: FormEvents) -> None:
        super().__init__()
        self._order = [i.key for s in sector.sections for i in sector.inputs if i.section == s.key]
        self._of = {i.key: i.section for i in sector.inputs}
        self.blocks: dict[str, SectionBlock] = {
            s.key: SectionBlock(s, tuple(i for i in sector.inputs if i.section == s.key), entity, events)
            for s in sector.sections
        }
        content = QWidget()
        dress(content, look="surface")
        inner = column(*self.blocks.values(), None, spacing=XL, margins=(S, L, S, XL))
        holder = QWidget()
        holder.setLayout(inner)
        holder.setMaximumWidth(tokens().px(CONTENT_WIDEST))
        content.setLayout(row(holder, spacing=0))
        self._content, self._holder = content, holder
        self.area: QScrollArea = scrolled(content)
        self.captions = QWidget()
        dress(self.captions, look="surface")
        self.captions.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        beside = self.area.verticalScrollBar().sizeHint().width()
        self.captions.setLayout(column(row(captions(), beside, spacing=0), line(), spacing=0))
        self.setLayout(column(self.captions, self.area, spacing=0))
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        events.entered.connect(self._follow)
        events.moved.connect(self.step)
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_next)
        self._current = self._order[0] if self._order else ""
        self._shown_section = ""
        for keys, step in (("Alt+Down", 1), ("Alt+Up", -1)):
            made = QShortcut(QKeySequence(keys), self, lambda by=step: self.step_section(by))
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # rows ----------------------------------------------------------------------------------

    def show_rows(self, rows: Rows, standing: Mapping[str, Observed]) -> None:
        """Show all rows; sections not made yet are made one after the other."""
        for block in self.blocks.values():
            block.show_rows(rows, standing)
        self._making.start()

    def show_row(self, shown: InputRow, standing: Observed | None) -> None:
        """One row changed."""
        self.blocks[shown.input.section].show_row(shown, standing)

    def show_standing(self, standing: Mapping[str, Observed]) -> None:
        """Defaults that stand in changed."""
        for block in self.blocks.values():
            block.show_standing(standing)

    def _make_next(self) -> None:
        for block in self.blocks.values():
            if not block.is_made and not block.section.folded:
                block.fill_now()
                return
        self._making.stop()

    def make_all(self) -> None:
        """Make every section that is not folded, at once."""
        while self._making.isActive():
            self._make_next()

    def line(self, key: str) -> InputLine:
        """The row of an input, made if need be. Raises KeyError."""
        block = self.blocks[self._of[key]]
        block.fill_now()
        return block.lines[key]

    def current_line(self) -> InputLine | None:
        """The row that has, or last had, the keyboard."""
        return self.blocks[self._of[self._current]].lines.get(self._current) if self._current else None

    def first_control(self) -> QWidget | None:
        """Where the keyboard starts."""
        line = self.current_line()
        return line.value.control() if line is not None else None

    # going ---------------------------------------------------------------------------------

    def step(self, key: str, by: int) -> None:
        """The keyboard goes `by` rows on; folded sections are passed by."""
        keys = [k for k in self._order if self.blocks[self._of[k]].is_made]
        if key in keys and 0 <= (at := keys.index(key) + by) < len(keys):
            self.line(keys[at]).focus_value()

    def step_section(self, by: int) -> None:
        """The keyboard goes to the first row of the next or former section."""
        keys = list(self.blocks)
        here = self._of.get(self._current, keys[0])
        at = min(max(keys.index(here) + by, 0), len(keys) - 1)
        self.go_to_section(keys[at])

    def go_to_section(self, key: str, with_keyboard: bool = True) -> None:
        """Scroll a section to the top."""
        block = self.blocks[key]
        self.make_all()
        block.fill_now()
        self._lay_out_now()
        self._scroll_to(block)
        QTimer.singleShot(0, block, lambda: self._scroll_to(block))
        self._tell_section(key)
        if with_keyboard and block.lines:
            first = next(iter(block.lines.values()))
            self._current = first.key
            first.focus_value()

    def go_to(self, key: str) -> None:
        """Show one row and give it the keyboard."""
        self.make_all()
        line = self.line(key)
        self._lay_out_now()
        line.focus_value()
        self._follow(key)

    def _scroll_to(self, block: QWidget) -> None:
        self.area.verticalScrollBar().setValue(max(0, self._top_of(block) - L))

    def _lay_out_now(self) -> None:
        for block in self.blocks.values():
            block.layout().activate()
        self._holder.layout().activate()
        self._content.layout().activate()
        self._content.resize(self._content.width(), self._content.minimumSizeHint().height())

    def _top_of(self, part: QWidget) -> int:
        return part.mapTo(self._content, QPoint(0, 0)).y()

    def _follow(self, key: str) -> None:
        """Keep the row of the keyboard in view; that of the sector before, while both forms live, is none."""
        if key not in self._of:
            return
        self._current = key
        line = self.blocks[self._of[key]].lines.get(key)
        if line is None:
            return
        top = self._top_of(line)
        view = QRect(0, self.area.verticalScrollBar().value(), 1, self.area.viewport().height())
        if top < view.top() + L or top + line.height() > view.bottom() - L:
            self.area.ensureVisible(0, top, 0, XL)
            self.area.ensureVisible(0, top + line.height(), 0, XL)

    def _scrolled(self, value: int) -> None:
        passed = [k for k, b in self.blocks.items() if self._top_of(b) <= value + self.height() // 4]
        if passed:
            self._tell_section(passed[-1])

    def _tell_section(self, key: str) -> None:
        if key != self._shown_section:
            self._shown_section = key
            self.section_shown.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines where room is short."""
        super().resizeEvent(event)
        compact = self.width() - self.area.verticalScrollBar().sizeHint().width() - 4 * S < tokens().px(
            ONE_LINE
        )
        self.captions.setVisible(not compact)
        for block in self.blocks.values():
            block.set_compact(compact)
