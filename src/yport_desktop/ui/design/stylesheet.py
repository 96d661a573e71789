"""The style sheet of the window, written from the tokens.

Widgets are addressed by class and by the dynamic properties `type`, `tone`, `look` and `state`,
so that no other module carries a colour or a size.
"""

from yport_desktop.ui.design.tokens import (
    CONTROL_HEIGHT,
    FORM_CONTROL_HEIGHT,
    RADIUS,
    XS,
    L,
    M,
    S,
    Tokens,
    Tone,
    Type,
)


def stylesheet(t: Tokens) -> str:
    """All rules for one look."""
    return "\n".join((_text(t), _buttons(t), _entries(t), _lists(t), _surfaces(t), _rest(t)))


def _text(t: Tokens) -> str:
    rules = [f'QLabel[type="{step}"] {{ font-size: {t.size(step)}px; }}' for step in Type]
    rules += [f'QLabel[tone="{tone}"] {{ color: {t.tone(tone)}; }}' for tone in Tone]
    rules.append('QLabel[strong="true"] { font-weight: 600; }')
    rules.append(f'QLabel[type="{Type.PAGE}"], QLabel[type="{Type.TITLE}"] {{ font-weight: 600; }}')
    rules.append(f"QLabel:disabled {{ color: {t.faint}; }}")
    return "\n".join(rules)


def _buttons(t: Tokens) -> str:
    height = t.px(CONTROL_HEIGHT)
    return f"""
QPushButton {{
  min-height: {height - 2}px; padding: 0 {t.px(M)}px; border-radius: {RADIUS}px;
  border: 1px solid {t.strong_line}; background: {t.surface}; color: {t.text};
}}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.line}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 {t.px(M) - 1}px; min-height: {height - 4}px; }}
QPushButton:disabled {{ color: {t.faint}; border-color: {t.line}; background: transparent; }}
QPushButton[look="primary"] {{
  background: {t.accent}; border-color: {t.accent}; color: {t.on_accent}; font-weight: 600;
}}
QPushButton[look="primary"]:hover {{ background: {_mix(t.accent, t.text, 0.12)}; }}
QPushButton[look="primary"]:pressed {{ background: {_mix(t.accent, t.text, 0.25)}; }}
QPushButton[look="primary"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[look="primary"]:disabled {{ background: {t.line}; border-color: {t.line}; color: {t.second}; }}
QPushButton[look="quiet"] {{
  border-color: transparent; background: transparent; color: {t.accent}; padding: 0 {t.px(S)}px;
}}
QPushButton[look="quiet"]:hover {{ background: {t.tint}; }}
QPushButton[look="quiet"]:focus {{ border: 2px solid {t.accent}; padding: 0 {t.px(S) - 1}px; }}
QPushButton[look="quiet"]:disabled {{ color: {t.faint}; }}
QPushButton[look="status"] {{
  border: 1px solid transparent; background: transparent; color: {t.second}; padding: 0 {XS}px;
  min-height: {t.px(22)}px; font-size: {t.size(Type.CAPTION)}px;
}}
QPushButton[look="status"]:hover {{ color: {t.accent}; background: {t.hover}; }}
QPushButton[look="status"]:focus {{ border: 1px solid {t.accent}; color: {t.accent}; }}
QPushButton[look="critical"] {{ color: {t.critical}; }}
QPushButton[look="segment"] {{
  border: 1px solid transparent; background: transparent; color: {t.second}; padding: 0 {t.px(M) - 2}px;
  min-height: {t.px(22)}px;
}}
QPushButton[look="segment"]:hover {{ color: {t.text}; }}
QPushButton[look="segment"]:checked {{
  background: {t.surface}; border-color: {t.strong_line}; color: {t.text}; font-weight: 600;
}}
QPushButton[look="segment"]:focus {{
  border: 1px solid {t.accent}; padding: 0 {t.px(M) - 2}px; min-height: {t.px(22)}px;
}}
QToolButton {{
  border: 1px solid transparent; border-radius: {RADIUS}px; background: transparent; color: {t.text};
  padding: {XS}px;
}}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:pressed {{ background: {t.line}; }}
QToolButton:checked {{ background: {t.tint}; color: {t.accent}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; padding: {XS - 1}px; }}
QToolButton:disabled {{ color: {t.faint}; }}
QToolButton::menu-indicator {{ image: none; width: 0; }}
"""


