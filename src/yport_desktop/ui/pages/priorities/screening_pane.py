"""Screening: one card per sector with its three factors and their product, in the order of the product."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from yport_desktop.domain.entity import Choice, EntityType
from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.sector import Sector
from yport_desktop.services.screening import ScreenedSector, ScreeningView
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.editors import Editor, NumberEditor
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, holding, row
from yport_desktop.ui.components.side_panel import centred
from yport_desktop.ui.components.stacked_bar import BarPart, StackedBar
from yport_desktop.ui.design.texts import language, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type
from yport_desktop.ui.numbers_shown import shown_estimate, why_missing

from .events import PriorityEvents
from .words import decimal

LABELS, SHORT, CHOICE, INDICATOR, WIDEST = 190, 170, 340, 520, 860


# What is said of a factor, by the field that it stands below.
REASONS = {"need_reason": "need_good", "spending_source": "spending", "authority_reason": "authority"}


class ScreeningCard(Card):
    """One sector."""

    def __init__(self, sector: Sector, entity: EntityType, events: PriorityEvents) -> None:
        super().__init__(tr(sector.label))
        self._sector, self._events = sector, events
        self.product = Label("", Type.TITLE, strong=True)
        self.bar = StackedBar()
        self.sum = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self.details = QuietButton(
            tr("Reasons and sources"), lambda: events.screening_requested.emit(sector.key), "edit"
        )
        self.add_action(self.details)
        self.add_action(self.product)
        indicators = [
            Choice(f"{sector.key}.{i.key}", i.label)
            for i in sorted(sector.indicators, key=lambda i: not i.headline)
        ]
        choice = ChoiceEditor(indicators, tr("Stated directly"))
        authority = entity.field("authority")
        self.rows: dict[str, FormRow] = {
            "need_from": self._row(entity, "need_from", choice, INDICATOR),
            "need": self._row(entity, "need", NumberEditor("%"), SHORT),
            "need_bad": self._row(entity, "need_bad", NumberEditor(), SHORT),
            "need_good": self._row(entity, "need_good", NumberEditor(), SHORT),
            "spending": self._row(entity, "spending", NumberEditor("%"), SHORT),
            "authority": self._row(
                entity, "authority", ChoiceEditor(authority.choices if authority else ()), CHOICE
            ),
        }
        self.now = _caption()
        self.reasons = {key: _caption() for key in REASONS}
        lines: list[QWidget] = []
        for key, made in self.rows.items():
            lines.append(made)
            lines += [_under(self.now)] if key == "need_from" else []
            lines += [_under(self.reasons[under]) for under, above in REASONS.items() if above == key]
        self.add(column(self.bar, self.sum, spacing=4), column(*lines, spacing=4))

    def _row(self, entity: EntityType, key: str, editor: Editor, width: int) -> FormRow:
        field = entity.field(key)
        made = FormRow(tr(field.label) if field else key, editor, label_width=LABELS, editor_width=width)
        made.edited.connect(lambda value: self._events.screened.emit(self._sector.key, {key: value}))
        return made

    def show_row(self, found: ScreenedSector) -> None:
        """Show the state of the sector."""
        for key, made in self.rows.items():
            value = found.record.get(key) if found.record else None
            made.set_value(decimal(value) if isinstance(made.editor, NumberEditor) else value)
        from_result = found.indicator is not None
        self.rows["need"].setVisible(not from_result)
        for key in ("need_bad", "need_good"):
            self.rows[key].setVisible(from_result)
        self.now.setText(self._now(found))
        self.now.parentWidget().setVisible(from_result)
        for key, label in self.reasons.items():
            text = str(found.record.get(key) or "") if found.record else ""
            label.setText(text)
            label.parentWidget().setVisible(bool(text))
        product = found.factors.product
        if found.indicator is not None:
            unit = found.indicator.display_unit or found.indicator.unit
            for key in ("need_bad", "need_good"):
                editor = self.rows[key].editor
                if isinstance(editor, NumberEditor):
                    editor.set_unit("" if unit == "fraction" else unit)
        rank = "" if found.rank is None else f"{found.rank}=" if found.tied else str(found.rank)
        self.note.setText(tr("Place {rank}").format(rank=rank) if rank else tr("not placed yet"))
        self.note.show()
        self.product.setText("–" if product is None else _two(product))
        self.product.set_tone(Tone.FAINT if product is None else Tone.NEUTRAL)
        self._show_sum(found)

    def _show_sum(self, found: ScreenedSector) -> None:
        factors, product = found.factors, found.factors.product
        names = (tr("Need"), tr("Spending"), tr("Authority"))
        parts = [
            f"{name} {tr('missing') if value is None else _two(value)}"
            for name, value in zip(names, factors.all, strict=True)
        ]
        text = " × ".join(parts)
        self.sum.setText(text)
        if product is None:
            self.bar.set_parts((), open_part=(factors.highest if found.record else 0.0, text))
        else:
            self.bar.set_parts((BarPart(product, text, 0),))

    def _now(self, found: ScreenedSector) -> str:
        if found.indicator is None or found.estimate is None:
            return ""
        if found.estimate.value is None:
            return why_missing(self._sector, found.estimate)
        shown = shown_estimate(self._sector, found.indicator, found.estimate)
        source = found.indicator.source
        value = f"{shown.value} {shown.unit}".strip()
        if shown.low:
            value = tr("{value} ({low} to {high})").format(value=value, low=shown.low, high=shown.high)
        return tr("Now {value}. Method: {source}").format(
            value=value, source=", ".join(p for p in (tr(source.title), source.year) if p)
        )


def _caption() -> Label:
    return Label("", Type.CAPTION, Tone.SECOND, wrap=True)


def _under(label: Label) -> QWidget:
    """A caption below a field, in line with it."""
    return holding(row(label, margins=(tokens().px(LABELS) + S, 0, 0, 0)))


def _two(value: float) -> str:
    return format_number(value, 2, language())


class ScreeningPane(QWidget):
    """Cards in the order of the product, and what the factors mean."""

    def __init__(self, sectors: Mapping[str, Sector], entity: EntityType, events: PriorityEvents) -> None:
        super().__init__()
        self._sectors, self._entity, self._events = sectors, entity, events
        self.cards: dict[str, ScreeningCard] = {}
        self._box = column(spacing=M)
        self.text = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self.rules = QuietButton(tr("Range of spending"), events.rules_requested.emit, "edit")
        content = QWidget()
        head = row(self.text, self.rules, spacing=M)
        head.setStretchFactor(self.text, 1)
        content.setLayout(column(head, self._box, None, spacing=M))
        self.setLayout(column(centred(content, WIDEST, (L, S, L, XL))))

    def show_view(self, view: ScreeningView) -> None:
        """Show another state; the cards keep their places while somebody types in one."""
        text = tr(
            "Where to look first: need × spending × the city's authority to act, each from 0 to 1 on a "
            "fixed range. Spending counts fully from {top} % of the city's expenditure. A convention of "
            "this program."
        )
        self.text.setText(text.format(top=format_number(view.spending_top, None, language())))
        typing = any(
            card.isAncestorOf(focus) for card in self.cards.values() if (focus := self.focusWidget())
        )
        order = [found.sector.key for found in (view.rows if typing and self.cards else view.ordered)]
        if typing and self.cards:
            order = [key for key in self.cards if key in order] + [k for k in order if k not in self.cards]
        for found in view.rows:
            if found.sector.key not in self.cards:
                self.cards[found.sector.key] = ScreeningCard(found.sector, self._entity, self._events)
        for key, card in list(self.cards.items()):
            card.setVisible(key in order)
        for place, key in enumerate(order):
            if self._box.indexOf(self.cards[key]) != place:
                self._box.insertWidget(place, self.cards[key])
        self.cards = {**{key: self.cards[key] for key in order}, **self.cards}
        for found in view.rows:
            self.cards[found.sector.key].show_row(found)
