"""What does not fit together, or must be said beside the results."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from yport_desktop.domain import finance
from yport_desktop.domain.errors import Problem, Severity
from yport_desktop.domain.evaluation import MissingInput, NotComputable, middle
from yport_desktop.domain.numbers import significant
from yport_desktop.domain.text import N_

from . import loads, results
from .factors import CARRIERS, GRIDS
from .inputs import CALCULATORS, LOADS
from .measures import Measure, flows, groups, net_saving
from .rows import rows_of, same_name

Values = Mapping[str, Any]
Problems = tuple[Problem, ...]
ROUNDING_SHARE = 0.005
RATES_NAMED = 5
LEAST_RATE = 0.5  # %: what lies below was as a rule meant as a fraction
_ASKED = {asked.key: asked for asked in (*LOADS, *CALCULATORS)}


def _say(
    severity: Severity, message: str, fields: tuple[str, ...], row: int | None = None, **details: Any
) -> Problem:
    shown = {k: significant(v) if isinstance(v, float) else v for k, v in details.items()}
    return Problem(message, severity, fields[0], row, (*shown.items(), ("fields", fields)))


def incomplete(values: Values) -> Problems:
    """Rows from which nothing can be computed, each with what is missing or contradicts itself."""
    found = []
    for measure in values["all_measures"]:
        try:
            if measure.row is not None:
                measure.savings()
            flows(values, measure)
        except NotComputable as error:
            found.append(error.problem)
        except MissingInput:
            continue
    return _as_warnings(found)


def incomplete_rows(values: Values) -> Problems:
    """The same of loads and calculators."""
    found = []
    for key, compute in loads.TABLES.items():
        for row in rows_of(_ASKED[key], values.get(key, ())):
            try:
                compute(values, row)
            except NotComputable as error:
                found.append(error.problem)
            except MissingInput:
                continue
    return _as_warnings(found)


def _as_warnings(found: list[Problem]) -> Problems:
    unique = {(p.field, p.row, str(p)): p for p in found}
    return tuple(
        Problem(p.message, Severity.WARNING, p.field, p.row, (*p.details, ("fields", (p.field,))))
        for p in unique.values()
    )


def fractions_as_percent(values: Values) -> Problems:
    """Efficiencies and loads of 1 % or less: probably a fraction, a hundred times what is meant."""
    text = N_(
        "{label} is {given} % in row {number}: in per cent, write 90 for 0.9. Please check. ({sources})"
    )
    found = []
    for key in ("loads", "pumping"):
        asked = _ASKED[key]
        for number, row in enumerate(values.get(key, ()), start=1):
            for column, cell in zip(asked.columns, row, strict=True):
                share = column.unit == "%" and column.key.startswith(("efficiency", "load"))
                if share and cell is not None and 0 < middle(cell) <= 1:
                    shown = {"label": column.label, "given": middle(cell), "number": number}
                    found.append(_say(Severity.WARNING, text, (key,), number, **shown))
    return tuple(found)


def rate_as_fraction(values: Values) -> Problems:
    """A discount rate below half a per cent: probably a fraction, a hundredth of what is meant."""
    given = float(values["discount_rate"])
    if not 0 < given < LEAST_RATE:
        return ()
    text = N_("The discount rate is {given} %: in per cent, write 5 for 0.05. Please check. ({sources})")
    return (_say(Severity.WARNING, text, ("discount_rate",), given=given),)


def changes_of_sign(values: Values) -> Problems:
    """Several changes of sign: several rates, or none; they are named, but none is the rate of return."""
    cash = [(m.name, _try_flows(values, m)) for m in values["all_measures"]]
    if len(cash) > 1 and all(flow for _, flow in cash):
        cash.append(("", values["programme"]))
    out = []
    for name, flow in cash:
        count = finance.sign_changes(flow)
        if count < 2:
            continue
        rates = finance.rates_of_return([float(amount) for amount in flow])
        shown = ", ".join(f"{significant(rate * 100)} %" for rate in rates[:RATES_NAMED]) or "–"
        text = (
            N_(
                "{name}: the cash flow changes its sign {count} times. Several rates, or none, bring its "
                "present value to zero ({rates}): none of them is the rate of return. Read the net present "
                "value. ({sources})"
            )
            if name
            else N_(
                "All measures together: the cash flow changes its sign {count} times. Several rates, or "
                "none, bring its present value to zero ({rates}): none of them is the rate of return. Read "
                "the net present value. ({sources})"
            )
        )
        out.append(
            _say(Severity.WARNING, text, ("measures", "cash_flows"), name=name, count=count, rates=shown)
        )
    return tuple(out)


def _try_flows(values: Values, measure: Measure) -> tuple[Any, ...]:
    try:
        return flows(values, measure)
    except (MissingInput, NotComputable):
        return ()


def shared_loads(values: Values) -> Problems:
    """Measures on one load: their savings do not simply add, and cannot exceed its baseline."""
    out = []
    for group in groups(values["all_measures"]):
        if len(group) < 2:
            continue
        names = ", ".join(m.name for m in group)
        amounts = [s for m in group if m.trouble is None for s in m.saved[:1]]
        total, baselines = sum(float(s.amount) for s in amounts), [s.baseline for s in amounts]
        if len({s.carrier for s in amounts}) != 1 or any(b is None for b in baselines) or not amounts:
            text = N_(
                "{names} act on the same load: together they save less than the sum that is shown. "
                "({sources})"
            )
            out.append(_say(Severity.WARNING, text, ("measures",), names=names))
            continue
        base = max(float(b) for b in baselines)
        if min(float(b) for b in baselines) < base * (1 - ROUNDING_SHARE):
            text = N_(
                "{names} act on the same load, with different baselines: their savings add up only if each "
                "baseline is what the measure before it leaves. ({sources})"
            )
            out.append(_say(Severity.WARNING, text, ("measures",), names=names))
            continue
        left = base
        for s in amounts:
            left *= 1 - float(s.amount) / float(s.baseline) if s.baseline else 1
        unit = CARRIERS[amounts[0].carrier][1]
        text = (
            N_(
                "{names} act on the same load: together they would save {total} {unit} of a baseline of "
                "{base} {unit} a year. That contradicts itself. ({sources})"
            )
            if total > base * (1 + ROUNDING_SHARE)
            else N_(
                "{names} act on the same load: their savings do not simply add. The sum shown is {total} "
                "{unit} a year; if each acts on what the others leave, it is {least} {unit}. ({sources})"
            )
        )
        out.append(
            _say(
                Severity.WARNING,
                text,
                ("measures",),
                names=names,
                total=total,
                base=base,
                least=base - left,
                unit=unit,
            )
        )
    return tuple(out)


def names_of_measures(values: Values) -> Problems:
    """Each measure has a name of its own, and those it refers to exist."""
    found = [m for m in values["all_measures"] if m.row is not None]
    counted = Counter(same_name(m.name) for m in found)
    out = []
    for measure in found:
        if counted[same_name(measure.name)] > 1:
            text = N_("The name “{name}” is used by several measures: give each its own.")
            out.append(_say(Severity.WARNING, text, ("measures",), measure.row.number, name=measure.name))
        other = same_name(measure.cell("same_load"))
        if other and (other not in counted or other == same_name(measure.name)):
            text = N_("{name}: there is no other measure “{other}” on the same load.")
            row = measure.row.number
            out.append(
                _say(
                    Severity.WARNING,
                    text,
                    ("measures",),
                    row,
                    name=measure.name,
                    other=measure.cell("same_load"),
                )
            )
    return tuple({str(p): p for p in out}.values())


def saving_given_twice(values: Values) -> Problems:
    """A saving as an amount beside one in per cent: a difference is shown, the amount is used."""
    out = []
    for measure in values["all_measures"]:
        cells = [measure.cell(key) for key in ("baseline", "saving", "saving_pct")]
        if any(cell is None for cell in cells):
            continue
        baseline, saving, percentage = map(float, cells)
        by_share = baseline * percentage / 100
        if abs(saving - by_share) > ROUNDING_SHARE * max(saving, by_share):
            text = N_(
                "{name}: {saving} is given as saving, but {percentage} % of {baseline} is {computed}. The "
                "amount is used. ({sources})"
            )
            details = {"saving": saving, "percentage": percentage, "baseline": baseline, "computed": by_share}
            row = measure.row.number
            out.append(_say(Severity.WARNING, text, ("measures",), row, name=measure.name, **details))
    return tuple(out)


def cash_and_columns(values: Values) -> Problems:
    """A cash flow of its own stands in place of the columns: say so where both are given."""
    out = []
    for measure in values["all_measures"]:
        if measure.own and measure.cell("investment") is not None:
            text = N_(
                "{name}: its own cash flow counts. Investment, upkeep and life of the table count only in "
                "the sum of investments and in the cost of saved energy."
            )
            out.append(_say(Severity.NOTE, text, ("cash_flows", "measures"), name=measure.name))
    return tuple(out)


def worse_after(values: Values) -> Problems:
    """A calculator row that uses more after than before."""
    out = []
    for key, compute in loads.TABLES.items():
        for row in rows_of(_ASKED[key], values.get(key, ())):
            try:
                carrier, before, after = compute(values, row).carriers[0]
            except (MissingInput, NotComputable, ArithmeticError):
                continue
            if after is not None and float(after) > float(before):
                text = N_(
                    "{name}: it uses more after ({after} {unit}) than before ({before} {unit}). ({sources})"
                )
                details = {"after": float(after), "before": float(before), "unit": CARRIERS[carrier][1]}
                out.append(_say(Severity.WARNING, text, (key,), row.number, name=row.name, **details))
    return tuple(out)


def beyond_life(values: Values) -> Problems:
    """A simple payback beyond the life of the measure: it never pays back."""
    out = []
    for measure in values["all_measures"]:
        try:
            invested, life = measure.cells("investment", "life")
            years = float(results.quick_payback(invested, net_saving(values, measure)))
        except (MissingInput, NotComputable, ArithmeticError):
            continue
        if not measure.own and years > float(life):
            text = N_("{name}: the simple payback of {years} years is longer than its life of {life} years.")
            out.append(
                _say(
                    Severity.NOTE,
                    text,
                    ("measures",),
                    measure.row.number,
                    name=measure.name,
                    years=years,
                    life=float(life),
                )
            )
    return tuple(out)


def grid_use(values: Values) -> Problems:
    """A factor that was made for another use than measures."""
    grid = GRIDS.get(str(values["grid"]))
    if grid is None or "grid_factor" not in values["standing_in"]:
        return ()
    if grid.use == "inventory":
        text = N_(
            "The factor of electricity is a grid average, meant for inventories. For measures a combined "
            "margin would be used, where one is published."
        )
        return (_say(Severity.NOTE, text, ("grid",)),)
    if grid.use == "fallback":
        text = N_(
            "The factor of electricity is a fallback without a year: use it only where nothing better exists."
        )
        return (_say(Severity.WARNING, text, ("grid",)),)
    return ()


def no_currency(values: Values) -> Problems:
    """Amounts of money without a currency."""
    if "currency" in values or ("measures" not in values and "cash_flows" not in values):
        return ()
    text = N_("Say in which currency the amounts of the measures are.")
    return (_say(Severity.WARNING, text, ("currency",)),)


CHECKS = (
    incomplete,
    incomplete_rows,
    fractions_as_percent,
    rate_as_fraction,
    changes_of_sign,
    shared_loads,
    names_of_measures,
    saving_given_twice,
    cash_and_columns,
    worse_after,
    beyond_life,
    grid_use,
    no_currency,
)
