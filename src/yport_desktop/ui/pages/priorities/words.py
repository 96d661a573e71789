"""Numbers and sentences of the page in the language in force."""

from yport_desktop.domain.entity import Json
from yport_desktop.domain.numbers import format_number, significant
from yport_desktop.services.priorities import number
from yport_desktop.ui.design.texts import language, tr


def say(template: str, **details: object) -> str:
    """A translated template with its blanks filled."""
    return tr(template).format(**details)


def decimal(value: Json) -> Json:
    """The text of a number as it is kept; None for what is none, whoever wrote it."""
    return value if number(value) is not None else None


def points(value: float, decimals: int = 0) -> str:
    """A share from 0 to 1 as points of 100."""
    return format_number(value * 100, decimals, language())


def brief(value: float) -> str:
    """A number with three digits."""
    return significant(value, 3, language())
