"""`python -m benchmarks.desk`: start, keystroke and memory of the window, offscreen, on a large profile.

- start: from the end of the Qt import to a window whose first page shows its records, with 100,000
  observations in the store; beside it the same with the bare sample, as a ratio
- keystroke: from Enter in a form row to the value committed (on the disk), read back and shown, and to
  the recomputed result on the screen; p50 and p95 of 60 entries
- memory: peak of the process after every page was opened, with 5,000 photos in the engagement
"""

import io
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from uuid import UUID

from benchmarks.large_profile import large_profile
from yport_desktop import bootstrap
from yport_desktop.env.paths import profile_in
from yport_desktop.services.evidence import describe, keep
from yport_desktop.services.sample import open_sample

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PHOTOS = 5_000
ENTRIES = 60


def start(folder: Path) -> dict[str, float]:
    """Seconds of one start."""
    from PySide6 import QtGui, QtWidgets  # noqa: F401  (their import is not what is measured)

    begin = time.perf_counter()
    app, window = _window(folder)
    home = window.stack.currentWidget()
    _until(app, lambda: not window.desk.database._waiting and home.isVisible())
    window.grab()
    seconds = time.perf_counter() - begin
    _close(app, window)
    return {"seconds": seconds}


def keystroke(folder: Path) -> dict[str, float]:
    """Milliseconds from Enter to committed, and to the result shown."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    app, window = _window(folder)
    window.open_page("assessment")
    page: Any = window.pages["assessment"]
    _until(app, lambda: page.form is not None and page.assessment is not None)
    page.form.make_all()
    _settle(app, window)
    row = page.form.line("population")
    committed: list[float] = []
    shown: list[float] = []
    luck = random.Random(1)
    for _ in range(ENTRIES):
        value = luck.randrange(800_000, 999_999)
        field = row.value.line
        field.setFocus()
        field.selectAll()
        field.insert(str(value))
        field.textEdited.emit(field.text())
        _settle(app, window)
        begin = time.perf_counter()
        QTest.keyClick(field, Qt.Key.Key_Return)
        _until(app, lambda value=value: page.rows["population"].observed.value == value)
        committed.append(time.perf_counter() - begin)
        _until(app, lambda value=value: page.assessment.observed["population"].value == value)
        shown.append(time.perf_counter() - begin)
    _close(app, window)
    return {
        "committed_p50": statistics.median(committed) * 1000,
        "committed_p95": statistics.quantiles(committed, n=20)[-1] * 1000,
        "result_p50": statistics.median(shown) * 1000,
        "result_p95": statistics.quantiles(shown, n=20)[-1] * 1000,
    }


def memory(folder: Path) -> dict[str, float]:
    """MiB at the peak after every page was opened."""
    app, window = _window(folder)
    for key in window.pages:
        window.open_page(key)
        _settle(app, window)
        window.grab()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pages = len(window.pages)
    _close(app, window)
    return {"mib": peak, "pages": pages}


def photographed(folder: Path) -> UUID:
    """A profile with the sample and many photos under its observations."""
    from PIL import Image

    desk = bootstrap.open_desk(profile_in(folder))
    workspace = desk.workspace
    space = open_sample(workspace)
    observations = workspace.records(space, "observation")
    luck = random.Random(1)
    for number in range(PHOTOS):
        picture = Image.frombytes("RGB", (64, 48), luck.randbytes(64 * 48 * 3)).resize((1024, 768))
        content = io.BytesIO()
        picture.save(content, "JPEG", quality=40)
        read = describe(f"photo-{number}.jpg", content.getvalue())
        keep(workspace, space, observations[number % len(observations)].id, [read])
    desk.close()
    return space


def _window(folder: Path) -> tuple[Any, Any]:
    from yport_desktop.ui.application import Session, dress_application, make_application, read_choices

    app = make_application()
    profile = profile_in(folder)
    choices = read_choices(profile)
    dress_application(app, choices, "en")
    shown: list[Any] = []

    def ready(window: Any) -> None:
        window.resize(1366, 768)
        window.show()
        shown.append(window)

    session = Session(app, profile, bootstrap.open_desk, choices, ready=ready)
    session.start()
    _until(app, lambda: bool(shown))
    return app, shown[0]


def _until(app: Any, met: Any, seconds: float = 60) -> None:
    """Let the event loop sleep and wake as in use; look again at every event, at least each 2 ms."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, waker = QEventLoop(), QTimer()
    waker.start(2)
    end = time.perf_counter() + seconds
    while not met():
        if time.perf_counter() > end:
            raise TimeoutError
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _settle(app: Any, window: Any) -> None:
    _until(app, lambda: not window.desk.database._waiting and not window.desk.pool.running)


def _close(app: Any, window: Any) -> None:
    window.close()
    window.desk.pool.stop()
    window.desk.database.stop()
    app.quit()


def main() -> None:
    """All three, each in a process of its own."""
    if len(sys.argv) > 2:
        measure = {"start": start, "keystroke": keystroke, "memory": memory}[sys.argv[1]]
        print(json.dumps(measure(Path(sys.argv[2]))))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large_profile(folder / "large")
        desk = bootstrap.open_desk(profile_in(folder / "small"))
        open_sample(desk.workspace)
        desk.close()
        starts = {
            n: min(_child("start", folder / n)["seconds"] for _ in range(5)) for n in ("small", "large")
        }
        large, small = starts["large"], starts["small"]
        both = f"{large:.2f} s; bare sample {small:.2f} s; ratio {large / small:.2f}"
        print(f"start, 100,000 observations: {both}")
        keys = _child("keystroke", folder / "large")
        print("keystroke, ms: " + ", ".join(f"{k} {v:.1f}" for k, v in keys.items()))
        photographed(folder / "photos")
        held = _child("memory", folder / "photos")["mib"]
        print(f"memory with {PHOTOS:,} photos, all pages opened: {held:.0f} MiB")


def _child(measure: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.desk", measure, str(folder)]
    # As installed: compiled modules are kept between starts.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
