"""What a page says while there is nothing on it: what it is for, and the first step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from yport_desktop.ui.components.buttons import PlainButton, PrimaryButton
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.tokens import XL, L, M, S, Tone, Type

Step = tuple[str, Callable[[], object]]


class EmptyState(QWidget):
    """An icon, a title, a sentence, the first step and perhaps another way."""

    def __init__(
        self, icon: str, title: str, text: str, first: Step | None = None, other: Step | None = None
    ) -> None:
        super().__init__()
        self.title = Label(title, Type.TITLE)
        self.text = Label(text, tone=Tone.SECOND, wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.text.setMinimumWidth(320)
        self.text.setMaximumWidth(440)
        self.setAccessibleName(f"{title}. {text}")
        steps: list[QWidget | None] = [None]
        if first is not None:
            self.first = PrimaryButton(*first)
            steps.append(self.first)
        if other is not None:
            self.other = PlainButton(*other)
            steps.append(self.other)
        steps.append(None)
        self.setLayout(
            column(
                None,
                row(None, IconLabel(icon, tone=Tone.FAINT, size=36), None),
                M,
                row(None, self.title, None),
                S,
                row(None, self.text, None),
                L,
                row(*steps),
                None,
                spacing=0,
                margins=(XL, XL, XL, XL),
            )
        )


def sample() -> QWidget:
    """The empty plan page."""
    return EmptyState(
        "plan",
        "No plan yet",
        "Here the city's plan is revised clause by clause, with the reason and evidence for every change.",
        ("Import the plan from Word", lambda: None),
        ("Start with an empty plan", lambda: None),
    )


if __name__ == "__main__":
    raise SystemExit(show(sample))
