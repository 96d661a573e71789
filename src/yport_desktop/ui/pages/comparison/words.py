"""Numbers and sentences of the page in the language in force."""

from collections.abc import Iterable

from yport_desktop.domain.numbers import format_number
from yport_desktop.domain.sector import Indicator, Source
from yport_desktop.domain.text import N_
from yport_desktop.ui.design.texts import language, tr

STATUS = {
    "published": N_("published"),
    "derived": N_("computed from published figures"),
    "secondary": N_("secondary source"),
}
# The countries of the peers that come with the program; another's name is shown as it is declared.
COUNTRIES = (
    N_("Bangladesh"),
    N_("Cambodia"),
    N_("Dominican Republic"),
    N_("Egypt"),
    N_("Ethiopia"),
    N_("India"),
    N_("Indonesia"),
    N_("Japan"),
    N_("Kenya"),
    N_("Malaysia"),
    N_("Nigeria"),
    N_("Philippines"),
    N_("Senegal"),
    N_("Thailand"),
    N_("Viet Nam"),
)


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


def cite_all(sources: Iterable[Source]) -> str:
    """Each source once, in the order of mention, one below the other."""
    return "\n".join(dict.fromkeys(map(cite, sources)))


def cite(source: Source) -> str:
    """A source in one line: title, year, address, status."""
    parts = (
        tr(source.title),
        "" if source.year in source.title else source.year,
        source.address.strip("-"),
        status(source),
    )
    return tr(", ").join(part for part in parts if part)
