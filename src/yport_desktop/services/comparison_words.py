"""What the comparison says, in sentences, the same in the window and in the report."""

from collections.abc import Callable, Iterator

from yport_desktop.advice.yokohama_path import Place, Side, Standing
from yport_desktop.domain.comparison import CityPath, Deed, PathPoint
from yport_desktop.domain.text import N_, Say

from .comparison import OnPath, Rank

Number = Callable[[float, int], str]


def figure(path: CityPath, value: float, say: Say, number: Number) -> str:
    """A value of a path with its unit."""
    text = number(value * path.scale, path.decimals)
    return say(N_("{value} {unit}"), value=text, unit=say(path.unit)) if path.unit else text


def standing_sentences(on: OnPath, say: Say, number: Number) -> Iterator[str]:
    """Where this city stands on the path, one sentence after the other; nothing while it is not known."""
    found = on.found
    if found is None:
        return
    own = figure(on.path, found.value, say, number)
    place = found.latest
    if place is None:
        yield _outside(found, own, say, number)
        if on.reaches:
            yield say(N_("Its 95 % range reaches into the series."))
    elif place.interpolated:
        yield say(
            N_(
                "Yokohama stood at {value}, where this city stands now, in about {year}: read off between "
                "{start} ({from_value}) and {end} ({to_value}), two published figures."
            ),
            value=own,
            year=year_of(on.path, place, say),
            start=year_text(place.start.year, on.path.fiscal, say),
            from_value=figure(on.path, place.start.value, say, number),
            end=year_text(place.end.year, on.path.fiscal, say),
            to_value=figure(on.path, place.end.value, say, number),
        )
    else:
        text = N_("Yokohama stood at {value}, where this city stands now, in {year}: a published figure.")
        yield say(text, value=own, year=year_of(on.path, place, say))
    if len(found.places) > 1:
        earlier = say(N_(", ")).join(year_of(on.path, earlier, say) for earlier in found.places[:-1])
        yield say(N_("It had passed this value before, in about: {years}."), years=earlier)
    if on.path.note:
        yield say(on.path.note)


def _outside(found: Standing, own: str, say: Say, number: Number) -> str:
    path = found.path
    below = found.side is Side.BELOW
    nearest: PathPoint = (min if below else max)(path.points, key=lambda point: point.value)
    text = (
        N_(
            "{value} lies outside the published series, which runs from {first} to {last}: its lowest figure "
            "is {nearest} ({year}). No year is named."
        )
        if below
        else N_(
            "{value} lies outside the published series, which runs from {first} to {last}: its highest "
            "figure is {nearest} ({year}). No year is named."
        )
    )
    return say(
        text,
        value=own,
        first=year_text(path.points[0].year, path.fiscal, say),
        last=year_text(path.points[-1].year, path.fiscal, say),
        nearest=figure(path, nearest.value, say, number),
        year=year_text(nearest.year, path.fiscal, say),
    )


def year_of(path: CityPath, place: Place, say: Say) -> str:
    """The year of a place as it is written, the fiscal year for fiscal figures."""
    return year_text(int(place.year), path.fiscal, say)


def year_text(year: int, fiscal: bool, say: Say) -> str:
    """A year or a fiscal year as it is written."""
    return say(N_("FY{year}") if fiscal else N_("{year}"), year=year)


def when(deed: Deed, say: Say) -> str:
    """The year or years of what was done."""
    start = year_text(deed.year, deed.fiscal, say)
    if deed.until is None:
        return start
    return say(N_("{start} to {end}"), start=start, end=year_text(deed.until, deed.fiscal, say))


def rank_sentence(found: Rank, median: str, say: Say) -> str:
    """Where a value stands among its peers."""
    text = N_("Above {below} of {all} peers; their median is {median}.")
    return say(text, below=found.below, all=found.of, median=median)
