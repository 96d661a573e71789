"""The golden thread of a record in one strip, from the measurement to the clause, walkable both ways."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from yport_desktop.domain.registry import Registry
from yport_desktop.services.golden_thread import STEPS, Thread
from yport_desktop.services.plan_views import Link
from yport_desktop.ui.components.cell_button import CellButton
from yport_desktop.ui.components.label import IconLabel
from yport_desktop.ui.components.look import clear, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XS, Tone

STEP_HEIGHT = 24


class ThreadStrip(QWidget):
    """One step per kind with how many records stand on it; `record_requested(UUID)`."""

    record_requested = Signal(object)

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self._registry = registry
        self.steps: dict[str, CellButton] = {}
        self._box = row(spacing=XS)
        self.setLayout(self._box)
        self.setAccessibleName(tr("Golden thread"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_thread(self, shown: Thread | None) -> None:
        """Show the thread through another record; nothing without one."""
        clear(self._box)
        self.steps = {}
        self.setVisible(shown is not None)
        if shown is None:
            return
        for at, kind in enumerate(STEPS):
            if at:
                self._box.addWidget(IconLabel("chevron_right", "", Tone.FAINT, 12))
            step = self._step(shown, kind)
            self.steps[kind] = step
            self._box.addWidget(step)
        self._box.addStretch(1)

    def _step(self, shown: Thread, kind: str) -> CellButton:
        found = shown.steps.get(kind, ())
        entity = self._registry.entities[kind]
        one = tr(entity.label)
        others = [link for link in found if link.id != shown.record]
        if kind == shown.here:
            text, tone = one, Tone.NEUTRAL
        elif others:
            text = one if len(others) == 1 else f"{tr(entity.label_plural)} {len(others)}"
            tone = Tone.ACCENT
        else:
            text, tone = f"{one} –", Tone.FAINT
        step = CellButton(text, 0, lambda menu: self._fill(menu, others), height=STEP_HEIGHT)
        step.set_content(text, tone)
        step.setEnabled(bool(others))
        step.setToolTip("\n".join(link.title for link in others) or tr("none yet"))
        step.setAccessibleName(text if others or kind == shown.here else f"{one}, {tr('none yet')}")
        return step

    def _fill(self, menu: QMenu, links: Sequence[Link]) -> None:
        for link in links:
            menu.addAction(link.title or tr("without a name"), self._goer(link.id))

    def _goer(self, record: UUID) -> Callable[[], None]:
        return lambda: self.record_requested.emit(record)
