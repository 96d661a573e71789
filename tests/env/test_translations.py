"""Catalogues: our own reading and compiling gives what gettext expects."""

import gettext
import io
import os
from pathlib import Path

import pytest
from babel.messages import mofile, pofile
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.env import translations
from yport_desktop.env.catalogues import compile_catalogue, read_catalogue
from yport_desktop.env.translations import Translator

JAPANESE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

# a note for the translator
#: somewhere.py:12
msgid "Clause"
msgstr "条項"

msgid "Two "
"lines\\n"
msgstr "二行\\n"
"です"

msgctxt "of a plan"
msgid "Revision"
msgstr "改訂版"

msgid "{n} conflict"
msgid_plural "{n} conflicts"
msgstr[0] "競合{n}件"

#, fuzzy
msgid "Guess"
msgstr "推測"

msgid "Not yet"
msgstr ""

#~ msgid "Old"
#~ msgstr "古い"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    catalogue = tmp_path / "ja" / "LC_MESSAGES" / "yport.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(JAPANESE, encoding="utf-8")
    return tmp_path


def check_japanese(translator: Translator) -> None:
    assert translator.gettext("Clause") == "条項"
    assert translator.gettext("Two lines\n") == "二行\nです"
    assert translator.pgettext("of a plan", "Revision") == "改訂版"
    assert translator.gettext("Revision") == "Revision"
    assert translator.ngettext("{n} conflict", "{n} conflicts", 3) == "競合{n}件"
    assert translator.gettext("Guess") == "Guess"
    assert translator.gettext("Not yet") == "Not yet"
    assert translator.gettext("Old") == "Old"
    assert translator.gettext("") == ""


def test_from_the_text_catalogue(folder: Path) -> None:
    check_japanese(Translator("ja", folder))


def test_from_the_compiled_catalogue(folder: Path) -> None:
    (compiled,) = translations.compile_all(folder)
    assert translations.compile_all(folder) == ()
    compiled.with_suffix(".po").unlink()
    check_japanese(Translator("ja", folder))


def test_a_text_newer_than_the_compiled_one_wins(folder: Path) -> None:
    (compiled,) = translations.compile_all(folder)
    text = compiled.with_suffix(".po")
    text.write_text(JAPANESE.replace("条項", "条文"), encoding="utf-8")
    os.utime(compiled, (1, 1))
    assert Translator("ja", folder).gettext("Clause") == "条文"


@pytest.mark.parametrize("damage", ['msgid "open', "nonsense here", '"lonely text"', "msgid 12"])
def test_a_damaged_catalogue_leaves_english(folder: Path, damage: str) -> None:
    (folder / "ja" / "LC_MESSAGES" / "yport.po").write_text(damage, encoding="utf-8")
    assert Translator("ja", folder).gettext("Clause") == "Clause"
    with pytest.raises(ValueError, match="line 1"):
        read_catalogue(damage)


def test_unknown_language_is_english(folder: Path) -> None:
    assert Translator("xx", folder).gettext("Clause") == "Clause"
    assert Translator("xx", folder).ngettext("{n} day", "{n} days", 2) == "{n} days"


def test_same_result_as_babel() -> None:
    ours = compile_catalogue(read_catalogue(JAPANESE))
    theirs = io.BytesIO()
    mofile.write_mo(theirs, pofile.read_po(io.StringIO(JAPANESE), locale="ja"))
    theirs.seek(0)
    mine, reference = gettext.GNUTranslations(io.BytesIO(ours)), gettext.GNUTranslations(theirs)
    for message in ("Clause", "Two lines\n", "Guess", "Not yet"):
        assert mine.gettext(message) == reference.gettext(message)
    plural = ("{n} conflict", "{n} conflicts", 1)
    assert mine.ngettext(*plural) == reference.ngettext(*plural)


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00\x04"), min_size=1)


@given(st.dictionaries(TEXT, TEXT))
def test_compiling_loses_nothing(messages: dict[str, str]) -> None:
    header = {"": "Content-Type: text/plain; charset=UTF-8\n"}
    catalogue = gettext.GNUTranslations(io.BytesIO(compile_catalogue(header | messages)))
    assert {key: catalogue.gettext(key) for key in messages} == messages


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANGUAGE": "vi:en", "LANG": "ja_JP.UTF-8"}, "vi"),
        ({"LC_ALL": "C"}, "en"),
        ({"LANG": "tl_PH"}, "fil"),
    ],
)
def test_language_of_the_system(environment: dict[str, str], code: str) -> None:
    assert translations.system_language(environment) == code


def test_choice_of_language(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert translations.available_languages(folder) == ("en", "ja")
    assert translations.choose_language("en", folder) == "en"
    assert translations.choose_language("system", folder) == "ja"
    assert translations.choose_language("th", folder) == "ja"
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert translations.choose_language("system", folder) == "en"
