"""Contact cards as they come out of an email."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.domain.errors import CardError
from yport_desktop.exchange.card import decode_card, encode_card
from yport_desktop.exchange.identity import Identity


def test_round_trip(people: tuple[Identity, ...]) -> None:
    line = encode_card(people[0], "平田 あや", "aya@example.org")
    card = decode_card(line)
    assert (card.name, card.email) == ("平田 あや", "aya@example.org")
    assert (card.signing_key, card.receiving_key) == (people[0].public_key, people[0].receiving_key)
    assert card.words == people[0].words
    assert "\n" not in line and len(line) < 400


def test_survives_wrapping_quoting_and_words_around(people: tuple[Identity, ...]) -> None:
    line = encode_card(people[0], "Aya")
    wrapped = "\r\n> ".join(line[i : i + 60] for i in range(0, len(line), 60))
    assert decode_card(f"Dear Ben,\r\n> {wrapped}\r\n\r\nBest regards").name == "Aya"


def test_a_name_cannot_play_tricks(people: tuple[Identity, ...]) -> None:
    assert decode_card(encode_card(people[0], "A\u202eya\n\x00 M" + "x" * 999)).name.startswith("A ya M")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "not a Y-PORT contact card"),
        ("hello", "not a Y-PORT contact card"),
        ("YPORT-CARD-1.e30", "part of it is missing"),
        ("x" * 9_000, "not a Y-PORT contact card"),
        ("YPORT-CARD-2.e30.abc", "newer version"),
        ("YPORT-CARD-1.e30." + "A" * 86, "altered or damaged"),
        ("YPORT-CARD-1." + "W1tb" * 1500 + "." + "A" * 86, "altered or damaged"),
    ],
)
def test_what_is_no_card_gets_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(CardError, match=sentence):
        decode_card(text)


@given(data=st.data())
def test_an_altered_card_is_refused_or_the_same(people: tuple[Identity, ...], data: st.DataObject) -> None:
    line = encode_card(people[0], "Aya", "aya@example.org")
    at = data.draw(st.integers(0, len(line) - 1))
    letter = data.draw(st.sampled_from("ABCabc019-_.= \n"))
    mutant = line[:at] + letter + line[at + 1 :]
    with contextlib.suppress(CardError):
        assert decode_card(mutant) == decode_card(line)


def test_a_card_signed_by_another_key_is_refused(people: tuple[Identity, ...], tmp_path: Path) -> None:
    aya = encode_card(people[0], "Aya").split(".")
    ben = encode_card(people[1], "Aya").split(".")
    with pytest.raises(CardError, match="altered"):
        decode_card(".".join([*aya[:2], ben[2]]))
