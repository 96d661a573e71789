"""An installed wheel finds its fonts and catalogues: the package runs from the unpacked wheel alone."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

CODE = """
from yport_desktop.env.resources import resource, resources_folder
from yport_desktop.env.translations import available_languages
size = resource("fonts/NotoSans-Regular.ttf").stat().st_size
print(resources_folder().parent.name, size, *available_languages())
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what pip would install from our wheel."""
    built = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = built.glob("yport_desktop-*.whl")
    target = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def test_resources_are_found_in_an_installed_wheel(installed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    home, size, *languages = done.stdout.split()
    assert home == "yport_desktop"
    assert int(size) == (ROOT / "resources/fonts/NotoSans-Regular.ttf").stat().st_size
    assert languages[0] == "en"
    committed = {p.parent.parent.name for p in (ROOT / "resources/locale").glob("*/LC_MESSAGES/yport.po")}
    assert committed <= set(languages)


def test_the_licences_travel_along(installed: Path) -> None:
    names = {path.name for path in installed.rglob("*") if path.is_file()}
    assert {"LICENSE", "OFL-NotoSans.txt", "OFL-NotoSansJP.txt", "OFL-NotoSansThai.txt"} <= names
