"""Emission factors of electricity grids, and the combined margin of a project.

An average factor belongs to an inventory, operating and build margin to a project: they are never
exchanged silently. All factors in kg CO2 (or CO2e, as said) per kWh, which equals t per MWh.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from yport_desktop.domain.evaluation import require
from yport_desktop.domain.sector import Coefficient, Source
from yport_desktop.domain.text import N_

from .sources import NGEF

Values = Mapping[str, Any]
UNIT = "kg CO2/kWh"
PROJECT, INVENTORY, FALLBACK, ESTIMATE = "project", "inventory", "fallback", "estimate"


@dataclass(frozen=True)
class GridFactor:
    """One published factor. `gases`: CO2 alone, or CO2e. `use`: what it may be used for."""

    key: str
    label: str
    country: str
    grid: str
    year: str
    kind: str
    value: float
    gases: str
    use: str
    source: Source
    note: str = ""

    @property
    def coefficient(self) -> Coefficient:
        """The factor as a default of the inventory's electricity."""
        source = replace(self.source, year=self.source.year or self.year)
        return Coefficient("electricity_ef", self.label, self.value, UNIT, source, note=self.note)


_DCC = Source(
    "Viet Nam Department of Climate Change: grid emission factor series",
    "climatechange.vn; ikinews.climatechange.vn",
    "",
    "published",
)
_ACADEMIC = Source(
    "Anh sang va Cuoc song, 17 January 2026 (academic estimates, not official)",
    "anhsangvacuocsong.vn",
    "2026",
    "secondary",
)
_TGO = Source(
    "The Nation, 30 November 2025, on the TGO factors",
    "nationthailand.com/news/policy/40059019",
    "2025",
    "secondary",
)
_TEPCO = Source("Tokyo Electric Power factor (document copy)", "happylibus 981821", "", "secondary")
_EIB = Source(
    "EIB country factors as carried in the ECAM country table",
    "GitHub icra/ecam, frontend/backend/countries.js",
    "",
    "secondary",
)
_REPEATS_BM = N_("the source prints 0.5979, which repeats the build margin; 0.5 / 0.5 gives 0.6551")
_YEAR_UNKNOWN = N_("year not stated; only where no national factor is available")


def _viet_nam(year: int, label: str, value: float) -> GridFactor:
    return GridFactor(
        f"vn_{year}", label, "Viet Nam", "national", str(year), "average", value, "CO2", INVENTORY, _DCC
    )


def _philippines(key: str, label: str, grid: str, kind: str, value: float, **more: Any) -> GridFactor:
    source = more.pop("source", NGEF)
    return GridFactor(
        key, label, "Philippines", grid, "2015-2017", kind, value, "CO2", PROJECT, source, **more
    )


def _fallback(key: str, label: str, country: str, value: float) -> GridFactor:
    return GridFactor(
        key, label, country, "national", "", "average", value, "CO2", FALLBACK, _EIB, _YEAR_UNKNOWN
    )


_DERIVED_CM = Source(NGEF.title, NGEF.address, NGEF.year, "derived", N_("0.5 OM + 0.5 BM, recomputed"))

