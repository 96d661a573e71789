"""Coefficients of the unavoidable losses, and the bands that results are classed by."""

from yport_desktop.domain.sector import Coefficient
from yport_desktop.domain.text import N_

from .sources import UARL

_CONVENTION = N_("Fixed by the method: no uncertainty of its own")
COEFFICIENTS = (
    Coefficient(
        "uarl_mains",
        N_("Unavoidable losses of mains, per metre of pressure"),
        18.0,
        "L/km/d/m",
        UARL,
        0.0,
        _CONVENTION,
    ),
    Coefficient(
        "uarl_connections",
        N_("Unavoidable losses of connections up to the boundary, per metre of pressure"),
        0.8,
        "L/connection/d/m",
        UARL,
        0.0,
        _CONVENTION,
    ),
    Coefficient(
        "uarl_service",
        N_("Unavoidable losses of service pipes past the boundary, per metre of pressure"),
        25.0,
        "L/km/d/m",
        UARL,
        0.0,
        _CONVENTION,
    ),
)
# Within these the formula of the unavoidable losses is valid (secondary sources).
UARL_CONNECTIONS_ABOVE = 5000.0
UARL_DENSITY_ABOVE = 20.0  # connections per km of mains
UARL_PRESSURE = (25.0, 100.0)  # m

INCOME_GROUPS = (
    ("low_middle", N_("low- and middle-income countries")),
    ("high", N_("high-income countries")),
)

# One band: its name, its upper end, and whether the end belongs to it; None: no end.
Bands = tuple[tuple[str, float | None, bool], ...]


def _classes(*ends: float) -> Bands:
    return (*((name, end, True) for name, end in zip(("A1", "A2", "B", "C"), ends, strict=True)), _LAST)


_LAST = ("D", None, True)
ILI_BANDS: dict[str, Bands] = {
    "high": _classes(1.5, 2.0, 4.0, 8.0),
    "low_middle": _classes(2.0, 4.0, 8.0, 16.0),
}
NRW_BANDS: dict[str, Bands] = {  # L/connection/d when supplied
    "high": _classes(75.0, 150.0, 300.0, 550.0),
    "low_middle": _classes(130.0, 260.0, 520.0, 1000.0),
}
# Energy of treatment, kWh/m3, by (more than 5000 m3/d, with pre-oxidation).
TREATMENT_BANDS: dict[tuple[bool, bool], Bands] = {
    key: (("good", good, True), ("acceptable", acceptable, True), ("unsatisfactory", None, True))
    for key, (good, acceptable) in {
        (True, False): (0.025, 0.04),
        (True, True): (0.055, 0.07),
        (False, False): (0.04, 0.055),
        (False, True): (0.07, 0.085),
    }.items()
}
LARGE_PLANT = 5000.0  # m3/d
PUMP_BANDS: Bands = (  # kWh/m3/100 m, pumps of 39 to 96 kW
    ("good", 0.308, True),
    ("acceptable", 0.4595, False),
    ("unsatisfactory", None, True),
)
HEAD_LOSS_BANDS: Bands = (("good", 2.0, True), ("acceptable", 4.0, True), ("unsatisfactory", None, True))
UTILISATION_BANDS: Bands = (  # % of capacity
    ("unsatisfactory_low", 50.0, False),
    ("acceptable_low", 70.0, False),
    ("good", 90.0, True),
    ("acceptable_high", 100.0, True),
    ("unsatisfactory_high", None, True),
)

# The letters are those of the bands; what they mean is told by secondary sources.
CLASS_MEANING: dict[tuple[str, str], str] = {
    ("low_middle", "A1"): N_("A1 (low- and middle-income countries): further reduction may be uneconomic"),
    ("low_middle", "A2"): N_("A2 (low- and middle-income countries): further reduction may be uneconomic"),
    ("low_middle", "B"): N_("B (low- and middle-income countries): potential for marked improvement"),
    ("low_middle", "C"): N_(
        "C (low- and middle-income countries): poor, tolerable only where water is plentiful and cheap"
    ),
    ("low_middle", "D"): N_(
        "D (low- and middle-income countries): very inefficient, a reduction programme is imperative"
    ),
    ("high", "A1"): N_("A1 (high-income countries): further reduction may be uneconomic"),
    ("high", "A2"): N_("A2 (high-income countries): further reduction may be uneconomic"),
    ("high", "B"): N_("B (high-income countries): potential for marked improvement"),
    ("high", "C"): N_("C (high-income countries): poor, tolerable only where water is plentiful and cheap"),
    ("high", "D"): N_("D (high-income countries): very inefficient, a reduction programme is imperative"),
}
BENCHMARK_MEANING: dict[str, str] = {
    "good": N_("good (ECAM benchmark)"),
    "acceptable": N_("acceptable (ECAM benchmark)"),
    "unsatisfactory": N_("unsatisfactory (ECAM benchmark)"),
    "acceptable_low": N_("acceptable, on the low side (ECAM benchmark)"),
    "acceptable_high": N_("acceptable, on the high side (ECAM benchmark)"),
    "unsatisfactory_low": N_("unsatisfactory, too low (ECAM benchmark)"),
    "unsatisfactory_high": N_("unsatisfactory, over capacity (ECAM benchmark)"),
}


def band_of(value: float, bands: Bands) -> str:
    """The name of the band that a value lies in."""
    return next(
        name for name, end, included in bands if end is None or value < end or (included and value == end)
    )
