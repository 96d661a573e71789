"""`yport roster`: the people of an engagement and their keys."""

from uuid import UUID

import click

from yport_desktop.domain.changes import PLACES, PRIVATE
from yport_desktop.domain.errors import NotFound
from yport_desktop.domain.text import N_
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.members import Member
from yport_desktop.services.revoking import Why

from .door import Door, the_engagement

_SPACE = click.option("--space", help="Name or id of the engagement, where there are several.")


@click.group()
def roster() -> None:
    """The people of an engagement: their keys, laptops, and what they are sent."""


@roster.command("list")
@_SPACE
@click.pass_obj
def list_(door: Door, space: str | None) -> None:
    """Everybody on the roster, one key a line."""
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        for member in exchange.roster.members(the_engagement(workspace, space).id):
            state = N_("verified") if member.confirmed else N_("not verified")
            if member.revoked:
                state = N_("no longer valid")
            name = f"{member.name} ({member.laptop})" if member.laptop else member.name
            click.echo(f"{name} <{member.email}> {member.words} {door.text(state)}")


@roster.command()
@click.argument("who")
@click.option("--why", type=click.Choice([w.value for w in Why]), required=True)
@click.option("--last", metavar="PART", type=int, help="Last good part; all that is here if not given.")
@_SPACE
@click.pass_obj
def revoke(door: Door, who: str, why: str, last: int | None, space: str | None) -> None:
    """Say that the key of WHO (name, email or words) is no longer valid."""
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        engagement = the_engagement(workspace, space).id
        member = one_member(exchange, engagement, who)
        parts = exchange.revoking.parts(engagement, member.key)
        good = None if last is None else {p.feed: last for p in parts}
        exchange.revoking.revoke(engagement, member, Why(why), good)
        door.say(N_("The key of {name} is no longer valid."), name=member.name)


@roster.command()
@click.argument("who")
@_SPACE
@click.pass_obj
def lift(door: Door, who: str, space: str | None) -> None:
    """Take a revocation back: at once if it was yours, else when a second colleague agrees."""
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        engagement = the_engagement(workspace, space).id
        member = one_member(exchange, engagement, who)
        exchange.revoking.lift(engagement, member)
        door.say(N_("The revocation of the key of {name} was taken back."), name=member.name)


@roster.command("leave-out")
@click.argument("who")
@click.argument("circles", nargs=-1, type=click.Choice([PRIVATE, PLACES]))
@_SPACE
@click.pass_obj
def leave_out(door: Door, who: str, circles: tuple[str, ...], space: str | None) -> None:
    """What bundles for WHO leave out from now on; nothing if none is named."""
    with door.answering(), door.desk() as workspace:
        exchange = Exchange(workspace)
        engagement = the_engagement(workspace, space).id
        member = one_member(exchange, engagement, who)
        exchange.roster.set_leave_out(engagement, member, circles)


def is_called(member: Member, who: str) -> bool:
    """Whether that is the name, address, laptop or words of a member. Nobody is called by nothing."""
    known = (member.words, member.email, member.name, member.laptop)
    return bool(who) and who.casefold() in (text.casefold() for text in known)


def one_member(exchange: Exchange, space: UUID, who: str) -> Member:
    """The member of that name, address, laptop or words. Raises NotFound."""
    members = exchange.roster.members(space)
    found = [m for m in members if is_called(m, who)]
    if len(found) != 1:
        raise NotFound(
            N_("{name} does not name one person on the roster. There is: {names}."),
            name=who,
            names=", ".join(f"{m.name} {m.words}" for m in members),
        )
    return found[0]
