"""Finding the bundles in whatever arrives."""

from dataclasses import dataclass
from pathlib import Path

from yport_desktop.domain.errors import FileNotRead, Problem


@dataclass(frozen=True)
class Found:
    """The bytes of a bundle, not yet verified, and in what it was found (outermost first)."""

    bundle: bytes
    trail: tuple[str, ...] = ()


@dataclass(frozen=True)
class Intake:
    """What a file gave."""

    found: tuple[Found, ...]
    faults: tuple[Problem, ...] = ()


def unwrap(source: Path) -> Intake:
    """The bundles in a file. Raises FileNotRead."""
    try:
        return Intake((Found(source.read_bytes(), (source.name,)),))
    except OSError as error:
        raise FileNotRead(path=str(source), reason=error.strerror or "") from error
