"""Units and their conversion within a dimension.

A unit of a rate counts days: 1 t/yr = 1/365 t/d, or 1/366 in a Japanese fiscal year that holds
29 February. `t` is the metric tonne; MGD is million US gallons per day. Currencies are units
too, but are never converted here: that needs a dated rate.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from .errors import Problem
from .numbers import CURRENCY_SIGNS
from .text import N_

DAYS_PER_YEAR = 365
CURRENCIES = ("JPY", "PHP", "VND", "THB", "USD", "EUR", "IDR", "MYR")


@dataclass(frozen=True)
class Unit:
    """One unit: `factor` base units of its dimension; `per_year` units are divided by the days."""

    symbol: str
    dimension: str
    factor: Fraction
    per_year: bool = False
    aliases: tuple[str, ...] = ()


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


def _units(
    dimension: str, *rows: tuple[str, str | int, tuple[str, ...]], per_year: bool = False
) -> list[Unit]:
    return [Unit(symbol, dimension, Fraction(str(f)), per_year, aliases) for symbol, f, aliases in rows]


_MASS = (
    ("t", 1, ("ton", "tons", "tonne", "tonnes", "Mg", "MT", "トン", "metric ton", "metric tons")),
    ("kg", "0.001", ("kilogram", "kilograms", "キログラム")),
    ("Gg", 1000, ("kt", "千トン", "千t")),
    ("Mt", 10**6, ("百万トン",)),
    ("万トン", 10**4, ("万t",)),
)
_ENERGY_SOLD = (("kWh", "1", ()), ("MWh", "1000", ()))
_VOLUME_SOLD = (("m3", "1", ()), ("L", "0.001", ("litre", "liter")), ("kL", "1", ()))
_DAY = ("d", "day", "日")
_YEAR = ("yr", "y", "a", "year", "年", "年度", "annum")


def _rates(
    dimension: str, rows: tuple[tuple[str, str | int, tuple[str, ...]], ...], factor: int = 1
) -> list[Unit]:
    """Every unit of a stock per day and per year, with the ways of writing them."""
    out = []
    for symbol, size, aliases in rows:
        for words, per_year in ((_DAY, False), (_YEAR, True)):
            shown = f"{symbol}/{'年' if per_year and symbol == '万トン' else words[0]}"
            names = {f"{name}/{w}" for name in (symbol, *aliases) for w in words}
            names |= {
                f"{name}per{w}" for name in (symbol, *aliases) for w in words if w.isascii() and len(w) > 1
            }
            out.append(
                Unit(shown, dimension, Fraction(str(size)) * factor, per_year, tuple(sorted(names - {shown})))
            )
    return out


def _water() -> list[Unit]:
    """What water is used by, and how long it flows."""
    used = (("L/cap", 1, ("L/person", "L/capita", "L/人")), ("m3/cap", 1000, ("m3/person", "m3/人")))
    return [
        *_rates("volume_per_person", used),
        *_units("volume_per_person", ("LPCD", 1, ())),
        *_units("connections", ("connections", 1, ("connection", "件", "栓")), ("千件", 1000, ())),
        *_units("days", ("days", 1, ("day", "日", "日間"))),
    ]


def _emissions() -> list[Unit]:
    """Greenhouse gases: stocks, rates, and factors per amount of energy."""
    co2e = tuple(
        (f"{symbol} CO2e", size, tuple(f"{name}co2{end}" for name in names for end in ("", "e", "eq")))
        for symbol, size, names in (
            ("t", 1, ("t", "トン")),
            ("kt", 1000, ("kt", "gg", "千t", "千トン")),
            ("万t", 10**4, ("万t", "万トン")),
            ("Mt", 10**6, ("mt", "百万t", "百万トン")),
            ("kg", "0.001", ("kg",)),
        )
    )
    per_energy = _units(
        "co2e_per_energy",
        ("t CO2e/MWh", 1, ("tco2/mwh", "tco2eq/mwh", "kgco2e/kwh", "kgco2/kwh", "kgco2eq/kwh")),
        ("t CO2e/kWh", 1000, ("tco2/kwh", "tco2eq/kwh")),
        ("g CO2e/kWh", "0.001", ("gco2/kwh", "gco2eq/kwh", "kgco2/mwh", "kgco2e/mwh")),
    )
    return [*_units("co2e", *co2e), *_rates("co2e_rate", co2e), *per_energy]


def _pressures() -> list[Unit]:
    """Pressures as the height of the water column that they carry [km], as lengths are kept.

    1000 kg/m3 and 9.80665 m/s2: 1 kgf/cm2 is 10 m exactly, 1 bar 10.197 m.
    """
    metre = Fraction("9806.65")  # Pa
    pascals = (
        ("MPa", Fraction(10**6), ()),
        ("kPa", Fraction(1000), ()),
        ("bar", Fraction(10**5), ("bars",)),
        ("kgf/cm2", metre * 10, ("kg/cm2", "kgf/cm²", "kg/cm²")),
        ("psi", Fraction("6894.757293168"), ("lbf/in2",)),
    )
    return [Unit(symbol, "head", size / metre / 1000, False, names) for symbol, size, names in pascals]


def _table() -> tuple[Unit, ...]:
    cap = ("kg/cap", "kg/person", "kg/人", "kg/capita")
    rows = _units("mass", *_MASS) + _rates("mass_rate", _MASS)
    for symbol, size, names in (
        ("kg/cap", 1, cap),
        ("g/cap", "0.001", tuple(n[1:] for n in cap)),
        ("t/cap", 1000, tuple("t" + n[2:] for n in cap)),
    ):
        rows += _rates("mass_per_person", ((symbol, size, names),))
    rows += _units(
        "share",
        ("%", 1, ("percent", "per cent", "pct", "パーセント")),
        ("fraction", 100, ("1", "share", "ratio", "-")),
        ("‰", "0.1", ("permille",)),
    )
    volume = (
        ("m3", 1, ("m³", "cum", "cubicmetre", "cubicmetres", "立方メートル", "kl", "キロリットル")),
        ("L", "0.001", ("l", "litre", "litres", "liter", "liters", "リットル")),
        ("ML", 1000, ("megalitre", "megalitres", "thousandm3", "千m3")),
        ("million m3", 10**6, ("mcm", "百万m3")),
        ("Mgal", "3785.411784", ("milliongal", "milliongallon", "milliongallons")),
    )
    rows += _units("volume", *volume) + _rates("volume_rate", volume)
    rows += _units(
        "volume_rate",
        ("MLD", 1000, ()),
        ("MGD", "3785.411784", ("usmgd", "mgd(us)")),
        ("L/s", "86.4", ("lps", "l/sec")),
        ("m3/h", 24, ("m3/hr", "cmh")),
        ("m3/s", 86400, ("cms",)),
        ("CMD", 1, ()),
    )
    rows += _water()
    rows += _units(
        "persons",
        ("persons", 1, ("person", "people", "人", "名", "inhabitants", "cap", "capita")),
        ("千人", 1000, ("thousand persons",)),
        ("万人", 10**4, ()),
        ("million persons", 10**6, ("million people", "百万人")),
    )
    rows += _units("households", ("households", 1, ("household", "hh", "世帯")), ("千世帯", 1000, ()))
    rows += _units(
        "rate", ("1/yr", 1, ("/yr", "1/a", "1/year", "peryear", "yr-1")), ("%/yr", "0.01", ("%/a", "%/year"))
    )
    energy = (
        ("kWh", 1, ()),
        ("MWh", 1000, ()),
        ("GWh", 10**6, ()),
        ("MJ", "1/3.6", ()),
        ("GJ", "1000/3.6", ()),
        ("TJ", "1000000/3.6", ()),
    )
    energy_rows = tuple(
        (s, str(Fraction(*map(Fraction, str(f).split("/"))) if "/" in str(f) else Fraction(str(f))), a)
        for s, f, a in energy
    )
    rows += _units("energy", *energy_rows) + _rates("energy_rate", energy_rows)
    rows += _units("power", ("kW", 1, ()), ("MW", 1000, ()), ("W", "0.001", ()))
    rows += _units(
        "area",
        ("km2", 1, ("km²", "sqkm")),
        ("ha", "0.01", ("hectare", "hectares", "ヘクタール")),
        ("m2", "0.000001", ("m²", "sqm")),
    )
    rows += _units("length", ("km", 1, ()), ("m", "0.001", ("metre", "metres", "meter", "meters")))
    rows += _units("length", ("mi", "1.609344", ("mile", "miles")), ("ft", "0.0003048", ("foot", "feet")))
    rows += _pressures()
    rows += _rates("hours_rate", (("h", 1, ("hr", "hour", "hours", "時間")),))
    rows += _units("months", ("months", 1, ("month", "か月", "ヶ月")))
    rows += _units("year", ("year", 1, ("fy", "年", "年度")))
    rows += _emissions()
    for code in CURRENCIES:
        rows += _money_units(code)
    return tuple(rows)


def _money_units(code: str) -> list[Unit]:
    """Amounts of a currency and prices in it."""
    amounts: tuple[tuple[str, int, tuple[str, ...]], ...] = (
        (code, 1, ("円",) if code == "JPY" else ()),
        (f"million {code}", 10**6, (f"{code} million", *(("百万円",) if code == "JPY" else ()))),
        (f"billion {code}", 10**9, (f"{code} billion", *(("十億円",) if code == "JPY" else ()))),
        *((("千円", 1000, ()), ("万円", 10**4, ()), ("億円", 10**8, ())) if code == "JPY" else ()),
    )
    rows = [
        *_units(f"money:{code}", *amounts),
        Unit(f"{code}/t", f"money_per_mass:{code}", Fraction(1), False, (f"{code}/ton", f"{code}/tonne")),
        Unit(f"{code}/kg", f"money_per_mass:{code}", Fraction(1000)),
        *_rates(f"money_rate:{code}", amounts),
    ]
    for sold, dimension in ((_ENERGY_SOLD, "money_per_energy"), (_VOLUME_SOLD, "money_per_volume")):
        for per, size, names in sold:
            written = tuple(f"{code}/{name}" for name in names)
            rows.append(Unit(f"{code}/{per}", f"{dimension}:{code}", 1 / Fraction(size), False, written))
    return rows


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


UNITS: tuple[Unit, ...] = _table()
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
