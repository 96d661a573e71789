"""The Japanese catalogue is complete: every text marked in the source is translated."""

import runpy
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]


def test_every_text_has_its_japanese() -> None:
    messages = runpy.run_path(str(ROOT / "installers" / "messages.py"))
    with (ROOT / "resources" / "locale" / "ja" / "LC_MESSAGES" / "yport.po").open("rb") as file:
        catalogue = read_po(file, locale="ja")
    lacking = []
    for message in messages["messages_in_source"]():
        if message.id:
            known = catalogue.get(message.id, message.context)
            if known is None or not messages["translated"](known.string):
                lacking.append(message.id)
    assert lacking == [], "run `make messages` and translate these"
