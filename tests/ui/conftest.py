"""A QApplication with the program's theme, fonts and an English catalogue; a stray Qt message fails."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from yport_desktop.env.resources import resources_folder
from yport_desktop.ui.collecting import collect_on_ui_thread
from yport_desktop.ui.design import fonts, texts
from yport_desktop.ui.design.theme import Theme, theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The offscreen platform says this about every window; it means nothing there.
HARMLESS = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)


@pytest.fixture(scope="session", autouse=True)
def _program(qapp: QApplication) -> Iterator[None]:
    """The program's fonts, and garbage collected on this thread only, as the program does it."""
    fonts.register(resources_folder() / "fonts")
    collector = collect_on_ui_thread(qapp)
    yield
    shiboken6.delete(collector)
    gc.enable()


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[Theme]:
    """The light theme at 100 %, in English, put back after the test."""
    texts.install(qapp, "en", lambda message: message)
    found = theme()
    found.choose("light")
    yield found
    found.choose("light")
    texts.install(qapp, "en", lambda message: message)


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication, look: Theme) -> Iterator[None]:
    """What a test leaves behind goes before the next one begins, and before the look changes back:

    a dialog that is still open would be found by the next test, and every window that is still there
    is dressed anew whenever the look changes.
    """
    yield
    for left in qapp.topLevelWidgets():
        if left.parent() is None:
            left.blockSignals(True)  # the end of some dialogs is the end of the program
            left.close()
            left.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collect_on_ui_thread(qapp).collect_due()


@pytest.fixture(autouse=True)
def no_qt_messages() -> Iterator[list[str]]:
    """Collects warnings of Qt and fails the test for them."""
    heard: list[str] = []

    def hear(kind: QtMsgType, _context: Any, text: str) -> None:
        if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg) and text not in HARMLESS:
            heard.append(text)

    former = qInstallMessageHandler(hear)
    yield heard
    qInstallMessageHandler(former)
    assert not heard
