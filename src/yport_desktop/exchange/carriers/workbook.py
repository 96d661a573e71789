"""The workbook: bundles in an .xlsx file that people can read without the program."""

from collections.abc import Sequence
from typing import BinaryIO

from .forms import Readable
from .workbook_reading import read_workbook

__all__ = ["read_workbook", "write_workbook"]


def write_workbook(target: BinaryIO, bundles: Sequence[bytes], readable: Readable) -> None:
    """Write an .xlsx file: a sheet for people, then a sheet of text cells for every bundle.

    OSError comes as the target raises it.
    """
    from . import workbook_writing  # heavy: openpyxl, and reading does without

    workbook_writing.write(target, bundles, readable)
