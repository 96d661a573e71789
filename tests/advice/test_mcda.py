"""Multi-criteria ranking against published cases, hand arithmetic and properties."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yport_desktop.advice.mcda.ahp import weigh
from yport_desktop.advice.mcda.draws import first_places
from yport_desktop.advice.mcda.flips import flips
from yport_desktop.advice.mcda.methods import (
    column_shares,
    promethee,
    ranks,
    spotis,
    topsis,
    vikor,
    weighted_sum,
)
from yport_desktop.advice.mcda.panel import panel
from yport_desktop.advice.mcda.ranking import RELIABILITY, Case, Cell, Criterion, standings
from yport_desktop.domain.values import Grade

# Tzeng and Huang 2011.
TZENG = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
# Kracka et al. 2010: 6 options, 7 criteria.
KRACKA = [
    [33.95, 23.78, 11.45, 39.97, 29.44, 167.1, 3.852],
    [38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
    [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
    [30.44, 37.59, 13.91, 74.08, 45.1, 198.34, 2.186],
    [36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.61],
    [37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
]
UP3 = [True, True, True]


def test_topsis_of_tzeng_and_huang() -> None:
    found = topsis(TZENG, [0.3, 0.4, 0.3], UP3)
    assert found == pytest.approx([0.5037, 0.6581, 0.7482, 0.334], abs=5e-5)
    assert ranks(found) == (3, 2, 1, 4)


def test_weighted_sum_of_kracka() -> None:
    up = [False, False, False, False, True, False, True]
    found = weighted_sum(column_shares(KRACKA, up), [1 / 7] * 7)
    expected = [0.12040426, 0.3458235, 0.13838192, 0.12841246, 0.12346084, 0.14351701]
    assert found == pytest.approx(expected, abs=1e-8)


def test_spotis_by_hand() -> None:
    """Bounds that lie beyond the options, as in Dezert et al. 2020; the distances by hand."""
    rows = [[10.5, -3.1, 1.7], [-4.7, 0, 3.4], [8.1, 0.3, 1.3], [3.2, 7.3, -5.3]]
    found = spotis(rows, [0.2, 0.3, 0.5], worst=[-5, 10, -8], best=[12, -6, 5])
    by_hand = [
        0.2 * 1.5 / 17 + 0.3 * 2.9 / 16 + 0.5 * 3.3 / 13,
        0.2 * 16.7 / 17 + 0.3 * 6 / 16 + 0.5 * 1.6 / 13,
        0.2 * 3.9 / 17 + 0.3 * 6.3 / 16 + 0.5 * 3.7 / 13,
        0.2 * 8.8 / 17 + 0.3 * 13.3 / 16 + 0.5 * 10.3 / 13,
    ]
    assert found == pytest.approx(by_hand)
    assert ranks(found, high_first=False) == (1, 3, 2, 4)


def test_promethee_by_hand() -> None:
    found = promethee([[4, 3, 2], [3, 2, 4], [5, 1, 3]], [0.5, 0.3, 0.2], UP3)
    assert found == pytest.approx([0.1, -0.3, 0.2])


def test_vikor_by_hand() -> None:
    """Option 3 is best on 1 and worst on 2: S 0.4, R 0.4."""
    found = vikor([[1, 10], [3, 6], [5, 0]], [0.6, 0.4], [True, True])
    assert found.s == pytest.approx([0.6, 0.3 + 0.16, 0.4])
    assert found.r == pytest.approx([0.6, 0.3, 0.4])
    assert found.q == pytest.approx([1.0, 0.5 * 0.06 / 0.2, 0.5 * 0.1 / 0.3])


def test_nothing_is_worse_for_being_better_than_best() -> None:
    """SPOTIS is defined within the bounds: beyond an end counts as the end, as in the headline."""
    beyond = spotis([[60.0, 50.0], [50.0, 50.0], [-5.0, 50.0], [0.0, 50.0]], [0.5, 0.5], [0, 0], [50, 100])
    assert beyond == pytest.approx([0.25, 0.25, 0.75, 0.75])
    assert spotis([[1.0]], [1.0], [0.0], [1e-320]) == (0.0,)


def test_shares_of_what_is_next_to_zero_are_not_defined() -> None:
    with pytest.raises(OverflowError):
        column_shares([[1e-320], [2e-320]], [False])


def test_what_is_nearly_equal_is_equal_whoever_else_is_there() -> None:
    """Three in a chain, each within a tie of the next: a third one must not reorder the other two."""
    one = Criterion("one", 0, 1, 1.0)
    cells = {(o, "one"): Cell(0.5 + at * 0.8e-9, Grade.A) for at, o in enumerate("abc")}
    two, three = (
        [s.option for s in standings(Case((one,), tuple(options), cells))] for options in ("ab", "abc")
    )
    assert two == [option for option in three if option != "c"]


def test_no_weight_flips_two_by_what_they_have_in_common() -> None:
    """At a weight of 100 % on it they are equal; no weight is above that."""
    given_case = case({"a": (50, 40), "b": (50, 20)})
    (flip,) = flips(given_case, standings(given_case))
    assert flip.weight is None
    at_the_end = case({"a": (100, 50), "b": (0, 0)})  # 0.6 against 0.4: no cost of a is below that of b
    (flip,) = flips(at_the_end, standings(at_the_end))
    assert flip.value is not None and flip.value.criterion == "saved"


def test_the_compromise_of_vikor_is_not_always_one() -> None:
    alone = vikor([[1.0, 0.0], [0.0, 1.0]], [0.9, 0.1], [True, True])
    assert alone.compromise == (0,)
    near = vikor([[1.0, 0.9], [0.9, 1.0], [0.0, 0.0]], [0.5, 0.5], [True, True])
    assert set(near.compromise) == {0, 1}
    assert vikor([[1.0]], [1.0], [True]).compromise == (0,)


def test_equal_criteria_divide_nothing_by_zero() -> None:
    rows = [[0.0, 3.0], [0.0, 3.0]]
    weights, up = [0.5, 0.5], [True, False]
    assert topsis(rows, weights, up) == topsis(rows, weights, up, linear=True) == (0.5, 0.5)
    assert vikor(rows, weights, up).q == (0.0, 0.0)
    assert promethee(rows, weights, up) == (0.0, 0.0)
    assert ranks(topsis(rows, weights, up)) == (1, 1)


def test_ahp_weights_and_consistency() -> None:
    """Perfectly consistent comparisons give back their weights."""
    true = [0.5, 0.3, 0.2]
    found = weigh([[a / b for b in true] for a in true])
    assert found.weights == pytest.approx(true)
    assert (found.eigenvalue, found.ratio) == (pytest.approx(3), pytest.approx(0, abs=1e-9))
    assert found.accepted and found.doubt is None


def test_ahp_of_three_by_hand() -> None:
    """3, 5 and 2: for n = 3 the eigenvalue is 1 + k + 1/k with k = (a13 / (a12 a23)) ** (1/3)."""
    found = weigh([[1, 3, 5], [1 / 3, 1, 2], [1 / 5, 1 / 2, 1]])
    k = (5 / (3 * 2)) ** (1 / 3)
    assert found.eigenvalue == pytest.approx(1 + k + 1 / k)
    assert found.ratio == pytest.approx((found.eigenvalue - 3) / 2 / 0.58)
    rows = [
        (3 * 5) ** (1 / 3),
        (2 / 3) ** (1 / 3),
        (1 / 10) ** (1 / 3),
    ]  # geometric means: the same for n = 3
    assert found.weights == pytest.approx([r / sum(rows) for r in rows])
    assert found.accepted


def test_contradicting_comparisons_are_not_accepted() -> None:
    found = weigh([[1, 5, 1 / 5], [1 / 5, 1, 5], [5, 1 / 5, 1]])
    assert found.ratio > 0.10 and not found.accepted
    assert found.doubt is not None and found.doubt.given != pytest.approx(found.doubt.implied)


@pytest.mark.parametrize(
    "matrix", [[[1, 2], [1, 1]], [[1, 2]], [[1, -2], [-0.5, 1]], [[1, math.nan], [1, 1]], [[1] * 10] * 10]
)
def test_what_is_no_comparison_is_refused(matrix: list[list[float]]) -> None:
    with pytest.raises(ValueError, match=r"compar|matrix"):
        weigh(matrix)


COST = Criterion("cost", worst=100, best=0, weight=0.4)
SAVED = Criterion("saved", worst=0, best=50, weight=0.6)


def case(values: dict[str, tuple[float | None, float | None]], grade: Grade | None = Grade.A) -> Case:
    cells = {
        (o, c.key): Cell(v, grade)
        for o, row in values.items()
        for c, v in zip((COST, SAVED), row, strict=True)
    }
    return Case((COST, SAVED), tuple(values), cells)


def test_the_headline_by_hand() -> None:
    first, second = standings(case({"a": (50, 25), "b": (20, 40)}))
    assert (first.option, first.rank) == ("b", 1)
    assert first.score == pytest.approx(0.4 * 0.8 + 0.6 * 0.8)
    assert second.score == pytest.approx(0.5)
    assert (first.low, first.high) == (first.score, first.score)


def test_the_discount_is_the_stated_factor() -> None:
    (found,) = standings(case({"a": (50, 25)}, Grade.D))
    assert found.full == pytest.approx(0.5)
    assert found.score == pytest.approx(0.5 * RELIABILITY[Grade.D])
    (ungraded,) = standings(case({"a": (50, 25)}, None))
    assert ungraded.score == pytest.approx(0.5 * RELIABILITY[Grade.E])


def test_a_missing_value_is_a_range_and_no_zero() -> None:
    known, waiting = standings(case({"a": (None, 25), "b": (100, 0)}))
    assert known.option == "b" and known.rank == 1
    assert (waiting.rank, waiting.score, waiting.missing) == (None, None, ("cost",))
    assert (waiting.low, waiting.high) == (pytest.approx(0.3), pytest.approx(0.7))


def test_a_missing_value_without_weight_does_not_matter() -> None:
    free = Criterion("free", 0, 1, 0.0)
    (found,) = standings(Case((Criterion("one", 0, 10, 1.0), free), ("a",), {("a", "one"): Cell(5, Grade.A)}))
    assert found.rank == 1 and found.score == pytest.approx(0.5)


def test_ties_share_a_place() -> None:
    found = standings(case({"a": (50, 25), "b": (50, 25), "c": (90, 1)}))
    assert [(s.option, s.rank, s.tied) for s in found] == [("a", 1, True), ("b", 1, True), ("c", 3, False)]


def test_a_middle_value_bends_the_value_function() -> None:
    bent = Criterion("x", worst=0, best=100, weight=1, middle=20)
    assert [bent.worth(v) for v in (-5, 0, 10, 20, 60, 100, 130)] == pytest.approx(
        [0, 0, 0.25, 0.5, 0.75, 1, 1]
    )
    down = Criterion("y", worst=100, best=0, weight=1, middle=80)
    assert [down.worth(v) for v in (100, 90, 80, 40, 0)] == pytest.approx([0, 0.25, 0.5, 0.75, 1])
    for criterion in (bent, down):
        for worth in (0, 0.2, 0.5, 0.9, 1):
            assert criterion.worth(criterion.value_at(worth)) == pytest.approx(worth)


def test_flips_are_where_the_two_are_equal() -> None:
    given_case = case({"a": (50, 25), "b": (20, 20)})
    order = standings(given_case)
    (flip,) = flips(given_case, order)
    assert (flip.upper, flip.lower) == ("b", "a")
    assert flip.weight is not None and flip.value is not None
    t = flip.weight.then
    reweighed = tuple(
        Criterion(c.key, c.worst, c.best, t if c.key == flip.weight.criterion else 1 - t)
        for c in (COST, SAVED)
    )
    one, other = standings(Case(reweighed, given_case.options, given_case.cells))
    assert one.score == pytest.approx(other.score)
    changed = {**given_case.cells, (flip.value.option, flip.value.criterion): Cell(flip.value.then, Grade.A)}
    one, other = standings(Case((COST, SAVED), given_case.options, changed))
    assert one.score == pytest.approx(other.score)


def test_no_weight_flips_what_is_better_in_everything() -> None:
    given_case = case({"a": (10, 40), "b": (90, 5)})
    (flip,) = flips(given_case, standings(given_case))
    assert flip.weight is None


def test_first_places_of_an_option_better_in_everything() -> None:
    found = first_places([[0.9, 0.8], [0.1, 0.2]], [0.5, 0.5])
    assert found.shares == (1.0, 0.0)
    assert first_places([[0.5, 0.5], [0.5, 0.5]], [0.5, 0.5]).shares == (0.5, 0.5)
    even = first_places([[1, 0], [0, 1]], [0.5, 0.5], spread=None)
    assert even.shares[0] == pytest.approx(0.5, abs=0.02)
    assert even == first_places([[1, 0], [0, 1]], [0.5, 0.5], spread=None)


def test_the_panel_agrees_where_it_must() -> None:
    """On straight value functions within their ranges SPOTIS is one minus the weighted sum."""
    given_case = case({"a": (50, 25), "b": (20, 40), "c": (None, 3)})
    order = standings(given_case)
    found = panel(given_case, order)
    assert found is not None and found.options == ("b", "a")
    spotis_says = next(o for o in found.opinions if o.method == "spotis")
    assert spotis_says.scores == pytest.approx([1 - (s.full or 0) for s in order[:2]])
    assert found.winners == {"b"}
    assert sum(found.near.shares) == pytest.approx(1)


numbers = st.floats(-1e3, 1e3, allow_nan=False, allow_infinity=False)
grades = st.sampled_from([None, *Grade])


@st.composite
def cases(draw: st.DrawFn) -> Case:
    n = draw(st.integers(1, 5))
    raw = draw(st.lists(st.floats(0.01, 1), min_size=n, max_size=n))
    criteria = []
    for at, weight in enumerate(raw):
        worst = draw(numbers)
        best = worst + draw(st.sampled_from([-1, 1])) * draw(st.floats(0.5, 500))
        criteria.append(Criterion(f"c{at}", worst, best, weight / sum(raw)))
    options = tuple(f"o{at}" for at in range(draw(st.integers(2, 6))))
    cells = {
        (o, c.key): Cell(
            draw(st.one_of(st.none(), numbers)) if draw(st.booleans()) else draw(numbers), draw(grades)
        )
        for o in options
        for c in criteria
    }
    return Case(tuple(criteria), options, cells, draw(st.booleans()))


@settings(max_examples=150, deadline=None)
@given(cases())
def test_an_option_more_never_reorders_the_others(whole: Case) -> None:
    fewer = Case(whole.criteria, whole.options[:-1], whole.cells, whole.discounted)
    before = [s.option for s in standings(fewer)]
    after = [s.option for s in standings(whole) if s.option != whole.options[-1]]
    assert before == after
    scores = {s.option: (s.score, s.low, s.high) for s in standings(whole)}
    assert all(scores[s.option] == (s.score, s.low, s.high) for s in standings(fewer))


@settings(max_examples=150, deadline=None)
@given(cases())
def test_scores_are_bounded_and_contributions_add_up(whole: Case) -> None:
    for standing in standings(whole):
        assert -1e-9 <= standing.low <= standing.high + 1e-12 <= 1 + 1e-9
        if standing.score is not None:
            assert standing.score == pytest.approx(sum(p.points for p in standing.parts))
            assert standing.score <= (standing.full or 0.0) + 1e-12


@settings(max_examples=150, deadline=None)
@given(cases(), st.floats(0, 1))
def test_better_on_a_criterion_is_never_a_worse_score(whole: Case, better: float) -> None:
    criterion, option = whole.criteria[0], whole.options[0]
    cell = whole.cell(option, criterion)
    if cell.value is None:
        return
    moved = cell.value + better * (criterion.best - criterion.worst)
    changed = Case(
        whole.criteria,
        whole.options,
        {**whole.cells, (option, criterion.key): Cell(moved, cell.grade)},
        whole.discounted,
    )
    low = {s.option: s.low for s in standings(whole)}[option]
    assert {s.option: s.low for s in standings(changed)}[option] >= low - 1e-12


@settings(max_examples=100, deadline=None)
@given(cases())
def test_every_flip_makes_its_two_options_equal(whole: Case) -> None:
    for flip in flips(whole, standings(whole)):
        if flip.value is None:
            continue
        cell = whole.cells[flip.value.option, flip.value.criterion]
        key = (flip.value.option, flip.value.criterion)
        changed = Case(
            whole.criteria,
            whole.options,
            {**whole.cells, key: Cell(flip.value.then, cell.grade)},
            whole.discounted,
        )
        scores = {s.option: s.score for s in standings(changed)}
        assert scores[flip.upper] == pytest.approx(scores[flip.lower], abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(0.05, 20), min_size=2, max_size=9))
def test_ahp_gives_consistent_weights_back(raw: list[float]) -> None:
    whole = sum(raw)
    found = weigh([[a / b for b in raw] for a in raw])
    assert found.weights == pytest.approx([r / whole for r in raw])
    assert found.accepted


@settings(max_examples=60, deadline=None)
@given(cases())
def test_spotis_is_one_minus_the_sum_without_discount(whole: Case) -> None:
    """Wherever value functions are straight, also beyond the ends of the ranges."""
    order = standings(whole)
    found = panel(whole, order)
    if found is not None:
        says = next(o for o in found.opinions if o.method == "spotis")
        assert says.scores == pytest.approx([1 - (s.full or 0.0) for s in order if s.rank is not None])
