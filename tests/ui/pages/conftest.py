"""A window on the exchange page, named and filled; nothing is opened in other programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from tests.ui.pages.a_desk import open_window, settle
from tests.ui.pages.a_pair import Opened, fill
from yport_desktop.ui.pages.exchange import PAGE


@pytest.fixture
def aya(qtbot: Any, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path / "aya", (PAGE,), fill) as window:
        window.open_page("exchange")
        settle(qtbot, window)
        yield Opened(qtbot, window, tmp_path)


class Desktop(QObject):
    """Stands where the file manager and the mail program of a person stand."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []
        self.urls: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        """Note what is to be opened."""
        if url.isLocalFile():
            self.opened.append(Path(url.toLocalFile()))
        else:
            self.urls.append(url.toString())


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """What was opened in other programs."""
    found = Desktop()
    for scheme in ("file", "mailto"):
        QDesktopServices.setUrlHandler(scheme, found, "open")
    yield found
    for scheme in ("file", "mailto"):
        QDesktopServices.unsetUrlHandler(scheme)
