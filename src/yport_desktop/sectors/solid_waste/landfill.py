"""Formulas of landfill methane by first-order decay. Masses in Gg, carbon in Gg C, rates in 1/yr.

Source: 2006 IPCC Guidelines, Volume 5, chapter 3 and waste model workbook; 2019 Refinement.
Written with arithmetic only, so that a number may also be an array of draws.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import e
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import MissingInput, NotComputable, middle, require
from yport_desktop.domain.text import N_

from .balance import share_of
from .factors import COMPOSITION_MATERIALS, MATERIALS, SITE_TYPES
from .rows import Row, filled

Values = Mapping[str, Any]
CARBON_TO_METHANE = 16 / 12
FROM_MSW, BY_MATERIAL, FROM_POPULATION = "from_msw", "by_material", "from_population"
HISTORIES = {FROM_MSW: "msw_history", BY_MATERIAL: "deposits", FROM_POPULATION: "population_history"}
MSW_COLUMNS = {"msw": 1, "fraction_to_disposal": 2, "sludge": 3, "industrial": 4}
PEOPLE_COLUMNS = {"population": 1, "per_person": 2, "fraction_to_disposal": 3, "sludge": 4, "industrial": 5}


@dataclass(frozen=True)
class Decay:
    """One material by year: decomposable carbon deposited, remaining at the end of the year, decomposed."""

    deposited: tuple[Any, ...]
    accumulated: tuple[Any, ...]
    decomposed: tuple[Any, ...]


def first_order_decay(deposited: Sequence[Any], k: Any, start_month: Any = 13.0) -> Decay:
    """Decay of DDOCm [Gg C] deposited in successive years, at rate `k` [1/yr].

    `start_month` M is the month in which decay of a year's deposit starts, counted from its
    January: 13 is 1 January of the next year (delay of six months), 7 is the middle of the year.
    """
    kept, kept_first = e**-k, e ** (-k * (13 - start_month) / 12)
    stock: Any = 0.0
    accumulated, decomposed = [], []
    for carbon in deposited:
        decomposed.append(carbon * (1 - kept_first) + stock * (1 - kept))
        stock = carbon * kept_first + stock * kept
        accumulated.append(stock)
    return Decay(tuple(deposited), tuple(accumulated), tuple(decomposed))


def yearly(rows: Sequence[Row], at: int, years: Sequence[int]) -> tuple[Any, ...] | None:
    """Column `at` for every year, interpolated on a straight line between the years that are given.

    None where the column is empty. Raises NotComputable where it begins later or ends earlier than
    the table: what is not known is not taken as zero.
    """
    known = sorted((int(row[0]), row[at]) for row in rows if row[at] is not None)
    if not known:
        return None
    if known[0][0] > years[0] or known[-1][0] < years[-1]:
        raise NotComputable(
            Problem(
                N_(
                    "A column is given for {first}-{last}, the table covers {start}-{end}: enter 0 where "
                    "nothing was deposited."
                ),
                details=(
                    ("first", known[0][0]),
                    ("last", known[-1][0]),
                    ("start", years[0]),
                    ("end", years[-1]),
                ),
            )
        )
    out: list[Any] = []
    for (year, value), (following, target) in pairwise(known):
        span = following - year
        out += [value + (target - value) * step / span for step in range(span)]
    return (*out, known[-1][1])


def years(values: Values) -> tuple[int, ...]:
    """Every year from the first to the last row of the history in use."""
    rows = values["history_rows"]
    return tuple(range(min(int(r[0]) for r in rows), max(int(r[0]) for r in rows) + 1))


def history_rows(values: Values) -> tuple[Row, ...]:
    """The table of deposits that is in use."""
    rows: tuple[Row, ...] = values[HISTORIES[values["deposit_basis"]]]
    return rows


def report_year(values: Values) -> int:
    """The year of the result: as entered, or the last of the history."""
    covered = values["fod_years"]
    year = int(values["report_year"]) if "report_year" in values else covered[-1]
    if year not in covered:
        text = N_(
            "The year {year} is outside the history of deposits ({first}-{last}). For a year after the last "
            "deposit, add a row for it with 0."
        )
        details = (("year", year), ("first", covered[0]), ("last", covered[-1]))
        raise NotComputable(Problem(text, field="report_year", details=details))
    return year


def waste_by_year(values: Values, material: str) -> tuple[Any, ...] | None:
    """Wet waste [Gg] by year in which a material lies: its own deposits, or all municipal waste
    deposited, of which it is a share. None where it is not part of the history."""
    rows, covered = values["history_rows"], values["fod_years"]
    if values["deposit_basis"] == BY_MATERIAL:
        found = yearly(rows, 1 + list(MATERIALS).index(material), covered)
    elif material in ("sludge", "industrial"):
        at = PEOPLE_COLUMNS if values["deposit_basis"] == FROM_POPULATION else MSW_COLUMNS
        found = yearly(rows, at[material], covered)
    elif material in COMPOSITION_MATERIALS:
        found = values["fod_msw"]
    else:
        found = None
    return found if found is not None and any(middle(w) != 0 for w in found) else None


def msw_deposited(values: Values) -> tuple[Any, ...]:
    """Municipal waste deposited by year [Gg]."""
    if values["deposit_basis"] == FROM_POPULATION:
        return _from_people(values)
    rows, covered = values["history_rows"], values["fod_years"]
    waste = yearly(rows, MSW_COLUMNS["msw"], covered)
    deposited = yearly(rows, MSW_COLUMNS["fraction_to_disposal"], covered)
    if waste is None or deposited is None:
        text = N_("The history needs the waste and the share deposited.")
        raise NotComputable(Problem(text, field="msw_history"))
    return tuple(w * f for w, f in zip(waste, deposited, strict=True))


def _from_people(values: Values) -> tuple[Any, ...]:
    """People x waste per person [t/cap/yr] x share deposited, by year [Gg]; one figure for a blank column."""
    rows, covered = values["history_rows"], values["fod_years"]
    people = yearly(rows, PEOPLE_COLUMNS["population"], covered)
    if people is None:
        raise NotComputable(Problem(N_("The history needs the population."), field="population_history"))
    rate = yearly(rows, PEOPLE_COLUMNS["per_person"], covered)
    share = yearly(rows, PEOPLE_COLUMNS["fraction_to_disposal"], covered)
    if rate is None:
        rate = (values["generation_rate"],) * len(covered)
    if share is None:
        share = (values["share_deposited"],) * len(covered)
    return tuple(p * r * s / 1000 for p, r, s in zip(people, rate, share, strict=True))


def mcf_by_year(values: Values, table: str = "site_shares") -> tuple[Any, ...]:
    """Methane correction factor of the mix of sites, by year: each row holds from its year on."""
    rows = sorted(values[table], key=lambda row: int(row[0]))
    factors = [(int(row[0]), _mix(values, row, table)) for row in rows]
    out, at = [], 0
    for year in values["fod_years"]:
        while at + 1 < len(factors) and factors[at + 1][0] <= year:
            at += 1
        out.append(factors[at][1])
    return tuple(out)


def _mix(values: Values, row: Row, table: str) -> Any:
    given = {site: row[1 + at] for at, site in enumerate(SITE_TYPES) if row[1 + at] is not None}
    total = middle(sum(given.values())) if given else 0.0
    if len(given) < len(SITE_TYPES) and total < 99.0:
        text = N_("The shares of site types in {year} add up to {total} %: enter the others, or 0 for none.")
        raise NotComputable(
            Problem(text, field=table, details=(("year", int(row[0])), ("total", round(total, 2))))
        )
    return sum(share / 100 * values[f"mcf_{site}"] for site, share in given.items() if middle(share) != 0)


def decay_of(values: Values, material: str) -> Decay:
    """Decay of the waste in which a material lies, W x MCF [Gg], at the material's rate.

    Carbon is left out: the model is linear in it, so that only what changes the course of the
    decay has to be computed again.
    """
    waste, k, delay = require(values, f"fod_waste_{material}", f"k_{material}", "delay_months")
    own_sites = material == "industrial" and "site_shares_industrial" in values
    mcf = values["fod_mcf_industrial" if own_sites else "fod_mcf"]
    return first_order_decay([w * m for w, m in zip(waste, mcf, strict=True)], k, 7 + delay)


def carbon_of(values: Values, material: str) -> Any:
    """Decomposable carbon in that waste [Gg C/Gg]: share of the material x DOC x DOCf; None without any."""
    if values[f"fod_waste_{material}"] is None:
        return None
    shared = values["deposit_basis"] != BY_MATERIAL and material in COMPOSITION_MATERIALS
    share = share_of(values, material) if shared else 1.0
    if middle(share) == 0:
        return None
    doc, docf = require(values, f"doc_{material}", f"docf_{material}")
    return share * doc * docf


def material_decay(values: Values, material: str) -> Decay | None:
    """DDOCm = W x DOC x DOCf x MCF [Gg C] of one material by year, and its decay. None without any."""
    carbon = values[f"fod_carbon_{material}"]
    if carbon is None:
        return None
    decay: Decay = values[f"fod_decay_{material}"]
    series = (decay.deposited, decay.accumulated, decay.decomposed)
    return Decay(*(tuple(amount * carbon for amount in amounts) for amounts in series))


def generated_of(values: Values, material: str) -> tuple[Any, ...] | None:
    """Methane generated from one material by year [Gg]: decomposed x F x 16/12."""
    decay = material_decay(values, material)
    if decay is None:
        return None
    factor = values["methane_fraction"] * CARBON_TO_METHANE
    return tuple(carbon * factor for carbon in decay.decomposed)


def generated(values: Values) -> tuple[Any, ...]:
    """Methane generated from all materials by year [Gg]."""
    parts = [part for m in MATERIALS if (part := values[f"fod_ch4_{m}"]) is not None]
    return (
        tuple(sum(cells) for cells in zip(*parts, strict=True))
        if parts
        else (0.0,) * len(values["fod_years"])
    )


def _need_materials(values: Values) -> None:
    """Raises MissingInput naming all that is missing, of the waste and of the sites."""
    try:
        require(values, "history_rows", *(f"fod_carbon_{m}" for m in MATERIALS), "methane_fraction")
    except MissingInput as absent:
        sites = () if "site_shares" in values else ("site_shares",)
        raise MissingInput((*absent.keys, *sites)) from None


def generated_in_year(values: Values) -> Any:
    """Methane generated from all materials in the year of the result [Gg]."""
    _need_materials(values)
    at = values["fod_years"].index(values["fod_report_year"])
    decomposed: Any = 0.0
    for material in MATERIALS:
        carbon = values[f"fod_carbon_{material}"]
        if carbon is not None:
            decomposed = decomposed + carbon * values[f"fod_decay_{material}"].decomposed[at]
    return decomposed * values["methane_fraction"] * CARBON_TO_METHANE


def recovered(values: Values) -> tuple[Any, ...]:
    """Methane recovered by year [Gg]: measured amounts; no row, no recovery in that year."""
    if values["gas_recovery"] == "none":
        return tuple(0.0 for _ in values["fod_years"])
    by_year = {int(row[0]): row[1] for row in filled(values["recovery"], "recovery", 1)}
    return tuple(by_year.get(year, 0.0) for year in values["fod_years"])


def emitted(values: Values) -> tuple[Any, ...]:
    """Methane emitted by year [Gg]: (generated - recovered) x (1 - OX_T); None where R exceeds it."""
    made, taken, oxidised = require(values, "fod_generated", "fod_recovered", "fod_oxidation")
    return tuple(
        (g - r) * (1 - ox) if middle(r) <= middle(g) else None
        for g, r, ox in zip(made, taken, oxidised, strict=True)
    )


def emitted_in_year(values: Values) -> Any:
    """Methane emitted in the year of the result [Gg].

    Raises NotComputable where more was recovered than generated: the inputs contradict each other.
    """
    made, taken, oxidised = require(values, "ch4_generated", "ch4_recovered", "ox_in_year")
    if middle(taken) > middle(made):
        text = N_(
            "In {year} more methane was recovered than the model generates: the inputs contradict each other."
        )
        raise NotComputable(Problem(text, field="recovery", details=(("year", values["fod_report_year"]),)))
    return (made - taken) * (1 - oxidised)


def oxidation(values: Values) -> tuple[Any, ...]:
    """Fraction oxidised in the cover by year: each row of the table holds from its year on."""
    covered = values["fod_years"]
    if "oxidation_by_year" not in values:
        return tuple(values["oxidation"] for _ in covered)
    rows = sorted((int(row[0]), row[1]) for row in values["oxidation_by_year"] if row[1] is not None)
    before = values["oxidation"] if not rows or rows[0][0] > covered[0] else None
    return tuple(next((share for year, share in reversed(rows) if year <= at), before) for at in covered)


def in_report_year(values: Values, series: str) -> Any:
    """The year of the result of a series."""
    amounts, covered, year = values[series], values["fod_years"], values["fod_report_year"]
    return amounts[covered.index(year)]


def co2_equivalent(values: Values) -> Any:
    """Methane emitted as CO2 equivalent [t CO2e/yr] with the GWP shown."""
    methane, gwp = require(values, "ch4_emitted", "gwp_ch4")
    return methane * 1000 * gwp
