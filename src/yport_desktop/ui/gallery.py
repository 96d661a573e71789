"""Every component on one page, for those who build pages: `python -m yport_desktop.ui.gallery`."""

import importlib
import pkgutil

from PySide6.QtWidgets import QWidget

from yport_desktop.ui import components
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.tokens import XL, L, S, Tone, Type


def gallery() -> QWidget:
    """The samples of all component modules, each under its name."""
    content = QWidget()
    box = column(spacing=XL, margins=(L, L, L, L))
    for found in pkgutil.iter_modules(components.__path__):
        module = importlib.import_module(f"{components.__name__}.{found.name}")
        if hasattr(module, "sample"):
            title = Label(found.name.replace("_", " "), Type.CAPTION, Tone.SECOND, strong=True)
            box.addLayout(column(title, module.sample(), spacing=S))
    content.setLayout(box)
    area = scrolled(content)
    area.setMinimumSize(820, 700)
    return area


if __name__ == "__main__":
    raise SystemExit(show(gallery))
