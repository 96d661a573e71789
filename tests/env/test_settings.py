"""Choices are kept at once, bad files never stop the program, window state lives apart."""

from pathlib import Path
from typing import Any

import pytest

from yport_desktop.env import files
from yport_desktop.env.settings import (
    LANGUAGE,
    MAIL_LIMIT_MB,
    REDUCED_MOTION,
    SETTINGS,
    TEXT_SCALE,
    Setting,
    Settings,
    WindowState,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "choices.json"


def test_defaults_without_a_file(path: Path) -> None:
    settings = Settings(path)
    assert [settings.get(s) for s in SETTINGS] == [s.default for s in SETTINGS]
    assert not path.exists()


def test_every_default_is_allowed_and_keys_are_unique() -> None:
    assert all(setting.accepts(setting.default) for setting in SETTINGS)
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)


def test_a_choice_is_kept(path: Path) -> None:
    Settings(path).set(LANGUAGE, "ja")
    Settings(path).set(MAIL_LIMIT_MB, 12)
    assert Settings(path).get(LANGUAGE) == "ja"
    assert Settings(path).get(MAIL_LIMIT_MB) == 12


@pytest.mark.parametrize(
    ("setting", "value"),
    [(LANGUAGE, "klingon"), (TEXT_SCALE, 500), (TEXT_SCALE, True), (REDUCED_MOTION, 1), (MAIL_LIMIT_MB, 0.1)],
)
def test_what_is_not_allowed_is_refused(path: Path, setting: Setting[Any], value: Any) -> None:
    settings = Settings(path)
    with pytest.raises(ValueError, match=setting.key):
        settings.set(setting, value)
    assert settings.get(setting) == setting.default


def test_a_value_that_is_no_longer_allowed_gives_the_default(path: Path) -> None:
    files.write_atomically(path, b'{"language": "klingon", "text_scale": "large"}')
    settings = Settings(path)
    assert (settings.get(LANGUAGE), settings.get(TEXT_SCALE)) == ("system", 100)


def test_keys_of_a_newer_version_stay(path: Path) -> None:
    files.write_atomically(path, b'{"hologram": true}')
    Settings(path).set(LANGUAGE, "ja")
    assert '"hologram": true' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"{half", b"\xff\xfe\x00", b"[1, 2]", b""])
def test_a_bad_file_is_set_aside_not_fatal(path: Path, content: bytes) -> None:
    files.write_atomically(path, content)
    settings = Settings(path)
    assert settings.get(LANGUAGE) == "system"
    assert settings.set_aside_as is not None
    assert settings.set_aside_as.read_bytes() == content
    settings.set(LANGUAGE, "en")
    assert Settings(path).get(LANGUAGE) == "en"


def test_a_failed_write_keeps_the_old_choices(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(path)
    settings.set(LANGUAGE, "ja")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        settings.set(LANGUAGE, "en")
    assert settings.get(LANGUAGE) == "ja"
    assert Settings(path).get(LANGUAGE) == "ja"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_window_state_lives_for_itself(tmp_path: Path) -> None:
    state = WindowState(tmp_path / "window.json")
    state.set("size", [1366, 768])
    state.set("page", "plan")
    state.set("page", None)
    assert state.keep()
    again = WindowState(tmp_path / "window.json")
    assert again.get("size") == [1366, 768]
    assert again.get("page", "home") == "home"


def test_window_state_that_cannot_be_kept_disturbs_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    state = WindowState(tmp_path / "file" / "window.json")
    state.set("page", "plan")
    assert not state.keep()
    assert state.get("page") == "plan"
