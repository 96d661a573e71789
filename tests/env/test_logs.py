"""The log is a file in the profile; it never stops the program and knows uncaught errors."""

import logging
import sys
import threading
from pathlib import Path

import pytest

from yport_desktop.env import logs


def test_log_is_written_and_closed_again(tmp_path: Path) -> None:
    before = sys.excepthook
    log = logs.start_logging(tmp_path)
    assert log is not None
    logging.getLogger("yport_desktop.store").info("opened")
    log.stop()
    logging.getLogger("yport_desktop.store").error("after the end")
    text = (tmp_path / "yport.log").read_text(encoding="utf-8")
    assert "INFO    yport_desktop.store: opened" in text
    assert "after the end" not in text
    assert sys.excepthook is before


@pytest.mark.qt_no_exception_capture
def test_uncaught_errors_are_logged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = logs.start_logging(tmp_path)
    assert log is not None
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("on the way"), None)

    def fail() -> None:
        raise KeyError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    log.stop()
    text = (tmp_path / "yport.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "in a thread" in text
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    assert logs.start_logging(tmp_path / "missing") is None


def test_files_rotate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_BYTES", 300)
    log = logs.start_logging(tmp_path)
    assert log is not None
    for number in range(40):
        logging.getLogger("yport_desktop").info("line %d", number)
    log.stop()
    assert len(list(tmp_path.iterdir())) == 1 + logs._FILES
