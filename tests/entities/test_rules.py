"""Rules across the fields of a record: what only warns must let the entry pass."""

import importlib

import pytest

from yport_desktop.domain.check import check_values
from yport_desktop.domain.entity import EntityType, FieldValues
from yport_desktop.domain.errors import Severity


def entity(kind: str) -> EntityType:
    found = importlib.import_module(f"yport_desktop.entities.{kind}").ENTITY
    assert isinstance(found, EntityType)
    return found


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("engagement", {"valid_from": "2012-03-28", "valid_until": "2012-03-27"}, "valid_until"),
        ("mission", {"start": "2018-01-12", "end": "2018-01-11"}, "end"),
        ("mission", {"start": "2018-01", "end": "2017"}, "end"),
        ("plan", {"period_from": "2022", "period_to": "2018"}, "period_to"),
        ("clause", {"baseline_year": "2016", "target_year": "2015-12"}, "target_year"),
        ("data_request", {"asked_on": "2026-02-19", "due": "2026-02-18"}, "due"),
    ],
)
def test_dates_in_the_wrong_order_are_warned_of(kind: str, values: FieldValues, field: str) -> None:
    (problem,) = check_values(entity(kind), values)
    assert problem.severity is Severity.WARNING and problem.field == field


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("engagement", {"valid_from": "2012-03-28", "valid_until": "2012"}),
        ("engagement", {"valid_until": "2015-03"}),
        ("mission", {"start": "2018-01-12", "end": "2018-01"}),
        ("mission", {"start": "2018-01-12", "end": "2018-01-12"}),
        ("clause", {"baseline_year": "2016", "target_year": "2016-06"}),
        ("data_request", {"asked_on": "2026-02-19", "due": "2026-02"}),
        ("engagement", {"currency": "PHP"}),
        ("engagement", {"currency": None}),
        ("person", {"receiving_key": "age1" + "q" * 58}),
        ("evidence", {"taken_at": "2026-02-19T10:30:00+08:00"}),
        ("observation", {"value": None, "missing": "not_known"}),
        ("observation", {"value": "0"}),
    ],
)
def test_what_may_well_be_so_passes_without_a_word(kind: str, values: FieldValues) -> None:
    assert check_values(entity(kind), values) == ()


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("engagement", {"currency": "php"}, "currency"),
        ("person", {"email": "two words@city.example"}, "email"),
        ("person", {"signing_key": "AB" * 32}, "signing_key"),
        ("person", {"receiving_key": "age1" + "b" * 58}, "receiving_key"),
        ("observation", {"value": "12", "missing": "refused"}, "missing"),
        ("proposal", {"state": "decided", "decision": None}, "decision"),
        ("revision", {"content_hash": "ab" * 32, "blob": "cd" * 32}, "content_hash"),
        ("evidence", {"taken_at": "19/02/2026"}, "taken_at"),
    ],
)
def test_what_cannot_be_is_refused(kind: str, values: FieldValues, field: str) -> None:
    (problem,) = check_values(entity(kind), values)
    assert problem.severity is Severity.REFUSED and problem.field == field
