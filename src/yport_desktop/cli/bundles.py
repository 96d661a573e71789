"""`yport bundle`: contact cards, writing, rehearsing, importing and verifying bundles."""

from pathlib import Path
from typing import Any

import click

from yport_desktop.domain.errors import NotFound
from yport_desktop.domain.text import N_
from yport_desktop.services.arrivals import Imported, Rehearsal, Sender, SpaceRehearsal, Standing
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.roster import Me

from .door import Door, print_json, the_engagement

_FILE = click.Path(dir_okay=False, path_type=Path)
_STANDING = {
    Standing.ME: N_("this installation itself"),
    Standing.ON_ROSTER: N_("on the roster"),
    Standing.KNOWN_ELSEWHERE: N_("known from another engagement"),
    Standing.REVOKED: N_("key revoked"),
    Standing.UNKNOWN: N_("not known here"),
}


@click.group()
def bundle() -> None:
    """Exchange changes with colleagues as signed, encrypted files."""


@bundle.command()
@click.option("--name", help="Your name, as colleagues shall see it.")
@click.option("--email", default="", help="Your email address.")
@click.pass_obj
def card(door: Door, name: str | None, email: str) -> None:
    """Print your contact card and the words to read out when a colleague compares it."""
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        if name:
            exchange.introduce(Me(name, email))
        click.echo(exchange.my_card())
        door.say(N_("Words to compare: {words}"), words=exchange.my_words)


@bundle.command()
@click.argument("card_text", metavar="CARD")
@click.option("--space", help="Name or id of the engagement, where there are several.")
@click.option("--confirmed", is_flag=True, help="You compared the words with the person.")
@click.pass_obj
def add(door: Door, card_text: str, space: str | None, confirmed: bool) -> None:
    """Put the holder of a contact card on the roster of an engagement."""
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        read = exchange.read_card(card_text)
        exchange.add_to_roster(the_engagement(workspace, space).id, read, confirmed)
        door.say(N_("{name} is on the roster. Words to compare: {words}"), name=read.name, words=read.words)


@bundle.command()
@click.argument("file", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="Plain JSON for other programs.")
@click.pass_obj
def rehearse(door: Door, file: Path, as_json: bool) -> None:
    """Show what the import of FILE would do. Nothing is written."""
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        rehearsal = exchange.rehearse(file)
        keys = [
            said.say(door.translator.gettext)
            for space in rehearsal.spaces
            for said in exchange.revoking.news(space.space, space.changes)
        ]
    if as_json:
        print_json(_rehearsal_json(rehearsal))
        return
    _say_sender(door, rehearsal.sender)
    for space in rehearsal.spaces:
        _say_space(door, space)
    for text in keys:
        click.echo(text)
    if rehearsal.attachments:
        door.say(N_("New attachments: {count}"), count=rehearsal.attachments)
    if rehearsal.nothing_new:
        door.say(N_("Everything in this bundle is here already."))


@bundle.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--accept", metavar="WORDS", help="The sender's words, as compared with the person.")
@click.pass_obj
def import_(door: Door, files: tuple[Path, ...], accept: str | None) -> None:
    """Import FILES: a backup first, then all parts of a bundle in one step.

    A file may be a bundle, a text, a workbook, an email, an archive, or a folder of such.
    """
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        looked = exchange.look(files)
        if not looked.parcels:
            raise looked.refused[0].problem if looked.refused else NotFound()
        for refused in looked.refused:
            text = door.text(refused.problem.template, **refused.problem.details)
            click.echo(f"{refused.name}: {text}", err=True)
        for fault in looked.faults:
            click.echo(door.problem(fault), err=True)
        for parcel in looked.parcels:  # all of them before the first is imported
            words = exchange.sender_of(parcel).words
            if accept is not None and _plain(accept) != _plain(words):
                raise NotFound(N_("These are not the words of the sender; they are {words}."), words=words)
        for parcel in looked.parcels:
            rehearsal = exchange.rehearse(parcel)
            done = exchange.import_bundle(rehearsal, accept_sender=accept is not None)
            _say_sender(door, done.sender)
            _say_imported(door, done)


