"""What arrives: files of any carrier unwrapped, verified, and grouped into parcels.

A parcel is the parts of one bundle, as far as they are here. They are rehearsed and imported
together; one part alone is a parcel too.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.errors import BundleDamaged, Problem, YportError
from yport_desktop.exchange.carriers.intake import unwrap
from yport_desktop.exchange.identity import Identity
from yport_desktop.exchange.manifest import Manifest
from yport_desktop.exchange.opening import OpenedBundle, StoredItem, read_bundle


@dataclass(frozen=True)
class Piece:
    """One part: the bytes of a whole bundle or the file that holds them, and what it was found in.

    `digest` is the SHA-256 of the bundle. `manifest` was verified.
    """

    source: bytes | Path
    digest: bytes
    size: int
    name: str
    manifest: Manifest


@dataclass(frozen=True)
class Parcel:
    """The parts of one bundle that are here, in their order, each once."""

    pieces: tuple[Piece, ...]

    @property
    def manifest(self) -> Manifest:
        """That of the first part: all parts say the same of sender, recipients and spaces."""
        return self.pieces[0].manifest

    @property
    def bundle(self) -> UUID:
        """The id that the parts share."""
        return self.manifest.bundle

    @property
    def name(self) -> str:
        """What the file was called; the first of several."""
        return self.pieces[0].name

    @property
    def size(self) -> int:
        """Bytes of all parts."""
        return sum(p.size for p in self.pieces)

    @property
    def parts(self) -> frozenset[int]:
        """The numbers of the parts that are here."""
        return frozenset(p.manifest.part for p in self.pieces)

    @property
    def missing(self) -> tuple[int, ...]:
        """The numbers of the parts that are not in the parcel."""
        return tuple(n for n in range(1, self.manifest.parts + 1) if n not in self.parts)


@dataclass(frozen=True)
class Refused:
    """A file, or something in it, that could not be taken, and why."""

    name: str
    problem: YportError


@dataclass(frozen=True)
class Looked:
    """What files gave. `faults` name what was damaged or missing in a carrier that still gave something."""

    parcels: tuple[Parcel, ...]
    refused: tuple[Refused, ...] = ()
    faults: tuple[Problem, ...] = ()


class Openings:
    """Opens bundles for one installation. `quarantine` is the folder for large copies."""

    def __init__(self, identity: Identity, quarantine: Path) -> None:
        self._identity = identity
        self._quarantine = quarantine

    def bundle(self, source: Path | bytes) -> OpenedBundle:
        """The verified bundle. Raises BundleError or FileNotRead with a sentence."""
        bundle = read_bundle(source, self._identity, quarantine=self._quarantine)
        if not bundle.manifest.spaces:
            bundle.close()
            raise BundleDamaged()
        return bundle

    def look(self, sources: Iterable[Path]) -> Looked:
        """Unwrap and verify files; nothing is raised for a single one of them."""
        pieces: list[Piece] = []
        refused: list[Refused] = []
        faults: list[Problem] = []
        for source in sources:
            try:
                intake = unwrap(source)
            except YportError as problem:
                refused.append(Refused(source.name, problem))
                continue
            faults += intake.faults
            for found in intake.found:
                name = " › ".join(found.trail) or source.name
                try:
                    pieces.append(self.piece(found.bundle, name))
                except YportError as problem:
                    refused.append(Refused(name, problem))
        return Looked(grouped(pieces), tuple(refused), tuple(faults))

    def parcel(self, source: Path) -> Parcel:
        """The one parcel in a file. Raises BundleError for a file that cannot be taken as a whole."""
        looked = self.look([source])
        if looked.refused and not looked.parcels:
            raise looked.refused[0].problem
        if len(looked.parcels) != 1:
            raise BundleDamaged()
        return looked.parcels[0]

    def piece(self, source: bytes | Path, name: str) -> Piece:
        """One part with its verified manifest."""
        with self.bundle(source) as opened:
            return Piece(source, opened.digest, opened.size, name, opened.manifest)

    @contextmanager
    def opened(self, parcel: Parcel) -> Iterator["OpenedParcel"]:
        """All parts of a parcel, verified again."""
        with ExitStack() as stack:
            yield OpenedParcel(
                parcel, tuple(stack.enter_context(self.bundle(piece.source)) for piece in parcel.pieces)
            )


@dataclass(frozen=True)
class OpenedParcel:
    """A parcel whose parts are open."""

    parcel: Parcel
    bundles: tuple[OpenedBundle, ...]

    @property
    def digests(self) -> tuple[bytes, ...]:
        """What the parts are now."""
        return tuple(b.digest for b in self.bundles)

    def blobs(self) -> Iterator[tuple[OpenedBundle, StoredItem]]:
        """All attachments."""
        return ((b, i) for b in self.bundles for i in b.blobs())

    def later_items(self) -> int:
        """How many items are of a kind that a later format brought."""
        return sum(1 for b in self.bundles for _ in b.unknown())


def grouped(pieces: Iterable[Piece]) -> tuple[Parcel, ...]:
    """The parts of each bundle together, doubled ones once; parts that contradict each other apart."""
    groups: dict[object, dict[int, Piece]] = {}
    for piece in pieces:
        m = piece.manifest
        key = (m.bundle, m.sender.key, m.parts, tuple(s.id for s in m.spaces), m.encrypted, m.recipients)
        known = groups.setdefault(key, {})
        other = known.get(m.part)
        if other is not None and other.digest != piece.digest:
            known = groups.setdefault((key, piece.digest), {})
        known.setdefault(m.part, piece)
    return tuple(Parcel(tuple(parts[n] for n in sorted(parts))) for parts in groups.values())
