"""The person's choices of appearance, put in force on top of what the system asks for."""

from yport_desktop.env.settings import REDUCED_MOTION, TEXT_SCALE, THEME, Settings
from yport_desktop.ui.design.system import system_reduces_motion, system_text_scale
from yport_desktop.ui.design.theme import theme


def apply_appearance(settings: Settings) -> None:
    """Theme, text size and motion change at once in every window."""
    scale = settings.get(TEXT_SCALE) / 100 * system_text_scale()
    theme().choose(settings.get(THEME), scale, settings.get(REDUCED_MOTION) or system_reduces_motion())
