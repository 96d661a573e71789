"""One table decides how a failure is shown."""

from enum import StrEnum

from yport_desktop.domain.errors import (
    BundleError,
    Cancelled,
    DiskFull,
    FolderReadOnly,
    InvalidEntry,
    NotFound,
    StoreBusy,
    StoreError,
    StoreTooNew,
    YportError,
)
from yport_desktop.domain.text import N_
from yport_desktop.ui.components.form_row import problem_text
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import Tone


class Shown(StrEnum):
    """Where the person reads it."""

    NOWHERE = "nowhere"
    INLINE = "inline"  # beside the entry; as a notice where there is no entry
    NOTICE = "notice"
    DIALOG = "dialog"


# The first type that fits decides.
TABLE: tuple[tuple[type[Exception], Shown, Tone], ...] = (
    (Cancelled, Shown.NOTICE, Tone.NEUTRAL),
    (InvalidEntry, Shown.INLINE, Tone.CRITICAL),
    (NotFound, Shown.NOTICE, Tone.CAUTION),
    (StoreTooNew, Shown.DIALOG, Tone.CRITICAL),
    (StoreBusy, Shown.DIALOG, Tone.CRITICAL),
    (DiskFull, Shown.DIALOG, Tone.CRITICAL),
    (FolderReadOnly, Shown.NOTICE, Tone.CRITICAL),
    (StoreError, Shown.DIALOG, Tone.CRITICAL),
    (BundleError, Shown.NOTICE, Tone.CRITICAL),
    (YportError, Shown.NOTICE, Tone.CRITICAL),
    (Exception, Shown.DIALOG, Tone.CRITICAL),
)

UNEXPECTED = N_(
    "Something went wrong that this program did not expect. What you had entered before is kept. "
    "The details are in the log file."
)


def how(problem: Exception) -> tuple[Shown, Tone]:
    """Where and in which tone a failure is shown."""
    return next((shown, tone) for kind, shown, tone in TABLE if isinstance(problem, kind))


def sentence(problem: Exception) -> str:
    """What the person reads."""
    if isinstance(problem, InvalidEntry):
        return " ".join([tr(problem.template), *map(problem_text, problem.problems)])
    if isinstance(problem, YportError):
        text = tr(problem.template)
        return text.format(**problem.details) if problem.details else text
    return tr(UNEXPECTED)
