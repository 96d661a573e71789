"""Telling how far a long piece of work is, and being asked to stop it."""

from collections.abc import Callable

from yport_desktop.domain.errors import Cancelled

Progress = Callable[[float], None]  # 0 to 1
Stop = Callable[[], bool]


def quiet(done: float) -> None:
    """Nobody asked how far it is."""


def go_on() -> bool:
    """Nobody asks to stop."""
    return False


def check(stop: Stop) -> None:
    """Raises Cancelled when the work is to stop."""
    if stop():
        raise Cancelled()
