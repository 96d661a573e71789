"""Reading a gettext catalogue (.po) and writing its compiled form (.mo).

The program normally loads the compiled catalogue; in a fresh source tree it reads the text.
Covers what our catalogues contain: contexts, plurals, obsolete and fuzzy entries, which are left out.
"""

import ast
import struct
from dataclasses import dataclass, field

_KEYWORDS = ("msgctxt", "msgid_plural", "msgid", "msgstr")
_CONTEXT_GLUE = "\x04"
_PLURAL_GLUE = "\x00"


@dataclass
class _Entry:
    """One entry while it is being read: the texts by keyword, `msgstr` by its plural index."""

    fuzzy: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    translations: dict[int, str] = field(default_factory=dict)


def read_catalogue(text: str) -> dict[str, str]:
    """The translations of a .po text as gettext stores them in a .mo file.

    Key: context and message glued by U+0004, with a plural glued by U+0000; value: the translation,
    plural forms glued by U+0000. The key "" holds the header. Raises ValueError with the line number.
    """
    messages: dict[str, str] = {}
    entry = _Entry()
    target: tuple[str, int] | None = None
    for number, raw in enumerate([*text.splitlines(), ""], start=1):
        line = raw.strip()
        if not line:
            _keep(entry, messages)
            entry, target = _Entry(), None
        elif line.startswith("#"):
            if line.startswith("#,") and "fuzzy" in line:
                entry.fuzzy = True
        elif line.startswith('"'):
            if target is None:
                raise ValueError(f"line {number}: text without a keyword")
            _add(entry, target, _unquote(line, number))
        else:
            keyword, index, quoted = _split(line, number)
            if keyword in ("msgctxt", "msgid") and entry.translations:
                _keep(entry, messages)
                entry = _Entry()
            target = (keyword, index)
            _add(entry, target, _unquote(quoted, number))
    return messages


def _split(line: str, number: int) -> tuple[str, int, str]:
    head, _, quoted = line.partition(" ")
    name, _, index = head.partition("[")
    if name not in _KEYWORDS:
        raise ValueError(f"line {number}: {head!r} is not a keyword of a catalogue")
    return name, int(index.rstrip("]") or 0), quoted.strip()


def _unquote(quoted: str, number: int) -> str:
    try:
        value = ast.literal_eval(quoted)
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"line {number}: {quoted} is not a quoted text") from error
    if not isinstance(value, str):
        raise ValueError(f"line {number}: {quoted} is not a quoted text")
    return value


def _add(entry: _Entry, target: tuple[str, int], text: str) -> None:
    keyword, index = target
    if keyword == "msgstr":
        entry.translations[index] = entry.translations.get(index, "") + text
    else:
        entry.texts[keyword] = entry.texts.get(keyword, "") + text


def _keep(entry: _Entry, messages: dict[str, str]) -> None:
    """Add a finished entry unless it is fuzzy or has no translation."""
    if entry.fuzzy and entry.texts.get("msgid"):
        return
    translation = _PLURAL_GLUE.join(entry.translations[i] for i in sorted(entry.translations))
    if not translation.strip(_PLURAL_GLUE):
        return
    key = entry.texts.get("msgid", "")
    if "msgid_plural" in entry.texts:
        key += _PLURAL_GLUE + entry.texts["msgid_plural"]
    if "msgctxt" in entry.texts:
        key = entry.texts["msgctxt"] + _CONTEXT_GLUE + key
    messages[key] = translation


def compile_catalogue(messages: dict[str, str]) -> bytes:
    """The .mo file of the messages, as GNU gettext defines it: little endian, sorted, no hash table."""
    pairs = [(key.encode(), messages[key].encode()) for key in sorted(messages, key=str.encode)]
    header = 7 * 4
    text_start = header + 2 * 8 * len(pairs)
    tables: list[bytes] = []
    texts = b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), text_start + len(texts)))
            texts += pair[column] + b"\x00"
    count = len(pairs)
    start = struct.pack("<7I", 0x950412DE, 0, count, header, header + 8 * count, 0, text_start)
    return start + b"".join(tables) + texts
