"""Contradictions between inputs. They are shown with both figures and never smoothed over."""

from collections.abc import Mapping
from math import exp
from typing import Any

from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.numbers import format_number, significant
from yport_desktop.domain.text import N_

from .balance import CLOSED_WITHIN
from .factors import FRACTIONS, MATERIALS, SITE_TYPES
from .inputs import CONTROLLED
from .landfill import HISTORIES

Values = Mapping[str, Any]
Problems = tuple[Problem, ...]
ROUNDING_SHARE = 0.005  # of a total: what rounding of published figures explains
ROUNDING_POINTS = 0.5
PROFILED = (0.29, 2.57)  # kg/cap/d, cities profiled with the Waste Flow Diagram; published
LEFT_OVER = 12.5  # %, after three half-lives


def warn(message: str, fields: tuple[str, ...], **details: Any) -> Problem:
    """A contradiction between the inputs `fields`; numbers are shown to a few digits."""
    shown = {k: significant(v) if isinstance(v, float) else v for k, v in details.items()}
    return Problem(message, Severity.WARNING, fields[0], details=(*shown.items(), ("fields", fields)))


def sum_of_parts(values: Values) -> Problems:
    """The stated total beside the sum of household and non-household waste."""
    if "msw_stated_t_d" not in values:
        return ()
    stated, parts = float(values["msw_stated_t_d"]), float(values["household_plus_non_household_t_d"])
    if abs(stated - parts) <= max(ROUNDING_SHARE * stated, 1.5):
        return ()
    return (
        warn(
            N_(
                "The total is stated as {stated} t/d, its parts add up to {parts} t/d. The first is used. "
                "({sources})"
            ),
            ("msw_stated_t_d", "household_t_d", "non_household_t_d"),
            stated=stated,
            parts=parts,
        ),
    )


def more_than_arises(values: Values) -> Problems:
    """No more can be recovered, disposed of or collected than arises."""
    waste = float(values["msw_t_d"])
    out = []
    for key, field, label in (
        ("received_for_recovery_t_d", "recovered_received_t_d", N_("recovery facilities")),
        ("disposed_t_d", "disposal_received_t_d", N_("disposal sites")),
    ):
        if key in values and float(values[key]) > waste * (1 + ROUNDING_SHARE):
            text = N_(
                "More is received by {label} ({received} t/d) than arises ({waste} t/d): the figures "
                "contradict each other. ({sources})"
            )
            out.append(
                warn(
                    text,
                    (field, "msw_stated_t_d", "household_t_d", "non_household_t_d"),
                    label=label,
                    received=float(values[key]),
                    waste=waste,
                )
            )
    if "collected_t_d" in values and float(values["collected_t_d"]) > waste * (1 + ROUNDING_SHARE):
        text = N_(
            "More is collected ({collected} t/d) than arises ({waste} t/d): the figures contradict each "
            "other. ({sources})"
        )
        fields = (
            "recovered_received_t_d",
            "disposal_received_t_d",
            "msw_stated_t_d",
            "household_t_d",
            "non_household_t_d",
        )
        out.append(warn(text, fields, collected=float(values["collected_t_d"]), waste=waste))
    return tuple(out)


def rate_as_stated(values: Values) -> Problems:
    """Waste per person as a source states it, beside the one that follows from the tonnages."""
    stated, computed = float(values["rate_stated_kg_cap_d"]), float(values["kg_cap_d"])
    if abs(stated - computed) <= 0.02:
        return ()
    text = N_("Waste per person is stated as {stated} kg/cap/d, the tonnages give {computed}. ({sources})")
    fields = ("rate_stated_kg_cap_d", "population", "msw_stated_t_d", "household_t_d")
    return (warn(text, fields, stated=stated, computed=computed),)


def unusual_per_person(values: Values) -> Problems:
    """Waste per person far from that of other cities points to a wrong unit or population."""
    rate = float(values["kg_cap_d"])
    if PROFILED[0] * 0.75 <= rate <= PROFILED[1] * 1.25:
        return ()
    text = N_(
        "Waste per person comes to {rate} kg/cap/d; cities profiled elsewhere lie between {low} and {high} "
        "(wfd.rwm.global/learnings). Please check units and population. ({sources})"
    )
    fields = ("population", "household_t_d", "non_household_t_d", "msw_stated_t_d")
    return (warn(text, fields, rate=rate, low=PROFILED[0], high=PROFILED[1]),)