def _entries(t: Tokens) -> str:
    height = t.px(FORM_CONTROL_HEIGHT) - 2
    fields = "QLineEdit, QComboBox, QDateEdit, QSpinBox"
    return f"""
{fields} {{
  min-height: {height}px; border: 1px solid {t.strong_line}; border-radius: {RADIUS}px;
  background: {t.surface}; color: {t.text}; padding: 0 {t.px(S)}px;
  selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QPlainTextEdit, QTextEdit {{
  border: 1px solid {t.strong_line}; border-radius: {RADIUS}px; background: {t.surface}; color: {t.text};
  padding: {XS}px; selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QLineEdit:hover, QComboBox:hover, QPlainTextEdit:hover {{ border-color: {t.faint}; }}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{
  border: 2px solid {t.accent}; min-height: {height - 2}px; padding: 0 {t.px(S) - 1}px;
}}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {t.accent}; padding: {XS - 1}px; }}
QLineEdit[state="refused"], QComboBox[state="refused"], QPlainTextEdit[state="refused"] {{
  border: 2px solid {t.critical};
}}
QLineEdit[state="warning"], QComboBox[state="warning"], QPlainTextEdit[state="warning"] {{
  border-color: {t.caution};
}}
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled {{
  background: {t.ground}; color: {t.second}; border-color: {t.line};
}}
QLineEdit[look="search"] {{
  background: {t.ground}; border-color: {t.line}; min-height: {t.px(CONTROL_HEIGHT) - 2}px;
  padding: 0 {XS}px 0 0;
}}
QLineEdit[look="search"]:focus {{
  background: {t.surface}; border: 2px solid {t.accent}; min-height: {t.px(CONTROL_HEIGHT) - 4}px;
  padding: 0 {XS - 1}px 0 0;
}}
QLineEdit[look="palette"], QLineEdit[look="palette"]:focus {{
  border: none; background: transparent; min-height: {t.px(48)}px; padding: 0 {t.px(L)}px;
  font-size: {t.size(Type.EMPHASIS)}px;
}}
QListView[look="bare"] {{ background: transparent; padding: {XS}px 0; }}
QTextBrowser[look="bare"]:focus, QLineEdit[look="bare"]:focus,
QPlainTextEdit[look="bare"]:focus {{ border: none; padding: 0; }}
QLineEdit[look="bare"],
QPlainTextEdit[look="bare"],
QTextEdit[look="bare"],
QTextBrowser[look="bare"] {{
  border: none; background: transparent; padding: 0;
}}
QComboBox[standing="standing_in"] {{ color: {t.second}; font-style: italic; }}
QComboBox::drop-down {{ border: none; width: {t.px(22)}px; }}
QComboBox[look="unit"] {{ padding: 0 0 0 {t.px(S) - 2}px; }}
QComboBox[look="unit"]:focus {{ padding: 0 0 0 {t.px(S) - 3}px; }}
QComboBox QAbstractItemView {{
  background: {t.raised}; color: {t.text}; border: 1px solid {t.strong_line}; outline: none;
  selection-background-color: {t.tint}; selection-color: {t.text}; padding: {XS}px;
}}
QComboBox QAbstractItemView::item {{ min-height: {t.px(CONTROL_HEIGHT)}px; padding: 0 {S}px; }}
QCheckBox {{ spacing: {S}px; min-height: {t.px(24)}px; }}
QCheckBox:disabled {{ color: {t.faint}; }}
"""


