"""One conflict as it is decided: both sides, what was before, the merge, the history, the evidence."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from yport_desktop.domain.entity import FieldKind, Json
from yport_desktop.domain.merge3 import Origin, merge3
from yport_desktop.domain.redline import Mark, redline
from yport_desktop.services import conflicts
from yport_desktop.services.clashes import Clash, Dossier, How, Nature, PastValue
from yport_desktop.services.settlements import Decision
from yport_desktop.ui.components.buttons import PlainButton, PrimaryButton, QuietButton
from yport_desktop.ui.components.chip import Chip
from yport_desktop.ui.components.choice_editors import ChoiceEditor, ChoicesEditor, editor_for
from yport_desktop.ui.components.editors import Editor, LongTextEditor, NumberEditor
from yport_desktop.ui.components.flow import Flow
from yport_desktop.ui.components.key_hint import KeyHint
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, holding, line, row, shown_if
from yport_desktop.ui.components.merge_view import MergeView
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XL, XS, L, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.conflict_card import in_pairs, sides_of
from yport_desktop.ui.records.conflict_view import moment
from yport_desktop.ui.records.proof_view import ProofView

Decide = Callable[[Decision], object]
MERGED_LINES = 6
MOST_CLASHES = 30  # with more to choose than this, writing it anew is quicker


class ConflictDetail(QWidget):
    """Everything about one conflict. A decision goes to `decide`; `open_record(id)` shows the record."""

    def __init__(
        self, clash: Clash, known: Dossier, decide: Decide, open_record: Callable[[object], object]
    ) -> None:
        super().__init__()
        self.clash, self.known, self._decide = clash, known, decide
        self.merge: MergeView | None = None
        self.editor: Editor | None = None
        self.merged_editor: LongTextEditor | None = None
        self._before = known.before[0] if known.before else None
        before = self._base if clash.nature is Nature.TEXT and self._before is not None else None
        self.sides = sides_of(clash, before, self.keep)
        parts = [
            self._head(open_record),
            *self._was(),
            in_pairs(self.sides),
            *self._merging(),
            self._others(),
            *self._writing(),
            *self._below(),
            None,
        ]
        self.setLayout(column(*parts, spacing=L, margins=(XL, L, XL, L)))

    # what is shown -------------------------------------------------------------------------

    def _head(self, open_record: Callable[[object], object]) -> QWidget:
        clash = self.clash
        kind = Label(clash.kind_label, Type.CAPTION, Tone.SECOND)
        title = Label(clash.title, Type.TITLE, wrap=True)
        words = column(kind, title, Label(clash.label, tone=Tone.SECOND), spacing=2)
        button = QuietButton(tr("Open"), lambda: open_record(clash.record), "open")
        button.setAccessibleName(tr("Open {name}").format(name=clash.title))
        head = row(words, button, spacing=S)
        head.setStretchFactor(words, 1)
        head.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        box = column(head, spacing=S)
        if clash.reopened is not None:
            said = tr("The decision was taken back: it has to be made again.")
            box.addLayout(
                row(Chip(tr("taken back"), Tone.CAUTION, "undo"), Label(said, wrap=True), spacing=S)
            )
            box.itemAt(1).layout().setStretch(1, 1)
        return holding(box)

    def _was(self) -> list[QWidget]:
        """What was there before the two parted."""
        clash = self.clash
        if clash.nature in (Nature.RING, Nature.HANGING, Nature.DELETION):
            return []
        if not self.known.before:
            text = tr("Before: nothing was entered.")
        elif len(self.known.before) == 1:
            text = tr("Before: {value}").format(value=self.known.before[0].text)
        else:
            values = "\n".join(f"• {p.text}" for p in self.known.before)
            text = tr("Before, in several versions:\n{values}").format(values=values)
        return [Label(text, tone=Tone.SECOND, wrap=True, selectable=True)]

    @property
    def _base(self) -> str:
        return str(self._before.value or "") if self._before is not None else ""

    def _merging(self) -> list[QWidget]:
        """The text merged word by word, where there is anything to merge."""
        clash = self.clash
        if clash.nature is not Nature.TEXT or len(clash.sides) != 2:
            return []
        mine, theirs = (str(s.value or "") for s in clash.sides)
        base = self._base
        if self._before is None:  # what both have in common stands for what was before
            base = "".join(s.text for s in redline(mine, theirs) if s.mark is Mark.KEPT)
        chunks = merge3(base, mine, theirs)
        clashes = sum(c.origin is Origin.CLASH for c in chunks)
        shared = any(c.origin is Origin.AGREED and c.text.strip() for c in chunks)
        if not mine or not theirs or not shared or clashes > MOST_CLASHES:
            return []
        names = tuple(tr("You") if s.own else s.who for s in clash.sides)
        self.merge = MergeView(chunks, (names[0], names[1]))
        self.merge.changed.connect(self._merge_changed)
        self.keep_merged = PrimaryButton(tr("Keep the merged text"), self._keep_merged)
        self.edit_merged = QuietButton(tr("Edit before keeping"), self._edit_merged, "edit")
        self._merge_note = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self._merge_place = column(self.merge, spacing=S)
        acts = row(self.keep_merged, KeyHint("M"), self.edit_merged, self._merge_note, spacing=S)
        acts.setStretchFactor(self._merge_note, 1)
        acts.addStretch(0)
        box = column(
            line(),
            Label(tr("Merged word by word"), strong=True),
            self._merge_place,
            acts,
            spacing=S,
        )
        part = holding(box)
        self._merge_changed()
        return [part]

    def _merge_changed(self) -> None:
        assert self.merge is not None
        left = len(self.merge.choices) - len(self.merge.takes)
        self.keep_merged.setEnabled(left == 0 or self.merged_editor is not None)
        text = tr("1 place is left to choose") if left == 1 else tr("{n} places are left to choose")
        self._merge_note.setText(text.format(n=left))
        self._merge_note.setVisible(left > 0 and self.merged_editor is None)

    def _edit_merged(self) -> None:
        assert self.merge is not None
        self.merged_editor = LongTextEditor(least=MERGED_LINES)
        self.merged_editor.set_name(tr("Merged text"))
        self.merged_editor.set_value(self.merge.text)
        self.merge.hide()
        self.edit_merged.hide()
        self._merge_place.addWidget(self.merged_editor)
        self.merged_editor.field().setFocus(Qt.FocusReason.TabFocusReason)
        self._merge_changed()

    def _others(self) -> QWidget:
        """What can be decided beside keeping a side."""
        clash = self.clash
        parts: list[QWidget] = []
        self.extra: list[PlainButton] = []
        for place in range(len(clash.sides), len(clash.options)):
            self.extra.append(PlainButton(clash.options[place].verb, partial(self.keep, place)))
            parts.append(_with_key(self.extra[-1], str(place + 1)))
        self.keep_both: PlainButton | None = None
        if self._both() is not None:
            self.keep_both = PlainButton(tr("Keep both"), self.both)
            parts.append(_with_key(self.keep_both, "B"))
        self.editor = self._make_editor()
        self.open_editor = QuietButton(tr("Write something else"), self.write, "edit")
        if self.editor is not None:
            parts.append(_with_key(self.open_editor, "E"))
        holder = QWidget()
        holder.setLayout(Flow(*parts, spacing=M))
        shown_if(parts, holder)
        return holder

    def _writing(self) -> list[QWidget]:
        """The editor of another value, folded until it is asked for."""
        if self.editor is None:
            return []
        self.problem = Label("", Type.CAPTION, Tone.CRITICAL, wrap=True)
        self.problem.hide()
        self.keep_written = PlainButton(tr("Keep this value"), self._keep_written)
        entry = row(self.editor, self.keep_written, spacing=S)
        entry.setStretchFactor(self.editor, 1)
        entry.setAlignment(self.keep_written, Qt.AlignmentFlag.AlignTop)
        self._written = holding(column(entry, self.problem, spacing=XS))
        self._written.hide()
        return [self._written]

    def _make_editor(self) -> Editor | None:
        clash, field = self.clash, self.clash.field
        if field is None or any(isinstance(s.value, dict | list) for s in clash.sides):
            return None
        offered = clash.choices
        editor: Editor | None
        if field.kind is FieldKind.VALUE:
            editor = ChoiceEditor(offered, "") if offered else NumberEditor(clash.unit)
        elif field.choices_from and offered:
            editor = ChoiceEditor(offered) if field.kind is FieldKind.CHOICE else ChoicesEditor(offered)
        elif field.kind is FieldKind.LONG_TEXT:
            editor = LongTextEditor(least=2)
        else:
            editor = editor_for(field)
        if editor is not None:
            editor.set_name(tr("Another value for {field}").format(field=clash.label))
            editor.set_value(clash.sides[0].value)
        return editor

    def _below(self) -> list[QWidget]:
        """Evidence, and the history to unfold."""
        found: list[QWidget] = []
        if self.known.proofs:
            proofs = column(*[ProofView(p) for p in self.known.proofs], spacing=S)
            found.append(holding(column(Label(tr("Evidence"), strong=True), proofs, spacing=S)))
        if len(self.known.past) > len(self.clash.sides):
            found.append(self._history())
        if found:
            found.insert(0, line())
        return found

    def _history(self) -> QWidget:
        values = _history(self.known.past)
        values.hide()
        n = len(self.known.past)

        def unfold() -> None:
            values.setVisible(values.isHidden())
            self.unfold.set_icon("chevron_up" if values.isVisibleTo(self) else "chevron_down")

        self.unfold = QuietButton(
            tr("Every value this field was given ({n})").format(n=n), unfold, "chevron_down"
        )
        return holding(column(row(self.unfold, None, margins=(-S, 0, 0, 0)), values, spacing=S))

    # deciding ------------------------------------------------------------------------------

    def keep(self, place: int) -> None:
        """Decide as the option of that place says."""
        if place < len(self.clash.options):
            self._decide(conflicts.keep(self.clash, place))

    def _both(self) -> Decision | None:
        if self.merge is not None:
            return None  # the merge offers both, place by place
        return conflicts.both(self.clash, self._before.value if self._before is not None else None)

    def both(self) -> None:
        """Keep both, where that can be."""
        decision = self._both()
        if decision is not None:
            self._decide(decision)

    def write(self) -> None:
        """Unfold the editor of another value."""
        if self.editor is not None:
            self._written.show()
            self.editor.field().setFocus(Qt.FocusReason.TabFocusReason)

    def keep_merge(self) -> None:
        """Keep the merged text, if nothing is left to choose."""
        if self.merge is not None and self.keep_merged.isEnabled():
            self._keep_merged()

    def _keep_merged(self) -> None:
        assert self.merge is not None
        text = self.merge.text
        if self.merged_editor is not None:
            self.merged_editor.complete()
            text = str(self.merged_editor.value() or "")
        self._decide(conflicts.write(self.clash, text, How.MERGED))

    def _keep_written(self) -> None:
        """Complete the entry, then keep it."""
        if self.editor is not None:
            self.editor.complete()
            value: Json = self.editor.value()
            self._decide(conflicts.write(self.clash, value))

    def show_problem(self, text: str) -> bool:
        """Say beside the entry why a value was refused; False where there is no entry open."""
        if self.editor is None or self._written.isHidden():
            return False
        self.problem.setText(text)
        self.problem.show()
        return True


def _with_key(button: PlainButton, key: str) -> QWidget:
    return holding(row(button, KeyHint(key), spacing=S))


def _history(past: Sequence[PastValue]) -> QWidget:
    """Every value a field was given, newest first: when, who, what."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(L)
    grid.setVerticalSpacing(S)
    grid.setColumnStretch(2, 1)
    top = Qt.AlignmentFlag.AlignTop
    for at, value in enumerate(past):
        who = tr("{who} (you)").format(who=value.who) if value.own else value.who
        grid.addWidget(Label(moment(value.at), Type.CAPTION, Tone.SECOND), at, 0, top)
        grid.addWidget(Label(who, Type.CAPTION, Tone.SECOND), at, 1, top)
        grid.addWidget(Label(value.text, wrap=True, strong=value.is_head, selectable=True), at, 2, top)
    return holding(column(grid, margins=(M, 0, 0, 0)))
