"""Texts in the person's language: gettext catalogues under `resources/locale`."""

import contextlib
import ctypes
import gettext as gnu
import io
import locale
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from .catalogues import compile_catalogue, read_catalogue
from .resources import resources_folder

DOMAIN = "yport"
SOURCE_LANGUAGE = "en"
# Each language in its own words, in the order of the settings page.
LANGUAGE_NAMES: Mapping[str, str] = {
    "en": "English",
    "ja": "日本語",
    "vi": "Tiếng Việt",
    "fil": "Filipino",
    "th": "ไทย",
}


class Translator:
    """Translates the program's English texts into one language; unknown texts stay English."""

    def __init__(self, language: str = SOURCE_LANGUAGE, folder: Path | None = None) -> None:
        """`language` is a code such as `ja`; `folder` holds `<language>/LC_MESSAGES/yport.po`."""
        self.language = language
        self._catalogue = load_catalogue(language, folder or resources_folder() / "locale")

    def gettext(self, message: str) -> str:
        """The translation of a message; an empty message stays empty."""
        return self._catalogue.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The translation in the form that belongs to the number."""
        return self._catalogue.ngettext(singular, plural, n)

    def pgettext(self, context: str, message: str) -> str:
        """The translation of a message that means different things in different places."""
        return self._catalogue.pgettext(context, message)


def load_catalogue(language: str, folder: Path) -> gnu.NullTranslations:
    """The compiled catalogue, or the text one where that is newer or alone; English when neither is there."""
    text = folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    compiled = text.with_suffix(".mo")
    try:
        if compiled.exists() and not _is_newer(text, compiled):
            return gnu.GNUTranslations(io.BytesIO(compiled.read_bytes()))
        if text.exists():
            messages = read_catalogue(text.read_text(encoding="utf-8"))
            return gnu.GNUTranslations(io.BytesIO(compile_catalogue(messages)))
    except (OSError, ValueError):
        # A damaged catalogue must not keep anybody from working: the texts are then English.
        return gnu.NullTranslations()
    return gnu.NullTranslations()


def _is_newer(text: Path, compiled: Path) -> bool:
    return text.exists() and text.stat().st_mtime_ns > compiled.stat().st_mtime_ns


def available_languages(folder: Path | None = None) -> tuple[str, ...]:
    """The codes of the languages that have a catalogue, English first."""
    folder = folder or resources_folder() / "locale"
    found = {path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.[mp]o")}
    known = [code for code in LANGUAGE_NAMES if code in found]
    return tuple(dict.fromkeys((SOURCE_LANGUAGE, *known, *sorted(found))))


def system_language(environment: Mapping[str, str] | None = None) -> str:
    """The language code of the person's system, such as `ja`; `en` where it says nothing."""
    environment = os.environ if environment is None else environment
    for variable in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return _code(value)
    if sys.platform == "win32":
        return _code(locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), ""))
    with contextlib.suppress(ValueError):
        return _code(locale.getlocale()[0] or "")
    return SOURCE_LANGUAGE


def _code(name: str) -> str:
    """`ja` from `ja_JP.UTF-8` or `ja:en`; English for the C locale and for nothing."""
    code = name.split(":")[0].split(".")[0].split("_")[0].split("-")[0].lower()
    if code == "tl":
        return "fil"
    return SOURCE_LANGUAGE if code in ("", "c", "posix") else code


def choose_language(wanted: str, folder: Path | None = None) -> str:
    """The language to show: the wanted one if there is a catalogue, else the system's, else English.

    `wanted` is a code or `system`.
    """
    available = available_languages(folder)
    for code in (wanted, system_language()):
        if code in available:
            return code
    return SOURCE_LANGUAGE


def compile_all(folder: Path | None = None) -> tuple[Path, ...]:
    """Write the .mo of every .po that changed since; the files written. Raises ValueError, OSError."""
    folder = folder or resources_folder() / "locale"
    written: list[Path] = []
    for text in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        content = compile_catalogue(read_catalogue(text.read_text(encoding="utf-8")))
        compiled = text.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != content:
            compiled.write_bytes(content)
            written.append(compiled)
        elif _is_newer(text, compiled):
            compiled.touch()
    return tuple(written)
