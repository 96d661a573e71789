"""Foreign tables become values of a sector: all problems at once, nothing before it is wanted, one undo."""

import io
from typing import Any
from uuid import UUID

import openpyxl
import pytest

from yport_desktop.domain.registry import Registry
from yport_desktop.env.translations import Translator
from yport_desktop.interop.sheets import TextSheet, read_sheets
from yport_desktop.services.assessments import input_rows, primary_id, put_entry, sector_view
from yport_desktop.services.calculate import read_inputs
from yport_desktop.services.live_export import live_workbook
from yport_desktop.services.published_rates import PUBLISHED
from yport_desktop.services.rates import agree
from yport_desktop.services.records import set_values
from yport_desktop.services.table_import import (
    Standing,
    TableReading,
    column_letter,
    import_values,
    read_table,
)
from yport_desktop.services.table_layout import (
    Layout,
    SavedLayout,
    Shape,
    Vocabulary,
    from_json,
    guess,
    placed,
    saved_for,
    to_json,
)
from yport_desktop.services.workspace import Workspace

SECTOR = "solid_waste"


@pytest.fixture
def known(registry: Registry) -> Vocabulary:
    return Vocabulary(registry.sectors[SECTOR], (str, Translator("ja").gettext))


def sheet(*rows: tuple[str, ...], comma: bool = False) -> TextSheet:
    return TextSheet("Sheet1", rows, comma)


def read(given: TextSheet, known: Vocabulary, layout: Layout | None = None, **current: Any) -> TableReading:
    return read_table(given, layout or guess(given, known), known, current, "survey.xlsx")


LIST = sheet(
    ("Survey of 2023",),
    (),
    ("Item", "Value", "Unit", "Year", "Source", "Grade"),
    ("Population", "923,000", "persons", "2020", "Census", "A"),
    ("Household waste", "１４６，０００", "t/yr", "FY2022", "City", "b"),
    ("Non-household waste", "-5", "t/d"),
    ("Waste from the moon", "3", "t/d"),
    ("Coverage by population", "95 %", "", "", "", "F"),
    ("Guideline", "IPCC 2019 Refinement"),
    ("Household waste by income group", "see its sheet"),
    ("A heading",),
)


def test_a_list_with_all_its_problems_at_once(known: Vocabulary) -> None:
    layout = guess(LIST, known)
    assert (layout.shape, layout.header) == (Shape.LIST, 2)
    reading = read(LIST, known)
    standing = {item.text: item.standing for item in reading.items}
    assert standing == {
        "Population": Standing.NEW,
        "Household waste": Standing.NEW,
        "Non-household waste": Standing.REFUSED,
        "Waste from the moon": Standing.UNKNOWN,
        "Coverage by population": Standing.NEW,
        "Guideline": Standing.NEW,
        "Household waste by income group": Standing.LEFT_OUT,
    }
    assert [(f.row, f.column) for f in reading.findings] == [(6, "B"), (7, "B"), (8, "F")]
    people = reading.fields["population"]
    assert (people["value"], people["unit"], people["period"]) == ("923000", "persons", "2020")
    assert (people["source"], people["grade"]) == ("Census", "A")
    waste = reading.fields["household_t_d"]
    assert (waste["value"], waste["unit"], waste["grade"]) == ("146000", "t/yr", "B")
    assert reading.fields["coverage_by_population"]["source"] == "survey.xlsx"
    assert reading.fields["guideline"]["value"] == "2019R"


def test_what_a_person_decided_for_a_name_holds(known: Vocabulary) -> None:
    layout = guess(LIST, known)
    names = {"Waste from the moon": "msw_stated_t_d", "Population": ""}
    decided = Layout(layout.shape, layout.header, layout.columns, names=names)
    reading = read(LIST, known, decided)
    assert reading.fields["msw_stated_t_d"]["value"] == "3"
    assert "population" not in reading.fields


def test_an_input_that_is_given_twice_is_given_by_neither(known: Vocabulary) -> None:
    twice = sheet(("Input", "Value"), ("Population", "5000"), ("population", "6000"))
    reading = read(twice, known)
    assert reading.fields == {}
    assert [f.row for f in reading.findings if "more than once" in str(f.problem)] == [2, 3]


def test_an_input_that_is_given_a_thousand_times_names_a_few_rows(known: Vocabulary) -> None:
    reading = read(sheet(("Input", "Value"), *[("Population", str(n)) for n in range(1000)]), known)
    sentences = {str(f.problem) for f in reading.findings if "more than once" in str(f.problem)}
    assert len(sentences) == 1 and "(rows 2, 3, 4, 5, 6, 7, 8, 9, …)" in sentences.pop()