@bundle.command()
@click.argument("file", type=_FILE)
@click.pass_obj
def verify(door: Door, file: Path) -> None:
    """Check every signature and hash in FILE without importing it."""
    with door.answering(), door.desk() as workspace:
        report = Exchange(workspace).verify(file)
    _say_sender(door, report.sender)
    manifest = report.manifest
    door.say(
        N_("Written {when} for {names}, part {part} of {parts}"),
        when=manifest.written,
        names=", ".join(p.name for p in manifest.recipients),
        part=manifest.part,
        parts=manifest.parts,
    )
    for signed in report.segments:
        door.say(
            N_("Signed by {name}: segment {number}, {changes} changes"),
            name=signed.author,
            number=signed.number,
            changes=signed.changes,
        )
    door.say(N_("All signatures and hashes are sound. Attachments: {count}"), count=report.attachments)


def _plain(words: str) -> list[str]:
    return words.casefold().replace("-", " ").split()


def _say_sender(door: Door, sender: Sender) -> None:
    door.say(
        N_("From {name}, {standing}. Words: {words}"),
        name=sender.name or sender.claimed,
        standing=door.text(_STANDING[sender.standing]),
        words=sender.words,
    )


def _say_space(door: Door, space: SpaceRehearsal) -> None:
    if space.is_new:
        door.say(N_("{name} is not here yet. Compare the words with the sender first."), name=space.name)
    counts = (
        (N_("{name}: new {kind}: {count}"), space.new_records),
        (
            N_("{name}: changed {kind}: {count}"),
            space.changed_records,
        ),
    )
    for sentence, by_kind in counts:
        for kind, count in by_kind.items():
            door.say(sentence, name=space.name, kind=kind, count=count)
    if space.misplaced:
        door.say(
            N_("Records moved under each other, or left under something deleted: {n}"), n=space.misplaced
        )
    for conflict in space.conflicts:
        values = " | ".join(str(head.value) for head in conflict.heads)
        door.say(
            N_("Conflict in {kind}, {field}: {values}"),
            kind=conflict.kind,
            field=conflict.field,
            values=values,
        )
    for gap in space.gaps:
        door.say(N_("Waiting for segment {number} of {name}"), number=gap.number, name=gap.author or gap.feed)
    for words in space.unknown_authors:
        door.say(N_("Kept aside until accepted, written by: {words}"), words=words)


def _say_imported(door: Door, done: Imported) -> None:
    for space in done.spaces:
        door.say(
            N_("{records} records changed, {conflicts} conflicts open, {waiting} segments kept aside"),
            records=len(space.touched),
            conflicts=space.conflicts,
            waiting=space.unapplied,
        )
        if space.out_of_step:
            door.say(
                N_("The sender holds the same changes and sees another state. Run the check and tell us.")
            )
    for missing in done.missing:
        door.say(
            N_("Waiting for part {numbers} of {parts} of the bundle of {name}, written {when}"),
            numbers=", ".join(map(str, missing.numbers)),
            parts=missing.parts,
            name=missing.name,
            when=missing.written,
        )
    if done.pieces_dropped:
        door.say(
            N_("No room for pieces of attachments, ask for these again: {n}"), n=f"{done.pieces_dropped:,}"
        )
    if done.backup:
        door.say(N_("Backup made before: {file}"), file=done.backup.name)


def _rehearsal_json(rehearsal: Rehearsal) -> dict[str, Any]:
    sender = rehearsal.sender
    return {
        "sender": {
            "name": sender.name or sender.claimed,
            "words": sender.words,
            "standing": sender.standing.value,
        },
        "nothing_new": rehearsal.nothing_new,
        "parts": sorted(rehearsal.parcel.parts),
        "missing_parts": list(rehearsal.parcel.missing),
        "attachments": rehearsal.attachments,
        "spaces": [
            {
                "id": str(s.space),
                "name": s.name,
                "is_new": s.is_new,
                "new": dict(s.new_records),
                "changed": dict(s.changed_records),
                "changes": [
                    {
                        "record": str(c.record),
                        "kind": c.kind,
                        "field": c.field,
                        "before": c.before,
                        "after": c.after,
                    }
                    for c in s.changes
                ],
                "conflicts": [
                    {"record": str(c.record), "field": c.field, "values": [h.value for h in c.heads]}
                    for c in s.conflicts
                ],
                "misplaced": s.misplaced,
                "gaps": [{"feed": g.feed, "number": g.number, "author": g.author} for g in s.gaps],
                "kept_aside": list(s.unknown_authors),
                "left_out": dict(s.left_out),
            }
            for s in rehearsal.spaces
        ],
    }
