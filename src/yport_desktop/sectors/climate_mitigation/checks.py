"""Contradictions and gaps of the inventory. They are shown with both figures and never smoothed over."""

from collections.abc import Iterator, Mapping
from typing import Any

from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.numbers import significant
from yport_desktop.domain.text import N_

from .factors import ELECTRICITY, EMISSION_T, FUELS, NOT_STATED, SUBSECTORS, other_gases
from .grid import BY_KEY, ESTIMATE, FALLBACK, PROJECT
from .inventory import KEYS, LINKED, is_linked

Values = Mapping[str, Any]
Problems = tuple[Problem, ...]
ADDS_UP = 1e-4  # of a total: less than this is the last digit printed
PER_PERSON = (0.1, 30.0)  # t CO2e/cap/yr; a city outside has a wrong unit or population, as a rule
ROUNDED = 5e-5  # t CO2/MWh, four decimals printed
_SPLIT = {"stationary": "stationary_all", "transport": "transport_all", "waste": "waste_all"}


def warn(message: str, fields: tuple[str, ...], **details: Any) -> Problem:
    """A warning with figures that can be read; the program adds the sources of the fields."""
    shown = {k: significant(v, 6) if isinstance(v, float) else v for k, v in details.items()}
    return Problem(message, Severity.WARNING, fields[0], details=(*shown.items(), ("fields", fields)))


def _note(message: str, field: str, **details: Any) -> Problem:
    return Problem(message, Severity.NOTE, field, details=tuple(details.items()))


def stated_total(values: Values) -> Problems:
    """The stated total beside the sum of the cells."""
    stated, added = float(values["total_stated"]), float(values["total_co2e"])
    if abs(stated - added) <= ADDS_UP * abs(stated):
        return ()
    text = N_(
        "The total is stated as {stated} t CO2e/yr, the cells add up to {added} t CO2e/yr. The sum is used. "
        "({sources})"
    )
    return (warn(text, ("total_stated", "activities"), stated=stated, added=added),)


def notation_keys(values: Values) -> Problems:
    """How many cells the total lacks."""
    cells = values["inventory_cells"]
    lacking = {key: [c for c in cells if c.key == key] for key in ("NE", "C")}
    out = []
    if lacking["NE"]:
        first = lacking["NE"][0].label
        text = N_("{count} cells were not estimated (NE), first “{label}”: the total lacks them.")
        out.append(_note(text, "activities", count=len(lacking["NE"]), label=first))
    if lacking["C"]:
        text = N_("{count} cells are confidential (C): the total lacks them.")
        out.append(_note(text, "activities", count=len(lacking["C"])))
    return tuple(out)


def counted_once(values: Values) -> Problems:
    """A result of another sector and rows of the table for the same thing; or neither."""
    out = []
    rows = values["inventory_rows"]
    for key, (subsector, _) in LINKED.items():
        label = SUBSECTORS[subsector][0]
        left = [r for r in rows if r.subsector == subsector and r.now is not None]
        if is_linked(values, key):
            taken = float(values[f"{key}co2e"])
            if left:
                text = N_(
                    "{label}: {taken} t CO2e/yr from its own sector is counted; the rows of the table with "
                    "{left} t CO2e/yr are left out. ({sources})"
                )
                amount = float(sum(r.now for r in left))
                fields = (f"{key}from", "activities")
                out.append(warn(text, fields, label=label, taken=taken, left=amount))
            if any(r.subsector == "waste_all" and r.now is not None for r in rows):
                text = N_(
                    "{label} is taken from its own sector, and the table has waste as a whole too: it may be "
                    "counted twice. ({sources})"
                )
                out.append(warn(text, (f"{key}from", "activities"), label=label))
        elif not left and not any(r.subsector in (subsector, "waste_all") for r in rows):
            text = N_(
                "{label} has no result in its own sector and no row here: it counts as not estimated (NE)."
            )
            out.append(_note(text, f"{key}from", label=label))
    return tuple(out)


