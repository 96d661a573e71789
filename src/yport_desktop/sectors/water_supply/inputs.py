"""What is asked for the water balance: what goes in, what is consumed, what is taken and not seen."""

from yport_desktop.domain.sector import Column, Input, InputKind, InputSection
from yport_desktop.domain.text import N_

from .margins import width_of_list, width_of_unauthorised

SECTIONS = (
    InputSection("input", N_("System input"), N_("What enters the network in the period")),
    InputSection(
        "consumption",
        N_("Consumption"),
        N_("With permission. Every list is complete as given; enter one row with 0 where there is none"),
    ),
    InputSection("unauthorised", N_("Unauthorised use"), N_("Taken without permission or past the meter")),
    InputSection(
        "meters", N_("Meter and data errors"), N_("What meters do not register of what passes them")
    ),
    InputSection(
        "margins",
        N_("Meter margins"),
        N_("95 % margins as the water balance asks for them; the ranges of the program need none of them"),
        folded=True,
    ),
)

METERING = (("bulk", N_("bulk supply")), ("other", N_("other customers")))
UNAUTHORISED_KINDS = (
    ("domestic", N_("domestic connections")),
    ("connection", N_("other connections")),
    ("tampering", N_("tampering, bypasses")),
    ("other", N_("other")),
)
_ANY_VOLUME = (0.0, 1e11)
_USUAL_VOLUME = (0.0, 3e9)  # a year of the largest utilities; rows with 0 say that there is none
_MARGIN = (0.0, 1000.0)
_USUAL_MARGIN = (0.0, 100.0)
_PERIOD = N_("the period of the balance, e.g. FY2024")

_NAME = Column("name", N_("Name"), kind="text")
_VOLUME = Column("volume", N_("Volume in the period"), "m3", possible=_ANY_VOLUME, plausible=_USUAL_VOLUME)
_MARGIN_COLUMN = Column(
    "margin", N_("95 % margin"), "%", possible=_MARGIN, exact=True, plausible=_USUAL_MARGIN
)
_ERROR = Column("volume", N_("Volume in the period"), "m3", possible=(-1e11, 1e11), plausible=(-1e8, 1e8))
_METERED = (_NAME, _VOLUME, Column("group", N_("Supplied to"), kind="choice", choices=METERING))


def _list(
    key: str, label: str, definition: str, section: str, columns: tuple[Column, ...], **more: object
) -> Input:
    return Input(
        key,
        label,
        definition,
        section,
        kind=InputKind.TABLE,
        columns=columns,
        period_hint=_PERIOD,
        **more,  # type: ignore[arg-type]
    )


SYSTEM_INPUT = (
    Input(
        "period_days",
        N_("Length of the period"),
        N_("Days that all volumes of the balance belong to: 365 or 366 for a year, 30 or 31 for a month."),
        "input",
        "days",
        plausible=(28.0, 366.0),
        possible=(1.0, 4000.0),
        exact=True,
    ),
    _list(
        "system_input",
        N_("System input volume"),
        N_(
            "Water put into the network: own production and bulk water bought, each with its 95 % margin. "
            "Corrected for known errors of the production meters."
        ),
        "input",
        (_NAME, _VOLUME, _MARGIN_COLUMN),
        width_from=width_of_list,
    ),
)

CONSUMPTION = (
    _list(
        "billed_metered",
        N_("Billed metered consumption"),
        N_("Billed by meter. Say for each row whether it is bulk supply to another utility."),
        "consumption",
        _METERED,
    ),
    _list(
        "billed_unmetered",
        N_("Billed unmetered consumption"),
        N_("Billed without a meter, at a flat rate for instance."),
        "consumption",
        (_NAME, _VOLUME),
    ),
    _list(
        "unbilled_metered",
        N_("Unbilled metered consumption"),
        N_("Metered and given free: the utility's own use, public buildings, free bulk supply."),
        "consumption",
        _METERED,
    ),
    _list(
        "unbilled_unmetered",
        N_("Unbilled unmetered consumption"),
        N_("Neither billed nor metered: flushing of mains, firefighting, street cleaning."),
        "consumption",
        (_NAME, _VOLUME, _MARGIN_COLUMN),
        width_from=width_of_list,
    ),
)

