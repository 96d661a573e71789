"""The engine with a sector of four inputs: defaults, ranges, grades, missing codes, contradictions."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from yport_desktop import bootstrap
from yport_desktop.domain.assess import assess, evaluation_of
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.evaluation import MissingInput, require
from yport_desktop.domain.sector import (
    UNCERTAINTY_BASIS,
    Coefficient,
    Column,
    Indicator,
    Input,
    InputKind,
    InputSection,
    ResultColumn,
    ResultTable,
    Sector,
    Series,
    Source,
)
from yport_desktop.domain.values import CONVENTION, STANDARD_CHOICE, Grade, Missing, Observed

SOURCE = Source("A table", "somewhere", "2020")
FACTOR = Coefficient("factor", "Factor", 0.5, "fraction", SOURCE, 10.0)


def total(values: Mapping[str, Any]) -> Any:
    one, other = require(values, "one", "other")
    return one + other


def larger(values: Mapping[str, Any]) -> tuple[Problem, ...]:
    if values["one"] <= values["other"]:
        return ()
    return (
        Problem(
            "{one} > other ({sources})",
            Severity.WARNING,
            "one",
            details=(("one", values["one"]), ("fields", ("one", "other"))),
        ),
    )


SECTOR = Sector(
    "toy",
    "Toy",
    (InputSection("all", "All"),),
    inputs=(
        Input("one", "One", "", "all", "t/d", possible=(0, 1000), plausible=(1, 100)),
        Input("other", "Other", "", "all", "t/d", possible=(0, 1000)),
        Input(
            "kind", "Kind", "", "all", kind=InputKind.CHOICE, choices=(("a", "A"), ("b", "B")), default="a"
        ),
        Input(
            "share",
            "Share",
            "",
            "all",
            "fraction",
            default_for=lambda known: FACTOR if known.get("kind") == "a" else None,
        ),
        Input(
            "rows",
            "Rows",
            "",
            "all",
            kind=InputKind.TABLE,
            columns=(
                Column("year", "Year", kind="year"),
                Column("mass", "Mass", "t"),
                Column("n", "N", "t", exact=True),
            ),
        ),
        Input("year", "Year", "", "all", "year", exact=True),
        Input("cost", "Cost", "", "all", "currency/yr"),
    ),
    indicators=(
        Indicator("sum", "Sum", "t/d", "", "one + other", SOURCE, total, ("one", "other")),
        Indicator(
            "part",
            "Part",
            "fraction",
            "",
            "one / sum_t",
            SOURCE,
            lambda v: v["one"] / v["sum_t"],
            ("one", "other"),
            bounds=(0, 1),
        ),
        Indicator(
            "product",
            "Product",
            "t/d",
            "",
            "sum_t × share",
            SOURCE,
            lambda v: v["sum_t"] * v["share"],
            ("one", "other", "share"),
        ),
        Indicator(
            "mass",
            "Mass",
            "t",
            "",
            "Σ mass",
            SOURCE,
            lambda v: sum(r[1] * r[2] for r in v["rows"]),
            ("rows",),
        ),
        Indicator(
            "price",
            "Price",
            "currency/t",
            "",
            "cost / one",
            SOURCE,
            lambda v: v["cost"] / v["one"],
            ("cost", "one"),
        ),
        Indicator(
            "ratio",
            "Ratio",
            "1",
            "",
            "one / other",
            SOURCE,
            lambda v: v["one"] / v["other"],
            ("one", "other"),
        ),
    ),
    checks=(larger,),
    derived={"sum_t": lambda v: v["sum"]},
)


def seen(
    value: Any, grade: Grade | None = Grade.B, pct: float | None = None, unit: str = "t/d", source: str = ""
) -> Observed:
    return Observed(value, unit, grade=grade, uncertainty_pct=pct, missing=None, source=source)


def test_a_sum_follows_equation_3_2_and_a_product_3_1() -> None:
    result = assess(SECTOR, {"one": seen(30.0, pct=20.0), "other": seen(70.0, pct=10.0)}).estimates
    assert result["sum"].value == 100.0
    half = (6.0**2 + 7.0**2) ** 0.5
    assert result["sum"].high == pytest.approx(100 + half, rel=1e-6)
    width = (half**2 + 10.0**2) ** 0.5 / 100
    assert result["product"].high == pytest.approx(50 * (1 + width), rel=1e-6)
    assert result["ratio"].high == pytest.approx(30 / 70 * (1 + (0.04 + 0.01) ** 0.5), rel=1e-5)


def test_shared_inputs_are_not_counted_twice() -> None:
    """one / (one + other): the effect of `one` on both sides partly cancels."""
    result = assess(SECTOR, {"one": seen(30.0, pct=20.0), "other": seen(70.0, pct=0.0)}).estimates["part"]
    assert result.high is not None and result.value is not None
    assert result.high - result.value == pytest.approx(0.3 * 0.7 * 0.2, rel=1e-5)


def test_grade_gives_the_width_where_the_person_gave_none_and_says_so() -> None:
    terms = {
        t.key: t
        for t in assess(SECTOR, {"one": seen(30.0), "other": seen(70.0, None)}).estimates["sum"].terms
    }
    assert (terms["one"].uncertainty_pct, terms["one"].uncertainty_basis) == (10.0, "grade")
    assert (terms["other"].uncertainty_pct, terms["other"].uncertainty_basis) == (60.0, "ungraded")
    assert all(term.uncertainty_basis in UNCERTAINTY_BASIS for term in terms.values())


def test_weakest_input_and_grade_are_those_that_matter() -> None:
    result = assess(SECTOR, {"one": seen(999.0, Grade.C), "other": seen(1.0, Grade.E)}).estimates["sum"]
    assert (result.weakest, result.grade) == ("one", Grade.C)
    assert result.terms[0].key == "one"
    assert sum(t.variance_share or 0 for t in result.terms) == pytest.approx(1.0)


def test_missing_never_becomes_zero() -> None:
    unknown = Observed(missing=Missing.NOT_KNOWN)
    result = assess(SECTOR, {"one": seen(30.0), "other": unknown})
    assert result.estimates["sum"].value is None
    assert result.estimates["sum"].missing == ("other",)
    assert set(result.missing) == {"other", "rows", "cost"}
    assert result.observed["other"].missing is Missing.NOT_KNOWN


def test_require_names_all_that_is_missing() -> None:
    with pytest.raises(MissingInput) as caught:
        require(evaluation_of(SECTOR, {}), "sum", "rows")
    assert caught.value.keys == ("one", "other", "rows")


def test_defaults_are_visible_and_follow_the_choice() -> None:
    result = assess(SECTOR, {"one": seen(30.0), "other": seen(70.0)})
    share = result.observed["share"]
    assert (share.value, share.is_default, share.grade) == (0.5, True, Grade.E) and "A table" in share.source
    term = next(t for t in result.estimates["product"].terms if t.key == "share")
    assert term.is_default and term.uncertainty_basis == "factor" and term.uncertainty_pct == 10.0
    other = assess(SECTOR, {"one": seen(30.0), "other": seen(70.0), "kind": Observed("b", missing=None)})
    assert other.estimates["product"].missing == ("share",)


def test_the_impossible_is_refused_and_the_unusual_warned() -> None:
    result = assess(SECTOR, {"one": seen(-5.0), "other": seen(70.0)})
    assert result.estimates["sum"].missing == ("one",)
    assert result.problems[0].severity is Severity.REFUSED and "−5" in str(result.problems[0])
    odd = assess(SECTOR, {"one": seen(500.0), "other": seen(700.0)})
    assert odd.estimates["sum"].value == 1200.0
    assert odd.problems[0].severity is Severity.WARNING


def test_contradictions_show_both_sources() -> None:
    result = assess(SECTOR, {"one": seen(80.0, source="City"), "other": seen(70.0, source="Landfill log")})
    assert "One: City; Other: Landfill log" in str(result.problems[0])


def test_a_table_moves_as_one_and_its_exact_columns_stay() -> None:
    table = Observed(((2000.0, 10.0, 2.0), (2001.0, 20.0, 1.0)), "t", missing=None, uncertainty_pct=25.0)
    result = assess(SECTOR, {"rows": table}).estimates["mass"]
    assert (result.value, result.high) == (40.0, pytest.approx(50.0, rel=1e-6))


def test_money_keeps_its_currency() -> None:
    result = assess(SECTOR, {"one": seen(10.0), "cost": seen(500.0, unit="PHP/yr")}).estimates["price"]
    assert result.unit == "PHP/t"


def test_division_by_zero_is_a_sentence() -> None:
    result = assess(SECTOR, {"one": seen(10.0), "other": seen(0.0)}).estimates["ratio"]
    assert result.value is None and "division by zero" in str(result.problems[0])


def test_what_is_out_of_all_bounds_is_no_point_and_no_cell() -> None:
    """A finite number over one next to zero: JSON, charts and workbooks have no such number."""

    def line(values: Mapping[str, Any]) -> dict[str, Series]:
        return {"s": Series("s", "S", "t", (2020, 2021), {"a": (values["one"] / values["other"], 1.0)})}

    def table(values: Mapping[str, Any]) -> dict[str, ResultTable]:
        row = ("a", values["one"] / values["other"])
        columns = (ResultColumn("n", "N", kind="text"), ResultColumn("v", "V"))
        return {"t": ResultTable("t", "T", columns, (row,))}

    sector = replace(SECTOR, series=line, tables=table)
    found = assess(sector, {"one": seen(100.0), "other": seen(1e-320)})
    assert found.series["s"].values["a"] == (None, 1.0)
    assert found.tables["t"].rows == (("a", None),)


def test_a_range_stops_where_the_quantity_cannot_go() -> None:
    result = assess(SECTOR, {"one": seen(90.0, pct=150.0), "other": seen(10.0, pct=150.0)}).estimates["part"]
    assert result.high == 1.0
    assert any("cut off" in str(p) for p in result.problems)


def test_only_what_depends_on_a_value_is_computed_again() -> None:
    calls: list[str] = []

    def counted(name: str, *reads: str) -> Any:
        def compute(values: Mapping[str, Any]) -> float:
            calls.append(name)
            return float(sum(require(values, *reads)))

        return compute

    evaluation = evaluation_of(
        Sector(
            "s",
            "S",
            (),
            (),
            (),
            derived={
                "ab": counted("ab", "a", "b"),
                "c2": counted("c2", "c"),
                "all": counted("all", "ab", "c2"),
            },
        ),
        {},
    )
    first = evaluation.replaced({"a": 1.0, "b": 2.0, "c": 3.0})
    assert first["all"] == 6.0 and first.reads("all") == {"a", "b", "c"}
    calls.clear()
    assert first.changed("c", 5.0)["all"] == 8.0
    assert calls == ["all", "c2"]


def test_an_answer_that_stands_in_says_that_it_is_a_convention() -> None:
    sector = bootstrap.discover().sectors["climate_mitigation"]
    seen = assess(sector, {}).observed["scopes_counted"]
    assert (seen.value, seen.source_status, seen.is_default) == ("all", CONVENTION, True)
    assert seen.source == STANDARD_CHOICE
