"""Evidence: a photo, document, interview or measurement that a statement rests on."""

from datetime import datetime

from yport_desktop.domain.changes import PLACES
from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, FieldValues, Section
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.text import N_


def _moment(values: FieldValues) -> tuple[Problem, ...]:
    taken = values.get("taken_at")
    if taken:
        try:
            datetime.fromisoformat(taken)
        except ValueError:
            message = N_("Write the time as 2026-02-19 or 2026-02-19T10:30.")
            return (Problem(message, field="taken_at"),)
    return ()


ENTITY = EntityType(
    kind="evidence",
    label=N_("Evidence"),
    label_plural=N_("Evidence"),
    title="caption",
    page="assessment",
    parents=(
        "observation",
        "finding",
        "urban_issue",
        "data_request",
        "plan",
        "clause",
        "proposal",
        "mission",
        "engagement",
    ),
    ordered=True,
    rules=(_moment,),
    sections=(
        Section(
            "evidence",
            N_("Evidence"),
            (
                Field("caption", N_("Caption"), in_table=True),
                Field(
                    "kind",
                    N_("Kind"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("photo", N_("Photo")),
                        Choice("document", N_("Document")),
                        Choice("interview", N_("Interview")),
                        Choice("measurement", N_("Measurement")),
                        Choice("web_page", N_("Web page")),
                    ),
                    in_table=True,
                ),
                Field("quote", N_("What it says"), FieldKind.LONG_TEXT, help=N_("The passage that counts.")),
                Field("source", N_("Source"), in_table=True),
                Field("source_address", N_("Address of the source")),
                Field("locator", N_("Page or place in the source")),
                Field("informant", N_("Told by"), FieldKind.REFERENCE, refers_to=("person", "organisation")),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
        Section(
            "file",
            N_("File"),
            (
                Field("blob", N_("File"), FieldKind.BLOB, may_hold=PLACES),
                Field("file_name", N_("File name"), in_table=True),
                Field("media_type", N_("Type of file")),
                Field("size", N_("Size"), FieldKind.NUMBER, unit="bytes", lower=0),
                Field("thumbnail", N_("Thumbnail"), FieldKind.BLOB),
            ),
        ),
        Section(
            "taken",
            N_("Time and place"),
            (
                Field("taken_at", N_("Taken at"), in_table=True),
                Field(
                    "latitude", N_("Latitude"), FieldKind.NUMBER, unit="°", lower=-90, upper=90, circle=PLACES
                ),
                Field(
                    "longitude",
                    N_("Longitude"),
                    FieldKind.NUMBER,
                    unit="°",
                    lower=-180,
                    upper=180,
                    circle=PLACES,
                ),
                Field("place", N_("Place"), circle=PLACES),
            ),
        ),
    ),
    valid=(
        {"kind": "photo", "blob": "ab" * 32, "file_name": "gate.jpg", "taken_at": "2026-02-19T10:30:00"},
        {"kind": "document", "caption": "Waste profile", "source": "Department of Public Services"},
    ),
    invalid=(
        {"kind": "rumour"},
        {"blob": "gate.jpg"},
        {"taken_at": "yesterday"},
        {"latitude": "91"},
        {"size": "-1"},
    ),
)
