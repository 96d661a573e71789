"""The catalogues that ship: readable, and with the placeholders of the English text in every translation."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from yport_desktop.env.resources import resources_folder
from yport_desktop.env.translations import Translator, available_languages

CATALOGUES = sorted((resources_folder() / "locale").glob("*/LC_MESSAGES/yport.po"))
PLACEHOLDER = re.compile(r"\{(\w*)")


def language_of(path: Path) -> str:
    return path.parent.parent.name


@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_placeholders_are_those_of_the_english_text(path: Path) -> None:
    wrong = []
    with path.open("rb") as file:
        for message in read_po(file, locale=language_of(path)):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            wanted = {frozenset(PLACEHOLDER.findall(text)) for text in ids}
            given = {frozenset(PLACEHOLDER.findall(text)) for text in strings if text}
            if message.id and not given <= wanted:
                wrong.append((message.id, message.string))
    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=language_of)
def test_the_program_speaks_it(path: Path) -> None:
    assert language_of(path) in available_languages()
    assert Translator(language_of(path)).gettext("not known") not in ("", "not known")


def test_there_is_japanese() -> None:
    assert "ja" in available_languages()
