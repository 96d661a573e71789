"""Values as JSON text: the quick way and the careful way say the same."""

import json

from hypothesis import given
from hypothesis import strategies as st

from yport_desktop.store.names import json_text, json_texts

texts = st.text() | st.sampled_from(['a"\n"b', "\\", "\x00", "\u2028", "é", "", "\ud800"])


@given(st.lists(texts | st.none() | st.integers() | st.lists(st.integers())))
def test_many_values_become_the_texts_that_each_alone_becomes(values: list[object]) -> None:
    assert json_texts(values) == [json_text(v) for v in values]
    assert [json.loads(t) for t in json_texts(values)] == values


def test_plain_texts_take_the_quick_way() -> None:
    assert json_texts(["12.5", "plant 3", "ごみ"]) == ['"12.5"', '"plant 3"', '"ごみ"']
