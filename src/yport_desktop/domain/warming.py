"""Global warming potentials over 100 years: one list and one question for every sector that states CO2e.

A set belongs to an assessment report of the IPCC. Cities' earlier inventories were made with earlier
sets, so these are offered too; figures of different sets are not comparable.
"""

from collections.abc import Mapping
from typing import Any

from .sector import Coefficient, Input, InputKind, Source
from .text import N_

UNIT = "t CO2e/t"
LABELS = {"ch4": N_("GWP of methane"), "n2o": N_("GWP of nitrous oxide")}
SETS = (
    ("28_265", N_("Fifth Assessment Report: 28 (CH4) and 265 (N2O)")),
    ("34_298", N_("Fifth Assessment Report with carbon-cycle feedbacks: 34 (CH4) and 298 (N2O)")),
    ("27.9_273", N_("Sixth Assessment Report: 27.9 (CH4) and 273 (N2O)")),
    ("25_298", N_("Fourth Assessment Report: 25 (CH4) and 298 (N2O)")),
    ("21_310", N_("Second Assessment Report: 21 (CH4) and 310 (N2O)")),
)
_LIST = "read in: PyPI globalwarmingpotentials 0.10.1"


def _report(number: str, year: str, locator: str, read_in: str = _LIST) -> Source:
    title = f"IPCC {number} Assessment Report, Working Group I"
    return Source(title, read_in, year, "secondary", locator)


_VALUES: dict[str, tuple[dict[str, float], Source]] = {
    "28_265": (
        {"ch4": 28.0, "n2o": 265.0},
        _report("Fifth", "2013", "as in the GPC example data", "GitHub Open-Earth-Foundation/CityCatalyst"),
    ),
    "34_298": (
        {"ch4": 34.0, "n2o": 298.0},
        _report("Fifth", "2013", "Table 8.7", "GitHub icra/ecam, dataModel/gwp_reports.js"),
    ),
    "27.9_273": ({"ch4": 27.9, "n2o": 273.0}, _report("Sixth", "2021", "Table 7.SM.7")),
    "25_298": (
        {"ch4": 25.0, "n2o": 298.0},
        _report("Fourth", "2007", "Table 2.14", "archive.ipcc.ch/publications_and_data/ar4/wg1"),
    ),
    "21_310": ({"ch4": 21.0, "n2o": 310.0}, _report("Second", "1995", "as listed by the GHG Protocol, 2016")),
}


def potentials(section: str, *gases: str) -> tuple[Input, ...]:
    """The choice of a set and the potential of each gas ("ch4", "n2o"), asked in `section`.

    The potential is that of the chosen set (t CO2e per t of gas) until another is given.
    """
    chosen = Input(
        "gwp_set",
        N_("Global warming potentials"),
        N_("Over 100 years. Use the same set in every sector: results of different sets do not add up."),
        section,
        kind=InputKind.CHOICE,
        choices=SETS,
        default="28_265",
    )
    return (chosen, *(_potential(gas, section) for gas in gases))


def _potential(gas: str, section: str) -> Input:
    values = [by_gas[gas] for by_gas, _ in _VALUES.values()]
    return Input(
        f"gwp_{gas}",
        LABELS[gas],
        N_("From the set above, or your own with its source."),
        section,
        UNIT,
        plausible=(min(values), max(values)),
        plausible_source=N_("the assessment reports of the IPCC, over 100 years"),
        possible=(1.0, 400.0),
        optional=True,
        exact=True,
        default_for=lambda known: _default(gas, known),
    )


def _default(gas: str, known: Mapping[str, Any]) -> Coefficient | None:
    found = _VALUES.get(str(known.get("gwp_set")))
    return Coefficient(f"gwp_{gas}", LABELS[gas], found[0][gas], UNIT, found[1]) if found else None
