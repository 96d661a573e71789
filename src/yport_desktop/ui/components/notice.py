"""Notices: a sentence that slides in under the title and leaves by itself."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPointF, QPropertyAnimation, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

from yport_desktop.ui.components.buttons import IconButton, QuietButton
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import L, M, S, Tone

SIGNS = {Tone.GOOD: "done", Tone.CAUTION: "warning", Tone.CRITICAL: "critical"}
STAY_MS = 6000
SLIDE_MS = 160
NARROWEST, WIDEST = 280, 720
LINES = 2


class Notice(QFrame):
    """One sentence with at most one action. A critical one stays until it is closed."""

    def __init__(
        self,
        text: str,
        tone: Tone | str = Tone.NEUTRAL,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__()
        self.tone, self.text = Tone(tone), text
        dress(self, look="raised")
        self.setAccessibleName(text)
        sign = IconLabel(SIGNS.get(self.tone, "info"), "", self.tone if self.tone in SIGNS else Tone.ACCENT)
        self.label = Label(text, wrap=len(text) > 90, selectable=True)
        parts: list[QWidget | int] = [sign, self.label]
        if action is not None:
            self.action_button = QuietButton(action[0], self._act)
            self.action_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves it where it is
            parts.append(self.action_button)
        self._action = action[1] if action is not None else None
        self.close_button = IconButton("close", tr("Close this notice"), self.leave, size=14)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box = row(*parts, self.close_button, spacing=S, margins=(M, S // 2, S // 2, S // 2))
        box.setStretchFactor(self.label, 1)
        self.setLayout(box)
        self._clock = QTimer(self, singleShot=True, interval=STAY_MS)
        self._clock.timeout.connect(self.leave)

    def fit(self, room: int) -> None:
        """Take the size that the sentence needs in `room` pixels: two lines at most, then it is elided."""
        text = " ".join(self.text.split())
        self.label.setWordWrap(False)
        self._say(text)
        natural, least = self.sizeHint().width(), min(tokens().px(NARROWEST), room)
        width = max(least, min(natural, tokens().px(WIDEST), room))
        if natural > width:
            self._say(in_lines(text, self.label.font(), width - natural + self.label.sizeHint().width()))
        whole = "" if self.label.text().replace("\n", " ") == text else self.text
        self.label.setToolTip(whole)
        self.label.setAccessibleDescription(whole)
        self.setFixedSize(width, self.sizeHint().height())

    def _say(self, text: str) -> None:
        self.label.setText(text)
        self.label.ensurePolished()
        self.layout().invalidate()

    def _act(self) -> None:
        """Do what the notice offers."""
        self.leave()
        if self._action is not None:
            self._action()

    def start(self) -> None:
        """Begin to count down; critical notices do not."""
        if self.tone is not Tone.CRITICAL:
            self._clock.start()

    def leave(self) -> None:
        """Go away."""
        self._clock.stop()
        self.hide()
        self.deleteLater()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while it is being read."""
        self._clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count down again."""
        self.start()
        super().leaveEvent(event)


class NoticeArea(QObject):
    """Shows one notice at a time over the top of a widget; a newer one replaces the older."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._notice: Notice | None = None
        self._motion: QPropertyAnimation | None = None
        self._former: QWidget | None = None  # where the keyboard was before it went to the notice
        over.installEventFilter(self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    @property
    def current(self) -> Notice | None:
        """The notice on the screen."""
        return self._notice

    def tell(
        self,
        text: str,
        tone: Tone | str = Tone.NEUTRAL,
        action: tuple[str, Callable[[], object]] | None = None,
    ) -> Notice:
        """Show a sentence, with an optional action such as ("Undo", function)."""
        if self._notice is not None:
            self._notice.leave()
        notice = Notice(text, tone, action)
        notice.setParent(self._over)
        shadow = QGraphicsDropShadowEffect(notice, blurRadius=18.0, offset=QPointF(0, 3))
        shade = notice.palette().shadow().color()
        shade.setAlpha(60)
        shadow.setColor(shade)
        notice.setGraphicsEffect(shadow)
        notice.destroyed.connect(lambda _=None, gone=notice: self._forget(gone))
        self._notice = notice
        self._place(notice, slide=not tokens().reduced_motion)
        notice.start()
        return notice

    def dismiss(self) -> None:
        """Take the notice away, as Esc does."""
        if self._notice is not None:
            self._notice.leave()
            self._notice = None

    def _forget(self, gone: Notice) -> None:
        if self._notice is gone:
            self._notice = None

    def _place(self, notice: Notice, slide: bool) -> None:
        notice.fit(max(self._over.width() - 2 * L, 200))
        end = QPoint((self._over.width() - notice.width()) // 2, M)
        if self._motion is not None:
            self._motion.stop()
            self._motion = None
        notice.move(end)
        notice.show()
        notice.raise_()
        if slide:
            motion = QPropertyAnimation(notice, b"pos", self)
            motion.setDuration(SLIDE_MS)
            motion.setEasingCurve(QEasingCurve.Type.OutCubic)
            motion.setStartValue(QPoint(end.x(), -notice.height()))
            motion.setEndValue(end)
            motion.start()
            self._motion = motion

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """A notice gets the keyboard from a person only: not because what had it was hidden or disabled."""
        if self._notice is None or old is None or new is None:
            return
        left = not old.isVisible() or not old.isEnabled()
        if self._notice.isAncestorOf(old):
            former = self._former
            if left and former is not None and shiboken6.isValid(former) and _takes_keys(former):
                former.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._notice.isAncestorOf(new):
            self._former = old
            near = _near(old, self._notice) if left else None
            if near is not None:
                near.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the notice in the middle when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self._notice is not None and self._notice.isVisible():
            self._place(self._notice, slide=False)
        return super().eventFilter(watched, event)


def in_lines(text: str, font: QFont, width: int) -> str:
    """The text broken into lines of `width` pixels; the last one ends in "…" where it is not enough."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < LINES and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start, length = line.textStart(), line.textLength()
        lines.append(text[start : start + length].rstrip() if len(lines) < LINES - 1 else text[start:])
    layout.endLayout()
    if len(lines) == LINES:
        lines[-1] = QFontMetrics(font).elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    return "\n".join(lines)


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


def _near(lost: QWidget, notice: QWidget) -> QWidget | None:
    """What takes the keyboard nearest to a widget that cannot any more."""
    place = lost.parentWidget()
    while place is not None:
        for found in place.findChildren(QWidget):
            if _takes_keys(found) and not notice.isAncestorOf(found):
                return found
        place = None if place.isWindow() else place.parentWidget()
    return None


def sample() -> QWidget:
    """Each tone."""
    page = QWidget()
    page.setLayout(
        column(
            Notice("Clause 4.2 was moved.", action=("Undo", lambda: None)),
            Notice("Report written: Metro Cebu advisory report.pdf", Tone.GOOD, ("Open", lambda: None)),
            Notice("The mission bundle is larger than the mail limit of 10 MB.", Tone.CAUTION),
            Notice("The disk is full. Nothing was lost; free some space and try again.", Tone.CRITICAL),
        )
    )
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
