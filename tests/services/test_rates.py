"""Currency, dated rates and fiscal year of an engagement, from the record to the assessment."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from yport_desktop.domain.sector import InputKind
from yport_desktop.services.assessments import input_rows, put, sector_view
from yport_desktop.services.data_requests import Terms, Wish, open_requests, request_inputs
from yport_desktop.services.live_export import live_book
from yport_desktop.services.published_rates import PUBLISHED
from yport_desktop.services.rates import EXCHANGE_RATE, agree, conventions_of, rate_of
from yport_desktop.services.request_letter import build_sheet
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.pages.assessment.reading import read_changes


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


ROWS = [
    {"name": "Lamps", "carrier": "electricity", "baseline": 100_000, "saving": 40_000, "investment": 9000}
]


def test_the_money_of_tables_follows_and_every_place_says_by_which_rate(
    workspace: Workspace, space: UUID
) -> None:
    fields: dict[str, dict[str, Any]] = {
        "currency": {"value": "USD"},
        "price_year": {"value": "2015"},
        "discount_rate": {"value": "8"},
        "price_electricity": {"value": "10", "unit": "PHP/kWh", "period": "2015"},
    }
    for key, values in fields.items():
        put(workspace, space, "energy_savings", key, values)
    columns = [c.key for c in workspace.registry.sectors["energy_savings"].input("measures").columns]
    table: list[Any] = [
        [None if (cell := row.get(c)) is None else str(cell) for c in columns] for row in ROWS
    ]
    table[0][columns.index("life")] = "10"
    put(workspace, space, "energy_savings", "measures", {"value": table, "period": "2008"})

    before = sector_view(workspace, space, "energy_savings").assessment
    assert before.estimates["npv"].value is None and "mixes PHP, USD" in str(
        before.estimates["npv"].problems[0]
    )
    assert not before.tables and not before.series  # a table of both would be a sum of both

    agree(workspace, space, "PHP", None, PUBLISHED)
    view = sector_view(workspace, space, "energy_savings")
    row = next(r for r in view.rows if r.input.key == "measures")
    assert row.observed.unit == "PHP" and row.observed.value[0][columns.index("investment")] == 9000 * 44
    assert row.record is not None and row.record.get("value") == table
    assert any("USD → PHP; USD 1 = PHP 44 (2015-03" in str(p) for p in row.problems)
    assert view.assessment.estimates["investment"].value == pytest.approx(9000 * 44)
    assert view.assessment.estimates["investment"].unit == "PHP"
    assert view.assessment.observed["currency"].value == "PHP"
    assert view.assessment.tables["by_measure"].columns[2].unit == "PHP"

    book = live_book(view.sector, view.assessment)
    texts = [
        str(x)
        for s in book.sheets
        for x in (*s.sentences, *s.headings, *(c.content for r in s.rows for c in r))
    ]
    assert "Investment (PHP)" in texts
    assert (
        sum("USD 1 = PHP 44" in text for text in texts) == 3
    )  # the table's sheet, and both among the inputs


def test_changing_the_currency_of_tables_reads_them_again(workspace: Workspace, space: UUID) -> None:
    put(workspace, space, "energy_savings", "currency", {"value": "USD"})
    cash = [["Lamps", "0", "-100"], ["Lamps", "1", "150"]]
    put(workspace, space, "energy_savings", "cash_flows", {"value": cash, "period": "2015-03"})
    agree(workspace, space, "PHP", None, PUBLISHED)
    changed = put(workspace, space, "energy_savings", "currency", {"value": "JPY"})
    rows = {r.input.key: r.observed for r in read_changes(workspace, space, "energy_savings", changed).rows}
    assert rows["cash_flows"].unit == "PHP"
    assert rows["cash_flows"].value[1][2] == pytest.approx(150 * 44 / 119)
    put(workspace, space, "energy_savings", "cash_flows", {"unit": "PHP"})
    (row,) = input_rows(workspace, space, workspace.registry.sectors["energy_savings"], ("cash_flows",))
    assert row.observed.value[1][2] == 150 and not row.observed.conversion


@pytest.mark.parametrize(
    "wrong",
    [
        {"base_amount": "1e999999999"},
        {"quote_amount": "1e-999999999"},
        {"quote_amount": "0." + "3" * 10_000},
        {"quote_amount": "0"},
        {"base_amount": "many"},
        {"base_currency": "pesos"},
        {"quote_currency": "USD"},
        {"date": "long ago"},
        {"date": None},
    ],
)
def test_what_is_no_rate_is_left_out_at_once(wrong: dict[str, Any]) -> None:
    right = {
        "date": "2015-03",
        "base_amount": "1",
        "base_currency": "USD",
        "quote_amount": 44,
        "quote_currency": "PHP",
    }
    assert rate_of(right) is not None
    assert rate_of({**right, **wrong}) is None
