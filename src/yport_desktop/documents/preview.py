"""Pages of a finished PDF as pictures, one at a time, for the window and for `yport demo`."""

from dataclasses import dataclass
from io import BytesIO
from types import TracebackType
from typing import Any


@dataclass(frozen=True)
class PagePicture:
    """Pixels of one page: `width` x `height` x 4 bytes RGBA, top row first."""

    width: int
    height: int
    rgba: bytes

    def png(self) -> bytes:
        """The same as a PNG file."""
        # Pillow is loaded only when a file is wanted.
        from PIL import Image

        target = BytesIO()
        Image.frombytes("RGBA", (self.width, self.height), self.rgba).save(target, "PNG", compress_level=4)
        return target.getvalue()


class Preview:
    """A PDF opened for looking at. Use as a context manager; pages count from 0.

    PDFium is not safe for several threads: give one thread the whole life of a preview.
    """

    def __init__(self, content: bytes) -> None:
        # PDFium's library is loaded on first use.
        import pypdfium2

        self._document: Any = pypdfium2.PdfDocument(content)

    def __enter__(self) -> "Preview":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._document)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        width, height = self._document.get_page_size(page)
        return float(width), float(height)

    def render(self, page: int, dpi: float = 110.0) -> PagePicture:
        """One page as pixels. Raises IndexError."""
        if not 0 <= page < len(self):
            raise IndexError(page)
        opened = self._document[page]
        try:
            bitmap = opened.render(scale=dpi / 72, rev_byteorder=True, force_bitmap_format=_rgba_format())
            try:
                return PagePicture(bitmap.width, bitmap.height, _tight(bitmap))
            finally:
                bitmap.close()
        finally:
            opened.close()

    def text(self, page: int) -> str:
        """The text of a page in reading order, for search and for screen readers."""
        opened = self._document[page]
        try:
            reader = opened.get_textpage()
            try:
                return str(reader.get_text_bounded())
            finally:
                reader.close()
        finally:
            opened.close()

    def close(self) -> None:
        """Give the file back."""
        self._document.close()


def _rgba_format() -> int:
    # Loaded already: a document is open.
    from pypdfium2 import raw

    return int(raw.FPDFBitmap_BGRA)


def _tight(bitmap: Any) -> bytes:
    """The pixels without padding at the end of rows."""
    row, content = bitmap.width * 4, bytes(bitmap.buffer)
    if bitmap.stride == row:
        return content[: row * bitmap.height]
    return b"".join(content[y * bitmap.stride : y * bitmap.stride + row] for y in range(bitmap.height))
