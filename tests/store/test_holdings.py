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


def test_an_image_that_seals_the_very_same_as_its_other_life_goes_on_in_a_new_feed(tmp_path: Path) -> None:
    """Ben built on what Aya's laptop sealed; then an image is put back in which that is still open."""
    roster: set[bytes] = set()
    aya, ben = Laptop(tmp_path, 1, roster), Laptop(tmp_path, 2, roster)
    aya.store.commit(SPACE, [Edit(RECORDS[0], KIND, "note"), Edit(RECORDS[0], "a", "old")])
    aya.store.close()
    shutil.copytree(tmp_path / "laptop-1", tmp_path / "image" / "laptop-1")
    aya = Laptop(tmp_path, 1, roster)
    (sealed,) = aya.segments()
    ben.take([sealed])
    ben.write(RECORDS[0], "a", "new")
    newer = ben.segments()[-1]
    image = Laptop(tmp_path / "image", 1, roster)
    image.take([newer])  # names what is not here, and is about to be sealed here again
    mine = image.segments()
    assert sealed not in mine and len(mine) == 2
    for laptop in (aya, ben, image):
        laptop.take([sealed, newer, *mine])
        assert laptop.store.check().sound
    assert len({laptop.store.fingerprint(SPACE) for laptop in (aya, ben, image)}) == 1
    (conflict,) = ben.store.conflicts(SPACE)
    assert {h.value for h in conflict.heads} == {"old", "new"}  # asked once more, and nothing is lost
    for laptop in (aya, ben, image):
        laptop.store.close()
