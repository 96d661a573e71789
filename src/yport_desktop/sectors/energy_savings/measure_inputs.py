"""What is asked of measures: one row each, and cash flows of their own where somebody has planned them."""

from yport_desktop.domain.sector import Column, Input, InputKind
from yport_desktop.domain.text import N_

from .factors import CARRIERS
from .inputs import NAME, POSITIVE, SHARE

AREAS: dict[str, str] = {
    "lighting": N_("street lighting"),
    "pumping": N_("pumping"),
    "buildings": N_("buildings"),
    "vehicles": N_("vehicles"),
    "other": N_("other"),
}

MEASURES = (
    Input(
        "measures",
        N_("Measures"),
        N_(
            "One row per measure. Amounts of energy are in the unit of the carrier (kWh, L, m3, kg) per "
            "year, money in the currency above. Where carrier, baseline and saving are empty they are "
            "taken from the load or calculator row of the same name. A saving as an amount wins over one "
            "in per cent. Where the price is empty, that of the carrier holds; where the change of upkeep "
            "is empty, there is none."
        ),
        "measures",
        kind=InputKind.TABLE,
        columns=(
            NAME,
            Column("area", N_("Field of use"), kind="choice", choices=tuple(AREAS.items())),
            Column(
                "carrier",
                N_("Carrier"),
                kind="choice",
                choices=tuple((key, label) for key, (label, _) in CARRIERS.items()),
            ),
            Column("baseline", N_("Baseline (per year)"), possible=POSITIVE, exact=True),
            Column("saving", N_("Saving (per year)"), possible=POSITIVE),
            Column("saving_pct", N_("Saving"), "%", plausible=(0.5, 95.0), possible=SHARE),
            Column("investment", N_("Investment"), possible=POSITIVE, part="money"),
            Column("upkeep", N_("Change of upkeep (per year)"), part="money"),
            Column("life", N_("Life (years)"), plausible=(2.0, 50.0), possible=(1.0, 100.0), exact=True),
            Column(
                "start", N_("Start (years from now)"), plausible=(0.0, 20.0), possible=(0.0, 50.0), exact=True
            ),
            Column("price", N_("Own price (per unit)"), possible=POSITIVE, exact=True),
            Column("factor", N_("Own emission factor (kg CO2e per unit)"), possible=POSITIVE, exact=True),
            Column("same_load", N_("Same load as"), kind="text"),
        ),
    ),
    Input(
        "cash_flows",
        N_("Cash flows of their own"),
        N_(
            "Where they are known: money in (+) and out (-) by year, counted from now (0). They stand in "
            "place of investment, upkeep and saved cost of that measure. Amounts of the same year are "
            "added. Their uncertainty moves all amounts together, which leaves the rate of return as it is."
        ),
        "measures",
        kind=InputKind.TABLE,
        optional=True,
        columns=(
            Column("name", N_("Measure"), kind="text"),
            Column("t", N_("Years from now"), plausible=(0.0, 50.0), possible=(0.0, 100.0), exact=True),
            Column("amount", N_("Amount of money")),
        ),
    ),
)
