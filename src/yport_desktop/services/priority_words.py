"""The order of the options in sentences: what would flip it, what the panel says, what was found."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from yport_desktop.advice.mcda.flips import Flip
from yport_desktop.advice.mcda.panel import PROMETHEE, SPOTIS, TOPSIS, VIKOR, Panel
from yport_desktop.domain.text import N_, Say

from .priorities import PrioritiesView

# Names of methods, the same in every language.
METHOD_NAMES: Mapping[str, str] = {
    TOPSIS: "TOPSIS",
    VIKOR: "VIKOR",
    PROMETHEE: "PROMETHEE II",
    SPOTIS: "SPOTIS",
}
Number = Callable[[float], str]


def flip_sentences(view: PrioritiesView, flip: Flip, say: Say, number: Number) -> Iterator[str]:
    """What would put the lower of two neighbours before the upper one."""
    upper, lower = view.names[flip.upper], view.names[flip.lower]
    if flip.tied:
        yield say(N_("“{upper}” and “{lower}” are equal: any change decides."), upper=upper, lower=lower)
        return
    yield _weight(view, flip, say, number)
    yield _value(view, flip, say, number)


def _weight(view: PrioritiesView, flip: Flip, say: Say, number: Number) -> str:
    names = {"upper": view.names[flip.upper], "lower": view.names[flip.lower]}
    if flip.weight is None:
        return say(N_("No change of a single weight puts “{lower}” before “{upper}”."), **names)
    details = {
        **names,
        "criterion": view.names[flip.weight.criterion],
        "now": number(flip.weight.now * 100),
        "then": number(flip.weight.then * 100),
    }
    if flip.weight.then > flip.weight.now:
        text = N_(
            "“{lower}” overtakes “{upper}” when the weight of “{criterion}” is above {then} % "
            "instead of {now} %, "
            "the others keeping their proportions."
        )
    else:
        text = N_(
            "“{lower}” overtakes “{upper}” when the weight of “{criterion}” is below {then} % "
            "instead of {now} %, "
            "the others keeping their proportions."
        )
    return say(text, **details)


def _value(view: PrioritiesView, flip: Flip, say: Say, number: Number) -> str:
    names = {"upper": view.names[flip.upper], "lower": view.names[flip.lower]}
    if flip.value is None:
        text = N_("No change of a single value within its fixed range puts “{lower}” before “{upper}”.")
        return say(text, **names)
    row = view.criterion(flip.value.criterion)
    details = {
        **names,
        "option": view.names[flip.value.option],
        "criterion": row.name,
        "now": f"{number(flip.value.now)} {row.unit}".strip(),
        "then": f"{number(flip.value.then)} {row.unit}".strip(),
    }
    texts = {
        (True, True): N_(
            "“{lower}” overtakes “{upper}” when “{criterion}” of “{option}” is above {then} instead "
            "of {now}: "
            "that is within what its evidence leaves open."
        ),
        (True, False): N_(
            "“{lower}” overtakes “{upper}” when “{criterion}” of “{option}” is above {then} instead of {now}."
        ),
        (False, True): N_(
            "“{lower}” overtakes “{upper}” when “{criterion}” of “{option}” is below {then} instead "
            "of {now}: "
            "that is within what its evidence leaves open."
        ),
        (False, False): N_(
            "“{lower}” overtakes “{upper}” when “{criterion}” of “{option}” is below {then} instead of {now}."
        ),
    }
    return say(texts[flip.value.then > flip.value.now, flip.value.within], **details)


def verdict(view: PrioritiesView, found: Panel, say: Say) -> str:
    """Whether the methods agree on the first place."""
    first = [o for o, rank in zip(found.options, found.headline, strict=True) if rank == 1]
    quoted = (say(N_("“{name}”"), name=view.names[o]) for o in found.options if o in found.winners)
    names = say(N_(", ")).join(quoted)
    if len(found.winners) == 1 and len(first) == 1:
        return say(N_("All methods put {name} first."), name=names)
    return say(N_("The methods do not agree on the first place: it goes to {names}."), names=names)


def place_text(ranks: Sequence[int], at: int) -> str:
    """A place; one that is shared is marked."""
    return f"{ranks[at]}=" if list(ranks).count(ranks[at]) > 1 else str(ranks[at])


PANEL_NOTE = N_(
    "TOPSIS, VIKOR and PROMETHEE II compare the options among themselves, on their raw values: their "
    "ranks may "
    "change when an option is added. The weighted sum and SPOTIS stand on the fixed ranges and do not."
)
DRAWS_NOTE = N_(
    "Share of {draws} draws in which an option is first: each weight between half and one and a half "
    "of itself, "
    "and any weights whatever. Seed {seed}."
)
DISCOUNT_NOTE = N_(
    "Weak evidence counts less: a value counts by its grade, A 1.00, B 0.95, C 0.90, D 0.80, E or none 0.70. "
    "These factors are a convention of this program and not taken from a guideline."
)
