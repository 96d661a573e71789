"""Files opened by a double click reach the window that has the profile open, across processes."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication

from yport_desktop import bootstrap
from yport_desktop.cli.app import app
from yport_desktop.cli.door import Parts
from yport_desktop.env.paths import Profile, profile_in
from yport_desktop.ui.opening import FilesToOpen, Program, hand_over, place_of

ROOT = Path(__file__).resolve().parents[2]
WAIT_S = 60

# The real program, which also tells what its exchange page shows.
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
from yport_desktop import bootstrap
from yport_desktop.env.paths import profile_in
from yport_desktop.ui import application
from yport_desktop.ui.window.main_window import MainWindow

app, told = application.make_application(), set()
def tell():
    for window in app.topLevelWidgets():
        if isinstance(window, MainWindow):
            page = window.pages.built.get("exchange")
            shown = [label.text() for label in page.findChildren(QLabel)] if page else []
            for text in {"window", *shown} - told:
                told.add(text)
                print(text, flush=True)
timer = QTimer()
timer.timeout.connect(tell)
timer.start(50)
profile, files = profile_in(Path(sys.argv[1])), [Path(a) for a in sys.argv[2:]]
sys.exit(application.run(profile, bootstrap.open_desk, "en", False, files))
"""


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    made = profile_in(tmp_path / "p")
    made.prepare()
    return made


@pytest.fixture
def heard(qapp: QApplication, profile: Profile) -> Iterator[list[list[Path]]]:
    """What a window of that profile is asked for."""
    owner, requests = QObject(), list[list[Path]]()
    listening = FilesToOpen(qapp, profile, owner)
    listening.requested.connect(requests.append)
    assert listening.listen()
    assert listening.listen()
    yield requests
    listening.close()


def elsewhere(qtbot: Any, folder: Path, *files: Path) -> bool:
    """`hand_over` in another process, while this one goes on."""
    code = (
        "import sys; from pathlib import Path; from yport_desktop.ui.opening import hand_over\n"
        "from yport_desktop.env.paths import profile_in\n"
        "sys.exit(not hand_over(profile_in(Path(sys.argv[1])), [Path(a) for a in sys.argv[2:]]))"
    )
    process = subprocess.Popen([sys.executable, "-c", code, folder, *files], env=environment())
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=WAIT_S * 1000)
    return process.returncode == 0


def test_handing_over(qtbot: Any, profile: Profile, heard: list[list[Path]], tmp_path: Path) -> None:
    files = [tmp_path / "セブ.yport", tmp_path / "b c.eml"]
    assert elsewhere(qtbot, tmp_path / "p", *files)
    assert elsewhere(qtbot, tmp_path / "p")
    assert heard == [files, []]
    assert not hand_over(profile_in(tmp_path / "other"), files)
    if os.name == "posix":
        assert Path(place_of(profile)).parent == profile.cache
        assert Path(place_of(profile)).stat().st_mode & 0o077 == 0


def test_nothing_but_paths_is_taken(qtbot: Any, profile: Profile, heard: list[list[Path]]) -> None:
    for request in (
        b"\n",
        b"{}\n",
        b"[1]\n",
        b'{"files": "a"}\n',
        b'{"files": ["relative.yport"]}\n',
        b'{"files": [1]}\n',
        b"[" * 100_000 + b"\n",
        json.dumps({"files": ["/a"] * 201}).encode() + b"\n",
        b"x" * 300_000,
    ):
        socket = QLocalSocket()
        socket.connectToServer(place_of(profile))
        assert socket.waitForConnected(WAIT_S * 1000)
        socket.write(request)
        qtbot.waitUntil(
            lambda s=socket: s.state() == s.LocalSocketState.UnconnectedState, timeout=WAIT_S * 1000
        )
        assert socket.readAll().isEmpty()
    assert heard == []


