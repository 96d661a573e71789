"""Puts the tiny sector on the shelf of this process, as if its folder lay beside the others.

Named as a plugin (`-p tests.contract.sixth_sector.on_the_shelf`) it does so for a run of pytest.
"""

from pathlib import Path

import yport_desktop.sectors

SHELF = Path(__file__).parent / "shelf"
yport_desktop.sectors.__path__.append(str(SHELF))
