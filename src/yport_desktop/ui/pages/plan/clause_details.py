"""What a clause promises beside its words: indicator, baseline, target, who, when, at what cost."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from PySide6.QtWidgets import QWidget

from yport_desktop.domain.entity import EntityType, FieldValues, Json
from yport_desktop.domain.numbers import format_number
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.form_row import RecordForm
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.tokens import S
from yport_desktop.ui.pages.plan.in_place import INSET

FIELDS = (
    "indicator",
    "unit",
    "baseline_value",
    "baseline_year",
    "target_value",
    "target_year",
    "horizon",
    "start",
    "end",
    "cost",
    "currency",
    "price_year",
    "funding",
    "assumptions",
    "source",
    "source_address",
    "note",
)


class ClauseDetails(QWidget):
    """One line that says what is promised; unfolds into a form whose entries are kept one by one."""

    def __init__(self, entity: EntityType, on_edited: Callable[[str, Json], object]) -> None:
        super().__init__()
        self._entity, self._on_edited = entity, on_edited
        self._values: FieldValues = {}
        self.form: RecordForm | None = None
        self.summary = Label("", wrap=True)
        self.unfold = QuietButton(tr("Target, schedule, cost"), self._toggle, "chevron_right")
        self.summary.setContentsMargins(INSET, 0, 0, 0)
        self._box = column(self.summary, row(self.unfold, None), spacing=S)
        self.setLayout(self._box)

    def set_values(self, values: FieldValues) -> None:
        """Show the fields of a clause."""
        self._values = values
        text = _summary(values)
        self.summary.setText(text)
        self.summary.setVisible(bool(text))
        if self.form is not None:
            self.form.set_values(values)

    def _toggle(self) -> None:
        if self.form is None:
            self.form = RecordForm(self._entity, self._on_edited, FIELDS)
            self.form.set_values(self._values)
            self._box.addWidget(self.form)
            self.form.show()
            shown = True
        else:
            shown = self.form.isHidden()
            self.form.setVisible(shown)
        self.unfold.set_icon("chevron_down" if shown else "chevron_right")


def _summary(values: FieldValues) -> str:
    unit = str(values.get("unit") or "")
    baseline = _with_year(values.get("baseline_value"), unit, values.get("baseline_year"))
    target = _with_year(values.get("target_value"), unit, values.get("target_year"))
    parts = [str(values.get("indicator") or "")]
    if baseline:
        parts.append(tr("Baseline: {value}").format(value=baseline))
    if target:
        parts.append(tr("Target: {value}").format(value=target))
    if values.get("cost"):
        cost = f"{_number(values['cost'])} {values.get('currency') or ''}".strip()
        parts.append(tr("Cost: {value}").format(value=cost))
    return " · ".join(p for p in parts if p)


def _with_year(value: Json, unit: str, year: Json) -> str:
    if value in (None, ""):
        return ""
    text = f"{_number(value)} {unit}".strip()
    return f"{text} ({year})" if year else text


def _number(value: Json) -> str:
    try:
        return format_number(Decimal(str(value)), None, language())
    except InvalidOperation:
        return str(value)
