"""Contradictions between inputs on people, loads, plants and septage: shown, never smoothed over."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.numbers import format_number, significant
from yport_desktop.domain.text import N_

from .effluent_checks import EFFLUENT_CHECKS
from .pathways import EMITTING, PATHWAYS, PLANTS, TANKS

Values = Mapping[str, Any]
Problems = tuple[Problem, ...]
ROUNDING_POINTS = 0.5
ROUNDING_SHARE = 0.005
DIFFERENCE_POINTS = 2.0
REMOVAL_POINTS = 10.0
LITTLE_ARRIVES = 0.5


def _say(
    message: str, fields: tuple[str, ...], severity: Severity = Severity.WARNING, **details: Any
) -> Problem:
    shown = {k: significant(v) if isinstance(v, float) else v for k, v in details.items()}
    return Problem(message, severity, fields[0], details=(*shown.items(), ("fields", fields)))


def shares_sum(values: Values) -> Problems:
    """The shares of the pathways add up to 100 %."""
    if values["pathway_basis"] == "groups":
        return _groups_sum(values)
    known = {key: float(values[f"share_{key}"]) for key in PATHWAYS if f"share_{key}" in values}
    if not known:
        return ()
    total = sum(known.values())
    fields = tuple(f"share_{key}" for key in known)
    if total > 100 + ROUNDING_POINTS:
        text = N_(
            "The shares of the population add up to {total} %, not to 100 %. They are used as given. "
            "({sources})"
        )
    elif total < 100 - ROUNDING_POINTS:
        text = N_(
            "The shares of the population add up to {total} %: {rest} % are not accounted for. ({sources})"
        )
    else:
        return ()
    rest = format_number(round(100 - total, 2))
    return (_say(text, fields, total=format_number(round(total, 2)), rest=rest),)


def _groups_sum(values: Values) -> Problems:
    rows = values["income_groups"]
    out = []
    people = sum(float(row[1]) for row in rows if row[1] is not None)
    if abs(people - 100) > ROUNDING_POINTS:
        text = N_("The income groups add up to {total} % of the population, not to 100 %. ({sources})")
        out.append(_say(text, ("income_groups",), total=format_number(round(people, 2))))
    for number, row in enumerate(rows, start=1):
        total = sum(float(cell) for cell in row[2:] if cell is not None)
        if abs(total - 100) > ROUNDING_POINTS:
            text = N_(
                "The pathways of the income group “{group}” add up to {total} %, not to 100 %. ({sources})"
            )
            details = (
                ("group", row[0] or number),
                ("total", format_number(round(total, 2))),
                ("fields", ("income_groups",)),
            )
            out.append(Problem(text, Severity.WARNING, "income_groups", number, details))
    return tuple(out)


def sludge_and_load(values: Values) -> Problems:
    """No more organics can be removed as sludge than arrive."""
    out = []
    for key in EMITTING:
        if key in TANKS or f"tow_{key}" not in values or f"sludge_{key}" not in values:
            continue
        load, sludge = float(values[f"tow_{key}"]), float(values[f"sludge_{key}"])
        if sludge > load:
            text = N_(
                "{label}: {sludge} kg BOD/yr are removed as sludge, {load} kg BOD/yr arrive. What counts is "
                "the organic part of the sludge. ({sources})"
            )
            fields = ("sludge_dry_t_yr", "sludge_organics", f"share_{key}")
            out.append(_say(text, fields, label=PATHWAYS[key].label, sludge=sludge, load=load))
    return tuple(out)


def recovered_and_made(values: Values) -> Problems:
    """No more methane can be recovered than arises."""
    out = []
    for key in PLANTS:
        needed = (f"tow_{key}", f"sludge_{key}", f"factor_{key}", f"recovered_{key}")
        if not all(name in values for name in needed):
            continue
        load, sludge, factor, taken = (float(values[name]) for name in needed)
        made = (load - sludge) * factor
        if sludge <= load and taken > made:
            text = N_("{label}: {taken} kg of methane are recovered in a year, {made} kg arise. ({sources})")
            out.append(
                _say(text, ("recovered", f"share_{key}"), label=PATHWAYS[key].label, taken=taken, made=made)
            )
    return tuple(out)


def volumes(values: Values) -> Problems:
    """Inflow within capacity and within what arises; no more safely treated than arises."""
    pairs = (
        (
            "inflow",
            "capacity",
            ("inflow_m3_d", "capacity_m3_d"),
            N_(
                "Plants receive {above} m3/d, their capacity is {below} m3/d: they are overloaded. "
                "({sources})"
            ),
        ),
        (
            "inflow",
            "generated_m3_d",
            ("inflow_m3_d", "generated_m3_d"),
            N_(
                "Plants receive {above} m3/d, {below} m3/d are generated: groundwater or rain enters the "
                "sewers, or "
                "the figures contradict each other. ({sources})"
            ),
        ),
        (
            "safely_treated_m3_d",
            "generated_m3_d",
            ("safely_treated_m3_d", "generated_m3_d"),
            N_(
                "More is safely treated ({above} m3/d) than generated ({below} m3/d): the figures contradict "
                "each other. ({sources})"
            ),
        ),
        (
            "septage_demand_m3_d",
            "septage_capacity_m3_d",
            ("septage_capacity_m3_d", "septic_tanks", "tank_volume_m3", "desludging_interval_yr"),
            N_("{above} m3/d of septage would arise, {below} m3/d can be treated. ({sources})"),
        ),
    )
    out = []
    for above, below, fields, text in pairs:
        if above in values and below in values and values[above] > values[below] * (1 + ROUNDING_SHARE):
            out.append(_say(text, fields, above=float(values[above]), below=float(values[below])))
    return tuple(out)


def plants_table(values: Values) -> Problems:
    """Each plant within its capacity; totals beside the sum of the plants."""
    out = []
    rows = values["plants"]
    for number, row in enumerate(rows, start=1):
        if row[1] is not None and row[2] is not None and row[2] > row[1]:
            text = N_("{name} receives {inflow} m3/d, its capacity is {capacity} m3/d. ({sources})")
            details = (
                ("name", row[0] or number),
                ("inflow", significant(row[2])),
                ("capacity", significant(row[1])),
                ("fields", ("plants",)),
            )
            out.append(Problem(text, Severity.WARNING, "plants", number, details))
    for key, at in (("capacity_m3_d", 1), ("inflow_m3_d", 2)):
        cells = [float(row[at]) for row in rows if row[at] is not None]
        if key in values and cells and abs(sum(cells) - values[key]) > ROUNDING_SHARE * values[key]:
            text = N_(
                "The plants add up to {added} m3/d, the total is given as {total} m3/d. The total is used. "
                "({sources})"
            )
            out.append(_say(text, (key, "plants"), added=sum(cells), total=float(values[key])))
    return tuple(out)


def treated_as_stated(values: Values) -> Problems:
    """The treated share as stated beside the one computed from volumes."""
    stated, computed = float(values["treated_stated"]), 100 * float(values["treated_share"])
    if abs(stated - computed) <= ROUNDING_POINTS:
        return ()
    text = N_("The treated share is stated as {stated} %, the volumes give {computed} %. ({sources})")
    fields = ("treated_stated", "inflow_m3_d", "generated_m3_d")
    return (_say(text, fields, stated=stated, computed=round(computed, 1)),)


def coverages(values: Values) -> Problems:
    """Sewer coverage as counted, as stated and of the pathways: those given beside each other."""
    sewers = tuple(f"share_{key}" for key, found in PATHWAYS.items() if found.collected)
    known: list[tuple[float, tuple[str, ...], str]] = []
    out = []
    if "connected_population" in values and "population" in values:
        connected, people = float(values["connected_population"]), float(values["population"])
        fields: tuple[str, ...] = ("connected_population", "population")
        known.append((100 * connected / people, fields, N_("people connected, as counted")))
        if connected > people * (1 + ROUNDING_SHARE):
            text = N_(
                "More people are connected to sewers ({connected}) than live in the area ({people}). "
                "({sources})"
            )
            out.append(_say(text, fields, connected=connected, people=people))
    if "sewer_coverage_stated" in values:
        stated = float(values["sewer_coverage_stated"])
        known.append((stated, ("sewer_coverage_stated",), N_("coverage, as stated")))
    if "sewer_share" in values:
        known.append((100 * float(values["sewer_share"]), sewers, N_("pathways with sewers")))
    for first, second in pairwise(known):
        if abs(first[0] - second[0]) > DIFFERENCE_POINTS:
            text = N_("Sewer coverage: {first} % by {one}, {second} % by {other}. ({sources})")
            shown = (round(first[0], 1), round(second[0], 1))
            fields = (*first[1], *second[1])
            out.append(_say(text, fields, one=first[2], other=second[2], first=shown[0], second=shown[1]))
    return tuple(out)


def bod_removal(values: Values) -> Problems:
    """BOD before and after treatment; the measured removal beside the default that is used."""
    before, after = float(values["bod_in"]), float(values["bod_out"])
    if after > before:
        text = N_(
            "The BOD of the effluent ({after} mg/L) is above that of the inflow ({before} mg/L). ({sources})"
        )
        return (_say(text, ("bod_out", "bod_in"), after=after, before=before),)
    if values["removal_basis"] == "measured" or "tow_rem_aerobic" not in values:
        return ()
    measured, used = 100 * (1 - after / before), 100 * float(values["tow_rem_aerobic"])
    if abs(measured - used) <= REMOVAL_POINTS:
        return ()
    text = N_(
        "Measured BOD gives {measured} % removal, {used} % is used for the level of treatment. ({sources})"
    )
    return (
        _say(text, ("removal_basis", "bod_in", "bod_out"), measured=round(measured, 1), used=round(used, 1)),
    )


def little_arrives(values: Values) -> Problems:
    """Much less BOD at the plants than the people connected discharge."""
    share = float(values["bod_arriving_share"])
    if share >= LITTLE_ARRIVES:
        return ()
    text = N_(
        "Only {share} % of the BOD of the people connected arrives at the plants: methane of plants is "
        "computed from the people, not from what arrives. ({sources})"
    )
    return (_say(text, ("bod_in", "inflow_m3_d"), share=round(100 * share, 1)),)


def load_as_stated(values: Values) -> Problems:
    """The load as stated beside people times the city's own BOD per person."""
    if "bod_per_person" in values["standing_in"]:
        return ()
    stated = 1000 * float(values["bod_stated_t_yr"])
    people, each, days = (float(values[key]) for key in ("population", "bod_per_person", "days_per_year"))
    if abs(stated - people * each * 0.001 * days) <= 0.02 * stated:
        return ()
    text = N_(
        "A BOD load of {stated} t/yr is stated, people times BOD per person give {computed} t/yr. ({sources})"
    )
    computed = people * each * 0.000001 * days
    fields = ("bod_stated_t_yr", "population", "bod_per_person")
    return (_say(text, fields, stated=stated / 1000, computed=computed),)


