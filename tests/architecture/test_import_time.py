"""Importing the program does nothing: no file is opened, no thread started, nothing heavy loaded."""

import os
import subprocess
import sys

from tests.architecture.source import PACKAGE, ROOT, modules

QUIET_FLOORS = tuple(
    module.name
    for module in modules()
    if module.floor not in ("ui", "__main__", "__init__") and module.path.name != "__main__.py"
)

# Runs in a process of its own. Notes every file, database, process or connection that is opened by
# a line of our own modules while they are being imported; what an imported library reads is its affair.
WATCH = """
import importlib, sys, threading
package, names = sys.argv[1], sys.argv[2:]
EVENTS = {"open", "sqlite3.connect", "subprocess.Popen", "socket.connect", "os.mkdir", "os.listdir",
          "os.scandir", "shutil.copyfile", "tempfile.mkstemp"}
seen = []
def watch(event, arguments):
    source = str(arguments[0]).endswith(".py") if arguments else False
    if event in EVENTS and not source:
        frame = sys._getframe(1)
        while frame is not None and not frame.f_code.co_filename.startswith("<frozen importlib"):
            if frame.f_code.co_filename.startswith(package):
                seen.append(f"{frame.f_code.co_filename}:{frame.f_lineno} {event} {arguments[:1]}")
                break
            frame = frame.f_back
sys.addaudithook(watch)
for name in names:
    importlib.import_module(name)
threads = [t.name for t in threading.enumerate() if t is not threading.main_thread()]
print("\\n".join(seen + threads))
"""


def python(*arguments: str) -> str:
    """What the interpreter prints; its errors fail the test."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_importing_opens_nothing() -> None:
    names = [f"yport_desktop.{name}" for name in QUIET_FLOORS]
    assert python("-c", WATCH, str(PACKAGE), *names) == ""


def test_importing_the_window_makes_no_application() -> None:
    names = [f"yport_desktop.{module.name}" for module in modules() if module.floor == "ui"]
    code = (
        f"{WATCH}\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "assert QCoreApplication.instance() is None, 'a Qt application was made while importing'\n"
    )
    assert python("-c", code, str(PACKAGE), *names) == ""


def test_the_command_line_starts_light() -> None:
    code = "import sys, yport_desktop.cli; print(*sorted(sys.modules))"
    loaded = {name.split(".")[0] for name in python("-c", code).split()}
    assert loaded & {"PySide6", "matplotlib", "reportlab", "pypdfium2", "numpy", "PIL"} == set()
