"""Street trees: a tiny sector of invented figures, to show that one folder is all that a sector needs."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain.charts import ChartData, Line, Lines
from yport_desktop.domain.comparison import CityPath, Deed, PathPoint, Peer, strip
from yport_desktop.domain.evaluation import middle
from yport_desktop.domain.sector import (
    Assessment,
    Chart,
    Coefficient,
    Indicator,
    Input,
    InputSection,
    Sector,
    Source,
)

INVENTED = Source("Invented for a test", "nowhere", "2026", "derived")
SPAN = Coefficient("life_years", "Life of a street tree", 40.0, "years", INVENTED, 20.0)


def _per_thousand(values: Mapping[str, Any]) -> Any:
    return values["trees"] * 1000 / values["population"]


def _replanting(values: Mapping[str, Any]) -> Any:
    return values["trees"] / values["life_years"]


PER_THOUSAND = Indicator(
    "trees_per_thousand",
    "Street trees per thousand persons",
    "trees per thousand",
    "Street trees over population.",
    "trees × 1000 / population",
    INVENTED,
    _per_thousand,
    needs=("trees", "population"),
    headline=True,
    better="higher",
)
REPLANTING = Indicator(
    "replanting",
    "Trees to replant",
    "trees/yr",
    "Trees that reach the end of their life in a year.",
    "trees / life_years",
    INVENTED,
    _replanting,
    needs=("trees",),
)
PEERS = (
    Peer("Northtown", "Thailand", {"trees_per_thousand": 40.0}, INVENTED, 500_000, "2020"),
    Peer("Southtown", "Kenya", {"trees_per_thousand": 90.0}, INVENTED, 2_500_000, "2021"),
)
PATH = CityPath(
    "street_trees",
    "Street trees per thousand persons",
    "trees_per_thousand",
    "trees per thousand",
    (PathPoint(1950, 20.0, INVENTED), PathPoint(1970, 60.0, INVENTED)),
    (Deed(1965, "Planted along every avenue.", INVENTED),),
)


def _among_peers(assessment: Assessment) -> ChartData:
    return strip(PER_THOUSAND, assessment.estimates[PER_THOUSAND.key], PEERS)


def _replanted(assessment: Assessment) -> ChartData | None:
    value = assessment.estimates[REPLANTING.key].value
    if value is None:
        return None
    years = (2026.0, 2036.0)
    return Lines("Trees to replant", "trees/yr", (Line("As now", years, (middle(value), middle(value))),))


SECTOR = Sector(
    key="street_trees",
    label="Street trees",
    sections=(InputSection("trees", "Trees and people"),),
    inputs=(
        Input(
            "population",
            "Population",
            "People who live there.",
            "trees",
            "persons",
            plausible=(1_000, 30_000_000),
            possible=(1, None),
        ),
        Input(
            "trees",
            "Street trees",
            "Living trees along streets.",
            "trees",
            "trees",
            plausible=(10, 10_000_000),
            possible=(0, None),
        ),
    ),
    indicators=(PER_THOUSAND, REPLANTING),
    coefficients=(SPAN,),
    charts=(
        Chart("among_peers", "Street trees among peers", _among_peers, PER_THOUSAND.key),
        Chart("replanted", "Trees to replant", _replanted),
    ),
    order=6,
    peers=PEERS,
    paths=(PATH,),
)
