"""The `yport` command: without a command the window opens, else the command line does the work."""

import os
from collections.abc import Sequence
from pathlib import Path

from yport_desktop import bootstrap
from yport_desktop.cli.app import app
from yport_desktop.cli.door import OpenDesk, Parts
from yport_desktop.env.paths import Profile, profile_in, standard_profile
from yport_desktop.exchange.vault import Unlock


def main() -> None:
    """Entry point of the console script, the frozen program and `python -m yport_desktop`."""
    app.main(prog_name="yport", obj=Parts(_open, bootstrap.discover, _window, _screens))


def _profile(folder: Path | None) -> Profile:
    return profile_in(folder) if folder else standard_profile()


def _open(folder: Path | None, unlock: Unlock | None = None) -> OpenDesk:
    return bootstrap.open_desk(_profile(folder), unlock=unlock)


def _window(folder: Path | None, language: str | None, sample: bool, files: Sequence[Path] = ()) -> int:
    # Qt is loaded only when a window is wanted.
    from yport_desktop.ui.application import run

    return run(_profile(folder), bootstrap.open_desk, language, sample, files)


def _screens(profile: Path, out: Path) -> Sequence[Path]:
    # Qt, drawn into memory: pictures are made where there is no display too.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from yport_desktop.ui.screens import make_screens

    return make_screens(profile_in(profile), bootstrap.open_desk, out)


if __name__ == "__main__":
    main()
