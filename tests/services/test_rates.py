"""Currency, dated rates and fiscal year of an engagement, from the record to the assessment."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from yport_desktop.domain.sector import InputKind
from yport_desktop.services.assessments import put, sector_view
from yport_desktop.services.data_requests import Terms, Wish, open_requests, request_inputs
from yport_desktop.services.published_rates import PUBLISHED
from yport_desktop.services.rates import EXCHANGE_RATE, NoRate, agree, conventions_of, convert
from yport_desktop.services.request_letter import build_sheet
from yport_desktop.services.workspace import Workspace


def money_input(workspace: Workspace) -> tuple[str, str, str]:
    """A sector with an amount of money, its key and what it is counted by."""
    for sector in workspace.registry.sectors.values():
        for asked in sector.inputs:
            if asked.kind is InputKind.QUANTITY and asked.unit.startswith("currency") and not asked.linked:
                return sector.key, asked.key, asked.unit.removeprefix("currency")
    raise AssertionError("no sector asks for money")


def test_published_rates_are_offered_and_taken_in_one_undoable_save(
    workspace: Workspace, space: UUID
) -> None:
    assert conventions_of(workspace, space).rates == ()
    agree(workspace, space, "PHP", 10, PUBLISHED)
    agreed = conventions_of(workspace, space)
    assert (agreed.currency, agreed.fiscal_start, set(agreed.rates)) == ("PHP", 10, set(PUBLISHED))
    agree(workspace, space, "PHP", 10, PUBLISHED)
    assert workspace.count(space, EXCHANGE_RATE) == len(PUBLISHED)
    workspace.undo()
    assert conventions_of(workspace, space).currency == ""
    assert workspace.count(space, EXCHANGE_RATE) == 0
    agree(workspace, space, "PHP", None, PUBLISHED[:1])
    assert conventions_of(workspace, space).rates == PUBLISHED[:1]


def test_an_amount_is_converted_by_the_nearest_rate_or_refused(workspace: Workspace, space: UUID) -> None:
    with pytest.raises(NoRate, match="from USD to JPY"):
        convert(workspace, space, Decimal(1), "USD", "JPY", "2015")
    agree(workspace, space, "", None, PUBLISHED)
    assert convert(workspace, space, Decimal(1), "USD", "JPY", "2008").amount == 110
    assert convert(workspace, space, Decimal(1), "USD", "JPY", "2015-03").amount == 119


def test_money_is_asked_for_in_the_currency_agreed_on(workspace: Workspace, space: UUID) -> None:
    sector, key, per = money_input(workspace)
    asked = workspace.registry.sectors[sector].input(key)
    agree(workspace, space, "THB", None, ())
    units = conventions_of(workspace, space).units_of(asked)
    assert units[0] == f"THB{per}" and sorted(units) == sorted(asked.units)
    request_inputs(workspace, space, [Wish(sector, key, "?")], Terms(date(2026, 3, 31)), date(2026, 2, 19))
    (request,) = open_requests(workspace, space)
    (question,) = build_sheet(workspace, space, [request.id], "en", date(2026, 2, 19)).questions
    assert question.unit == f"THB{per}"


def test_amounts_of_an_assessment_are_converted_and_the_row_says_so(
    workspace: Workspace, space: UUID
) -> None:
    sector, key, per = money_input(workspace)
    put(workspace, space, sector, key, {"value": "100", "unit": f"USD{per}", "period": "2015-03"})
    agree(workspace, space, "PHP", None, PUBLISHED)
    row = next(r for r in sector_view(workspace, space, sector).rows if r.input.key == key)
    assert row.observed.value == pytest.approx(4400)
    assert row.observed.unit == f"PHP{per}"
    assert "USD 1 = PHP 44 (2015-03" in row.observed.conversion
    assert any("USD 1 = PHP 44" in str(p) for p in row.problems)
    assert row.record is not None and row.record.get("unit") == f"USD{per}"
