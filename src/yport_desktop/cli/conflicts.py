"""`yport conflicts`: what people entered differently, settling it, and the log of decisions."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from yport_desktop.domain.canonical import loads
from yport_desktop.domain.errors import InvalidEntry, NotFound, Problem
from yport_desktop.domain.text import N_
from yport_desktop.exchange.files import explain, replacing
from yport_desktop.services import conflicts as inbox
from yport_desktop.services.clashes import Clash
from yport_desktop.services.roster import Roster
from yport_desktop.services.settlements import Decision, Filter, export, moment, settled
from yport_desktop.services.workspace import Workspace

from .door import Door, print_json, the_engagement

_SPACE = click.option("--space", help="Name or id of the engagement, where there are several.")


@click.group()
def conflicts() -> None:
    """What people entered differently without knowing of each other."""


@conflicts.command("list")
@_SPACE
@click.option("--json", "as_json", is_flag=True, help="Plain JSON for other programs.")
@click.pass_obj
def list_(door: Door, space: str | None, as_json: bool) -> None:
    """Every conflict that waits, numbered, with all its sides."""
    with door.answering(), door.desk() as workspace:
        found = inbox.inbox(workspace, the_engagement(workspace, space).id, door.translator.gettext)
    if as_json:
        print_json([_plain(clash) for clash in found.clashes])
        return
    for number, clash in enumerate(found.clashes, 1):
        click.echo(f"{number}. {clash.kind_label}: {clash.title}, {clash.label}")
        for place, option in enumerate(clash.options, 1):
            side = clash.sides[place - 1] if place <= len(clash.sides) else None
            said = f" | {side.who}, {moment(side.at)}: {side.text}" if side else ""
            click.echo(f"   {place}) {option.verb}{said}")
    if not found.clashes:
        door.say(N_("No conflicts."))


@conflicts.command("settle")
@_SPACE
@click.argument("number", type=int, required=False)
@click.option("--keep", "place", type=int, help="Decide as the way of this number says.")
@click.option("--both", is_flag=True, help="Keep both, where that can be.")
@click.option("--value", "text", help="Another value, as JSON or as plain text.")
@click.option("--all-of", "name", help="In all conflicts: keep what the person of this name gave.")
@click.option("--reason", default="", help="Why; kept with the decision.")
@click.pass_obj
def settle(
    door: Door,
    space: str | None,
    number: int | None,
    place: int | None,
    both: bool,
    text: str | None,
    name: str | None,
    reason: str,
) -> None:
    """Settle the conflict of NUMBER in the list, or all at once with --all-of."""
    with door.answering(), door.desk() as workspace:
        engagement = the_engagement(workspace, space).id
        found = inbox.inbox(workspace, engagement, door.translator.gettext).clashes
        if name is not None:
            decisions = _all_of(Roster(workspace), engagement, found, name)
        else:
            clash = _numbered(found, number)
            decisions = [_decision(workspace, engagement, clash, place, both, text)]
        inbox.settle(workspace, engagement, decisions, reason)
        left = inbox.count(workspace, engagement)
    door.say(N_("Settled: {n}. Still open: {left}."), n=len(decisions), left=left)


@conflicts.command("export")
@_SPACE
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help=".csv or .xlsx")
@click.option("--text", default="", help="Only decisions that hold these words.")
@click.option("--since", default="", help="Only from this date on, such as 2026-02.")
@click.option("--until", default="", help="Only up to this date.")
@click.pass_obj
def export_(door: Door, space: str | None, out: Path, text: str, since: str, until: str) -> None:
    """Write the log of decisions as a table."""
    form = out.suffix.lower().lstrip(".")
    tr = door.translator.gettext
    with door.answering():
        if form not in ("csv", "xlsx"):
            raise InvalidEntry((Problem(N_("Name a file that ends in .csv or .xlsx.")),))
        with door.desk() as workspace:
            engagement = the_engagement(workspace, space).id
            wanted = Filter(text=text, since=since, until=until)
            found = settled(workspace, engagement, wanted, tr)
            content = export(workspace, found, form, tr)
        try:
            with replacing(out, mode=0o644) as file:
                file.write(content)
        except OSError as error:
            raise explain(error, out) from error
        door.say(N_("Decisions: {n}, in {file}"), n=len(found), file=out.name)


def _numbered(found: Sequence[Clash], number: int | None) -> Clash:
    if number is None or not 1 <= number <= len(found):
        raise NotFound(N_("There is no conflict of that number; see “yport conflicts list”."))
    return found[number - 1]


def _decision(
    workspace: Workspace, space: UUID, clash: Clash, place: int | None, both: bool, text: str | None
) -> Decision:
    if place is not None and 1 <= place <= len(clash.options):
        return inbox.keep(clash, place - 1)
    if both:
        before = inbox.dossier(workspace, space, clash).before
        decision = inbox.both(clash, before[0].value if before else None)
        if decision is not None:
            return decision
    if text is not None and clash.nature in inbox.CELL:
        return inbox.write(clash, _value(text))
    raise InvalidEntry((Problem(N_("This conflict cannot be settled in that way.")),))


def _value(text: str) -> Any:
    """A list or object as JSON; anything else is the text itself, for numbers are kept as text."""
    try:
        value = loads(text)
    except (ValueError, RecursionError):
        return text
    return value if isinstance(value, list | dict | bool) or value is None else text


def _all_of(roster: Roster, space: UUID, found: Sequence[Clash], name: str) -> Sequence[Decision]:
    for key in dict.fromkeys(k for clash in found for side in clash.sides for k in side.keys):
        if roster.name(space, key).casefold() == name.casefold():
            return inbox.by_author(found, key)[0]
    raise NotFound(N_("Nobody of that name has a value in an open conflict."))


def _plain(clash: Clash) -> dict[str, Any]:
    return {
        "record": str(clash.record),
        "kind": clash.kind,
        "field": clash.key,
        "nature": str(clash.nature),
        "title": clash.title,
        "label": clash.label,
        "sides": [
            {"value": s.value, "text": s.text, "who": s.who, "at": s.at, "own": s.own} for s in clash.sides
        ],
        "ways": [option.verb for option in clash.options],
        "taken_back": clash.reopened is not None,
    }
