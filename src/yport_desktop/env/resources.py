"""One finder for fonts, catalogues, icons and sample data, wherever the program was started from.

The folder lies beside `src` in the source tree, and inside the package in an installed wheel
and in a frozen build (installers/yport.spec puts it at the same place).
"""

from pathlib import Path

from yport_desktop.domain.errors import YportError
from yport_desktop.domain.text import N_


class ResourceMissing(YportError):
    """A file that belongs to the program is not there."""

    sentence = N_("A part of the program is missing ({name}). Please install it again.")


def resources_folder(package: Path | None = None) -> Path:
    """The folder of resources for the package folder given (by default: this program's own).

    Raises ResourceMissing.
    """
    package = package or Path(__file__).resolve().parent.parent
    for folder in (package / "resources", package.parent.parent / "resources"):
        if (folder / "fonts").is_dir():
            return folder
    raise ResourceMissing(name="resources")


def resource(name: str) -> Path:
    """The path of one resource, such as `fonts/NotoSans-Regular.ttf`. Raises ResourceMissing."""
    path = resources_folder().joinpath(*name.split("/"))
    if not path.exists():
        raise ResourceMissing(name=name)
    return path
