"""Three-way merge of texts: nothing lost, nothing invented, equal to git's where git needs nobody."""

import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yport_desktop.domain.merge3 import Chunk, Origin, Take, is_clean, merge3, merged, one_after_the_other
from yport_desktop.domain.words import is_space, pieces

WORDS = ["waste", "city", "the", "of", "20", "%", ".", ",", "\n", " ", "廃棄物", "を", "減らす", "ขยะ", "ลด"]
texts = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=25).map("".join),
)
SHOWN = {
    Origin.AGREED: "{0.mine}",
    Origin.MINE: "<{0.base}|{0.mine}>",
    Origin.THEIRS: "[{0.base}|{0.theirs}]",
    Origin.ALIKE: "={0.base}|{0.mine}=",
    Origin.CLASH: "{{{0.base}|{0.mine}|{0.theirs}}}",
}


def shown(*three: str) -> str:
    return "".join(SHOWN[c.origin].format(c) for c in merge3(*three))


def words(text: str) -> Counter[str]:
    return Counter(p for p in pieces(text) if not is_space(p))


@given(texts, texts)
def test_who_changed_nothing_gives_way(base: str, other: str) -> None:
    assert merged(merge3(base, base, other)) == other
    assert merged(merge3(base, other, base)) == other
    assert merged(merge3(base, other, other)) == other
    assert all(is_clean(merge3(*three)) for three in ((base, base, other), (base, other, other)))


@given(texts, texts, texts)
@settings(max_examples=600)
def test_all_three_texts_can_be_read_back(base: str, mine: str, theirs: str) -> None:
    chunks = merge3(base, mine, theirs)
    assert "".join(c.base for c in chunks) == base
    assert "".join(c.mine for c in chunks) == mine
    assert "".join(c.theirs for c in chunks) == theirs
    assert all(c.base or c.mine or c.theirs for c in chunks)
    assert all(a.origin is not b.origin for a, b in pairwise(chunks))


@given(texts, texts, texts)
def test_it_is_the_same_seen_from_the_other_side(base: str, mine: str, theirs: str) -> None:
    names = {Origin.MINE: Origin.THEIRS, Origin.THEIRS: Origin.MINE}
    turned = tuple(
        Chunk(names.get(c.origin, c.origin), c.base, c.theirs, c.mine) for c in merge3(base, theirs, mine)
    )
    assert merge3(base, mine, theirs) == turned


@given(texts, texts, texts)
@settings(max_examples=400)
def test_no_word_that_anybody_put_in_is_lost(base: str, mine: str, theirs: str) -> None:
    chunks = merge3(base, mine, theirs)
    new_words = words(mine) - words(base) | words(theirs) - words(base)
    on_the_page = words(
        "\n".join(f"{c.text}\n{c.mine}\n{c.theirs}" if c.origin is Origin.CLASH else c.text for c in chunks)
    )
    assert {w for w in new_words if len(w) > 1 and w.isascii()} <= set(on_the_page)
    for chunk in chunks:
        if chunk.origin is Origin.MINE:  # what is left out of theirs is what stood there before
            assert words(chunk.theirs) == words(chunk.base)
        if chunk.origin is Origin.THEIRS:
            assert words(chunk.mine) == words(chunk.base)


