"""Ranges by drawing, on request: the IPCC's Approach 2 beside Approach 1."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from yport_desktop.domain.sector import Sector
from yport_desktop.domain.values import Observed

if TYPE_CHECKING:  # numpy is loaded by the first drawing
    from yport_desktop.advice.monte_carlo import Simulation

DRAWS = 10_000


def draw_ranges(sector: Sector, observed: Mapping[str, Observed]) -> "Simulation":
    """The ranges of all results of a sector from 10,000 draws, with the program's own seed.

    Long work on plain values: not on the thread of the window or of the database.
    """
    # numpy is loaded with the first drawing, not when the program starts.
    from yport_desktop.advice.monte_carlo import simulate

    return simulate(sector, observed, DRAWS)
