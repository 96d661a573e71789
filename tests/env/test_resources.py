"""The finder works from the source tree, from an installed package and from a frozen build."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from yport_desktop.env.resources import ResourceMissing, resource, resources_folder

FONTS = resources_folder() / "fonts"


def test_source_tree() -> None:
    assert resources_folder().name == "resources"
    assert resource("fonts/NotoSans-Regular.ttf").is_file()


def test_inside_the_package_comes_first(tmp_path: Path) -> None:
    package = tmp_path / "lib" / "site-packages" / "yport_desktop"
    (package / "resources" / "fonts").mkdir(parents=True)
    assert resources_folder(package) == package / "resources"


def test_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ResourceMissing, match="resources"):
        resources_folder(tmp_path / "a" / "b")
    with pytest.raises(ResourceMissing, match="fonts/Comic"):
        resource("fonts/Comic.ttf")


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_fonts_have_truetype_outlines_and_may_be_embedded(path: Path) -> None:
    with TTFont(path, lazy=True) as font:
        assert "glyf" in font and "CFF " not in font and "fvar" not in font
        assert font["OS/2"].fsType == 0


@pytest.mark.parametrize(
    ("name", "sample"),
    [
        ("NotoSans-Regular", "Đà Nẵng ₱ ñ −± CO₂ m³"),
        ("NotoSans-Bold", "Đà Nẵng ₱ ñ −± CO₂ m³"),
        ("NotoSansJP-Regular", "横浜市の廃棄物処理１２３％≥→"),
        ("NotoSansJP-Bold", "横浜市の廃棄物処理１２３％≥→"),
        ("NotoSansThai-Regular", "กรุงเทพมหานคร"),
    ],
)
def test_fonts_have_the_letters(name: str, sample: str) -> None:
    with TTFont(FONTS / f"{name}.ttf", lazy=True) as font:
        letters = font.getBestCmap()
    assert [c for c in sample if ord(c) not in letters] == []


def test_every_font_has_its_licence() -> None:
    licences = {path.stem.removeprefix("OFL-") for path in FONTS.glob("OFL-*.txt")}
    assert {path.stem.split("-")[0] for path in FONTS.glob("*.ttf")} == licences
