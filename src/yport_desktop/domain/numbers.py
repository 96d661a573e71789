"""Numbers as people write them, read exactly and echoed in one canonical form.

Read: 1,234.5 · 1.234,5 · 1 234,5 · 1'234 · 12,34,567 · １２３ · 1.2万 · 1億2,345万 · 1.5 million ·
(1,234) and △1,234 for negative figures · 1.2e6 · "5 MGD", "500 t/d", "12 %", "PHP 700".
Where a text can mean two numbers, the reading is said in a sentence; without a language to decide
by, it is refused.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .errors import Problem, Severity
from .text import N_

# Languages of the window and of the counterparts that write a comma before the decimals.
COMMA_LANGUAGES = frozenset({"vi", "id", "de", "fr", "es", "pt", "it", "nl"})

KANJI_MULTIPLIERS = {"千": Decimal(10**3), "万": Decimal(10**4), "億": Decimal(10**8), "兆": Decimal(10**12)}
WORD_MULTIPLIERS = {
    "thousand": Decimal(10**3),
    "million": Decimal(10**6),
    "mil": Decimal(10**6),
    "mio": Decimal(10**6),
    "billion": Decimal(10**9),
    "bn": Decimal(10**9),
    "trillion": Decimal(10**12),
}
CURRENCY_SIGNS = {
    "¥": "JPY",
    "円": "JPY",
    "₱": "PHP",
    "₫": "VND",
    "đồng": "VND",
    "VNĐ": "VND",
    "฿": "THB",
    "บาท": "THB",
    "US$": "USD",
    "$": "USD",
    "€": "EUR",
}

MAX_EXPONENT = 30
MAX_LENGTH = 80

_SPACES = "\u00a0\u2007\u2009\u202f"
_MINUS = "\u2212\u2010\u2011\u2012\u2013\u2014\uff0d"
_QUALIFIERS = re.compile(r"^(~|≈|≥|≤|>|<|±|about|approx\.?|ca\.?|c\.|some|約|およそ)\s*", re.IGNORECASE)
_DIGITS = r"\d(?:[\d,.'’ ]*\d)?"
_NUMBER = re.compile(rf"(?P<digits>{_DIGITS}|\.\d+)(?P<exponent>\s*(?:[eE]|[x×]\s*10\^?)\s*[+-]?\d+)?")
_LEADING_UNIT = re.compile(r"^(?P<unit>[^\d\s.,()+-][^\d()]*?)\s*(?=[\d(+-])")


@dataclass(frozen=True)
class Number:
    """A number as read. `value` is None when a refused problem says why.

    `unit` is the text left over around the digits (unit or currency), `canonical` the value with
    a point before the decimals and nothing else.
    """

    value: Decimal | None
    unit: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def canonical(self) -> str:
        """The value as plain decimal text ("" when there is none)."""
        return "" if self.value is None else plain(self.value)

    @property
    def refused(self) -> bool:
        """True when the text could not be read as one number."""
        return self.value is None


def plain(value: Decimal) -> str:
    """Decimal text without exponent and without trailing zeros after the point."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def parse_number(text: str, lang: str | None = "en") -> Number:
    """Read one number with the unit text around it.

    `lang` decides between 1.234 = 1234 and 1.234 = one and a bit; None refuses such a text.
    """
    raw = text.strip()
    cleaned = _fold(raw)
    if not cleaned:
        return _refuse(N_("Nothing was entered."))
    if len(cleaned) > MAX_LENGTH:
        return _refuse(N_("This text is too long for a number and its unit."))
    if cleaned in {"-", "--", "...", "x", "n/a", "na", "n.a.", "nd"}:
        return _refuse(N_("“{text}” is not a number. Choose why the value is missing instead."), text=raw)
    qualifier = _QUALIFIERS.match(cleaned)
    if qualifier:
        return _refuse(
            N_("“{mark}” cannot be computed with. Enter the number alone and write “{mark}” in the note."),
            mark=qualifier.group(1),
        )
    negative, body, prefix = _sign_and_prefix(cleaned)
    match = _NUMBER.match(body)
    if match is None:
        return _refuse(N_("“{text}” is not a number."), text=raw)
    number, rest, problems = _magnitude(body, match, lang)
    if number is None:
        return Number(None, "", problems)
    rest = rest.strip()
    if rest.startswith(")") and cleaned.startswith("("):
        rest = rest[1:].strip()
    if re.match(r"^(-|~|to |bis |から)\s*\d", rest):
        return _refuse(
            N_("“{text}” is a range. Enter its middle, and half its width as the uncertainty."), text=raw
        )
    if re.search(r"\d", re.sub(r"(?<=[A-Za-z])\^?[23]|10\^\d+", "", rest)) and prefix:
        return _refuse(N_("“{text}” holds more than one number."), text=raw)
    unit = _unit_text(rest, prefix)
    return Number(-number if negative else number, unit, problems)


