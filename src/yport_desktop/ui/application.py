"""Builds the window from its parts and runs it."""

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from yport_desktop.domain.errors import YportError
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.text import N_
from yport_desktop.env.logs import start_logging
from yport_desktop.env.paths import Profile, synced_by
from yport_desktop.env.resources import resources_folder
from yport_desktop.env.settings import (
    LANGUAGE,
    Settings,
    WindowState,
)
from yport_desktop.env.translations import Translator, choose_language
from yport_desktop.services.sample import open_sample
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui import pages
from yport_desktop.ui.appearance import apply_appearance
from yport_desktop.ui.bus import Bus
from yport_desktop.ui.collecting import collect_on_ui_thread
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.notice import NoticeArea
from yport_desktop.ui.design import fonts, icons, texts
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import LIGHT, Tone
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.errors import sentence
from yport_desktop.ui.page import Page
from yport_desktop.ui.threads import DatabaseThread, OpenProfile, TaskPool
from yport_desktop.ui.window.facts import not_sent
from yport_desktop.ui.window.inspector import Inspector
from yport_desktop.ui.window.main_window import MainWindow

SYNCED = N_(
    "The store lies in a folder that {service} synchronises ({folder}). Such services damage databases: "
    "please move it to a folder of this computer only."
)
COPIED = N_(
    "This store was restored or copied from another place. It goes on under a new feed, so that nothing "
    "is mixed up when it is exchanged."
)

LOG = logging.getLogger(__name__)

Open = Callable[[Profile], OpenProfile]


@dataclass(frozen=True)
class Choices:
    """The person's choices and the window's state, read once at the start."""

    settings: Settings
    state: WindowState


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication with its names and fonts; made before anything else of the window."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, False)
    app = QApplication([*arguments] or sys.argv[:1])
    collect_on_ui_thread(app)
    app.setApplicationName("Y-PORT Desktop")
    app.setOrganizationName("Y-PORT")
    app.setDesktopFileName("y-port-desktop")
    fonts.register(resources_folder() / "fonts")
    mark = QIcon()
    for side in (16, 24, 32, 48, 64):
        mark.addPixmap(icons.pixmap("assess", side, LIGHT.accent))
    app.setWindowIcon(mark)
    return app


def dress_application(app: QApplication, choices: Choices, wanted_language: str | None = None) -> None:
    """Put theme, text scale and language in force."""
    apply_appearance(choices.settings)
    chosen = wanted_language or choices.settings.get(LANGUAGE)
    code = choose_language("" if chosen == "system" else chosen)
    texts.install(app, code, Translator(code).gettext)
    QLocale.setDefault(QLocale(code))
    _translate_qt(app, code)


def _translate_qt(app: QApplication, code: str) -> None:
    """Qt's own few strings, such as the menu of a text field."""
    for former in app.findChildren(QTranslator):
        app.removeTranslator(former)
        former.deleteLater()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(code), "qtbase", "_", folder):
        app.installTranslator(translator)


