"""A small engagement with four options and three criteria, whose order can be worked out by hand."""

from uuid import UUID

from yport_desktop.services.priorities import CRITERION, OPTION
from yport_desktop.services.priority_edits import add, put_scores
from yport_desktop.services.workspace import Workspace

CRITERIA = (
    {"name": "Cost", "unit": "PHP/t", "worst": "4000", "best": "0", "weight": "40"},
    {"name": "Waste diverted", "unit": "t/d", "worst": "0", "best": "200", "weight": "40"},
    {"name": "Time to start", "unit": "months", "worst": "60", "best": "0", "weight": "20"},
)
VALUES = {
    "Composting of market waste": (("1200", "B"), ("60", "C"), ("12", "D")),
    "Sorting at source": (("800", "C"), ("90", "D"), ("24", "C")),
    "Waste to electricity": (("3600", "D"), ("180", "B"), ("54", "C")),
    "Clean-up days": (("400", "E"), ("4", "E"), None),
}
# Worth x weight x reliability, added up by hand.
BY_HAND = {
    "Composting of market waste": 0.4 * 0.7 * 0.95 + 0.4 * 0.3 * 0.9 + 0.2 * 0.8 * 0.8,
    "Sorting at source": 0.4 * 0.8 * 0.9 + 0.4 * 0.45 * 0.8 + 0.2 * 0.6 * 0.9,
    "Waste to electricity": 0.4 * 0.1 * 0.8 + 0.4 * 0.9 * 0.95 + 0.2 * 0.1 * 0.9,
}


def fill_priorities(workspace: Workspace, space: UUID) -> dict[str, UUID]:
    """Make them; ids by name."""
    ids = {str(c["name"]): add(workspace, space, CRITERION, c) for c in CRITERIA}
    criteria = list(ids.values())
    for name, row in VALUES.items():
        ids[name] = add(workspace, space, OPTION, {"name": name})
        cells = {
            (ids[name], criterion): {"value": cell[0], "grade": cell[1]}
            for criterion, cell in zip(criteria, row, strict=True)
            if cell is not None
        }
        put_scores(workspace, space, cells)
    return ids