def test_one_input_in_each_column_takes_the_last_record_and_units_of_headings(known: Vocabulary) -> None:
    record = sheet(
        ("Year", "Population (千人)", "Household waste [kg/d]", "Comment"),
        ("2021", "900", "200000", ""),
        ("2022", "923", "208000", "checked"),
    )
    layout = guess(record, known)
    assert (layout.shape, layout.row) == (Shape.RECORD, 2)
    assert [f.column for f in read(record, known).findings] == ["D"]  # a comment is no input
    fields = read(record, known).fields
    assert (fields["population"]["value"], fields["population"]["unit"]) == ("923", "千人")
    assert (fields["household_t_d"]["unit"], fields["household_t_d"]["period"]) == ("kg/d", "2022")


def test_a_column_for_each_year_gives_the_last_one_with_its_period(known: Vocabulary) -> None:
    years = sheet(
        ("City of Example",),
        ("What", "Measured in", "2019", "2020", "FY2021"),
        ("Population", "persons", "900000", "910000", "923000"),
        ("Household waste", "t/d", "200", "204", "208"),
    )
    layout = guess(years, known)
    assert (layout.shape, layout.header) == (Shape.LIST, 1)
    fields = read(years, known).fields
    assert (fields["population"]["value"], fields["population"]["period"]) == ("923000", "FY2021")
    assert fields["household_t_d"]["unit"] == "t/d"
    before = Layout(layout.shape, layout.header, {**layout.columns, "value": 2})
    assert read(years, known, before).fields["population"]["period"] == "2019"


def test_rows_of_a_table_input_in_another_unit_and_language(known: Vocabulary) -> None:
    history = sheet(
        ("年", "都市ごみ（万トン/年）", "埋立比率"),
        ("2019", "16.4", "0.9"),
        (),
        ("2020", "16,5", "1.9"),
        ("2021", "x", "0.9"),
    )
    named = dict.fromkeys(("year", "msw", "fraction_to_disposal"), 0) | {"msw": 1, "fraction_to_disposal": 2}
    layout = Layout(Shape.TABLE, 0, named, "msw_history")
    reading = read(history, known, layout)
    assert [item.standing for item in reading.items] == [Standing.REFUSED]
    assert [(f.row, f.column) for f in reading.findings] == [(4, "B"), (4, "C"), (5, "B")]
    good = sheet(history.rows[0], ("2019", "16.4", "0.9"), ("2020", "17", "0.8"))
    (item,) = read(good, known, layout).items
    assert item.fields["value"] == [["2019", "164", "0.9", None, None], ["2020", "170", "0.8", None, None]]


def test_a_decimal_comma_is_read_as_one(known: Vocabulary) -> None:
    given = sheet(("Input", "Value", "Unit"), ("Household waste", "1.234,5", "t/d"), comma=True)
    assert read(given, known).fields["household_t_d"]["value"] == "1234.5"


def test_a_layout_is_found_again_by_its_headings(known: Vocabulary) -> None:
    layout = guess(LIST, known)
    kept = (SavedLayout("Survey", SECTOR, LIST.rows[2], layout),)
    again = from_json(to_json(kept))
    later = sheet(*LIST.rows[2:])
    found = saved_for(again, SECTOR, later)
    assert found is not None and found.name == "Survey"
    assert placed(found, later).header == 0
    assert saved_for(again, "another", later) is None
    assert saved_for(again, SECTOR, sheet(("Item", "Other"))) is None


@pytest.mark.parametrize("value", [None, {}, [1], [{"name": 1}], [{"columns": [], "names": {}}]])
def test_a_damaged_file_of_layouts_is_empty(value: Any) -> None:
    assert from_json(value) == ()


