"""Numbered tables: hairlines instead of boxes, figures aligned, the header repeated on every page."""

from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable

from yport_desktop.domain.breaking import units

from .flowables import Block, Setting, Tag
from .model import Column, Row, Span, Table, plain
from .painting import GRADE_SIZE, height_of, paint_grade, paint_lines
from .styles import GROUND, LINE, SECOND, STRONG_LINE, TEXT, TONES, TextStyle
from .text import Line, lay_out

_PAD_X, _PAD_Y = 4.6, 3.5
_GRADE_ROOM = GRADE_SIZE + 4
_LEAST_ROWS = 4  # rows that a table carries over to its last page
_SHORT_TITLE = 4  # letters of a title that no column breaks
_FIXED_LIMIT = 0.7  # share of the measure that columns of their own width may take together


@dataclass(frozen=True)
class _LaidCell:
    lines: tuple[Line, ...]
    style: TextStyle
    grade: str = ""


@dataclass(frozen=True)
class _LaidRow:
    cells: tuple[_LaidCell, ...]
    height: float
    kind: str
    opens: bool = True  # False: the rest of a row that began on the page before


class TableBlock(Block):
    """A table with its caption; splits between rows, and inside a row higher than a page."""

    def __init__(self, table: Table, label: str, continued: str, key: str, setting: Setting) -> None:
        super().__init__(10, 12)
        self.table, self.label, self.continued, self.key = table, label, continued, key
        self.setting = setting
        self.tag = Tag("Table")
        self.rows: tuple[_LaidRow, ...] = ()
        self.first = True
        self.final = True
        self.below = 0.0  # room below the part that it continues, in points: never used for some of it
        self._for = 0.0

    # Layout

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Lay out all cells once for a width; parts of a split table share them."""
        if self._for != width:
            self._for = width
            self.widths = self._column_widths(width)
            self.rows = tuple(self._lay_row(r) for r in self.table.rows)
            self.note = (
                lay_out(self.table.note, self._note, self.setting.fonts, width, most=8)
                if self.table.note
                else ()
            )
            self._lay_head(width)
        self.width = width
        self.height = self._above + sum(r.height for r in self.rows) + self._below
        return width, self.height

    @property
    def _note(self) -> TextStyle:
        return self.setting.sheet.note.but(size=7.4, leading=10.2)

    @property
    def _above(self) -> float:
        return height_of(self.caption, self.setting.sheet.caption) + 5 + self.head.height

    @property
    def _below(self) -> float:
        return (height_of(self.note, self._note) + 5) if self.final and self.note else 1.0

    def _lay_head(self, width: float) -> None:
        sheet, fonts = self.setting.sheet, self.setting.fonts
        head = tuple(
            _LaidCell(
                lay_out(c.title, sheet.head.but(align=c.align), fonts, w, most=8),
                sheet.head.but(align=c.align),
            )
            for c, w in zip(self.table.columns, self._inner(), strict=True)
        )
        deepest = max((len(c.lines) for c in head), default=1)
        self.head = _LaidRow(head, deepest * sheet.head.leading + 2 * _PAD_Y + 1, "head")
        label = self.label if self.first else self.continued
        title = (Span(label, bold=True), Span("\u2002" + self.table.caption))
        self.caption = lay_out(title, sheet.caption.but(colour=TEXT), fonts, width, most=6)

    def _inner(self) -> list[float]:
        """Widths left for text: the outer edges of the table are flush with the measure."""
        last = len(self.widths) - 1
        pads = [(_PAD_X if i else 0.0) + (_PAD_X if i < last else 0.0) for i in range(len(self.widths))]
        return [w - p for w, p in zip(self.widths, pads, strict=True)]

    def _column_widths(self, width: float) -> list[float]:
        """Columns of weight 0 take what their longest content needs, the others share the rest.

        Where that leaves the others too little, the widest columns give way first, but none
        becomes narrower than its longest word.
        """
        columns = self.table.columns
        shares = sum(c.weight for c in columns)
        wanted = {i: self._extents(i, c) for i, c in enumerate(columns) if c.weight == 0}
        fixed = _levelled(wanted, width * (_FIXED_LIMIT if shares else 1.0))
        if not shares:
            spare = (width - sum(fixed.values())) / len(columns)
            return [fixed[i] + spare for i in range(len(columns))]
        left = width - sum(fixed.values())
        return [fixed[i] if i in fixed else left * c.weight / shares for i, c in enumerate(columns)]

    def _extents(self, index: int, column: Column) -> tuple[float, float]:
        """Width of the longest word and of the longest line of a column, with its padding."""
        fonts, cell, head = self.setting.fonts, self.setting.sheet.cell, self.setting.sheet.head
        whole = [column.title] if len(column.title) <= _SHORT_TITLE else units(column.title)
        word = line = max(fonts.width(w.strip(), head.size, "bold") for w in whole or [""])
        # Japanese may end a line anywhere; a title of its own width shall not stand upright.
        if " " not in column.title and len(column.title) > _SHORT_TITLE:
            line = max(line, fonts.width(column.title, head.size, "bold") / 2 + head.size)
        for row in self.table.rows:
            if row.kind == "group" or index >= len(row.cells):
                continue
            content = row.cells[index]
            role = "bold" if row.kind == "total" else "regular"
            room = _GRADE_ROOM if content.grade else 0.0
            for part in (content.text or plain(content.spans)).split("\n"):
                line = max(line, fonts.width(part, cell.size, role) + room)
                word = max(
                    word, *(fonts.width(w.strip(), cell.size, role) + room for w in units(part) or [""])
                )
        return word + 2 * _PAD_X + 0.6, line + 2 * _PAD_X + 0.6

    def _lay_row(self, row: Row) -> _LaidRow:
        sheet, fonts = self.setting.sheet, self.setting.fonts
        if row.kind == "group":
            style = sheet.cell.but(role="bold")
            lines = lay_out(row.cells[0].text, style, fonts, self._for - 2 * _PAD_X)
            return _LaidRow((_LaidCell(lines, style),), height_of(lines, style) + 2 * _PAD_Y + 1, "group")
        cells = []
        for cell, column, inner in zip(row.cells, self.table.columns, self._inner(), strict=True):
            role = "bold" if row.kind == "total" else "regular"
            style = sheet.cell.but(align=column.align, role=role, colour=TONES[cell.tone])
            room = inner - (_GRADE_ROOM if cell.grade and (cell.text or cell.spans) else 0.0)
            cells.append(_LaidCell(lay_out(cell.spans or cell.text, style, fonts, room), style, cell.grade))
        deepest = max(max(height_of(c.lines, c.style), GRADE_SIZE if c.grade else 0.0) for c in cells)
        return _LaidRow(tuple(cells), deepest + 2 * _PAD_Y, row.kind)

    # Splitting

    def split(self, width: float, height: float) -> list[Flowable]:
        """As many rows as fit, then the rest under a repeated header."""
        self.wrap(width, height)
        if height <= self.below:
            return []
        if self.first and len(self.rows) <= _LEAST_ROWS and height < 200:  # so few stay together
            return []
        room = height - self._above - 1.0
        count, used = 0, 0.0
        while count < len(self.rows) and used + self.rows[count].height <= room:
            used += self.rows[count].height
            count += 1
        count = self._before_groups(count)
        used = sum(row.height for row in self.rows[:count])
        upper, lower = self.rows[:count], self.rows[count:]
        if lower and (count == 0 or room - used > height * 0.4):
            parts = _split_row(lower[0], room - used)
            if parts:
                upper, lower = (*upper, parts[0]), (parts[1], *lower[1:])
        if len(lower) < _LEAST_ROWS and len(upper) > 2 * _LEAST_ROWS:  # no page for a row or two
            kept = self._before_groups(len(self.rows) - _LEAST_ROWS)
            upper, lower = self.rows[:kept], self.rows[kept:]
        if not upper or (len(upper) < 2 and len(self.rows) > 2 and self.first and height < 200):
            return []
        if not lower:  # only the note did not fit: it takes the last row along
            upper, lower = self.rows[:-1], self.rows[-1:]
        if not upper:
            return []
        rest = self._part(lower, first=False, final=self.final)
        rest.below = room - sum(row.height for row in upper) + 0.1
        return [self._part(upper, first=self.first, final=False), rest]

    def _before_groups(self, count: int) -> int:
        """So many rows, less the headings of groups at their end: those go with what they head."""
        while count and self.rows[count - 1].kind == "group":
            count -= 1
        return count

    def _part(self, rows: tuple[_LaidRow, ...], first: bool, final: bool) -> "TableBlock":
        part = TableBlock(self.table, self.label, self.continued, self.key, self.setting)
        part.tag, part.rows, part._for, part.widths = self.tag, rows, self._for, self.widths
        part.first, part.final, part.note = first, final, self.note
        part._lay_head(self._for)
        part.spaceBefore = self.spaceBefore if first else 0.0
        return part

    # Drawing

    def draw(self) -> None:
        """Caption, header, rows, note."""
        canvas, sheet = self.canv, self.setting.sheet
        table = self.tag.element(canvas)
        top = self.height
        if self.first:
            canvas.place(self.key)
            canvas.bookmarkHorizontal(self.key, 0, self.height + 8)
            with canvas.marked(table.add("Caption")):
                paint_lines(canvas, self.caption, sheet.caption, 0, top, self.width)
        else:
            with canvas.artifact():
                paint_lines(canvas, self.caption, sheet.caption, 0, top, self.width)
        top -= height_of(self.caption, sheet.caption) + 5
        self._draw_head(top, table)
        top -= self.head.height
        for index, row in enumerate(self.rows):
            self._draw_row(row, top, table, last=index == len(self.rows) - 1)
            top -= row.height
        if self.final and self.note:
            with canvas.marked(Tag("P").element(canvas)):
                paint_lines(canvas, self.note, self._note, 0, top - 4, self.width)

    def _draw_head(self, top: float, table: Any) -> None:
        canvas = self.canv
        with canvas.artifact():
            self._rule(top, 0.9, SECOND)
            self._rule(top - self.head.height, 0.6, STRONG_LINE)
        deepest = max(len(c.lines) for c in self.head.cells)
        row = table.add("TR") if self.first else None
        for cell, x, inner in zip(self.head.cells, self._lefts(), self._inner(), strict=True):
            y = top - _PAD_Y - (deepest - len(cell.lines)) * cell.style.leading
            if row is None:
                with canvas.artifact():
                    paint_lines(canvas, cell.lines, cell.style, x, y, inner)
            else:
                with canvas.marked(row.add("TH", attributes="/O /Table /Scope /Column")):
                    paint_lines(canvas, cell.lines, cell.style, x, y, inner)

    def _draw_row(self, row: _LaidRow, top: float, table: Any, last: bool) -> None:
        canvas = self.canv
        with canvas.artifact():
            if row.kind == "group":
                canvas.setFillColor(GROUND)
                canvas.rect(0, top - row.height, self.width, row.height, stroke=0, fill=1)
            if row.kind == "total":
                self._rule(top, 0.6, SECOND)
            self._rule(top - row.height, 0.9 if last else 0.4, SECOND if last else LINE)
        element = table.add("TR")
        if row.kind == "group":
            span = f"/O /Table /Scope /Row /ColSpan {len(self.table.columns)}"
            with canvas.marked(element.add("TH", attributes=span)):
                paint_lines(canvas, row.cells[0].lines, row.cells[0].style, _PAD_X, top - _PAD_Y, self.width)
            return
        for cell, x, inner in zip(row.cells, self._lefts(), self._inner(), strict=True):
            with canvas.marked(element.add("TD")):
                self._draw_cell(cell, x, top - _PAD_Y, inner, row.opens)

    def _draw_cell(self, cell: _LaidCell, x: float, top: float, inner: float, opens: bool) -> None:
        has_text = bool(cell.lines and cell.lines[0].fragments)
        room = inner - (_GRADE_ROOM if cell.grade and has_text else 0.0)
        if has_text:
            paint_lines(self.canv, cell.lines, cell.style, x, top, room)
        if cell.grade and opens:
            middle = top - cell.style.leading / 2
            centre = x + (inner - GRADE_SIZE / 2 if has_text else inner / 2)
            paint_grade(self.canv, self.setting.fonts, cell.grade, centre, middle)

    def _lefts(self) -> list[float]:
        lefts, x = [], 0.0
        for index, width in enumerate(self.widths):
            lefts.append(x + (_PAD_X if index else 0.0))
            x += width
        return lefts

    def _rule(self, y: float, width: float, colour: Any) -> None:
        self.canv.setStrokeColor(colour)
        self.canv.setLineWidth(width)
        self.canv.line(0, y, self.width, y)


def _split_row(row: _LaidRow, room: float) -> tuple[_LaidRow, _LaidRow] | None:
    """A row in two by lines, or None where too little would fit."""
    leading = max(c.style.leading for c in row.cells)
    fit = int((room - 2 * _PAD_Y) / leading)
    deepest = max(len(c.lines) for c in row.cells)
    fit = min(fit, deepest - 2)
    if fit < 4:
        return None
    upper = tuple(_LaidCell(c.lines[:fit], c.style, c.grade) for c in row.cells)
    lower = tuple(_LaidCell(c.lines[fit:], c.style) for c in row.cells)
    return (
        _LaidRow(upper, fit * leading + 2 * _PAD_Y, row.kind),
        _LaidRow(lower, (deepest - fit) * leading + 2 * _PAD_Y, row.kind, opens=False),
    )


def _levelled(wanted: dict[int, tuple[float, float]], limit: float) -> dict[int, float]:
    """Widths between the two of each column that add up to no more than `limit`, if words allow."""
    widths = {i: line for i, (_, line) in wanted.items()}
    for _ in range(len(widths) * 2):
        excess = sum(widths.values()) - limit
        soft = sorted((i for i in widths if widths[i] > wanted[i][0] + 0.01), key=lambda i: -widths[i])
        if excess <= 0.01 or not soft:
            return widths
        widest = widths[soft[0]]
        level = [i for i in soft if widths[i] > widest - 0.01]
        below = max([widths[i] for i in soft[len(level) :]] + [wanted[i][0] for i in level])
        step = min(widest - below, excess / len(level))
        for i in level:
            widths[i] -= step
    excess = sum(widths.values()) - limit
    return {i: w * limit / (limit + excess) for i, w in widths.items()} if excess > 0.01 else widths