def format_number(value: Decimal | float | int | None, decimals: int | None = None, lang: str = "en") -> str:
    """Write a number for people: grouped thousands, decimal mark of the language, half away from zero.

    `decimals` None keeps every digit. None gives an en dash (nothing known, not zero).
    """
    if value is None:
        return "–"
    number = (
        value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, float) else value)
    )
    if not number.is_finite():
        return "–"
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        text = format(abs(number), f",.{decimals}f")
    else:
        whole, _, fraction = plain(abs(number)).partition(".")
        text = f"{int(whole):,}" + (f".{fraction}" if fraction else "")
    if _writes_comma(lang):
        text = text.translate(str.maketrans(",.", ".,"))
    return ("−" if number < 0 else "") + text


TOO_LONG = 1e20  # digits before the point that nobody reads, and more than a decimal can be rounded to


def significant(value: float, digits: int = 4, lang: str = "en") -> str:
    """Write a number with about so many significant digits, never fewer than its whole part has."""
    if value == 0 or value != value or value in (float("inf"), float("-inf")):
        return format_number(value, 0 if value == 0 else None, lang)
    if abs(value) >= TOO_LONG:
        return f"{value:.{digits - 1}e}"
    decimals = max(0, digits - 1 - Decimal(repr(abs(value))).adjusted())
    text = plain(Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))
    return format_number(Decimal(text), None, lang)


def in_millions(value: float, unit: str) -> bool:
    """Whether an amount of money is better read in millions: its digits would fill the line."""
    return abs(value) >= 1e7 and re.match(r"[A-Z]{3}(/|$)", unit) is not None


def _refuse(message: str, **details: str) -> Number:
    return Number(None, "", (Problem(message, details=tuple(details.items())),))


def _fold(text: str) -> str:
    """Full-width and other digits to ASCII, every kind of space and minus to one."""
    out = []
    for char in unicodedata.normalize("NFKC", text):
        if char in _MINUS:
            out.append("-")
        elif char in _SPACES or char.isspace():
            out.append(" ")
        elif char == "、":
            out.append(",")
        elif char.isdecimal():
            out.append(str(unicodedata.decimal(char)))
        else:
            out.append(char)
    return "".join(out).strip()


def _sign_and_prefix(text: str) -> tuple[bool, str, str]:
    """Split off a sign in any of its writings and a unit written before the number."""
    negative, prefix = False, ""
    for _ in range(3):
        if text[:1] in "△▲-" and len(text) > 1:
            negative, text = not negative, text[1:].lstrip()
        elif text[:1] == "+":
            text = text[1:].lstrip()
        elif text.startswith("(") and ")" in text and re.match(r"\(\s*[\d.]", text):
            negative, text = True, text[1:].lstrip()
        elif not prefix and (match := _LEADING_UNIT.match(text)):
            prefix, text = match.group("unit").strip(), text[match.end() :]
    return negative, text, prefix