def protein_twice(values: Values) -> Problems:
    """Protein eaten beside the supply: the first is used."""
    if "protein_eaten_kg" not in values or "protein_supply_kg" not in values:
        return ()
    eaten, supply = float(values["protein_eaten_kg"]), float(values["protein_supply_kg"])
    if eaten > supply:
        text = N_("More protein is eaten ({eaten} kg/cap/yr) than supplied ({supply} kg/cap/yr). ({sources})")
        return (_say(text, ("protein_eaten_kg", "protein_supply_kg"), eaten=eaten, supply=supply),)
    text = N_("Protein eaten and protein supply are both given: the protein eaten is used.")
    return (_say(text, ("protein_eaten_kg",), Severity.NOTE),)


def nitrogen_on_site(values: Values) -> Problems:
    """How the factor printed as 0 for decentralised systems is read, wherever it counts."""
    if "f_ind_com_on_site" not in values["standing_in"] or "n_eff" not in values:
        return ()
    if all(found.collected or float(values[f"part_{key}"]) == 0 for key, found in PATHWAYS.items()):
        return ()
    text = N_(
        "The chapter prints F_IND-COM = 0 for decentralised systems, which would remove all their nitrogen. "
        "Here it is read as nothing added: a factor of {factor}."
    )
    factor = float(values["f_ind_com_on_site"])
    return (_say(text, ("f_ind_com_on_site",), Severity.NOTE, factor=factor),)


def plan_as_stated(values: Values) -> Problems:
    """Planned shares as stated beside capacity over wastewater."""
    out = []
    for number, row in enumerate(values["plan"], start=1):
        if row[1] is None or not row[2] or row[3] is None:
            continue
        computed = 100 * float(row[1]) / float(row[2])
        if abs(computed - float(row[3])) > ROUNDING_POINTS:
            text = N_(
                "{year}: {stated} % treated is stated, capacity over wastewater gives {computed} %. "
                "({sources})"
            )
            details = (
                ("year", int(row[0])),
                ("stated", format_number(float(row[3]))),
                ("computed", format_number(round(computed, 1))),
                ("fields", ("plan",)),
            )
            out.append(Problem(text, Severity.WARNING, "plan", number, details))
    return tuple(out)


CHECKS = (
    shares_sum,
    sludge_and_load,
    recovered_and_made,
    volumes,
    plants_table,
    treated_as_stated,
    coverages,
    bod_removal,
    little_arrives,
    load_as_stated,
    protein_twice,
    nitrogen_on_site,
    plan_as_stated,
    *EFFLUENT_CHECKS,
)
