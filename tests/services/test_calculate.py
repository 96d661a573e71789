"""The calculation from JSON: all problems at once, nothing computed while an entry is refused."""

import pytest

from yport_desktop.domain.errors import InvalidEntry
from yport_desktop.sectors.solid_waste import SECTOR
from yport_desktop.services.calculate import calculate


def test_all_problems_are_listed() -> None:
    with pytest.raises(InvalidEntry) as caught:
        calculate(
            SECTOR,
            {
                "populaton": 5,
                "household_t_d": -5,
                "non_household_t_d": "500 kWh",
                "disposal_controlled_share": 110.67,
                "climate": "cold",
                "population": {"value": 5, "unitt": "persons"},
                "msw_history": [[2000, 1], [2000, 2]],
            },
        )
    fields = [p.field for p in caught.value.problems]
    assert fields == [
        "populaton",
        "household_t_d",
        "non_household_t_d",
        "disposal_controlled_share",
        "climate",
        "population",
        "msw_history",
    ]
    assert all(str(p) for p in caught.value.problems)


def test_warnings_come_with_the_answer_once() -> None:
    answer = calculate(SECTOR, {"population": 100, "household_t_d": "1.234"})
    messages = [p["message"] for p in answer["problems"]]
    assert len([m for m in messages if "unusually low" in m]) == 1
    assert len([m for m in messages if "was read as 1.234" in m]) == 1


def test_missing_codes_pass_through() -> None:
    answer = calculate(
        SECTOR, {"household_t_d": {"value": None, "missing": "not_known"}, "non_household_t_d": 5}
    )
    assert answer["indicators"]["msw_t_d"]["value"] is None
    assert "household_t_d" in answer["indicators"]["msw_t_d"]["missing"]