class Session(QObject):
    """One open profile with its window. `ready` is called with the window when it is there."""

    def __init__(
        self,
        app: QApplication,
        profile: Profile,
        open_profile: Open,
        choices: Choices,
        with_sample: bool = False,
        page_types: Sequence[type[Page]] | None = None,
        ready: Callable[[MainWindow], object] = lambda window: window.show(),
    ) -> None:
        super().__init__(app)
        self._app, self._profile, self._choices, self._ready = app, profile, choices, ready
        self._with_sample = with_sample
        self._page_types = page_types
        self.window: MainWindow | None = None
        self.bus = Bus(self)
        self.pool = TaskPool(self)
        self.database = DatabaseThread(lambda: open_profile(profile), self)
        self.database.committed.connect(self.bus.records_changed)
        self.database.failed.connect(self._failed_before_window)
        app.aboutToQuit.connect(self.stop)

    def start(self) -> None:
        """Open the profile in the background, then show the window."""
        self.database.start()
        if self._with_sample:
            self.database.ask(_open_sample_if_empty)
        self.database.ask(_beginning, self._show_window)
        self.database.ask(lambda workspace: workspace.is_copy, self._warn)

    def stop(self) -> None:
        """Complete the work and close the store."""
        self.pool.stop()
        self.database.stop()

    def rebuild(self) -> None:
        """Make the window anew, for another language; nothing is lost, everything is in the store."""
        dress_application(self._app, self._choices)
        former, self.window = self.window, None
        self.database.ask(_beginning, self._show_window)
        if former is not None:
            former.close()
            former.deleteLater()

    def _show_window(self, beginning: "_Beginning") -> None:
        try:
            window = self._make_window(beginning)
        except Exception as problem:  # a window that cannot be built must end the start, not hang it
            LOG.critical("the window could not be built", exc_info=problem)
            self.database.failed.emit(problem)
            return
        self.window = window
        window.show_engagement(self._first(beginning.spaces))
        self._ready(window)

    def _make_window(self, beginning: "_Beginning") -> MainWindow:

        def make_desk(window: QWidget, notices: NoticeArea, inspector: Inspector) -> Desk:
            return Desk(
                self.database,
                self.pool,
                self.bus,
                beginning.registry,
                self._choices.settings,
                self._choices.state,
                notices,
                inspector,
                window,
                self.rebuild,
            )

        types = pages.discover() if self._page_types is None else self._page_types
        return MainWindow(make_desk, types, not_sent)

    def _warn(self, is_copy: bool) -> None:
        """What the person should know about the store before she works on it."""
        warnings = []
        if service := synced_by(self._profile.data):
            warnings.append(tr(SYNCED).format(folder=self._profile.data, service=service))
        if is_copy:
            warnings.append(tr(COPIED))
        if warnings and self.window is not None:
            self.window.desk.tell(" ".join(warnings), Tone.CRITICAL if service else Tone.CAUTION)

    def _first(self, spaces: tuple[UUID, ...]) -> UUID | None:
        """The engagement shown last, else any."""
        last = self._choices.state.get("engagement")
        return next((s for s in spaces if str(s) == last), spaces[0] if spaces else None)

    def _failed_before_window(self, problem: Exception) -> None:
        """The store could not be opened: say why, and end. With a window, the window tells."""
        if self.window is not None:
            return
        _tell_and_leave(self._app, problem)


def _tell_and_leave(app: QApplication, problem: Exception) -> None:
    """The only thing to be seen is why nothing else is."""
    dialog = Dialog(None, tr("Y-PORT Desktop could not open"), sentence(problem))
    dialog.verb(tr("Close"), primary=True)
    # The connection keeps the dialog alive: it has no parent that would.
    dialog.finished.connect(lambda _code, _kept=dialog: app.exit(1))
    dialog.open()


@dataclass(frozen=True)
class _Beginning:
    registry: Registry
    spaces: tuple[UUID, ...]


def _beginning(workspace: Workspace) -> _Beginning:
    spaces = tuple(s.id for s in workspace.spaces() if s.kind == "engagement")
    return _Beginning(workspace.registry, spaces)


def _open_sample_if_empty(workspace: Workspace) -> None:
    if not workspace.spaces():
        open_sample(workspace)


def read_choices(profile: Profile) -> Choices:
    """The settings and the window state of a profile."""
    profile.prepare()
    return Choices(
        Settings(profile.settings / "settings.json"), WindowState(profile.settings / "window.json")
    )


def run(profile: Profile, open_profile: Open, language: str | None = None, sample: bool = False) -> int:
    """Open the window on a profile and stay until it is closed; returns the exit code.

    `language` overrides the setting; `sample` puts the sample engagement into an empty profile.
    """
    app = make_application()
    try:
        choices = read_choices(profile)
    except YportError as problem:
        _tell_and_leave(app, problem)
        return app.exec()
    start_logging(profile.logs)
    dress_application(app, choices, language)
    session = Session(app, profile, open_profile, choices, sample)
    session.start()
    return app.exec()
