"""What is computed of the network: ILI, losses per connection and km, hours of supply."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from yport_desktop.domain.sector import Indicator
from yport_desktop.domain.text import N_

from . import network
from .indicators import ALL_OF_BALANCE, BILLED, UNBILLED
from .sources import ARITHMETIC, BANDS, ECAM, UARL, WATER_BALANCE

Compute = Callable[[Mapping[str, Any]], Any]
_POSITIVE = (0.0, None)
_NC = ("connections", "inactive_connections", "unauthorised")
_SUPPLIED: dict[str, Any] = {"uses": ("supply_areas", "meters", "income_group"), "better": "lower"}

HEADLINES = (
    Indicator(
        "ili",
        N_("Infrastructure leakage index (ILI)"),
        "",
        N_(
            "Current over unavoidable physical losses. The bands differ between high-income and low- and "
            "middle-income countries."
        ),
        "carl_m3_d / uarl_m3_d",
        BANDS,
        network.ili,
        (*ALL_OF_BALANCE, *_NC, "mains_km", "service_length_m", "pressure_m", "hours_of_supply"),
        ("supply_areas", "pressure_zones", "meters", "income_group"),
        decimals=1,
        better="lower",
        headline=True,
        bounds=_POSITIVE,
        band=network.ili_band,
    ),
    Indicator(
        "nrw_l_connection_d",
        N_("Non-revenue water per connection, when supplied"),
        "L/connection/d",
        N_("Per connection and day of continuous supply: the daily volume x 24 over the hours of supply."),
        "nrw_m3_d / connections_all × 1000 × 24 / supply_hours",
        BANDS,
        partial(network.per_connection, volume="nrw_m3_d"),
        ("period_days", "system_input", *BILLED, *_NC, "hours_of_supply"),
        decimals=0,
        headline=True,
        band=network.nrw_band,
        **_SUPPLIED,
    ),
)
INDICATORS = (
    Indicator(
        "physical_l_connection_d",
        N_("Physical losses per connection, when supplied"),
        "L/connection/d",
        N_("Per connection and day of continuous supply."),
        "physical_losses_m3_d / connections_all × 1000 × 24 / supply_hours",
        WATER_BALANCE,
        partial(network.per_connection, volume="physical_losses_m3_d"),
        (*ALL_OF_BALANCE, *_NC, "hours_of_supply"),
        decimals=0,
        **_SUPPLIED,
    ),
    Indicator(
        "physical_l_connection_d_m",
        N_("Physical losses per connection and metre of pressure"),
        "L/connection/d/m",
        N_("Per connection and day of continuous supply, over the average pressure."),
        "physical_l_connection_d / average_pressure_m",
        WATER_BALANCE,
        network.per_connection_and_metre,
        (*ALL_OF_BALANCE, *_NC, "pressure_m", "hours_of_supply"),
        ("supply_areas", "pressure_zones", "meters", "income_group"),
        decimals=2,
        better="lower",
    ),
    Indicator(
        "physical_m3_km_h",
        N_("Physical losses per km of mains, when supplied"),
        "m3/km/h",
        N_(
            "Per km of mains and hour of supply: for networks of fewer than 20 connections per km, where "
            "losses per connection say little."
        ),
        "physical_losses_m3_d / supply_hours / mains_km",
        WATER_BALANCE,
        network.per_km_and_hour,
        (*ALL_OF_BALANCE, "mains_km", "hours_of_supply"),
        ("supply_areas", "meters"),
        decimals=2,
        better="lower",
    ),
    Indicator(
        "carl_m3_d",
        N_("Current real losses (CARL)"),
        "m3/d",
        N_("Physical losses per day."),
        "physical_losses_m3 / period_days",
        WATER_BALANCE,
        lambda values: values["physical_losses_m3_d"],
        ALL_OF_BALANCE,
        ("meters",),
        decimals=0,
        better="lower",
    ),
    Indicator(
        "uarl_m3_d",
        N_("Unavoidable real losses (UARL)"),
        "m3/d",
        N_(
            "What a well-kept network of this size and pressure would still lose. Valid above 5,000 "
            "connections and 20 connections/km, between 25 and 100 m of pressure."
        ),
        "(uarl_mains × mains_km + uarl_connections × connections_all + uarl_service × service_length_km) "
        "× average_pressure_m × supply_hours / 24 / 1000",
        UARL,
        network.uarl,
        (*_NC, "mains_km", "service_length_m", "pressure_m", "hours_of_supply"),
        ("supply_areas", "pressure_zones"),
        decimals=1,
        bounds=_POSITIVE,
    ),
    Indicator(
        "connections_all",
        N_("Connections, all"),
        "connections",
        N_("Registered, illegal and inactive connections: all that are under pressure."),
        "connections + illegal_connections + inactive_connections",
        WATER_BALANCE,
        network.connections_all,
        _NC,
        decimals=0,
        bounds=_POSITIVE,
    ),
    Indicator(
        "connections_per_km",
        N_("Connections per km of mains"),
        "connections/km",
        N_("All connections over the length of mains."),
        "connections_all / mains_km",
        ARITHMETIC,
        network.density,
        (*_NC, "mains_km"),
        decimals=1,
        bounds=_POSITIVE,
    ),
    Indicator(
        "losses_per_km",
        N_("Water losses per km of mains"),
        "m3/km",
        N_(
            "Water losses of the whole period over the length of mains. Its published band is not shown: "
            "sources do not agree whether it is meant per day or per period."
        ),
        "water_losses_m3 / mains_km",
        ECAM,
        network.per_km,
        ("system_input", *BILLED, *UNBILLED, "mains_km"),
        decimals=1,
        better="lower",
    ),
    Indicator(
        "supply_hours",
        N_("Hours of supply"),
        "h/d",
        N_("Average hours a day that a connection is supplied."),
        "hours_of_supply",
        ARITHMETIC,
        network.hours,
        ("hours_of_supply",),
        ("supply_areas",),
        decimals=1,
        better="higher",
        bounds=(0.0, 24.0),
    ),
)


DERIVED: dict[str, Compute] = {
    "service_length_km": network.service_length,
    "average_pressure_m": network.pressure,
    "pressure_of_zones_m": network.pressure_of_zones,
    "hours_of_areas": network.hours_of_areas,
}
