"""An input in the inspector: who disagrees, which values there are, what proves it, how it came about."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QFrame, QWidget

from yport_desktop.domain.bounds import expected
from yport_desktop.domain.entity import EntityType, Field, Json, Record
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.sector import Input
from yport_desktop.domain.values import MISSING_LABEL, Missing, Observed
from yport_desktop.services.assessments import InputRow
from yport_desktop.services.input_dossier import FieldConflict, InputDossier, Proof, Said
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.grade_mark import GradeMark
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, holding, row, stack
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.tokens import XS, S, Tone, Type
from yport_desktop.ui.numbers_shown import unit_shown
from yport_desktop.ui.records.conflict_view import ConflictView, moment, who
from yport_desktop.ui.records.proof_view import ProofView

from .fields import number_text, quantity_text
from .linked_field import linked_number, linked_range
from .row_note import linked_source

Sections = list[tuple[str, QWidget]]


class InputActions:
    """What can be done from the inspector; each is a function of the page."""

    def __init__(
        self,
        settle: Callable[[FieldConflict, Json], object],
        adopt: Callable[[UUID], object],
        add_value: Callable[[], object],
        attach: Callable[[], object],
        open_record: Callable[[UUID], object],
        ask: Callable[[], object],
        open_linked: Callable[[], object],
        computed_as: str = "",
    ) -> None:
        self.settle, self.adopt, self.add_value = settle, adopt, add_value
        self.attach, self.open_record, self.ask = attach, open_record, ask
        self.open_linked, self.computed_as = open_linked, computed_as


def input_sections(dossier: InputDossier, entity: EntityType, actions: InputActions) -> Sections:
    """What the inspector shows of an input."""
    asked, sections = dossier.row.input, []
    if asked.linked:
        return [
            ("", Label(tr(asked.definition), tone=Tone.SECOND, wrap=True)),
            (tr("Taken from another sector"), LinkedView(dossier.row.observed, asked, actions)),
        ]
    if dossier.conflicts:
        views: list[QWidget] = [
            ConflictView(c, entity, actions.settle, lambda value, field: cell_text(value, asked, field))
            for c in dossier.conflicts
        ]
        sections.append((tr("People disagree"), stack(views)))
    sections.append(("", Label(tr(asked.definition), tone=Tone.SECOND, wrap=True)))
    if usual := expected_range(dossier.row):
        sections.append(("", Label(usual, Type.CAPTION, Tone.SECOND, wrap=True)))
    sections.append((tr("Values"), _values(dossier, asked, actions)))
    sections.append((tr("Evidence"), _evidence(dossier.proofs, actions)))
    sections.append((tr("Data requests"), _requests(dossier.requests, actions)))
    if dossier.history:
        lines: list[QWidget] = [Label(_said(s, asked), wrap=True) for s in dossier.history]
        sections.append((tr("History"), stack(lines, XS)))
    return sections


def expected_range(row: InputRow) -> str:
    """What is usual for the input, in its unit or the currency agreed on; "" where nothing is said."""
    asked = row.input
    unit = row.observed.unit or next(iter(row.agreed.units_of(asked)), "")
    low, high = expected(asked, unit)
    if low is None and high is None:
        return ""
    year = asked.unit == "year"
    least, most = (
        f"{end:.0f}" if year and end else format_number(end, None, language()) for end in (low, high)
    )
    if low is None:
        said = tr("at most {high} {unit}")
    elif high is None:
        said = tr("at least {low} {unit}")
    else:
        said = tr("from {low} to {high} {unit}")
    span = said.format(low=least, high=most, unit="" if year else unit_shown(unit)).strip()
    if asked.plausible_source:
        return tr("Expected: {range} ({source})").format(range=span, source=tr(asked.plausible_source))
    return tr("Expected: {range}").format(range=span)


def cell_text(value: Json, asked: Input | None, field: Field | None = None) -> str:
    """The value of a cell in words."""
    if value is None or value == "":
        return tr("empty")
    if isinstance(value, list | tuple):
        return tr("Rows: {n}").format(n=len(value))
    choices = dict(asked.choices) if asked is not None and (field is None or field.key == "value") else {}
    if field is not None:
        choices |= {c.key: c.label for c in field.choices}
    if value in choices:
        return tr(choices[value])
    if value in set(Missing):
        return tr(MISSING_LABEL[Missing(value)])
    return number_text(value) if asked is None else quantity_text(asked, value)


def _said(said: Said, asked: Input) -> str:
    return f"{moment(said.at)}  {who(said)}: {cell_text(said.value, asked)}"


def _values(dossier: InputDossier, asked: Input, actions: InputActions) -> QWidget:
    parts: list[QWidget] = []
    if dossier.row.record is not None:
        parts.append(ValueView(dossier.row.record, asked, None))
    parts += [ValueView(r, asked, partial(actions.adopt, r.id)) for r in dossier.row.alternatives]
    if dossier.row.record is None:
        parts.append(Label(tr("Nothing was entered yet."), tone=Tone.SECOND))
    else:
        parts.append(_left(QuietButton(tr("Add a value from another source"), actions.add_value, "add")))
    return stack(parts)


class ValueView(QFrame):
    """One value with its period, grade and source; an alternative can be chosen."""

    def __init__(self, record: Record, asked: Input, use: Callable[[], object] | None) -> None:
        super().__init__()
        dress(self, look="term")
        unit = unit_shown(str(record.get("unit") or ""))
        value = Label(f"{cell_text(record.get('value'), asked)} {unit}".strip(), strong=True, wrap=True)
        period = Label(str(record.get("period") or ""), Type.CAPTION, Tone.SECOND)
        head = row(value, period, GradeMark(record.get("grade"), 16), spacing=S)
        head.setStretchFactor(value, 1)
        source = Label(
            str(record.get("source") or tr("No source given")), Type.CAPTION, Tone.SECOND, wrap=True
        )
        foot = row(source, spacing=S)
        foot.setStretchFactor(source, 1)
        if use is None:
            foot.addWidget(Label(tr("in use"), Type.CAPTION, Tone.GOOD))
        else:
            self.use = QuietButton(tr("Use this one"), use)
            foot.addWidget(self.use)
        self.setLayout(column(head, foot, spacing=0))


class LinkedView(QFrame):
    """A value that another sector computes, and the way to where it is explained."""

    def __init__(self, seen: Observed, asked: Input, actions: InputActions) -> None:
        super().__init__()
        dress(self, look="term")
        value = Label(f"{linked_number(seen)} {unit_shown(asked.unit)}".strip(), strong=True, wrap=True)
        head = row(value, GradeMark(seen.grade, 16), spacing=S)
        head.setStretchFactor(value, 1)
        texts = [linked_source(seen)]
        if actions.computed_as:
            texts.append(tr("Result: {name}").format(name=actions.computed_as))
        if text := linked_range(seen, asked):
            texts.append(tr("95 % range: {range}").format(range=text))
        texts.append(tr("It changes with the inputs of that sector and is never entered here."))
        lines = [Label(text, Type.CAPTION, Tone.SECOND, wrap=True) for text in texts]
        self.open = QuietButton(tr("Open the sector"), actions.open_linked, "chevron_right")
        self.setLayout(column(head, *lines, _left(self.open), spacing=XS))


def _evidence(proofs: Sequence[Proof], actions: InputActions) -> QWidget:
    parts: list[QWidget] = [ProofView(p) for p in proofs]
    parts.append(_left(QuietButton(tr("Add files"), actions.attach, "add")))
    return stack(parts)


def _requests(requests: Sequence[Record], actions: InputActions) -> QWidget:
    parts: list[QWidget] = []
    for request in requests:
        due = str(request.get("due") or "")
        text = tr("Asked, due {date}").format(date=due) if due else tr("Asked, without a date")
        button = QuietButton(text, partial(actions.open_record, request.id), "clock")
        parts.append(_left(button))
    if not requests:
        parts.append(_left(QuietButton(tr("Make a data request"), actions.ask, "add")))
    return stack(parts, 0)


def _left(button: QWidget) -> QWidget:
    return holding(row(button, None, margins=(-S, 0, 0, 0)))
