"""Results measure by measure, the most valuable first."""

from collections.abc import Callable, Mapping
from typing import Any

from yport_desktop.domain import finance
from yport_desktop.domain.evaluation import MissingInput, NotComputable
from yport_desktop.domain.sector import ResultColumn, ResultTable, Series
from yport_desktop.domain.text import N_

from . import results
from .measure_inputs import AREAS
from .measures import (
    Measure,
    co2_saved,
    cost_saved,
    flows,
    groups,
    kwh_saved,
    net_saving,
    yearly_cost,
    yearly_net_cost,
)
from .sources import FINANCE

Values = Mapping[str, Any]
KEY = "by_measure"
NOTE = N_(
    "Ranked by net present value. A negative cost of abatement does not rank measures: a larger abatement "
    "makes it look worse."
)
NOT_RANKED = N_(
    "Not ranked: the net present value of none is known. The measures stand in the order of their entry."
)
_INCOMPLETE = N_("incomplete: see the remarks")
_SEVERAL = N_("several changes of sign: no single rate of return")
_NEVER = N_("is not paid back")
_SHARED = N_("the savings do not simply add")
_OWN = N_("cash flow of its own")


def tables(values: Values) -> dict[str, ResultTable]:
    """The table of measures. Raises MissingInput where there are none."""
    found = values["all_measures"]
    shared = {m.name for g in groups(found) if len(g) > 1 for m in g}
    rows = [_row(values, m, m.name in shared) for m in found]
    at = [c.key for c in _columns("")].index("npv")
    rows.sort(key=lambda row: (row[at] is None, -float(row[at] or 0.0)))
    code = str(values.get("currency", ""))
    note = NOTE if any(row[at] is not None for row in rows) else NOT_RANKED
    return {KEY: ResultTable(KEY, N_("Measures"), _columns(code), tuple(rows), note, FINANCE.title)}


def _columns(code: str) -> tuple[ResultColumn, ...]:
    def per(unit: str) -> str:
        return f"{code}/{unit}" if code else ""

    return (
        ResultColumn("name", N_("Measure"), kind="text"),
        ResultColumn("area", N_("Field of use"), kind="word"),
        ResultColumn("npv", N_("Net present value"), code, decimals=0),
        ResultColumn("irr", N_("Internal rate of return"), "%", decimals=1, scale=100.0),
        ResultColumn("simple_payback", N_("Simple payback"), "yr", decimals=1),
        ResultColumn("discounted_payback", N_("Discounted payback"), "yr", decimals=1),
        ResultColumn("investment", N_("Investment"), code, decimals=0),
        ResultColumn("cost_saved", N_("Energy cost saved"), per("yr"), decimals=0),
        ResultColumn("energy_saved", N_("Energy saved"), "kWh/yr", decimals=0),
        ResultColumn("levelised_cost", N_("Cost of saved energy"), per("kWh"), decimals=3),
        ResultColumn("co2_saved", N_("Emissions avoided"), "t CO2e/yr", decimals=1),
        ResultColumn("abatement_cost", N_("Cost of abatement"), per("t CO2e"), decimals=0),
        ResultColumn("shared", N_("Same load as another measure"), kind="word"),
        ResultColumn("remark", N_("Remark"), kind="word"),
    )


def attempt(compute: Callable[[], Any]) -> Any:
    """The result, or None where something is missing or it has none."""
    try:
        return compute()
    except (MissingInput, NotComputable, ArithmeticError):
        return None


def _row(values: Values, measure: Measure, shared: bool) -> tuple[float | str | None, ...]:
    try:
        cash: tuple[Any, ...] = flows(values, measure)
    except (MissingInput, NotComputable, ArithmeticError):
        cash = ()
    npv = attempt(lambda: finance.npv(values["rate"], cash)) if cash else None
    irr = attempt(lambda: results.rate_of_return(cash)) if cash else None
    simple = _simple(values, measure, cash)
    discounted = attempt(lambda: results.paid_back(cash, values["rate"])) if cash else None
    co2 = attempt(lambda: co2_saved(values, measure))
    net = attempt(lambda: yearly_net_cost(values, measure))
    energy = attempt(lambda: kwh_saved(values, measure))
    cost = attempt(lambda: yearly_cost(values, measure))
    remark = ""
    if not cash:
        remark = _INCOMPLETE
    elif finance.sign_changes(cash) > 1:
        remark = _SEVERAL
    elif simple is None:
        remark = _NEVER
    elif measure.own:
        remark = _OWN
    return (
        measure.name,
        AREAS[measure.area],
        npv,
        irr,
        simple,
        discounted,
        attempt(lambda: measure.cells("investment")[0]),
        attempt(lambda: cost_saved(values, measure)),
        energy,
        cost / energy if cost is not None and energy else None,
        co2,
        net / co2 if net is not None and co2 else None,
        _SHARED if shared else None,
        remark or None,
    )


def _simple(values: Values, measure: Measure, cash: tuple[Any, ...]) -> Any:
    """Simple payback; it needs no life, so that a row without one still has it."""
    if measure.own:
        return attempt(lambda: results.paid_back(cash, 0.0))
    return attempt(lambda: results.quick_payback(measure.cells("investment")[0], net_saving(values, measure)))


def series(values: Values) -> dict[str, Series]:
    """The cash flow of all measures by year from now: of the year, added up, and added up discounted."""
    cash = list(values["programme"])
    plain = [sum(cash[: t + 1]) for t in range(len(cash))]
    lines: dict[str, tuple[Any, ...]] = {"yearly": tuple(cash), "cumulated": tuple(plain)}
    rate = attempt(lambda: values["rate"])
    if rate is not None and rate != -1:
        discounted = [finance.npv(rate, cash[: t + 1]) for t in range(len(cash))]
        lines["discounted"] = tuple(discounted)
    code = str(values.get("currency", ""))
    label = N_("Cash flow of all measures by year from now")
    return {
        "cash_flow": Series("cash_flow", label, code, tuple(range(len(cash))), lines, FINANCE.title, LINES)
    }


LINES: dict[str, str] = {
    "yearly": N_("In the year"),
    "cumulated": N_("Added up"),
    "discounted": N_("Added up, discounted"),
}
