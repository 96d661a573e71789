"""The order of the options beside the table: bars of what counts, how far it holds, what would flip it."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from yport_desktop.advice.mcda.ranking import Standing
from yport_desktop.services.priorities import PrioritiesView
from yport_desktop.services.priority_words import DISCOUNT_NOTE, flip_sentences
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.flow import Flow
from yport_desktop.ui.components.form_row import ProblemLine
from yport_desktop.ui.components.label import ElidedLabel, Label
from yport_desktop.ui.components.look import clear, column, dress, row
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.components.stacked_bar import BarPart, StackedBar, legend_entry
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, XS, L, M, S, Tone, Type

from .events import PriorityEvents
from .robustness import Robustness
from .words import brief, points, say

PROBLEMS_SHOWN = 4
LEAST = 440


def rank_text(standing: Standing) -> str:
    """The place; a tie is shown as one."""
    return "–" if standing.rank is None else f"{standing.rank}=" if standing.tied else str(standing.rank)


class StandingRow(QFrame):
    """One option in the order. `opened(key of the option)` by click, Enter or Space."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        dress(self, look="row")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.key = ""
        self.rank = Label("", strong=True)
        self.rank.setFixedWidth(tokens().px(24))
        self.name = ElidedLabel()
        self.score = Label("", strong=True)
        self.note = Label("", Type.CAPTION, Tone.SECOND, wrap=True)
        self.bar = StackedBar()
        head = row(self.rank, self.name, self.score, spacing=S)
        head.setStretchFactor(self.name, 1)
        self.setLayout(column(head, self.bar, self.note, spacing=XS, margins=(S, S, S, S)))

    def show_standing(self, view: PrioritiesView, standing: Standing) -> None:
        """Show a place in the order."""
        self.key = standing.option
        self.rank.setText(rank_text(standing))
        self.name.setText(view.names[standing.option])
        parts = [
            BarPart(
                p.points, f"{view.names[p.criterion]}: {points(p.points, 1)}", self._colour(view, p.criterion)
            )
            for p in standing.parts
        ]
        if standing.score is None:
            low, high = points(standing.low), points(standing.high)
            self.score.setText(tr("{low} to {high}").format(low=low, high=high))
            names = tr(", ").join(view.names[key] for key in standing.missing)
            self.note.setText(tr("Not ranked; missing: {names}").format(names=names))
            self.bar.set_parts(parts, open_part=(standing.high - standing.low, self.note.text()))
        else:
            self.score.setText(points(standing.score))
            lost = (standing.full or 0.0) - standing.score
            text = tr("Lost to weak evidence: {points}").format(points=points(lost, 1))
            self.bar.set_parts(parts, lost=(lost, text))
            self.note.setText(tr("Shares its place") if standing.tied else "")
        self.note.setVisible(bool(self.note.text()))
        said = (
            self.rank.text(),
            self.name.text(),
            self.score.text(),
            self.note.text(),
            self.bar.accessibleName(),
        )
        self.setAccessibleName(", ".join(part for part in said if part))

    @staticmethod
    def _colour(view: PrioritiesView, key: str) -> int:
        return next(at for at, c in enumerate(view.criteria) if str(c.id) == key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the option."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.key)
        else:
            super().keyPressEvent(event)


class RankingPane(QWidget):
    """Everything computed; only the rows whose option changed are touched."""

    def __init__(self, events: PriorityEvents) -> None:
        super().__init__()
        self._events = events
        self.rows: list[StandingRow] = []
        self._legend_of: tuple[object, ...] = ()
        self.setAccessibleName(tr("Order of the options"))
        self.discount = CheckBox(tr("Weak evidence counts less"))
        self.discount.setToolTip(tr(DISCOUNT_NOTE))
        self.discount.clicked.connect(lambda on: events.ruled.emit({"discount": bool(on)}))
        self.problems = ProblemLine()
        self.nothing = Label("", tone=Tone.SECOND, wrap=True)
        self._rows, self._flips = column(spacing=XS), column(spacing=S)
        self.legend = Flow(spacing=XS)
        self.robustness = Robustness()
        self.flips_title = Label(tr("What would flip the order"), Type.EMPHASIS, strong=True)
        content = QWidget()
        title = Label(tr("Order of the options"), Type.EMPHASIS, strong=True)
        content.setLayout(
            column(
                row(title, None, self.discount),
                self.problems,
                self.nothing,
                self._rows,
                self.legend,
                self.robustness,
                self.flips_title,
                self._flips,
                None,
                spacing=M,
                margins=(L, L, L, XL),
            )
        )
        self.setLayout(column(scrolled(content)))
        self.setMinimumWidth(tokens().px(LEAST))
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_view(self, view: PrioritiesView) -> None:
        """Show another order."""
        self.discount.setChecked(view.discounted)
        self.problems.set_problems(view.problems[:PROBLEMS_SHOWN])
        self.nothing.setText("" if view.standings else self._why_nothing(view))
        self.nothing.setVisible(bool(self.nothing.text()))
        self._show_rows(view, view.standings)
        self._show_legend(view)
        self.robustness.show_view(view)
        self._show_flips(view)

    @staticmethod
    def _why_nothing(view: PrioritiesView) -> str:
        if view.options and not any(row.has_range for row in view.criteria):
            return tr(
                "The order appears here when the city has fixed a range from worst to best for its criteria, "
                "and weighed them. What is known of the options stands in the table already."
            )
        if view.problems:
            return ""
        return tr("Add options and criteria, and fill in the values: the order appears here.")

    def _show_rows(self, view: PrioritiesView, order: Sequence[Standing]) -> None:
        while len(self.rows) < len(order):
            made = StandingRow()
            made.opened.connect(lambda key: self._events.option_requested.emit(UUID(key)))
            self.rows.append(made)
            self._rows.addWidget(made)
        while len(self.rows) > len(order):
            gone = self.rows.pop()
            self._rows.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for made, standing in zip(self.rows, order, strict=True):
            made.show_standing(view, standing)

    def _show_legend(self, view: PrioritiesView) -> None:
        lost = any((s.full or 0) > (s.score or 0) + 1e-9 for s in view.standings)
        names = [(at, c.name) for at, c in enumerate(view.criteria) if c.weight]
        entries = names if view.standings else []
        entries += [(-1, tr("Lost to weak evidence"))] if lost else []
        if tuple(entries) == self._legend_of:
            return
        self._legend_of = tuple(entries)
        clear(self.legend)
        for colour, text in entries:
            self.legend.addWidget(legend_entry(colour, text))

    def _show_flips(self, view: PrioritiesView) -> None:
        clear(self._flips)
        self.flips_title.setVisible(bool(view.flips))
        for flip in view.flips:
            head = tr("{upper} before {lower}").format(
                upper=view.names[flip.upper], lower=view.names[flip.lower]
            )
            gap = tr("{points} points apart").format(points=points(flip.gap, 1))
            texts = "\n".join(flip_sentences(view, flip, say, brief))
            self._flips.addLayout(
                column(
                    Label(f"{head} · {gap}", Type.CAPTION, Tone.SECOND, strong=True, wrap=True),
                    Label(texts, wrap=True, selectable=True),
                    spacing=2,
                )
            )
