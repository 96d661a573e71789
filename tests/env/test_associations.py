"""A double click on a bundle opens this program."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from yport_desktop.env.associations import (
    BUNDLE_TYPE,
    associate,
    data_folder,
    desktop_entry,
    dissociate,
    opening_command,
    registry_values,
)
from yport_desktop.env.resources import resource
from yport_desktop.exchange.frame import MAGIC
from yport_desktop.exchange.mail import draft

ROOT = Path(__file__).resolve().parents[2]
ODD = ('/opt/my $programs/100% `sure`/a"b\\c/yport', "open")


def checked(program: str, *arguments: object) -> None:
    """What an independent program says to a file, where it is here."""
    found = shutil.which(program)
    if found is not None:
        done = subprocess.run([found, *map(str, arguments)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout + done.stderr) == (0, "")


@pytest.mark.parametrize("command", [("/usr/bin/yport", "open"), ODD])
def test_the_desktop_entry(tmp_path: Path, command: tuple[str, ...]) -> None:
    path = tmp_path / "y-port-desktop.desktop"
    path.write_text(desktop_entry(command), encoding="utf-8")
    checked("desktop-file-validate", path)
    parser = configparser.RawConfigParser()
    parser.read(path, encoding="utf-8")
    entry = parser["Desktop Entry"]
    assert entry["mimetype"] == f"{BUNDLE_TYPE};"
    # Read by the rules: first the escapes of the file, then the quotes of the command line.
    line = re.sub(r"\\(.)", r"\1", entry["exec"])
    shell = ["sh", "-c", "printf '%s\\n' " + line.replace("%%", "%").removesuffix(" %F")]
    said = subprocess.run(shell, capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == list(command)


def test_the_file_type() -> None:
    xml = resource("mime/y-port-desktop.xml")
    checked("xmllint", "--noout", xml)
    text = xml.read_text(encoding="utf-8")
    assert BUNDLE_TYPE in text
    assert r'value="\x89YPORT"' in text
    assert MAGIC.startswith(b"\x89YPORT")
    assert draft.BUNDLE_TYPE == BUNDLE_TYPE


@pytest.mark.skipif(sys.platform != "linux", reason="the desktops of Linux")
def test_on_linux_for_this_person_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert data_folder(os.environ) == tmp_path / "data"
    for _ in range(2):
        assert associate(("/usr/bin/yport", "open"))
    assert (tmp_path / "data" / "applications" / "y-port-desktop.desktop").is_file()
    if shutil.which("update-mime-database"):
        assert f"50:{BUNDLE_TYPE}:*.yport" in (tmp_path / "data" / "mime" / "globs2").read_text()
        assert b"\x89YPORT" in (tmp_path / "data" / "mime" / "magic").read_bytes()
    for _ in range(2):
        assert dissociate()
    left = [p for p in (tmp_path / "data").rglob("*") if "y-port" in p.name or BUNDLE_TYPE in p.name]
    assert left == []


def test_on_windows_for_this_person_only() -> None:
    values = registry_values((r"C:\Program Files\Y-PORT\yport.exe", "open"))
    assert all(key.startswith("Software\\Classes\\") for key, _, _ in values)
    commands = [text for key, _, text in values if key.endswith(r"shell\open\command")]
    assert commands == [r'"C:\Program Files\Y-PORT\yport.exe" "open" "%1"']


def test_which_program_is_started(tmp_path: Path) -> None:
    python = tmp_path / "python.exe"
    assert opening_command(True, python) == (str(python), "open")
    assert opening_command(False, python)[1:] == ("-m", "yport_desktop", "open")
    (tmp_path / "pythonw.exe").touch()
    assert opening_command(False, python)[0].endswith("pythonw.exe")


def test_macos_is_told_by_the_application() -> None:
    spec = (ROOT / "installers" / "yport.spec").read_text(encoding="utf-8")
    assert "CFBundleDocumentTypes" in spec
    assert "UTExportedTypeDeclarations" in spec
    assert BUNDLE_TYPE in spec
