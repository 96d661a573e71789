"""Prints the Debian packages of the system libraries that Qt needs and this machine lacks.

With `--display` also those for a window on a real X11 display, with `--package` also what freezing the
program takes, with `--office` also LibreOffice without a window. Prints nothing when all is there.
"""

import ctypes
import shutil
import sys
import sysconfig
from pathlib import Path

# library file -> Debian package
OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}
DISPLAY = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def is_there(library: str) -> bool:
    """Whether the loader finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(wanted: dict[str, str]) -> list[str]:
    """The packages of the libraries that cannot be loaded, each once."""
    return list(dict.fromkeys(package for library, package in wanted.items() if not is_there(library)))


def missing_for_freezing() -> list[str]:
    """The packages PyInstaller needs beside Python: objdump, and Python as a shared library."""
    name = sysconfig.get_config_var("INSTSONAME") or ""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    shared = name if ".so" in name else f"libpython{version}.so.1.0"
    beside = Path(sysconfig.get_config_var("LIBDIR") or "/usr/lib") / shared
    packages = [] if beside.exists() or is_there(shared) else [f"libpython{version}"]
    return packages if shutil.which("objdump") else [*packages, "binutils"]


def missing_for_office() -> list[str]:
    """The smallest package that brings the spreadsheet program."""
    return [] if shutil.which("soffice") else ["libreoffice-calc-nogui"]


def main(options: list[str]) -> None:
    """Print the packages for the purposes named."""
    wanted = OFFSCREEN | (DISPLAY if "--display" in options else {})
    freezing = missing_for_freezing() if "--package" in options else []
    office = missing_for_office() if "--office" in options else []
    print(*missing_packages(wanted), *freezing, *office)


if __name__ == "__main__":
    main(sys.argv[1:])