def _lists(t: Tokens) -> str:
    return f"""
QAbstractItemView {{ background: {t.surface}; border: none; outline: none; color: {t.text}; }}
QTableView {{
  gridline-color: transparent; alternate-background-color: {t.surface};
  selection-background-color: {t.tint}; selection-color: {t.text};
}}
QTableView::item {{ border-bottom: 1px solid {t.line}; padding: 0 {S}px; }}
QTableView::item:selected {{ background: {t.tint}; color: {t.text}; }}
QTableView::item:focus {{ border: 1px solid {t.accent}; padding: 0 {S - 1}px; }}
QHeaderView {{ background: {t.surface}; border: none; }}
QHeaderView::section {{
  background: {t.surface}; color: {t.second}; border: none; border-bottom: 1px solid {t.strong_line};
  padding: 0 {S + 3}px; min-height: {t.px(CONTROL_HEIGHT)}px;
  font-size: {t.size(Type.CAPTION)}px; font-weight: 600;
}}
QHeaderView::section:hover {{ color: {t.text}; background: {t.hover}; }}
QTreeView, QListView {{
  show-decoration-selected: 1; selection-background-color: {t.tint}; selection-color: {t.text};
}}
QTreeView::item, QListView::item {{
  min-height: {t.px(CONTROL_HEIGHT)}px; border-radius: {XS}px; padding: 0 {XS}px;
}}
QTreeView::item:hover, QListView::item:hover {{ background: {t.hover}; }}
QTreeView::item:selected, QListView::item:selected {{ background: {t.tint}; color: {t.text}; }}
QTreeView[look="bare"], QListView[look="bare"] {{ background: transparent; }}
QListView[look="field"] {{ border: 1px solid {t.strong_line}; border-radius: {RADIUS}px; padding: 2px; }}
QListView[look="field"]:disabled {{ color: {t.faint}; }}
QTableCornerButton::section {{ background: {t.surface}; border: none; }}
"""


def _surfaces(t: Tokens) -> str:
    return f"""
QMainWindow, QWidget[look="ground"], QScrollArea[look="ground"] {{ background: {t.ground}; }}
QWidget[look="surface"] {{ background: {t.surface}; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QFrame[look="card"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {RADIUS}px; }}
QFrame[look="card"][open="true"]:hover {{ border-color: {t.strong_line}; }}
QFrame[look="card"][open="true"]:focus {{ border: 2px solid {t.accent}; }}
QFrame[look="card"][state="selected"] {{ border-color: {t.accent}; background: {t.tint}; }}
QFrame[look="row"] {{ background: transparent; border: 1px solid transparent; border-radius: {RADIUS}px; }}
QFrame[look="row"]:hover {{ background: {t.hover}; }}
QFrame[look="row"]:focus {{ border: 1px solid {t.accent}; }}
QFrame[look="row"][state="selected"] {{ background: {t.tint}; border-color: {t.accent}; }}
QFrame[look="raised"] {{
  background: {t.raised}; border: 1px solid {t.strong_line}; border-radius: {RADIUS}px;
}}
QFrame[look="segments"] {{ background: {t.hover}; border: none; border-radius: {RADIUS}px; }}
QFrame[look="line"] {{ background: {t.line}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[look="upright"] {{ background: {t.line}; border: none; max-width: 1px; min-width: 1px; }}
QDialog {{ background: {t.raised}; }}
QSplitter::handle {{ background: {t.line}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QSplitter::handle:hover {{ background: {t.accent}; }}
"""


def _rest(t: Tokens) -> str:
    bar = t.px(10)
    return f"""
QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.strong_line}; padding: {XS}px; }}
QMenu {{
  background: {t.raised}; border: 1px solid {t.strong_line}; border-radius: {RADIUS}px; padding: {XS}px;
}}
QMenu::item {{
  padding: {t.px(5)}px {t.px(24)}px {t.px(5)}px {t.px(M)}px; border-radius: {XS}px; color: {t.text};
}}
QMenu::item:selected {{ background: {t.tint}; }}
QMenu::item:disabled {{ color: {t.faint}; }}
QMenu::icon {{ padding-left: {S}px; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: {XS}px {S}px; }}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {bar}px; margin: 0; }}
QScrollBar::handle {{ background: {t.strong_line}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.faint}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.line}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 2px; }}
QTabBar::tab {{
  background: transparent; color: {t.second}; padding: 0 {t.px(M)}px; min-height: {t.px(CONTROL_HEIGHT)}px;
  border: none; border-bottom: 2px solid transparent;
}}
QTabBar::tab:selected {{ color: {t.text}; border-bottom: 2px solid {t.accent}; }}
QTabBar::tab:hover {{ color: {t.text}; }}
QTabBar::tab:focus {{ color: {t.accent}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {t.line}; }}
"""


def _mix(first: str, second: str, share: float) -> str:
    """`first` with `share` of `second` in it."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)
