"""What is computed of the balance: indicators, and the quantities between."""

from collections.abc import Callable, Mapping
from typing import Any

from yport_desktop.domain.sector import Indicator
from yport_desktop.domain.text import N_

from . import balance
from .sources import ARITHMETIC, SDG_METADATA, WASTE_WISE_CITIES

Compute = Callable[[Mapping[str, Any]], Any]
_PERCENT: dict[str, Any] = {"unit": "fraction", "scale": 100.0, "display_unit": "%", "decimals": 1}
_SHARE: dict[str, Any] = {**_PERCENT, "bounds": (0.0, 1.0)}
_RATE_STATED = ("rate_stated_kg_cap_d", "population")
_RATE: dict[str, Any] = {"unit": "t/d", "decimals": 1, "bounds": (0.0, None)}


def _as_fraction(key: str) -> Compute:
    return lambda values: values[key] / 100


BALANCE = (
    Indicator(
        "sdg_11_6_1",
        N_("SDG 11.6.1 balance: collected and managed in controlled facilities"),
        definition=N_(
            "Share of the municipal solid waste arising that is collected and managed in controlled "
            "facilities. For one city it is a proxy of the national indicator."
        ),
        formula="(recovery_controlled_t_d + disposal_controlled_t_d) / msw_t_d",
        source=WASTE_WISE_CITIES,
        compute=balance.sdg_11_6_1,
        needs=(
            "household_t_d",
            "non_household_t_d",
            "recovered_controlled_t_d",
            "disposal_received_t_d",
            "disposal_controlled_share",
        ),
        uses=("msw_stated_t_d", "recovery_facilities", "disposal_sites", "household_by_income"),
        better="higher",
        headline=True,
        **_SHARE,
    ),
    Indicator(
        "collected_share",
        N_("Collected share of the waste arising"),
        definition=N_("Recovered after rejects plus received by disposal sites, over the waste arising."),
        formula="collected_t_d / msw_t_d",
        source=WASTE_WISE_CITIES,
        compute=balance.collected_share,
        needs=("household_t_d", "non_household_t_d", "recovered_received_t_d", "disposal_received_t_d"),
        uses=("msw_stated_t_d", "recovery_facilities", "disposal_sites", "household_by_income"),
        better="higher",
        headline=True,
        **_SHARE,
    ),
    Indicator(
        "msw_t_d",
        N_("Municipal solid waste arising"),
        definition=N_(
            "Household and non-household waste; the total of the source where one is stated, or the waste "
            "per person as stated times the population."
        ),
        formula="msw_stated_t_d; or household + non_household_t_d; "
        "or rate_stated_kg_cap_d × population / 1000",
        source=WASTE_WISE_CITIES,
        compute=balance.msw,
        needs=("household_t_d", "non_household_t_d"),
        uses=("msw_stated_t_d", "household_by_income", *_RATE_STATED),
        headline=True,
        **_RATE,
    ),
    Indicator(
        "kg_cap_d",
        N_("Waste per person"),
        unit="kg/cap/d",
        definition=N_("Waste arising over population."),
        formula="1000 × msw_t_d / population",
        source=WASTE_WISE_CITIES,
        compute=balance.per_person,
        needs=("population", "household_t_d", "non_household_t_d"),
        uses=("msw_stated_t_d",),
        decimals=2,
        bounds=(0.0, None),
        headline=True,
    ),
    Indicator(
        "household_plus_non_household_t_d",
        N_("Sum of household and non-household waste"),
        definition=N_("The sum of the parts, beside the total as stated."),
        formula="household + non_household_t_d",
        source=ARITHMETIC,
        compute=balance.sum_of_parts,
        needs=("household_t_d", "non_household_t_d"),
        uses=("household_by_income",),
        **_RATE,
    ),
    Indicator(
        "recovered_net_t_d",
        N_("Recovered after rejects"),
        definition=N_("Received by recovery facilities less 10 % rejects."),
        formula="received_for_recovery_t_d × (1 − recovery_rejects / 100)",
        source=WASTE_WISE_CITIES,
        compute=balance.recovered_net,
        needs=("recovered_received_t_d",),
        uses=("recovery_facilities",),
        **_RATE,
    ),
    Indicator(
        "recovered_share",
        N_("Recovery rate"),
        definition=N_("Recovered after rejects, over the waste arising."),
        formula="recovered_net_t_d / msw_t_d",
        source=WASTE_WISE_CITIES,
        compute=balance.recovered_share,
        needs=("recovered_received_t_d", "household_t_d", "non_household_t_d"),
        uses=("msw_stated_t_d",),
        better="higher",
        headline=True,
        **_SHARE,
    ),
    Indicator(
        "collected_t_d",
        N_("Collected"),
        definition=N_("Recovered after rejects plus received by disposal sites."),
        formula="recovered_net_t_d + disposed_t_d",
        source=WASTE_WISE_CITIES,
        compute=balance.collected,
        needs=("recovered_received_t_d", "disposal_received_t_d"),
        **_RATE,
    ),
    Indicator(
        "uncollected_t_d",
        N_("Uncollected"),
        definition=N_("Waste arising that neither is recovered nor disposed of."),
        formula="msw_t_d − collected_t_d",
        source=WASTE_WISE_CITIES,
        compute=balance.uncollected,
        needs=("household_t_d", "non_household_t_d", "recovered_received_t_d", "disposal_received_t_d"),
        unit="t/d",
        decimals=1,
        better="lower",
    ),
    Indicator(
        "disposed_t_d",
        N_("Disposed of"),
        definition=N_("Received by disposal sites, under control or not."),
        formula="disposal_received_t_d; or Σ received",
        source=WASTE_WISE_CITIES,
        compute=balance.disposed,
        needs=("disposal_received_t_d",),
        uses=("disposal_sites",),
        **_RATE,
    ),
    Indicator(
        "disposal_controlled_t_d",
        N_("Disposed under control"),
        definition=N_("Received by disposal sites with basic, improved or full control."),
        formula="disposed_t_d × disposal_controlled_share / 100; or Σ received under control",
        source=SDG_METADATA,
        compute=balance.disposed_controlled,
        needs=("disposal_received_t_d", "disposal_controlled_share"),
        uses=("disposal_sites",),
        **_RATE,
    ),
)

