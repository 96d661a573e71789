"""One palette and one style sheet, built from the tokens and changed while the window is open."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from yport_desktop.ui.design import fonts
from yport_desktop.ui.design.stylesheet import stylesheet
from yport_desktop.ui.design.tokens import LIGHT, Mode, Tokens, Type, tokens_for

SYSTEM = "system"


class Theme(QObject):
    """The look of one application: holds the tokens in force and tells when they change.

    It belongs to the QApplication, where `theme()` finds it.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication, tokens: Tokens = LIGHT) -> None:
        super().__init__(app)
        self._app = app
        self._tokens = tokens
        self._choice: str = tokens.mode
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def tokens(self) -> Tokens:
        """The tokens in force."""
        return self._tokens

    def choose(self, mode: str, scale: float = 1.0, reduced_motion: bool = False) -> None:
        """Switch to "light", "dark" or "system", at a text scale between 0.8 and 2.0."""
        self._choice = mode
        tokens = tokens_for(self._resolved(mode), scale, reduced_motion)
        if tokens != self._tokens:
            self._tokens = tokens
            self._apply()
            self.changed.emit(tokens)

    def _resolved(self, mode: str) -> Mode:
        if mode != SYSTEM:
            return Mode(mode)
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return Mode.DARK if dark else Mode.LIGHT

    def _follow_system(self) -> None:
        if self._choice == SYSTEM:
            self.choose(SYSTEM, self._tokens.scale, self._tokens.reduced_motion)

    def _apply(self) -> None:
        tokens = self._tokens
        if self._app.style().objectName() != "fusion":
            self._app.setStyle(QStyleFactory.create("Fusion"))
        self._app.setFont(fonts.body_font(tokens.size(Type.BODY)))
        self._app.setPalette(palette(tokens))
        self._app.setStyleSheet(stylesheet(tokens))


def palette(tokens: Tokens) -> QPalette:
    """The Qt palette of the tokens, for everything the style sheet does not reach."""
    roles = {
        QPalette.ColorRole.Window: tokens.ground,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.ground,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.faint,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.critical,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Accent: tokens.accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.raised,
        QPalette.ColorRole.ToolTipText: tokens.text,
        QPalette.ColorRole.Light: tokens.raised,
        QPalette.ColorRole.Midlight: tokens.line,
        QPalette.ColorRole.Mid: tokens.strong_line,
        QPalette.ColorRole.Dark: tokens.strong_line,
        QPalette.ColorRole.Shadow: tokens.shade,
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    dim = QColor(tokens.faint)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, dim)
    return result


def theme() -> Theme:
    """The theme of the running application; made with the light tokens where there is none yet."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("A QApplication must exist before its theme.")
    found = app.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else Theme(app)


def tokens() -> Tokens:
    """The tokens in force, as widgets read them when they paint."""
    return theme().tokens
