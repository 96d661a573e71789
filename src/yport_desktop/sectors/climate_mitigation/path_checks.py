"""Contradictions of paths, targets and series: re-based series, sums that do not meet the total stated."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_

from .checks import ADDS_UP, Problems, warn
from .path import ROUNDED_POINTS, slack

Values = Mapping[str, Any]
ROUNDED_CUT = 0.5  # a cut printed in whole per cent


def target_as_fraction(values: Values) -> Problems:
    """A target of 1 % or less: probably a fraction, a hundredth of what is meant."""
    cut = float(values["target_pct"])
    if not 0 < cut <= 1:
        return ()
    text = N_("The reduction target is {cut} %: in per cent, write 30 for 0.3. Please check. ({sources})")
    return (warn(text, ("target_pct",), cut=cut),)


def sector_total(values: Values) -> Problems:
    """Sum of the sectors beside the total stated."""
    stated, added = float(values["sector_total_stated"]), float(values["sector_sum"])
    if abs(stated - added) <= ADDS_UP * abs(stated):
        return ()
    text = N_(
        "The sectors add up to {added} t CO2e/yr, the total is stated as {stated} t CO2e/yr (difference "
        "{difference}). Both are kept. ({sources})"
    )
    fields = ("sector_targets", "sector_total_stated")
    return (warn(text, fields, added=added, stated=stated, difference=added - stated),)


def sector_cut(values: Values) -> Problems:
    """Sum of the sectors' cuts beside the overall cut stated."""
    stated, added = float(values["sector_cut_stated"]), float(values["sector_cut_pct"])
    if abs(stated - added) <= ROUNDED_CUT:
        return ()
    text = N_(
        "The cuts of the sectors add up to {added} % of the base year, {stated} % is stated. Both are kept. "
        "({sources})"
    )
    fields = ("sector_targets", "sector_cut_stated")
    return (warn(text, fields, added=round(added, 2), stated=stated),)


def sector_year(values: Values) -> Problems:
    """The base year entered beside what the sectors' targets stand on."""
    entered, theirs = float(values["base_emissions"]), float(values["sector_base"])
    if abs(entered - theirs) <= ADDS_UP * abs(theirs):
        return ()
    text = N_(
        "The base year is entered as {entered} t CO2e/yr, the targets by sector stand on {theirs} t "
        "CO2e/yr. The "
        "first is used. ({sources})"
    )
    return (warn(text, ("base_emissions", "sector_targets"), entered=entered, theirs=theirs),)


def stated_change(values: Values) -> Problems:
    """The change stated by a source beside the change computed."""
    stated, computed = float(values["stated_change"]), float(values["change_pct"])
    if abs(stated - computed) <= ROUNDED_POINTS + 0.01:
        return ()
    text = N_(
        "A change of {stated} % is stated, the figures give {computed} %: the statement implies a base "
        "year of "
        "{implied} t CO2e/yr, {base} is used. ({sources})"
    )
    details = {
        "stated": stated,
        "computed": round(computed, 2),
        "implied": float(values["implied_base"]),
        "base": float(values["base_co2e"]),
    }
    return (warn(text, ("stated_change", "base_emissions", "current_emissions"), **details),)


def years_in_order(values: Values) -> Problems:
    """The target year lies after the base year."""
    first, last = int(values["base_year"]), int(values["target_year"])
    if last > first:
        return ()
    text = N_("The target year ({last}) does not lie after the base year ({first}). ({sources})")
    return (warn(text, ("target_year", "base_year"), first=str(first), last=str(last)),)


def rebased(values: Values) -> Problems:
    """Figures of one series whose stated changes stand on different bases: the series was re-based."""
    out = []
    for found in values["history_rebases"]:
        text = N_(
            "“{series}” was re-based: the change stated for {year} implies {one} t CO2e in {against}, "
            "that for "
            "{later} implies {other}. Do not compare the two years. ({sources})"
        )
        details = {
            "series": found.series or N_("Emissions"),
            "year": str(found.year),
            "one": round(float(found.implied), -4),
            "against": str(found.against),
            "later": str(found.later),
            "other": round(float(found.later_implied), -4),
        }
        out.append(warn(text, ("emissions_history",), **details))
    return tuple(out)


def implied_and_given(values: Values) -> Problems:
    """A stated change implies another base than the base year that the table itself gives."""
    rows = values["emissions_history"]
    given = {int(r[3]): r[4] for r in rows if r[4] is not None}
    out = []
    for name, _, _, year, emission, change, against, _ in rows:
        if None in (emission, change, against) or int(against) not in given:
            continue
        implied, base = emission / (1 + change / 100), given[int(against)]
        if abs(implied - base) > 2 * slack(change) * abs(base):
            text = N_(
                "“{series}”, {year}: the change stated implies {implied} t CO2e in {against}, the table "
                "has {base} for "
                "that year. ({sources})"
            )
            details = {
                "series": name or N_("Emissions"),
                "year": str(int(year)),
                "implied": round(implied, -4),
                "against": str(int(against)),
                "base": float(base),
            }
            out.append(warn(text, ("emissions_history",), **details))
    return tuple(out)


def preliminary_and_final(values: Values) -> Problems:
    """A preliminary figure where a final one of the same series exists."""
    lines = values["history_lines"]
    out: list[Problem] = []
    for (name, version, basis, part), figures in lines.items():
        final = lines.get((name, "final", basis, part), {}) if version == "preliminary" else {}
        for year in sorted(final.keys() & figures.keys()):
            if figures[year] != final[year]:
                text = N_(
                    "{year}: the preliminary figure is {early} t CO2e/yr, the final one {late} t CO2e/yr. "
                    "Use the final one. ({sources})"
                )
                details = {"year": str(year), "early": float(figures[year]), "late": float(final[year])}
                out.append(warn(text, ("emissions_history",), **details))
    return tuple(out)


PATH_CHECKS = (
    target_as_fraction,
    sector_total,
    sector_cut,
    sector_year,
    stated_change,
    years_in_order,
    rebased,
    implied_and_given,
    preliminary_and_final,
)
