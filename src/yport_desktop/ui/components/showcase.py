"""Shows one component in a window of its own: `python -m yport_desktop.ui.components.<name>`."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from yport_desktop.ui.components.look import column, dress
from yport_desktop.ui.design import fonts
from yport_desktop.ui.design.theme import theme
from yport_desktop.ui.design.tokens import XL


def frame(sample: QWidget) -> QWidget:
    """The sample on the window's ground with air around it."""
    window = QWidget()
    dress(window, look="ground")
    window.setAutoFillBackground(True)
    window.setLayout(column(sample, margins=(XL, XL, XL, XL)))
    return window


def show(sample_of: Callable[[], QWidget]) -> int:
    """Run an application around `sample_of()`. Arguments: `--dark`, `--shot FILE`, `--fonts FOLDER`."""
    arguments = sys.argv[1:]
    app = QApplication(sys.argv[:1])
    if "--fonts" in arguments:
        fonts.register(Path(arguments[arguments.index("--fonts") + 1]))
    theme().choose("dark" if "--dark" in arguments else "light")
    window = frame(sample_of())
    if "--shot" in arguments:
        window.grab().save(arguments[arguments.index("--shot") + 1])
        return 0
    window.show()
    return app.exec()
