"""The grade of a number: a letter in a shape of its own, readable without colour."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from yport_desktop.domain.values import GRADE_MEANING, Grade
from yport_desktop.ui.components.look import row
from yport_desktop.ui.components.showcase import show
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import Tokens

SIDE = 20


def outline(grade: Grade | None, box: QRectF) -> QPainterPath:
    """The shape of a grade: A circle, B square, C hexagon, D shield, E and none broken squares."""
    path = QPainterPath()
    box = box.adjusted(0.75, 0.75, -0.75, -0.75)
    left, right, top, bottom = box.left(), box.right(), box.top(), box.bottom()
    middle, height = box.center().x(), box.height()
    if grade is Grade.A:
        path.addEllipse(box)
    elif grade is Grade.C:
        inset, halfway = height * 0.26, top + height / 2
        corners = [
            (left, halfway),
            (left + inset, top),
            (right - inset, top),
            (right, halfway),
            (right - inset, bottom),
            (left + inset, bottom),
        ]
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        path.closeSubpath()
    elif grade is Grade.D:
        corners = [
            (left, top),
            (right, top),
            (right, top + height * 0.66),
            (middle, bottom),
            (left, top + height * 0.66),
        ]
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        path.closeSubpath()
    else:
        path.addRoundedRect(box, 3, 3)
    return path


def _colours(grade: Grade | None, t: Tokens) -> tuple[str, str]:
    if grade is None:
        return t.faint, t.surface
    return {
        Grade.A: (t.good, t.good),
        Grade.B: (t.good, t.good),
        Grade.C: (t.accent, t.tint),
        Grade.D: (t.caution, t.caution_tint),
        Grade.E: (t.critical, t.surface),
    }[grade]


def paint_grade(painter: QPainter, box: QRectF, grade: Grade | None, t: Tokens) -> None:
    """Draw the mark of a grade into a square box; None draws the mark for "no grade"."""
    solid = grade in (Grade.A, Grade.B)
    colour, fill = _colours(grade, t)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(QColor(colour), 1.25)
    if grade in (Grade.E, None):
        pen.setStyle(Qt.PenStyle.DotLine if grade is None else Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(fill))
    painter.drawPath(outline(grade, box))
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(box.height() * 0.6)))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(t.surface if solid else colour))
    shift = -box.height() * 0.06 if grade is Grade.D else 0.0
    painter.drawText(
        box.translated(0, shift), int(Qt.AlignmentFlag.AlignCenter), str(grade) if grade else "–"
    )
    painter.restore()


def grade_name(grade: Grade | None) -> str:
    """The sentence for tool tips and screen readers."""
    if grade is None:
        return tr("No grade yet")
    return tr("Grade {letter}: {meaning}").format(letter=str(grade), meaning=tr(GRADE_MEANING[grade]))


class GradeMark(QWidget):
    """The mark as a widget."""

    def __init__(self, grade: Grade | str | None = None, side: int = SIDE) -> None:
        super().__init__()
        self._side = side
        self._grade: Grade | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_grade(grade)

    @property
    def grade(self) -> Grade | None:
        """The grade shown."""
        return self._grade

    def set_grade(self, grade: Grade | str | None) -> None:
        """Show another grade."""
        self._grade = Grade(grade) if grade else None
        self.setAccessibleName(grade_name(self._grade))
        self.setToolTip(grade_name(self._grade))
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        side = tokens().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        paint_grade(QPainter(self), QRectF(self.rect()), self._grade, tokens())


def sample() -> QWidget:
    """All grades at two sizes."""
    page = QWidget()
    page.setLayout(row(*[GradeMark(g) for g in Grade], GradeMark(), *[GradeMark(g, 32) for g in Grade], None))
    return page


if __name__ == "__main__":
    raise SystemExit(show(sample))
