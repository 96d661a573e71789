"""Units and their conversion within a dimension.

A unit of a rate counts days: 1 t/yr = 1/365 t/d, or 1/366 in a Japanese fiscal year that holds
29 February. `t` is the metric tonne; MGD is million US gallons per day. Currencies are units
too, but are never converted here: that needs a dated rate.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from .errors import Problem
from .numbers import CURRENCY_SIGNS
from .text import N_
from .unit_list import Unit, unit_table

DAYS_PER_YEAR = 365


DIMENSION_LABEL: dict[str, str] = {
    "mass": N_("a mass"),
    "mass_rate": N_("a mass per time"),
    "mass_per_person": N_("a mass per person and time"),
    "share": N_("a share"),
    "volume": N_("a volume"),
    "volume_rate": N_("a volume per time"),
    "volume_per_person": N_("a volume per person and time"),
    "connections": N_("a number of connections"),
    "days": N_("a number of days"),
    "persons": N_("a number of persons"),
    "households": N_("a number of households"),
    "rate": N_("a rate per year"),
    "energy": N_("an amount of energy"),
    "energy_rate": N_("an amount of energy per time"),
    "power": N_("a power"),
    "area": N_("an area"),
    "length": N_("a length"),
    "head": N_("a pressure"),
    "months": N_("a number of months"),
    "year": N_("a year"),
    "co2e": N_("a mass of CO2 equivalent"),
    "co2e_rate": N_("a mass of CO2 equivalent per time"),
    "money": N_("an amount of money"),
    "money_rate": N_("an amount of money per time"),
    "money_per_mass": N_("a price per mass"),
    "money_per_energy": N_("a price per amount of energy"),
    "money_per_volume": N_("a price per volume"),
    "hours_rate": N_("hours per time"),
    "co2e_per_energy": N_("a mass of CO2 equivalent per amount of energy"),
}

# Units that are words, not symbols: written in the reader's language, kept and read as they stand here.
SPELLED = frozenset(
    {
        N_("cells"),
        N_("connections"),
        N_("currency"),
        N_("days"),
        N_("factor"),
        N_("fraction"),
        N_("households"),
        N_("measurements"),
        N_("million persons"),
        N_("months"),
        N_("percentage points"),
        N_("persons"),
        N_("points"),
        N_("points/yr"),
        N_("tanks"),
        N_("year"),
        N_("years"),
    }
)
MILLION = "million "


def unit_text(unit: str, tr: Callable[[str], str]) -> str:
    """A unit as its readers write it: words are translated, symbols stay."""
    if unit in SPELLED:
        return tr(unit)
    if unit.startswith(MILLION):
        return tr(N_("million {unit}")).format(unit=unit.removeprefix(MILLION))
    word, slash, rest = unit.partition("/")
    return f"{tr(word)}{slash}{rest}" if word == "currency" else unit


def _spelling(symbol: str) -> str:
    """One writing of spaces, slashes and superscripts; capitals are kept."""
    text = unicodedata.normalize("NFKC", symbol).replace("・", "/").replace("／", "/").replace("⁄", "/")
    text = re.sub(r"\s+per\s+", "/", text.strip())
    text = re.sub(r"-(?=CO2)|(?<=CO2)-(?=e)", "", text, flags=re.IGNORECASE)  # t-CO2, t CO2-eq
    text = re.sub(r"[\s^_·]+", "", text)
    for sign, code in CURRENCY_SIGNS.items():
        if text.startswith(f"{sign}/"):
            return code + text[len(sign) :]
    return text


def _names(units: tuple[Unit, ...], fold: bool) -> dict[str, Unit]:
    """Units by every spelling; of two with the same one, the earlier in the table."""
    names: dict[str, Unit] = {}
    for unit in units:
        for name in (unit.symbol, *unit.aliases):
            text = _spelling(name)
            if fold and re.match(r"m[tl](?![a-z])", text.casefold()):
                continue  # Mt, MT and mt, ML and mL mean different things: never guessed
            names.setdefault(text.casefold() if fold else text, unit)
    return names


UNITS: tuple[Unit, ...] = unit_table()
_AS_WRITTEN = _names(UNITS, fold=False)
_FOLDED = _names(UNITS, fold=True)


def find_unit(symbol: str) -> Unit | None:
    """The unit written so, in any of its usual spellings; None when it is unknown."""
    text = _spelling(symbol)
    return _AS_WRITTEN.get(text) or _FOLDED.get(text.casefold())


def dimension_label(dimension: str) -> str:
    """What a dimension is, in words (English, for the catalogue)."""
    return DIMENSION_LABEL.get(dimension.partition(":")[0], dimension)


def convert(value: Decimal, given: Unit, wanted: Unit, days: int = DAYS_PER_YEAR) -> Decimal:
    """Convert exactly within a dimension. Raises ValueError between dimensions.

    `days` is the number of days in the year of the figure: 365, or 366.
    """
    if given.dimension != wanted.dimension:
        raise ValueError(f"{given.symbol} is not {wanted.symbol}")
    if given == wanted:
        return value
    factor = given.factor / wanted.factor
    if given.per_year != wanted.per_year:
        factor = factor / days if given.per_year else factor * days
    return _decimal(Fraction(value) * factor)


def _as_height(unit: Unit | None, accepted: tuple[str, ...]) -> Unit | None:
    """A pressure as the length of its water column, where the field takes it; any other unit as it is."""
    if unit is None or unit.dimension != "head" or unit.symbol not in accepted:
        return unit
    return replace(unit, dimension="length")


def convert_text(
    value: Decimal, given: str, wanted: str, accepted: Iterable[str] = (), days: int = DAYS_PER_YEAR
) -> tuple[Decimal | None, str, Problem | None]:
    """Convert `value` from the unit written `given` to `wanted` (or its currency).

    Returns value, canonical unit and no problem; or None, "" and a problem naming what is accepted.
    A unit of "currency…" takes any currency and keeps it. A pressure is taken for metres of water where
    it is among the units accepted, and nowhere else.
    """
    taken = (wanted, *accepted)
    names = ", ".join(dict.fromkeys(name.replace("currency", "PHP") for name in taken))
    if given.startswith("currency"):
        return None, "", Problem(N_("Say in which currency: {units}."), details=(("units", names),))
    unit = _as_height(find_unit(given or wanted), taken)
    if unit is None and given in ("", wanted):
        return value, wanted, None
    if not names:
        text = N_("Write the number alone here, without “{unit}”.")
        return None, "", Problem(text, details=(("unit", given),))
    if unit is None:
        return (
            None,
            "",
            Problem(
                N_("The unit “{unit}” is not known here. Use one of: {units}."),
                details=(("unit", given), ("units", names)),
            ),
        )
    if wanted.startswith("currency"):
        return _money(value, unit, wanted, given, names)
    target = find_unit(wanted)
    if target is not None and (unit.dimension, target.dimension) == ("co2e", "co2e_rate"):
        # Emissions are of a year and printed without saying so: 1,797万t-CO2.
        unit = find_unit(f"{unit.symbol}/yr") or unit
    if target is None or target.dimension != unit.dimension:
        return (
            None,
            "",
            Problem(
                N_("“{unit}” is {dimension}; this needs one of: {units}."),
                details=(("unit", given), ("dimension", dimension_label(unit.dimension)), ("units", names)),
            ),
        )
    return convert(value, unit, target, days), wanted, None


def _money(
    value: Decimal, unit: Unit, wanted: str, given: str, names: str
) -> tuple[Decimal | None, str, Problem | None]:
    """Money keeps its currency; only the time or mass it is counted by is converted."""
    kind, _, code = unit.dimension.partition(":")
    target = find_unit(wanted.replace("currency", code)) if code else None
    if target is None or target.dimension != unit.dimension:
        return (
            None,
            "",
            Problem(
                N_("“{unit}” is {dimension}; this needs a currency code as in {units}."),
                details=(("unit", given), ("dimension", dimension_label(kind)), ("units", names)),
            ),
        )
    return convert(value, unit, target), target.symbol, None


def _decimal(value: Fraction) -> Decimal:
    """Exact where the decimal expansion ends, else 28 digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)
