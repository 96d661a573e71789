"""A picture of every page, in the sizes asked for, and an honest failure when the profile is taken."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from yport_desktop.bootstrap import open_desk
from yport_desktop.domain.errors import StoreBusy
from yport_desktop.env.paths import profile_in
from yport_desktop.ui import pages
from yport_desktop.ui.screens import make_screens


def test_a_picture_of_every_page(qapp, tmp_path: Path) -> None:
    size = QSize(1366, 768)
    made = make_screens(
        profile_in(tmp_path / "desk"),
        open_desk,
        tmp_path / "out",
        languages=("en",),
        modes=("dark",),
        sizes=(size,),
    )
    assert [p.name for p in made] == [f"{page.key}-dark-en-1366x768.png" for page in pages.discover()]
    for path in made:
        image = QImage(str(path))
        assert image.size() == size
        colours = {image.pixelColor(x, y).name() for x in range(0, 1366, 13) for y in range(0, 768, 13)}
        assert len(colours) > 5


def test_a_profile_in_use_is_an_error(qapp, tmp_path: Path) -> None:
    profile = profile_in(tmp_path / "desk")
    other = open_desk(profile)
    try:
        with pytest.raises(StoreBusy):
            make_screens(profile, open_desk, tmp_path / "out")
    finally:
        other.close()
