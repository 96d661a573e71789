"""Contradictions between inputs, and results outside the validity of a formula: shown, never smoothed."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.numbers import format_number, significant
from yport_desktop.domain.text import N_

from .balance import BILLED
from .factors import UARL_CONNECTIONS_ABOVE, UARL_DENSITY_ABOVE, UARL_PRESSURE
from .supply import CAPACITY, PRODUCTION

Values = Mapping[str, Any]
Problems = tuple[Problem, ...]
ROUNDING_SHARE = 0.005  # of a volume: what rounding of published figures explains
APART_SHARE = 0.02  # between two figures for the same thing
APART_POINTS = 1.0
_CONSUMED = ("billed_metered", "billed_unmetered", "unbilled_metered", "unbilled_unmetered")


def _warn(message: str, fields: tuple[str, ...], field: str = "", **details: Any) -> Problem:
    shown = {k: significant(v) if isinstance(v, float) else v for k, v in details.items()}
    return Problem(
        message, Severity.WARNING, field or fields[0], details=(*shown.items(), ("fields", fields))
    )


def more_than_enters(values: Values) -> Problems:
    """No more can be consumed with permission, or billed alone, than enters the network."""
    whole = float(values["system_input_m3"])
    authorised, billed = (
        N_(
            "Authorised consumption ({used} m3) is more than the system input volume ({whole} m3): the "
            "figures contradict each other. ({sources})"
        ),
        N_(
            "Billed consumption ({used} m3) is more than the system input volume ({whole} m3): the figures "
            "contradict each other. ({sources})"
        ),
    )
    for key, text, fields in (
        ("authorised_m3", authorised, _CONSUMED),
        ("billed_authorised_m3", billed, BILLED),
    ):
        if key in values and (used := float(values[key])) > whole * (1 + ROUNDING_SHARE):
            return (_warn(text, ("system_input", *fields), used=used, whole=whole),)
    return ()


def physical_below_zero(values: Values) -> Problems:
    """What is lost commercially cannot be more than what is lost."""
    losses, commercial = float(values["water_losses_m3"]), float(values["commercial_losses_m3"])
    if losses >= commercial:
        return ()
    text = N_(
        "Physical losses come out below zero: water losses are {losses} m3, commercial losses alone "
        "{commercial} m3. The inputs contradict each other. ({sources})"
    )
    fields = (
        "system_input",
        *_CONSUMED,
        "unauthorised",
        "under_registration_billed",
        "under_registration_bulk",
        "under_registration_unbilled",
        "under_registration_reading",
        "data_errors",
    )
    return (_warn(text, fields, "physical_losses_m3", losses=losses, commercial=commercial),)


def uarl_validity(values: Values) -> Problems:
    """The formula of the unavoidable losses holds within limits only; outside, the ILI is shown with it."""
    number, density = float(values["connections_all"]), float(values["connections_per_km"])
    head = float(values["average_pressure_m"])
    out = []
    if number <= UARL_CONNECTIONS_ABOVE:
        text = N_(
            "The ILI is meant for more than {limit} connections; there are {number}. Read it with care."
        )
        out.append(_limit(text, limit=UARL_CONNECTIONS_ABOVE, number=number))
    if density <= UARL_DENSITY_ABOVE:
        text = N_(
            "The ILI is meant for more than {limit} connections per km of mains; there are {density}. Read "
            "it with care."
        )
        out.append(_limit(text, limit=UARL_DENSITY_ABOVE, density=density))
    low, high = UARL_PRESSURE
    if not low <= head <= high:
        text = N_("The ILI is meant for {low} to {high} m of pressure; it is {head} m. Read it with care.")
        out.append(_limit(text, low=low, high=high, head=head))
    return tuple(out)


def less_than_unavoidable(values: Values) -> Problems:
    """Real losses below those that the formula calls unavoidable: rather a figure that does not fit."""
    current, least = float(values["carl_m3_d"]), float(values["uarl_m3_d"])
    if not 0 <= current < least:
        return ()
    text = N_(
        "Physical losses are {current} m3/d, less than the {least} m3/d that are unavoidable: an ILI below 1 "
        "is rare. Please check the figures of the balance and of the network. ({sources})"
    )
    fields = ("system_input", *_CONSUMED, "unauthorised", "mains_km", "connections", "pressure_m")
    return (_warn(text, fields, "ili", current=current, least=least),)


def _limit(message: str, **figures: float) -> Problem:
    shown = tuple((key, format_number(round(figure, 1))) for key, figure in figures.items())
    return Problem(message, Severity.WARNING, "ili", details=shown)


def list_of_meters(values: Values) -> Problems:
    """The list of meters covers the billed metered consumption that is not bulk supply."""
    listed = sum(float(row[1]) for row in values["meters"] if row[1] is not None)
    billed = float(values["billed_metered_other_m3"])
    if abs(listed - billed) <= max(ROUNDING_SHARE * billed, 1.0):
        return ()
    text = N_(
        "The list of meters adds up to {listed} m3, billed metered consumption without bulk supply is "
        "{billed} m3. The list is used. ({sources})"
    )
    return (_warn(text, ("meters", "billed_metered"), listed=listed, billed=billed),)


def production_and_input(values: Values) -> Problems:
    """Production per day beside the system input volume of the balance."""
    stated, counted = float(values["supply_m3_d"]), float(values["system_input_m3_d"])
    if abs(stated - counted) <= APART_SHARE * counted:
        return ()
    text = N_(
        "Production is {stated} m3/d, the balance puts {counted} m3/d into the network. Please check that "
        "both are of the same time and place. ({sources})"
    )
    field = "production_m3_d" if "production_m3_d" in values else "supply_by_year"
    return (_warn(text, (field, "system_input", "period_days"), stated=stated, counted=counted),)


def more_than_capacity(values: Values) -> Problems:
    """A network that is run above its capacity."""
    made, possible = float(values["supply_m3_d"]), float(values["production_capacity_m3_d"])
    if made <= possible * (1 + ROUNDING_SHARE):
        return ()
    text = N_("Production ({made} m3/d) is above capacity ({possible} m3/d). ({sources})")
    fields = tuple(
        key if key in values else "supply_by_year"
        for key, at in (("production_m3_d", PRODUCTION), ("capacity_m3_d", CAPACITY))
    )
    return (_warn(text, tuple(dict.fromkeys(fields)), made=made, possible=possible),)


def more_served_than_live(values: Values) -> Problems:
    """No more people can be served than live in the area."""
    part, whole = float(values["population_served"]), float(values["population"])
    if part <= whole * (1 + ROUNDING_SHARE):
        return ()
    text = N_("More people are served ({part}) than live in the service area ({whole}). ({sources})")
    return (_warn(text, ("population_served", "population"), part=part, whole=whole),)


def coverage_difference(values: Values) -> Problems:
    """The coverage as stated beside people served over population."""
    stated = float(values["coverage_stated"])
    counted = 100 * float(values["population_served"]) / float(values["population"])
    if abs(stated - counted) <= APART_POINTS:
        return ()
    text = N_(
        "Coverage is stated as {stated} %, people served over population give {counted} %. The latter is "
        "used. ({sources})"
    )
    fields = ("coverage_stated", "population_served", "population")
    return (_warn(text, fields, stated=stated, counted=round(counted, 1)),)


def demand_difference(values: Values) -> Problems:
    """The demand as stated beside the sum of uses."""
    if "demand_stated_m3_d" not in values:
        return ()
    stated, uses = float(values["demand_stated_m3_d"]), float(values["demand_from_use_m3_d"])
    if abs(stated - uses) <= 5 * APART_SHARE * stated:
        return ()
    text = N_("Demand is stated as {stated} m3/d, the uses with losses come to {uses} m3/d. ({sources})")
    fields = ("demand_stated_m3_d", "population", "domestic_use_lcd", "other_use_m3_d")
    return (_warn(text, fields, stated=stated, uses=uses),)


def averages_and_zones(values: Values) -> Problems:
    """An average that is given beside that of its zones: the average is used, a difference is shown."""
    out = []
    for given, table, mean, unit in (
        ("pressure_m", "pressure_zones", "pressure_of_zones_m", "m"),
        ("hours_of_supply", "supply_areas", "hours_of_areas", "h/d"),
    ):
        if given not in values or table not in values:
            continue
        stated, listed = float(values[given]), float(values[mean])
        if abs(stated - listed) > APART_SHARE * listed:
            text = N_(
                "The average is given as {stated} {unit}, the list gives {listed} {unit}. The first is used. "
                "({sources})"
            )
            out.append(_warn(text, (given, table), stated=stated, listed=listed, unit=unit))
    return tuple(out)


CHECKS = (
    more_than_enters,
    physical_below_zero,
    uarl_validity,
    less_than_unavoidable,
    list_of_meters,
    production_and_input,
    more_than_capacity,
    more_served_than_live,
    coverage_difference,
    demand_difference,
    averages_and_zones,
)
