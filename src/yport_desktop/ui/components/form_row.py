"""One line of a form: label with its definition on demand, editor, what belongs to it, and what is wrong."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from yport_desktop.domain.entity import EntityType, Field, FieldValues, Json
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.ui.components.buttons import IconButton
from yport_desktop.ui.components.choice_editors import editor_for
from yport_desktop.ui.components.editors import Editor, NumberEditor, TextEditor
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import column, row, shown_if
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import FORM_CONTROL_HEIGHT, XS, S, Tone, Type

LABEL_WIDTH = 180


def problem_text(problem: Problem) -> str:
    """A problem in the language in force; labels inside it are translated too."""
    details = {
        key: tr(value) if isinstance(value, str) and value else value for key, value in problem.details
    }
    return tr(problem.message).format(**details) if details else tr(problem.message)


class ProblemLine(QWidget):
    """Problems under a field, with the sign of the worst one; takes no room when there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.sign = IconLabel("warning", size=14)
        self.text = Label("", Type.CAPTION, wrap=True)
        box = row(self.sign, self.text, spacing=XS + 2)
        box.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(box)
        self.hide()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show these."""
        self.setVisible(bool(problems))
        if not problems:
            self.text.clear()
            return
        refused = any(p.severity is Severity.REFUSED for p in problems)
        warning = any(p.severity is Severity.WARNING for p in problems)
        tone = Tone.CRITICAL if refused else Tone.CAUTION if warning else Tone.SECOND
        icon, meaning = (
            ("critical", tr("Not accepted"))
            if refused
            else ("warning", tr("Please check"))
            if warning
            else ("info", tr("Note"))
        )
        self.sign.set_icon(icon, meaning, tone)
        self.text.set_tone(tone)
        self.text.setText("\n".join(problem_text(p) for p in problems))


class FormRow(QWidget):
    """Label at the left, editor in the middle, `trailing` widgets at its right, problems below.

    Relays the editor's `edited(value)`. The definition unfolds under the row with the small "?".
    """

    def __init__(
        self,
        label: str,
        editor: Editor,
        definition: str = "",
        required: bool = False,
        trailing: Iterable[QWidget] = (),
        label_width: int = LABEL_WIDTH,
        editor_width: int = 0,
    ) -> None:
        super().__init__()
        self.editor = editor
        self.edited = editor.edited
        self._label_width = label_width
        self.label = Label(label, wrap=True)
        self.label.setBuddy(editor.field())
        editor.set_name(label + (f" ({tr('required')})" if required else ""))
        self.required = Label("•", tone=Tone.ACCENT)
        self.required.setToolTip(tr("Required"))
        shown_if(required, self.required)
        self.problems = ProblemLine()
        self.definition = Label(definition, Type.CAPTION, Tone.SECOND, wrap=True, selectable=True)
        self.definition.hide()
        self._lay_out(definition, tuple(trailing), editor_width)
        editor.problems_found.connect(self.set_problems)

    def _lay_out(self, definition: str, trailing: tuple[QWidget, ...], editor_width: int) -> None:
        t = tokens()
        head: list[QWidget] = [self.label, self.required]
        if definition:
            self.definition_button = IconButton(
                "question", tr("Definition"), checkable=True, size=15, tone=Tone.FAINT
            )
            self.definition_button.toggled.connect(self.definition.setVisible)
            self.definition_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            head.append(self.definition_button)
        self._head = QWidget()
        head_row = row(*head, spacing=XS)
        head_row.setStretchFactor(self.label, 1)
        self._head.setLayout(head_row)
        self._head.setFixedWidth(t.px(self._label_width))
        self._head.setMinimumHeight(t.px(FORM_CONTROL_HEIGHT))
        middle = row(self.editor, *trailing, spacing=S)
        if editor_width:
            self.editor.setMaximumWidth(t.px(editor_width))  # less where the form is narrow
            middle.setStretchFactor(self.editor, 1)
            middle.addStretch(0)
        else:
            middle.setStretchFactor(self.editor, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._head, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(middle, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(column(self.problems, self.definition, spacing=2), 1, 1)
        grid.setColumnStretch(1, 1)
        if isinstance(self.editor, TextEditor) and not isinstance(self.editor, NumberEditor):
            self.editor.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_value(self, value: Json) -> None:
        """Show a value from the store."""
        self.editor.set_value(value)

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show problems found by the editor or by a rule across fields."""
        self.problems.set_problems(problems)
        self.editor.set_state(problems)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows squeeze the editor, not the label."""
        return QSize(tokens().px(self._label_width) + 120, super().minimumSizeHint().height())


class RecordForm(QWidget):
    """A plain form for a record type, one row per declared field, in the order of its sections.

    `rows` by field key; `on_edited(field key, value)` is called for every completed entry.
    """

    def __init__(
        self, entity: EntityType, on_edited: Callable[[str, Json], object], only: Iterable[str] = ()
    ) -> None:
        super().__init__()
        self.rows: dict[str, FormRow] = {}
        wanted = set(only)
        box = column(spacing=S)
        for section in entity.sections:
            fields = [f for f in section.fields if not wanted or f.key in wanted]
            made = [(f, editor) for f in fields if (editor := editor_for(f)) is not None]
            if made and len(entity.sections) > 1:
                box.addWidget(Label(tr(section.label), Type.EMPHASIS, strong=True))
            for field, editor in made:
                box.addWidget(self._row(field, editor, on_edited))
        self.setLayout(box)

    def _row(self, field: Field, editor: Editor, on_edited: Callable[[str, Json], object]) -> FormRow:
        form_row = FormRow(tr(field.label), editor, tr(field.help), field.required)
        form_row.edited.connect(lambda value, key=field.key: on_edited(key, value))
        self.rows[field.key] = form_row
        return form_row

    def set_values(self, values: FieldValues) -> None:
        """Show the values of a record."""
        for key, form_row in self.rows.items():
            form_row.set_value(values.get(key))

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem at its field."""
        for key, form_row in self.rows.items():
            form_row.set_problems([p for p in problems if p.field == key])


def sample() -> QWidget:
    """Good, doubtful and refused."""
    page = QWidget()
    name = FormRow("Facility", TextEditor(), "The name used by the city.", required=True)
    name.set_value("Inayawan sanitary landfill")
    mass = FormRow(
        "Waste received", NumberEditor("t/d"), editor_width=180, trailing=(Label("2023", tone=Tone.SECOND),)
    )
    mass.set_value("1045.5")
    mass.set_problems(
        [
            Problem(
                "Unusually high: 1,045.5 t/d, where at most 900 is expected. Please check.", Severity.WARNING
            )
        ]
    )
    share = FormRow("Organic share", NumberEditor("%"), editor_width=180)
    share.set_value("112")
    share.set_problems([Problem("A share cannot be more than 100 %.", Severity.REFUSED)])
    page.setLayout(column(name, mass, share, spacing=S))
    page.setMinimumWidth(560)
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
