"""A dialog, for the few moments when a person must decide: a sentence, what follows, and verbs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from yport_desktop.ui.components.buttons import PlainButton, PrimaryButton
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import add_parts, column, row, shown_if
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type


class Dialog(QDialog):
    """Opened with `open()`; the verbs close it and then call their function. Esc cancels, Ctrl+Enter does."""

    def __init__(self, parent: QWidget | None, sentence: str, text: str = "", width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(sentence)
        self.setAccessibleName(sentence)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = parent.window().width() if parent is not None else tokens().px(width)
        self.setMinimumWidth(min(tokens().px(width), max(width, room - 2 * XL)))
        self.sentence = Label(sentence, Type.TITLE, wrap=True)
        self.text = Label(text, tone=Tone.SECOND, wrap=True, selectable=True)
        shown_if(text, self.text)
        self.body = column(spacing=M)
        self._verbs = row(spacing=S)
        self._others = row(spacing=S)
        self.primary: PrimaryButton | None = None
        foot = row(self._others, None, self._verbs, spacing=S)
        self.setLayout(
            column(self.sentence, self.text, self.body, S, foot, spacing=M, margins=(XL, XL, XL, L))
        )

    def add(self, *parts: QWidget | QLayout) -> "Dialog":
        """Put content between the sentence and the verbs; returns the dialog."""
        add_parts(self.body, parts)
        return self

    def verb(
        self,
        text: str,
        do: Callable[[], object] | None = None,
        primary: bool = False,
        aside: bool = False,
        stays: bool = False,
    ) -> PlainButton:
        """Add a button. `aside` puts it at the left; `stays` leaves the dialog open after `do`."""
        button = PrimaryButton(text) if primary else PlainButton(text)
        button.clicked.connect(lambda _checked=False: self._do(do, primary, stays))
        (self._others if aside else self._verbs).addWidget(button)
        if isinstance(button, PrimaryButton):
            self.primary = button
            button.setDefault(True)
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), self, button.animateClick)
        return button

    def aside(self, part: QWidget) -> None:
        """Put a part at the left of the verbs."""
        self._others.addWidget(part)

    def cancel_verb(self, text: str = "") -> PlainButton:
        """Add the button that changes nothing."""
        return self.verb(text or tr("Cancel"))

    def fit(self) -> None:
        """As high as its content needs at this width, now that wrapped text knows its width."""
        width = max(self.width(), self.minimumWidth())
        self.resize(width, self.layout().totalHeightForWidth(width))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the text needs."""
        self.fit()
        super().showEvent(event)

    def _do(self, do: Callable[[], object] | None, primary: bool, stays: bool) -> None:
        if not stays:
            self.done(QDialog.DialogCode.Accepted if primary else QDialog.DialogCode.Rejected)
        if do is not None:
            do()


def sample() -> QWidget:
    """A decision."""
    dialog = Dialog(
        None,
        "Remove the plan “Solid waste 2026–2035”?",
        "Its 42 clauses and 14 proposals go with it. Revisions that were frozen stay.",
    )
    dialog.cancel_verb()
    dialog.verb("Remove the plan", primary=True)
    dialog.setWindowFlag(Qt.WindowType.Widget)
    return dialog


if __name__ == "__main__":
    raise SystemExit(show(sample))
