"""The workbook of data requests in the real LibreOffice: filled in there cell by cell, saved, read back."""

import io
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from uuid import UUID

import openpyxl
import pytest

from tests.interop.filled import places
from yport_desktop.interop.request_sheet import read_request_sheet
from yport_desktop.services.data_requests import Terms, Wish, open_requests, request_inputs
from yport_desktop.services.request_answers import check_answers, store_answers
from yport_desktop.services.request_letter import build_sheet, request_workbook
from yport_desktop.services.workspace import Workspace

SOFFICE = shutil.which("soffice")
REQUIRED = os.environ.get("YPORT_OFFICE") == "required"
SECONDS = 300  # the first start makes a profile
TODAY = date(2026, 3, 2)
SECTOR = "solid_waste"

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(SOFFICE is None and not REQUIRED, reason="LibreOffice is not installed"),
]

LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Answers"/>
</library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Answers"
 script:language="StarBasic">Sub Fill
 Dim way(0) As New com.sun.star.beans.PropertyValue
 way(0).Name = "Hidden"
 way(0).Value = True
 book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, way())
{lines}
 Dim kind(0) As New com.sun.star.beans.PropertyValue
 kind(0).Name = "FilterName"
 kind(0).Value = "Calc MS Excel 2007 XML"
 book.storeToURL("{target}", kind())
 book.close(True)
End Sub
</script:module>
"""


def written_in_office(folder: Path, content: bytes, cells: list[tuple[str, int, int, object]]) -> bytes:
    """Open the workbook, write (sheet, row, column, value), save it again as .xlsx."""
    source, target = folder / "handed out.xlsx", folder / "returned.xlsx"
    source.write_bytes(content)
    library = folder / "profile" / "user" / "basic" / "Standard"
    office = [
        SOFFICE or "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo"),
    ]
    # The first start makes the profile, with an empty library that ours takes the place of.
    subprocess.run([*office, "--terminate_after_init"], check=True, capture_output=True, timeout=SECONDS)
    library.mkdir(parents=True, exist_ok=True)
    lines = []
    for sheet, row, column, value in cells:
        cell = f'book.Sheets.getByName("{sheet}").getCellByPosition({column - 1}, {row - 1})'
        lines.append(
            f" {cell}.Value = {value}" if isinstance(value, int | float) else f' {cell}.String = "{value}"'
        )
    module = MODULE.replace("{source}", source.as_uri()).replace("{target}", target.as_uri())
    (library / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    body = "\n".join(lines).replace("&", "&amp;").replace('"', "&quot;")
    head, tail = module.split("{lines}")
    basic = head.replace('URL("', "URL(&quot;") + body + tail
    (library / "Answers.xba").write_text(basic, encoding="utf-8")
    command = [*office, "macro:///Standard.Answers.Fill"]
    done = subprocess.run(command, check=False, capture_output=True, timeout=SECONDS)
    assert target.exists(), (done.stdout, done.stderr)
    return target.read_bytes()


def test_a_counterpart_fills_it_in_with_libreoffice(
    workspace: Workspace, space: UUID, tmp_path: Path
) -> None:
    sector = workspace.registry.sectors[SECTOR]
    table = next(i for i in sector.inputs if i.columns and i.columns[0].kind == "year")
    keys = ("population", "household_t_d", "coverage_by_population", table.key)
    request_inputs(workspace, space, [Wish(SECTOR, key, key) for key in keys], Terms(TODAY), TODAY)
    requests = open_requests(workspace, space)
    sheet = build_sheet(workspace, space, [r.id for r in requests], "en", TODAY)
    content = request_workbook(sheet)
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    columns, rows = places(page)
    ids = {str(r.get("input")): rows[str(r.id)] for r in requests}
    number = next(q.number for q in sheet.questions if q.kind == "table")
    by = next(r for r in range(1, page.max_row + 1) if page.cell(r, 1).value == "yport-by")
    cells: list[tuple[str, int, int, object]] = [
        (page.title, ids["population"], columns["value"], 922611),
        (page.title, ids["population"], columns["period"], "2015"),
        (page.title, ids["household_t_d"], columns["value"], "146,000 t/yr"),
        (page.title, ids["household_t_d"], columns["grade"], sheet.grades[0][1]),
        (page.title, ids["coverage_by_population"], columns["reason"], "not known"),
        (page.title, by, 4, "A. Santos"),
        (str(number), 5, 2, 2010),
        (str(number), 5, 3, 12.5),
    ]
    returned = written_in_office(tmp_path, content, cells)
    answers = check_answers(workspace, space, read_request_sheet(returned), TODAY)
    assert answers.all_problems == ()
    assert answers.filled_by == "A. Santos"
    found = {a.input.key: a.fields for a in answers.usable if a.input is not None}
    assert found["population"]["value"] == "922611" and found["population"]["period"] == "2015"
    assert (found["household_t_d"]["value"], found["household_t_d"]["unit"]) == ("146000", "t/yr")
    assert found["household_t_d"]["grade"] == "A"
    assert found["coverage_by_population"]["missing"] == "not_known"
    assert found[table.key]["value"][0][:2] == ["2010", "12.5"]
    store_answers(workspace, answers, TODAY)
    assert open_requests(workspace, space) == ()
