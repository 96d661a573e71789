"""The whole `yport` command on a throw-away profile, in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from yport_desktop import bootstrap
from yport_desktop.cli.app import app
from yport_desktop.cli.door import OpenDesk, Parts
from yport_desktop.env.paths import profile_in
from yport_desktop.exchange.vault import Unlock

Yport = Callable[..., Result]


def open_profile(folder: Path | None, unlock: Unlock | None = None) -> OpenDesk:
    assert folder is not None, "a test must not open the person's own profile"
    return bootstrap.open_desk(profile_in(folder), unlock=unlock)


@pytest.fixture(scope="session")
def yport_in() -> Yport:
    """Runs `yport --profile FOLDER ...`; the exit code is `code`, and never is there a traceback."""
    parts = Parts(open_profile, bootstrap.discover, lambda *_: 0, lambda *_: ())

    def run(folder: Path, *arguments: object, code: int = 0, language: str = "en") -> Result:
        given = ["--profile", str(folder), "--lang", language, *map(str, arguments)]
        result = CliRunner().invoke(app, given, obj=parts)
        assert result.exit_code == code, (result.output, result.exception)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        if code:
            assert result.stderr.strip(), "an error without a sentence"
        return result

    return run


@pytest.fixture
def yport(tmp_path: Path, yport_in: Yport) -> Yport:
    """`yport` on a profile of this test."""
    folder = tmp_path / "profile"

    def run(*arguments: object, code: int = 0, language: str = "en") -> Result:
        return yport_in(folder, *arguments, code=code, language=language)

    return run
