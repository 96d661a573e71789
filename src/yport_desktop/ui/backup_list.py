"""Backups as lines that a person can go back to, and the words for where a store lies."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.text import N_
from yport_desktop.store.backups import Backup
from yport_desktop.ui.components.buttons import QuietButton
from yport_desktop.ui.components.label import ElidedLabel, Label
from yport_desktop.ui.components.look import clear, column, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import CONTROL_HEIGHT, M, Tone

SYNCED = N_(
    "The store lies in a folder that {service} synchronises ({folder}). Such services damage databases: "
    "please move it to a folder of this computer only."
)
# As the store names them in the files.
REASONS = {
    "by hand": N_("Made by hand"),
    "before import": N_("Before an import"),
    "replaced": N_("Set aside when a backup was restored"),
}
FIRST = 5
WHEN, SIZE = 124, 72


def when(moment: datetime) -> str:
    """Day and time of this computer's zone."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def size(count: int) -> str:
    """A number of bytes as people read it."""
    return f"{count / 1_000_000:,.1f} MB" if count >= 1_000_000 else f"{count / 1000:,.0f} kB"


def reason(backup: Backup) -> str:
    """Before what, or why, a backup was made."""
    return tr(REASONS[backup.reason]) if backup.reason in REASONS else backup.reason


class BackupList(QWidget):
    """The newest few, the others on demand; `restore(backup)` when a person wants one back."""

    def __init__(
        self, backups: Sequence[Backup], restore: Callable[[Backup], object], verb: str = ""
    ) -> None:
        super().__init__()
        self._restore, self._verb = restore, verb or tr("Restore…")
        self._lines = column(spacing=0)
        self.setLayout(self._lines)
        self.buttons: list[QuietButton] = []
        self.set_backups(backups)

    def set_backups(self, backups: Sequence[Backup], all_of_them: bool = False) -> None:
        """Show these."""
        clear(self._lines)
        self.buttons = []
        shown = backups if all_of_them else backups[:FIRST]
        for backup in shown:
            self._lines.addWidget(self._line(backup))
        if len(shown) < len(backups):
            more = QuietButton(
                tr("Show all {n}").format(n=len(backups)), lambda: self.set_backups(backups, True)
            )
            self._lines.addLayout(row(more, None))

    def _line(self, backup: Backup) -> QWidget:
        t = tokens()
        made, bytes_ = Label(when(backup.made_at)), Label(size(backup.size), tone=Tone.SECOND)
        made.setMinimumWidth(t.px(WHEN))
        bytes_.setMinimumWidth(t.px(SIZE))
        bytes_.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        why = ElidedLabel(reason(backup), tone=Tone.SECOND)
        button = QuietButton(self._verb, lambda: self._restore(backup))
        button.setAccessibleName(f"{self._verb} {when(backup.made_at)}")
        self.buttons.append(button)
        line, box = QWidget(), row(made, why, bytes_, button, spacing=M)
        box.setStretchFactor(why, 1)
        line.setLayout(box)
        line.setMinimumHeight(t.px(CONTROL_HEIGHT + 4))
        return line
