"""Decisions about data requests: who is asked until when, and in which language they are handed out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtWidgets import QWidget

from yport_desktop.domain.check import is_date
from yport_desktop.domain.entity import Choice, Json, Record
from yport_desktop.services.data_requests import DAYS_TO_ANSWER, Terms
from yport_desktop.services.plan_views import Link
from yport_desktop.services.record_links import candidates
from yport_desktop.services.request_letter import languages
from yport_desktop.ui.components.choice_editors import ChoiceEditor, DateEditor
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.components.label import Label
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import Tone, Type
from yport_desktop.ui.desk import Desk
from yport_desktop.ui.records.reference_editors import Offer, ReferencesEditor

LABELS = 150
EVERYBODY = "everybody"


def terms_dialog(
    parent: QWidget, desk: Desk, space: UUID, count: int, today: date, do: Callable[[Terms], object]
) -> Dialog:
    """Ask whom the questions go to, who follows them up, and until when; `do(terms)`."""
    sentence = tr("Ask for {n} inputs").format(n=count) if count > 1 else tr("Ask for one input")
    dialog = Dialog(parent, sentence, tr("They become data requests. One step of undo takes all back."), 560)
    asked_of = ReferencesEditor(_offer(desk, space, ("person", "organisation"), parent), single=True)
    owner = ReferencesEditor(_offer(desk, space, ("person",), parent), single=True)
    due = DateEditor()
    due.set_name(tr("Due"))
    due.set_value((today + timedelta(days=DAYS_TO_ANSWER)).isoformat())
    chosen: dict[str, Json] = {"due": (today + timedelta(days=DAYS_TO_ANSWER)).isoformat()}
    for key, label, editor in (
        ("asked_of", tr("Asked of"), asked_of),
        ("owner", tr("Followed up by"), owner),
        ("due", tr("Due"), due),
    ):
        editor.edited.connect(lambda value, name=key: chosen.update({name: value}))
        dialog.add(FormRow(label, editor, label_width=LABELS))

    def take() -> None:
        if (focused := dialog.focusWidget()) is not None:
            focused.clearFocus()
        dialog.accept()
        do(terms_of(chosen, today))

    dialog.cancel_verb()
    dialog.verb(tr("Make the requests"), take, primary=True, stays=True)
    return dialog


def terms_of(chosen: Mapping[str, Json], today: date) -> Terms:
    """What was entered; a month or a year means its last day is not known, so its first counts."""
    text = str(chosen.get("due") or "")
    day = (
        date.fromisoformat((text + "-01-01")[:10])
        if is_date(text)
        else today + timedelta(days=DAYS_TO_ANSWER)
    )
    named = {key: UUID(str(chosen[key])) if chosen.get(key) else None for key in ("asked_of", "owner")}
    return Terms(day, **named)


def hand_out_dialog(
    parent: QWidget,
    requests: Sequence[Record],
    names: Mapping[str, str],
    in_language: str,
    do: Callable[[tuple[UUID, ...], str], object],
) -> Dialog:
    """Ask for whom and in which language the open requests are written; `do(ids, language)`.

    `names` are those of the people and bodies asked, by the text of their id.
    """
    text = tr("A page to hand over, and a workbook to be filled in and read back here. Both ask the same.")
    dialog = Dialog(parent, tr("Hand out data requests"), text, width=560)
    groups = _groups(requests)
    everybody = tr("all {n} that wait for an answer").format(n=len(requests))
    choices = [Choice(EVERYBODY, everybody)]
    for key, members in groups.items():
        name = names.get(key) or tr("nobody named yet")
        choices.append(Choice(key or "-", tr("{name}: {n}").format(name=name, n=len(members))))
    who = ChoiceEditor(choices, empty="")
    who.set_name(tr("For whom"))
    who.set_value(EVERYBODY)
    spoken = ChoiceEditor([Choice(code, name) for code, name in languages()], empty="")
    spoken.set_name(tr("Language"))
    offered = {code for code, _ in languages()}
    spoken.set_value(in_language if in_language in offered else "en")
    chosen = {"who": EVERYBODY, "language": in_language if in_language in offered else "en"}
    who.edited.connect(lambda value: chosen.update(who=str(value)))
    spoken.edited.connect(lambda value: chosen.update(language=str(value)))
    dialog.add(FormRow(tr("For whom"), who, label_width=LABELS))
    dialog.add(FormRow(tr("Language"), spoken, label_width=LABELS))
    note = tr("What our catalogue does not hold in that language stays English.")
    dialog.add(Label(note, Type.CAPTION, Tone.SECOND, wrap=True))

    def take() -> None:
        key = chosen["who"]
        members = requests if key == EVERYBODY else groups["" if key == "-" else key]
        do(tuple(r.id for r in members), chosen["language"])

    dialog.cancel_verb()
    dialog.verb(tr("Choose a folder"), take, primary=True)
    return dialog


def _groups(requests: Sequence[Record]) -> dict[str, list[Record]]:
    """The requests by whom they are asked of, "" where nobody is named."""
    found: dict[str, list[Record]] = {}
    for request in requests:
        found.setdefault(str(request.get("asked_of") or ""), []).append(request)
    return found


def _offer(desk: Desk, space: UUID, kinds: tuple[str, ...], owner: QWidget) -> Offer:
    def offer(then: Callable[[Sequence[Link]], object]) -> None:
        desk.ask(lambda ws: candidates(ws, space, kinds), then, owner=owner)

    return offer
