"""What is running, how far it is, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from yport_desktop.ui.components.buttons import IconButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import row, shown_if
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import S, Tone, Type


class ProgressStrip(QWidget):
    """A title, a thin bar and a button to stop. `cancel_requested` is a request, not a fact."""

    cancel_requested = Signal()

    def __init__(self, title: str, cancellable: bool = True) -> None:
        super().__init__()
        self.title = Label(title, Type.CAPTION, Tone.SECOND)
        self.amount = Label("", Type.CAPTION, Tone.SECOND)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName(title)
        self.stop = IconButton("close", tr("Stop {title}").format(title=title), self._cancel, size=14)
        shown_if(cancellable, self.stop)
        self.setLayout(row(self.title, self.bar, self.amount, self.stop, spacing=S))

    def set_progress(self, done: int, total: int) -> None:
        """Show how far it is; a total of 0 means that it is not known."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.amount.setText(f"{done:,}/{total:,}" if total > 0 else "")

    def _cancel(self) -> None:
        self.stop.setEnabled(False)
        self.title.setText(tr("Stopping…"))
        self.cancel_requested.emit()


def sample() -> QWidget:
    """Photos on their way."""
    strip = ProgressStrip("Photos")
    strip.set_progress(214, 500)
    return strip


if __name__ == "__main__":
    raise SystemExit(show(sample))
