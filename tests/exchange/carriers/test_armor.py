"""Armor comes through what mail, editors and people do to a text; what does not is named."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.errors import BundleForeign, BundleTooLarge
from yport_desktop.exchange.carriers.armor import MAX_TEXT, armored, read_armor
from yport_desktop.exchange.carriers.sections import short_name
from yport_desktop.exchange.identity import Identity

from . import mangling
from .carried import MUTANTS, parts, same_or_refused

People = tuple[Identity, ...]
HEADING = (
    "Aya sends you changes.\nSave this text as a file, or copy all of it, and open it in Y-PORT Desktop."
)
BUNDLES = tuple(Random(number).randbytes(size) for number, size in enumerate((13_000, 1, 6_000, 900)))
TEXT = armored(BUNDLES, HEADING)
CHARSETS = ("utf-8", "utf-8-sig", "utf-16")


def test_it_begins_with_sentences_and_has_short_lines() -> None:
    assert TEXT.startswith(HEADING + "\n\n[YPORT;1;")
    assert max(map(len, TEXT.splitlines()[3:])) < 76 and TEXT.isascii() and TEXT.endswith("\n")
    assert read_armor(TEXT.encode()).bundles == BUNDLES


@given(
    st.lists(st.sampled_from(mangling.MANGLES), max_size=4),
    st.sampled_from(CHARSETS),
    st.booleans(),
    st.booleans(),
    st.integers(0, 1 << 32),
)
def test_any_mangling_gives_the_same_bundles(
    mangles: list[mangling.Mangle], charset: str, reordered: bool, printable: bool, seed: int
) -> None:
    chance = Random(seed)
    text = mangling.shuffled(TEXT, chance) if reordered else TEXT
    for mangle in mangles:
        text = mangle(text, chance)
    content = text.encode(charset)
    if printable and charset != "utf-16":
        content = mangling.quoted_printable(content)
    found = read_armor(content)
    assert set(found.bundles) == set(BUNDLES) and found.faults == ()


@given(st.sampled_from((mangling.named_quotes, mangling.web_page)), st.sampled_from(CHARSETS), st.booleans())
def test_quotes_with_initials_and_web_pages(mangle: mangling.Mangle, charset: str, printable: bool) -> None:
    content = mangle(TEXT).encode(charset)
    if printable and charset != "utf-16":
        content = mangling.quoted_printable(content)
    assert read_armor(content).bundles == BUNDLES


@pytest.mark.parametrize("charset", ["cp932", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be"])
def test_character_sets_of_japanese_mail(charset: str) -> None:
    wide = mangling.full_width(TEXT, Random(1))
    for text in (TEXT, "変更をお送りします。\n" + TEXT, *([] if "16" in charset else [wide])):
        found = read_armor(text.encode(charset, "replace"))  # a wide hyphen is not in all of them
        assert found.bundles == BUNDLES and found.faults == ()


def test_two_texts_in_one_file() -> None:
    first, second = armored(BUNDLES[:2], HEADING), armored(BUNDLES[1:], "The rest.")
    assert read_armor((first + second).encode()).bundles == BUNDLES


def test_a_missing_section_is_named() -> None:
    sections = mangling.sections_of(TEXT)
    found = read_armor("".join(sections[:1] + sections[2:]).encode())
    assert found.bundles == BUNDLES[1:]
    name = short_name(BUNDLES[0])
    assert [str(f) for f in found.faults] == [f"Section 2 of 3 is missing in part {name}. Ask for it again."]
    (fault,) = read_armor(sections[1].encode()).faults
    assert str(fault) == f"Sections 1, 3 of 3 are missing in part {name}. Ask for it again."


def test_a_damaged_section_is_named() -> None:
    sections = mangling.sections_of(TEXT)
    name = short_name(BUNDLES[0])
    wanted = [f"Section 2 of 3 is damaged in part {name}. Ask for it again."]
    body = sections[1].replace(sections[1][200], "A" if sections[1][200] != "A" else "B")
    head = sections[1].replace("2of3;6000;", "2of3;5999;")
    other_name = sections[1].replace(name, "0" * 8)
    for damaged in (body, head, other_name, sections[1][:4000]):
        found = read_armor("".join([sections[0], damaged, *sections[2:]]).encode())
        assert found.bundles == BUNDLES[1:]
        assert [str(f) for f in found.faults] == wanted
        again = read_armor("".join([sections[0], damaged, *sections[1:]]).encode())
        assert again.bundles == BUNDLES
        # Whole elsewhere: no fault. Under another name it could be all that came of another part.
        assert len(again.faults) == (damaged is other_name)


def test_many_missing_sections_are_one_short_sentence() -> None:
    bundle = Random(5).randbytes(200_000)
    sections = mangling.sections_of(armored([bundle], HEADING))
    (fault,) = read_armor("".join(sections[::2]).encode()).faults
    assert str(fault).startswith("Sections 2, 4, 6, 8, 10, 12, … of 34 are missing")


def test_a_text_that_is_something_else() -> None:
    for content in (
        b"",
        b"Dear all",
        b"[YPORT;",
        b"\xff\xfe",
        b"YPORT-CARD-1.abc.def",
        bytes(5000),
        b"\xff" * 99,
    ):
        with pytest.raises(BundleForeign):
            read_armor(content)
    with pytest.raises(BundleTooLarge):
        read_armor(bytes(MAX_TEXT + 1))


@pytest.mark.parametrize("encrypted", [True, False])
def test_mutants(people: People, encrypted: bool) -> None:
    originals = parts(people, encrypted=encrypted)
    text = armored(originals, HEADING)
    recovered = []
    for mutant in mangling.text_mutants(text, Random(20260219 + encrypted), MUTANTS):
        found = same_or_refused(read_armor, mutant, originals, people[1])
        recovered.append(len(found.bundles) if found else 0)
    # Each mutant damages something; what it does not touch comes through.
    assert MUTANTS * 0.8 < sum(recovered) < MUTANTS * 2.2 and 2 in recovered
