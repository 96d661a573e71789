"""The page of comparison: choose, filter, read where Yokohama stood, and follow what others change."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.pages.a_desk import SPACE, ask, begin, from_colleague, open_window, settle
from yport_desktop.domain.changes import Edit
from yport_desktop.services.assessments import add_alternative, put, put_entry
from yport_desktop.services.records import create
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.pages.comparison import PAGE
from yport_desktop.ui.pages.comparison.page import ComparisonPage

SECTOR = "solid_waste"


def fill(workspace: Workspace) -> None:
    begin(workspace)
    edits = create("partner_city", {"name": "Metro Cebu", "country": "Philippines"}, parent=SPACE)
    city = edits[0].record
    workspace.commit(SPACE, [*edits, Edit(SPACE, "partner_city", str(city))], "City")
    for key, text in (("population", "2900000"), ("household_t_d", "2100"), ("non_household_t_d", "700")):
        put_entry(workspace, SPACE, SECTOR, key, text, "", "en")
        put(workspace, SPACE, SECTOR, key, {"period": "2020", "grade": "B"})
        add_alternative(workspace, SPACE, SECTOR, key, {"value": text, "period": "2015", "grade": "D"})


class Opened:
    """The page in its window."""

    def __init__(self, qtbot: Any, window: Any, folder: Path) -> None:
        self.qtbot, self.window, self.folder = qtbot, window, folder
        window.open_page("comparison")
        self.settle()
        page = window.current_page()
        assert isinstance(page, ComparisonPage)
        self.page = page
        page.show_indicator("kg_cap_d")

    def settle(self) -> None:
        settle(self.qtbot, self.window)

    def choose(self, combo: Any, value: str) -> None:
        """As a person does, with the list."""
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())
        self.settle()


@pytest.fixture
def desk(qtbot: Any, tmp_path: Path) -> Iterator[Opened]:
    with open_window(qtbot, tmp_path / "desk", (PAGE,), fill) as window:
        yield Opened(qtbot, window, tmp_path)


def test_the_filter_narrows_the_peers_and_is_kept(desk: Opened) -> None:
    peers = desk.page.peers
    assert peers.count.text() == "26 of 26 peers" and "median" in peers.place.text()
    peers.groups.buttons[2].click()
    assert peers.count.text() == "4 of 26 peers"
    desk.choose(peers.sizes.combo, "large")
    assert peers.count.text() == "1 of 26 peers"
    desk.choose(peers.sizes.combo, "small")
    assert [row.city for row in peers.table.model.rows] == ["Legazpi"]
    desk.choose(peers.sizes.combo, "largest")
    assert peers.nothing.isVisible() and not peers.canvas.isVisible()
    desk.page.show_engagement(SPACE)
    desk.settle()
    assert desk.page.peers.wanted.size == "largest"


def test_figures_with_their_sources_unfold(desk: Opened) -> None:
    peers = desk.page.peers
    assert not peers.table.isVisible()
    peers.unfold.click()
    assert peers.table.isVisible()
    cells = peers.table.as_cells()
    assert "Hanoi" in cells and "computed from published figures" in cells
    assert "UN-Habitat" in peers.source.text() and "What a Waste" in peers.source.text()


def test_where_yokohama_stood_and_what_came_next(desk: Opened) -> None:
    path = desk.page.path
    assert path.segments is not None
    assert "in about FY2003: read off between FY2001" in path.said.text()
    (here,) = [entry for entry in path.timeline.entries if entry.here]
    place = path.timeline.entries.index(here)
    assert here.when == "FY2003"
    assert all(entry.past for entry in path.timeline.entries[:place])
    assert "met five years early" in path.timeline.entries[place + 2].text
    assert all(entry.source for entry in path.timeline.entries if not entry.here)
    path.segments.buttons[1].click()
    assert "in about 1982" in path.said.text()
    assert any("first sewage" in entry.text and entry.past for entry in path.timeline.entries)


def test_the_city_over_time(desk: Opened) -> None:
    history = desk.page.history
    assert [row.year for row in history.table.model.rows] == [2015, 2020]
    assert history.canvas.isVisible() and not history.nothing.isVisible()
    cells = history.table.as_cells()
    assert "2015\t0.97\t" in cells and "Population" in cells


def test_another_sector_and_nothing_to_compare(desk: Opened) -> None:
    desk.choose(desk.page.sectors.combo, "energy_savings")
    assert desk.page.peers.nothing.isVisible() and "No published figures" in desk.page.peers.nothing.text()
    assert desk.page.history.nothing.isVisible()
    assert "in about 1982" in desk.page.path.said.text()


def test_the_keyboard_and_the_palette_reach_it(desk: Opened) -> None:
    assert desk.page.first_focus() is desk.page.sectors
    commands = {command.key: command for command in desk.page.commands()}
    commands["comparison.peers.partner"].do()
    assert desk.page.peers.groups.current == 1
    commands["comparison.wastewater"].do()
    desk.settle()
    assert desk.page.found is not None and desk.page.found.sector.key == "wastewater"
    desk.page.indicators.combo.setFocus()
    before = desk.page.indicators.combo.currentIndex()
    QTest.keyClick(desk.page.indicators.combo, Qt.Key.Key_Down)
    assert desk.page.indicators.combo.currentIndex() == before + 1
    assert desk.page.indicator is not None
    assert desk.page.indicator.key == desk.page.indicators.combo.currentData()


def test_what_a_colleague_records_is_compared_at_once(desk: Opened) -> None:
    def write(workspace: Workspace) -> None:
        values = {"value": "3000000", "period": "2022", "grade": "A"}
        add_alternative(workspace, SPACE, SECTOR, "population", values)

    from_colleague(desk.qtbot, desk.window, desk.folder / "colleague", write)
    assert [row.year for row in desk.page.history.table.model.rows] == [2015, 2020, 2022]


def test_without_an_engagement_it_says_what_it_is_for(qtbot: Any, tmp_path: Path) -> None:
    with open_window(qtbot, tmp_path / "desk", (PAGE,), lambda workspace: None) as window:
        window.open_page("comparison")
        settle(qtbot, window)
        page = window.current_page()
        assert isinstance(page, ComparisonPage) and page.empty.isVisible()
        assert ask(qtbot, window, lambda ws: ws.registry.sectors)
