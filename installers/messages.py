"""Brings the translation catalogues up to date with the texts marked in the source.

Usage: messages.py [LANGUAGE ...]   updates the catalogues that exist and creates those named

Texts that are no longer used are dropped, new ones appear without a translation. Prints how many are still
to be translated.
"""

import ast
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
KEYWORDS = {
    "N_": None,
    "tr": None,
    "gettext": None,
    "ngettext": (1, 2),
    "N_n": (1, 2),
    "pgettext": ((1, "c"), 2),
}
# Dates and addresses that would change the file without changing a text.
UNWANTED_HEADER = re.compile(
    r'"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator'
    r"|Language-Team|Generated-By):"
)
HEADER = "# Texts of Y-PORT Desktop.\n# Apache-2.0, as the program."


def messages_in_source() -> Catalog:
    """Every marked text, with the files it stands in."""
    template = Catalog(charset="utf-8")
    source = ROOT / "src"
    found = extract_from_dir(source, [("**.py", "python")], keywords=KEYWORDS, strip_comment_tags=True)
    for path, line, message, comments, context in found:
        template.add(message, None, [(f"src/{path}", line)], auto_comments=comments, context=context)
    for file in sorted(source.rglob("*.py")):
        for message, line in _in_f_strings(ast.parse(file.read_text(encoding="utf-8"))):
            template.add(message, None, [(f"src/{file.relative_to(source).as_posix()}", line)])
    return template


def _in_f_strings(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Texts marked within an f-string, which the extraction by tokens passes over."""
    for text in ast.walk(tree):
        if isinstance(text, ast.JoinedStr):
            for call in ast.walk(text):
                if isinstance(call, ast.Call) and call.args and _name(call.func) in KEYWORDS:
                    first = call.args[0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        yield first.value, call.lineno


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def update(language: str, template: Catalog) -> int:
    """Rewrite one catalogue; the number of texts without a translation."""
    path = LOCALE / language / "LC_MESSAGES" / "yport.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, charset="utf-8")
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.header_comment = HEADER
    catalogue.fuzzy = False
    written = io.BytesIO()
    write_po(written, catalogue, width=110, sort_by_file=True, include_lineno=False)
    lines = written.getvalue().decode("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not UNWANTED_HEADER.match(line)), encoding="utf-8")
    return sum(1 for message in catalogue if message.id and not translated(message.string))


def translated(string: str | tuple[str, ...] | None) -> bool:
    """Whether every form has a translation."""
    return all(string) if isinstance(string, tuple) else bool(string)


def main(languages: list[str]) -> int:
    """Update all; the exit code is 0 even when something is still to be translated."""
    template = messages_in_source()
    existing = [path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/yport.po")]
    for language in sorted({*existing, *languages}):
        print(f"{language}: {update(language, template)} of {len(template)} still to be translated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
