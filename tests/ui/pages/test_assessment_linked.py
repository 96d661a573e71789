"""A row that another sector answers: what it shows, where it leads, what the inspector and the report say."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from yport_desktop.bootstrap import open_desk
from yport_desktop.documents.model import Table, plain
from yport_desktop.domain.values import Grade
from yport_desktop.env.paths import profile_in
from yport_desktop.services.assessments import put
from yport_desktop.services.reports import ReportRequest, build_report
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.pages.assessment.input_inspector import LinkedView
from yport_desktop.ui.pages.assessment.input_row import InputLine
from yport_desktop.ui.pages.assessment.linked_field import LinkedField, LinkedTail
from yport_desktop.ui.pages.assessment.page import AssessmentPage
from yport_desktop.ui.window.main_window import MainWindow

from .a_desk import SPACE, begin, open_window, settle

WASTE, CLIMATE, KEY = "solid_waste", "climate_mitigation", "solid_waste_co2e"


def fill(workspace: Workspace) -> None:
    """A landfill with a history, and one activity."""
    begin(workspace)
    for key, value in (
        ("msw_history", [["2000", "100", "0.9", None, None], ["2020", "200", "0.8", None, None]]),
        ("site_shares", [["2000", *(["100"] + [None] * 7)]]),
        ("gas_recovery", "none"),
        ("composition_basis", "philippines"),
    ):
        put(workspace, SPACE, WASTE, key, {"value": value, "grade": "B", "source": "City records"})
    row = {"subsector": "road", "scope": "1", "amount": "400", "unit": "kt CO2e"}
    columns = [c.key for c in workspace.registry.sectors[CLIMATE].input("activities").columns]
    put(workspace, SPACE, CLIMATE, "activities", {"value": [[row.get(c) for c in columns]], "grade": "B"})


@pytest.fixture
def window(qtbot: Any, tmp_path: Path) -> Iterator[MainWindow]:
    with open_window(qtbot, tmp_path / "own", (AssessmentPage,), fill) as window:
        page = page_of(window)
        qtbot.waitUntil(lambda: page.form is not None, timeout=15_000)
        page.show_sector(CLIMATE)
        settle(qtbot, window)
        assert page.form is not None
        page.form.make_all()
        settle(qtbot, window)
        yield window


def page_of(window: MainWindow) -> AssessmentPage:
    page = window.pages["assessment"]
    assert isinstance(page, AssessmentPage)
    return page


def line_of(window: MainWindow, key: str) -> InputLine:
    form = page_of(window).form
    assert form is not None
    return form.line(key)


def texts(widget: Any) -> str:
    return " | ".join(label.text() for label in widget.findChildren(Label))


def test_the_row_shows_value_unit_range_and_grade_and_where_it_comes_from(window: MainWindow) -> None:
    row = line_of(window, KEY)
    assert isinstance(row.value, LinkedField)
    tail = row.findChild(LinkedTail)
    number = float(row.value.number.text().replace(",", ""))
    assert number > 1000 and row.value.unit.text() == "t CO2e/yr"
    low, high = (float(t.replace(",", "").replace("−", "-")) for t in tail.range.text().split(" to "))
    assert low < number < high
    assert tail.grade.accessibleName() and tail.open.accessibleName()
    assert "Solid waste and recycling" in row.note.source.text()
    assert not row.evidence.isVisible() and not row.more.isVisible()


def test_a_sector_without_a_result_says_so(window: MainWindow) -> None:
    row = line_of(window, "wastewater_co2e")
    assert isinstance(row.value, LinkedField)
    assert row.value.number.text() == "–"
    assert "no result yet" in row.note.source.text()


def test_open_goes_to_the_sector_and_explains_the_result(qtbot: Any, window: MainWindow) -> None:
    tail = line_of(window, KEY).findChild(LinkedTail)
    tail.open.click()
    settle(qtbot, window)
    page = page_of(window)
    assert page.sector is not None and page.sector.key == WASTE
    assert window.desk.inspector.is_open()
    assert page.inspecting._indicator == "co2e_emitted"


def test_the_inspector_explains_it(qtbot: Any, window: MainWindow) -> None:
    page_of(window).inspecting.inspect_input(KEY)
    settle(qtbot, window)
    (view,) = window.desk.inspector.findChildren(LinkedView)
    said = texts(view)
    assert "Solid waste and recycling" in said and "95 % range" in said
    assert "Landfill methane emitted, as CO2 equivalent" in said
    view.open.click()
    settle(qtbot, window)
    assert page_of(window).sector is not None and page_of(window).sector.key == WASTE  # type: ignore[union-attr]


def test_the_result_counts_it_once(qtbot: Any, window: MainWindow) -> None:
    page = page_of(window)
    assert page.assessment is not None
    seen = page.assessment.observed[KEY]
    assert seen.grade in set(Grade) and isinstance(seen.value, float)
    total = page.assessment.estimates["total_co2e"].value
    assert total == pytest.approx(400_000 + seen.value)


def test_the_report_names_the_sector(tmp_path: Path) -> None:
    desk = open_desk(profile_in(tmp_path / "desk"))
    try:
        fill(desk.workspace)
        report = build_report(desk.workspace, ReportRequest(SPACE, "2026-02-19"), str)
        rows = [
            row
            for section in report.sections
            for table in section.blocks
            if isinstance(table, Table) and table.caption.startswith("Inputs: Climate")
            for row in table.rows
        ]
        said = {plain(r.cells[0].spans): r.cells for r in rows if r.kind == "body"}
        waste = said["Solid waste disposal"]
        assert "Solid waste and recycling" in plain(waste[6].spans)
        assert waste[5].text == "computed" and waste[4].grade
        assert said["Wastewater"][1].text == "not computed yet in the other sector"
    finally:
        desk.close()
