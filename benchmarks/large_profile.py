"""A profile with the sample engagement and very many observations, for measuring the desk."""

import random
import time
from pathlib import Path
from uuid import UUID

from yport_desktop import bootstrap
from yport_desktop.domain.changes import Edit
from yport_desktop.env.paths import Profile, profile_in
from yport_desktop.services.records import create
from yport_desktop.services.sample import open_sample

OBSERVATIONS = 100_000
_PER_SAVE = 2_000


def large_profile(folder: Path, observations: int = OBSERVATIONS) -> tuple[Profile, UUID]:
    """The profile, made through the store's own log; seconds are printed."""
    profile = profile_in(folder)
    begin = time.perf_counter()
    desk = bootstrap.open_desk(profile)
    try:
        workspace = desk.workspace
        space = open_sample(workspace)
        luck = random.Random(1)
        made = 0
        while made < observations:
            count = min(_PER_SAVE, observations - made)
            edits = [e for i in range(made, made + count) for e in _observation(space, i, luck)]
            workspace.store.commit(space, edits, "readings")
            workspace.seal(space)
            made += count
    finally:
        desk.close()
    print(f"{observations:,} observations written in {time.perf_counter() - begin:.0f} s")
    return profile, space


def _observation(space: UUID, number: int, luck: random.Random) -> list[Edit]:
    values = {
        "subject": f"Household {number % 900 + 1}, day {number // 900 + 1}",
        "value": f"{luck.gauss(1.9, 0.6):.2f}",
        "unit": "kg/d",
        "period": "2026-02",
        "source": "Waste characterisation survey",
        "grade": "A",
    }
    return create("observation", values, parent=space)