def controlled_recovery(values: Values) -> Problems:
    """Controlled recovery is a part of what recovery facilities receive."""
    received, controlled = (
        float(values["received_for_recovery_t_d"]),
        float(values["recovery_controlled_t_d"]),
    )
    if controlled <= received * (1 + ROUNDING_SHARE):
        return ()
    text = N_(
        "More is recovered under control ({controlled} t/d) than recovery facilities receive "
        "({received} t/d). ({sources})"
    )
    return (
        warn(
            text,
            ("recovered_controlled_t_d", "recovered_received_t_d"),
            controlled=controlled,
            received=received,
        ),
    )


def composition_sum(values: Values) -> Problems:
    """The fractions of the composition add up to 100 %."""
    known = {f: float(values[f"composition_{f}"]) for f in FRACTIONS if f"composition_{f}" in values}
    total = sum(known.values())
    fields = tuple(f"composition_{f}" for f in known)
    if not known:
        return ()
    if total > 100 + ROUNDING_POINTS or (len(known) == len(FRACTIONS) and total < 100 - ROUNDING_POINTS):
        text = N_("The composition adds up to {total} %, not to 100 %. It is used as given. ({sources})")
        return (warn(text, fields, total=format_number(round(total, 2))),)
    if len(known) < len(FRACTIONS) and abs(total - 100) <= CLOSED_WITHIN:
        text = N_("The fractions given add up to {total} %: nothing is left for those without a figure.")
        return (
            Problem(text, Severity.NOTE, fields[0], details=(("total", format_number(round(total, 2))),)),
        )
    return ()


def coverage_difference(values: Values) -> Problems:
    """The coverage by waste as stated beside the collected share of the balance."""
    stated, computed = float(values["coverage_by_waste"]), 100 * float(values["collected_share"])
    if abs(stated - computed) <= 2.0:
        return ()
    text = N_("Coverage by waste is stated as {stated} %, the balance gives {computed} %. ({sources})")
    return (
        warn(
            text,
            ("coverage_by_waste", "disposal_received_t_d", "recovered_received_t_d"),
            stated=stated,
            computed=round(computed, 1),
        ),
    )


def totals_and_facilities(values: Values) -> Problems:
    """A total beside the sum of its facilities: the total is used, a difference is shown."""
    out = []
    for total, table in (
        ("recovered_received_t_d", "recovery_facilities"),
        ("disposal_received_t_d", "disposal_sites"),
    ):
        if total in values and table in values:
            added = sum(float(row[1]) for row in values[table] if row[1] is not None)
            if abs(added - values[total]) > max(ROUNDING_SHARE * values[total], 1.5):
                text = N_(
                    "The facilities add up to {added} t/d, the total is given as {total} t/d. The total is "
                    "used. ({sources})"
                )
                out.append(warn(text, (total, table), added=float(added), total=float(values[total])))
    if "disposal_sites" in values and "disposal_controlled_share" in values:
        rows = [r for r in values["disposal_sites"] if r[1] is not None and r[2] is not None]
        whole = sum(float(r[1]) for r in rows)
        part = sum(float(r[1]) for r in rows if r[2] in CONTROLLED)
        if whole and abs(100 * part / whole - values["disposal_controlled_share"]) > ROUNDING_POINTS:
            text = N_(
                "The disposal sites give {sites} % under control, {stated} % is stated. The stated share is "
                "used. ({sources})"
            )
            out.append(
                warn(
                    text,
                    ("disposal_controlled_share", "disposal_sites"),
                    sites=round(100 * part / whole, 1),
                    stated=float(values["disposal_controlled_share"]),
                )
            )
    return tuple(out)


