"""Where the figures and formulas of this sector come from."""

from yport_desktop.domain.sector import Source
from yport_desktop.domain.text import N_

_PORT = "GitHub MarcinPb/Grundfos.WG.PostCalc"

WATER_BALANCE = Source(
    "WB-EasyCalc water balance software, public C# port with unit tests",
    _PORT,
    "",
    "published",
    N_("top-down water balance in the terms of the IWA"),
)
WATER_BALANCE_MARGINS = Source(
    "WB-EasyCalc water balance software, public C# port with unit tests",
    _PORT,
    "",
    "published",
    N_("95 % margins"),
)
UARL = Source(
    "Lambert et al. 1999, AQUA 48(6), 227 (abstract); coefficients as coded in WB-EasyCalc",
    _PORT,
    "1999",
    "published",
    N_("unavoidable annual real losses"),
)
BANDS = Source(
    N_("Bands of the World Bank Institute, as coded in WB-EasyCalc (the table itself was not read)"),
    _PORT,
    "",
    "published",
)
ECAM = Source(
    "ECAM (WaCCliM: GIZ, IWA), water supply indicators",
    "GitHub icra/ecam, backend/benchmarks.js",
    "",
    "published",
)
CHIBA = Source(N_("Waterworks terms as defined by Chiba Prefecture"), "Chiba Prefecture", "", "published")
ARITHMETIC = Source("Arithmetic on the inputs shown", "-", "", "derived")
