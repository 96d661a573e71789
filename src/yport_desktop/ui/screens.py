"""A picture of every page: light and dark, English and Japanese, in several sizes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer

from yport_desktop.env.paths import Profile
from yport_desktop.ui.application import (
    Open,
    Session,
    dress_application,
    make_application,
    read_choices,
)
from yport_desktop.ui.components.figure_canvas import figures_pending
from yport_desktop.ui.components.skeleton import Skeleton
from yport_desktop.ui.design.theme import theme
from yport_desktop.ui.window.main_window import MainWindow

SIZES = (QSize(1366, 768), QSize(1920, 1080))
LANGUAGES = ("en", "ja")
MODES = ("light", "dark")
SETTLED_MS = 100
QUIET_LOOKS = 3
LONGEST_MS = 20_000


@dataclass(frozen=True)
class Shots:
    """Which pictures are made of a window; `only` names pages, empty means all."""

    folder: Path
    language: str
    modes: Sequence[str]
    sizes: Sequence[QSize]
    only: Sequence[str] = ()

    def take(self, window: MainWindow) -> list[Path]:
        """Make the pictures. Raises OSError when one cannot be written."""
        made = []
        for mode, size in product(self.modes, self.sizes):
            theme().choose(mode, reduced_motion=True)
            window.resize(size)
            window.show()
            for page in self.only or tuple(window.pages):
                window.open_page(page)
                settle(window)
                path = self.folder / f"{page}-{mode}-{self.language}-{size.width()}x{size.height()}.png"
                if not window.grab().save(str(path)):
                    raise OSError(f"{path} cannot be written")
                made.append(path)
        return made


def make_screens(
    profile: Profile,
    open_profile: Open,
    folder: Path,
    languages: Sequence[str] = LANGUAGES,
    modes: Sequence[str] = MODES,
    sizes: Sequence[QSize] = SIZES,
    only: Sequence[str] = (),
) -> tuple[Path, ...]:
    """Write the pictures into `folder` and return their paths; an empty profile gets the sample.

    Raises whatever kept the profile from being opened, or OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for language in languages:
        made += _in_language(profile, open_profile, Shots(folder, language, modes, sizes, only))
    return tuple(made)


def _in_language(profile: Profile, open_profile: Open, shots: Shots) -> list[Path]:
    app = make_application()
    choices = read_choices(profile)
    dress_application(app, choices, shots.language)
    opened, failures = QEventLoop(), list[Exception]()
    session = Session(
        app, profile, open_profile, choices, with_sample=True, ready=lambda _window: opened.quit()
    )
    session.database.failed.connect(failures.append)
    session.database.failed.connect(lambda _problem: opened.quit())
    session.start()
    opened.exec()
    try:
        if session.window is None:
            raise failures[0]
        return shots.take(session.window)
    finally:
        if session.window is not None:
            session.window.close()
            session.window.deleteLater()
        session.stop()
        session.deleteLater()


def is_working(window: MainWindow) -> bool:
    """Whether something on the screen is still to come."""
    desk = window.desk
    if desk.database.busy or desk.pool.running or figures_pending():
        return True
    return any(skeleton.isVisible() for skeleton in window.findChildren(Skeleton))


def settle(window: MainWindow) -> None:
    """Wait until nothing has been going on for a moment: questions, long work, figures, skeletons."""
    loop, calm = QEventLoop(), QTimer(interval=SETTLED_MS)
    quiet = 0

    def look() -> None:
        nonlocal quiet
        quiet = 0 if is_working(window) else quiet + 1
        if quiet >= QUIET_LOOKS:
            loop.quit()

    calm.timeout.connect(look)
    QTimer.singleShot(LONGEST_MS, loop, loop.quit)
    calm.start()
    loop.exec()
    calm.stop()