def test_what_a_crash_left_is_no_window(profile: Profile, qapp: QApplication) -> None:
    place = Path(place_of(profile))
    place.touch()
    assert not hand_over(profile, [])
    owner = QObject()
    again = FilesToOpen(qapp, profile, owner)
    assert again.listen()
    again.close()


def test_a_long_path_of_a_profile(tmp_path: Path, qapp: QApplication) -> None:
    far = profile_in(tmp_path / ("long " * 30))
    far.prepare()
    assert len(place_of(far)) < 60
    owner = QObject()
    listening = FilesToOpen(qapp, far, owner)
    assert listening.listen()
    listening.close()


def test_files_from_the_system() -> None:
    code = (
        "from PySide6.QtCore import QUrl\n"
        "from PySide6.QtGui import QFileOpenEvent\n"
        "from yport_desktop.ui.application import make_application\n"
        "app, heard = make_application(), []\n"
        "app.files_opened.connect(heard.append)\n"
        "app.sendEvent(app, QFileOpenEvent(QUrl.fromLocalFile('/a/セブ.yport')))\n"
        "print(heard[0][0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()) == Path("/a/セブ.yport")
    assert issubclass(Program, QApplication)
    assert QFileOpenEvent(QUrl.fromLocalFile("/a")).file() == "/a"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ()),
        (["a.yport"], ("a.yport",)),
        (["a.yport", "b.eml"], ("a.yport", "b.eml")),
        (["open", "list"], ("list",)),
        (["no-command"], None),
    ],
)
def test_files_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], expected: tuple[str, ...] | None
) -> None:
    monkeypatch.chdir(tmp_path)
    calls: list[Any] = []

    def window(*given: Any) -> int:
        calls.append(given)
        return 7

    def no_desk(_folder: Path | None) -> Any:
        raise AssertionError

    parts = Parts(no_desk, bootstrap.discover, window, lambda *_: ())
    done = CliRunner().invoke(app, ["--lang", "ja", "--sample", *arguments], obj=parts)
    if expected is None:
        assert done.exit_code == 2
        assert calls == []
    else:
        assert done.exit_code == 7
        ((profile, language, sample, files),) = calls
        assert (profile, language, sample) == (None, "ja", True)
        assert tuple(files) == tuple(tmp_path / name for name in expected)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


def wait_until(come: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT_S
    while not come():
        assert time.monotonic() < end
        time.sleep(0.02)


class Window:
    """The program in a process of its own, and the lines it tells."""

    def __init__(self, folder: Path, *files: Path) -> None:
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-c", WINDOW, str(folder), *map(str, files)],
            env=environment(),
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.strip())

    def wait_for(self, text: str) -> None:
        end = time.monotonic() + WAIT_S
        while not any(text in line for line in self.lines):
            assert self.process.poll() is None, f"ended: {self.lines}"
            assert time.monotonic() < end, f"{text} was not shown: {self.lines}"
            time.sleep(0.05)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(WAIT_S)
        self._reader.join(WAIT_S)
        assert self.process.stdout is not None
        self.process.stdout.close()


def test_two_processes(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("first.yport", "second.yport", "third セブ.yport"))
    for path in (first, second, third):
        path.write_bytes(b"no bundle")
    folder = tmp_path / "profile"
    window = Window(folder, first)
    try:
        wait_until((folder / "store" / "in use.lock").exists)
        # Started while the other is about to show its window: it waits for it, or hands over at once.
        command = [sys.executable, "-m", "yport_desktop", "--profile", str(folder)]
        assert (
            subprocess.run(
                [*command, second.name], cwd=tmp_path, env=environment(), timeout=WAIT_S
            ).returncode
            == 0
        )
        window.wait_for("window")
        window.wait_for("second.yport")
        assert subprocess.run([*command, str(third)], env=environment(), timeout=WAIT_S).returncode == 0
        window.wait_for("third セブ.yport")
        assert subprocess.run(command, env=environment(), timeout=WAIT_S).returncode == 0
        assert window.process.poll() is None
    finally:
        window.end()
    assert not hand_over(profile_in(folder), [])
