"""Language, theme, text size and motion: each in force as soon as it is chosen."""

from pathlib import Path
from typing import TypeVar

from yport_desktop.domain.entity import Choice
from yport_desktop.env.settings import LANGUAGE, REDUCED_MOTION, TEXT_SCALE, THEME, Setting
from yport_desktop.exchange.files import explain
from yport_desktop.ui.appearance import apply_appearance
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.choice_editors import ChoiceEditor, FlagEditor
from yport_desktop.ui.components.editors import Editor
from yport_desktop.ui.components.form_row import FormRow
from yport_desktop.ui.design.texts import tr
from yport_desktop.ui.design.tokens import M
from yport_desktop.ui.desk import Desk

from .parts import CHOICE_WIDTH

FOCUS = "settings.focus"
SCALES = (100, 110, 125, 150, 175, 200)
Value = TypeVar("Value", str, int, float, bool)


class AppearanceCard(Card):
    """What changes the words or the measure of everything makes the window anew; the rest is repainted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Appearance"), spacing=M)
        self._desk = desk
        settings = desk.settings
        scale = settings.get(TEXT_SCALE)
        scales = [Choice(str(n), f"{n} %") for n in sorted({*SCALES, scale})]
        self.language = ChoiceEditor(LANGUAGE.choices, empty="")
        self.theme = ChoiceEditor(THEME.choices, empty="")
        self.text_scale = ChoiceEditor(scales, empty="")
        self.motion = FlagEditor(tr(REDUCED_MOTION.help))
        self.language.set_value(settings.get(LANGUAGE))
        self.theme.set_value(settings.get(THEME))
        self.text_scale.set_value(str(scale))
        self.motion.set_value(settings.get(REDUCED_MOTION))
        self.add(
            FormRow(tr("Language"), self.language, editor_width=CHOICE_WIDTH),
            FormRow(tr("Theme"), self.theme, editor_width=CHOICE_WIDTH),
            FormRow(tr("Text size"), self.text_scale, editor_width=CHOICE_WIDTH),
            FormRow(tr("Less motion"), self.motion),
        )
        self.language.edited.connect(lambda value: self._take(LANGUAGE, str(value), anew=True))
        self.theme.edited.connect(lambda value: self._take(THEME, str(value)))
        self.text_scale.edited.connect(lambda value: self._take(TEXT_SCALE, int(value), anew=True))
        self.motion.edited.connect(lambda value: self._take(REDUCED_MOTION, bool(value)))

    def focused_before(self) -> Editor | None:
        """The choice that made this window anew: the keyboard goes on there. Asked once."""
        key = self._desk.state.get(FOCUS)
        self._desk.state.set(FOCUS, None)
        return {LANGUAGE.key: self.language, TEXT_SCALE.key: self.text_scale}.get(str(key))

    def _take(self, setting: Setting[Value], value: Value, anew: bool = False) -> None:
        try:
            self._desk.settings.set(setting, value)
        except OSError as error:
            self._desk.tell_failure(explain(error, Path("settings.json")))
            return
        if anew:
            self._desk.state.set(FOCUS, setting.key)
            self._desk.rebuild()
        else:
            apply_appearance(self._desk.settings)
