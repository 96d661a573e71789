"""Builds the window from its parts and runs it."""

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from yport_desktop.domain.errors import IdentityError, Problem, StoreBusy, YportError
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
from yport_desktop.exchange.vault import Unlock
from yport_desktop.services.sample import open_sample
from yport_desktop.services.upkeep import backups_beside
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui import pages
from yport_desktop.ui.appearance import apply_appearance
from yport_desktop.ui.backup_list import SYNCED
from yport_desktop.ui.bus import Bus
from yport_desktop.ui.collecting import collect_on_ui_thread
from yport_desktop.ui.components.form_row import problem_text
from yport_desktop.ui.components.notice import NoticeArea
from yport_desktop.ui.design import fonts, icons, texts
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import LIGHT, Tone
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.not_opened import could_not_open, is_cured_by_backup
from yport_desktop.ui.opening import FilesToOpen, GivingWay, Program, hand_over
from yport_desktop.ui.page import Page
from yport_desktop.ui.threads import DatabaseThread, OpenProfile, TaskPool
from yport_desktop.ui.unlocking import UnlockDialog
from yport_desktop.ui.window.facts import not_sent
from yport_desktop.ui.window.inspector import Inspector
from yport_desktop.ui.window.main_window import MainWindow

RESTORED = N_("This is the backup. What was here before was set aside and is among the backups too.")
COPIED = N_(
    "This store was restored or copied from another place. It goes on under a new feed, so that nothing "
    "is mixed up when it is exchanged."
)

# How long a start waits for another one of the same profile that is about to show its window.

LOG = logging.getLogger(__name__)


