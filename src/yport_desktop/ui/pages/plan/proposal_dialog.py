"""Making a proposal: what is to change, why, and on what evidence."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.entity import Choice
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_
from yport_desktop.services.plan_views import ClauseView
from yport_desktop.services.plans import Proposed
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.editors import LongTextEditor, TextEditor
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.components.name_editor import NameEditor
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import M, S
from yport_desktop.ui.pages.plan.evidence_picker import EvidencePicker
from yport_desktop.ui.pages.plan.plan_dialogs import room_for
from yport_desktop.ui.pages.plan.questions import Circle, Proof
from yport_desktop.ui.pages.plan.words import KIND, today

LABELS = 110
WIDTH = 760
HIGHEST = 560


@dataclass(frozen=True)
class Basis:
    """What a proposal may be made from."""

    circle: Circle
    proofs: tuple[Proof, ...] = ()
    issues: tuple[Proof, ...] = ()


class ProposalDialog(Dialog):
    """Asks for one proposal on a clause (None: on the plan itself) and hands it to `keep`."""

    def __init__(
        self,
        parent: QWidget | None,
        clause: ClauseView | None,
        basis: Basis,
        keep: Callable[[Proposed], object],
    ) -> None:
        place = f"{clause.number} {clause.heading}".strip() if clause is not None else ""
        sentence = (
            tr("Propose a change to {clause}").format(clause=place) if clause else tr("Propose a clause")
        )
        super().__init__(parent, sentence, width=WIDTH)
        self._clause, self._keep = clause, keep
        kinds = tuple(KIND) if clause is not None else ("add",)
        self.kind = ChoiceEditor([Choice(key, KIND[key][0]) for key in kinds], empty="")
        self.kind.set_value(kinds[0])
        self.heading = TextEditor()
        self.wording = LongTextEditor(least=4, most=9)
        self.reason = LongTextEditor(tr("Why this change is needed"), least=2, most=5)
        self.evidence = EvidencePicker((*basis.proofs, *basis.issues), rows=3)
        self._issues = {proof.link.id for proof in basis.issues}
        self.author = NameEditor([Choice(str(p.id), p.title) for p in basis.circle.people])
        self.author.set_value(str(basis.circle.me) if basis.circle.me else None)
        self._rows = {
            "kind": FormRow(tr("What"), self.kind, label_width=LABELS),
            "heading": FormRow(tr("Heading"), self.heading, label_width=LABELS),
            "text": FormRow(tr("Proposed text"), self.wording, label_width=LABELS),
            "reason": FormRow(tr("Reason"), self.reason, label_width=LABELS),
            "author": FormRow(tr("Author"), self.author, label_width=LABELS),
        }
        self._lay_out()
        self.kind.edited.connect(lambda _kind: self._fit_to_kind())
        self.cancel_verb()
        self.verb(tr("Propose"), self._propose, primary=True, stays=True)
        self._fit_to_kind()
        self.wording.text.setFocus()
        self.wording.text.moveCursor(QTextCursor.MoveOperation.End)

    def _lay_out(self) -> None:
        rows = self._rows
        name = Label(tr("Evidence"))
        name.setFixedWidth(tokens().px(LABELS))
        evidence = row(name, self.evidence, spacing=S)
        evidence.setAlignment(name, Qt.AlignmentFlag.AlignTop)
        evidence.setStretchFactor(self.evidence, 1)
        content = QWidget()
        content.setLayout(
            column(
                *(rows[k] for k in ("kind", "heading", "text", "reason")), evidence, rows["author"], spacing=M
            )
        )
        area = scrolled(content)
        area.setMinimumHeight(min(content.sizeHint().height() + S, room_for(self.parentWidget(), HIGHEST)))
        self.add(area)

    def _fit_to_kind(self) -> None:
        kind, clause = str(self.kind.value()), self._clause
        self._rows["heading"].setVisible(kind != "delete")
        self._rows["text"].setVisible(kind != "delete")
        self._rows["text"].set_problems(())
        if kind == "amend" and clause is not None:
            self.heading.set_value(clause.heading or None)
            self.wording.set_value(clause.text or None)
        elif kind == "add":
            self.heading.set_value(None)
            self.wording.set_value(None)

    def proposed(self) -> Proposed:
        """What was entered."""
        kind = str(self.kind.value())
        heading, text = self.heading.line.text().strip(), self.wording.text.toPlainText().strip()
        if kind == "amend" and self._clause is not None and heading == self._clause.heading:
            heading = ""
        chosen = self.evidence.chosen()
        author = self.author.value()
        return Proposed(
            kind=kind,
            text="" if kind == "delete" else text,
            heading="" if kind == "delete" else heading,
            reason=self.reason.text.toPlainText().strip(),
            evidence=tuple(id for id in chosen if id not in self._issues),
            issues=tuple(id for id in chosen if id in self._issues),
            author=UUID(author) if author else None,
            date=today(),
        )

    def _propose(self) -> None:
        proposed = self.proposed()
        problem = self._missing(proposed)
        if problem is not None:
            self._rows["text"].set_problems((problem,))
            self.wording.text.setFocus()
            return
        self.accept()
        self._keep(proposed)

    def _missing(self, proposed: Proposed) -> Problem | None:
        clause = self._clause
        if proposed.kind == "add" and not (proposed.text or proposed.heading):
            return Problem(N_("Write the clause that is to be added."))
        if proposed.kind == "amend" and clause is not None:
            if not proposed.text and clause.text:
                return Problem(N_("To take the whole text out, propose to delete the clause."))
            if proposed.text == clause.text and not proposed.heading:
                return Problem(N_("Nothing was changed yet."))
        return None
