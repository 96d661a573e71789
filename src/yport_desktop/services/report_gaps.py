"""What a sector of the report lacks, told in a few sentences: no page is filled with empty rows."""

from collections import Counter
from collections.abc import Iterator, Sequence

from yport_desktop.documents.model import Block, Bullets, Heading, Paragraph, Span, Spans
from yport_desktop.domain.assess import CUT_OFF
from yport_desktop.domain.sector import Indicator, InputSection, Sector
from yport_desktop.domain.text import N_
from yport_desktop.domain.uncertainty import ASYMMETRIC
from yport_desktop.domain.values import Missing

from .assessments import InputRow, SectorView
from .report_writing import Draft, spans

_NAMED = 2
_MOST_WAITED_FOR = 6

# Remarks that a sector may have dozens of, each for another result: told once, with the names.
_TOLD_TOGETHER = {
    CUT_OFF: N_("The 95 % range is cut off at the end that it cannot pass: {labels}."),
    ASYMMETRIC: N_(
        "The uncertainty is above 100 %, so that the range is not symmetric and its lower end is nearer: "
        "{labels}."
    ),
}


def label_of(draft: Draft, sector: Sector, key: str) -> str:
    """The label of an input or factor."""
    labels = {c.key: c.label for c in sector.coefficients} | {i.key: i.label for i in sector.inputs}
    return draft.tr(labels.get(key, key))


def what_is_missing(draft: Draft, sector: Sector, keys: Sequence[str]) -> str:
    """What one result waits for: the first few by name, the others counted."""
    names = [label_of(draft, sector, key) for key in keys]
    if not names:
        return draft.tr(N_("No result"))
    listed, more = draft.comma.join(names[:_NAMED]), len(names) - _NAMED
    if more <= 0:
        return draft.say(N_("Missing: {inputs}"), inputs=listed)
    return draft.say(N_("Missing: {inputs} and {count} more"), inputs=listed, count=more)


def not_computed(draft: Draft, view: SectorView, left_out: Sequence[Indicator]) -> Iterator[Block]:
    """The results that are not in the table, and the inputs that most of them wait for."""
    if not left_out:
        return
    yield Heading(draft.tr(N_("Not computed")), level=3)
    names = draft.comma.join(draft.tr(i.label) for i in left_out)
    told = N_("Without a result for want of data ({count}): {names}.")
    yield Paragraph(spans(draft.say(told, count=len(left_out), names=names)), "note")
    waits = Counter(key for i in view.sector.indicators for key in view.assessment.estimates[i.key].missing)
    if waits:
        yield Paragraph(spans(draft.tr(N_("Most results wait for these inputs:"))))
        yield Bullets(
            tuple(
                (
                    Span(label_of(draft, view.sector, key), bold=True),
                    Span(f" · {draft.say(N_('{count} results'), count=count)}", tone="second"),
                )
                for key, count in waits.most_common(_MOST_WAITED_FOR)
            )
        )


def is_untouched(view: SectorView, row: InputRow) -> bool:
    """Whether there is nothing to tell of an input: no value, no default, no reason, no other source."""
    seen = view.assessment.observed.get(row.input.key, row.observed)
    asked = (seen.missing or row.observed.missing or Missing.NOT_ASKED) is not Missing.NOT_ASKED
    return not (seen.known or seen.linked or asked or row.alternatives or row.conflicts)


def untouched(draft: Draft, view: SectorView, sections: Sequence[InputSection]) -> Iterator[Block]:
    """The inputs without anything on record, in one line for each section."""
    lines: list[Spans] = []
    for section in sections:
        own = [r for r in view.rows if r.input.section == section.key and is_untouched(view, r)]
        if own:
            names = draft.comma.join(draft.tr(r.input.label) for r in own)
            lines.append((Span(draft.tr(section.label), bold=True), Span(f" · {names}", tone="second")))
    if lines:
        yield Heading(draft.tr(N_("Inputs not asked for yet")), level=3)
        yield Bullets(tuple(lines))


def remarks(draft: Draft, view: SectorView) -> Iterator[Block]:
    """What the checks found; what holds of many results alike is said once."""
    found: dict[str, list[str]] = {draft.problem(p): [] for p in view.assessment.problems}
    together: dict[str, list[str]] = {}
    for indicator in view.sector.indicators:
        label = draft.tr(indicator.label)
        for problem in view.assessment.estimates[indicator.key].problems:
            if problem.message in _TOLD_TOGETHER:
                together.setdefault(problem.message, []).append(label)
                continue
            text = draft.problem(problem)
            found.setdefault(text, []).extend([] if label in text else [label])
    told = [f"{draft.comma.join(labels)}: {text}" if labels else text for text, labels in found.items()]
    told += [
        draft.say(_TOLD_TOGETHER[message], labels=draft.comma.join(labels))
        for message, labels in together.items()
    ]
    if told:
        yield Heading(draft.tr(N_("Remarks of the checks")), level=3)
        yield Bullets(tuple(spans(text) for text in told))
