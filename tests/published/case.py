"""One published case: where it stands, what goes in, and what is printed there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yport_desktop.domain.sector import Sector
from yport_desktop.services.calculate import calculate


@dataclass(frozen=True)
class Case:
    """`printed`: indicator, its printed value in the indicator's unit, and half of the last printed place.

    `source` says title, place in it, year and address.
    """

    id: str
    source: str
    inputs: Mapping[str, Any]
    printed: Mapping[str, tuple[float, float]]
    bands: Mapping[str, str] = field(default_factory=dict)


def compare(sector: Sector, case: Case) -> dict[str, Any]:
    """Compute a case and compare every printed value; the whole result, for what else is to be looked at."""
    assert case.source
    result = calculate(sector, case.inputs)
    found = result["indicators"]
    for key, (printed, half) in case.printed.items():
        value = found[key]["value"]
        assert value is not None, (key, found[key]["missing"], found[key]["problems"])
        assert abs(value - printed) <= half, f"{key}: {value} instead of {printed} ± {half}"
    for key, letter in case.bands.items():
        assert found[key]["band"].startswith(letter), (key, found[key]["band"])
    return result
