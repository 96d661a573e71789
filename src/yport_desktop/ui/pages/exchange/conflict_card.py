"""A conflict, side by side: every value with who gave it and when, and the ways to settle it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from yport_desktop.domain.changes import DELETED
from yport_desktop.domain.entity import FieldKind, Json
from yport_desktop.domain.redline import Mark, redline
from yport_desktop.ui.components.buttons import PlainButton, QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.choice_editors import ChoiceEditor, ChoicesEditor, editor_for
from yport_desktop.ui.components.editors import Editor, LongTextEditor, NumberEditor
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.components.redline_view import RedlineView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XS, L, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.clashes import Clash, Side
from yport_desktop.ui.records.conflict_view import moment

Settle = Callable[[Clash, Json], object]
LINE_HEIGHT = 135


class SideView(QFrame):
    """One of the values. `redlined`: the text it is compared with, None for none."""

    def __init__(self, side: Side, verb: str, keep: Callable[[], object] | None, text: QWidget) -> None:
        super().__init__()
        dress(self, look="card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        who = Label(tr("{who} (you)").format(who=side.who) if side.own else side.who, strong=True)
        when = Label(moment(side.at), Type.CAPTION, Tone.SECOND)
        box = column(row(who, None, when, spacing=S), text, None, spacing=S, margins=(M, S, M, M))
        if keep is not None:
            self.keep = PlainButton(verb, keep)
            self.keep.setAccessibleName(tr("Keep {value} of {who}").format(value=side.text, who=side.who))
            box.addLayout(row(self.keep, None))
        self.setLayout(box)


class ClashView(QWidget):
    """One field. Without `settle` it only shows what stands against each other."""

    def __init__(self, clash: Clash, settle: Settle | None = None) -> None:
        super().__init__()
        self.clash = clash
        self._settle = settle
        self.sides: list[SideView] = []
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(M)
        for at, shown in enumerate(self._views()):
            grid.addWidget(shown, at // 2, at % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        box = column(Label(clash.label, tone=Tone.SECOND), grid, spacing=XS)
        self.editor = self._make_editor() if settle is not None else None
        if self.editor is not None:
            box.addSpacing(XS)
            box.addWidget(self._writing(self.editor))
        self.setLayout(box)

    def _views(self) -> list[QWidget]:
        clash = self.clash
        if clash.is_deletion:
            return self._deletion()
        for at, side in enumerate(clash.sides):
            verb = tr("Keep mine") if side.own else tr("Keep this")
            if len(clash.sides) == 2 and not side.own and clash.sides[0].own:
                verb = tr("Keep the other")
            self.sides.append(SideView(side, verb, self._keeper(side.value), self._text(at)))
        return list(self.sides)

    def _deletion(self) -> list[QWidget]:
        """A deletion against what others wrote without knowing of it."""
        gone = next((s for s in self.clash.sides if s.value == DELETED), self.clash.sides[0])
        kept = next((s for s in self.clash.sides if s.value != DELETED), None)
        lines = self.clash.edited or (
            (kept.text,) if kept else (tr("Changed without knowing that it was deleted."),)
        )
        deleted = SideView(
            gone, tr("Delete anyway"), self._keeper(DELETED), Label(tr("Deleted the record"), wrap=True)
        )
        words = column(*[Label(text, wrap=True, selectable=True) for text in lines], spacing=XS)
        edited = QFrame()
        dress(edited, look="card")
        box = column(Label(tr("Edited meanwhile"), strong=True), words, None, spacing=S, margins=(M, S, M, M))
        if self._settle is not None:
            self.keep_record = PlainButton(tr("Keep the record"), self._keeper(None))
            box.addLayout(row(self.keep_record, None))
        edited.setLayout(box)
        self.sides.append(deleted)
        return [deleted, edited]

    def _keeper(self, value: Json) -> Callable[[], object] | None:
        settle = self._settle
        return None if settle is None else lambda: settle(self.clash, value)

    def _text(self, at: int) -> QWidget:
        side, first = self.clash.sides[at], self.clash.sides[0]
        if not self.clash.is_text:
            return Label(side.text, Type.EMPHASIS, strong=True, wrap=True, selectable=True)
        view = RedlineView(Type.BODY, LINE_HEIGHT)
        other = self.clash.sides[1] if at == 0 else first
        if at == 0:
            view.set_spans(s for s in redline(side.text, other.text) if s.mark is not Mark.INSERTED)
        else:
            view.set_spans(s for s in redline(other.text, side.text) if s.mark is not Mark.DELETED)
        return view

    # writing something else ----------------------------------------------------------------

    def _make_editor(self) -> Editor | None:
        field = self.clash.field
        if field is None or any(isinstance(s.value, dict | list) for s in self.clash.sides):
            return None
        offered = self.clash.choices
        editor: Editor | None
        if field.kind is FieldKind.VALUE:
            editor = ChoiceEditor(offered, "") if offered else NumberEditor(self.clash.unit)
        elif field.choices_from and offered:
            editor = ChoiceEditor(offered) if field.kind is FieldKind.CHOICE else ChoicesEditor(offered)
        elif field.kind is FieldKind.LONG_TEXT:
            editor = LongTextEditor(least=2)
        else:
            editor = editor_for(field)
        if editor is not None:
            editor.set_name(tr("Another value for {field}").format(field=self.clash.label))
            editor.set_value(self.clash.sides[0].value)
        return editor

    def _writing(self, editor: Editor) -> QWidget:
        """A quiet button that unfolds the editor."""
        holder = QWidget()
        self.open_editor = QuietButton(tr("Write something else"), None, "edit")
        self.problem = Label("", Type.CAPTION, Tone.CRITICAL, wrap=True)
        self.keep_written = PlainButton(tr("Keep this value"), self._keep_written)
        entry = row(editor, self.keep_written, spacing=S)
        entry.setStretchFactor(editor, 1)
        entry.setAlignment(self.keep_written, Qt.AlignmentFlag.AlignTop)
        unfolded = QWidget()
        unfolded.setLayout(column(entry, self.problem, spacing=XS))
        unfolded.hide()
        self.problem.hide()

        def unfold() -> None:
            self.open_editor.hide()
            unfolded.show()
            editor.field().setFocus(Qt.FocusReason.TabFocusReason)

        self.open_editor.clicked.connect(unfold)
        holder.setLayout(column(row(self.open_editor, None, margins=(-S, 0, 0, 0)), unfolded, spacing=0))
        return holder

    def _keep_written(self) -> None:
        """The entry is completed by leaving the field; then it is kept."""
        self.keep_written.setFocus()
        if self.editor is not None and self._settle is not None:
            self._settle(self.clash, self.editor.value())

    def show_problem(self, text: str) -> None:
        """Say why a value was refused."""
        self.problem.setText(text)
        self.problem.show()


class ConflictCard(Card):
    """All conflicts of one record."""

    def __init__(
        self,
        clashes: Sequence[Clash],
        settle: Settle | None = None,
        open_record: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(spacing=L)
        first = clashes[0]
        sign = IconLabel("conflict", tr("People disagree"), Tone.CRITICAL, 16)
        kind = Label(first.kind_label, Type.CAPTION, Tone.SECOND)
        title = Label(first.title, Type.EMPHASIS, strong=True, wrap=True)
        words = column(kind, title, spacing=0)
        head = row(sign, words, spacing=S)
        head.setStretchFactor(words, 1)
        head.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        if open_record is not None:
            button = QuietButton(tr("Open"), open_record, "open")
            button.setAccessibleName(tr("Open {name}").format(name=first.title))
            head.addWidget(button)
            head.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        self.views = [ClashView(c, settle) for c in clashes]
        self.add(head, *self.views)


def by_record(clashes: Sequence[Clash]) -> list[list[Clash]]:
    """Conflicts of the same record together, in their order."""
    found: dict[object, list[Clash]] = {}
    for clash in clashes:
        found.setdefault(clash.record, []).append(clash)
    return list(found.values())
