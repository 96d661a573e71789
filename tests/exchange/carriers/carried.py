"""Bundles to be carried, and what must hold of whatever comes out of a carrier."""

import io
import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.exchange.conftest import items_of, manifest_of
from yport_desktop.domain.errors import YportError
from yport_desktop.exchange.bundle import item_of, write_bundle
from yport_desktop.exchange.carriers.forms import Readable, ReadableChange, Unwrapped
from yport_desktop.exchange.carriers.workbook import write_workbook
from yport_desktop.exchange.frame import BLOB
from yport_desktop.exchange.identity import Identity
from yport_desktop.exchange.opening import read_bundle

# A few hundred in the ordinary run; YPORT_MUTANTS=2000 for the whole proof.
MUTANTS = int(os.environ.get("YPORT_MUTANTS", "300"))
SECONDS = 10.0  # generous: on a busy machine each takes milliseconds

READABLE = Readable(
    title="Changes in Metro Cebu",
    explanation=("This sheet is for reading.",),
    summary=(("From", "Aya"), ("To", "Ben")),
    changes=(
        ReadableChange("2026-02-19 09:30", "Aya", "Finding", "No weighbridge", "Text", "It is broken."),
    ),
    keep_together="The data. Please leave it as it is.",
)


def parts(
    people: Sequence[Identity], count: int = 3, encrypted: bool = True, blob: int = 20_000
) -> list[bytes]:
    """The parts of a bundle from Aya to Ben and Chika, each of several sections."""
    chance = random.Random(count)
    written = []
    for number in range(1, count + 1):
        target = io.BytesIO()
        manifest = replace(manifest_of(people, encrypted), part=number, parts=count)
        items = [*items_of(people), item_of(BLOB, chance.randbytes(blob + number))]
        write_bundle(target, manifest, items, people[0])
        written.append(target.getvalue())
    return written


def workbook(bundles: Sequence[bytes], readable: Readable = READABLE) -> bytes:
    """A workbook with these bundles."""
    target = io.BytesIO()
    write_workbook(target, bundles, readable)
    return target.getvalue()


def same_or_refused(
    read: Callable[[bytes], Unwrapped], content: bytes, originals: Sequence[bytes], reader: Identity
) -> Unwrapped | None:
    """What was read, None if the file was refused. Fails for anything else than the very same bundles,
    another exception, a part that is lost without a word, or a long wait."""
    started = time.perf_counter()
    try:
        found = read(content)
        for bundle in found.bundles:
            assert bundle in originals
            read_bundle(bundle, reader).close()
        for fault in found.faults:
            assert str(fault).endswith(".") and "{" not in str(fault)
    except YportError as error:
        assert str(error).endswith(".") and "{" not in str(error)
        return None
    finally:
        assert time.perf_counter() - started < SECONDS
    assert found.bundles or found.faults
    assert len(set(found.bundles)) == len(found.bundles)
    return found
