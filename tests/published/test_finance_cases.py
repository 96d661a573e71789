"""Cash flows as others print them: present values, rates of return, several of them, and payback.

Each case goes through the calculation of the window, as cash flows of its own by year. Sources:

- NPF: numpy-financial (BSD-3), `tests/test_financial.py` and the examples of its documentation, GitHub
  numpy/numpy-financial, numpy.org/numpy-financial/latest; read in 2026.
- FORMCALC: Adobe LiveCycle Designer ES2, FormCalc reference, function NPV, help.adobe.com.
- SPREAD: MESCIUS SPREAD for ASP.NET 10.0J, function NPV, docs.mescius.jp.
- CELLWORKS: CellWorks manual, function Irr, cellworks.au/manual.
- MESA: Mesa spreadsheet user guide, function IRR, greytrout.com/manuals, node 132.
- MASTERS: G. M. Masters, Renewable and Efficient Electric Power Systems (2004), section 5.3.5, page 245.
- CFA-1: practice question with its answer, "How do you figure out the IRR of 260?", 300hours.com.
- FOUR: problem "Multiple IRRs", brainmass.com 39308: the text asks for the rates between 20 and 70 %; they
  are 1/4, 1/3, 3/7 and 2/3.
- PUMP: the new oil pump, answered with 25 %, assignmentexpert.com, question 131526.
- TWO: capital budgeting question with its answer, answer.ya.guru, question 8411365.
- SLIDES: slides on capital budgeting, coursehero.com, file 8681811.
- CFA-DP: discounted payback with its table, gaodun.com, q 500s5h.
- RWJ-DP: discounted payback, learning objective 3, justaaa.com, finance 28200 and 509104.
- SHEET: discounted payback as a spreadsheet, scribd.com, document 834027256.
"""

from typing import Any

import pytest

from yport_desktop.domain.finance import rates_of_return
from yport_desktop.sectors.energy_savings import SECTOR
from yport_desktop.services.calculate import calculate

# The loan of numpy-financial's issue 15, which loses all but nothing of what was paid in.
LOST = [
    -3000.0, 2.3926932267015667e-07, 4.1672087103345505e-16, 5.3965110036378706e-25, 5.1962551071806174e-34,
    3.7202955645436402e-43, 1.9804961711632469e-52, 7.8393517651814181e-62, 2.3072565113911438e-71,
    5.0491839233308912e-81, 8.2159177668499263e-91,
]  # fmt: skip
# Its issue 39: two changes of sign.
LEASE = [
    -217500.0, -217500.0, 108466.80462450592, 101129.96439328062, 93793.12416205535, 86456.28393083003,
    79119.44369960476, 71782.60346837944, 64445.76323715414, 57108.92300592884, 49772.08277470355,
    42435.24254347826, 35098.40231225296, 27761.56208102766, 20424.721849802358, 13087.88161857707,
    5751.041387351768, -1585.7988438735192, -8922.639075098821, -16259.479306324123, -23596.31953754941,
    -30933.159768774713, -38270.0, -45606.8402312253, -52943.680462450604, -60280.520693675906,
    -67617.36092490121,
]  # fmt: skip


def result(flows: list[float], rate: float = 10) -> dict[str, Any]:
    table = [{"name": "Project", "t": t, "amount": amount} for t, amount in enumerate(flows)]
    return calculate(SECTOR, {"currency": "USD", "discount_rate": rate, "cash_flows": table})


def value(found: dict[str, Any], key: str) -> float | None:
    number = found["indicators"][key]["value"]
    assert number is None or isinstance(number, float)
    return number


@pytest.mark.parametrize(
    ("source", "rate", "flows", "printed", "within"),
    [
        ("NPF", 8, [-40_000, 5_000, 8_000, 12_000, 30_000], 3065.22267, 5e-6),
        ("NPF", 5, [-15_000, 1_500, 2_500, 3_500, 4_500, 6_000], 122.8948549, 1e-7),
        # These functions discount their first amount: here it stands at t = 1.
        ("FORMCALC", 6.5, [0, 5000], 4694.83568075117, 5e-9),
        ("FORMCALC", 10, [0, 500, 1500, 4000, 10_000], 11529.60863329007, 5e-9),
        ("FORMCALC", 2.75 / 12, [0, 50, 60, 40, 100, 25], 273.14193838457, 5e-9),
        ("SPREAD", 6.5, [0, -10_000, 3000, 3400, 7700], 2055.38, 0.005),
        ("CFA-DP", 12, [-200_000, 60_000, 80_000, 70_000, 60_000, 50_000], 33_673.98, 0.02),
    ],
)
def test_present_value(source: str, rate: float, flows: list[float], printed: float, within: float) -> None:
    assert value(result(flows, rate), "npv") == pytest.approx(printed, abs=within), source