def split_twice(values: Values) -> Problems:
    """A sector as a whole and its parts in one table."""
    out = []
    for sector, whole in _SPLIT.items():
        cells = [c for c in values["inventory_rows"] if c.now is not None and c.sector == sector]
        together = [c for c in cells if c.subsector == whole]
        if together and len(together) < len(cells):
            text = N_("The table has “{whole}” and parts of it: they may be counted twice.")
            out.append(
                Problem(
                    text,
                    Severity.WARNING,
                    "activities",
                    together[0].number,
                    (("whole", SUBSECTORS[whole][0]),),
                )
            )
    return tuple(out)


def scope_not_stated(values: Values) -> Problems:
    """Rows without a scope are in no total of chosen scopes."""
    if values["scopes_counted"] == "all":
        return ()
    without = [c for c in values["inventory_cells"] if c.scope == NOT_STATED and c.now is not None]
    if not without:
        return ()
    text = N_("{count} cells state no scope: they are not in a total of chosen scopes. ({sources})")
    return (warn(text, ("scopes_counted", "activities"), count=len(without)),)


def same_cell_twice(values: Values) -> Problems:
    """Two rows with the same name, sub-sector, scope and fuel."""
    seen: dict[tuple[Any, ...], int] = {}
    out = []
    for number, row in enumerate(values["activities"], start=1):
        named = row[:4]
        if named[0] and named in seen:
            text = N_("Row {row} of the activities repeats row {earlier}: it is counted twice.")
            details = (("row", number), ("earlier", seen[named]))
            out.append(Problem(text, Severity.WARNING, "activities", number, details))
        seen.setdefault(named, number)
    return tuple(out)


def _figures(values: Values) -> Iterator[tuple[int, dict[str, Any], list[Any]]]:
    """Number, cells and own emission factors of each row with a figure that is no stated emission."""
    for number, row in enumerate(values["activities"], start=1):
        cell = dict(zip(KEYS, row, strict=True))
        own = [cell[k] for k in ("ef_co2", "ef_ch4", "ef_n2o") if cell[k] is not None]
        if cell["key"] is None and cell["subsector"] is not None and (own or cell["unit"] not in EMISSION_T):
            yield number, cell, own


def _listed(rows: list[int]) -> str:
    return ", ".join(map(str, rows))


def gases_not_at_hand(values: Values) -> Problems:
    """Rows where a factor of one gas is not known: it adds nothing, which is said."""
    found = list(_figures(values))
    partial = [number for number, _, own in found if 0 < len(own) < 3]
    fuels = [
        number
        for number, cell, own in found
        if not own and cell["carrier"] in FUELS and other_gases(cell["carrier"], cell["subsector"]) is None
    ]
    out = []
    if partial:
        text = N_(
            "Rows {rows}: own factors do not cover all three gases; a gas without a factor is not counted."
        )
        out.append(_note(text, "activities", rows=_listed(partial)))
    if fuels:
        text = N_("Rows {rows}: only CO2 is counted; factors of CH4 and N2O are not at hand for this use.")
        out.append(_note(text, "activities", rows=_listed(fuels)))
    return tuple(out)


def width_of_shared_factor(values: Values) -> Problems:
    """Rows that give an uncertainty for a factor that many rows share: it stands with the factor."""
    shared = (*FUELS, ELECTRICITY)
    rows = [
        number
        for number, cell, own in _figures(values)
        if not own and cell["carrier"] in shared and cell["factor_pct"] is not None
    ]
    if not rows:
        return ()
    text = N_(
        "Rows {rows}: the uncertainty of a fuel or of grid electricity stands with its factor; that of the "
        "row is not used."
    )
    return (_note(text, "activities", rows=_listed(rows)),)


