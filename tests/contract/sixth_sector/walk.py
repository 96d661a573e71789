"""Walks through the whole program with the sixth sector and prints what it found as JSON.

Run in a process of its own: walk.py FOLDER
"""

import contextlib
import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from tests.contract.sixth_sector import on_the_shelf  # noqa: F401  first: it fills the shelf
from yport_desktop import bootstrap
from yport_desktop.__main__ import main
from yport_desktop.documents.model import Figure, Table
from yport_desktop.env.paths import profile_in
from yport_desktop.env.resources import resources_folder
from yport_desktop.figures import PAPER, draw
from yport_desktop.services.assessments import put_entry, sector_view
from yport_desktop.services.comparison import PeerFilter, comparison_of
from yport_desktop.services.data_requests import Terms, Wish, open_requests, request_inputs
from yport_desktop.services.engagements import start_engagement
from yport_desktop.services.reports import ReportRequest, build_report, report_pdf
from yport_desktop.services.request_letter import build_sheet, read_workbook, request_workbook
from yport_desktop.services.workspace import Workspace

SECTOR = "street_trees"
TODAY = date(2026, 3, 2)


def calculated(folder: Path) -> dict[str, Any]:
    """What `yport calculate` prints for it."""
    inputs = folder / "inputs.json"
    inputs.write_text(json.dumps({"population": 200000, "trees": 10000}), encoding="utf-8")
    out = io.StringIO()
    sys.argv = ["yport", "calculate", SECTOR, "--inputs", str(inputs), "--json"]
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main()
    return {key: found["value"] for key, found in json.loads(out.getvalue())["indicators"].items()}


def filled(workspace: Workspace) -> UUID:
    """An engagement with the sector's inputs typed in."""
    space = start_engagement(workspace, {"name": "Treetown", "country": "Thailand"}, {"sectors": [SECTOR]})
    for key, text in (("population", "200000"), ("trees", "10000")):
        put_entry(workspace, space, SECTOR, key, text, "", "en")
    return space


def charts(workspace: Workspace, space: UUID) -> dict[str, bool]:
    """Whether each chart of the sector is drawn."""
    view = sector_view(workspace, space, SECTOR)
    built = {chart.key: chart.build(view.assessment) for chart in view.sector.charts}
    return {
        key: data is not None and bool(draw(data, PAPER, str, (160.0, 70.0)).axes)
        for key, data in built.items()
    }


def reported(workspace: Workspace, space: UUID) -> dict[str, Any]:
    """Its section of the report, and the report as a PDF."""
    report = build_report(workspace, ReportRequest(space, TODAY.isoformat()), str)
    section = next(s for s in report.sections if s.key == f"sector-{SECTOR}")
    comparison = next(s for s in report.sections if s.key == "comparison")
    pdf = report_pdf(report, resources_folder() / "fonts", str)
    return {
        "title": section.title,
        "figures": [b.caption for b in section.blocks if isinstance(b, Figure)],
        "compared": [b.caption for b in comparison.blocks if isinstance(b, Table)],
        "pdf": pdf[:5].decode("ascii"),
    }


def asked(workspace: Workspace, space: UUID) -> list[str]:
    """The inputs that the workbook of a data request asks for, as it is read back."""
    wishes = [Wish(SECTOR, key, key) for key in ("population", "trees")]
    request_inputs(workspace, space, wishes, Terms(TODAY), TODAY)
    ids = {str(r.id): str(r.get("input")) for r in open_requests(workspace, space)}
    sheet = build_sheet(workspace, space, [UUID(id) for id in ids], "en", TODAY)
    back = read_workbook(request_workbook(sheet))
    return sorted(ids[row.id] for row in back.answers)


def compared(workspace: Workspace, space: UUID) -> dict[str, Any]:
    """Peers as filtered, and the year on the path."""
    found = comparison_of(workspace, space, SECTOR)
    own = found.paths("trees_per_thousand")[0].found
    return {
        "offered": [indicator.key for indicator in found.offered()],
        "all": [p.city for p in found.peers("trees_per_thousand", PeerFilter())],
        "partner": [p.city for p in found.peers("trees_per_thousand", PeerFilter("partner"))],
        "year": own.latest.year if own is not None and own.latest is not None else None,
    }


def seen(folder: Path) -> dict[str, Any]:
    """Its form, its results and its comparison in the window."""
    # Qt comes last: what is above must not need it.
    from yport_desktop.ui.application import Session, dress_application, make_application, read_choices
    from yport_desktop.ui.screens import settle
    from yport_desktop.ui.window.main_window import MainWindow

    profile, app = profile_in(folder), make_application()
    choices = read_choices(profile)
    dress_application(app, choices, "en")
    windows: list[MainWindow] = []
    session = Session(app, profile, bootstrap.open_desk, choices, ready=windows.append)
    session.start()
    while not windows:
        app.processEvents()
    window = windows[0]
    window.show()
    window.open_page("assessment")
    settle(window)
    page: Any = window.current_page()
    page.show_sector(SECTOR)
    settle(window)
    rows = sorted(page.rows)
    value = page.assessment.estimates["trees_per_thousand"].value
    drawn = sorted(page.results.charts.canvases)
    window.open_page("comparison")
    settle(window)
    other: Any = window.current_page()
    other.show_sector(SECTOR)
    settle(window)
    found = {
        "rows": rows,
        "value": value,
        "charts": drawn,
        "said": other.path.said.text(),
        "peers": len(other.peers.table.model.rows),
    }
    session.stop()
    window.close()
    return found


def walk(folder: Path) -> dict[str, Any]:
    """All of it, one after the other."""
    found: dict[str, Any] = {"calculated": calculated(folder)}
    desk = bootstrap.open_desk(profile_in(folder / "desk"))
    try:
        space = filled(desk.workspace)
        found["charts"] = charts(desk.workspace, space)
        found["report"] = reported(desk.workspace, space)
        found["asked"] = asked(desk.workspace, space)
        found["compared"] = compared(desk.workspace, space)
    finally:
        desk.close()
    found["window"] = seen(folder / "desk")
    return found


if __name__ == "__main__":
    print(json.dumps(walk(Path(sys.argv[1]))))
