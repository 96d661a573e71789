"""What a file says of itself, and how it is kept as evidence."""

import io
from pathlib import Path

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from yport_desktop.domain.errors import FileNotRead
from yport_desktop.services.evidence import THUMBNAIL_SIDE, describe, read_file


def photo(width: int = 1600, height: int = 1200, orientation: int = 1, south: bool = False) -> bytes:
    """A JPEG as a camera writes it, taken in Cebu."""
    picture = Image.new("RGB", (width, height), "#2A7")
    exif = picture.getexif()
    exif[0x0112] = orientation
    inner = exif.get_ifd(0x8769)
    inner[0x9003], inner[0x9011] = "2026:02:19 10:30:00", "+08:00"
    gps = exif.get_ifd(0x8825)
    gps[1] = "S" if south else "N"
    gps[2] = (IFDRational(10), IFDRational(18), IFDRational(5683, 100))
    gps[3], gps[4] = "E", (IFDRational(123), IFDRational(53), IFDRational(3037, 100))
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photo_keeps_time_and_place() -> None:
    read = describe("gate.jpg", photo())
    assert (read.kind, read.media_type) == ("photo", "image/jpeg")
    assert read.taken_at == "2026-02-19T10:30:00+08:00"
    assert (read.latitude, read.longitude) == ("10.315786", "123.891769")


def test_the_south_is_negative() -> None:
    assert describe("gate.jpg", photo(south=True)).latitude == "-10.315786"


def test_the_content_is_untouched_and_the_thumbnail_stands_upright() -> None:
    content = photo(orientation=6)
    read = describe("gate.jpg", content)
    assert read.content == content
    with Image.open(io.BytesIO(read.thumbnail)) as small:
        assert small.size == (THUMBNAIL_SIDE * 3 // 4, THUMBNAIL_SIDE)


@pytest.mark.parametrize("content", [b"", b"not a picture", photo()[:400]])
def test_a_picture_that_cannot_be_read_is_kept_as_a_file(content: bytes) -> None:
    read = describe("gate.jpg", content)
    assert read.content == content
    assert read.thumbnail == b"" or read.kind == "photo"


def test_other_files_are_documents() -> None:
    read = describe("profile.pdf", b"%PDF-1.7")
    assert (read.kind, read.media_type, read.taken_at) == ("document", "application/pdf", "")


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotRead):
        read_file(tmp_path / "gone.jpg")
