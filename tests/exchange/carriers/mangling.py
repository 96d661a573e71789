"""What mail, editors and people do to a text, each as a function; and a workbook taken apart."""

import io
import quopri
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from random import Random

Mangle = Callable[[str, Random], str]

_FULL_WIDTH = {n: n + 0xFEE0 for n in range(0x21, 0x7F)} | {0x20: 0x3000}
_BEFORE = (
    "Dear all,\nsee [1] and the table > below: 20 % (= a fifth) of 1/2; that is all.\n[image: logo.png]\n\n"
)
_AFTER = "\n\n--\u00a0\nAya Sato; Yokohama [Int'l Affairs]\nThis mail is confidential = not for others/you.\n"


def sections_of(text: str) -> list[str]:
    """The sections as blocks of lines; what stands before, between and after them is left out."""
    return re.findall(r"\[YPORT;1;[^\[]*", text)


def one_line(text: str, chance: Random) -> str:
    """Everything in one line."""
    return " ".join(text.split())


def squeezed(text: str, chance: Random) -> str:
    """No white space at all."""
    return "".join(text.split())


def rewrapped(text: str, chance: Random) -> str:
    """Cut at any width, also in the middle of a word."""
    line, width = " ".join(text.split()), chance.choice([1, 7, 20, 65, 72, 76, 78, 998])
    return "\n".join(line[at : at + width] for at in range(0, len(line), width))


def filled(text: str, chance: Random) -> str:
    """Each line cut where it is too long, as a mail program does."""
    width = chance.choice([40, 60, 72])
    return "\n".join(
        line[at : at + width] for line in text.split("\n") for at in range(0, max(1, len(line)), width)
    )


def windows(text: str, chance: Random) -> str:
    return text.replace("\n", "\r\n")


def old_mac(text: str, chance: Random) -> str:
    return text.replace("\r\n", "\r").replace("\n", "\r")


def quoted(text: str, chance: Random) -> str:
    """A reply to a reply."""
    mark = chance.choice(["> ", ">", ">> ", "> > > ", "| "])
    return mark + text.replace("\n", "\n" + mark)


def indented(text: str, chance: Random) -> str:
    return "\n".join(" " * chance.randint(0, 8) + line + "\t " for line in text.split("\n"))


def flowed(text: str, chance: Random) -> str:
    """format=flowed: a space before line ends, and one stuffed before some lines."""
    return "\r\n".join((" " if chance.random() < 0.3 else "") + line + " " for line in text.split("\n"))


def invisible(text: str, chance: Random) -> str:
    """Characters that nobody sees, in between."""
    marks = "\u00a0\u200b\u200c\u2060\ufeff\u00ad\u202f\u3000"
    return "".join(c + (chance.choice(marks) if chance.random() < 0.02 else "") for c in text)


def full_width(text: str, chance: Random) -> str:
    """As Japanese input turns ASCII into wide characters."""
    return text.translate(_FULL_WIDTH)


def surrounded(text: str, chance: Random) -> str:
    return _BEFORE + text + _AFTER


def shuffled(text: str, chance: Random) -> str:
    """The sections in another order, some of them twice."""
    sections = sections_of(text)
    sections += chance.sample(sections, min(3, len(sections)))
    chance.shuffle(sections)
    return "\n".join(sections)


MANGLES: tuple[Mangle, ...] = (
    one_line,
    squeezed,
    rewrapped,
    filled,
    windows,
    old_mac,
    quoted,
    indented,
    flowed,
    invisible,
    full_width,
    surrounded,
)


def named_quotes(text: str) -> str:
    """Quote marks with initials, which are letters of base64 too."""
    return "AS> " + re.sub(r"\r\n|\r|\n", "\nAS> ", text)


def web_page(text: str) -> str:
    """The text as a mail program shows it in HTML."""
    lines = re.split(r"\r\n|\r|\n", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
    return "<html><body><div>" + "</div>\n<div dir=ltr>&nbsp;".join(lines) + "<br></div></body></html>"


def quoted_printable(content: bytes) -> bytes:
    return quopri.encodestring(content)


def parts_of(workbook: bytes) -> dict[str, bytes]:
    """The files in a workbook."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED, level: int = 6) -> bytes:
    """Files as an archive."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_shared_strings(workbook: bytes) -> bytes:
    """The workbook as Excel writes it: all texts in one list, numbered in the cells."""
    files, strings = parts_of(workbook), []

    def number(cell: re.Match[bytes]) -> bytes:
        strings.append(cell[2])
        return cell[1] + b't="s"><v>%d</v></c>' % (len(strings) - 1)

    for name in files:
        if name.startswith("xl/worksheets/"):
            pattern = rb'(<c [^<>]*)t="inlineStr"><is>(.*?)</is></c>'
            files[name] = re.sub(pattern, number, files[name], flags=re.DOTALL)
    listed = b"".join(b"<si>" + text + b"</si>" for text in strings)
    files["xl/sharedStrings.xml"] = b'<?xml version="1.0"?><sst>' + listed + b"</sst>"
    return zipped(files)


def flips(content: bytes, chance: Random) -> bytes:
    """One to four bytes replaced."""
    mutant = bytearray(content)
    for at in chance.sample(range(len(mutant)), chance.randint(1, 4)):
        mutant[at] ^= chance.randint(1, 255)
    return bytes(mutant)


def text_mutants(text: str, chance: Random, count: int) -> Iterator[bytes]:
    """Damaged armor: characters, cuts, and sections lost, doubled or put into each other's place."""
    sections = sections_of(text)
    for number in range(count):
        kind = number % 6
        if kind < 2:
            yield flips(text.encode(), chance)
        elif kind == 2:
            yield text[: chance.randrange(len(text))].encode()
        elif kind == 3:
            yield flips("".join(chance.sample(sections, len(sections))).encode(), chance)
        elif kind == 4:
            yield "".join(chance.choices(sections, k=len(sections))).encode()
        else:
            at, to = sorted(chance.sample(range(len(text)), 2))
            yield (text[:at] + text[to:] + text[at:to]).encode()


def workbook_mutants(workbook: bytes, chance: Random, count: int) -> Iterator[bytes]:
    """Damaged workbooks: bytes of the archive, of the XML in it, and rows lost, doubled or swapped.

    The same for the workbook as we write it, and as Excel does.
    """
    forms = [workbook, with_shared_strings(workbook)]
    files = [parts_of(form) for form in forms]
    for number in range(count):
        form, kind = number % 2, number // 2 % 6
        if kind == 0:
            yield flips(forms[form], chance)
        elif kind == 1:
            yield forms[form][: chance.randrange(len(workbook))]
        else:
            name = chance.choice([name for name, xml in files[form].items() if b"[YPORT;1;" in xml])
            changed = {**files[form], name: _changed_cells(files[form][name], kind, chance)}
            method = chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
            yield zipped(changed, method, chance.choice([1, 9]))


def _changed_cells(xml: bytes, kind: int, chance: Random) -> bytes:
    if kind in (2, 3):
        return flips(xml, chance)
    head, *cells = re.split(rb"(?=<si>|<row )", xml)
    if kind == 4:
        return head + b"".join(chance.choices(cells, k=len(cells)))
    return head + b"".join(chance.sample(cells, chance.randint(1, len(cells))))
