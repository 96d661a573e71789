"""The small line under a row: what it will be kept as, who disagrees, what else is known, the source."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.values import CONVENTION, SOURCE_STATUS_LABEL, YEAR_NOT_STATED, Observed, dated
from yport_desktop.services.assessments import InputRow
from yport_desktop.ui.components.cell_button import CellButton
from yport_desktop.ui.components.label import ElidedLabel, Label
from yport_desktop.ui.components.look import row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import S, Tone, Type

HEIGHT = 20


class RowNote(QWidget):
    """Takes no room while there is nothing to say. `inspect_requested`: show it in the inspector."""

    inspect_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.echo = Label("", Type.CAPTION, Tone.ACCENT)
        self.conflict = self._link("conflict")
        self.others = self._link("copy")
        self.source = ElidedLabel("", Type.CAPTION, Tone.SECOND)
        box = row(self.echo, self.conflict, self.others, self.source, spacing=S)
        box.setStretchFactor(self.source, 1)
        self.setLayout(box)
        self._parts = (self.echo, self.conflict, self.others, self.source)
        for part in self._parts:
            part.hide()
        self.hide()

    def _link(self, icon: str) -> CellButton:
        link = CellButton("", 0, icon=icon, height=HEIGHT)
        link.clicked.connect(lambda _on=False: self.inspect_requested.emit())
        return link

    def show_row(self, shown: InputRow, standing: Observed | None) -> None:
        """Say what belongs to this row."""
        conflicts = len(shown.conflicts)
        text = tr("People disagree: choose") if conflicts else ""
        self._set(self.conflict, text, Tone.CRITICAL)
        others = len(shown.alternatives)
        self._set(self.others, tr("Other values: {n}").format(n=others) if others else "", Tone.ACCENT)
        source = linked_source(shown.observed) if shown.observed.linked else shown.observed.source
        if not source and standing is not None and standing.is_default and standing.known:
            known = default_source(standing)
            source = tr("Default: {source}").format(source=known) if known else tr("Default")
        self.source.setText(source)
        self.source.setVisible(bool(source))
        self._fit()

    def show_echo(self, text: str) -> None:
        """Say how what is being typed will be kept."""
        self.echo.setText(f"= {text}" if text else "")
        self.echo.setVisible(bool(text))
        self._fit()

    def _set(self, link: CellButton, text: str, tone: Tone) -> None:
        link.set_content(text, tone)
        link.setAccessibleName(text)
        link.setToolTip(text)
        link.setVisible(bool(text))

    def _fit(self) -> None:
        self.setVisible(any(not part.isHidden() for part in self._parts))


def default_source(seen: Observed) -> str:
    """Where a default comes from: title, year, and how well that source is known."""
    if not seen.source or seen.source_status == CONVENTION:
        return tr(seen.source) if seen.source else ""
    title = dated(tr(seen.source), seen.period, tr(YEAR_NOT_STATED))
    status = SOURCE_STATUS_LABEL.get(seen.source_status)
    return f"{title} ({tr(status)})" if status else title


def linked_source(seen: Observed) -> str:
    """Where a value comes from that another sector computes, in words."""
    if seen.known:
        return tr("Computed in the sector: {sector}").format(sector=tr(seen.source))
    if seen.source:
        return tr("Computed in the sector {sector}, which has no result yet").format(sector=tr(seen.source))
    return tr("Computed in another sector, which has no result yet")
