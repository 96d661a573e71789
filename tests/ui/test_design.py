"""Tokens keep their promises; the theme changes live; icons are crisp."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from yport_desktop.domain.values import Grade
from yport_desktop.env.settings import TEXT_SCALE, THEME, Settings
from yport_desktop.ui import appearance
from yport_desktop.ui.components.grade_mark import outline
from yport_desktop.ui.design import icons
from yport_desktop.ui.design.system import system_reduces_motion, system_text_scale
from yport_desktop.ui.design.theme import Theme
from yport_desktop.ui.design.tokens import DARK, LIGHT, Tokens, Type, contrast, tokens_for

GROUNDS = ("ground", "surface", "raised")


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("colour", ["text", "second", "accent", "good", "caution", "critical"])
def test_text_reaches_four_and_a_half_to_one(tokens: Tokens, colour: str) -> None:
    assert all(contrast(getattr(tokens, colour), getattr(tokens, g)) >= 4.5 for g in GROUNDS)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_on_accent_and_on_tints_can_be_read(tokens: Tokens) -> None:
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
    for tone in ("good", "caution", "critical"):
        assert contrast(getattr(tokens, tone), getattr(tokens, f"{tone}_tint")) >= 4.5
    assert contrast(tokens.accent, tokens.tint) >= 4.5
    assert contrast(tokens.text, tokens.tint) >= 7


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_marks_reach_three_to_one(tokens: Tokens) -> None:
    assert all(contrast(tokens.faint, getattr(tokens, g)) >= 3.0 for g in GROUNDS)


def test_contrast_of_black_and_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


def test_theme_switches_live(look: Theme, qapp: QApplication, qtbot) -> None:
    with qtbot.waitSignal(look.changed):
        look.choose("dark", 1.5)
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(DARK.surface)
    assert qapp.font().pixelSize() == round(13 * 1.5)
    assert DARK.surface in qapp.styleSheet()


def test_text_scale_stays_within_reason() -> None:
    assert tokens_for("light", 9.0).scale == 2.0
    assert tokens_for("light", 2.0).size(Type.BODY) == 26


def test_label_has_the_size_of_its_step(qtbot) -> None:
    from yport_desktop.ui.components.label import Label

    label = Label("47.3", Type.HEADLINE)
    qtbot.addWidget(label)
    label.ensurePolished()
    assert isinstance(label, QLabel)
    assert label.font().pixelSize() == 32


def test_own_fonts_are_there_for_latin_japanese_and_thai() -> None:
    assert {"Noto Sans", "Noto Sans JP", "Noto Sans Thai"} <= set(QFontDatabase.families())


@pytest.mark.parametrize("name", icons.names())
@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_every_icon_draws_something_at_the_exact_size(qapp: QApplication, name: str, ratio: float) -> None:
    image = icons.pixmap(name, 18, "#FF0000", ratio).toImage()
    assert image.width() == image.height() == round(18 * ratio)
    assert any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))


def test_grades_have_shapes_of_their_own(qapp: QApplication) -> None:
    from PySide6.QtCore import QRectF

    box = QRectF(0, 0, 20, 20)
    shapes = {grade: outline(grade, box) for grade in (Grade.A, Grade.B, Grade.C, Grade.D)}
    assert all(a == b or shapes[a] != shapes[b] for a in shapes for b in shapes)


def test_choices_are_put_in_force_on_top_of_the_system(
    tmp_path: Path, look: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(appearance, "system_text_scale", lambda: 1.25)
    monkeypatch.setattr(appearance, "system_reduces_motion", lambda: True)
    settings = Settings(tmp_path / "settings.json")
    settings.set(THEME, "dark")
    settings.set(TEXT_SCALE, 120)
    appearance.apply_appearance(settings)
    assert look.tokens.mode == "dark"
    assert look.tokens.scale == pytest.approx(1.5)
    assert look.tokens.reduced_motion


def test_an_offscreen_system_asks_for_nothing() -> None:
    assert system_text_scale() == 1.0
    assert not system_reduces_motion()
