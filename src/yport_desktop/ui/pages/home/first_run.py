"""Before there is an engagement: what the program is for, and three ways to begin."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from yport_desktop.domain.entity import Choice, Field, Json
from yport_desktop.domain.errors import InvalidEntry, Problem
from yport_desktop.domain.registry import Registry
from yport_desktop.services.sample import SAMPLES, Offer
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.choice_editors import ChoicesEditor, editor_for
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.editors import Editor
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.list_line import ListLine
from yport_desktop.ui.components.look import REDRAW, column, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, XXL, L, S, Tone, Type
from yport_desktop.ui.errors import sentence

Do = Callable[[], object]
LABELS = 150
CARD_WIDTH = 300
CITY_FIELDS = ("name", "country")
AGREED_FIELDS = ("agreement_kind", "valid_until", "currency", "sectors")


class WayCard(Card):
    """One way to begin; the whole card is a button."""

    def __init__(self, icon: str, title: str, text: str, do: Do) -> None:
        super().__init__("", opens=True)
        self.opened.connect(lambda: do())
        self.setAccessibleName(f"{title}. {text}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body.addWidget(IconLabel(icon, "", Tone.ACCENT, 28))
        self.body.addSpacing(S)
        self.body.addWidget(Label(title, Type.EMPHASIS, strong=True, wrap=True))
        self.body.addWidget(Label(text, tone=Tone.SECOND, wrap=True))
        self.body.addStretch(1)


class SamplesCard(Card):
    """The samples, one line each."""

    def __init__(self, sample: Callable[[Offer], object]) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.body.addWidget(IconLabel("assess", "", Tone.ACCENT, 28))
        self.body.addSpacing(S)
        self.body.addWidget(Label(tr("Open a sample engagement"), Type.EMPHASIS, strong=True, wrap=True))
        text = tr("Built from published figures with their sources: look around, change anything.")
        self.body.addWidget(Label(text, tone=Tone.SECOND, wrap=True))
        self.lines: dict[str, ListLine] = {}
        for offer in SAMPLES:
            self.body.addLayout(self._line(offer, sample))
        self.body.addStretch(1)

    def _line(self, offer: Offer, sample: Callable[[Offer], object]) -> QVBoxLayout:
        """The city as a line to open, and below it what is to be seen there."""
        line = self.lines[offer.key] = ListLine(
            tr(offer.city), lambda: sample(offer), strong=True, text_tone=Tone.ACCENT
        )
        line.setAccessibleDescription(tr(offer.about))
        about = Label(tr(offer.about), Type.CAPTION, Tone.SECOND, wrap=True)
        return column(line, row(about, margins=(S, 0, S, 0)), spacing=0)


class FirstRun(QWidget):
    """Start an engagement, look at a sample, or take what a colleague sent."""

    def __init__(self, start: Do, sample: Callable[[Offer], object], receive: Do) -> None:
        super().__init__()
        title = Label(tr("Welcome"), Type.PAGE)
        text = Label(
            tr(
                "Y-PORT Desktop keeps an engagement with a partner city in one place: its figures with "
                "their sources, its findings, its plan with every change proposed, and the report. "
                "Everything stays on this computer until you send it."
            ),
            Type.EMPHASIS,
            Tone.SECOND,
            wrap=True,
        )
        self.start = WayCard(
            "city",
            tr("Start an engagement"),
            tr("With a city of your own: a few facts are enough, the rest can follow."),
            start,
        )
        self.samples = SamplesCard(sample)
        self.receive = WayCard(
            "inbox",
            tr("Import a bundle from a colleague"),
            tr("Join an engagement that somebody else began: open the file you were sent."),
            receive,
        )
        ways = row(self.start, self.samples, self.receive, spacing=L)
        for at in range(ways.count()):
            ways.setStretch(at, 1)
        middle = self._middle = QWidget()
        middle.setLayout(column(title, text, XL, ways, spacing=S))
        content = QWidget()
        box = column(None, row(None, middle, None, spacing=0), None, None, margins=(XXL, XL, XXL, XL))
        box.itemAt(1).layout().setStretch(1, 100)
        content.setLayout(box)
        self.setLayout(column(scrolled(content)))
        self.setFocusProxy(self.start)
        self._fit()

    def _fit(self) -> None:
        self._middle.setMaximumWidth(tokens().px(3 * CARD_WIDTH + 2 * L))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text scale."""
        super().changeEvent(event)
        if event.type() in REDRAW and hasattr(self, "_middle"):
            self._fit()


class StartDialog(Dialog):
    """A few facts of a new engagement. `begin(city values, agreed values, failed)` makes it."""

    def __init__(
        self,
        parent: QWidget,
        registry: Registry,
        begin: Callable[[dict[str, Json], dict[str, Json], Callable[[Exception], object]], object],
    ) -> None:
        text = tr("Only the city is needed now. All of this can be changed and completed later.")
        super().__init__(parent, tr("Start an engagement"), text, width=540)
        self._begin = begin
        self.city = self._rows(registry, "partner_city", CITY_FIELDS)
        self.agreed = self._rows(registry, "engagement", AGREED_FIELDS)
        self.city["name"].label.setText(tr("Partner city"))
        self.add(*self.city.values(), *self.agreed.values())
        self.cancel_verb()
        self.verb(tr("Start"), self._start, primary=True, stays=True)
        self.city["name"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self, registry: Registry, kind: str, keys: tuple[str, ...]) -> dict[str, FormRow]:
        rows = {}
        for key in keys:
            field = registry.entities[kind].field(key)
            if field is None:
                continue
            if (editor := _editor(registry, field)) is not None:
                rows[key] = FormRow(
                    tr(field.label), editor, tr(field.help), field.required, label_width=LABELS
                )
        return rows

    def _start(self) -> None:
        for made in (*self.city.values(), *self.agreed.values()):
            made.editor.complete()  # the verb may be reached by a key, without leaving the field
        city = {key: made.editor.value() for key, made in self.city.items()}
        agreed = {key: made.editor.value() for key, made in self.agreed.items()}
        self._begin(city, agreed, self._refused)

    def _refused(self, problem: Exception) -> None:
        """Say at each field what is wrong with it."""
        problems = problem.problems if isinstance(problem, InvalidEntry) else (Problem(sentence(problem)),)
        rows = {**self.agreed, **self.city}
        for key, made in rows.items():
            made.set_problems(
                [p for p in problems if p.field == key or (key == "name" and p.field not in rows)]
            )
        wrong = [made for key, made in rows.items() if any(p.field == key for p in problems)]
        (wrong[0] if wrong else self.city["name"]).editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _editor(registry: Registry, field: Field) -> Editor | None:
    if field.choices_from == "sectors":
        return ChoicesEditor([Choice(s.key, s.label) for s in registry.sectors.values()], tr("all of them"))
    return editor_for(field)
