"""Panes beside each other with a hairline between them; their widths can be kept and restored."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.showcase import show


class SplitView(QSplitter):
    """`sizes_changed(list)` after a person moved the line; `set_sizes(list)` to restore it.

    `shares` says how panes grow with the window: 0 keeps its width.
    """

    sizes_changed = Signal(list)

    def __init__(
        self,
        panes: Sequence[QWidget],
        shares: Sequence[int] = (),
        sizes: Sequence[int] = (),
        upright: bool = False,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        for place, pane in enumerate(panes):
            self.addWidget(pane)
            self.setStretchFactor(place, shares[place] if place < len(shares) else 1)
        if sizes:
            self.setSizes(list(sizes))
        self.splitterMoved.connect(lambda _at, _place: self.sizes_changed.emit(self.sizes()))

    def set_sizes(self, sizes: object) -> None:
        """Restore kept widths; anything that does not fit this view is ignored."""
        if isinstance(sizes, list) and len(sizes) == self.count() and all(isinstance(s, int) for s in sizes):
            self.setSizes(sizes)


def sample() -> QWidget:
    """Two cards."""
    return SplitView([Card("Outline"), Card("Clause")], (0, 1), (160, 400))


if __name__ == "__main__":
    raise SystemExit(show(sample))