@st.composite
def three_versions(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """A list of different words and two edits of it by deleting, replacing and inserting new words."""
    base = [f"w{i}" for i in range(draw(st.integers(0, 14)))]
    sides = []
    for name in "mt":
        side: list[str] = []
        for i, word in enumerate([*base, None]):
            if draw(st.integers(0, 5)) == 0:
                # sometimes both write the very same word
                side.append(f"same{i}" if draw(st.integers(0, 3)) == 0 else f"{name}{i}")
            if word is not None and draw(st.integers(0, 5)) != 0:
                side.append(word)
        sides.append(side)
    return base, sides[0], sides[1]


@given(three_versions())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_where_git_needs_nobody_we_say_the_same(tmp_path: Path, three: tuple[list[str], ...]) -> None:
    base, mine, theirs = three
    paths = []
    for name, lines in zip(("mine", "base", "theirs"), (mine, base, theirs), strict=True):
        (tmp_path / name).write_text("".join(f"{line}\n" for line in lines))
        paths.append(str(tmp_path / name))
    git = subprocess.run(
        ["git", "merge-file", "-p", "-q", *paths], capture_output=True, text=True, check=False
    )
    chunks = merge3(" ".join(base), " ".join(mine), " ".join(theirs))
    if git.returncode == 0:
        assert is_clean(chunks)
        assert merged(chunks).split() == git.stdout.split()
    else:
        assert not is_clean(chunks)


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ("cut waste by 20 % until 2030", "cut waste by 30 % until 2030", "cut waste by 20 % until 2035",
         "cut waste by <20|30> % until [2030|2035]"),
        ("cut waste by 20 %", "cut waste by 30 %", "cut waste by 25 %", "cut waste by {20|30|25} %"),
        ("reduce waste", "cut waste", "reduce rubbish", "{reduce waste|cut waste|reduce rubbish}"),
        ("A is.", "A is. B is.", "A is. C is.", "A is.{| B is.| C is.}"),
        ("One.\n\nTwo.", "One and a half.\n\nTwo.", "One.\n\nTwo.\n\nThree.",
         "One<| and a half>.\n\nTwo.[|\n\nThree.]"),
        ("廃棄物を20%減らす。", "廃棄物を30%減らす。", "廃棄物を20%減らす。市が担う。",
         "廃棄物を<20|30>%減らす。[|市が担う。]"),
        ("the city cleans streets", "the city cleans all streets", "the city cleans all streets",
         "the city cleans =|all =streets"),
        ("A.", "A. B. C.", "A. B. D.", "A.=| B.={| C.| D.}"),
        ("A.", "A. C. B.", "A. D. B.", "A.{| C.| D.}=| B.="),
        ("", "new text", "other words", "{|new text|other words}"),
        ("go now", "go  now", "go at once now", "go [|at once ]now"),
    ],
)  # fmt: skip
def test_as_a_careful_editor_would(base: str, mine: str, theirs: str, expected: str) -> None:
    assert shown(base, mine, theirs) == expected


def test_a_thai_word_is_not_mixed_of_two() -> None:
    chunks = merge3("ขยะมูลฝอย", "ขยะรีไซเคิล", "ขยะอันตราย")
    assert merged(chunks, other=Take.MINE) == "ขยะรีไซเคิล"
    assert merged(chunks, other=Take.THEIRS) == "ขยะอันตราย"
    assert sum(c.origin is Origin.CLASH for c in chunks) == 1
    assert all(c.origin in (Origin.AGREED, Origin.CLASH) for c in chunks)


def test_an_edit_follows_a_sentence_that_somebody_else_moved() -> None:
    base = "First things. Collect all waste. Last things."
    mine = "First things. Last things. Collect all waste."
    theirs = "First things. Collect most waste. Last things."
    assert merged(merge3(base, mine, theirs)) == "First things. Last things. Collect most waste."


def test_clashes_are_decided_one_by_one() -> None:
    chunks = merge3("a 1 b c d e 2 f", "a 3 b c d e 4 f", "a 5 b c d e 6 f")
    first, second = (i for i, c in enumerate(chunks) if c.origin is Origin.CLASH)
    assert merged(chunks, {first: Take.THEIRS, second: Take.BOTH}) == "a 5 b c d e 4 6 f"
    assert merged(chunks, {first: Take.BEFORE, second: Take.MINE}) == "a 1 b c d e 4 f"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("One.", "Two.", "One. Two."),
        ("廃棄物を減らす。", "市が担う。", "廃棄物を減らす。市が担う。"),
        ("One.\nA", "Two.", "One.\nA\nTwo."),
        ("", "Two", "Two"),
        ("ขยะ", "น้ำ", "ขยะน้ำ"),
    ],
)
def test_both_are_put_one_after_the_other(first: str, second: str, expected: str) -> None:
    assert one_after_the_other(first, second) == expected
