"""Contact cards as QR pictures: made for screens and paper, and read from photos of either.

Pictures come from anywhere: only PNG, JPEG and WebP are looked at, and none of more than
MAX_PICTURE bytes or MAX_PIXELS pixels.
"""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from yport_desktop.domain.errors import CardError
from yport_desktop.domain.text import N_

if TYPE_CHECKING:  # loaded only when a picture is made or read
    from PIL.Image import Image

MAX_PICTURE = 30 * 1024 * 1024
MAX_PIXELS = 50_000_000
_SIDE = 2000  # longest side looked at; a card has some 90 modules
_FORMATS = ("PNG", "JPEG", "WEBP")
_CARD = "YPORT-CARD-"

_NO_PICTURE = N_("This picture cannot be read. Use a PNG, JPEG or WebP picture.")
_TOO_LARGE = N_("This picture is too large. Cut out the part with the QR code, or take it smaller.")
_NO_CODE = N_(
    "There is no contact card in this picture. The whole QR code must be on it, sharp and not too small."
)


def is_picture(content: bytes) -> bool:
    """Whether bytes begin as a picture of a kind that is read."""
    return content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (
        content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    )


def card_png(card: str, scale: int = 6) -> bytes:
    """A card as a QR picture (PNG, black on white, error correction M, quiet zone of 4 modules).

    `scale` is the side of a module in pixels.
    """
    # heavy: only where a picture is made
    import zxingcpp
    from PIL import Image

    code = zxingcpp.create_barcode(card, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    drawn = memoryview(cast(Any, code.to_image(scale=scale, add_quiet_zones=True)))
    height, width = drawn.shape or (0, 0)
    target = io.BytesIO()
    Image.frombytes("L", (width, height), drawn.tobytes()).save(target, "PNG", optimize=True)
    return target.getvalue()


def card_in_image(content: bytes) -> str:
    """The text of the card in a picture. Raises CardError with a sentence."""
    # heavy: only where a picture is read
    import zxingcpp

    kinds = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    for view in _views(_opened(content)):
        pixels = memoryview(view.tobytes()).cast("B", (view.height, view.width))
        for found in zxingcpp.read_barcodes(pixels, formats=kinds):
            if _CARD in found.text:
                return str(found.text)
    raise CardError(_NO_CODE)


def _opened(content: bytes) -> "Image":
    """A picture in grey, not larger than needed. Raises CardError."""
    # heavy: only where a picture is read
    from PIL import Image

    if len(content) > MAX_PICTURE:
        raise CardError(_TOO_LARGE)
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise CardError(_TOO_LARGE)
            picture.draft("L", (_SIDE, _SIDE))
            if picture.has_transparency_data:  # black on transparent is black on white
                layer = picture.convert("RGBA")
                layer.thumbnail((_SIDE, _SIDE))
                on_white = Image.new("RGBA", layer.size, "white")
                on_white.alpha_composite(layer)
                grey = on_white.convert("L")
            else:
                grey = picture.convert("L")
    except CardError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CardError(_TOO_LARGE) from error
    except Exception as error:  # decoders fail in many ways on bytes made to fail
        raise CardError(_NO_PICTURE) from error
    grey.thumbnail((_SIDE, _SIDE))
    return grey


def _views(grey: "Image") -> Iterator["Image"]:
    """The picture as it is, then helped: for the small, the noisy and the faint."""
    # heavy: only where a picture is read
    from PIL import Image, ImageFilter, ImageOps

    yield grey
    yield grey.filter(ImageFilter.GaussianBlur(1.5))
    yield ImageOps.autocontrast(grey, cutoff=2)
    if max(grey.size) <= _SIDE // 2:
        yield grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.LANCZOS)
    else:
        yield grey.resize((max(1, grey.width // 2), max(1, grey.height // 2)), Image.Resampling.BOX)
