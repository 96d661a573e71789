"""What the carriers share: their names, what a file of theirs gave, what a person reads in it."""

from dataclasses import dataclass
from enum import StrEnum

from yport_desktop.domain.errors import Problem


class Carrier(StrEnum):
    """The form in which bundles travel. The value is the suffix of its files."""

    BINARY = "yport"
    ARMOR = "txt"
    WORKBOOK = "xlsx"


@dataclass(frozen=True)
class Unwrapped:
    """The bundles in a carrier file, each the bytes of a whole `.yport` file, not yet verified.

    `faults` name what was found damaged or missing, such as a part of the text that was cut off.
    """

    bundles: tuple[bytes, ...]
    faults: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ReadableChange:
    """One change as people read it: all texts in the language of the reader."""

    when: str
    who: str
    kind: str
    record: str
    field: str
    value: str


@dataclass(frozen=True)
class Readable:
    """What a carrier tells a person without the program. All texts are translated already.

    `summary` are pairs of a label and a value (from, to, engagement, written, contents), `headings`
    the six column titles of `changes`, in the order of `ReadableChange`; `left_out` counts changes
    beyond those and `more` says so. `keep_together` stands above the data. `language` is a code as `ja`.
    """

    title: str
    explanation: tuple[str, ...] = ()
    summary: tuple[tuple[str, str], ...] = ()
    sheet_names: tuple[str, str] = ("Changes", "Data")
    headings: tuple[str, str, str, str, str, str] = ("When", "Who", "Kind", "Record", "Field", "Value")
    changes: tuple[ReadableChange, ...] = ()
    left_out: int = 0
    more: str = ""
    keep_together: str = ""
    language: str = "en"
