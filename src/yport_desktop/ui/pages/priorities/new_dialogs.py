"""A new criterion needs its name and its fixed range; a new option only its name."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from yport_desktop.domain.entity import EntityType, Json
from yport_desktop.ui.components.dialog import Dialog
from yport_desktop.ui.components.form_row import RecordForm
from yport_desktop.ui.design.texts import tr

CRITERION_FIELDS = ("name", "unit", "worst", "best", "weight")
OPTION_FIELDS = ("name", "sector", "description")


def new_dialog(
    parent: QWidget,
    entity: EntityType,
    fields: tuple[str, ...],
    sentence: str,
    text: str,
    make: Callable[[Mapping[str, Json]], object],
) -> Dialog:
    """Ask for the fields and hand them over; without a name nothing is made."""
    dialog = Dialog(parent, sentence, text, width=520)
    values: dict[str, Json] = {}
    form = RecordForm(entity, lambda key, value: values.update({key: value}), only=fields)

    def finish() -> None:
        for row in form.rows.values():
            row.editor.complete()
        given = {key: value for key, value in values.items() if value is not None}
        if given.get(entity.title):
            make(given)

    dialog.add(form)
    dialog.cancel_verb()
    dialog.verb(tr("Add"), finish, primary=True)
    dialog.open()
    next(iter(form.rows.values())).editor.setFocus()
    return dialog
