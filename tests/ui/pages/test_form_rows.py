"""Rows of the form: units read to their end in every language, notes close below their values."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionComboBox, QWidget

from yport_desktop import bootstrap
from yport_desktop.domain.sector import Column, Input, InputKind
from yport_desktop.domain.values import Observed
from yport_desktop.env.translations import Translator
from yport_desktop.services.assessments import OBSERVATION, InputRow
from yport_desktop.ui.components.choice_editors import Combo
from yport_desktop.ui.components.look import column
from yport_desktop.ui.design.texts import install
from yport_desktop.ui.pages.assessment.events import FormEvents
from yport_desktop.ui.pages.assessment.fields import QuantityField
from yport_desktop.ui.pages.assessment.input_row import InputLine
from yport_desktop.ui.pages.assessment.table_field import TableField


@pytest.fixture(params=["en", "ja"])
def language(qapp: Any, request: Any) -> Iterator[str]:
    install(qapp, request.param, Translator(request.param).gettext)
    yield request.param
    install(qapp, "en", str)


def test_every_unit_is_read_to_its_end(qtbot: Any, language: str) -> None:
    cut = set()
    for sector in bootstrap.discover().sectors.values():
        for asked in sector.inputs:
            if asked.kind is not InputKind.QUANTITY:
                continue
            field = QuantityField(asked, asked.label)
            qtbot.addWidget(field)
            field.show()
            if isinstance(field.unit, Combo):
                for place in range(field.unit.count()):
                    field.unit.setCurrentIndex(place)
                    option = QStyleOptionComboBox()
                    field.unit.initStyleOption(option)
                    if option.currentText != field.unit.itemText(place):
                        cut.add(field.unit.itemText(place))
    assert not cut


def test_units_of_columns_are_words_of_the_language(qtbot: Any, language: str) -> None:
    columns = (Column("people", "Population", "persons"), Column("amount", "Amount", "t/d"))
    asked = Input("list", "List", "Some list.", "section", kind=InputKind.TABLE, columns=columns)
    field = TableField(asked, "List")
    qtbot.addWidget(field)
    model = field.open_grid().model
    titles = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(2)]
    assert ("persons" in titles[0]) == (language == "en") and "t/d" in titles[1]


def test_an_entry_longer_than_its_list_ends_in_an_ellipsis(qtbot: Any) -> None:
    combo = Combo()
    qtbot.addWidget(combo)
    combo.addItem("2: Item, Value, Unit, Year, Source, Grade, Note and much more besides")
    combo.setFixedWidth(120)
    combo.show()
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    assert option.currentText.endswith("…")
    field = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    assert combo.fontMetrics().horizontalAdvance(option.currentText) <= field.width()


def test_the_note_of_a_row_stands_close_below_its_value(qtbot: Any) -> None:
    registry = bootstrap.discover()
    asked = registry.sectors["solid_waste"].input("msw_stated_t_d")
    holder = QWidget()
    qtbot.addWidget(holder)
    line = InputLine(asked, registry.entities[OBSERVATION], FormEvents(holder))
    seen = Observed(1.0, "t/d", source="World Bank", missing=None)
    holder.setLayout(column(line, None))
    line.show_row(InputRow(asked, seen, None), None)
    for width in range(680, 760, 7):
        holder.resize(width, 300)
        holder.show()
        qtbot.waitExposed(holder)
        QApplication.processEvents()
        beside = max(line.label.geometry().bottom(), line.value.geometry().bottom())
        assert line.note.geometry().top() - beside < 12, width
