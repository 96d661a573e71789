"""Partner city: the city or metropolitan area that is advised, possibly several local governments."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, Section
from yport_desktop.domain.text import N_

ENTITY = EntityType(
    kind="partner_city",
    label=N_("Partner city"),
    label_plural=N_("Partner cities"),
    title="name",
    page="home",
    parents=("engagement", "partner_city"),
    ordered=True,
    sections=(
        Section(
            "identity",
            N_("Identity"),
            (
                Field("name", N_("Name"), required=True, in_table=True),
                Field("local_name", N_("Name in the local language")),
                Field(
                    "kind",
                    N_("Kind"),
                    FieldKind.CHOICE,
                    help=N_(
                        "A metropolitan area holds its local governments as records of their own below it."
                    ),
                    choices=(
                        Choice("metropolitan_area", N_("Metropolitan area")),
                        Choice("city", N_("City")),
                        Choice("municipality", N_("Municipality")),
                        Choice("province", N_("Province")),
                        Choice("district", N_("District")),
                    ),
                    in_table=True,
                ),
                Field("country", N_("Country"), in_table=True),
                Field("region", N_("Region or province")),
            ),
        ),
        Section(
            "place",
            N_("Place"),
            (
                Field("latitude", N_("Latitude"), FieldKind.NUMBER, unit="°", lower=-90, upper=90),
                Field("longitude", N_("Longitude"), FieldKind.NUMBER, unit="°", lower=-180, upper=180),
                Field("website", N_("Web address")),
            ),
        ),
        Section(
            "source",
            N_("Source"),
            (
                Field("source", N_("Source")),
                Field("source_address", N_("Address of the source")),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {"name": "Metro Cebu", "kind": "metropolitan_area", "country": "Philippines"},
        {
            "name": "Đà Nẵng",
            "kind": "city",
            "country": "Viet Nam",
            "latitude": "16.07",
            "longitude": "108.22",
        },
    ),
    invalid=(
        {"kind": "city"},
        {"name": "Bangkok", "kind": "kingdom"},
        {"name": "Cebu City", "latitude": "123.9"},
        {"name": "Cebu\nCity"},
    ),
)
