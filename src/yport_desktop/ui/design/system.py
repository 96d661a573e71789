"""What the person has asked of the system: larger text, less motion."""

import ctypes
import sys

from PySide6.QtGui import QGuiApplication

_CLIENT_AREA_ANIMATION = 0x1042  # SPI_GETCLIENTAREAANIMATION
_ACCESSIBILITY = r"Software\Microsoft\Accessibility"


def system_text_scale() -> float:
    """How much larger than normal the system shows text, beyond the scale of the screen; 1.0 is normal.

    Windows keeps it for accessibility; elsewhere it is seen in the resolution that the desktop
    reports for fonts.
    """
    if sys.platform == "win32":
        return _windows_text_scale()
    screen = QGuiApplication.primaryScreen()
    if sys.platform == "darwin" or screen is None or QGuiApplication.platformName() == "offscreen":
        return 1.0
    return max(1.0, screen.logicalDotsPerInch() / 96.0)


def system_reduces_motion() -> bool:
    """Whether the person has turned animations off in the system."""
    if sys.platform != "win32":
        return False
    animated = ctypes.c_int(1)
    ctypes.windll.user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(animated), 0)
    return animated.value == 0


def _windows_text_scale() -> float:
    if sys.platform != "win32":
        return 1.0
    import winreg  # only there is it part of the standard library

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _ACCESSIBILITY) as key:
            percent, _ = winreg.QueryValueEx(key, "TextScaleFactor")
    except OSError:
        return 1.0
    return float(percent) / 100.0
