"""What is known of the options in the report: their values on each criterion, graded and with sources."""

from collections.abc import Iterator, Sequence

from yport_desktop.documents.model import Block, Cell, Column, Row, Table
from yport_desktop.domain.entity import Record
from yport_desktop.domain.text import N_
from yport_desktop.domain.values import MISSING_LABEL, Missing

from .priorities import CriterionRow, PrioritiesView
from .report_tables import part_caption
from .report_writing import Draft, spans

_ABREAST = 4  # criteria side by side on a page


def option_values(draft: Draft, view: PrioritiesView) -> Iterator[Block]:
    """Options down, criteria across, a few at a time."""
    parts = [view.criteria[at : at + _ABREAST] for at in range(0, len(view.criteria), _ABREAST)]
    for number, part in enumerate(parts, start=1):
        caption = part_caption(draft, N_("Values of the options"), number, len(parts))
        columns = (
            Column(draft.tr(N_("Option")), 1.6),
            *(Column(_heading(draft, criterion), 0.8, "right") for criterion in part),
        )
        rows = tuple(Row(_values(draft, view, option, part)) for option in view.options)
        yield Table(caption, columns, rows)


def _heading(draft: Draft, criterion: CriterionRow) -> str:
    if not criterion.unit:
        return criterion.name
    return draft.say(N_("{label} ({unit})"), label=criterion.name, unit=draft.unit(criterion.unit))


def _values(
    draft: Draft, view: PrioritiesView, option: Record, criteria: Sequence[CriterionRow]
) -> tuple[Cell, ...]:
    """The name of an option, then its values."""
    cells = [Cell(draft.text(option, "name"))]
    for criterion in criteria:
        cell = view.cell(option.id, criterion.id)
        if cell.value is None:
            code = cell.missing
            label = MISSING_LABEL[Missing(code)] if code in set(Missing) else N_("missing")
            cells.append(Cell(draft.tr(label), tone="second"))
            continue
        mark = draft.cite(draft.text(cell.record, "source"), draft.text(cell.record, "source_address"))
        grade = cell.grade.value if cell.grade else ""
        cells.append(Cell(spans=spans(draft.number(cell.value), mark), grade=grade))
    return tuple(cells)
