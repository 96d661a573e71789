"""A field on which people disagree: every value, who gave it and when, and a way to settle it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFrame, QHBoxLayout

from yport_desktop.domain.changes import LIFE
from yport_desktop.domain.entity import EntityType, Field, Json
from yport_desktop.services.input_dossier import FieldConflict, Said
from yport_desktop.ui.components.buttons import PlainButton
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import column, dress, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import M, S, Tone, Type

Say = Callable[[Json, Field | None], str]


def moment(at: int) -> str:
    """A moment in ms since 1970, in local time."""
    return f"{datetime.fromtimestamp(at / 1000):%Y-%m-%d %H:%M}"


def who(said: Said) -> str:
    """Who gave a value."""
    return said.who or (tr("you") if said.own else tr("somebody not on the roster"))


def plain_words(value: Json, field: Field | None) -> str:
    """A value of a declared field in words."""
    if value is None or value == "":
        return tr("empty")
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    labels = {c.key: tr(c.label) for c in field.choices} if field else {}
    if isinstance(value, list | tuple):
        shown = [labels.get(str(v), "") for v in value]
        return ", ".join(shown) if all(shown) else tr("Entries: {n}").format(n=len(value))
    return labels.get(str(value), str(value))


class ConflictView(QFrame):
    """Each value can be kept; a new one replaces all of them. `settle(conflict, value)` writes it."""

    def __init__(
        self,
        conflict: FieldConflict,
        entity: EntityType,
        settle: Callable[[FieldConflict, Json], object],
        say: Say = plain_words,
    ) -> None:
        super().__init__()
        dress(self, look="card")
        self.conflict = conflict
        field = entity.field(conflict.field)
        self.buttons: list[PlainButton] = []
        name = (
            tr("Deleted or kept") if conflict.field == LIFE else tr(field.label) if field else conflict.field
        )
        sign = IconLabel("conflict", tr("People disagree"), Tone.CRITICAL, 16)
        box = column(row(sign, Label(name, strong=True), None, spacing=S), spacing=S, margins=(M, S, M, S))
        for said in conflict.heads:
            box.addLayout(
                self._line(
                    said, _life(said.value) if conflict.field == LIFE else say(said.value, field), settle
                )
            )
        hint = tr("Or enter a new value: it replaces all of these.")
        box.addWidget(Label(hint, Type.CAPTION, Tone.SECOND, wrap=True))
        self.setLayout(box)

    def _line(self, said: Said, text: str, settle: Callable[[FieldConflict, Json], object]) -> QHBoxLayout:
        keep = PlainButton(tr("Keep"), lambda: settle(self.conflict, said.value))
        keep.setAccessibleName(tr("Keep {value} of {who}").format(value=text, who=who(said)))
        self.buttons.append(keep)
        value = Label(text, strong=True, wrap=True, selectable=True)
        by = Label(f"{who(said)}, {moment(said.at)}", Type.CAPTION, Tone.SECOND, wrap=True)
        words = column(value, by, spacing=0)
        line = row(words, keep, spacing=S)
        line.setStretchFactor(words, 1)
        return line


def _life(value: Json) -> str:
    return tr("deleted") if value else tr("not deleted")
