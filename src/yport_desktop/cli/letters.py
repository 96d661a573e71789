"""`yport bundle write`, `sent`, `arrivals`, `take-back`: what went out, what came in, and taking it back."""

from pathlib import Path

import click

from yport_desktop.domain.changes import PLACES, PRIVATE
from yport_desktop.domain.errors import NotFound
from yport_desktop.domain.text import N_
from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.letters import SIZE_LIMIT, Letter, WrittenBundle
from yport_desktop.services.members import Member

from .door import Door, the_engagement
from .roster import is_called

_FILE = click.Path(dir_okay=False, path_type=Path)
_SPACE = click.option("--space", help="Name or id of the engagement, where there are several.")


@click.command()
@click.argument("out", type=_FILE)
@_SPACE
@click.option("--to", multiple=True, help="Name or email of a colleague; all on the roster if not given.")
@click.option("--note", default="", help="A sentence for the recipients.")
@click.option("--signed-only", is_flag=True, help="Do not encrypt: anybody who gets the file can read it.")
@click.option("--everything", is_flag=True, help="Also what they confirmed: for a laptop lost or set back.")
@click.option("--carrier", type=click.Choice([c.value for c in Carrier]), help="As OUT ends if not given.")
@click.option(
    "--limit",
    type=click.FloatRange(min=0.05),
    help="Largest size of one file in MB; more is written in parts.",
)
@click.option("--leave-out", multiple=True, type=click.Choice([PRIVATE, PLACES]), help="What is not sent.")
@click.pass_obj
def write(
    door: Door,
    out: Path,
    space: str | None,
    to: tuple[str, ...],
    note: str,
    signed_only: bool,
    everything: bool,
    carrier: str | None,
    limit: float | None,
    leave_out: tuple[str, ...],
) -> None:
    """Write what colleagues did not confirm to have yet into the file OUT, or into several in parts."""
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        engagement = the_engagement(workspace, space).id
        members = chosen(exchange.colleagues(engagement), to)
        if signed_only:
            click.echo(door.text(N_("Not encrypted: anybody who gets this file can read it.")), err=True)
        suffix = out.suffix.lower().lstrip(".")
        letter = Letter(
            engagement,
            tuple(m.key for m in members),
            note,
            not signed_only,
            everything,
            Carrier(carrier or (suffix if suffix in set(Carrier) else Carrier.BINARY)),
            int(limit * 1_000_000) if limit else SIZE_LIMIT,
            frozenset(leave_out).union(*(m.leave_out for m in members)),
            door.translator.language,
        )
        _say_written(door, exchange.send(letter, out), members)


def _say_written(door: Door, done: WrittenBundle, members: list[Member]) -> None:
    door.say(
        N_("{file}: {changes} changes and {files} attachments for {names}, {size} KB"),
        file=", ".join(str(f.path) for f in done.files),
        changes=done.changes,
        files=done.blobs,
        names=", ".join(m.name for m in members),
        size=-(-done.size // 1024),
    )
    for circle, count in done.left_out.items():
        sentence = N_("Left out: {count} changes in private records")
        if circle == PLACES:
            sentence = N_("Left out: {count} changes to places of photos")
        door.say(sentence, count=count)
    if done.attachments_left_out:
        door.say(N_("Left out: {count} attachments"), count=done.attachments_left_out)
    if done.along:
        sentence = N_("Entered before places could be left out, so they go along: {count} places of photos")
        door.say(sentence, count=done.along)


@click.command()
@_SPACE
@click.pass_obj
def sent(door: Door, space: str | None) -> None:
    """Who holds what, as of when, and what was written for whom."""
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        engagement = the_engagement(workspace, space).id
        door.say(N_("Own changes in no bundle yet: {count}"), count=exchange.not_sent(engagement))
        for receipt in exchange.receipts(engagement):
            if receipt.as_of:
                sentence = N_("{name} lacks {count} changes, as of {when}")
            else:
                sentence = N_("{name}: nothing heard yet")
            door.say(sentence, name=receipt.member.name, count=receipt.lacking, when=receipt.as_of)
        for dispatch in exchange.dispatches(engagement):
            names = [exchange.roster.name(engagement, k) for k in dispatch.recipients]
            waiting = [exchange.roster.name(engagement, k) for k in dispatch.waiting]
            door.say(
                N_("{when}: {files} for {names}; not confirmed by: {waiting}"),
                when=dispatch.written,
                files=", ".join(dispatch.names),
                names=", ".join(names),
                waiting=", ".join(waiting) or "-",
            )


@click.command()
@_SPACE
@click.pass_obj
def arrivals(door: Door, space: str | None) -> None:
    """What was imported, with the number by which it can be taken back."""
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        for arrived in exchange.arrivals(the_engagement(workspace, space).id):
            sentence = N_("{number}: from {name}, written {when}, part {parts} of {of}")
            if arrived.taken_back:
                sentence = N_("{number}: from {name}, written {when}, part {parts} of {of}; taken back")
            door.say(
                sentence,
                number=arrived.number,
                name=arrived.name,
                when=arrived.written,
                parts=", ".join(map(str, arrived.parts)),
                of=arrived.of,
            )


@click.command("take-back")
@click.argument("number", type=int)
@_SPACE
@click.pass_obj
def take_back(door: Door, number: int, space: str | None) -> None:
    """Take the import NUMBER back: what it wrote goes, what came after stays."""
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        done = exchange.take_back(the_engagement(workspace, space).id, number)
        door.say(
            N_("Taken back: {cells} values, {deleted} records. Changed since, and kept: {kept} records."),
            cells=done.cells,
            deleted=done.deleted,
            kept=len(done.kept),
        )


def chosen(colleagues: tuple[Member, ...], names: tuple[str, ...]) -> list[Member]:
    """The colleagues of these names, addresses, laptops or words, all for no name. Raises NotFound."""
    if not names:
        return list(colleagues)
    chosen = []
    for name in names:
        found = [m for m in colleagues if is_called(m, name)]
        if not found:
            listed = ", ".join(m.name for m in colleagues)
            raise NotFound(N_("{name} is not on the roster. There is: {names}."), name=name, names=listed)
        chosen += [m for m in found if m not in chosen]
    return chosen