def test_letters_of_columns() -> None:
    assert [column_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_one_undo_takes_everything_back(workspace: Workspace, space: UUID, known: Vocabulary) -> None:
    put_entry(workspace, space, SECTOR, "population", "5000", "", "en")
    record = primary_id(space, SECTOR, "population")
    workspace.commit(space, set_values(record, {"source": "Rumour", "grade": "E", "method": "heard"}))
    before = sector_view(workspace, space, SECTOR).assessment.observed
    reading = read(LIST, known, **before)
    assert next(i for i in reading.items if i.key == "population").standing is Standing.CHANGED
    import_values(workspace, space, SECTOR, reading.fields)
    after = sector_view(workspace, space, SECTOR).assessment.observed
    assert (after["population"].value, after["population"].source) == (923_000, "Census")
    assert after["population"].method == ""  # it belonged to the former value
    assert after["household_t_d"].value == 400
    (row,) = input_rows(workspace, space, workspace.registry.sectors[SECTOR], ("population",))
    assert [(r.get("value"), r.get("source")) for r in row.alternatives] == [
        ("5000", "Rumour")
    ]  # kept beside
    assert read(LIST, known, **after).fields == {}
    workspace.undo()
    assert sector_view(workspace, space, SECTOR).assessment.observed == before


def test_a_source_that_is_added_to_a_value_is_a_change_the_same_again_is_none(
    workspace: Workspace, space: UUID, known: Vocabulary
) -> None:
    put_entry(workspace, space, SECTOR, "population", "923000", "", "en")
    now = sector_view(workspace, space, SECTOR).assessment.observed
    (item,) = [i for i in read(LIST, known, **now).items if i.key == "population"]
    assert item.standing is Standing.CHANGED
    assert item.fields == {"period": "2020", "source": "Census", "grade": "A"}
    import_values(workspace, space, SECTOR, {"population": item.fields})
    now = sector_view(workspace, space, SECTOR).assessment.observed
    assert now["population"].value == 923_000
    assert "population" not in read(LIST, known, **now).fields
    bare = sheet(("Input", "Value"), ("Population", "923,000"))
    assert read(bare, known, **now).fields == {}


CITY: dict[str, Any] = {
    "population": {"value": 778642, "source": "Census", "grade": "A", "period": "2020"},
    "household_t_d": 208,
    "deposit_basis": "from_msw",
    "msw_history": [[2000, 10.0, 0.5], [2010, 12.0, 0.6]],
}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_our_own_live_workbook_reads_back(
    workspace: Workspace, space: UUID, known: Vocabulary, language: str
) -> None:
    sector = workspace.registry.sectors[SECTOR]
    observed, _ = read_inputs(sector, CITY)
    view = sector_view(workspace, space, SECTOR)
    from yport_desktop.domain.assess import assess

    assessment = assess(sector, observed)
    content = live_workbook(sector, assessment, "Cebu", language, Translator(language).gettext)
    sheets = read_sheets(content, "live.xlsx")
    inputs = read_table(sheets[1], guess(sheets[1], known), known, view.assessment.observed)
    assert inputs.findings == ()
    assert inputs.fields.keys() == {"population", "household_t_d"}
    assert inputs.fields["population"]["source"] == "Census"
    table = guess(sheets[2], known)
    assert (table.shape, table.table) == (Shape.TABLE, "msw_history")
    assert len(read_table(sheets[2], table, known, {}).fields["msw_history"]["value"]) == 2
    unchanged = read_table(sheets[1], guess(sheets[1], known), known, assessment.observed)
    assert unchanged.fields == {}

    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.worksheets[1].iter_rows():
        if row[-1].value in ("population", "methane_fraction"):
            row[1].value = 0.55 if row[-1].value == "methane_fraction" else 800_000
    out = io.BytesIO()
    book.save(out)
    changed = read_sheets(out.getvalue(), "live.xlsx")[1]
    reading = read_table(changed, guess(changed, known), known, assessment.observed, "live.xlsx")
    assert reading.fields.keys() == {"population", "methane_fraction"}
    # A default that was changed is no longer what its source says.
    assert reading.fields["methane_fraction"]["source"] == "live.xlsx"


def test_a_value_corrected_at_its_source_is_replaced(
    workspace: Workspace, space: UUID, known: Vocabulary
) -> None:
    for text in ("923,000", "924,000"):
        now = sector_view(workspace, space, SECTOR).assessment.observed
        given = sheet(("Input", "Value", "Source"), ("Population", text, "Census"))
        import_values(workspace, space, SECTOR, read(given, known, **now).fields)
    (row,) = input_rows(workspace, space, workspace.registry.sectors[SECTOR], ("population",))
    assert row.observed.value == 924_000 and row.alternatives == ()


def test_a_table_of_money_is_in_the_currency_of_its_headings(
    workspace: Workspace, space: UUID, registry: Registry
) -> None:
    energy = Vocabulary(registry.sectors["energy_savings"])
    given = sheet(
        ("Measure", "Years from now", "Amount of money (USD)"), ("Lamps", "0", "-100"), ("Lamps", "1", "150")
    )
    reading = read(given, energy)
    assert reading.fields["cash_flows"]["unit"] == "USD"
    import_values(workspace, space, "energy_savings", reading.fields)
    agree(workspace, space, "PHP", None, PUBLISHED)
    view = sector_view(workspace, space, "energy_savings")
    assert view.assessment.observed["cash_flows"].value[1][2] == pytest.approx(150 * 44)
    content = live_workbook(view.sector, view.assessment)
    again = next(s for s in read_sheets(content, "live.xlsx") if s.name.startswith("Cash flows"))
    (item,) = read_table(again, guess(again, energy), energy, view.assessment.observed, "live").items
    assert item.standing is Standing.SAME