def _magnitude(
    body: str, match: re.Match[str], lang: str | None
) -> tuple[Decimal | None, str, tuple[Problem, ...]]:
    """Digits, exponent and multipliers (1億2,345万, 1.5 million) from the start of `body`."""
    total, problems = Decimal(0), []
    step: re.Match[str] | None = match
    ceiling = Decimal("Infinity")
    while step is not None:
        value, trouble = _read_digits(step.group("digits"), lang)
        problems += trouble
        if value is None:
            return None, "", tuple(problems)
        if step.group("exponent"):
            power = re.sub(r"^\s*(?:[eE]|[x×]\s*10\^?)\s*", "", step.group("exponent"))
            if abs(int(power)) > MAX_EXPONENT:
                return None, "", (Problem(N_("This number is too large or too small to be meant.")),)
            value = value.scaleb(int(power))
        rest = body[step.end() :].lstrip()
        factor = Decimal(1)
        while rest[:1] in KANJI_MULTIPLIERS and rest:
            factor, rest = factor * KANJI_MULTIPLIERS[rest[0]], rest[1:].lstrip()
        if factor == 1:
            word = re.match(r"([A-Za-z]+)\.?(?![A-Za-z/])", rest)
            if word and word.group(1).lower() in WORD_MULTIPLIERS:
                factor, rest = WORD_MULTIPLIERS[word.group(1).lower()], rest[word.end() :].lstrip()
        total += value * factor
        body, step = rest, None
        if 1 < factor < ceiling and (following := _NUMBER.match(rest)):
            ceiling, step = factor, following
    return total, body, tuple(problems)


def _read_digits(digits: str, lang: str | None) -> tuple[Decimal | None, list[Problem]]:
    """Decide which marks group thousands and which one stands before the decimals."""
    compact = digits.replace("’", "'")
    groups = [mark for mark in ",.' " if mark in compact]
    unclear = [
        Problem(
            N_("The digits of “{text}” are grouped in an unusual way; write them without separators."),
            details=(("text", digits),),
        )
    ]
    if not groups:
        return Decimal(compact), []
    decimal_mark = ""
    warnings: list[Problem] = []
    last = max((compact.rfind(mark), mark) for mark in ",.")[1] if {",", "."} & set(groups) else ""
    if last and compact.count(last) == 1:
        tail = compact.rsplit(last, 1)[1]
        others = [mark for mark in groups if mark != last]
        if others or len(tail) != 3 or compact.split(last)[0] in ("0", "") or len(compact.split(last)[0]) > 3:
            decimal_mark = last
            if not others and lang is not None and (last == ",") != _writes_comma(lang):
                warnings = [_read_as(compact, compact.replace(last, "."), compact.replace(last, ""))]
        else:
            decimal_mark, warnings = _decide(compact, last, lang)
            if lang is None:
                return None, warnings
    whole, _, fraction = compact.rpartition(decimal_mark) if decimal_mark else (compact, "", "")
    marks = {mark for mark in ",.' " if mark in whole}
    if len(marks) > 1 or (not fraction.isdigit() and decimal_mark):
        return None, unclear
    if marks:
        mark = marks.pop()
        parts = whole.split(mark)
        western = all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3
        indian = (
            mark == ","
            and len(parts[-1]) == 3
            and all(len(p) == 2 for p in parts[1:-1])
            and len(parts[0]) <= 2
        )
        if not (western or (indian and len(parts) > 2)):
            return None, unclear
        whole = "".join(parts)
    return Decimal(f"{whole or '0'}.{fraction}" if fraction else whole), warnings


def _decide(text: str, mark: str, lang: str | None) -> tuple[str, list[Problem]]:
    """One separator with three digits behind it: grouping or decimals?"""
    grouped, fraction = text.replace(mark, ""), text.replace(mark, ".")
    if lang is None:
        return "", [
            Problem(
                N_("“{text}” can mean {grouped} or {fraction}. Write {grouped} or {fraction}0 to be clear."),
                details=(("text", text), ("grouped", grouped), ("fraction", fraction)),
            )
        ]
    if (mark == ",") != _writes_comma(lang):
        return "", []
    return mark, [_read_as(text, fraction, grouped)]


def _writes_comma(lang: str) -> bool:
    return lang.split("_")[0].split("-")[0] in COMMA_LANGUAGES


def _read_as(text: str, fraction: str, grouped: str) -> Problem:
    return Problem(
        N_("“{text}” was read as {fraction}. If {grouped} is meant, write it without the separator."),
        Severity.WARNING,
        details=(("text", text), ("fraction", fraction), ("grouped", grouped)),
    )


def _unit_text(rest: str, prefix: str) -> str:
    """The unit around the number; a currency sign becomes its code."""
    parts = [CURRENCY_SIGNS.get(part, part) for part in (prefix, rest) if part]
    if len(parts) == 2 and parts[1][:1] == "/":
        return "".join(parts)
    text = " ".join(parts)
    for sign, code in CURRENCY_SIGNS.items():
        if text.startswith(sign):
            text = code + text[len(sign) :]
    return text
