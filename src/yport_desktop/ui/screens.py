"""A picture of every page: light and dark, English and Japanese, in several sizes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication

from yport_desktop.env.paths import Profile
from yport_desktop.env.settings import LANGUAGE, THEME
from yport_desktop.ui.application import (
    Open,
    Session,
    dress_application,
    make_application,
    read_choices,
)
from yport_desktop.ui.window.main_window import MainWindow

SIZES = (QSize(1366, 768), QSize(1920, 1080))
LANGUAGES = ("en", "ja")
MODES = ("light", "dark")
SETTLED_MS = 350
LONGEST_MS = 20_000


@dataclass(frozen=True)
class Shot:
    """One picture to be made."""

    page: str
    mode: str
    language: str
    size: QSize

    @property
    def name(self) -> str:
        """Its file name."""
        return f"{self.page}-{self.mode}-{self.language}-{self.size.width()}x{self.size.height()}.png"


def make_screens(
    profile: Profile,
    open_profile: Open,
    folder: Path,
    languages: Sequence[str] = LANGUAGES,
    modes: Sequence[str] = MODES,
    sizes: Sequence[QSize] = SIZES,
    only: Sequence[str] = (),
    tell: Callable[[str], object] = lambda _name: None,
) -> tuple[Path, ...]:
    """Write the pictures into `folder` and return their paths. The sample engagement is shown."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    made: list[Path] = []
    for language in languages:
        made += _in_language(app, profile, open_profile, folder, language, modes, sizes, only, tell)
    return tuple(made)


def _in_language(
    app: QApplication,
    profile: Profile,
    open_profile: Open,
    folder: Path,
    language: str,
    modes: Sequence[str],
    sizes: Sequence[QSize],
    only: Sequence[str],
    tell: Callable[[str], object],
) -> Iterator[Path]:
    choices = read_choices(profile)
    choices.settings.set(LANGUAGE, language)
    opened = QEventLoop()
    session = Session(
        app, profile, open_profile, choices, with_sample=True, ready=lambda _window: opened.quit()
    )
    try:
        for mode in modes:
            choices.settings.set(THEME, mode)
            dress_application(app, choices)
            if session.window is None:
                session.start()
                opened.exec()
            window = session.window
            assert window is not None
            for size in sizes:
                window.resize(size)
                window.show()
                for key in only or tuple(window.pages):
                    window.open_page(key)
                    _settle(window)
                    shot = Shot(key, mode, language, size)
                    path = folder / shot.name
                    window.grab().save(str(path))
                    tell(shot.name)
                    yield path
    finally:
        session.stop()
        if session.window is not None:
            session.window.close()
            session.window.deleteLater()
        session.deleteLater()


def _settle(window: MainWindow) -> None:
    """Wait until the database is idle and nothing has been drawn for a while."""
    loop = QEventLoop()
    quiet = QTimer(loop, singleShot=True, interval=SETTLED_MS)
    quiet.timeout.connect(loop.quit)
    QTimer.singleShot(LONGEST_MS, loop, loop.quit)

    def watch(busy: bool) -> None:
        quiet.stop() if busy else quiet.start()

    database = window.desk.database
    database.busy_changed.connect(watch)
    if not database.busy:
        quiet.start()
    loop.exec()
    database.busy_changed.disconnect(watch)
