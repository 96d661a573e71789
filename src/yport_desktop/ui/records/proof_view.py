"""A piece of evidence as it is shown beside what it proves."""

from typing import Any

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from yport_desktop.services.input_dossier import Proof
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.look import column, row
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import S, Tone, Type

THUMBNAIL_SIDE = 88


class ProofView(QWidget):
    """A piece of evidence: small picture, caption, time and place."""

    def __init__(self, proof: Proof) -> None:
        super().__init__()
        record = proof.record
        name = str(record.get("caption") or record.get("file_name") or tr("Evidence"))
        words: list[Any] = [Label(name, wrap=True)]
        facts = [str(record.get(k) or "").replace("T", " ") for k in ("taken_at", "source", "file_name")]
        if record.get("latitude") and record.get("longitude"):
            facts.insert(1, f"{record.get('latitude')}, {record.get('longitude')}")
        for fact in dict.fromkeys(f for f in facts if f and f != name):
            words.append(Label(fact, Type.CAPTION, Tone.SECOND, wrap=True))
        text = column(*words, None, spacing=0)
        parts: list[Any] = []
        if proof.thumbnail:
            picture = QLabel()
            pixmap = QPixmap()
            pixmap.loadFromData(proof.thumbnail)
            picture.setPixmap(pixmap.scaledToWidth(THUMBNAIL_SIDE) if not pixmap.isNull() else pixmap)
            picture.setAccessibleName(tr("Picture: {name}").format(name=name))
            parts.append(picture)
        box = row(*parts, text, spacing=S)
        box.setStretchFactor(text, 1)
        self.setLayout(box)