GRID_FACTORS: tuple[GridFactor, ...] = (
    _viet_nam(2014, N_("Viet Nam, 2014, average"), 0.6612),
    _viet_nam(2015, N_("Viet Nam, 2015, average"), 0.8154),
    _viet_nam(2016, N_("Viet Nam, 2016, average"), 0.9185),
    _viet_nam(2017, N_("Viet Nam, 2017, average"), 0.8649),
    _viet_nam(2018, N_("Viet Nam, 2018, average"), 0.9130),
    _viet_nam(2019, N_("Viet Nam, 2019, average"), 0.8458),
    _viet_nam(2020, N_("Viet Nam, 2020, average"), 0.8041),
    _viet_nam(2021, N_("Viet Nam, 2021, average"), 0.7221),
    _viet_nam(2022, N_("Viet Nam, 2022, average"), 0.6766),
    _viet_nam(2023, N_("Viet Nam, 2023, average"), 0.6592),
    GridFactor(
        "vn_2024_estimate",
        N_("Viet Nam, 2024, academic estimate"),
        "Viet Nam",
        "national",
        "2024",
        "estimate",
        0.6811,
        "CO2e",
        ESTIMATE,
        _ACADEMIC,
        N_("not official"),
    ),
    GridFactor(
        "vn_2025_estimate",
        N_("Viet Nam, 2025, academic estimate"),
        "Viet Nam",
        "national",
        "2025",
        "estimate",
        0.6235,
        "CO2e",
        ESTIMATE,
        _ACADEMIC,
        N_("not official"),
    ),
    GridFactor(
        "th_2026",
        N_("Thailand, from 2026, average, scope 2"),
        "Thailand",
        "national",
        "2026",
        "average",
        0.4750,
        "CO2e",
        INVENTORY,
        _TGO,
        N_("the earlier value may be used in transition to 31 March"),
    ),
    GridFactor(
        "th_2026_scope3",
        N_("Thailand, from 2026, scope 3 (upstream and losses)"),
        "Thailand",
        "national",
        "2026",
        "scope 3",
        0.0812,
        "CO2e",
        INVENTORY,
        _TGO,
    ),
    GridFactor(
        "jp_tepco_2011",
        N_("Japan, Tokyo Electric Power, FY2011"),
        "Japan",
        "Tokyo Electric Power",
        "FY2011",
        "supplier",
        0.464,
        "CO2",
        INVENTORY,
        _TEPCO,
    ),
    _philippines("ph_lv_om", N_("Philippines, Luzon-Visayas, operating margin"), "lv", "OM", 0.7122),
    _philippines("ph_lv_bm", N_("Philippines, Luzon-Visayas, build margin"), "lv", "BM", 0.5979),
    _philippines(
        "ph_lv_cm_wind_solar",
        N_("Philippines, Luzon-Visayas, combined margin, wind and solar"),
        "lv",
        "CM",
        0.6836,
    ),
    _philippines(
        "ph_lv_cm_other",
        N_("Philippines, Luzon-Visayas, combined margin, other"),
        "lv",
        "CM",
        0.6551,
        source=_DERIVED_CM,
        note=_REPEATS_BM,
    ),
    _philippines("ph_m_om", N_("Philippines, Mindanao, operating margin"), "m", "OM", 0.7797),
    _philippines("ph_m_bm", N_("Philippines, Mindanao, build margin"), "m", "BM", 0.8045),
    _philippines(
        "ph_m_cm_wind_solar", N_("Philippines, Mindanao, combined margin, wind and solar"), "m", "CM", 0.7859
    ),
    _philippines("ph_m_cm_other", N_("Philippines, Mindanao, combined margin, other"), "m", "CM", 0.7921),
    _fallback("ph_fallback", N_("Philippines, fallback country value"), "Philippines", 0.543),
    _fallback("th_fallback", N_("Thailand, fallback country value"), "Thailand", 0.428),
    _fallback("vn_fallback", N_("Viet Nam, fallback country value"), "Viet Nam", 0.385),
    _fallback("jp_fallback", N_("Japan, fallback country value"), "Japan", 0.456),
)
BY_KEY: dict[str, GridFactor] = {f.key: f for f in GRID_FACTORS}
GRID_CHOICES = tuple((f.key, f.label) for f in GRID_FACTORS)


def electricity_default(known: Values) -> Coefficient | None:
    """The factor of the grid that was chosen."""
    chosen = BY_KEY.get(str(known.get("grid_factor")))
    return chosen.coefficient if chosen else None


PROJECT_GRIDS = (
    ("ph_lv", N_("Philippines, Luzon-Visayas (Cebu)")),
    ("ph_m", N_("Philippines, Mindanao")),
)
PROJECT_KINDS = (("wind_solar", N_("wind and solar")), ("other", N_("other")))
# What the source prints, by grid and kind of project; one repeats the build margin.
_PRINTED = {
    ("ph_lv", "wind_solar"): 0.6836,
    ("ph_lv", "other"): 0.5979,
    ("ph_m", "wind_solar"): 0.7859,
    ("ph_m", "other"): 0.7921,
}
_WEIGHT_OM = {"wind_solar": 0.75, "other": 0.5}


def margin_default(kind: str, key: str) -> Any:
    """Chooses operating (om) or build margin (bm) of the grid of a project."""

    def choose(known: Values) -> Coefficient | None:
        found = BY_KEY.get(f"{known.get('project_grid')}_{kind}")
        return Coefficient(key, found.label, found.value, UNIT, found.source) if found else None

    return choose


def weight_default(known: Values) -> Coefficient | None:
    """The weight of the operating margin for the kind of project."""
    weight = _WEIGHT_OM.get(str(known.get("project_kind")))
    label = N_("Weight of the operating margin")
    return Coefficient("weight_om", label, weight, "fraction", NGEF) if weight is not None else None


def printed_default(known: Values) -> Coefficient | None:
    """The combined margin as the source prints it."""
    value = _PRINTED.get((str(known.get("project_grid")), str(known.get("project_kind"))))
    label = N_("Combined margin as printed")
    return Coefficient("cm_printed", label, value, UNIT, NGEF) if value is not None else None


def combined_margin(values: Values) -> Any:
    """CM = w x OM + (1 - w) x BM [kg CO2/kWh]."""
    om, bm, weight = require(values, "om", "bm", "weight_om")
    return weight * om + (1 - weight) * bm
