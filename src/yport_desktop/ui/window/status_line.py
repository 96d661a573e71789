"""The status line answers: is my work kept, what have I not sent, what is running."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import dress, row
from yport_desktop.ui.components.progress_strip import ProgressStrip
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, L, M, S, Tone, Type
from yport_desktop.ui.threads import Task
from yport_desktop.ui.window.facts import Standing

SHOW_AFTER_MS = 2000


class StatusLine(QWidget):
    """Three answers at the left, what is running at the right. `exchange_requested(part)` when asked."""

    exchange_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        dress(self, look="surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = IconLabel("done", "", Tone.GOOD, size=14)
        self._kept = Label("", Type.CAPTION, Tone.SECOND)
        self._not_sent = QuietButton("", lambda: self.exchange_requested.emit("send"))
        self._waiting = QuietButton("", lambda: self.exchange_requested.emit("receive"))
        self._conflicts = QuietButton("", lambda: self.exchange_requested.emit("conflicts"))
        for button in (self._not_sent, self._waiting, self._conflicts):
            dress(button, look="status")
            button.hide()
        self._tasks = row(spacing=L)
        self.setLayout(
            row(
                row(self._sign, self._kept, spacing=XS + 2),
                row(self._not_sent, self._waiting, self._conflicts, spacing=XS),
                None,
                self._tasks,
                spacing=M,
                margins=(M, 2, S, 2),
            )
        )
        self.setMinimumHeight(tokens().px(28))  # also where nothing waits: what is above does not move
        self.set_kept(None)

    def set_kept(self, at: datetime | None) -> None:
        """Everything entered is in the store since then; None: nothing was entered in this session."""
        self._sign.set_icon("done", tr("Kept"), Tone.GOOD)
        text = tr("All changes kept {time}").format(time=f"{at:%H:%M}") if at else tr("All changes kept")
        self._kept.setText(text)

    def set_not_kept(self, reason: str) -> None:
        """An entry could not be written."""
        self._sign.set_icon("critical", tr("Not kept"), Tone.CRITICAL)
        self._kept.setText(reason)

    def set_standing(self, standing: Standing) -> None:
        """What nobody else holds yet, what came and waits, and what people disagree on."""
        self._tell(self._not_sent, standing.not_sent, tr("{n} not sent"))
        self._tell(self._waiting, standing.waiting, tr("{n} to receive"))
        conflicts = tr("1 conflict") if standing.conflicts == 1 else tr("{n} conflicts")
        self._tell(self._conflicts, standing.conflicts, conflicts)

    def _tell(self, button: QuietButton, n: int, template: str) -> None:
        button.setText(template.format(n=f"{n:,}"))
        button.setAccessibleName(button.text())
        button.setVisible(n > 0)

    def add_task(self, task: Task) -> None:
        """Show long work after two seconds, with a way to stop it, until it ends."""
        follower = _Follower(task, self)
        follower.due.connect(lambda strip: self._tasks.addWidget(strip, 0, Qt.AlignmentFlag.AlignVCenter))


class _Follower(QObject):
    """Makes the strip of a task that takes long."""

    due = Signal(object)

    def __init__(self, task: Task, line: QWidget) -> None:
        super().__init__(line)
        self._strip = ProgressStrip(task.title)
        self._strip.cancel_requested.connect(task.stop)
        task.progressed.connect(self._strip.set_progress)
        task.ended.connect(self._end)
        self._wait = QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._wait.timeout.connect(lambda: self.due.emit(self._strip))
        self._wait.start()

    def _end(self) -> None:
        self._wait.stop()
        self._strip.hide()
        self._strip.deleteLater()
        self.deleteLater()
