"""`yport calculate`: a sector, a ranking or an uncertainty from a JSON file, as the window computes it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from yport_desktop.domain.canonical import loads
from yport_desktop.domain.errors import InvalidEntry, NotFound, Problem
from yport_desktop.domain.sector import Assessment, Sector
from yport_desktop.domain.text import N_
from yport_desktop.exchange.files import replacing
from yport_desktop.services.calculate import assessed, draws_json, result_json, template
from yport_desktop.services.ranking_json import PRIORITIES, rank_json, ranking_template
from yport_desktop.services.uncertainty_json import UNCERTAINTY, uncertainty_json, uncertainty_template

from .door import Door, print_json

_FEWEST, _MOST = 100, 100_000  # draws: fewer say nothing, more do not fit into a laptop for every sector
_LARGEST_FILE = 20_000_000  # bytes
_BESIDE: Mapping[str, tuple[Callable[[Mapping[str, Any]], dict[str, Any]], Callable[[], dict[str, Any]]]] = {
    PRIORITIES: (rank_json, ranking_template),
    UNCERTAINTY: (uncertainty_json, uncertainty_template),
}


@click.command()
@click.argument("sector")
@click.option("--inputs", type=click.Path(dir_okay=False, path_type=Path), help="JSON file with the inputs.")
@click.option("--template", "as_template", is_flag=True, help="Print what may be given, to be filled in.")
@click.option("--json", "as_json", is_flag=True, help="Plain JSON with terms, ranges and sources.")
@click.option(
    "--xlsx", type=click.Path(dir_okay=False, path_type=Path), help="Write a workbook with live formulas."
)
@click.option(
    "--currency",
    metavar="CODE",
    help="Results in this currency, by the dated rates in the file or else those of published studies.",
)
@click.option(
    "--draws",
    type=click.IntRange(_FEWEST, _MOST),
    help="Ranges by so many Monte Carlo draws (Approach 2) beside those by error propagation (Approach 1).",
)
@click.option(
    "--seed", type=click.IntRange(0, 2**63 - 1), help="Seed of the draws; without it the program's."
)
@click.pass_obj
def calculate(
    door: Door,
    sector: str,
    inputs: Path | None,
    as_template: bool,
    as_json: bool,
    xlsx: Path | None,
    currency: str | None,
    draws: int | None,
    seed: int | None,
) -> None:
    """Compute every indicator of SECTOR from a JSON file, by the same function as the window.

    With "priorities" as SECTOR: rank options by criteria and weights, as on that page. With "uncertainty":
    an inventory by Approach 1, or a sum of products by Approaches 1 and 2. These two take neither --xlsx nor
    --currency, --draws and --seed. The file of a sector may hold "rates" of its own.
    """
    if seed is not None and draws is None:
        raise click.UsageError("--seed needs --draws.")
    if sector in _BESIDE and (xlsx or currency or draws):
        raise click.UsageError("--xlsx, --currency, --draws and --seed are for sectors.")
    with door.answering():
        if sector in _BESIDE:
            compute, blank = _BESIDE[sector]
            print_json(blank() if as_template or inputs is None else compute(_read_object(inputs)))
            return
        declared = door.registry().sectors.get(sector)
        if declared is None:
            names = ", ".join((*door.registry().sectors, *_BESIDE))
            raise NotFound(N_("There is no sector “{name}”. There is: {names}."), name=sector, names=names)
        if as_template or inputs is None:
            print_json(template(declared))
            return
        given = _read_object(inputs)
        assessment, warnings = assessed(declared, given, door.registry().sectors, currency or "")
        if xlsx is not None:
            _write_workbook(door, declared, assessment, xlsx)
        result = result_json(declared, assessment, warnings)
        if draws is not None:
            result["draws"] = draws_json(declared, assessment, draws, seed)
        if as_json:
            print_json(result)
        else:
            _print_result(door, declared, result)


def _read_object(path: Path) -> dict[str, Any]:
    given = _read_json(path)
    if not isinstance(given, dict):
        raise InvalidEntry((Problem(N_("The file must hold one JSON object of names and values.")),))
    return given


def _read_json(path: Path) -> object:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
        if len(content) > _LARGEST_FILE:
            text = N_("The file {file} is larger than {most} MB.")
            raise InvalidEntry(
                (Problem(text, details=(("file", path.name), ("most", _LARGEST_FILE // 10**6))),)
            )
        return loads(content)
    except OSError as error:
        raise NotFound(N_("The file {file} cannot be read."), file=path.name) from error
    except (ValueError, RecursionError) as error:
        problem = Problem(
            N_("The file {file} is not valid JSON: {error}"), details=(("file", path.name), ("error", error))
        )
        raise InvalidEntry((problem,)) from error


def _write_workbook(door: Door, sector: Sector, assessment: Assessment, path: Path) -> None:
    # openpyxl is loaded only when a workbook is written
    from yport_desktop.services.live_export import live_workbook

    translator = door.translator
    with replacing(path, mode=0o644) as file:
        file.write(live_workbook(sector, assessment, "", translator.language, translator.gettext))


def _print_result(door: Door, sector: Sector, result: dict[str, Any]) -> None:
    drawn = result.get("draws", {}).get("indicators", {})
    for key, found in result["indicators"].items():
        label = door.text(sector.indicator(key).label)
        if found["value"] is None and not found["missing"]:
            click.echo(f"{label}: {' '.join(p['message'] for p in found['problems'])}")
            continue
        if found["value"] is None:
            door.say(
                N_("{label}: no result yet; missing: {missing}"),
                label=label,
                missing=", ".join(found["missing"]),
            )
            continue
        span = f" ({found['low']:.6g} – {found['high']:.6g})" if found.get("low") is not None else ""
        line = f"{label}: {found['value']:.6g} {found['unit']}{span}"
        if key in drawn:
            low, high = (f"{drawn[key][end]:.6g}" for end in ("low", "high"))
            line = door.text(N_("{result}; drawn: {low} – {high}"), result=line, low=low, high=high)
        click.echo(line)
    for problem in result["problems"]:
        click.echo(str(problem.get("message") or problem), err=True)
