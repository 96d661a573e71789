"""The program's log: a few rotating files in the profile, never sent anywhere.

What people entered is not logged, only what the program did and where it failed.
"""

import logging
import logging.handlers
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

NAME = "yport_desktop"
WARNINGS = "py.warnings"
_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_BYTES = 1_000_000
_FILES = 3


ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], object]
ThreadHook = Callable[[threading.ExceptHookArgs], object]


@dataclass(frozen=True)
class Log:
    """A log that is being written, and what was in its place before."""

    path: Path
    handler: logging.Handler
    excepthook: ExceptHook
    threading_excepthook: ThreadHook

    def stop(self) -> None:
        """Put everything back as it was and close the file."""
        logging.getLogger(NAME).removeHandler(self.handler)
        logging.getLogger(WARNINGS).removeHandler(self.handler)
        logging.captureWarnings(False)
        sys.excepthook = self.excepthook
        threading.excepthook = self.threading_excepthook
        self.handler.close()


def start_logging(folder: Path, level: int = logging.INFO) -> Log | None:
    """Write this program's log into the folder; None when it cannot be written.

    Warnings and uncaught errors of any thread are logged as well.
    """
    path = folder / "yport.log"
    try:
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8"
        )
    except OSError:
        return None
    log = Log(path, handler, sys.excepthook, threading.excepthook)
    handler.setFormatter(logging.Formatter(_FORMAT))
    logging.getLogger(NAME).addHandler(handler)
    logging.getLogger(NAME).setLevel(level)
    logging.captureWarnings(True)
    logging.getLogger(WARNINGS).addHandler(handler)
    sys.excepthook = _log_uncaught(log.excepthook)
    threading.excepthook = _log_uncaught_in_thread
    return log


def _log_uncaught(following: ExceptHook) -> ExceptHook:
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            logging.getLogger(NAME).critical("uncaught error", exc_info=(kind, error, trace))
        following(kind, error, trace)

    return hook


def _log_uncaught_in_thread(failure: threading.ExceptHookArgs) -> None:
    if failure.exc_value is not None and failure.exc_type is not SystemExit:
        trace = (failure.exc_type, failure.exc_value, failure.exc_traceback)
        logging.getLogger(NAME).critical("uncaught error in a thread", exc_info=trace)