@pytest.mark.parametrize(
    ("source", "flows", "printed", "within"),
    [
        ("NPF", [-250_000, 100_000, 150_000, 200_000, 250_000, 300_000], 0.5672303344358536, 1e-12),
        ("NPF", [-100, 100, 0, 7], 0.06206, 5e-6),
        ("NPF", LOST, -0.9999999990596069, 1e-9),
        ("CELLWORKS", [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000], 0.0866, 5e-5),
        ("MESA", [-700, 750, 900, 600, 850], 1.0462142, 5e-8),
        ("SLIDES", [-250_000, *[100_000] * 5], 0.2865, 5e-5),
        ("MASTERS", [-1000, *[200] * 10], 0.151, 0.0015),  # "just over 15 %"
        ("MASTERS", [-1000, *[200] * 20], 0.20, 0.01),  # "between 19 % and 21 %"
    ],
)
def test_rate_of_return(source: str, flows: list[float], printed: float, within: float) -> None:
    assert value(result(flows), "irr") == pytest.approx(printed, abs=within), source


@pytest.mark.parametrize(
    ("source", "flows", "printed", "within"),
    [
        ("NPF", [-100, 100, 0, -7], [-0.0833], 5e-5),
        ("NPF", [-5, 10.5, 1, -8, 1], [0.0886], 5e-5),
        ("NPF", [-5, 10.5, 1, -8, 1, 0, 0, 0], [0.0886], 5e-5),
        ("NPF", LEASE, [0.12], 5e-7),
        ("NPF", [-1678.87, 771.96, 1814.05, 3520.30, 3552.95, 3584.99, 4789.91, -1], [1.00426], 5e-5),
        ("MESA", [-80, 90, 67, 72, -90], [-0.32606171], 5e-9),
        ("CFA-1", [-2000, 10_000, -10_000], [0.38, 2.6], 0.02),
        ("FOUR", [-252, 1431, -3035, 2850, -1000], [0.25, 1 / 3, 3 / 7, 2 / 3], 1e-6),
        ("PUMP", [-1600, 10_000, -10_000], [0.25, 4.0], 1e-9),
        ("TWO", [-39_800, 63_800, -12_800], [-0.7649, 0.3679], 5e-5),
    ],
)
def test_several_rates_are_named_and_none_is_chosen(
    source: str, flows: list[float], printed: list[float], within: float
) -> None:
    every = rates_of_return(flows)
    for rate in printed:
        assert any(abs(rate - found) <= within for found in every), (source, rate, every)
    answer = result(flows)
    assert value(answer, "irr") is None
    assert any("none of them is the rate of return" in p["message"] for p in answer["problems"]), source


@pytest.mark.parametrize("flows", [[1, 2, 3], [-1, -2, -3], [40_000, 5_000, 8_000, 12_000, 30_000]])
def test_flows_of_one_sign_have_no_rate(flows: list[float]) -> None:
    """numpy-financial, issue 6744 of numpy, and `test_irr_no_real_solution_exception`."""
    assert value(result(flows), "irr") is None


@pytest.mark.parametrize(
    ("source", "rate", "flows", "printed"),
    [
        ("CFA-DP", 12, [-200_000, 60_000, 80_000, 70_000, 60_000, 50_000], 3 + 32_828.44 / 38_131.08),
        ("RWJ-DP", 14, [-5200, 2800, 3700, 5100, 4300], 1.96),
        ("RWJ-DP", 14, [-5400, 2800, 3700, 5100, 4300], 2.03),
        ("RWJ-DP", 14, [-10_400, 2800, 3700, 5100, 4300], 3.65),
        ("RWJ-DP", 15, [-8000, 4800, 5900, 6700, 8000], 1.86),
        ("SHEET", 8.5, [-150, 70, 55, 40, 25, 10], 3.41),
    ],
)
def test_discounted_payback(source: str, rate: float, flows: list[float], printed: float) -> None:
    assert value(result(flows, rate), "discounted_payback") == pytest.approx(printed, abs=0.005), source
