"""Organisation: a body, agency or firm that has a part in the engagement."""

from yport_desktop.domain.entity import Choice, EntityType, Field, FieldKind, Section
from yport_desktop.domain.text import N_

ENTITY = EntityType(
    kind="organisation",
    label=N_("Organisation"),
    label_plural=N_("Organisations"),
    title="name",
    page="home",
    parents=("engagement",),
    sections=(
        Section(
            "identity",
            N_("Identity"),
            (
                Field("name", N_("Name"), required=True, in_table=True),
                Field("short_name", N_("Short name"), in_table=True),
                Field("local_name", N_("Name in the local language")),
                Field(
                    "kind",
                    N_("Kind"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("city_government", N_("City government")),
                        Choice("department", N_("Department or bureau")),
                        Choice("coordinating_board", N_("Coordinating board")),
                        Choice("utility", N_("Water district or utility")),
                        Choice("national_agency", N_("National agency")),
                        Choice("aid_agency", N_("Aid agency or development bank")),
                        Choice("firm", N_("Firm")),
                        Choice("alliance", N_("Alliance of firms")),
                        Choice("civil_society", N_("Civil society or research")),
                    ),
                    in_table=True,
                ),
                Field(
                    "side",
                    N_("Side"),
                    FieldKind.CHOICE,
                    choices=(
                        Choice("host", N_("Host city")),
                        Choice("yokohama", N_("Yokohama")),
                        Choice("jica", N_("JICA")),
                        Choice("aid", N_("Other aid agency")),
                        Choice("private", N_("Private sector")),
                        Choice("other", N_("Other")),
                    ),
                    in_table=True,
                ),
                Field("country", N_("Country")),
                Field("belongs_to", N_("Part of"), FieldKind.REFERENCE, refers_to=("organisation",)),
            ),
        ),
        Section(
            "part",
            N_("Part in the engagement"),
            (
                Field("role", N_("Role"), FieldKind.LONG_TEXT),
                Field("website", N_("Web address")),
                Field("source", N_("Source")),
                Field("source_address", N_("Address of the source")),
                Field("note", N_("Note"), FieldKind.LONG_TEXT),
            ),
        ),
    ),
    valid=(
        {
            "name": "Japan International Cooperation Agency",
            "short_name": "JICA",
            "kind": "aid_agency",
            "side": "jica",
        },
        {"name": "横浜市資源循環局", "kind": "department", "side": "yokohama"},
    ),
    invalid=(
        {"short_name": "JICA"},
        {"name": "JICA", "kind": "bank"},
        {"name": "JICA", "belongs_to": "Japan"},
    ),
)
