"""The whole plan in one column with everything that changed between two states marked in it."""

from uuid import UUID

from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser

from yport_desktop.domain.clause_redline import ClauseChange, FieldChange
from yport_desktop.domain.entity import EntityType, FieldKind, Json
from yport_desktop.domain.redline import Mark, Span, redline
from yport_desktop.services.plan_views import RedlineView
from yport_desktop.ui.components.look import REDRAW, dress
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, XXL, Type
from yport_desktop.ui.pages.plan.words import change_of, label_of

MEASURE = 720


class PlanRedline(QTextBrowser):
    """One document for all clauses, so that a long plan scrolls like a page of paper."""

    def __init__(self, clause: EntityType, plan: EntityType) -> None:
        super().__init__()
        self._clause_type, self._plan_type = clause, plan
        dress(self, look="bare")
        self.setOpenLinks(False)
        self.setAccessibleName(tr("Plan with changes marked"))
        self._view: RedlineView | None = None
        self._changed_only = False
        self._places: dict[UUID, int] = {}
        self.document().setDocumentMargin(0)

    def set_redline(self, view: RedlineView | None, changed_only: bool = False) -> None:
        """Show a comparison, all of it or only what changed."""
        self._view, self._changed_only = view, changed_only
        self._write()

    def go_to(self, clause: UUID) -> bool:
        """Scroll to a clause."""
        place = self._places.get(clause)
        if place is None:
            return False
        cursor = QTextCursor(self.document())
        cursor.setPosition(place)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(0, top - tokens().px(XL)))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        self.setTextCursor(cursor)
        return True

    def _write(self) -> None:
        self.document().clear()
        self._places = {}
        if self._view is None:
            return
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        self._write_fields(cursor, self._view.plan_fields, self._plan_type)
        for change in self._view.changes:
            if change.changed or not self._changed_only:
                self._write_clause(cursor, change)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def _write_clause(self, cursor: QTextCursor, change: ClauseChange) -> None:
        t = tokens()
        block = QTextBlockFormat()
        block.setTopMargin(t.px(XL) if cursor.position() else 0)
        block.setLineHeight(108.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self._open_block(cursor, block)
        self._places[change.clause.id] = cursor.position()
        heading = self._form(Type.EMPHASIS, t.text, strong=True)
        cursor.insertText(f"{change.clause.number}  ", self._form(Type.EMPHASIS, t.second))
        self._write_spans(cursor, change.heading or _all(change, "heading"), heading)
        if change.changed:
            word, tone, _icon = change_of(change)
            old = change.old.number if change.old is not None and change.moved else ""
            if old and old != change.clause.number:
                word = tr("{change}, formerly {number}").format(change=word, number=old)
            cursor.insertText(f"    {word}", self._form(Type.CAPTION, t.tone(tone)))
        spans = change.text or _all(change, "text")
        if spans:
            body = QTextBlockFormat()
            body.setTopMargin(t.px(4))
            body.setLineHeight(118.0, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            self._open_block(cursor, body)
            self._write_spans(cursor, spans, self._form(Type.EMPHASIS, t.text))
        if change.rewritten:
            self._write_fields(cursor, change.fields, self._clause_type)

    def _write_fields(self, cursor: QTextCursor, fields: tuple[FieldChange, ...], entity: EntityType) -> None:
        t = tokens()
        for change in fields:
            field = entity.field(change.key)
            if field is None or isinstance(change.old, list) or isinstance(change.new, list):
                continue
            block = QTextBlockFormat()
            block.setTopMargin(t.px(4))
            self._open_block(cursor, block)
            cursor.insertText(f"{tr(field.label)}: ", self._form(Type.BODY, t.second))
            old, new = (_text(entity, change.key, value) for value in (change.old, change.new))
            spans = tuple(
                Span(mark, text) for mark, text in ((Mark.DELETED, old), (Mark.INSERTED, new)) if text
            )
            if field.kind is FieldKind.LONG_TEXT:
                spans = redline(old, new)
            self._write_spans(cursor, spans, self._form(Type.BODY, t.text))

    def _open_block(self, cursor: QTextCursor, block: QTextBlockFormat) -> None:
        if cursor.position() == 0:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)

    def _write_spans(self, cursor: QTextCursor, spans: tuple[Span, ...], form: QTextCharFormat) -> None:
        t = tokens()
        for span in spans:
            own = QTextCharFormat(form)
            if span.mark is Mark.INSERTED:
                own.setForeground(QColor(t.accent))
                own.setBackground(QColor(t.tint))
                own.setFontUnderline(True)
            elif span.mark is Mark.DELETED:
                own.setForeground(QColor(t.critical))
                own.setFontStrikeOut(True)
            cursor.insertText(span.text, own)

    def _form(self, step: Type, colour: str, strong: bool = False) -> QTextCharFormat:
        form = QTextCharFormat()
        font = QFont(self.font())
        font.setPixelSize(tokens().size(step))
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        form.setFont(font)
        form.setForeground(QColor(colour))
        return form

    def _fit(self) -> None:
        """Keep the measure in the middle of the room."""
        side = max(tokens().px(XXL), (self.width() - tokens().px(MEASURE)) // 2)
        self.setViewportMargins(side, tokens().px(XL), side // 2, tokens().px(XL))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The measure stays in the middle."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Colours and sizes follow the theme."""
        super().changeEvent(event)
        if event.type() in REDRAW and getattr(self, "_view", None) is not None:
            self._write()


def _all(change: ClauseChange, part: str) -> tuple[Span, ...]:
    """The whole of a part with the mark of its clause, where there is no redline of it."""
    text = str(getattr(change.clause, part))
    mark = Mark.INSERTED if change.added else Mark.DELETED if change.removed else Mark.KEPT
    return (Span(mark, text),) if text else ()


def _text(entity: EntityType, key: str, value: Json) -> str:
    return "" if value is None else label_of(entity, key, str(value))