class Open(Protocol):
    """How the composition root opens a profile, with a backup in the store's place where one is named."""

    def __call__(self, profile: Profile, *, restore: str = "", unlock: Unlock | None = None) -> OpenProfile:
        """Raises StoreError, NotFound for an unknown backup, or IdentityError where the keys stay shut."""


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
    app = Program([*arguments] or sys.argv[:1])
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
        files: Sequence[Path] = (),
    ) -> None:
        super().__init__(app)
        self._app, self._profile, self._choices, self._ready = app, profile, choices, ready
        self._with_sample = with_sample
        self._page_types = page_types
        self.window: MainWindow | None = None
        self.bus = Bus(self)
        self.pool = TaskPool(self)
        self._open = open_profile
        self._language = choices.settings.get(LANGUAGE)
        self._formers: list[MainWindow] = []
        self._refused = False
        self._not_restored: Exception | None = None
        self._files = list(files)
        self.files_to_open = FilesToOpen(app, profile, self)
        self.files_to_open.requested.connect(self.open_files)
        self._backup, self._unlock = "", Unlock()
        self._asking: UnlockDialog | None = None
        self.database = self._make_database()
        app.aboutToQuit.connect(self.stop)

    def _make_database(self, backup: str = "") -> DatabaseThread:
        database = DatabaseThread(lambda: self._opened(backup), self)
        database.committed.connect(self.bus.records_changed)
        database.failed.connect(self._failed_before_window)
        return database

    def _opened(self, backup: str) -> OpenProfile:
        """Runs on the database thread. A backup that cannot be restored leaves the store as it was."""
        unlock = self._unlock
        if not backup:
            return self._open(self._profile, unlock=unlock)
        try:
            return self._open(self._profile, restore=backup, unlock=unlock)
        except IdentityError:
            raise
        except YportError as problem:
            try:
                opened = self._open(self._profile, unlock=unlock)
            except YportError:
                raise problem from None
            self._not_restored = problem
            return opened

    def start(self) -> None:
        """Open the profile in the background, then show the window."""
        self.database.start()
        if self._with_sample:
            self.database.ask(_open_sample_if_empty)
        self.database.ask(_beginning, self._show_window)
        if self._backup:
            self.database.ask(lambda _workspace: None, lambda _nothing: self._tell_restored())
        else:
            self.database.ask(lambda workspace: (workspace.is_copy, workspace.identity.notices), self._warn)

    def stop(self) -> None:
        """Complete the work and close the store."""
        self.files_to_open.close()
        self.pool.stop()
        self.database.stop()

    def rebuild(self) -> None:
        """Make the window anew, in another language or text size; everything is in the store."""
        self._retire()
        wanted = self._choices.settings.get(LANGUAGE)
        if wanted == self._language:  # one that was asked for at the start stays in force
            apply_appearance(self._choices.settings)
        else:
            dress_application(self._app, self._choices)
        self._language = wanted
        self.database.ask(_beginning, self._show_window)

    def restore(self, backup: str) -> None:
        """Close the store, put a backup in its place, and open it again in a new window."""
        self._backup = backup
        self._close_store()
        self.start()

    def unlock(self, unlock: Unlock) -> None:
        """Close the store if it is open, and open it with these keys, in a new window."""
        self._unlock = unlock
        self._close_store()
        self.start()

    def _close_store(self) -> None:
        self._app.setQuitOnLastWindowClosed(False)
        self._retire()
        self.stop()
        self.database.setParent(None)  # the former window holds it as long as it lives
        self._refused, self._not_restored = False, None
        self.database = self._make_database(self._backup)

    def _tell_restored(self) -> None:
        self._backup = ""
        if self.window is None:
            return
        if self._not_restored is None:
            self.window.desk.tell(tr(RESTORED), Tone.GOOD)
        else:
            self.window.desk.tell_failure(self._not_restored)

    def _retire(self) -> None:
        """The window stays to be seen, but not to be used, until the next one is there."""
        if self.window is not None:
            self.window.complete()
            self.window.setEnabled(False)
            self._formers.append(self.window)
            self.window = None

    def _drop_formers(self) -> None:
        for former in self._formers:
            former.close()
            former.deleteLater()
        self._formers.clear()

    def _show_window(self, beginning: "_Beginning") -> None:
        try:
            window = self._make_window(beginning)
        except Exception as problem:  # a window that cannot be built must end the start, not hang it
            LOG.critical("the window could not be built", exc_info=problem)
            self.database.failed.emit(problem)
            return
        self._retire()
        self.window = window
        self._unlock = Unlock(self._unlock.passphrase)  # a recovery file or new keys are used once
        if self._asking is not None:
            self._asking.close()
        window.show_engagement(self._first(beginning.spaces))
        self._ready(window)
        self._drop_formers()
        self._app.setQuitOnLastWindowClosed(True)
        if not self.files_to_open.listen():
            LOG.warning("files opened elsewhere will not reach this window")
        if self._files:
            self.open_files([])

    def open_files(self, paths: Sequence[Path]) -> None:
        """Show files to the person, as soon as there is a window."""
        self._files += paths
        if self.window is not None:
            waiting, self._files = self._files, []
            self.window.open_files(waiting)

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
                self.restore,
                self.unlock,
            )

        types = pages.discover() if self._page_types is None else self._page_types
        return MainWindow(make_desk, types, not_sent)

    def _warn(self, known: tuple[bool, tuple[Problem, ...]]) -> None:
        """What the person should know about the store and her keys before she works on it."""
        is_copy, notices = known
        warnings = [problem_text(notice) for notice in notices]
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
        """The store could not be opened: say why, and go back to a backup or end.

        With a window, the window tells. Every question that was waiting fails too: one telling is enough.
        """
        if self.window is not None or self._refused:
            return
        self._refused = True
        if isinstance(problem, StoreBusy):
            give_way = GivingWay(self._profile, self._files, self)
            give_way.handed_over.connect(lambda: self._app.exit(0))
            give_way.refused.connect(lambda: could_not_open(self._app, problem))
            give_way.begin()
            return
        if isinstance(problem, IdentityError):
            self._ask_for_keys(problem)
            return
        if self._asking is not None:
            self._asking.blockSignals(True)
            self._asking.close()
        backups = backups_beside(self._profile.data) if is_cured_by_backup(problem) else ()
        could_not_open(self._app, problem, backups, self.restore)
        self._drop_formers()

    def _ask_for_keys(self, problem: IdentityError) -> None:
        """The dialog stays until the keys are open or the person gives up."""
        if self._asking is None:
            self._asking = UnlockDialog(problem, self.unlock)
            self._asking.finished.connect(lambda _code: self._asked())
            self._asking.open()
        else:
            self._asking.show_problem(problem)
        self._drop_formers()

    def _asked(self) -> None:
        self._asking = None
        if self.window is None:
            self._app.exit(1)


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


def run(
    profile: Profile,
    open_profile: Open,
    language: str | None = None,
    sample: bool = False,
    files: Sequence[Path] = (),
) -> int:
    """Open the window on a profile and stay until it is closed; returns the exit code.

    `language` overrides the setting; `sample` puts the sample engagement into an empty profile. `files` are
    shown on the exchange page: in the window that has the profile open already, if there is one.
    """
    app = make_application()
    if hand_over(profile, files):
        return 0
    try:
        choices = read_choices(profile)
    except YportError as problem:
        could_not_open(app, problem)
        return app.exec()
    start_logging(profile.logs)
    dress_application(app, choices, language)
    session = Session(app, profile, open_profile, choices, sample, files=files)
    session.start()
    return app.exec()
