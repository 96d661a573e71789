"""Tables of results and wide tables of inputs in a report: parts that fit the page, nothing lost."""

from pathlib import Path

import pytest

from yport_desktop.bootstrap import open_desk
from yport_desktop.documents.model import Report, Table
from yport_desktop.domain.ids import new_id
from yport_desktop.env.paths import profile_in
from yport_desktop.services.assessments import put
from yport_desktop.services.report_tables import parts_of_columns
from yport_desktop.services.reports import ReportRequest, build_report

SPACE = new_id()
MEASURE = [
    *("Lamps", "lighting", "electricity", "1000", "400"),
    None,
    *("9000", "-50", "10", "1"),
    *[None] * 3,
]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return report_of(tmp_path, [MEASURE])


def report_of(tmp_path: Path, measures: list[list[str | None]]) -> Report:
    opened = open_desk(profile_in(tmp_path))
    try:
        workspace = opened.workspace
        workspace.new_space({"name": "Cebu", "sectors": ["energy_savings"]}, SPACE)
        for key, fields in (
            ("currency", {"value": "PHP"}),
            ("discount_rate", {"value": "6", "unit": "%"}),
            ("price_electricity", {"value": "10", "unit": "PHP/kWh"}),
            ("measures", {"value": measures}),
        ):
            put(workspace, SPACE, "energy_savings", key, fields)
        return build_report(workspace, ReportRequest(SPACE, "2026-02-19"), str)
    finally:
        opened.close()


def tables(report: Report, caption: str) -> list[Table]:
    blocks = [b for section in report.sections for b in section.blocks]
    return [b for b in blocks if isinstance(b, Table) and b.caption.startswith(caption)]


def test_a_wide_table_of_results_stands_in_parts_that_name_the_thing_again(report: Report) -> None:
    found = [t for t in tables(report, "Measures (") if t.columns[0].title == "Measure"]
    assert [t.caption for t in found] == ["Measures (1 of 2)", "Measures (2 of 2)"]
    for table in found:
        assert len(table.columns) <= 7 and len(table.rows[0].cells) == len(table.columns)
        assert "Lamps" in str(table.rows[0].cells[0])
    titles = [column.title for table in found for column in table.columns]
    assert "Net present value (PHP)" in titles and "Same load as another measure" not in titles
    assert not found[0].note and "net present value" in str(found[1].note)


def test_a_wide_table_of_inputs_shows_every_cell_that_holds_something(report: Report) -> None:
    found = [t for t in tables(report, "Measures") if t.columns[0].title == "Name"]
    shown = {cell.text for table in found for row in table.rows for cell in row.cells}
    assert {"Lamps", "street lighting", "electricity [kWh]", "1,000", "400", "9,000", "−50", "10"} <= shown


def test_columns_that_hold_nothing_are_left_out_and_parts_are_even() -> None:
    rows = [["a", None, "", *range(9)]]
    assert parts_of_columns(rows) == [[0, 3, 4, 5, 6, 7], [0, 8, 9, 10, 11]]
    assert parts_of_columns([["a", None]]) == [[0]]
    assert parts_of_columns([]) == [[0]]


def test_what_is_longer_than_the_report_says_so(tmp_path: Path) -> None:
    report = report_of(tmp_path, [[f"Lamps {at}", *MEASURE[1:]] for at in range(201)])
    found = [t for t in tables(report, "Measures") if t.columns[0].title == "Name"]
    assert all(len(t.rows) == 200 and "The first 200 of 201 rows." in str(t.note) for t in found)
    assert "Investment (PHP)" in [column.title for t in found for column in t.columns]


def test_factors_that_nobody_is_asked_for_are_in_the_report(tmp_path: Path) -> None:
    opened = open_desk(profile_in(tmp_path))
    try:
        workspace = opened.workspace
        workspace.new_space({"name": "Cebu", "sectors": ["solid_waste"]}, SPACE)
        put(workspace, SPACE, "solid_waste", "recovered_received_t_d", {"value": "120", "unit": "t/d"})
        report = build_report(workspace, ReportRequest(SPACE, "2026-02-19"), str)
    finally:
        opened.close()
    (found,) = tables(report, "Factors and choices of method")
    names = ["".join(s.text for s in row.cells[0].spans) or row.cells[0].text for row in found.rows]
    row = found.rows[names.index("Rejects at recovery facilities")]
    assert [cell.text for cell in row.cells[1:3]] == ["10", "%"] and row.cells[6].spans
