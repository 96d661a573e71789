"""Dates as the readers of a report write them."""

from datetime import date as Date

from babel.dates import format_date, format_skeleton

# English for an international reader: the day first, never 02/19.
_PLACES = {"en": "en_GB"}


def date_text(date: str, language: str) -> str:
    """An ISO date as its readers write it; a year or a month alone stays one."""
    parts = [int(part) for part in date.split("-") if part]
    if not parts:
        return ""
    place = _PLACES.get(language, language)
    day = Date(*[*parts, 1, 1][:3])
    if len(parts) > 2:
        return format_date(day, format="long", locale=place)
    return format_skeleton("y" if len(parts) == 1 else "yMMMM", day, locale=place)
