"""What is computed of the water balance: every volume in m3 and m3/d, its 95 % margin, its shares."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from yport_desktop.domain.sector import Indicator
from yport_desktop.domain.text import N_

from . import balance, margins
from .sources import ARITHMETIC, CHIBA, WATER_BALANCE, WATER_BALANCE_MARGINS

Compute = Callable[[Mapping[str, Any]], Any]

_IN = ("period_days", "system_input")
BILLED = balance.BILLED
UNBILLED = ("unbilled_metered", "unbilled_unmetered")
_METERS = (
    "under_registration_billed",
    "under_registration_bulk",
    "under_registration_unbilled",
    "under_registration_reading",
    "data_errors",
)
_COMMERCIAL = ("unauthorised", "period_days", *BILLED, "unbilled_metered", *_METERS)
ALL_OF_BALANCE = (*_IN, *BILLED, *UNBILLED, "unauthorised", *_METERS)

# Name: label, label per day, definition, formula, formula as a function, what it needs.
_VOLUMES: dict[str, tuple[str, str, str, str, Compute, tuple[str, ...]]] = {
    "system_input": (
        N_("System input volume"),
        N_("System input volume per day"),
        N_("Water put into the network: the sum of the list."),
        "Σ system_input",
        balance.system_input,
        ("system_input",),
    ),
    "authorised": (
        N_("Authorised consumption"),
        N_("Authorised consumption per day"),
        N_("Billed and unbilled consumption of registered customers, the utility and others entitled."),
        "billed_authorised_m3 + unbilled_authorised_m3",
        balance.authorised,
        (*BILLED, *UNBILLED),
    ),
    "water_losses": (
        N_("Water losses"),
        N_("Water losses per day"),
        N_(
            "System input less authorised consumption: commercial and physical losses together. Older "
            "reports call about the same unaccounted-for water (UFW); what that leaves out differs from one "
            "to the next."
        ),
        "system_input_m3 − authorised_m3",
        balance.water_losses,
        ("system_input", *BILLED, *UNBILLED),
    ),
    "billed_authorised": (
        N_("Billed authorised consumption"),
        N_("Billed authorised consumption per day"),
        N_("Billed consumption, metered and not."),
        "billed_metered_m3 + billed_unmetered_m3",
        balance.billed_authorised,
        BILLED,
    ),
    "unbilled_authorised": (
        N_("Unbilled authorised consumption"),
        N_("Unbilled authorised consumption per day"),
        N_("Consumption that is permitted but not billed, metered and not."),
        "unbilled_metered_m3 + unbilled_unmetered_m3",
        balance.unbilled_authorised,
        UNBILLED,
    ),
    "commercial_losses": (
        N_("Commercial losses"),
        N_("Commercial losses per day"),
        N_("Water that is used but not paid for: unauthorised consumption, meter and data errors."),
        "unauthorised_m3 + meter_errors_m3",
        balance.commercial_losses,
        _COMMERCIAL,
    ),
    "physical_losses": (
        N_("Physical losses"),
        N_("Physical losses per day"),
        N_(
            "Leakage and overflow up to the customer's meter: what is left of the losses after the "
            "commercial ones. Non-revenue water is more than this leakage."
        ),
        "water_losses_m3 − commercial_losses_m3",
        balance.physical_losses,
        ALL_OF_BALANCE,
    ),
    "billed_metered": (
        N_("Billed metered consumption"),
        N_("Billed metered consumption per day"),
        N_("The sum of the list."),
        "Σ billed_metered",
        partial(balance.listed, table="billed_metered"),
        ("billed_metered",),
    ),
    "billed_unmetered": (
        N_("Billed unmetered consumption"),
        N_("Billed unmetered consumption per day"),
        N_("The sum of the list."),
        "Σ billed_unmetered",
        partial(balance.listed, table="billed_unmetered"),
        ("billed_unmetered",),
    ),
    "unbilled_metered": (
        N_("Unbilled metered consumption"),
        N_("Unbilled metered consumption per day"),
        N_("The sum of the list."),
        "Σ unbilled_metered",
        partial(balance.listed, table="unbilled_metered"),
        ("unbilled_metered",),
    ),
    "unbilled_unmetered": (
        N_("Unbilled unmetered consumption"),
        N_("Unbilled unmetered consumption per day"),
        N_("The sum of the list."),
        "Σ unbilled_unmetered",
        partial(balance.listed, table="unbilled_unmetered"),
        ("unbilled_unmetered",),
    ),
    "unauthorised": (
        N_("Unauthorised consumption"),
        N_("Unauthorised consumption per day"),
        N_("Illegal connections, tampered and bypassed meters, and other water taken without permission."),
        "Σ number × persons × litres × period_days / 1000",
        balance.unauthorised,
        ("unauthorised", "period_days"),
    ),
    "meter_errors": (
        N_("Meter inaccuracies and data errors"),
        N_("Meter inaccuracies and data errors per day"),
        N_("What customer meters do not register, corrupt reading, and errors of data handling."),
        "meter_error_billed_m3 + meter_error_bulk_m3 + meter_error_unbilled_m3 + meter_error_reading_m3 "
        "+ data_errors_m3",
        balance.meter_errors,
        (*BILLED, "unbilled_metered", *_METERS),
    ),
    "revenue_water": (
        N_("Revenue water"),
        N_("Revenue water per day"),
        N_("Billed authorised consumption: what brings revenue."),
        "billed_authorised_m3",
        lambda values: values["billed_authorised_m3"],
        BILLED,
    ),
    "nrw": (
        N_("Non-revenue water"),
        N_("Non-revenue water per day"),
        N_(
            "System input less billed consumption: unbilled authorised consumption, commercial losses and "
            "physical losses. It is not leakage, which is the physical part alone, and not "
            "unaccounted-for water, which leaves out what is unbilled but authorised."
        ),
        "system_input_m3 − billed_authorised_m3",
        balance.non_revenue_water,
        ("system_input", *BILLED),
    ),
}
_LOSSES = frozenset(
    {"water_losses", "physical_losses", "nrw", "commercial_losses", "unauthorised", "meter_errors"}
)
_DIFFERENCES = frozenset({"water_losses", "physical_losses", "nrw"})  # may come out below zero


def _volume(name: str, daily: bool) -> Indicator:
    label, label_daily, definition, formula, compute, needs = _VOLUMES[name]
    volume = f"{name}_m3"
    return Indicator(
        f"{volume}_d" if daily else volume,
        label_daily if daily else label,
        "m3/d" if daily else "m3",
        definition,
        f"{volume} / period_days" if daily else formula,
        WATER_BALANCE,
        partial(balance.per_day, volume=volume) if daily else compute,
        tuple(dict.fromkeys((*needs, "period_days"))) if daily else needs,
        ("meters",) if "data_errors" in needs else (),
        decimals=0,
        better="lower" if name in _LOSSES else "",
        bounds=(None, None) if name in _DIFFERENCES else (0.0, None),
    )


HEADLINES = (
    Indicator(
        "nrw_share",
        N_("Non-revenue water, of the balance"),
        "fraction",
        N_(
            "Non-revenue water over the system input volume. It is not the leakage rate: it also holds "
            "unbilled authorised consumption and commercial losses."
        ),
        "nrw_m3 / system_input_m3",
        WATER_BALANCE,
        partial(balance.share, volume="nrw_m3"),
        ("system_input", *BILLED),
        decimals=1,
        scale=100.0,
        display_unit="%",
        better="lower",
        headline=True,
        bounds=(None, 1.0),
    ),
)
_SHARES = (
    Indicator(
        "revenue_ratio",
        N_("Revenue-water ratio"),
        "fraction",
        N_(
            "Revenue water over the system input volume (yūshū-ritsu in Japan): 100 % less non-revenue "
            "water. The effective ratio (yūkō-ritsu) also counts what is used but brings no revenue."
        ),
        "revenue_water_m3 / system_input_m3",
        CHIBA,
        partial(balance.share, volume="revenue_water_m3"),
        ("system_input", *BILLED),
        decimals=1,
        scale=100.0,
        display_unit="%",
        better="higher",
        bounds=(0.0, None),
    ),
    Indicator(
        "leakage_share",
        N_("Leakage rate"),
        "fraction",
        N_("Physical losses over the system input volume (rōsui-ritsu in Japan)."),
        "physical_losses_m3 / system_input_m3",
        ARITHMETIC,
        partial(balance.share, volume="physical_losses_m3"),
        ALL_OF_BALANCE,
        ("meters",),
        decimals=1,
        scale=100.0,
        display_unit="%",
        better="lower",
        bounds=(None, 1.0),
    ),
    Indicator(
        "commercial_of_authorised",
        N_("Commercial losses, of authorised consumption"),
        "fraction",
        N_("Commercial losses over authorised consumption: physical losses do not change it."),
        "commercial_losses_m3 / authorised_m3",
        WATER_BALANCE,
        balance.commercial_of_authorised,
        (*_COMMERCIAL, *UNBILLED),
        ("meters",),
        decimals=1,
        scale=100.0,
        display_unit="%",
        better="lower",
        bounds=(0.0, None),
    ),
)

# Name of the margin: label, half width, inputs beyond those of the volume.
_MARGINS: dict[str, tuple[str, str, str]] = {
    "system_input": (N_("Margin of the system input volume"), "half_system_input_m3", "system_input_m3"),
    "authorised": (N_("Margin of authorised consumption"), "half_unbilled_unmetered_m3", "authorised_m3"),
    "water_losses": (N_("Margin of water losses"), "half_water_losses_m3", "water_losses_m3"),
    "unbilled_authorised": (
        N_("Margin of unbilled authorised consumption"),
        "half_unbilled_unmetered_m3",
        "unbilled_authorised_m3",
    ),
    "commercial_losses": (
        N_("Margin of commercial losses"),
        "half_commercial_losses_m3",
        "commercial_losses_m3",
    ),
    "physical_losses": (N_("Margin of physical losses"), "half_physical_losses_m3", "physical_losses_m3"),
    "unbilled_unmetered": (
        N_("Margin of unbilled unmetered consumption"),
        "half_unbilled_unmetered_m3",
        "unbilled_unmetered_m3",
    ),
    "unauthorised": (N_("Margin of unauthorised consumption"), "half_unauthorised_m3", "unauthorised_m3"),
    "meter_errors": (
        N_("Margin of meter inaccuracies and data errors"),
        "half_meter_errors_m3",
        "meter_errors_m3",
    ),
    "nrw": (N_("Margin of non-revenue water"), "half_system_input_m3", "nrw_m3"),
}
_METER_MARGINS = tuple(f"margin_under_registration_{key}" for key in ("bulk", "unbilled", "reading"))


def _margin(name: str) -> Indicator:
    label, half, volume = _MARGINS[name]
    return Indicator(
        f"margin_{name}",
        label,
        "fraction",
        N_(
            "Half width of the 95 % interval by the rules of the water balance: margins of the lists alone, "
            "billed volumes taken as exact."
        ),
        f"{half} / {volume}",
        WATER_BALANCE_MARGINS,
        partial(margins.margin, half=half, volume=volume),
        _VOLUMES[name][5],
        (*_METER_MARGINS, "meters")
        if name in ("meter_errors", "commercial_losses", "physical_losses")
        else (),
        decimals=1,
        scale=100.0,
        display_unit="%",
        better="lower",
    )


INDICATORS = (
    *_SHARES,
    *(_volume(name, daily=False) for name in _VOLUMES),
    *(_volume(name, daily=True) for name in _VOLUMES),
    *(_margin(name) for name in _MARGINS),
)

DERIVED: dict[str, Compute] = {
    "billed_metered_bulk_m3": partial(balance.metered, table="billed_metered", bulk=True),
    "billed_metered_other_m3": partial(balance.metered, table="billed_metered", bulk=False),
    "unbilled_metered_bulk_m3": partial(balance.metered, table="unbilled_metered", bulk=True),
    "unbilled_metered_other_m3": partial(balance.metered, table="unbilled_metered", bulk=False),
    "bulk_metered_m3": balance.bulk_metered,
    "meter_error_billed_m3": balance.error_billed,
    "meter_error_bulk_m3": balance.error_bulk,
    "meter_error_unbilled_m3": balance.error_unbilled,
    "meter_error_reading_m3": balance.error_reading,
    "data_errors_m3": partial(balance.listed, table="data_errors"),
    "illegal_connections": balance.illegal_connections,
    "half_system_input_m3": partial(margins.half_listed, table="system_input"),
    "half_unbilled_unmetered_m3": partial(margins.half_listed, table="unbilled_unmetered"),
    "half_data_errors_m3": partial(margins.half_listed, table="data_errors"),
    "half_unauthorised_m3": margins.half_unauthorised,
    "half_meter_errors_m3": margins.half_meter_errors,
    "half_commercial_losses_m3": lambda values: margins.half_of(
        values, "half_unauthorised_m3", "half_meter_errors_m3"
    ),
    "half_water_losses_m3": lambda values: margins.half_of(
        values, "half_system_input_m3", "half_unbilled_unmetered_m3"
    ),
    "half_physical_losses_m3": lambda values: margins.half_of(
        values, "half_system_input_m3", "half_unbilled_unmetered_m3", "half_commercial_losses_m3"
    ),
}
