"""What is computed of all measures together. Money in the currency chosen, rates as fractions per year."""

from collections.abc import Mapping
from typing import Any

from yport_desktop.domain import finance
from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import MissingInput, NotComputable, middle
from yport_desktop.domain.text import N_

from .measures import (
    Measure,
    co2_saved,
    cost_saved,
    flows,
    groups,
    in_kwh,
    kwh_saved,
    net_saving,
    yearly_cost,
    yearly_net_cost,
)

Values = Mapping[str, Any]
NEVER = N_("What is invested is not paid back within the years given.")
NOTHING = N_("Nothing is invested and nothing is gained: there is nothing to pay back.")
NO_CHANGE = N_("The cash flow never changes its sign: there is no internal rate of return.")
SEVERAL = N_(
    "The cash flow changes its sign {count} times: several rates, or none, may bring its present value to "
    "zero. Read the net present value instead."
)


def rate(values: Values) -> Any:
    """Discount rate as a fraction."""
    values.get("currency")  # belongs to every amount that is discounted
    return values["discount_rate"] / 100


def with_energy(values: Values) -> tuple[Measure, ...]:
    """The measures of the table. Raises MissingInput where there is none."""
    found = tuple(m for m in values["all_measures"] if m.row is not None)
    if not found:
        raise MissingInput(("measures",))
    return found


def energy_saved(values: Values) -> Any:
    """Σ over measures [kWh/yr]."""
    return sum(kwh_saved(values, m) for m in with_energy(values))


def energy_baseline(values: Values) -> Any:
    """Baseline of all measures [kWh/yr]; measures on one load share its baseline, the largest given."""
    total: Any = 0.0
    for group in groups(with_energy(values)):
        found = [_baseline(values, m) for m in group]
        total = total + max(found, key=middle)
    return total


def _baseline(values: Values, measure: Measure) -> Any:
    total: Any = 0.0
    for s in measure.savings():
        if s.baseline is None:
            measure.cells("baseline")
        total = total + in_kwh(values, s.carrier, s.baseline)
    return total


def energy_saved_share(values: Values) -> Any:
    """Saved over baseline (fraction)."""
    return values["energy_saved"] / values["energy_baseline"]


def total_cost_saved(values: Values) -> Any:
    """Σ over measures [currency/yr]."""
    values.get("currency")
    return sum(cost_saved(values, m) for m in with_energy(values))


def total_co2_saved(values: Values) -> Any:
    """Σ over measures [t CO2e/yr]."""
    return sum(co2_saved(values, m) for m in with_energy(values))


def investment(values: Values) -> Any:
    """Σ over the measures of the table [currency], whenever they start."""
    values.get("currency")
    return sum(m.cells("investment")[0] for m in with_energy(values))


def programme(values: Values) -> tuple[Any, ...]:
    """The cash flows of all measures added up year by year, from t = 0."""
    each = [flows(values, m) for m in values["all_measures"]]
    length = max(len(f) for f in each)
    return tuple(sum(f[t] for f in each if t < len(f)) for t in range(length))


def total_npv(values: Values) -> Any:
    """Net present value of all measures, the first flow at t = 0."""
    return finance.npv(values["rate"], values["programme"])


def total_irr(values: Values) -> Any:
    """Internal rate of return of all measures together."""
    values.get("currency")
    return rate_of_return(values["programme"])


def rate_of_return(cash: tuple[Any, ...]) -> Any:
    """The one rate of a cash flow. Raises NotComputable where it has none, or may have several."""
    changes = finance.sign_changes(cash)
    if changes == 0:
        raise NotComputable(Problem(NO_CHANGE))
    if changes > 1:
        raise NotComputable(Problem(SEVERAL, details=(("count", changes),)))
    return finance.irr(cash)


def simple_payback(values: Values) -> Any:
    """Investment over net saving of a year; of cash flows of their own, until they add up to zero."""
    found = values["all_measures"]
    if any(m.own for m in found):
        return paid_back(values["programme"], 0.0)
    return quick_payback(values["investment"], sum(net_saving(values, m) for m in found))


def quick_payback(invested: Any, yearly: Any) -> Any:
    """Years: investment over what a year brings. Raises NotComputable where a year brings nothing."""
    if middle(invested) == 0 and middle(yearly) == 0:
        raise NotComputable(Problem(NOTHING))
    if middle(yearly) <= 0:
        raise NotComputable(Problem(NEVER))
    return invested / yearly


def discounted_payback(values: Values) -> Any:
    """Years until the discounted flows of all measures have paid back, for good."""
    return paid_back(values["programme"], values["rate"])


def paid_back(cash: tuple[Any, ...], at: Any) -> Any:
    """Years until a cash flow has paid back. Raises NotComputable where it has not by its end."""
    years = finance.payback(cash, at)
    if years is None:
        raise NotComputable(Problem(NEVER))
    return years


def levelised_cost(values: Values) -> Any:
    """Yearly cost over saved energy [currency/kWh]."""
    return sum(yearly_cost(values, m) for m in with_energy(values)) / values["energy_saved"]


def abatement_cost(values: Values) -> Any:
    """Yearly cost less saved energy cost, over emissions avoided [currency/t CO2e]."""
    net = sum(yearly_net_cost(values, m) for m in with_energy(values))
    return net / values["co2_saved"]
