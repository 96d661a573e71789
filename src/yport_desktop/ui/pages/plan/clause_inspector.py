"""What the inspector says of a clause: the problems it answers, decisions, and who changed its text."""

from PySide6.QtWidgets import QWidget

from yport_desktop.services.plan_views import ClauseView, Link, PlanView
from yport_desktop.services.workspace import Workspace
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.components.link_line import LinkLine
from yport_desktop.ui.components.look import stack
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import XS, Tone, Type
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.pages.plan.bars import ICON_OF_KIND
from yport_desktop.ui.pages.plan.proposal_card import decided_line
from yport_desktop.ui.pages.plan.questions import Past, past
from yport_desktop.ui.pages.plan.words import clause_name, kind_of, link_name

LONGEST = 8


def inspect_clause(desk: Desk, plan: PlanView, clause: ClauseView) -> None:
    """Ask for the clause's history and show it in the inspector."""

    def ask(workspace: Workspace) -> tuple[Past, ...]:
        return past(workspace, clause.id, ("text", "heading"))

    def show(entries: tuple[Past, ...]) -> None:
        title = f"{clause.number} {clause_name(clause)}"
        sections = [*_thread(desk, clause), (tr("History"), _history(entries))]
        desk.inspector.show_sections(tr("Clause"), title, sections)

    desk.ask(ask, show, key="plan.inspector", owner=desk.window)


def _thread(desk: Desk, clause: ClauseView) -> list[tuple[str, QWidget]]:
    sections: list[tuple[str, QWidget]] = []
    issues = tuple(dict.fromkeys((*clause.issues, *(i for p in clause.proposals for i in p.issues))))
    evidence = tuple(dict.fromkeys(e for p in clause.proposals for e in p.evidence))
    if issues:
        sections.append((tr("Answers"), _links(desk, issues)))
    if evidence:
        sections.append((tr("Evidence"), _links(desk, evidence)))
    decided = [p for p in clause.proposals if p.decision]
    if decided:
        lines = [Label(f"{kind_of(p)[0]}: {decided_line(p)}", wrap=True) for p in decided]
        sections.append((tr("Decisions"), stack(lines)))
    return sections


def _links(desk: Desk, links: tuple[Link, ...]) -> QWidget:
    lines = []
    for link in links:
        line = LinkLine(ICON_OF_KIND.get(link.kind, "link"), link_name(link))
        line.opened.connect(lambda id=link.id: desk.open_record(id))
        lines.append(line)
    return stack(lines, XS)


def _history(entries: tuple[Past, ...]) -> QWidget:
    lines: list[QWidget] = []
    for entry in entries[:LONGEST]:
        who = Label(f"{entry.at} · {entry.author or tr('You')}", Type.CAPTION, Tone.SECOND)
        words = entry.text if len(entry.text) < 160 else entry.text[:159] + "…"
        said = Label(words or tr("(empty)"), wrap=True, selectable=True)
        lines.append(stack([who, said], 2))
    return stack(lines or [Label(tr("Nothing was changed yet."), tone=Tone.SECOND)])
