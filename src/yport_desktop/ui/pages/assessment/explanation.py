"""An indicator explained: formula, this city's numbers in it, and all it rests on, the weakest first."""

from collections.abc import Callable
from decimal import Context, Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from yport_desktop.domain.conventions import CONVERTED
from yport_desktop.domain.sector import (
    UNCERTAINTY_BASIS,
    Assessment,
    Estimate,
    Indicator,
    Sector,
    Source,
    Term,
)
from yport_desktop.domain.values import STATUS_LABEL
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.chip import Chip
from yport_desktop.ui.components.form_row import problem_text
from yport_desktop.ui.components.grade_mark import GradeMark
from yport_desktop.ui.components.headline_number import HeadlineNumber
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, dress, holding, row, stack
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, S, Tone, Type
from yport_desktop.ui.numbers_shown import label_of, shown_estimate, unit_shown

from .drawn_range import DrawnRange
from .fields import number_text
from .row_note import default_source

if TYPE_CHECKING:  # numpy is loaded by the first drawing
    from yport_desktop.advice.monte_carlo import Simulation

Sections = list[tuple[str, QWidget]]
Go = Callable[[str], object]


def explanation(
    sector: Sector,
    indicator: Indicator,
    assessment: Assessment,
    open_input: Go,
    ask_for: Go,
    drawn: "Simulation | None",
    draw: Callable[[], object],
) -> Sections:
    """What the inspector shows of a result. `open_input(key)` goes to the row, `ask_for(key)` requests it.

    `drawn` are the ranges by drawing where somebody asked for them with `draw()`.
    """
    estimate = assessment.estimates[indicator.key]
    sections: Sections = [("", _head(sector, indicator, estimate))]
    sections.append((tr("Formula"), _formula(indicator, estimate)))
    if estimate.missing:
        sections.append((tr("Missing"), _missing(sector, estimate, open_input, ask_for)))
    if estimate.terms:
        inputs = {i.key for i in sector.inputs}
        terms = [
            TermView(
                term,
                _said(assessment, term),
                open_input if term.key in inputs else None,
                _conversion(assessment, term.key),
            )
            for term in estimate.terms
        ]
        sections.append((tr("What it rests on, the weakest first"), stack(terms)))
    if estimate.value is not None and estimate.low != estimate.high:
        view = DrawnRange(sector, indicator, estimate, drawn, draw)
        sections.append((tr("Range by both approaches"), view))
    sections.append((tr("Method"), _source(indicator.source)))
    return sections


def _head(sector: Sector, indicator: Indicator, estimate: Estimate) -> QWidget:
    number = HeadlineNumber()
    text = shown_estimate(sector, indicator, estimate)
    if estimate.value is None:
        number.set_missing(text.reason)
        number.range.setWordWrap(True)
    else:
        number.set_number(text.value, text.unit, text.low, text.high, estimate.grade)
    parts: list[QWidget] = [number]
    if estimate.band:
        parts.append(Label(tr(estimate.band), wrap=True, selectable=True))
    parts.append(Label(tr(indicator.definition), tone=Tone.SECOND, wrap=True))
    parts += [Label(problem_text(p), Type.CAPTION, Tone.CAUTION, wrap=True) for p in estimate.problems]
    return stack(parts)


def _formula(indicator: Indicator, estimate: Estimate) -> QWidget:
    parts: list[QWidget] = [Label(indicator.formula, wrap=True, selectable=True)]
    if estimate.substituted and estimate.substituted != indicator.formula:
        unit = "" if estimate.unit == "fraction" else f" {unit_shown(estimate.unit)}"
        result = f" = {number_text(f'{estimate.value:.5g}')}{unit}" if _short(estimate.value) else ""
        text = f"= {estimate.substituted}{result}"
        parts.append(Label(text, tone=Tone.SECOND, wrap=True, selectable=True))
    return stack(parts, XS)


def _short(value: float | None) -> bool:
    return value is not None and (value == 0 or 1e-4 <= abs(value) < 1e5)


def _missing(sector: Sector, estimate: Estimate, open_input: Go, ask_for: Go) -> QWidget:
    inputs = {i.key for i in sector.inputs}
    parts: list[QWidget] = []
    for key in estimate.missing:
        name = Label(label_of(sector, key), wrap=True)
        box = row(name, spacing=XS)
        box.setStretchFactor(name, 1)
        if key in inputs:
            fill = QuietButton(tr("Fill in"), partial(open_input, key))
            ask = QuietButton(tr("Ask for it"), partial(ask_for, key), hint=tr("Make a data request"))
            fill.setAccessibleName(f"{tr('Fill in')}: {name.text()}")
            ask.setAccessibleName(f"{tr('Make a data request')}: {name.text()}")
            box.addWidget(fill)
            box.addWidget(ask)
        parts.append(holding(box))
    return stack(parts, XS)


