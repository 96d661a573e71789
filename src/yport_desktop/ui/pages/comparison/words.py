"""Numbers and sentences of the page in the language in force."""

from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.sector import Indicator, Source
from yport_desktop.ui.design.texts import language, tr

STATUS = {
    "published": "published",
    "derived": "computed from published figures",
    "secondary": "secondary source",
}


def say(template: str, **details: object) -> str:
    """A translated template with its blanks filled."""
    return tr(template).format(**details)


def number(value: float, decimals: int) -> str:
    """A number as people here write it."""
    return format_number(value, decimals, language())


def shown(indicator: Indicator, value: float | None) -> str:
    """A value of an indicator as it is displayed, without its unit."""
    return "" if value is None else number(value * indicator.scale, indicator.decimals)


def status(source: Source) -> str:
    """How the source stands, in words."""
    return tr(STATUS.get(source.status, source.status))


def cite(source: Source) -> str:
    """A source in one line: title, year, address, status."""
    parts = (
        tr(source.title),
        "" if source.year in source.title else source.year,
        source.address.strip("-"),
        status(source),
    )
    return tr(", ").join(part for part in parts if part)
