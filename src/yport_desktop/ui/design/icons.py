"""Line icons drawn on a 24-unit grid, coloured by token and rendered at the exact pixel size."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

# Paths are stroked, 1.75 wide, with round ends. Entries that begin with "*" are filled.
PATHS: dict[str, tuple[str, ...]] = {
    "home": ("M4 11 12 4l8 7", "M6 9.5V20h4.5v-5.5h3V20H18V9.5"),
    "assess": ("M4 20h16", "M7 16.5V12", "M12 16.5V5", "M17 16.5V9"),
    "issues": (
        "M12 3.5a6.5 6.5 0 0 0-6.5 6.5c0 4.3 6.5 10.5 6.5 10.5s6.5-6.2 6.5-10.5A6.5 6.5 0 0 0 12 3.5",
        "M12 6.8v4",
        "M12 13.5v.1",
    ),
    "priorities": ("M4.5 6h15", "M4.5 12h10.5", "M4.5 18h6"),
    "comparison": (
        "M4 7.5h16",
        "M4 16.5h16",
        "*M8 5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
        "*M16 14a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
    ),
    "plan": ("M5 6h3", "M11 6h8", "M8 12h3", "M14 12h5", "M8 18h3", "M14 18h5"),
    "reports": ("M7 3.5h7l4 4V20.5H7z", "M14 3.5v4h4", "M10 12h5", "M10 16h5"),
    "exchange": ("M4 8.5h13", "M13.5 5 17 8.5 13.5 12", "M20 15.5H7", "M10.5 12 7 15.5l3.5 3.5"),
    "settings": (
        "M4 7h8",
        "M17 7h3",
        "M4 17h3",
        "M12 17h8",
        "M14.5 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
        "M9.5 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
    ),
    "search": ("M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12", "M15 15l5 5"),
    "undo": ("M8.5 5 4.5 9l4 4", "M5 9h9a5 5 0 0 1 0 10h-4"),
    "redo": ("M15.5 5l4 4-4 4", "M19 9h-9a5 5 0 0 0 0 10h4"),
    "close": ("M6 6l12 12", "M18 6 6 18"),
    "warning": ("M12 4 2.8 19.5h18.4z", "M12 10v4.5", "M12 17.2v.1"),
    "critical": ("M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3z", "M12 8v5", "M12 16.2v.1"),
    "info": ("M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17", "M12 11v5.5", "M12 7.8v.1"),
    "conflict": (
        "M12 20.5V14",
        "M12 14 6 8V3.5",
        "M12 14l6-6V3.5",
        "M3.5 6 6 3.5 8.5 6",
        "M15.5 6 18 3.5 20.5 6",
    ),
    "check": ("M5 12.5l4.5 4.5L19 7.5",),
    "done": ("M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17", "M8 12.3l2.8 2.8 5.2-5.6"),
    "clock": ("M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17", "M12 7.5V12l3.2 2"),
    "file": ("M7 3.5h7l4 4V20.5H7z", "M14 3.5v4h4"),
    "photo": ("M4 7.5h4L9.5 5h5L16 7.5h4V19H4z", "M12 9.8a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8"),
    "link": (
        "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1",
        "M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1",
    ),
    "send": ("M20.5 3.5 3.5 10.5l6.5 3 3 6.5z", "M20.5 3.5 10 13.5"),
    "inbox": ("M6.5 4.5h11L20.5 13v6.5h-17V13z", "M3.5 13h5a3.5 3.5 0 0 0 7 0h5"),
    "add": ("M12 5v14", "M5 12h14"),
    "minus": ("M5 12h14",),
    "more": (
        "*M5 10.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2",
        "*M12 10.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2",
        "*M19 10.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2",
    ),
    "chevron_right": ("M9.5 6l6 6-6 6",),
    "chevron_left": ("M14.5 6l-6 6 6 6",),
    "chevron_down": ("M6 9.5l6 6 6-6",),
    "chevron_up": ("M6 14.5l6-6 6 6",),
    "edit": ("M4.5 19.5l1-4.5L16 4.5l3.5 3.5L9 18.5z", "M13.5 7l3.5 3.5"),
    "delete": ("M4.5 7h15", "M9.5 7V4.5h5V7", "M6.5 7l1 13h9l1-13", "M10.5 11v5.5", "M13.5 11v5.5"),
    "copy": ("M9 9h11v11H9z", "M15 9V4H4v11h5"),
    "columns": ("M4 5h16v14H4z", "M9.5 5v14", "M14.7 5v14"),
    "filter": ("M4 6h16", "M7.5 12h9", "M10.5 18h3"),
    "panel": ("M4 5h16v14H4z", "M14.5 5v14"),
    "person": ("M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8", "M4.5 20a7.5 7.5 0 0 1 15 0"),
    "city": ("M4 20h16", "M6 20V9h5v11", "M11 20V4.5h7V20", "M14.5 8.5v.1", "M14.5 12v.1", "M14.5 15.5v.1"),
    "calendar": ("M4.5 6h15v14h-15z", "M4.5 10.5h15", "M8.5 3.5V8", "M15.5 3.5V8"),
    "flag": ("M6 21V4", "M6 5h12l-2.5 4L18 13H6"),
    "play": ("M8 5.5v13l10.5-6.5z",),
    "refresh": ("M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9", "M19.5 4.5V9H15"),
    "folder": ("M3.5 6h6l2 2.5h9V19h-17z",),
    "open": ("M13 4.5h6.5V11", "M19.5 4.5 11 13", "M17 14v5.5H4.5V7H10"),
    "download": ("M12 4v11", "M7.5 10.5 12 15l4.5-4.5", "M4.5 19.5h15"),
    "question": (
        "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17",
        "M9.6 9.6a2.5 2.5 0 1 1 3.4 2.5c-.7.3-1 .8-1 1.6v.4",
        "M12 16.8v.1",
    ),
    "shield": (
        "M12 3.5l7.5 2.8V12c0 4.5-3.2 7.3-7.5 8.7C7.7 19.3 4.5 16.5 4.5 12V6.3z",
        "M8.5 12l2.5 2.5 4.5-4.8",
    ),
    "lock": ("M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"),
    "snow": ("M12 4v16", "M5 8l14 8", "M19 8 5 16"),
    "history": ("M4.5 12a7.5 7.5 0 1 0 2.2-5.3L4.5 9", "M4.5 4.5V9H9", "M12 8v4.3l3 1.7"),
    "quote": ("M5 5h14v11H10l-4 3.5V16H5z", "M9 9.5h6", "M9 12.5h4"),
    "moon": ("M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",),
    "sun": (
        "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
        "M12 2.5v2",
        "M12 19.5v2",
        "M2.5 12h2",
        "M19.5 12h2",
        "M5.3 5.3l1.4 1.4",
        "M17.3 17.3l1.4 1.4",
        "M18.7 5.3l-1.4 1.4",
        "M6.7 17.3l-1.4 1.4",
    ),
    "keyboard": ("M3.5 6.5h17v11h-17z", "M7 10v.1", "M10.3 10v.1", "M13.7 10v.1", "M17 10v.1", "M8 14h8"),
    "arrow_up": ("M12 19V5.5", "M6.5 11 12 5.5l5.5 5.5"),
    "arrow_down": ("M12 5v13.5", "M6.5 13l5.5 5.5 5.5-5.5"),
}


def names() -> tuple[str, ...]:
    """Every icon there is."""
    return tuple(PATHS)


def svg(name: str, colour: str) -> bytes:
    """One icon as an SVG document in one colour. Raises KeyError for an unknown name."""
    parts = []
    for path in PATHS[name]:
        if path.startswith("*"):
            parts.append(f'<path d="{path[1:]}" fill="{colour}" stroke="none"/>')
        else:
            parts.append(f'<path d="{path}"/>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" '
        f'stroke="{colour}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">'
        f"{''.join(parts)}</svg>"
    ).encode()


def pixmap(name: str, size: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """An icon `size` px square for a screen of `ratio` device pixels per px."""
    return QPixmap.fromImage(_image(name, size, colour, ratio))


@lru_cache(maxsize=512)
def _image(name: str, size: int, colour: str, ratio: float) -> QImage:
    side = round(size * ratio)
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg(name, colour))).render(painter, QRectF(0, 0, image.width(), image.height()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, size: int, colour: str, disabled: str, ratio: float = 1.0, checked: str = "") -> QIcon:
    """An icon with its disabled and, where given, its checked (selected) colour."""
    result = QIcon()
    result.addPixmap(pixmap(name, size, colour, ratio))
    result.addPixmap(pixmap(name, size, disabled, ratio), QIcon.Mode.Disabled)
    if checked:
        result.addPixmap(pixmap(name, size, checked, ratio), QIcon.Mode.Normal, QIcon.State.On)
        result.addPixmap(pixmap(name, size, checked, ratio), QIcon.Mode.Selected)
    return result
