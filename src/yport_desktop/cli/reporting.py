"""Writing a report to a file."""

from datetime import date
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.errors import InvalidEntry, Problem
from yport_desktop.domain.text import N_
from yport_desktop.env.resources import resource
from yport_desktop.env.translations import Translator, available_languages
from yport_desktop.exchange.files import explain, replacing
from yport_desktop.services.reports import ReportRequest, build_report, report_pdf
from yport_desktop.services.workspace import Workspace


def write_report(workspace: Workspace, engagement: UUID, out: Path, language: str, dated: str | None) -> int:
    """Write the PDF complete or not at all; returns its size in bytes.

    Raises InvalidEntry for a language or date that is none, FolderReadOnly, DiskFull or FileNotWritten.
    """
    if language not in available_languages():
        listed = ", ".join(available_languages())
        text = N_("There is no report in “{language}”; there is: {listed}.")
        raise InvalidEntry((Problem(text, details=(("language", language), ("listed", listed))),))
    tr = Translator(language).gettext
    request = ReportRequest(engagement, _day(dated), language)
    content = report_pdf(build_report(workspace, request, tr), resource("fonts"), tr)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain(error, out) from error
    with replacing(out, mode=0o644) as file:
        file.write(content)
    return len(content)


def _day(text: str | None) -> str:
    if text is None:
        return date.today().isoformat()
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        problem = Problem(N_("“{text}” is not a date such as 2026-02-19."), details=(("text", text),))
        raise InvalidEntry((problem,)) from None
