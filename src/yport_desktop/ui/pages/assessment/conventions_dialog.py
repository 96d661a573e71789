"""What the engagement agreed on: its currency, dated rates with their sources, and its fiscal year."""

from collections.abc import Callable
from decimal import Decimal
from uuid import UUID

from PySide6.QtWidgets import QWidget

from yport_desktop.domain.conventions import Conventions
from yport_desktop.domain.entity import Choice, Json
from yport_desktop.domain.rates import Rate
from yport_desktop.domain.unit_list import CURRENCIES
from yport_desktop.services.engagements import ENGAGEMENT
from yport_desktop.services.published_rates import PUBLISHED
from yport_desktop.services.rates import agree, conventions_of
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.choice_editors import ChoiceEditor, DateEditor
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.editors import NumberEditor, TextEditor
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, holding, row, stack
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, S, Tone, Type
from yport_desktop.ui.desk import Desk

WIDTH, LABELS, RATES_HIGH = 640, 150, 170
Keep = Callable[[str, int | None, tuple[Rate, ...]], object]


class RateEntry(QWidget):
    """A further rate: at a date, so much of one currency is worth so much of another."""

    def __init__(self) -> None:
        super().__init__()
        codes = [Choice(code, code) for code in CURRENCIES]
        self.date, self.source = DateEditor(), TextEditor()
        self.base_amount, self.quote_amount = NumberEditor(), NumberEditor()
        self.base, self.quote = ChoiceEditor(codes), ChoiceEditor(codes)
        self.values: dict[str, Json] = {"base_amount": "1"}
        self.base_amount.set_value("1")
        named = (
            ("date", self.date, tr("Date of the rate")),
            ("base_amount", self.base_amount, tr("Amount")),
            ("base", self.base, tr("Currency")),
            ("quote_amount", self.quote_amount, tr("Amount it is worth")),
            ("quote", self.quote, tr("In this currency")),
            ("source", self.source, tr("Source")),
        )
        for key, editor, name in named:
            editor.set_name(name)
            editor.edited.connect(lambda value, at=key: self.values.update({at: value}))
        equal = Label("=", tone=Tone.SECOND)
        amounts = row(self.base_amount, self.base, equal, self.quote_amount, self.quote, spacing=XS)
        self.setLayout(
            column(
                FormRow(tr("Date of the rate"), self.date, label_width=LABELS),
                row(_label(tr("Rate")), amounts, spacing=S),
                FormRow(tr("Source"), self.source, label_width=LABELS),
                spacing=XS,
            )
        )

    def rate(self) -> Rate | None:
        """What was entered, None while something is missing."""
        texts = {key: str(self.values.get(key) or "") for key in ("date", "base", "quote", "source")}
        try:
            amounts = [Decimal(str(self.values.get(key) or "")) for key in ("base_amount", "quote_amount")]
        except ArithmeticError:
            return None
        if not all(texts.values()) or texts["base"] == texts["quote"] or min(amounts) <= 0:
            return None
        return Rate(texts["date"], amounts[0], texts["base"], amounts[1], texts["quote"], texts["source"])


class ConventionsForm(QWidget):
    """Currency, fiscal year, the published rates to be taken, and one further rate."""

    def __init__(self, agreed: Conventions, months: tuple[Choice, ...]) -> None:
        super().__init__()
        self.chosen: dict[str, Json] = {
            "currency": agreed.currency or None,
            "fiscal_year": f"{agreed.fiscal_start:02d}",
        }
        self.currency = ChoiceEditor(
            [Choice(code, code) for code in CURRENCIES], empty=tr("none: amounts stay as they are")
        )
        self.months = ChoiceEditor(months, empty="")
        for key, editor in (("currency", self.currency), ("fiscal_year", self.months)):
            editor.set_value(self.chosen[key])
            editor.edited.connect(lambda value, at=key: self.chosen.update({at: value}))
        self.boxes: dict[Rate, CheckBox] = {}
        known = tuple(dict.fromkeys((*agreed.rates, *PUBLISHED)))
        parts: list[QWidget] = []
        for rate in known:
            box = CheckBox(
                f"{rate.base} {rate.base_amount:f} = {rate.quote} {rate.quote_amount:f}, {rate.date}"
            )
            box.setChecked(rate in agreed.rates)
            box.setEnabled(rate not in agreed.rates)
            self.boxes[rate] = box
            about = ", ".join(part for part in (rate.source, rate.address, rate.source_year) if part)
            parts.append(holding(column(box, Label(about, Type.CAPTION, Tone.SECOND, wrap=True), spacing=0)))
        listed = scrolled(stack(parts, XS))
        listed.setFixedHeight(tokens().px(RATES_HIGH))
        about = tr(
            "Published rates were stated by their studies for their own cost tables. An amount is converted "
            "with the rate nearest to its period, and its row says which one."
        )
        self.entry = RateEntry()
        self.setLayout(
            column(
                FormRow(tr("Currency of the engagement"), self.currency, label_width=LABELS),
                FormRow(tr("Fiscal year begins in"), self.months, label_width=LABELS),
                Label(tr("Exchange rates"), Type.CAPTION, Tone.SECOND, strong=True),
                Label(about, Type.CAPTION, Tone.SECOND, wrap=True),
                listed,
                Label(tr("A further rate"), Type.CAPTION, Tone.SECOND, strong=True),
                self.entry,
                spacing=S,
            )
        )

    def take(self, keep: Keep) -> None:
        """Hand on what was chosen."""
        rates = [rate for rate, box in self.boxes.items() if box.isChecked() and box.isEnabled()]
        if (own := self.entry.rate()) is not None:
            rates.append(own)
        month = str(self.chosen["fiscal_year"] or "")
        start = int(month) if month.isdecimal() else None
        keep(str(self.chosen["currency"] or ""), start, tuple(rates))


def open_conventions(parent: QWidget, desk: Desk, space: UUID) -> None:
    """Ask for what is agreed, show it, and keep what the person chose in one save."""
    field = desk.registry.entities[ENGAGEMENT].field("fiscal_year")
    months = field.choices if field is not None else ()

    def keep(currency: str, start: int | None, rates: tuple[Rate, ...]) -> None:
        done = tr("Currency, rates and fiscal year were set.")
        desk.ask(
            lambda ws: agree(ws, space, currency, start, rates),
            lambda committed: desk.tell_undoable(done) if committed.touched else None,
            owner=parent,
        )

    def show(agreed: Conventions) -> None:
        conventions_dialog(parent, agreed, months, keep).open()

    desk.ask(lambda ws: conventions_of(ws, space), show, owner=parent)


def conventions_dialog(
    parent: QWidget, agreed: Conventions, months: tuple[Choice, ...], keep: Keep
) -> Dialog:
    """The dialog, ready to be opened."""
    dialog = Dialog(parent, tr("Currency, rates and fiscal year"), width=WIDTH)
    form = ConventionsForm(agreed, months)
    dialog.add(form)
    dialog.form = form  # type: ignore[attr-defined]

    def take() -> None:
        if (focused := dialog.focusWidget()) is not None:
            focused.clearFocus()
        dialog.accept()
        form.take(keep)

    dialog.cancel_verb()
    dialog.verb(tr("Set"), take, primary=True, stays=True)
    return dialog


def _label(text: str) -> Label:
    label = Label(text)
    label.setFixedWidth(LABELS)
    return label
