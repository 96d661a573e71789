"""One contract for every record type on the shelf, executed from its own declaration."""

import importlib
import json
import pkgutil

import pytest

from yport_desktop import entities
from yport_desktop.domain.check import check_values
from yport_desktop.domain.entity import EntityType, FieldKind, FieldValues
from yport_desktop.domain.errors import Severity

FOLDERS = sorted(m.name for m in pkgutil.iter_modules(entities.__path__) if m.ispkg)
SHELF: dict[str, EntityType] = {
    name: importlib.import_module(f"yport_desktop.entities.{name}").ENTITY for name in FOLDERS
}


def refused(entity: EntityType, values: FieldValues) -> list[str]:
    problems = check_values(entity, values, partial=False)
    return [f"{p.field}: {p}" for p in problems if p.severity is Severity.REFUSED]


def examples(which: str) -> list[object]:
    return [
        pytest.param(entity, values, id=f"{name}-{number}")
        for name, entity in SHELF.items()
        for number, values in enumerate(getattr(entity, which))
    ]


@pytest.mark.parametrize(("entity", "values"), examples("valid"))
def test_valid_examples_are_accepted(entity: EntityType, values: FieldValues) -> None:
    assert refused(entity, values) == []


@pytest.mark.parametrize(("entity", "values"), examples("invalid"))
def test_invalid_examples_are_refused_with_a_sentence(entity: EntityType, values: FieldValues) -> None:
    sentences = refused(entity, values)
    assert sentences and all(s.endswith(".") for s in sentences)


@pytest.mark.parametrize("name", FOLDERS)
def test_the_declaration_is_whole(name: str) -> None:
    entity = SHELF[name]
    assert entity.kind == name
    assert entity.valid and entity.invalid and entity.label and entity.label_plural and entity.page
    assert entity.field(entity.title) is not None
    assert any(f.in_table for f in entity.fields)
    keys = [f.key for f in entity.fields]
    assert len(keys) == len(set(keys))
    assert not any(k.startswith(".") for k in keys)
    assert {*entity.parents} <= {*SHELF}
    for field in entity.fields:
        closed = field.kind in (FieldKind.CHOICE, FieldKind.CHOICES)
        assert closed == bool(field.choices or field.choices_from), field.key
        linked = field.kind in (FieldKind.REFERENCE, FieldKind.REFERENCES)
        assert linked == bool(field.refers_to), field.key
        assert {*field.refers_to} <= {*SHELF}, field.key
        assert field.label and len({c.key for c in field.choices}) == len(field.choices)
        assert field.default is None or not refused(entity, {**entity.valid[0], field.key: field.default})


@pytest.mark.parametrize("name", FOLDERS)
def test_examples_are_json_and_survive_it(name: str) -> None:
    for values in SHELF[name].valid:
        assert json.loads(json.dumps(values)) == values


@pytest.mark.parametrize("name", FOLDERS)
def test_any_single_field_may_be_emptied_unless_required(name: str) -> None:
    entity = SHELF[name]
    for field in entity.fields:
        problems = check_values(entity, {field.key: None})
        assert bool(problems) == field.required, field.key


@pytest.mark.parametrize("name", FOLDERS)
def test_an_unknown_field_is_refused(name: str) -> None:
    assert check_values(SHELF[name], {"no_such_field": "1"})
