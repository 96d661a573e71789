"""Revocations and what lifts them belong to a place each, also where one segment holds several."""

from yport_desktop.domain.trust import Enrolment, Lift, Revocation, Said, Sealed, shut_out

AYA, BEN, CHIKA, DAN, EVA = (bytes([n]) * 32 for n in range(1, 6))
_BY = {1: AYA, 2: BEN, 3: CHIKA, 4: AYA, 5: DAN, 6: EVA}
_BENS, _CHIKAS = 20, 30  # the cells where it stands what is said of their keys


def _said(*lifts: Lift) -> Said:
    """Aya, in one segment, revokes all that Ben and Chika signed."""
    segments = {
        n: Sealed(n, by, by[:16], 2 if n == 4 else 1, bytes([n]), b"\1" if n == 4 else b"")
        for n, by in _BY.items()
    }
    return Said(
        frozenset({AYA}),
        segments,
        frozenset({1}),
        tuple(Enrolment(1, key) for key in (BEN, CHIKA, DAN, EVA)),
        (Revocation(1, BEN, (), _BENS), Revocation(1, CHIKA, (), _CHIKAS)),
        lifts,
    )


def test_one_of_two_revocations_of_a_segment_is_taken_back() -> None:
    assert shut_out(_said()) == {2, 3}
    assert shut_out(_said(Lift(4, frozenset({1}), cell=_BENS))) == {3}


def test_whoever_agrees_with_one_of_two_lifts_of_a_segment_does_not_agree_with_the_other() -> None:
    """Dan lifts both in one segment; Eva writes over what he said of Ben."""
    by_dan = (Lift(5, frozenset({1}), cell=_BENS), Lift(5, frozenset({1}), cell=_CHIKAS))
    agrees = Lift(6, frozenset({5}), cell=_BENS)
    for order in (by_dan, by_dan[::-1]):
        assert shut_out(_said(*order)) == {2, 3}
        assert shut_out(_said(*order, agrees)) == {3}