AS_SHARES = (
    Indicator(
        "disposed_share",
        N_("Share disposed of"),
        definition=N_("Received by disposal sites, over the waste arising."),
        formula="disposed_t_d / msw_t_d",
        source=WASTE_WISE_CITIES,
        compute=balance.disposed_share,
        needs=("disposal_received_t_d", "household_t_d", "non_household_t_d"),
        uses=("msw_stated_t_d", "disposal_sites", *_RATE_STATED),
        better="lower",
        **_SHARE,
    ),
    Indicator(
        "sorted_share",
        N_("Share sorted for recovery, rejects included"),
        definition=N_("Received by recovery facilities, over the waste arising: above the recovery rate."),
        formula="received_for_recovery_t_d / msw_t_d",
        source=WASTE_WISE_CITIES,
        compute=balance.sorted_share,
        needs=("recovered_received_t_d", "household_t_d", "non_household_t_d"),
        uses=("msw_stated_t_d", "recovery_facilities", *_RATE_STATED),
        better="higher",
        **_SHARE,
    ),
    Indicator(
        "collected_gross_share",
        N_("Collected share, rejects not deducted"),
        definition=N_(
            "Received by recovery facilities and disposal sites, over the waste arising. Rejects that go on "
            "to disposal are then counted twice: the balance deducts them."
        ),
        formula="(received_for_recovery_t_d + disposed_t_d) / msw_t_d",
        source=ARITHMETIC,
        compute=balance.collected_gross_share,
        needs=(
            "recovered_received_t_d",
            "disposal_received_t_d",
            "household_t_d",
            "non_household_t_d",
        ),
        uses=("msw_stated_t_d", "recovery_facilities", "disposal_sites", *_RATE_STATED),
        **_SHARE,
    ),
)

COVERAGE = tuple(
    Indicator(
        f"coverage_{name}",
        label,
        definition=definition,
        formula=f"{asked} / 100",
        source=ARITHMETIC,
        compute=_as_fraction(asked),
        needs=(asked,),
        better="higher",
        **_SHARE,
    )
    for name, label, asked, definition in (
        (
            "population",
            N_("Collection coverage of the population"),
            "coverage_by_population",
            N_("Share of people with a collection service: not a share of waste or of households."),
        ),
        (
            "waste",
            N_("Collection coverage of the waste, as stated"),
            "coverage_by_waste",
            N_("As stated by a source, to be read beside the collected share of the balance."),
        ),
        (
            "households",
            N_("Collection coverage of households"),
            "coverage_by_households",
            N_("Share of households with a collection service: not a share of waste or of people."),
        ),
    )
)

_PER_TONNE: dict[str, Any] = {"unit": "currency/t", "source": ARITHMETIC, "decimals": 0, "better": "lower"}
COST = (
    Indicator(
        "cost_per_tonne",
        N_("Cost per tonne collected"),
        definition=N_("Annual running cost over the tonnes collected in 365 days."),
        formula="annual_cost / (collected_t_d × 365)",
        compute=balance.cost_per_tonne,
        needs=("annual_cost", "recovered_received_t_d", "disposal_received_t_d"),
        **_PER_TONNE,
    ),
    Indicator(
        "cost_per_tonne_disposed",
        N_("Cost per tonne disposed of"),
        definition=N_("Annual cost of disposal over the tonnes disposed of in 365 days."),
        formula="disposal_cost / (disposed_t_d × 365)",
        compute=balance.cost_per_tonne_disposed,
        needs=("disposal_cost", "disposal_received_t_d"),
        uses=("disposal_sites",),
        **_PER_TONNE,
    ),
    Indicator(
        "cost_per_person",
        N_("Cost per person"),
        "currency/cap/yr",
        N_("Annual running cost over the population."),
        "annual_cost / population",
        ARITHMETIC,
        balance.cost_per_person,
        ("annual_cost", "population"),
        decimals=0,
    ),
    Indicator(
        "tipping_cost_per_day",
        N_("Tipping fees per day"),
        "currency/d",
        N_("Tipping fee times what disposal sites receive in a day."),
        "tipping_fee × disposed_t_d",
        ARITHMETIC,
        balance.tipping_cost_per_day,
        ("tipping_fee", "disposal_received_t_d"),
        uses=("disposal_sites",),
        decimals=0,
        better="lower",
    ),
    Indicator(
        "disposal_fees_ratio",
        N_("Disposal fees against the period before"),
        "×",
        N_("Fees paid over those of the earlier period; compare only periods of the same length."),
        "disposal_fees_paid / disposal_fees_before",
        ARITHMETIC,
        balance.disposal_fees_ratio,
        ("disposal_fees_paid", "disposal_fees_before"),
        bounds=(0.0, None),
    ),
)


INDICATORS = (*BALANCE, *AS_SHARES, *COVERAGE, *COST)

DERIVED: dict[str, Compute] = {
    "household": balance.household,
    "received_for_recovery_t_d": balance.recovered_received,
    "recovery_controlled_t_d": balance.recovered_controlled,
    "composition_shares": balance.composition,
}
