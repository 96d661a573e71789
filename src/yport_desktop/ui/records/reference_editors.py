"""Editors that name other records: what is named stands as links, a list to search adds more."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from yport_desktop.domain.entity import Json
from yport_desktop.services.plan_views import Link
from yport_desktop.services.record_links import ids_in
from yport_desktop.ui.components.buttons import IconButton, QuietButton
from yport_desktop.ui.components.editors import Editor, Reading
from yport_desktop.ui.components.link_line import LinkLine
from yport_desktop.ui.components.look import clear, column, dress, row
from yport_desktop.ui.components.search_field import SearchField
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XS, S, Tone

Offer = Callable[[Callable[[Sequence[Link]], object]], object]
PICKER_WIDTH, PICKER_HEIGHT = 380, 300
LINK_ROLE = Qt.ItemDataRole.UserRole


class Picker(QFrame):
    """A list to search under a button. `picked(Link)`."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, links: Sequence[Link]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        dress(self, look="raised")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Choose a record"))
        self.search = SearchField(tr("Search"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Records"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        for link in links:
            item = QListWidgetItem(link.title or tr("without a name"))
            item.setData(LINK_ROLE, link)
            item.setToolTip(link.title)
            self.list.addItem(item)
        self.search.textChanged.connect(self._filter)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(self._take)
        self.list.itemClicked.connect(self._take)
        self.setLayout(column(self.search, self.list, spacing=XS, margins=(S, S, S, S)))
        t = tokens()
        self.resize(t.px(PICKER_WIDTH), t.px(PICKER_HEIGHT))
        self._filter("")

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        first = -1
        for at in range(self.list.count()):
            item = self.list.item(at)
            hidden = not all(word in item.text().casefold() for word in words)
            item.setHidden(hidden)
            first = at if first < 0 and not hidden else first
        self.list.setCurrentRow(first)

    def _take(self, item: QListWidgetItem) -> None:
        link = item.data(LINK_ROLE)
        self.close()
        self.picked.emit(link)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes to the list, Enter takes the first that fits."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down:
                self.list.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentItem() is not None:
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)


class ReferencesEditor(Editor):
    """Any number of records, or at most one with `single`.

    `offer(then)` fetches what may be chosen. `link_opened(UUID)`: go to a record.
    """

    link_opened = Signal(object)

    def __init__(self, offer: Offer, single: bool = False) -> None:
        super().__init__()
        self._offer, self._single = offer, single
        self._links: dict[UUID, Link] = {}
        self._list = column(spacing=0)
        self.add = QuietButton(tr("Choose") if single else tr("Add"), self._open, "add")
        lines = column(self._list, row(self.add, None), spacing=0, margins=(-S, 0, 0, 0))
        self._box.addLayout(lines, 1)
        self.setFocusProxy(self.add)

    def field(self) -> QWidget:
        """The button that adds."""
        return self.add

    def set_links(self, links: Mapping[UUID, Link]) -> None:
        """The names of what is referred to."""
        self._links = dict(links)
        self._show(self._value)

    def _named(self) -> list[UUID]:
        return ids_in(self._value)

    def _show(self, value: Json) -> None:
        clear(self._list)
        for one in self._named():
            self._list.addWidget(self._line(one))
        self.add.setVisible(not self._single or not self._named())

    def _line(self, one: UUID) -> QWidget:
        link = self._links.get(one)
        title = link.title if link else tr("a record that is not here")
        holder = QWidget()
        name = LinkLine("", title, tone=Tone.ACCENT if link else Tone.FAINT)
        name.opened.connect(lambda: self.link_opened.emit(one))
        name.setEnabled(link is not None)
        remove = IconButton(
            "close", tr("Remove {name}").format(name=title), lambda: self._remove(one), size=12
        )
        box = row(name, remove, spacing=XS)
        box.setStretchFactor(name, 1)
        box.setAlignment(remove, Qt.AlignmentFlag.AlignTop)
        holder.setLayout(box)
        return holder

    def _open(self) -> None:
        self._offer(self._show_picker)

    def _show_picker(self, links: Sequence[Link]) -> None:
        chosen = set(self._named())
        self.picker = Picker(self, [link for link in links if link.id not in chosen])
        self.picker.picked.connect(self._add)
        self.picker.move(self.add.mapToGlobal(QPoint(0, self.add.height())))
        self.picker.show()
        self.picker.search.setFocus()

    def _add(self, link: Link) -> None:
        self._links[link.id] = link
        names = [str(one) for one in self._named()]
        self._write(str(link.id) if self._single else [*names, str(link.id)])

    def _remove(self, one: UUID) -> None:
        rest = [str(other) for other in self._named() if other != one]
        self._write(None if self._single or not rest else rest)

    def _write(self, value: Json) -> None:
        self._take(Reading(value))
        self._show(value)