UNAUTHORISED = (
    _list(
        "unauthorised",
        N_("Unauthorised consumption"),
        N_(
            "Number of cases and litres a day of each; for domestic connections persons and litres a day of "
            "each person. Illegal connections count among the connections of the network."
        ),
        "unauthorised",
        (
            Column("kind", N_("Kind"), kind="choice", choices=UNAUTHORISED_KINDS),
            Column(
                "number",
                N_("How many"),
                "connections",
                possible=(0.0, 1e8),
                exact=True,
                plausible=(0.0, 1e6),
            ),
            Column(
                "persons",
                N_("Persons each"),
                "persons",
                possible=(0.0, 100.0),
                exact=True,
                plausible=(0.0, 15.0),
            ),
            Column("litres", N_("Use each"), "L/d", possible=(0.0, 1e9), plausible=(0.0, 1e6)),
            _MARGIN_COLUMN,
        ),
        width_from=width_of_unauthorised,
    ),
)


def _share(key: str, label: str, definition: str) -> Input:
    return Input(
        key,
        label,
        definition,
        "meters",
        "%",
        units=("fraction",),
        plausible=(0.0, 15.0),
        possible=(-20.0, 100.0),
        period_hint=_PERIOD,
    )


METERS = (
    _share(
        "under_registration_billed",
        N_("Under-registration of customer meters"),
        N_(
            "Share of the true volume that meters of billed consumption, without bulk supply, do not "
            "register. The list of meters, where given, replaces it."
        ),
    ),
    _list(
        "meters",
        N_("List of meters"),
        N_("Billed metered consumption without bulk supply by group of meters, each with its own share."),
        "meters",
        (
            Column("name", N_("Group of meters"), kind="text"),
            _VOLUME,
            Column(
                "share",
                N_("Under-registration"),
                "%",
                possible=(-20.0, 90.0),
                exact=True,
                plausible=(0.0, 25.0),
            ),
        ),
        optional=True,
    ),
    _share(
        "under_registration_bulk",
        N_("Under-registration of bulk meters"),
        N_("Share of the true volume that meters of bulk supply, billed or not, do not register."),
    ),
    _share(
        "under_registration_unbilled",
        N_("Under-registration of unbilled meters"),
        N_(
            "Share of the true volume that meters of unbilled consumption, without bulk supply, do not "
            "register."
        ),
    ),
    _share(
        "under_registration_reading",
        N_("Corrupt meter reading"),
        N_("Share of the true volume of all billed consumption that is lost by false reading."),
    ),
    _list(
        "data_errors",
        N_("Data handling errors"),
        N_("Volumes lost between reading and bill, each with its 95 % margin."),
        "meters",
        (_NAME, _ERROR, _MARGIN_COLUMN),
        width_from=width_of_list,
    ),
)


def _margin(key: str, label: str) -> Input:
    return Input(
        f"margin_under_registration_{key}",
        label,
        N_("95 % margin of the volume that is not registered. Counts only for the margins of the balance."),
        "margins",
        "%",
        units=("fraction",),
        plausible=_USUAL_MARGIN,
        possible=_MARGIN,
        optional=True,
        exact=True,
    )


MARGINS = (
    _margin("bulk", N_("Margin: bulk meters")),
    _margin("unbilled", N_("Margin: unbilled meters")),
    _margin("reading", N_("Margin: corrupt meter reading")),
)

BALANCE_INPUTS = (*SYSTEM_INPUT, *CONSUMPTION, *UNAUTHORISED, *METERS, *MARGINS)
