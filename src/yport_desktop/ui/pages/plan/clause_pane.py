"""The middle of the plan page: one clause in a comfortable measure, read with its changes and written."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from yport_desktop.domain.clause_redline import ClauseChange
from yport_desktop.domain.entity import EntityType, Json
from yport_desktop.domain.redline import Span, redline
from yport_desktop.services.plan_views import ClauseView, PlanView, ProposalView
from yport_desktop.ui.components.buttons import IconButton, QuietButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.link_line import LinkLine
from yport_desktop.ui.components.look import clear, column, dress, line, row
from yport_desktop.ui.components.side_panel import centred
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XL, XS, XXL, M, S, Tone, Type
from yport_desktop.ui.pages.plan.bars import Bar, PickButton, SignMark
from yport_desktop.ui.pages.plan.clause_details import ClauseDetails
from yport_desktop.ui.pages.plan.in_place import INSET, InPlaceText
from yport_desktop.ui.pages.plan.words import (
    STATUS,
    STRAY_TEXT,
    change_of,
    choices_of,
    clause_name,
    label_of,
)

MEASURE = 680


class ClausePane(QWidget):
    """Shows a clause.

    `edited(clause, values)` for every completed entry; `conflict_opened(clause, field)`;
    `clause_opened(UUID)` to go to another clause; `add_below_requested(clause)`;
    `preview_ended()` when the preview of a proposal is put away.
    """

    edited = Signal(object, dict)
    conflict_opened = Signal(object, str)
    clause_opened = Signal(object)
    add_below_requested = Signal(object)
    preview_ended = Signal()

    def __init__(self, entity: EntityType) -> None:
        super().__init__()
        self._entity = entity
        self._clause: ClauseView | None = None
        self._change: ClauseChange | None = None
        self._since = ""
        self._marks_shown = True
        self._proposal: ProposalView | None = None
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._make_parts()
        self._lay_out()
        self.setMinimumWidth(320)

    def _make_parts(self) -> None:
        self.path = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self.number = Label("", Type.TITLE, Tone.SECOND)
        self.heading = InPlaceText(
            tr("Heading"), tr("Heading"), Type.TITLE, line_height=100, strong=True, one_line=True
        )
        self.level = PickButton(lambda menu: self._fill_choices(menu, "level"))
        self.status = PickButton(lambda menu: self._fill_choices(menu, "status"))
        self.sign = SignMark()
        self.text = InPlaceText(tr("Text"), tr("Write the text of this clause here."))
        self.marks = Label("", Type.CAPTION, Tone.SECOND)
        self.toggle = QuietButton("", self._toggle_marks)
        self.details = ClauseDetails(self._entity, self._edit_field)
        self._bars = column(spacing=S)
        self._below = column(spacing=0)
        self.below_title = Label(tr("Clauses below"), Type.CAPTION, Tone.SECOND, strong=True)
        self.add_below = IconButton(
            "add", tr("Add a clause below this"), self._add_below, "Shift+Ins", size=16
        )
        self.heading.written.connect(lambda text: self._edit_field("heading", text or None))
        self.text.written.connect(lambda text: self._edit_field("text", text or None))

    def _lay_out(self) -> None:
        for label in (self.path, self.number, self.below_title):
            label.setContentsMargins(INSET, 0, 0, 0)
        head = row(self.number, self.heading, spacing=XS)
        head.setStretchFactor(self.heading, 1)
        head.setAlignment(self.number, Qt.AlignmentFlag.AlignTop)
        facts = row(self.level, S, self.sign, self.status, None, spacing=2)
        self.foot = QWidget()
        self.foot.setLayout(row(self.marks, self.toggle, None, spacing=S, margins=(INSET, 0, 0, 0)))
        below = row(self.below_title, None, self.add_below, spacing=S)
        content = QWidget()
        content.setLayout(
            column(
                self.path,
                XS,
                head,
                facts,
                self._bars,
                M,
                self.text,
                self.foot,
                M,
                self.details,
                M,
                line(),
                S,
                below,
                self._below,
                None,
                spacing=XS,
            )
        )
        self.area = centred(content, MEASURE, (XL, XL, XL, XXL))
        self.setLayout(column(self.area, spacing=0))

    # showing -------------------------------------------------------------------------------

    @property
    def clause(self) -> ClauseView | None:
        """The clause shown."""
        return self._clause

    def set_clause(
        self, plan: PlanView, clause: ClauseView, change: ClauseChange | None = None, since: str = ""
    ) -> None:
        """Show a clause; `change` is what happened to it since the revision called `since`."""
        if self._clause is not None and clause.id != self._clause.id:
            self.end_writing()
            self._proposal = None
            self.area.verticalScrollBar().setValue(0)
        self._clause, self._change, self._since = clause, change, since
        self.path.setText(_path(plan, clause))
        self.path.setVisible(bool(self.path.text()))
        self.number.setText(clause.number)
        self.level.set_choice(tr("Level"), label_of(self._entity, "level", clause.level))
        sign = STATUS.get(clause.status)
        self.sign.set_sign(sign)
        self.status.set_choice(tr("Status"), tr(sign.meaning) if sign else "")
        self._fill_bars(clause)
        self._fill_below(plan, clause)
        self.details.set_values(clause.values)
        self._show_texts()

    def end_writing(self) -> None:
        """Keep what is being typed."""
        self.heading.end()
        self.text.end()

    def preview(self, proposal: ProposalView | None) -> None:
        """Show the text as a proposal would change it; None shows the clause again."""
        if proposal is not None and self.text.is_writing:
            return
        self._proposal = proposal
        self._show_texts()

    def write(self) -> None:
        """Start to write: the heading where there is none yet, else the text."""
        clause = self._clause
        if clause is not None:
            (self.text if clause.heading or clause.text else self.heading).write()

    def _show_texts(self) -> None:
        clause, change = self._clause, self._change
        if clause is None:
            return
        if self._proposal is not None:
            self.heading.set_text(clause.heading)
            self.text.set_text(clause.text, proposed_redline(clause, self._proposal))
            self.marks.setText(tr("As proposed: the changes are marked in the text."))
            self.toggle.setText(tr("Show the clause"))
        elif change is not None and self._marks_shown:
            self.heading.set_text(clause.heading, change.heading)
            self.text.set_text(clause.text, change.text)
            word = change_of(change)[0]
            self.marks.setText(tr("{change} since “{revision}”").format(change=word, revision=self._since))
            self.toggle.setText(tr("Hide the marks"))
        else:
            self.heading.set_text(clause.heading)
            self.text.set_text(clause.text)
            self.marks.setText("")
            self.toggle.setText(tr("Show what changed"))
        self.foot.setVisible(self._proposal is not None or change is not None)

    def _toggle_marks(self) -> None:
        if self._proposal is not None:
            self._proposal = None
            self.preview_ended.emit()
        else:
            self._marks_shown = not self._marks_shown
        self._show_texts()

    def _fill_bars(self, clause: ClauseView) -> None:
        clear(self._bars)
        for name in sorted(clause.conflicts):
            field = self._entity.field(name)
            what = tr(field.label) if field else tr("Place in the plan")
            text = tr("Two people changed this at the same time: {field}.").format(field=what)
            action = (tr("Compare and settle"), lambda name=name: self.conflict_opened.emit(clause.id, name))
            self._bars.addWidget(Bar("conflict", text, Tone.CRITICAL, action))
        if clause.stray is not None:
            self._bars.addWidget(Bar("warning", tr(STRAY_TEXT[clause.stray.value]), Tone.CAUTION))

    def _fill_below(self, plan: PlanView, clause: ClauseView) -> None:
        clear(self._below)
        below = [c for c in plan.clauses if c.parent == clause.id]
        for child in below:
            link = LinkLine("chevron_right", f"{child.number}  {clause_name(child)}", tone=Tone.SECOND)
            link.opened.connect(lambda id=child.id: self.clause_opened.emit(id))
            self._below.addWidget(link)
        self.below_title.setText(tr("Clauses below") if below else tr("No clauses below"))

    def _fill_choices(self, menu: QMenu, key: str) -> None:
        clause = self._clause
        if clause is None:
            return
        current = clause.values.get(key)
        for choice in choices_of(self._entity, key):
            action = menu.addAction(tr(choice.label))
            action.setCheckable(True)
            action.setChecked(choice.key == current)
            action.triggered.connect(lambda _on=False, value=choice.key: self._edit_field(key, value))

    # asking --------------------------------------------------------------------------------

    def _edit_field(self, key: str, value: Json) -> None:
        if self._clause is not None:
            self.edited.emit(self._clause.id, {key: value})

    def _add_below(self) -> None:
        if self._clause is not None:
            self.add_below_requested.emit(self._clause.id)


def proposed_redline(clause: ClauseView, proposal: ProposalView) -> tuple[Span, ...]:
    """What a proposal does to the text as it stands now; once decided, what it did then."""
    if not proposal.is_open:
        return proposal.redline
    if proposal.kind == "add":
        return redline("", proposal.proposed_text)
    return redline(clause.text, "" if proposal.kind == "delete" else proposal.proposed_text)


def _path(plan: PlanView, clause: ClauseView) -> str:
    names: list[str] = []
    above: UUID | None = clause.parent
    while above is not None and (parent := plan.clause(above)) is not None:
        names.append(f"{parent.number} {clause_name(parent)}")
        above = parent.parent
    return "  ›  ".join(reversed(names))