def grid_factor(values: Values) -> Problems:
    """A factor that does not belong to an inventory."""
    chosen = BY_KEY.get(str(values["grid_factor"]))
    if chosen is None:
        return ()
    texts = {
        PROJECT: N_("“{factor}” is a factor for projects: an inventory takes a grid average. ({sources})"),
        FALLBACK: N_(
            "“{factor}” is a fallback without a year: use it only where nothing better exists. ({sources})"
        ),
        ESTIMATE: N_("“{factor}” is not official: say so wherever the result is shown. ({sources})"),
    }
    out = []
    if chosen.use in texts:
        out.append(warn(texts[chosen.use], ("grid_factor", "electricity_ef"), factor=chosen.label))
    used = float(values["electricity_ef"])
    if "electricity_ef" not in values["standing_in"] and abs(used - chosen.value) > ROUNDED:
        text = N_(
            "The emission factor of electricity was entered as {used} kg CO2/kWh; “{factor}” has "
            "{listed}. What was "
            "entered is used. ({sources})"
        )
        fields = ("electricity_ef", "grid_factor")
        out.append(warn(text, fields, used=used, factor=chosen.label, listed=chosen.value))
    return tuple(out)


def grid_year(values: Values) -> Problems:
    """A grid factor of another year than the inventory."""
    chosen = BY_KEY.get(str(values["grid_factor"]))
    if chosen is None or not chosen.year.isdigit():
        return ()
    year = int(values["inventory_year"])
    if int(chosen.year) == year:
        return ()
    text = N_("The grid factor is of {factor_year}, the inventory of {year}.")
    return (_note(text, "grid_factor", factor_year=chosen.year, year=str(year)),)


def printed_margin(values: Values) -> Problems:
    """The combined margin as printed beside the recomputed one: a suspected misprint is shown."""
    printed, made = float(values["cm_printed"]), float(values["combined_margin"])
    if abs(printed - made) <= ROUNDED * 1.000001:
        return ()
    fields = ("cm_printed", "om", "bm")
    if abs(printed - float(values["bm"])) <= ROUNDED:
        text = N_(
            "The combined margin is printed as {printed} t CO2/MWh, which repeats the build margin; "
            "recomputed it is "
            "{made}: suspected misprint, the recomputed value is used. ({sources})"
        )
    else:
        text = N_(
            "The combined margin is printed as {printed} t CO2/MWh, recomputed it is {made}. The "
            "recomputed value is "
            "used. ({sources})"
        )
    return (warn(text, fields, printed=printed, made=made),)


def per_person(values: Values) -> Problems:
    """Emissions per person far from any city point to a wrong unit or population."""
    rate = float(values["per_person_co2e"])
    if PER_PERSON[0] <= rate <= PER_PERSON[1]:
        return ()
    text = N_("Emissions per person come to {rate} t CO2e/yr. Please check units and population. ({sources})")
    return (warn(text, ("population", "activities"), rate=rate),)


def removals(values: Values) -> Problems:
    """What the uncertainty of the total has to be read with."""
    return tuple(
        Problem(p.message, p.severity, "activities", details=p.details)
        for p in values["inventory_approach"].problems
    )


def base_of_removals(values: Values) -> Problems:
    """A base year that removes more than it emits: a percentage of it reads the wrong way round."""
    base = float(values["base_total"])
    if base >= 0:
        return ()
    text = N_(
        "The base year is a net removal ({base} t CO2e/yr): the trend in per cent has the opposite sign of "
        "the change. Read the change itself, {change} t CO2e/yr. ({sources})"
    )
    return (warn(text, ("activities",), base=base, change=float(values["total_co2e"]) - base),)


def growth_of_base(values: Values) -> Problems:
    """The base year lies before the year of the inventory."""
    first, year = int(values["inventory_base_year"]), int(values["inventory_year"])
    if first < year:
        return ()
    text = N_("The base year ({first}) does not lie before the year of the inventory ({year}). ({sources})")
    return (warn(text, ("inventory_base_year", "inventory_year"), first=str(first), year=str(year)),)


CHECKS = (
    stated_total,
    notation_keys,
    counted_once,
    split_twice,
    scope_not_stated,
    same_cell_twice,
    gases_not_at_hand,
    width_of_shared_factor,
    grid_factor,
    grid_year,
    printed_margin,
    per_person,
    removals,
    base_of_removals,
    growth_of_base,
)
