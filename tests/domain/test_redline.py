"""Redline: exact both ways, readable, quick, and at home in scripts without spaces."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yport_desktop.domain.redline import Mark, is_changed, new_text, old_text, redline
from yport_desktop.domain.words import pieces

WORDS = [
    "waste",
    "city",
    "the",
    "of",
    "20",
    "%",
    ".",
    ",",
    "\n",
    " ",
    "廃棄物",
    "を",
    "減らす",
    "ขยะ",
    "ลด",
    "rác",
    "e\u0301",
]
texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
)
SHOWN = {Mark.KEPT: "{}", Mark.DELETED: "[-{}-]", Mark.INSERTED: "{{+{}+}}"}


def shown(old: str, new: str) -> str:
    return "".join(SHOWN[s.mark].format(s.text) for s in redline(old, new))


@given(texts, texts)
@settings(max_examples=600)
def test_both_texts_can_be_read_back(old: str, new: str) -> None:
    spans = redline(old, new)
    assert old_text(spans) == old
    assert new_text(spans) == new
    assert all(s.text for s in spans)
    assert all(a.mark is not b.mark for a, b in pairwise(spans))
    assert is_changed(spans) == (old != new)


@given(texts)
def test_an_unchanged_text_is_one_kept_span(text: str) -> None:
    assert [s.mark for s in redline(text, text)] == ([Mark.KEPT] if text else [])


@given(st.text(max_size=200))
def test_pieces_join_to_the_text(text: str) -> None:
    assert "".join(pieces(text)) == text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("by 20% by 2022.", "by 20% by 2025.", "by 20% by [-2022-]{+2025+}."),
        ("1,200 t/d", "1,250 t/d", "[-1,200-]{+1,250+} t/d"),
        ("A is. C is.", "A is. B is. C is.", "A is. {+B is. +}C is."),
        (
            "old plan text for the city",
            "new scheme text for the city",
            "[-old plan-]{+new scheme+} text for the city",
        ),
        (
            "transport and disposal",
            "transfer, transport and disposal",
            "{+transfer, +}transport and disposal",
        ),
        ("one\ntwo\nthree", "one\nthree", "one\n[-two\n-]three"),
        ("資源循環局が管理する", "資源循環公社が運営管理する", "資源循環[-局-]{+公社+}が{+運営+}管理する"),
        ("กรุงเทพมหานครลดขยะ", "กรุงเทพมหานครคัดแยกขยะ", "กรุงเทพมหานคร[-ลด-]{+คัดแยก+}ขยะ"),
        ("cafe\u0301 waste", "cafe waste", "[-cafe\u0301-]{+cafe+} waste"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
    ],
)
def test_reads_as_an_editor_would_mark_it(old: str, new: str, expected: str) -> None:
    assert shown(old, new) == expected


def test_islands_do_not_cross_the_end_of_a_sentence() -> None:
    spans = redline("Trucks arrive. Crews load it.", "Boats leave. People carry it.")
    assert any(s.mark is Mark.KEPT and "." in s.text for s in spans[:-1])


def test_cost_grows_with_the_length_of_the_text() -> None:
    rng = random.Random(11)
    vocabulary = ["".join(rng.choice("abcdefgh") for _ in range(rng.randint(2, 9))) for _ in range(2_500)]

    def seconds(words: int) -> float:
        old = [rng.choice(vocabulary) for _ in range(words)]
        new = [rng.choice(vocabulary) if rng.random() < 0.08 else word for word in old]
        started = time.process_time()
        redline(" ".join(old), " ".join(new))
        return time.process_time() - started

    # The best of three each: what else the machine does costs time too.
    small = max(min(seconds(5_000) for _ in range(3)), 0.005)
    assert min(seconds(20_000) for _ in range(3)) < 12 * small + 0.2
