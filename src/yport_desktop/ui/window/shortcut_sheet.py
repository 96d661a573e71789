"""The sheet of shortcuts (F1)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.key_hint import KeyHint
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XL, XXL, L, S, Tone, Type
from yport_desktop.ui.page import Command


def shortcut_sheet(parent: QWidget, groups: Sequence[tuple[str, Sequence[Command]]]) -> Dialog:
    """A dialog with the shortcuts of each group, in two columns."""
    dialog = Dialog(parent, tr("Keyboard"), width=720)
    columns: tuple[list[QWidget], list[QWidget]] = ([], [])
    heights = [0, 0]
    for title, commands in groups:
        with_keys = [c for c in commands if c.keys]
        if with_keys:
            lower = 0 if heights[0] <= heights[1] else 1
            columns[lower].append(_group(title, with_keys))
            heights[lower] += len(with_keys) + 2
    sides = [column(*part, None, spacing=XL) for part in columns]
    box = row(*sides, spacing=XXL + S)
    for side in sides:
        box.setStretchFactor(side, 1)
    dialog.add(box)
    dialog.verb(tr("Close"), primary=True)
    return dialog


def _group(title: str, commands: Sequence[Command]) -> QWidget:
    group = QWidget()
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(L)
    grid.setVerticalSpacing(S)
    grid.setColumnStretch(0, 1)
    for place, command in enumerate(commands):
        grid.addWidget(Label(command.text), place, 0)
        grid.addWidget(KeyHint(command.keys), place, 1)
    group.setLayout(column(Label(title, Type.CAPTION, Tone.SECOND, strong=True), grid, spacing=S))
    return group
