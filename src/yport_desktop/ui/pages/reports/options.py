"""The quiet panel at the right: language, date, mission and parts of the report, and what it is."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from yport_desktop.domain.entity import Choice
from yport_desktop.env.translations import LANGUAGE_NAMES
from yport_desktop.ui.components.buttons import PlainButton, PrimaryButton
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.choice_editors import DateEditor
from yport_desktop.ui.components.editors import Editor
from yport_desktop.ui.components.form_row import ProblemLine
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import clear, column, dress, line
from yport_desktop.ui.components.name_editor import NameEditor
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, XS, L, S, Tone, Type
from yport_desktop.ui.pages.reports.making import Content, Made

WIDTH = 288


class Options(QWidget):
    """What a person may choose. `changed()` after every choice; `save_requested()`, `view_requested()`."""

    changed = Signal()
    save_requested = Signal()
    view_requested = Signal()

    def __init__(self, languages: Sequence[str], chosen: str) -> None:
        super().__init__()
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(tokens().px(WIDTH))
        self._left_out: set[str] = set()
        self._shown_parts: tuple[tuple[str, str], ...] = ()
        self.boxes: dict[str, CheckBox] = {}
        self.save = PrimaryButton(tr("Save PDF…"), self.save_requested.emit, "download")
        self.view = PlainButton(tr("Open in viewer"), self.view_requested.emit, "open")
        names = [Choice(code, LANGUAGE_NAMES.get(code, code)) for code in languages]
        self.language = NameEditor(names, empty="")
        self.language.set_value(chosen if chosen in languages else "en")
        self.date = DateEditor()
        self.date.set_value(date.today().isoformat())
        self.date_problem = ProblemLine()
        self.mission = NameEditor(())
        self.facts = column(spacing=XS)
        self._parts = column(spacing=0)
        for editor in (self.language, self.date, self.mission):
            editor.edited.connect(lambda _value: self.changed.emit())
        self.date.problems_found.connect(self.date_problem.set_problems)
        self._lay_out()
        self.set_ready(False)

    def _lay_out(self) -> None:
        content = QWidget()
        self._mission_part = QWidget()
        self._mission_part.setLayout(_named(tr("Mission"), self.mission))
        self._parts_part, self._facts_part = QWidget(), QWidget()
        self._parts_part.setLayout(column(line(), S, _title(tr("Parts")), self._parts, spacing=S))
        self._facts_part.setLayout(column(line(), S, _title(tr("This report")), self.facts, spacing=S))
        for part in (self._mission_part, self._parts_part, self._facts_part):
            part.hide()
        content.setLayout(
            column(
                _named(tr("Language"), self.language),
                _named(tr("Date on the report"), self.date),
                self.date_problem,
                self._mission_part,
                self._parts_part,
                self._facts_part,
                None,
                spacing=L,
                margins=(L, L, L, XL),
            )
        )
        buttons = column(self.save, self.view, spacing=S, margins=(L, L, L, L))
        area = scrolled(content)
        box = column(buttons, line(), area, spacing=0)
        box.setStretchFactor(area, 1)
        self.setLayout(box)

    # showing -------------------------------------------------------------------------------

    def set_ready(self, ready: bool) -> None:
        """Only a finished report that is still true can be saved."""
        self.save.setEnabled(ready)
        self.view.setEnabled(ready)

    def set_content(self, content: Content) -> None:
        """Offer the missions and the parts of a report."""
        missions = [Choice(str(m.id), m.title) for m in content.missions]
        chosen = self.mission.value()
        self.mission.set_choices(missions)
        self.mission.set_value(chosen if chosen in {m.key for m in missions} else None)
        self._mission_part.setVisible(bool(missions))
        self._parts_part.show()
        parts = tuple((s.key, s.title) for s in content.whole.sections)
        if parts != self._shown_parts:
            self._shown_parts = parts
            self._fill_parts(parts)

    def _fill_parts(self, parts: tuple[tuple[str, str], ...]) -> None:
        clear(self._parts)
        self.boxes = {}
        for key, title in parts:
            box = CheckBox(title)
            box.setChecked(key not in self._left_out)
            box.setToolTip(title)
            box.clicked.connect(lambda on, key=key: self._toggle(key, on))
            self.boxes[key] = box
            self._parts.addWidget(box)

    def set_made(self, made: Made, pages: int) -> None:
        """Say what the report is."""
        clear(self.facts)
        report = made.content.printed
        self._facts_part.show()
        kilobytes = len(made.pdf) / 1000
        size = f"{kilobytes / 1000:.1f} MB" if kilobytes >= 1000 else f"{kilobytes:.0f} kB"
        for text in (
            tr("{count} pages, {size}").format(count=pages, size=size),
            tr("Made at {time}").format(time=made.at.strftime("%H:%M")),
            tr("State {hash}").format(hash=report.state_hash[:12]),
        ):
            self.facts.addWidget(Label(text, Type.CAPTION, Tone.SECOND))

    # choices -------------------------------------------------------------------------------

    @property
    def left_out(self) -> frozenset[str]:
        """The parts that are not printed."""
        return frozenset(self._left_out)

    def reset_parts(self) -> None:
        """Another engagement begins with all its parts."""
        self._left_out.clear()
        self._shown_parts = ()

    def _toggle(self, key: str, on: bool) -> None:
        if not on and len(self._left_out) + 1 >= len(self.boxes):
            self.boxes[key].setChecked(True)
            return
        (self._left_out.discard if on else self._left_out.add)(key)
        self.changed.emit()


def _title(text: str) -> Label:
    return Label(text, Type.CAPTION, Tone.SECOND, strong=True)


def _named(name: str, editor: Editor) -> QVBoxLayout:
    editor.set_name(name)
    return column(_title(name), editor, spacing=XS)
