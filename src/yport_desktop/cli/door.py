"""What every command shares: the profile it works on, the language, and how errors are shown."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import click

from yport_desktop.domain.errors import (
    BundleError,
    Cancelled,
    IdentityError,
    InvalidEntry,
    NotFound,
    Problem,
    StoreError,
    YportError,
)
from yport_desktop.domain.registry import Registry
from yport_desktop.domain.text import N_
from yport_desktop.env.translations import Translator
from yport_desktop.exchange.key_errors import KeysLocked, WrongPassphrase
from yport_desktop.exchange.vault import Unlock
from yport_desktop.services.workspace import Workspace

# One table decides what a failure means to the caller's shell.
EXIT_CODES: tuple[tuple[type[YportError], int], ...] = (
    (InvalidEntry, 3),
    (NotFound, 4),
    (BundleError, 5),
    (StoreError, 6),
    (IdentityError, 7),
    (Cancelled, 130),
    (YportError, 1),
)

PASSPHRASE_FILE = "YPORT_PASSPHRASE_FILE"
_LONGEST_PASSPHRASE_FILE = 16 * 1024
_TRIES = 3
_NO_PASSPHRASE = N_(
    "The keys of this profile are protected by a passphrase. Start the command in a terminal to be asked for "
    "it, or name a file that holds it in the environment variable {variable}."
)


class OpenDesk(Protocol):
    """An open profile."""

    workspace: Workspace

    def close(self) -> None:
        """Let others in."""
        ...


@dataclass(frozen=True)
class Parts:
    """What the composition root hands to the command line."""

    open: Callable[[Path | None, Unlock | None], OpenDesk]
    registry: Callable[[], Registry]
    window: Callable[[Path | None, str | None, bool, Sequence[Path]], int]
    screens: Callable[[Path, Path], Sequence[Path]]


@dataclass(frozen=True)
class Door:
    """Handed to every command: how to open the profile, the shelves, and the person's language."""

    parts: Parts
    profile: Path | None
    translator: Translator

    def registry(self) -> Registry:
        """The sectors and record types this program knows."""
        return self.parts.registry()

    def say(self, message: str, **details: Any) -> None:
        """A line for the person."""
        click.echo(self.text(message, **details))

    def text(self, message: str, **details: Any) -> str:
        """A message in the person's language."""
        translated = self.translator.gettext(message)
        return translated.format(**details) if details else translated

    def problem(self, problem: Problem) -> str:
        """A problem in the person's language, labels inside it too, with its row and field."""
        place = f"{problem.field}: " if problem.field else ""
        translate = self.translator.gettext
        details = {k: translate(v) if isinstance(v, str) and v else v for k, v in problem.details}
        return place + self.text(problem.message, **details)

    @contextmanager
    def desk(self, profile: Path | None = None) -> Iterator[Workspace]:
        """The workspace of the chosen (or given) profile, closed afterwards."""
        desk = self._open(profile or self.profile)
        try:
            yield desk.workspace
        finally:
            desk.close()

    def _open(self, profile: Path | None) -> OpenDesk:
        """Open a profile; where its keys are locked, with the passphrase of a file or of the person."""
        try:
            return self.parts.open(profile, None)
        except KeysLocked as error:
            if file := os.environ.get(PASSPHRASE_FILE):
                return self.parts.open(profile, Unlock(_first_line(Path(file))))
            if not (sys.stdin.isatty() and sys.stderr.isatty()):
                raise KeysLocked(_NO_PASSPHRASE, variable=PASSPHRASE_FILE) from error
        for left in reversed(range(_TRIES)):
            passphrase = click.prompt(self.text(N_("Passphrase")), hide_input=True, err=True)
            try:
                return self.parts.open(profile, Unlock(passphrase))
            except WrongPassphrase as error:
                if not left:
                    raise
                click.echo(self.text(error.template), err=True)
        raise KeysLocked

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Show errors as sentences and leave with their exit code."""
        try:
            yield
        except InvalidEntry as error:
            for problem in error.problems:
                click.echo(self.problem(problem), err=True)
            click.echo(self.text(error.template, **error.details), err=True)
            raise SystemExit(exit_code(error)) from error
        except YportError as error:
            click.echo(self.text(error.template, **error.details), err=True)
            raise SystemExit(exit_code(error)) from error


def _first_line(path: Path) -> str:
    """The passphrase in a file, without the end of its line. Raises NotFound."""
    try:
        with path.open("rb") as file:
            lines = file.read(_LONGEST_PASSPHRASE_FILE).decode("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise NotFound(N_("The file {file} cannot be read."), file=path.name) from error
    return lines[0] if lines else ""


def exit_code(error: YportError) -> int:
    """The exit code of an error, by the table."""
    return next(code for kind, code in EXIT_CODES if isinstance(error, kind))


def the_engagement(workspace: Workspace, name: str | None) -> Any:
    """The engagement of that id or name; the only one when none is named. Raises NotFound."""
    spaces = [s for s in workspace.spaces() if s.kind == "engagement"]
    if name is None and len(spaces) == 1:
        return spaces[0]
    for space in spaces:
        if name is not None and name.casefold() in (str(space.id), space.name.casefold()):
            return space
    if not spaces:
        raise NotFound(N_("There is no engagement in this profile yet."))
    listed = ", ".join(space.name for space in spaces)
    raise NotFound(N_("Name one of these engagements: {names}."), names=listed)


def print_json(value: Any) -> None:
    """Plain JSON on standard output, for other programs."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=False))
