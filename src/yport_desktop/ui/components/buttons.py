"""Buttons: one primary per view, plain ones beside it, quiet ones in text, icons in tool bars."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from yport_desktop.ui.components.look import REDRAW, column, dress, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import CONTROL_HEIGHT, ICON, Tone

Action = Callable[[], object]
LEAST_WIDTH = 120
_COMBINED = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class PlainButton(QPushButton):
    """A button with a verb on it. `look`: "", "primary", "quiet" or "critical"."""

    def __init__(
        self, text: str, on_click: Action | None = None, icon: str = "", look: str = "", hint: str = ""
    ) -> None:
        super().__init__(f" {text}" if icon else text)
        self._icon_name = icon
        self._look = look
        self._drawn: tuple[object, ...] = ()
        self.setAccessibleName(text)
        dress(self, look=look)
        self.setAutoDefault(False)
        self.setToolTip(hint)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self._draw()

    def set_icon(self, name: str) -> None:
        """Show another icon, or none."""
        self._icon_name = name
        self._draw()

    def _draw(self) -> None:
        if not self._icon_name:
            return
        t = tokens()
        size = t.px(16)
        colour = {"primary": t.on_accent, "quiet": t.accent, "critical": t.critical}.get(self._look, t.second)
        wanted = (self._icon_name, size, colour, t.faint, self.devicePixelRatioF())
        if wanted != self._drawn:
            self._drawn = wanted
            self.setIcon(icons.icon(*wanted))
            self.setIconSize(QSize(size, size))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, also where a dialog has a default one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _COMBINED:
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and screen."""
        super().changeEvent(event)
        if event.type() in REDRAW:
            self._draw()


class PrimaryButton(PlainButton):
    """The one thing to do next."""

    def __init__(self, text: str, on_click: Action | None = None, icon: str = "", hint: str = "") -> None:
        super().__init__(text, on_click, icon, "primary", hint)


class QuietButton(PlainButton):
    """An action that reads like a link."""

    def __init__(self, text: str, on_click: Action | None = None, icon: str = "", hint: str = "") -> None:
        super().__init__(text, on_click, icon, "quiet", hint)


class ElidedButton(PlainButton):
    """Its words may hold a long name: they end in "…" where the room ends, whole in the tool tip."""

    def __init__(self, text: str, on_click: Action | None = None) -> None:
        super().__init__(text, on_click)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """May shrink to a few words."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), tokens().px(LEAST_WIDTH)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self).width()
        if self.width() < self.sizeHint().width():
            option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        self.setToolTip(self.text() if option.text != self.text() else "")
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class IconButton(QToolButton):
    """A square button with an icon; `name` is its accessible name and tool tip.

    `keys` is shown in the tool tip; the shortcut itself belongs to the action that owns it.
    """

    def __init__(
        self,
        icon: str,
        name: str,
        on_click: Action | None = None,
        keys: str = "",
        checkable: bool = False,
        size: int = ICON,
        tone: Tone = Tone.SECOND,
    ) -> None:
        super().__init__()
        self._icon_name, self._size, self._tone = icon, size, tone
        self._drawn: tuple[object, ...] = ()
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_name(name, keys)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())
        self._draw()

    def set_name(self, name: str, keys: str = "") -> None:
        """Say what the button does."""
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  ({shown})" if shown else name)

    def set_icon(self, name: str, tone: Tone | None = None) -> None:
        """Show another icon."""
        self._icon_name, self._tone = name, tone or self._tone
        self._draw()

    def _draw(self) -> None:
        t = tokens()
        size, side = t.px(self._size), t.px(CONTROL_HEIGHT)
        colour = t.tone(self._tone)
        wanted = (self._icon_name, size, colour, t.strong_line, self.devicePixelRatioF(), t.accent)
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self.setIcon(icons.icon(*wanted))
        self.setIconSize(QSize(size, size))
        self.setFixedSize(max(side, size + 8), max(side, size + 8))

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and screen."""
        super().changeEvent(event)
        if event.type() in REDRAW:
            self._draw()


class MenuButton(PlainButton):
    """A button that opens a menu filled at the moment it opens by `fill(menu)`."""

    def __init__(self, text: str, fill: Callable[[QMenu], object], icon: str = "", look: str = "") -> None:
        super().__init__(text, None, icon, look)
        self._fill = fill
        self.setAccessibleName(text)
        self.clicked.connect(lambda _checked=False: self.open_menu())

    def open_menu(self) -> QMenu:
        """Open the menu under the button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        return menu


def sample() -> QWidget:
    """Every look, enabled and not."""
    page = QWidget()
    off = PrimaryButton("Write the report")
    off.setEnabled(False)
    plain_off = PlainButton("Export", icon="download")
    plain_off.setEnabled(False)
    toggled = IconButton("panel", "Inspector", checkable=True)
    toggled.setChecked(True)
    page.setLayout(
        column(
            row(PrimaryButton("Write the report"), PrimaryButton("Send", icon="send"), off, None),
            row(
                PlainButton("Import…"),
                PlainButton("Export", icon="download"),
                plain_off,
                PlainButton("Remove", look="critical"),
                None,
            ),
            row(QuietButton("Show all 14"), QuietButton("Add evidence", icon="add"), None),
            row(
                *[IconButton(name, name) for name in ("undo", "redo", "search", "close", "more")],
                toggled,
                None,
                spacing=2,
            ),
        )
    )
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
