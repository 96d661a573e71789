"""A picture of every page of the window on the sample engagement, on a profile of its own.

Usage: screens.py OUT [--language CODE ...] [--page KEY ...]
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from yport_desktop import bootstrap
from yport_desktop.env.paths import profile_in
from yport_desktop.ui.screens import LANGUAGES, make_screens


def main(arguments: list[str]) -> int:
    """Make the pictures; the exit code."""
    parser = argparse.ArgumentParser(description="A picture of every page, light and dark, in two sizes.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", action="append", default=[])
    parser.add_argument("--page", action="append", default=[])
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="yport-screens-", ignore_cleanup_errors=True) as folder:
        made = make_screens(
            profile_in(Path(folder)),
            bootstrap.open_desk,
            wanted.out,
            languages=wanted.language or LANGUAGES,
            only=wanted.page,
        )
    print(f"{len(made)} pictures in {wanted.out}")
    return 0 if made else 1


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    sys.exit(main(sys.argv[1:]))
