"""Telling the system that this program opens `.yport` files, for the person who is logged in only.

On macOS the system learns it from the application itself (installers/yport.spec).
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from .files import write_atomically
from .resources import resource

BUNDLE_TYPE = "application/x-yport-bundle"
SUFFIX = ".yport"
_NAME = "y-port-desktop"  # also what the window calls itself, so that a desktop knows it again
_CLASS = "YPort.Bundle"
_CLASSES = r"Software\Classes"
_ENTRY = """[Desktop Entry]
Type=Application
Version=1.0
Name=Y-PORT Desktop
Comment=The desk of an urban advisor
Comment[ja]=都市アドバイザーのデスク
Exec={command} %F
Terminal=false
Categories=Office;
MimeType={mime};
StartupWMClass={name}
StartupNotify=true
"""


def opening_command(frozen: bool | None = None, python: Path | None = None) -> tuple[str, ...]:
    """The program and its arguments that open the files named after them, frozen or in this environment."""
    frozen = bool(getattr(sys, "frozen", False)) if frozen is None else frozen
    python = python or Path(sys.executable)
    if frozen:
        return (str(python), "open")
    # The Python for windows shows no console beside the program.
    silent = python.with_name("pythonw.exe")
    return (str(silent if silent.exists() else python), "-m", "yport_desktop", "open")


def associate(command: Sequence[str]) -> bool:
    """Let a double click on a bundle start the command. False where the system is told in another way.

    Raises OSError.
    """
    if sys.platform == "win32":
        _write_registry(registry_values(command))
        return True
    if sys.platform == "darwin":
        return False
    data = data_folder(os.environ)
    write_atomically(data / "applications" / f"{_NAME}.desktop", desktop_entry(command).encode())
    write_atomically(data / "mime" / "packages" / f"{_NAME}.xml", resource(f"mime/{_NAME}.xml").read_bytes())
    _tell_desktop(data)
    return True


def dissociate() -> bool:
    """Take back what `associate` did. False where the system is told in another way. Raises OSError."""
    if sys.platform == "win32":
        _clear_registry()
        return True
    if sys.platform == "darwin":
        return False
    data = data_folder(os.environ)
    (data / "applications" / f"{_NAME}.desktop").unlink(missing_ok=True)
    (data / "mime" / "packages" / f"{_NAME}.xml").unlink(missing_ok=True)
    _tell_desktop(data)
    return True


# Linux -----------------------------------------------------------------------------------------


def data_folder(environment: Mapping[str, str]) -> Path:
    """Where the desktops look for a person's own programs and file types."""
    chosen = environment.get("XDG_DATA_HOME", "")
    return Path(chosen) if chosen.startswith("/") else Path.home() / ".local" / "share"


def desktop_entry(command: Sequence[str]) -> str:
    """The text of the desktop entry that starts the command with files."""
    return _ENTRY.format(command=" ".join(map(_quoted, command)), mime=BUNDLE_TYPE, name=_NAME)


def _quoted(argument: str) -> str:
    """An argument by the rules of desktop entries: quoted, escaped twice, no field codes."""
    for letter in ("\\", '"', "`", "$"):
        argument = argument.replace(letter, f"\\{letter}")
    return '"' + argument.replace("\\", "\\\\").replace("%", "%%") + '"'


def _tell_desktop(data: Path) -> None:
    """Bring the desktops' own lists up to date, where their programs for it are here."""
    for program, folder in (
        ("update-mime-database", data / "mime"),
        ("update-desktop-database", data / "applications"),
    ):
        found = shutil.which(program)
        if found is not None and folder.is_dir():
            with suppress(subprocess.TimeoutExpired):  # they read the files at the next login too
                subprocess.run([found, str(folder)], check=False, capture_output=True, timeout=60)


# Windows ---------------------------------------------------------------------------------------


def registry_values(command: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """Key below HKEY_CURRENT_USER, name of the value (empty: the key's own) and text."""
    quoted = " ".join(f'"{argument}"' for argument in (*command, "%1"))
    return (
        (rf"{_CLASSES}\{SUFFIX}", "", _CLASS),
        (rf"{_CLASSES}\{SUFFIX}", "Content Type", BUNDLE_TYPE),
        (rf"{_CLASSES}\{SUFFIX}\OpenWithProgids", _CLASS, ""),
        (rf"{_CLASSES}\{_CLASS}", "", "Y-PORT bundle"),
        (rf"{_CLASSES}\{_CLASS}\DefaultIcon", "", f'"{command[0]}",0'),
        (rf"{_CLASSES}\{_CLASS}\shell\open\command", "", quoted),
    )


def _write_registry(values: Sequence[tuple[str, str, str]]) -> None:
    if sys.platform == "win32":
        import winreg  # not there on other systems

        for key, name, text in values:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                winreg.SetValueEx(opened, name, 0, winreg.REG_SZ, text)
        _tell_explorer()


def _clear_registry() -> None:
    if sys.platform == "win32":
        import winreg  # not there on other systems

        keys = {key for key, _, _ in registry_values(("",))}
        keys |= {rf"{_CLASSES}\{_CLASS}\shell\open", rf"{_CLASSES}\{_CLASS}\shell"}
        for key in sorted(keys, key=len, reverse=True):  # a key goes only when nothing is left in it
            try:
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
            except FileNotFoundError:
                continue
        _tell_explorer()


def _tell_explorer() -> None:
    """Windows shows the new meaning of the suffix at once."""
    if sys.platform == "win32":
        ctypes.windll.shell32.SHChangeNotify(0x08000000, 0, None, None)  # associations have changed
