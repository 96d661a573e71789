"""The places of the Assessment page: the outline, the form or the requests, and the results beside."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from yport_desktop.domain.entity import Choice
from yport_desktop.domain.sector import Sector
from yport_desktop.ui.components.choice_editors import ChoiceEditor
from yport_desktop.ui.components.look import column, holding, line, row
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L

from .measures import FORM, OUTLINE, OUTLINE_FROM, RESULTS, RESULTS_WIDE, WIDE_FROM
from .outline import Outline


class Board(QWidget):
    """Outline and results give way before the form does; until there is a form, skeletons stand there.

    `requests` takes the whole middle; `tools` are two buttons, one for each place where there is room.
    """

    def __init__(
        self, sectors: Sequence[Sector], outline: Outline, requests: QWidget, tools: tuple[QWidget, QWidget]
    ) -> None:
        super().__init__()
        self.outline, self._requests = outline, requests
        self.middle, self.side = QStackedWidget(), QStackedWidget()
        self.middle.addWidget(_padded(Skeleton(12)))
        self.middle.addWidget(requests)
        self.side.addWidget(_padded(Skeleton(8)))
        self._divider, self._outline_line = line(upright=True), line(upright=True)
        self.sections = ChoiceEditor((), empty="")
        self.sections.set_name(tr("Section"))
        self.sectors = ChoiceEditor([Choice(s.key, s.label) for s in sectors], empty="")
        self.sectors.set_name(tr("Sector"))
        above, beside = tools
        self._bar = holding(row(self.sectors, self.sections, above, margins=(L, L // 2, L, 0)))
        outline.add_tool(beside)
        centre = column(self._bar, self.middle, spacing=0)
        box = row(outline, self._outline_line, centre, self._divider, self.side, spacing=0)
        box.setStretchFactor(centre, 1)
        self.setLayout(box)
        self._form: QWidget | None = None

    def set_sector(self, sector: Sector, form: QWidget, results: QWidget) -> None:
        """Put the form and the results of a sector in the place of another's, which are destroyed."""
        former = [w for w in (self.middle.widget(2), self.side.widget(1)) if w is not None]
        self._form = form
        self.middle.addWidget(form)
        self.side.addWidget(results)
        self.side.setCurrentWidget(results)
        self.show_form()
        self.sectors.set_value(sector.key)
        self.sections.set_choices([Choice(s.key, s.label) for s in sector.sections], empty="")
        self.sections.set_value(sector.sections[0].key if sector.sections else None)
        for widget in former:
            widget.setParent(None)
            widget.deleteLater()

    def show_form(self) -> None:
        """Back from the data requests to the inputs."""
        if self._form is not None:
            self.outline.leave_requests()
            self.middle.setCurrentWidget(self._form)
            self._make_room()

    def show_requests(self) -> None:
        """The data requests of the engagement."""
        self.middle.setCurrentWidget(self._requests)
        self._make_room()
        self.outline.select_requests()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other places."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        t = tokens()
        wide = self.width() >= t.px(OUTLINE_FROM)
        self.outline.setVisible(wide)
        self._outline_line.setVisible(wide)
        self._bar.setVisible(not wide)
        self.outline.setFixedWidth(t.px(OUTLINE))
        self.side.setFixedWidth(t.px(RESULTS_WIDE if self.width() >= t.px(WIDE_FROM) else RESULTS))
        roomy = self.width() >= t.px(RESULTS + FORM)
        shown = roomy and self.middle.currentWidget() is not self._requests
        self.side.setVisible(shown)
        self._divider.setVisible(shown)


def _padded(content: QWidget) -> QWidget:
    return holding(column(content, None, margins=(XL, XL, XL, XL)))