def site_shares(values: Values) -> Problems:
    """The shares of site types add up to 100 % in every row, with types that the guideline knows."""
    out = []
    new = [name for name, (_, _, added) in SITE_TYPES.items() if added]
    for table in ("site_shares", "site_shares_industrial"):
        for number, row in enumerate(values.get(table, ()), start=1):
            total = sum(float(cell) for cell in row[1:] if cell is not None)
            if abs(total - 100) > ROUNDING_POINTS:
                text = N_("The shares of site types in {year} add up to {total} %, not to 100 %. ({sources})")
                out.append(
                    Problem(
                        text,
                        Severity.WARNING,
                        table,
                        number,
                        (
                            ("year", int(row[0])),
                            ("total", format_number(round(total, 2))),
                            ("fields", (table,)),
                        ),
                    )
                )
            shares = dict(zip(SITE_TYPES, row[1:], strict=True))
            if values["guideline"] == "2006" and any(shares[name] for name in new):
                text = N_(
                    "{year}: the 2006 Guidelines do not know all these site types; they came with the 2019 "
                    "Refinement."
                )
                out.append(Problem(text, Severity.WARNING, table, number, (("year", int(row[0])),)))
    return tuple(out)


def recovered_methane(values: Values) -> Problems:
    """No more methane can be recovered than is generated; measured years lie within the history."""
    covered = values["fod_years"]
    out = []
    for year, made, taken in zip(covered, values["fod_generated"], values["fod_recovered"], strict=True):
        if taken > made:
            text = N_(
                "In {year} more methane was recovered ({taken} Gg) than generated ({made} Gg). ({sources})"
            )
            out.append(
                warn(
                    text,
                    ("recovery", HISTORIES[values["deposit_basis"]]),
                    year=year,
                    taken=float(taken),
                    made=float(made),
                )
            )
    if values["gas_recovery"] == "measured":
        beyond = [int(row[0]) for row in values["recovery"] if int(row[0]) not in covered]
        if beyond:
            text = N_(
                "Recovered methane is given for {years}, outside the history of deposits: it does not count."
            )
            out.append(warn(text, ("recovery",), years=", ".join(map(str, beyond))))
    return tuple(out)


def default_composition(values: Values) -> Problems:
    """Default shares are never mixed with measured ones without saying so."""
    if values["composition_basis"] == "own":
        return ()
    known = [f for f in FRACTIONS if f"composition_{f}" in values]
    own = [f for f in known if f"composition_{f}" not in values["standing_in"]]
    if own and len(own) < len(known):
        text = N_("Figures of this city ({own}) are mixed with default shares for the other fractions.")
        details = (("own", ", ".join(FRACTIONS[f] for f in own)),)
        return (Problem(text, Severity.WARNING, "composition_basis", details=details),)
    if known and not own:
        text = N_("The composition is a default, not a sample of this city's waste.")
        return (Problem(text, Severity.NOTE, "composition_basis"),)
    return ()


def short_history(values: Values) -> Problems:
    """Deposits before the first year of the history would still count: say how much of them."""
    first, year = values["fod_years"][0], values["fod_report_year"]
    if year == first:
        return ()
    present = [m for m in MATERIALS if values.get(f"fod_carbon_{m}") is not None]
    slowest = min(present, key=lambda m: float(values[f"k_{m}"]), default=None)
    if slowest is None or float(values[f"fod_waste_{slowest}"][0]) == 0:
        return ()
    left = 100 * exp(-float(values[f"k_{slowest}"]) * (year - first))
    if left < LEFT_OVER:
        return ()
    text = N_(
        "The history begins in {first}. Of anything deposited just before ({material}) {left} % would still "
        "be there in {year}: enter the years before, or a first row with 0 if there were none."
    )
    details = (
        ("first", first),
        ("material", MATERIALS[slowest]),
        ("left", format_number(left, 0)),
        ("year", year),
    )
    return (Problem(text, Severity.NOTE, HISTORIES[values["deposit_basis"]], details=details),)


CHECKS = (
    sum_of_parts,
    more_than_arises,
    rate_as_stated,
    unusual_per_person,
    controlled_recovery,
    composition_sum,
    coverage_difference,
    totals_and_facilities,
    site_shares,
    recovered_methane,
    short_history,
    default_composition,
)
