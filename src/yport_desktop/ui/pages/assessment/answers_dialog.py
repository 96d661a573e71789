"""A filled workbook before it is stored: every answer, every problem with its cell, and what will be done."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from yport_desktop.domain.errors import Severity
from yport_desktop.services.request_answers import Answer, Answers, Placed
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.data_table import DataTable
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.form_row import problem_text
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, holding
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.components.table_model import TableColumn
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import S, Tone

WIDTH, TABLE_HIGH, PROBLEMS_HIGH = 860, 230, 130


class AnswersPreview(QWidget):
    """The answers in a table, the problems below, and whether the answers are to be used."""

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        t = tokens()
        self.table = DataTable(_columns(), tr("Answers"), row_key=lambda a: a.request.id, filterable=False)
        self.table.set_rows(answers.answers)
        self.table.setFixedHeight(t.px(TABLE_HIGH))
        self.problems = [Label(placed_text(p), tone=_tone(p), wrap=True) for p in answers.all_problems]
        self.adopt = CheckBox(tr("Compute with these answers from now on; former values stay beside them"))
        self.adopt.setChecked(True)
        listed = holding(column(*self.problems, None, spacing=S // 2, margins=(0, S, S, S)))
        below = scrolled(listed)
        below.setFixedHeight(t.px(PROBLEMS_HIGH))
        below.setVisible(bool(self.problems))
        box = column(spacing=S)
        for part in (self.table, below, self.adopt):
            box.addWidget(part)
        self.table.setVisible(bool(answers.answers))
        self.adopt.setVisible(bool(answers.usable))
        self.setLayout(box)


def answers_dialog(parent: QWidget, answers: Answers, store: Callable[[bool], object]) -> Dialog:
    """Show what was read; `store(adopt)` when the person agrees."""
    count = len(answers.usable)
    dialog = Dialog(parent, tr("Answers to data requests"), _summary(answers), WIDTH)
    preview = AnswersPreview(answers)
    dialog.add(preview)
    dialog.preview = preview  # type: ignore[attr-defined]
    if count:
        dialog.cancel_verb()
        text = tr("Store {n} answers").format(n=count) if count > 1 else tr("Store one answer")
        dialog.verb(text, lambda: store(preview.adopt.isChecked()), primary=True)
    else:
        dialog.verb(tr("Close"), primary=True)
    return dialog


def placed_text(placed: Placed) -> str:
    """A problem with the cell it stands in."""
    text = problem_text(placed.problem)
    if not placed.row:
        return text
    return tr("Sheet “{sheet}”, row {row}, column {column}: {text}").format(
        sheet=placed.sheet, row=placed.row, column=placed.column, text=text
    )


def _tone(placed: Placed) -> Tone:
    return Tone.CRITICAL if placed.problem.severity is Severity.REFUSED else Tone.CAUTION


def _summary(answers: Answers) -> str:
    refused = sum(a.refused for a in answers.answers)
    blank = sum(a.blank for a in answers.answers)
    again = sum(a.again for a in answers.answers)
    parts = [tr("To be stored: {n}").format(n=len(answers.usable))]
    if refused:
        parts.append(tr("cannot be accepted: {n}").format(n=refused))
    if blank:
        parts.append(tr("not answered yet: {n}").format(n=blank))
    if again:
        parts.append(tr("stored already: {n}").format(n=again))
    text = " · ".join(parts)
    if not answers.filled_by:
        return text
    by = tr("Filled in by {name} on {date}.").format(name=answers.filled_by, date=answers.filled_on)
    return f"{by}\n{text}"


def _state(answer: Answer) -> str:
    if answer.refused:
        return tr("cannot be accepted")
    if answer.blank:
        return tr("not answered yet")
    return tr("stored already") if answer.again else tr("new")


def _state_tone(answer: Answer) -> Tone:
    if answer.refused:
        return Tone.CRITICAL
    return Tone.GOOD if answer.usable else Tone.FAINT


def _columns() -> tuple[TableColumn, ...]:
    def question(answer: Answer) -> str:
        return tr(answer.input.label) if answer.input else str(answer.request.get("question") or "")

    return (
        TableColumn("question", tr("What is asked for"), question, width=0),
        TableColumn("answer", tr("Answer"), lambda a: tr(a.shown), width=190),
        TableColumn("period", tr("Period"), lambda a: a.fields.get("period", ""), width=90),
        TableColumn("grade", tr("Grade"), lambda a: a.fields.get("grade", ""), grade=True, width=70),
        TableColumn("state", tr("State"), _state, width=150, tone=_state_tone),
    )