def _said(assessment: Assessment, term: Term) -> str:
    """Where a value comes from: of a default with year and status, of another's with its standing."""
    seen = assessment.observed.get(term.key)
    if seen is not None and seen.is_default:
        return default_source(seen)
    status = tr(STATUS_LABEL[seen.status]) if seen and seen.status else ""
    return ", ".join(part for part in (tr(term.source), status) if part)


def _conversion(assessment: Assessment, key: str) -> str:
    """Which rate an amount was converted with, "" for what was not."""
    seen = assessment.observed.get(key)
    return tr(CONVERTED).format(conversion=seen.conversion) if seen and seen.conversion else ""


def _source(source: Source) -> QWidget:
    words = [tr(w) for w in (source.title, source.locator, source.year) if w]
    parts: list[QWidget] = [Label(", ".join(words), wrap=True, selectable=True)]
    if address := source.address.strip("-"):  # arithmetic stands nowhere
        parts.append(Label(address, Type.CAPTION, Tone.SECOND, wrap=True, selectable=True))
    return stack(parts, XS)


LONGEST_TYPED = 12  # digits; what has more was computed
DIGITS = Context(prec=7)
LONGEST = 24  # letters of a value that still fit beside its name


class ShareBar(QWidget):
    """How much of the result's variance comes from one input."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self._share = share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("{n} % of the uncertainty").format(n=round(share * 100)))

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(60, tokens().px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        t = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(0, (self.height() - 4) / 2, self.width(), 4)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(t.line))
        painter.drawRoundedRect(body, 2, 2)
        body.setWidth(max(4.0, body.width() * min(1.0, self._share)))
        painter.setBrush(QColor(t.accent))
        painter.drawRoundedRect(body, 2, 2)


class TermView(QFrame):
    """One input or factor: value, unit, grade, share of the variance, source; says when it is a default."""

    def __init__(self, term: Term, said: str, open_input: Go | None, conversion: str = "") -> None:
        super().__init__()
        dress(self, look="term")
        name: QWidget = Label(tr(term.label), wrap=True)
        text = _value(term)
        long = len(text) > LONGEST
        value = Label(text, strong=True, wrap=long)
        marks: list[QWidget] = []
        if term.grade is not None:
            marks.append(GradeMark(term.grade, 16))
        head = row(name, *([] if long else [value]), *marks, spacing=S)
        head.setStretchFactor(name, 1)
        box = column(head, *([value] if long else []), spacing=2)
        if term.variance_share is not None:
            share = Label(_share_text(term), Type.CAPTION, Tone.SECOND)
            bar = row(ShareBar(term.variance_share), share, spacing=S)
            box.addLayout(bar)
        if basis := _width_text(term):
            box.addWidget(Label(basis, Type.CAPTION, Tone.SECOND, wrap=True))
        if conversion:
            box.addWidget(Label(conversion, Type.CAPTION, Tone.CAUTION, wrap=True))
        foot: list[QWidget | None] = []
        if term.is_default:
            foot.append(Chip(tr("default"), Tone.CAUTION))
        source = Label(
            said or tr("No source given"), Type.CAPTION, Tone.SECOND if said else Tone.CAUTION, wrap=True
        )
        foot.append(source)
        foot_row = row(*foot, spacing=S)
        foot_row.setStretchFactor(source, 1)
        if open_input is not None:
            button = QuietButton(tr("Show"), lambda: open_input(term.key))
            button.setAccessibleName(f"{tr('Show')}: {tr(term.label)}")
            foot_row.addWidget(button)
        box.addLayout(foot_row)
        self.setLayout(box)


def _value(term: Term) -> str:
    number = term.value if term.unit == "year" else number_text(_readable(term.value))
    if number and number == term.value:  # an answer chosen from a list is a text of the program
        number = tr(number)
    return f"{number} {unit_shown(term.unit)}".strip()


def _readable(value: str) -> str:
    """A number in at most so many digits as are read: a conversion leaves all that a float has."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    return f"{DIGITS.create_decimal(number):f}" if len(number.as_tuple().digits) > LONGEST_TYPED else value


def _share_text(term: Term) -> str:
    share = round((term.variance_share or 0.0) * 100)
    return tr("{n} % of the uncertainty").format(n=share)


def _width_text(term: Term) -> str:
    """How wide the value is taken to be, and where that width comes from."""
    basis = tr(UNCERTAINTY_BASIS.get(term.uncertainty_basis, ""))
    if term.uncertainty_pct is None or term.uncertainty_basis == "exact":
        return basis
    width = f"± {number_text(f'{term.uncertainty_pct:.3g}')} %"
    return f"{width} · {basis}" if basis else width
