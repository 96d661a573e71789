"""The plan page's small dialogs: a new plan, its details, freezing a revision, settling a conflict."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QSizePolicy, QWidget

from yport_desktop.domain.entity import EntityType, FieldValues, Json
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.redline import redline
from yport_desktop.domain.text import N_
from yport_desktop.ui.components.buttons import PlainButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.choice_editors import ChoiceEditor, DateEditor
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.editors import LongTextEditor, TextEditor
from yport_desktop.ui.components.form_row import FormRow, RecordForm
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.components.redline_view import RedlineView
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import M, S, Tone, Type
from yport_desktop.ui.pages.plan.questions import Head
from yport_desktop.ui.pages.plan.words import choices_of

LABELS = 120
DETAIL_FIELDS = (
    "title",
    "level",
    "period_from",
    "period_to",
    "goal",
    "status",
    "adopted_on",
    "source",
    "source_address",
    "note",
)


def room_for(parent: QWidget | None, height: int) -> int:
    """A height in px at the text scale in force, as far as the window has room for a dialog around it."""
    wanted = tokens().px(height)
    return min(wanted, parent.window().height() - tokens().px(170)) if parent is not None else wanted


class NewPlanDialog(Dialog):
    """Asks for the title and kind of a plan and hands its values to `keep`."""

    def __init__(
        self, parent: QWidget | None, entity: EntityType, keep: Callable[[dict[str, Json]], object]
    ) -> None:
        super().__init__(parent, tr("New plan"), width=520)
        self._keep = keep
        self.name_line = TextEditor(tr("For example: Solid waste management plan"))
        self.level = ChoiceEditor(choices_of(entity, "level"))
        self._row = FormRow(tr("Title"), self.name_line, required=True, label_width=LABELS)
        self.add(self._row, FormRow(tr("Level"), self.level, label_width=LABELS))
        self.cancel_verb()
        self.verb(tr("Create the plan"), self._create, primary=True, stays=True)
        self.name_line.line.setFocus()

    def _create(self) -> None:
        title = self.name_line.line.text().strip()
        if not title:
            self._row.set_problems((Problem(N_("A plan needs a title.")),))
            return
        self.accept()
        self._keep({"title": title, "level": self.level.value(), "status": "draft"})


class PlanDetailsDialog(Dialog):
    """The plan's own fields; every entry is kept at once by `edit(key, value)`."""

    def __init__(
        self,
        parent: QWidget | None,
        entity: EntityType,
        values: FieldValues,
        edit: Callable[[str, Json], object],
    ) -> None:
        super().__init__(parent, tr("Plan details"), width=620)
        self.form = RecordForm(entity, edit, DETAIL_FIELDS)
        self.form.set_values(values)
        area = scrolled(self.form)
        area.setMinimumHeight(min(self.form.sizeHint().height() + S, room_for(parent, 480)))
        self.add(area)
        self.verb(tr("Close"), primary=True)


class FreezeDialog(Dialog):
    """Asks how a revision is called and hands `keep(name, date, kind, note)`."""

    def __init__(
        self,
        parent: QWidget | None,
        entity: EntityType,
        number: int,
        keep: Callable[[str, str, str, str], object],
    ) -> None:
        text = tr(
            "The text as it stands is kept unchangeably and named by its hash. Work on the plan goes on."
        )
        super().__init__(parent, tr("Freeze a revision"), text, width=560)
        self._keep = keep
        self.name = TextEditor()
        self.name.set_value(tr("Revision {number}").format(number=number))
        self.kind = ChoiceEditor(choices_of(entity, "kind"), empty="")
        self.kind.set_value("working")
        self.date = DateEditor()
        self.date.set_value(date.today().isoformat())
        self.note = LongTextEditor(least=2, most=5)
        self._row = FormRow(tr("Name"), self.name, required=True, label_width=LABELS)
        self.add(
            self._row,
            FormRow(tr("Kind"), self.kind, label_width=LABELS, editor_width=240),
            FormRow(tr("Date"), self.date, label_width=LABELS, editor_width=200),
            FormRow(tr("Note"), self.note, label_width=LABELS),
        )
        self.cancel_verb()
        self.verb(tr("Freeze"), self._freeze, primary=True, stays=True)
        self.name.line.setFocus()
        self.name.line.selectAll()

    def _freeze(self) -> None:
        name = self.name.line.text().strip()
        if not name:
            self._row.set_problems((Problem(N_("A revision needs a name.")),))
            return
        self.accept()
        day = str(self.date.value() or date.today().isoformat())
        self._keep(name, day, str(self.kind.value() or "working"), self.note.text.toPlainText().strip())


class ConflictDialog(Dialog):
    """The versions of one field beside each other; `settle(value)` gets what shall stand."""

    def __init__(
        self,
        parent: QWidget | None,
        label: str,
        heads: Sequence[Head],
        settle: Callable[[Json], object],
        shown: Callable[[Json], str] = str,
        writable: bool = True,
    ) -> None:
        text = tr("Both versions stay in the history. Choose the one that shall stand.")
        super().__init__(parent, tr("Two versions of “{field}”").format(field=label), text, width=820)
        self._settle, self._shown = settle, shown
        self.choices: list[PlainButton] = []
        cards = [self._card(head, heads[0], place) for place, head in enumerate(heads)]
        self.add(row(*cards, spacing=M))
        self.own = LongTextEditor(least=3, most=6)
        self.cancel_verb(tr("Settle later"))
        if writable:
            self.own.set_value(shown(heads[-1].value) if heads else None)
            title = Label(tr("Or write one text from both"), Type.CAPTION, Tone.SECOND, strong=True)
            self.add(column(title, self.own, spacing=S))
            self.verb(tr("Keep the text I wrote"), self._keep_own, primary=True)

    def _card(self, head: Head, first: Head, place: int) -> Card:
        card = Card(head.author or tr("You"), head.at)
        view = RedlineView(Type.BODY, line_height=110)
        value = self._shown(head.value)
        if place == 0:
            view.set_plain(value)
        else:
            view.set_spans(redline(self._shown(first.value), value))
        button = PlainButton(tr("Keep this version"), lambda: self._choose(head.value))
        self.choices.append(button)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        card.add(view)
        card.body.addStretch(1)
        card.add(row(button, None))
        return card

    def _choose(self, value: Json) -> None:
        self.accept()
        self._settle(value)

    def _keep_own(self) -> None:
        self._settle(self.own.text.toPlainText().strip() or None)
