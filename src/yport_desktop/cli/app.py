"""The commands of `yport`."""

from pathlib import Path

import click

from yport_desktop import __version__
from yport_desktop.domain.errors import FileNotWritten
from yport_desktop.domain.text import N_
from yport_desktop.env.associations import associate, dissociate, opening_command
from yport_desktop.env.translations import Translator, choose_language
from yport_desktop.services.upkeep import check_store

from .bundles import bundle
from .calculate import calculate
from .conflicts import conflicts
from .demo import demo
from .door import Door, Parts, print_json, the_engagement
from .letters import arrivals, sent, take_back, write
from .roster import roster


class FilesOrCommand(click.Group):
    """`yport FILE...`, as a double click calls it, is `yport open FILE...`."""

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Commands come first; what has a suffix or is there as a file is none."""
        if args and args[0] not in self.commands and (Path(args[0]).suffix or Path(args[0]).exists()):
            return "open", self.commands["open"], args
        return super().resolve_command(context, args)


@click.group(
    cls=FilesOrCommand, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--profile",
    type=click.Path(file_okay=False, path_type=Path),
    help="Work in this folder instead of the person's own profile, for trying things out.",
)
@click.option("--lang", help="Language of messages and window, such as en or ja.")
@click.option("--sample", is_flag=True, help="Open the window on the sample engagement if there is no other.")
@click.version_option(__version__, prog_name="Y-PORT Desktop")
@click.pass_context
def app(context: click.Context, profile: Path | None, lang: str | None, sample: bool) -> None:
    """The desk of an urban advisor. Without a command the window opens; with files, on these."""
    parts: Parts = context.obj
    if context.invoked_subcommand is None:
        context.exit(parts.window(profile, lang, sample, ()))
    context.obj = Door(parts, profile, Translator(choose_language(lang or "")))


bundle.add_command(write)
bundle.add_command(sent)
bundle.add_command(arrivals)
bundle.add_command(take_back)
app.add_command(bundle)
app.add_command(roster)
app.add_command(conflicts)
app.add_command(calculate)
app.add_command(demo)


@app.command("open")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.pass_context
def open_(context: click.Context, files: tuple[Path, ...]) -> None:
    """Open the window and look at FILES, or show them in the window that is open."""
    door: Door = context.obj
    given = context.parent.params if context.parent else {}
    paths = [path.absolute() for path in files]
    context.exit(door.parts.window(door.profile, given.get("lang"), bool(given.get("sample")), paths))


@app.command("list")
@click.option("--json", "as_json", is_flag=True, help="Plain JSON for other programs.")
@click.pass_obj
def list_(door: Door, as_json: bool) -> None:
    """The sectors, record types and engagements this program and profile hold."""
    registry = door.registry()
    with door.answering(), door.desk() as workspace:
        spaces = [{"id": str(s.id), "kind": s.kind, "name": s.name} for s in workspace.spaces()]
    content = {
        "version": __version__,
        "sectors": {
            key: {
                "label": door.text(sector.label),
                "inputs": [i.key for i in sector.inputs],
                "indicators": [i.key for i in sector.indicators],
            }
            for key, sector in registry.sectors.items()
        },
        "record_types": {kind: door.text(entity.label) for kind, entity in registry.entities.items()},
        "engagements": spaces,
    }
    if as_json:
        print_json(content)
        return
    for key, sector in registry.sectors.items():
        counts = {"inputs": len(sector.inputs), "indicators": len(sector.indicators)}
        door.say(
            N_("Sector {key}: {label}, {inputs} inputs, {indicators} indicators"),
            key=key,
            label=door.text(sector.label),
            **counts,
        )
    door.say(N_("Record types: {kinds}"), kinds=", ".join(registry.entities))
    for space in spaces:
        door.say(N_("Engagement {name} ({id})"), name=space["name"], id=space["id"])


@app.command()
@click.option("--space", help="Name or id of the engagement, where there are several.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The PDF to write."
)
@click.option("--language", default="en", show_default=True, help="en or ja.")
@click.option("--date", "dated", help="Date on the cover, YYYY-MM-DD; default today.")
@click.pass_obj
def report(door: Door, space: str | None, out: Path, language: str, dated: str | None) -> None:
    """Write the advisory report of an engagement as PDF."""
    # reportlab and matplotlib are loaded only when a report is made
    from .reporting import write_report

    with door.answering(), door.desk() as workspace:
        size = write_report(workspace, the_engagement(workspace, space).id, out, language, dated)
        door.say(N_("Report: {file}, {size} KB"), file=str(out), size=size // 1000)


@app.command()
@click.pass_obj
def check(door: Door) -> None:
    """Integrity of the store, hashes and signatures of the log, and that a rebuild gives the same state."""
    with door.answering(), door.desk() as workspace:
        findings = check_store(workspace)
        registry = workspace.registry
    door.say(
        N_("{segments} sealed segments, {changes} changes; {sectors} sectors, {kinds} record types"),
        segments=findings.segments,
        changes=findings.changes,
        sectors=len(registry.sectors),
        kinds=len(registry.entities),
    )
    for fault in findings.faults:
        click.echo(fault, err=True)
    door.say(N_("All is well.") if findings.sound else N_("Something is amiss; nothing was changed."))
    raise SystemExit(0 if findings.sound else 6)


@app.command("associate")
@click.option("--remove", is_flag=True, help="Take it back.")
@click.pass_obj
def associate_(door: Door, remove: bool) -> None:
    """Let a double click on a .yport file open this program, for you only."""
    with door.answering():
        try:
            told = dissociate() if remove else associate(opening_command())
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise FileNotWritten(path=error.filename or "", reason=reason) from error
        if not told:
            door.say(N_("On macOS the application in the Applications folder opens bundles by itself."))
        elif remove:
            door.say(N_("A double click on a bundle no longer opens Y-PORT Desktop."))
        else:
            door.say(N_("A double click on a bundle (.yport) now opens Y-PORT Desktop."))


@app.command(hidden=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out/screens"))
@click.pass_obj
def screens(door: Door, out: Path) -> None:
    """A picture of every page in every theme, language and size, on the sample engagement."""
    with door.answering():
        for path in door.parts.screens(door.profile or out / "profile", out):
            click.echo(path.name)
