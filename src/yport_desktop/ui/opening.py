"""Files that a person opens, by a double click or on the command line.

The window that has the profile open listens at a local socket that only the same person reaches; a second
start hands its files over there and ends. Only paths travel. Files come from the system too (macOS).
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from yport_desktop.env.paths import Profile

MOST_FILES = 200
_MOST_BYTES = 256 * 1024
_LONGEST_SOCKET_PATH = 100  # of some 104 that a local socket may have
_REACH_MS, _ANSWER_MS, _IDLE_MS = 1_000, 5_000, 5_000
_TAKEN = b"ok\n"
GIVE_WAY_MS, GIVE_WAY_TIMES = 250, 12


def place_of(profile: Profile) -> str:
    """The name of the socket of a profile: in its own folder where the path is short enough."""
    inside = str(profile.cache / "window")
    if not inside.startswith("/") or len(inside.encode()) > _LONGEST_SOCKET_PATH:
        return f"yport-{hashlib.sha256(str(profile.data).encode()).hexdigest()[:24]}"
    return inside


def hand_over(profile: Profile, files: Sequence[Path]) -> bool:
    """Give the files to the window that has the profile open, and let it come to the front.

    False if there is none, or if it does not answer within some seconds. Blocks meanwhile.
    """
    socket = QLocalSocket()
    socket.connectToServer(place_of(profile))
    if not socket.waitForConnected(_REACH_MS):
        return False
    paths = [str(path.absolute()) for path in files[:MOST_FILES]]
    socket.write(json.dumps({"files": paths}).encode() + b"\n")
    answered = socket.waitForReadyRead(_ANSWER_MS) and socket.readAll().data() == _TAKEN
    socket.abort()
    return answered


class Program(QApplication):
    """The application; `files_opened(list of Path)` when the system hands files to it, as macOS does."""

    files_opened = Signal(object)

    def event(self, event: QEvent) -> bool:
        """What is sent to the application itself."""
        if isinstance(event, QFileOpenEvent) and event.file():
            self.files_opened.emit([Path(event.file())])
            return True
        return super().event(event)


class FilesToOpen(QObject):
    """Hears of files to open. `requested(list of Path)`; an empty list only asks for the window."""

    requested = Signal(object)

    def __init__(self, app: QApplication, profile: Profile, parent: QObject) -> None:
        super().__init__(parent)
        self._profile = profile
        if isinstance(app, Program):
            app.files_opened.connect(self.requested)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take_caller)

    def listen(self) -> bool:
        """Begin to listen. To be called by the one who holds the store: what a crash left is removed."""
        if self._server.isListening():
            return True
        place = place_of(self._profile)
        QLocalServer.removeServer(place)
        return self._server.listen(place)

    def close(self) -> None:
        """Hear no more of other starts."""
        self._server.close()

    def _take_caller(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(_MOST_BYTES + 1)
            socket.readyRead.connect(self._hear)
            socket.disconnected.connect(socket.deleteLater)
            QTimer.singleShot(_IDLE_MS, socket, socket.abort)

    def _hear(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket):
            return
        if socket.bytesAvailable() > _MOST_BYTES:
            socket.abort()
        elif socket.canReadLine():
            files = _files_in(bytes(socket.readLine().data()))
            if files is None:
                socket.abort()
                return
            socket.write(_TAKEN)
            socket.flush()
            socket.disconnectFromServer()
            self.requested.emit(files)


def _files_in(line: bytes) -> list[Path] | None:
    """The paths of a request, None for anything else."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return None
    files = request.get("files") if isinstance(request, dict) else None
    if not isinstance(files, list) or len(files) > MOST_FILES:
        return None
    if not all(isinstance(f, str) and "\0" not in f and Path(f).is_absolute() for f in files):
        return None
    return [Path(f) for f in files]


class GivingWay(QObject):
    """Lets the window that has the profile show the files; that window may be about to open.

    `handed_over()` when it took them, `refused()` when nobody answers.
    """

    handed_over = Signal()
    refused = Signal()

    def __init__(self, profile: Profile, files: Sequence[Path], parent: QObject) -> None:
        super().__init__(parent)
        self._profile, self._files = profile, files
        self._left = GIVE_WAY_TIMES
        self._pause = QTimer(self, singleShot=True, interval=GIVE_WAY_MS)
        self._pause.timeout.connect(self.begin)

    def begin(self) -> None:
        """Try now, and a few times more."""
        if hand_over(self._profile, self._files):
            self.handed_over.emit()
        elif self._left:
            self._left -= 1
            self._pause.start()
        else:
            self.refused.emit()
