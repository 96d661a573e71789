"""One list of global warming potentials, asked in the same way by every sector that states CO2e."""

from decimal import Decimal

import pytest

from yport_desktop import bootstrap
from yport_desktop.domain.assess import assess
from yport_desktop.domain.bounds import check_bounds
from yport_desktop.domain.sector import Sector
from yport_desktop.domain.values import Observed
from yport_desktop.domain.warming import SETS, potentials

SECTORS = [s for s in bootstrap.discover().sectors.values() if any(i.key == "gwp_set" for i in s.inputs)]


@pytest.mark.parametrize("sector", SECTORS, ids=lambda s: s.key)
@pytest.mark.parametrize("chosen", [key for key, _ in SETS])
def test_a_set_is_named_by_its_figures_and_stands_with_its_report(sector: Sector, chosen: str) -> None:
    seen = assess(sector, {"gwp_set": Observed(value=chosen)}).observed
    ch4, n2o = (float(part) for part in chosen.split("_"))
    expected = {"gwp_ch4": ch4, "gwp_n2o": n2o}
    asked = [i.key for i in sector.inputs if i.key in expected]
    assert {key: seen[key].value for key in asked} == {key: expected[key] for key in asked}
    assert all("Assessment Report" in seen[key].source and seen[key].source_status for key in asked)


def test_a_potential_over_twenty_years_is_asked_about() -> None:
    _, methane = potentials("factors", "ch4")
    (problem,) = check_bounds(methane, Decimal("81.2"), "t CO2e/t")
    assert "over 100 years" in str(problem)
