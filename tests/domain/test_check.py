"""The field check: every kind of field says what it takes, and bad values get a sentence, never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.check import check_field, check_values, is_date, is_decimal
from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, Json, Section

UUID = "8d4f3f2e-7c1b-4a53-9f6e-0d1c2b3a4e5f"
KINDS = {kind: Field("f", "Field", kind, choices=(Choice("a", "A"), Choice("b", "B"))) for kind in FieldKind}
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "Cebu"),
        ("long_text", "two\nlines"),
        ("number", "-1234.50"),
        ("number", "2.1e9"),
        ("date", "2026"),
        ("date", "2026-02"),
        ("date", "2024-02-29"),
        ("choice", "a"),
        ("choices", ["b", "a"]),
        ("flag", False),
        ("reference", UUID),
        ("references", [UUID]),
        ("blob", "0a" * 32),
        ("object", {"k": 1}),
        ("value", "1234.5"),
        ("value", [["2010", None], ["2011", "12"]]),
    ],
)
def test_accepted(kind: str, value: Json) -> None:
    assert check_field(KINDS[FieldKind(kind)], value) == ()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", 7),
        ("text", "two\nlines"),
        ("text", "x" * 3_000),
        ("long_text", "nul\0"),
        ("long_text", "lone \ud800"),
        ("number", 12.5),
        ("number", "1,234"),
        ("number", "１２"),
        ("number", "nan"),
        ("number", "1e999"),
        ("number", "12 t"),
        ("date", "2023-02-29"),
        ("date", "2026/02/19"),
        ("date", "0000"),
        ("choice", "c"),
        ("choices", "a"),
        ("choices", ["a", "a"]),
        ("choices", [["a"]]),
        ("flag", "yes"),
        ("reference", UUID.upper()),
        ("references", [UUID, "x"]),
        ("blob", "0A" * 32),
        ("object", ["a"]),
        ("value", 12),
        ("value", ["not", "rows"]),
        ("value", [[{"deep": 1}]]),
    ],
)
def test_refused_with_a_sentence(kind: str, value: Json) -> None:
    problems = check_field(KINDS[FieldKind(kind)], value)
    assert problems and all(str(p).endswith(".") and p.field == "f" for p in problems)


@given(st.sampled_from(list(FieldKind)), json_values)
def test_no_value_makes_the_check_fail(kind: FieldKind, value: Json) -> None:
    for problem in check_field(KINDS[kind], value):
        assert str(problem)


def test_bounds_include_their_ends() -> None:
    share = Field("share", "Share", FieldKind.NUMBER, lower=0, upper=100)
    assert not check_field(share, "0") and not check_field(share, "100.0")
    assert check_field(share, "100.000000000000000001") and check_field(share, "-0.1")


def test_all_problems_are_listed_at_once() -> None:
    fields = (
        Field("a", "A", required=True),
        Field("b", "B", FieldKind.NUMBER),
        Field("c", "C", FieldKind.DATE),
    )
    entity = EntityType("t", "T", "Ts", "a", (Section("s", "S", fields),))
    problems = check_values(entity, {"b": "x", "c": "y", "d": "z"}, partial=False)
    assert [p.field for p in problems] == ["b", "c", "d", "a"]
    assert [p.field for p in check_values(entity, {"b": "x"})] == ["b"]


@given(st.text(max_size=12))
def test_text_that_passes_as_number_or_date_can_be_read(text: str) -> None:
    if is_decimal(text):
        float(text)
    if is_date(text):
        assert 1 <= int(text[:4]) <= 9999
