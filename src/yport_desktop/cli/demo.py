"""`yport demo`: the main job from end to end, headless, on the sample engagement."""

from pathlib import Path
from uuid import UUID

import click

from yport_desktop.domain.text import N_
from yport_desktop.services.exchange import Exchange
from yport_desktop.services.roster import Me
from yport_desktop.services.sample import open_sample
from yport_desktop.services.workspace import Workspace

from .door import Door

FIRST, SECOND = Me("First advisor", "first@example.invalid"), Me("Second advisor", "second@example.invalid")


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("out"),
    show_default=True,
    help="Folder for what is made.",
)
@click.option("--date", "dated", help="Date on the reports, YYYY-MM-DD; default today.")
@click.option("--screens/--no-screens", default=True, help="Pictures of the window's pages as well.")
@click.pass_obj
def demo(door: Door, out: Path, dated: str | None, screens: bool) -> None:
    """Build the sample engagement; make its report, a bundle that a second laptop reads, and pictures."""
    with door.answering():
        _demo(door, out, dated, screens)


def _demo(door: Door, out: Path, dated: str | None, screens: bool) -> None:
    # reportlab and matplotlib are loaded only when a report is made
    from .reporting import write_report

    first, second = door.profile or out / "profile", out / "second-profile"
    bundle = out / "metro-cebu.yport"
    card = _card(door, second)
    with door.desk(first) as workspace:
        space = open_sample(workspace)
        door.say(N_("Sample engagement: {name}"), name=workspace.title(workspace.get(space)))
        for language in ("en", "ja"):
            target = out / f"report-{language}.pdf"
            size = write_report(workspace, space, target, language, dated)
            door.say(N_("Report: {file}, {size} KB"), file=str(target), size=size // 1000)
        _write_bundle(door, workspace, space, card, bundle)
        words = workspace.identity.words
        state = workspace.store.fingerprint(space)
    with door.desk(second) as workspace:
        exchange = Exchange(workspace)
        rehearsal = exchange.rehearse(bundle)
        exchange.import_bundle(rehearsal, accept_sender=rehearsal.sender.words == words)
        same = workspace.store.fingerprint(space) == state
        door.say(N_("Second laptop: {name}"), name=workspace.title(workspace.get(space)))
        door.say(N_("Both laptops show the same state.") if same else N_("The laptops differ."))
    if not same:
        raise SystemExit(1)
    if screens:
        pictures = door.parts.screens(first, out / "pages")
        door.say(
            N_("Pictures of the pages: {count} in {folder}"), count=len(pictures), folder=str(out / "pages")
        )


def _card(door: Door, profile: Path) -> str:
    """The second advisor's contact card."""
    with door.desk(profile) as workspace:
        exchange = Exchange(workspace)
        exchange.introduce(SECOND)
        return exchange.my_card()


def _write_bundle(door: Door, workspace: Workspace, space: UUID, card: str, bundle: Path) -> None:
    exchange = Exchange(workspace)
    exchange.introduce(FIRST)
    colleague = exchange.read_card(card)
    exchange.add_to_roster(space, colleague, confirmed=True)
    written = exchange.write(space, [colleague.signing_key], bundle)
    door.say(
        N_("Bundle: {file}, {changes} changes, {size} KB"),
        file=str(bundle),
        changes=written.changes,
        size=written.size // 1000,
    )
