"""Secrets sealed with a passphrase: ordinary age files, and what wrong ones say."""

import base64
import contextlib
import os
import random

import pyrage
import pytest

from yport_desktop.exchange.key_errors import KeysDamaged, PassphraseTooShort, WrongPassphrase
from yport_desktop.exchange.sealing import WORK, checked, seal, unseal

from .keyrings import CHEAP

MUTANTS = int(os.environ.get("YPORT_MUTANTS", "200"))
WORDS = "amber kiwi harbor lantern"


@pytest.fixture(scope="module")
def sealed() -> str:
    return seal("a secret: 秘密", WORDS, CHEAP)


def test_round_trip_and_a_wrong_passphrase(sealed: str) -> None:
    assert unseal(sealed, WORDS) == "a secret: 秘密"
    assert unseal(f"\ufeff{sealed}".replace("\n", "\r\n"), WORDS) == "a secret: 秘密"
    for wrong in ("", "amber kiwi harbor lanterns", "x" * 5000):
        with pytest.raises(WrongPassphrase):
            unseal(sealed, wrong)


def test_another_age_opens_what_a_person_seals() -> None:
    """With the cost that everybody pays, which the file names."""
    sealed = seal("a secret: 秘密", WORDS)
    assert b" %d\n" % WORK in base64.b64decode("".join(sealed.splitlines()[1:-1])).partition(b"---")[0]
    assert pyrage.passphrase.decrypt(sealed.encode(), WORDS).decode() == "a secret: 秘密"
    assert unseal(sealed, WORDS) == "a secret: 秘密"


def test_the_same_words_on_another_keyboard_are_the_same_passphrase() -> None:
    sealed = seal("x", "ｐａｓｓ か\u3099きく 2026", CHEAP)
    assert unseal(sealed, "pass がきく 2026") == "x"


def test_a_passphrase_must_protect_something() -> None:
    assert checked("八文字あるだけだ") == "八文字あるだけだ"
    for short in ("", "1234567", " " * 20):
        with pytest.raises(PassphraseTooShort, match="8 characters"):
            checked(short)


def test_a_file_cannot_demand_endless_work() -> None:
    """Work factor 30 would take a terabyte of memory: refused before anything is computed."""
    header = b"age-encryption.org/v1\n-> scrypt %s 30\n%s\n--- %s\n" % (b"A" * 22, b"A" * 43, b"A" * 43)
    body = base64.b64encode(header + bytes(64)).decode()
    with pytest.raises(KeysDamaged):
        unseal(f"-----BEGIN AGE ENCRYPTED FILE-----\n{body}\n-----END AGE ENCRYPTED FILE-----", WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "-----BEGIN AGE ENCRYPTED FILE-----",
        "-----BEGIN AGE ENCRYPTED FILE-----" + " " * 16_000,
        "-----BEGIN AGE ENCRYPTED FILE-----\n" * 450,
        "-----BEGIN AGE ENCRYPTED FILE----------END AGE ENCRYPTED FILE-----",
        "x" * 100_000,
    ],
    ids=range(7),
)
def test_what_is_no_sealed_file(text: str) -> None:
    with pytest.raises(KeysDamaged):
        unseal(text, WORDS)


def test_an_altered_file_never_gives_another_secret(sealed: str) -> None:
    """Most mutants fail before the costly step; the others at a check after it."""
    chance, letters = random.Random(7), "ABCxyz019+/=\n "
    for _ in range(min(MUTANTS // 10, 60)):
        at = chance.randrange(len(sealed))
        mutant = sealed[:at] + chance.choice(letters) + sealed[at + chance.randrange(2) :]
        with contextlib.suppress(KeysDamaged, WrongPassphrase):
            assert unseal(mutant, WORDS) == "a secret: 秘密"
