"""Have-lists never claim what is not here, also of a feed with two histories."""

import shutil
from pathlib import Path

from yport_desktop.domain.changes import KIND, Edit

from .installations import SPACE, Laptop
from .test_merge import RECORDS


def test_a_chain_ends_where_the_next_segment_builds_on_another(tmp_path: Path) -> None:
    """Chika has the clone's second segment and, on the way from the original, only its third."""
    roster: set[bytes] = set()
    one, hub = Laptop(tmp_path, 1, roster), Laptop(tmp_path, 2, roster)
    chika = Laptop(tmp_path, 3, roster)
    one.store.commit(SPACE, [Edit(RECORDS[0], KIND, "note")])
    (first,) = one.segments()
    one.store.close()
    shutil.copytree(tmp_path / "laptop-1", tmp_path / "elsewhere" / "laptop-1")
    one, clone = Laptop(tmp_path, 1, roster), Laptop(tmp_path / "elsewhere", 1, roster)
    clone.write(RECORDS[0], "b", "on the road")
    for value in ("at the desk", "and later"):
        one.write(RECORDS[0], "a", value)
        one.segments()
    _, second, third = one.segments()
    (_, other) = clone.segments()
    hub.take([first, second, third, other])
    chika.take([first, other, third])
    lacking = list(hub.store.segments_not_in(SPACE, chika.store.have_list(SPACE)))
    assert second in lacking
    assert [name for _, _, name in chika.store.gaps(SPACE)] == [second.hash]
    chika.take(lacking)
    assert chika.store.have_list(SPACE) == hub.store.have_list(SPACE)
    assert chika.store.fingerprint(SPACE) == hub.store.fingerprint(SPACE)
    for laptop in (one, clone, hub, chika):
        laptop.store.close()
