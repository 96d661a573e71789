"""Rates stated in published studies: offered with their source, never used before a person takes them."""

from decimal import Decimal

from yport_desktop.domain.rates import Rate

_ROADMAP = (
    "JICA / MCDCB, Roadmap Study for Sustainable Urban Development in Metro Cebu, Final Report",
    "docslib 11958299",
    "2015",
)
_DACRISS = ("JICA, DaCRISS (Da Nang), Final Report", "docslib 5409240; vdocument.in", "2010")
_WASTEWATER = ("JICA wastewater study, Da Nang", "123docz 6562195", "2015")


def _stated(date: str, quote_amount: str, quote: str, source: tuple[str, str, str]) -> Rate:
    return Rate(date, Decimal(1), "USD", Decimal(quote_amount), quote, *source)


# Each was stated by its study for its own cost tables only. The second is an average of the year; the
# third is that of the study and gives no month.
PUBLISHED: tuple[Rate, ...] = (
    _stated("2015-03", "119", "JPY", _ROADMAP),
    _stated("2015-03", "44", "PHP", _ROADMAP),
    _stated("2008", "110", "JPY", _DACRISS),
    _stated("2008", "17000", "VND", _DACRISS),
    _stated("2015", "102.6", "JPY", _WASTEWATER),
    _stated("2015", "21036", "VND", _WASTEWATER),
)
