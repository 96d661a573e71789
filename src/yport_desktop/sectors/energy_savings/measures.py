"""Measures: what each saves of which carrier, and its cash flow. Amounts per year, money in one currency.

Conventions: investment at the start of a measure; savings and upkeep at the end of each year of its life;
all at the prices of one year, energy prices growing where a growth is given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yport_desktop.domain.errors import Problem
from yport_desktop.domain.evaluation import MissingInput, NotComputable, middle, require
from yport_desktop.domain.finance import annuity, npv
from yport_desktop.domain.numbers import significant
from yport_desktop.domain.text import N_

from .loads import find
from .measure_inputs import MEASURES
from .rows import Row, rows_of, same_name

Values = Mapping[str, Any]
_TABLE, _CASH = MEASURES
MJ_PER_KWH = 3.6
ROUNDING = 1e-9


@dataclass(frozen=True)
class Saved:
    """What a measure saves of one carrier in a year; `baseline` is None where it is not known."""

    carrier: str
    baseline: Any
    amount: Any


@dataclass(frozen=True)
class Measure:
    """One measure. `saved` or a `trouble` that says why it is not known; `own` is its own cash flow.

    `row` is None where a measure is known by its cash flow alone.
    """

    name: str
    area: str
    row: Row | None
    saved: tuple[Saved, ...] = ()
    trouble: Problem | None = None
    own: tuple[Any, ...] = ()

    def savings(self) -> tuple[Saved, ...]:
        """What is saved of each carrier. Raises NotComputable."""
        if self.trouble is not None:
            raise NotComputable(self.trouble)
        return self.saved

    def cells(self, *keys: str) -> list[Any]:
        """Cells of its row. Raises NotComputable where one is empty, or there is no row."""
        if self.row is None:
            self.savings()
            return []
        return self.row.need(*keys)

    def cell(self, key: str) -> Any:
        """One cell, or None."""
        return None if self.row is None else self.row.get(key)


def measures(values: Values) -> tuple[Measure, ...]:
    """All measures: those of the table, then those known by a cash flow alone.

    Raises MissingInput where there is neither.
    """
    if "measures" not in values and "cash_flows" not in values:
        raise MissingInput(("measures",))
    own = own_flows(values)
    found = [_measure(values, row, own) for row in rows_of(_TABLE, values.get("measures", ()))]
    known = {same_name(measure.name) for measure in found}
    alone = (_known_by_cash(*own[key]) for key in own if key not in known)
    return (*found, *alone)


def own_flows(values: Values) -> dict[str, tuple[str, tuple[Any, ...]]]:
    """Cash flows of their own by the name of the measure as it is compared: (name, flows from t = 0)."""
    gathered: dict[str, tuple[str, dict[int, Any]]] = {}
    for row in rows_of(_CASH, values.get("cash_flows", ())):
        t, amount = row.need("t", "amount")
        name = str(row.cells["name"] or "").strip()
        _, flows = gathered.setdefault(same_name(name), (name, {}))
        year = _whole(row, t)
        flows[year] = flows[year] + amount if year in flows else amount
    return {
        key: (name, tuple(flows.get(t, 0.0) for t in range(max(flows) + 1)))
        for key, (name, flows) in gathered.items()
    }


def _known_by_cash(name: str, cash: tuple[Any, ...]) -> Measure:
    text = N_("{name}: only its cash flow is known.")
    return Measure(name, "other", None, (), Problem(text, field=_CASH.key, details=(("name", name),)), cash)


def _measure(values: Values, row: Row, own: Mapping[str, tuple[str, tuple[Any, ...]]]) -> Measure:
    flows = own.get(same_name(row.name), ("", ()))[1]
    try:
        area, saved = _saved(values, row)
    except NotComputable as error:
        return Measure(row.name, row.get("area") or "other", row, trouble=error.problem, own=flows)
    return Measure(row.name, row.get("area") or area, row, saved, own=flows)


def _saved(values: Values, row: Row) -> tuple[str, tuple[Saved, ...]]:
    """Area, and what is saved: by the row itself, or by the calculator of the same name."""
    carrier, baseline = row.get("carrier"), row.get("baseline")
    amount, percentage = row.get("saving"), row.get("saving_pct")
    area = "other"
    if baseline is None and (amount is None or carrier is None):
        use = find(values, row.name)
        if use is not None:
            area = use.area
            if amount is None and percentage is None:
                return area, tuple(_change(row, *change) for change in use.carriers)
            carrier, baseline = carrier or use.carriers[0][0], use.carriers[0][1]
    if carrier is None:
        row.need("carrier")
    if amount is None:
        (percentage,) = row.need("saving_pct")
        (baseline,) = [baseline] if baseline is not None else row.need("baseline")
        amount = baseline * percentage / 100
    if baseline is not None and middle(amount) > middle(baseline) * (1 + ROUNDING):
        text = N_(
            "{name}: it would save {saving} of a baseline of {baseline} a year. That contradicts itself."
        )
        raise row.wrong(text, saving=significant(middle(amount)), baseline=significant(middle(baseline)))
    return area, (Saved(str(carrier), baseline, amount),)


def _change(row: Row, carrier: str, before: Any, after: Any) -> Saved:
    if after is None:
        row.need("saving_pct")
    return Saved(carrier, before, before - after)


def price(values: Values, measure: Measure, carrier: str, main: bool) -> Any:
    """What a unit of a carrier costs: the measure's own price for its main carrier, else the city's."""
    own = measure.cell("price") if main else None
    if own is not None:
        return own
    if carrier == "other":
        measure.cells("price")
    return values[f"price_{carrier}"]


def cost_saved(values: Values, measure: Measure) -> Any:
    """Energy cost saved in a year at the prices of today [currency/yr]; extra energy counts against it."""
    saved = enumerate(measure.savings())
    return sum(s.amount * price(values, measure, s.carrier, at == 0) for at, s in saved)


def in_kwh(values: Values, carrier: str, amount: Any) -> Any:
    """An amount of a carrier [kWh]. Raises NotComputable for one whose heat content is not asked."""
    if carrier == "electricity":
        return amount
    if carrier == "other":
        text = N_("Energy of another carrier is not counted in kWh: its heat content is not known.")
        raise NotComputable(Problem(text, field="measures"))
    return amount * values[f"heat_{carrier}"] / MJ_PER_KWH


def kwh_saved(values: Values, measure: Measure) -> Any:
    """Energy saved in a year [kWh]."""
    return sum(in_kwh(values, s.carrier, s.amount) for s in measure.savings())


def co2_saved(values: Values, measure: Measure) -> Any:
    """Emissions avoided in a year [t CO2e]."""
    total: Any = 0.0
    for at, s in enumerate(measure.savings()):
        own = measure.cell("factor") if at == 0 else None
        if own is not None:
            total = total + s.amount * own / 1000
        elif s.carrier == "electricity":
            total = total + s.amount / 1000 * values["grid_factor"]
        elif s.carrier == "other":
            measure.cells("factor")
        else:
            heat, factor = require(values, f"heat_{s.carrier}", f"co2_{s.carrier}")
            total = total + s.amount * heat / 1_000_000 * factor / 1000
    return total


def upkeep(measure: Measure) -> Any:
    """Change of upkeep in a year [currency/yr]; where nothing is entered there is none."""
    changed = measure.cell("upkeep")
    return 0.0 if changed is None else changed


def net_saving(values: Values, measure: Measure) -> Any:
    """Saved energy cost less the change of upkeep, at the prices of today [currency/yr]."""
    return cost_saved(values, measure) - upkeep(measure)


def flows(values: Values, measure: Measure) -> tuple[Any, ...]:
    """Cash flow from t = 0 [currency]: its own, or investment, saved energy cost and upkeep."""
    if measure.own:
        return measure.own
    investment, life = measure.cells("investment", "life")
    start, years = _whole(measure, measure.cell("start") or 0), _whole(measure, life)
    saved, changed = cost_saved(values, measure), upkeep(measure)
    growth = 1 + values["price_growth"] / 100 if "price_growth" in values else None
    ahead = range(start + 1, start + years + 1)
    if growth is None:
        yearly = (saved - changed,) * years
    else:
        yearly = tuple(saved * growth**t - changed for t in ahead)
    return (*([0.0] * start), -investment, *yearly)


def yearly_cost(values: Values, measure: Measure) -> Any:
    """Investment spread over the life at the discount rate, plus the change of upkeep [currency/yr]."""
    investment, life = measure.cells("investment", "life")
    return investment * annuity(values["rate"], life) + upkeep(measure)


def yearly_net_cost(values: Values, measure: Measure) -> Any:
    """Yearly cost less the saved energy cost [currency/yr]; below zero where the measure pays.

    Where energy prices grow, the saving is spread over the life as the investment is, so that this cost
    and the net present value never disagree.
    """
    if measure.own:
        return -npv(values["rate"], measure.own) * annuity(values["rate"], max(len(measure.own) - 1, 1))
    return yearly_cost(values, measure) - cost_saved(values, measure) * _levelled_growth(values, measure)


def _levelled_growth(values: Values, measure: Measure) -> Any:
    """What a price that grows is on average, at the discount rate, over the life of a measure; 1 without."""
    if "price_growth" not in values:
        return 1
    (life,) = measure.cells("life")
    start, years = _whole(measure, measure.cell("start") or 0), _whole(measure, life)
    growth = 1 + values["price_growth"] / 100
    grown = tuple(growth ** (start + t) for t in range(1, years + 1))
    return npv(values["rate"], (0.0, *grown)) * annuity(values["rate"], years)


def groups(found: tuple[Measure, ...]) -> list[list[Measure]]:
    """The measures with energy of their own, those on one load together, in the order of the table."""
    listed = [m for m in found if m.row is not None]
    leader = {same_name(m.name): same_name(m.name) for m in listed}

    def first(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for measure in listed:
        other = same_name(measure.cell("same_load"))
        if other in leader:
            leader[first(same_name(measure.name))] = first(other)
    out: dict[str, list[Measure]] = {}
    for measure in listed:
        out.setdefault(first(same_name(measure.name)), []).append(measure)
    return list(out.values())


def _whole(named: Measure | Row, years: Any) -> int:
    number = round(middle(years))
    if abs(number - middle(years)) > ROUNDING:
        text = N_("{name}: years are counted in whole years.")
        raise NotComputable(Problem(text, field=_TABLE.key, details=(("name", named.name),)))
    return number
