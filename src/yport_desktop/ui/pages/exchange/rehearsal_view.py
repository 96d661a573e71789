"""A bundle before it is imported: who sent it, what it would bring, and the decision."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from yport_desktop.domain.registry import Registry
from yport_desktop.domain.text import N_
from yport_desktop.services.arrivals import Sender, SpaceRehearsal, Standing
from yport_desktop.ui.components.buttons import PlainButton, PrimaryButton, QuietButton
from yport_desktop.ui.components.card import Card
from yport_desktop.ui.components.check_box import CheckBox
from yport_desktop.ui.components.chip import Chip
from yport_desktop.ui.components.label import IconLabel, Label
from yport_desktop.ui.components.look import clear, column, line, row
from yport_desktop.ui.components.progress_strip import ProgressStrip
from yport_desktop.ui.components.side_panel import scrolled
from yport_desktop.ui.design.texts import counted, tr
from yport_desktop.ui.design.theme import tokens
from yport_desktop.ui.design.tokens import XL, XS, L, M, S, Tone, Type
from yport_desktop.ui.pages.exchange.colleagues import words_label
from yport_desktop.ui.pages.exchange.conflict_card import ClashView, by_record
from yport_desktop.ui.pages.exchange.inbox_cards import part_words
from yport_desktop.ui.pages.exchange.rehearsing import Group, News, SpaceNews
from yport_desktop.ui.pages.exchange.wording import (
    kind_words,
    left_out_words,
    listed,
    local_moment,
    size_words,
)
from yport_desktop.ui.threads import Task

WIDEST = 1000
EMAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,200}")


class RehearsalView(QWidget):
    """`import_requested(News, accepted)`, `put_aside()`, `discard_requested(News)`,
    `ask_requested(News)` to write to an unknown sender.
    """

    import_requested = Signal(object, bool)
    put_aside = Signal()
    ask_requested = Signal(object)
    discard_requested = Signal(object)

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self._registry = registry
        self.news: News | None = None
        self._strip: ProgressStrip | None = None
        self.accept = CheckBox()
        self._parts = column(spacing=L)
        self.go = PrimaryButton(tr("Import"), self._go, "download")
        self.aside = PlainButton(tr("Put aside"), self.put_aside.emit)
        self.aside.setToolTip(tr("Nothing is imported; it stays in the list under Receive."))
        self.discard = PlainButton(tr("Discard"), self._discard)
        self.discard.setToolTip(tr("Nothing is imported, and it leaves the list."))
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.aside.click)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._progress = row(spacing=S)
        self.safe = Label(tr("Nothing is written before you import."), Type.CAPTION, Tone.SECOND)
        content = QWidget()
        content.setMaximumWidth(tokens().px(WIDEST) + 2 * XL)
        content.setLayout(column(self._parts, None, spacing=0, margins=(XL, L, XL, L)))
        holder = QWidget()
        outer = row(content, None, spacing=0)
        outer.setStretch(0, 1000)
        holder.setLayout(outer)
        foot = row(
            self.go,
            self.aside,
            self.discard,
            self._progress,
            self.safe,
            None,
            spacing=M,
            margins=(XL, M, XL, M),
        )
        body = column(scrolled(holder), line(), spacing=0)
        body.addLayout(foot)
        self.setLayout(body)

    # showing -------------------------------------------------------------------------------

    def show_news(self, news: News) -> None:
        """Show a bundle that was verified and rehearsed."""
        self.news = news
        clear(self._parts)
        self._parts.addWidget(self._from_whom(news))
        if news.must_ask:
            self._parts.addWidget(self._question(news.rehearsal.sender))
        for space in news.spaces:
            self._parts.addWidget(self._space(space, news))
        self.show_task(None)

    def _from_whom(self, news: News) -> QWidget:
        found = news.rehearsal
        sender, manifest = found.sender, found.manifest
        card = Card(found.name)
        name = sender.name or sender.claimed or tr("without a name")
        who = Label(tr("From {name}").format(name=name), Type.EMPHASIS, strong=True, wrap=True)
        head = row(IconLabel("person", "", Tone.SECOND), who, _standing_chip(sender), None, spacing=S)
        facts = [tr("written {when}").format(when=local_moment(manifest.written)), size_words(found.size)]
        if parts := part_words(found.parcel):
            facts.append(parts)
        facts.append(tr("encrypted") if manifest.encrypted else tr("not encrypted"))
        facts.append(tr("for {people}").format(people=listed(p.name for p in manifest.recipients)))
        sound = row(
            IconLabel("shield", "", Tone.GOOD, 14),
            Label(tr("Signatures and contents are sound."), Type.CAPTION, Tone.SECOND),
            None,
            spacing=XS,
        )
        card.add(head, Label(" · ".join(facts), tone=Tone.SECOND, wrap=True))
        if manifest.note:
            quote = row(
                IconLabel("quote", tr("Note"), Tone.SECOND, 16),
                Label(manifest.note, wrap=True, selectable=True),
                spacing=S,
            )
            quote.setStretch(1, 1)
            card.add(quote)
        card.add(sound)
        if missing := news.missing:
            text = tr("Part {n} of {all} is not here yet. What is here can be imported at once.")
            if len(missing) > 1:
                text = tr("Parts {n} of {all} are not here yet. What is here can be imported at once.")
            text = text.format(n=listed(map(str, missing)), all=manifest.parts)
            card.add(_remark("clock", text, Tone.CAUTION))
        return card

    def _question(self, sender: Sender) -> QWidget:
        """Somebody who is not on the roster: the words, and an explicit acceptance."""
        card = Card(tr("Do you know who sent this?"))
        if sender.standing is Standing.KNOWN_ELSEWHERE:
            text = tr("{name} is known from another engagement, and not on the roster of this one.").format(
                name=sender.name
            )
        else:
            text = tr(
                "The bundle says it is from {name} ({email}). The key that signed it is not known here. Let"
                " the person read out the fingerprint words, by phone or face to face, and compare them:"
            ).format(name=sender.claimed or "–", email=sender.email or "–")
        self.accept = CheckBox(tr("The words are the same: accept this sender"))
        self.accept.toggled.connect(lambda _on: self._enable())
        card.add(Label(text, tone=Tone.SECOND, wrap=True), words_label(sender.words), self.accept)
        if EMAIL.fullmatch(sender.email):
            ask = QuietButton(tr("Ask by email"), self._ask, "send")
            ask.setToolTip(sender.email)
            card.add(row(ask, None, margins=(-S, 0, 0, 0)))
        return card

    def _space(self, news: SpaceNews, all_news: News) -> QWidget:
        found = news.rehearsal
        card = Card(found.name or tr("without a name"))
        if found.is_new:
            card.add_action(Chip(tr("new here"), Tone.ACCENT, "add"))
        for heading, groups in (
            (tr("New"), news.new),
            (tr("Changed"), news.changed),
            (tr("Deleted"), news.deleted),
        ):
            if groups:
                card.add(self._groups(heading, groups))
        for text in news.keys:
            card.add(_remark("shield", text, Tone.CAUTION))
        if all_news.rehearsal.attachments:
            n, size = all_news.rehearsal.attachments, size_words(all_news.rehearsal.attachment_bytes)
            files = tr("1 attachment ({size})") if n == 1 else tr("{n} attachments ({size})")
            files = files.format(n=f"{n:,}", size=size)
            card.add(_remark("file", files))
        for icon, text, tone in _remarks(found, all_news):
            card.add(_remark(icon, text, tone))
        if found.clashes:
            card.add(line(), *self._clashes(news))
        return card

    def _groups(self, heading: str, groups: tuple[Group, ...]) -> QWidget:
        holder = QWidget()
        box = column(Label(heading, Type.CAPTION, Tone.SECOND, strong=True), spacing=XS)
        for group in groups:
            kind = kind_words(self._registry, group.kind, group.count)
            rest = group.count - len(group.titles)
            titles = listed(group.titles)
            if group.titles and rest:
                titles = tr("{titles} and {n} more").format(titles=titles, n=f"{rest:,}")
            count = Label(f"{group.count:,}", strong=True)
            count.setMinimumWidth(tokens().px(36))
            words = column(Label(kind), spacing=0)
            if titles:
                words.addWidget(Label(titles, Type.CAPTION, Tone.SECOND, wrap=True))
            entry = row(count, words, spacing=S)
            entry.setStretchFactor(words, 1)
            entry.setAlignment(count, Qt.AlignmentFlag.AlignTop)
            box.addLayout(entry)
        holder.setLayout(box)
        return holder

    def _clashes(self, news: SpaceNews) -> list[QWidget]:
        n = news.rehearsal.clashes
        text = counted(n, N_("1 new conflict"), N_("{n} new conflicts"))
        head = QWidget()
        head.setLayout(
            row(
                IconLabel("conflict", "", Tone.CRITICAL, 16),
                Label(text, strong=True),
                Label(tr("Both values are kept; decide after the import."), Type.CAPTION, Tone.SECOND),
                None,
                spacing=S,
            )
        )
        shown: list[QWidget] = [head]
        for clashes in by_record(news.clashes):
            part, title = QWidget(), Label(clashes[0].title, strong=True, wrap=True)
            part.setLayout(column(title, *[ClashView(c) for c in clashes], spacing=S, margins=(0, XS, 0, S)))
            shown.append(part)
        if misplaced := news.rehearsal.misplaced:
            text = tr("Records moved under each other, or left under something deleted: {n}")
            shown.append(Label(text.format(n=f"{misplaced:,}"), wrap=True))
        if rest := n - misplaced - len(news.clashes):
            shown.append(Label(tr("and {n} more").format(n=f"{rest:,}"), Type.CAPTION, Tone.SECOND))
        return shown

    def first_focus(self) -> QWidget:
        """What is decided first: whether the sender is accepted, else the import."""
        return self.accept if self.news is not None and self.news.must_ask else self.go

    # deciding ------------------------------------------------------------------------------

    def _ask(self) -> None:
        if self.news is not None:
            self.ask_requested.emit(self.news)

    def _discard(self) -> None:
        if self.news is not None:
            self.discard_requested.emit(self.news)

    def _go(self) -> None:
        if self.news is not None:
            self.import_requested.emit(self.news, self.news.must_ask and self.accept.isChecked())

    def _enable(self) -> None:
        asked = self.news is not None and self.news.must_ask
        self.go.setEnabled(self._strip is None and (not asked or self.accept.isChecked()))
        self.aside.setEnabled(self._strip is None)
        self.discard.setEnabled(self._strip is None)
        self.safe.setVisible(self._strip is None)

    def show_task(self, task: Task | None) -> None:
        """Show how far the import is, with a way to stop it; None when it has ended."""
        clear(self._progress)
        self._strip = None
        if task is not None:
            self._strip = ProgressStrip(tr("Importing"))
            self._strip.amount.hide()
            task.progressed.connect(self._strip.set_progress)
            self._strip.cancel_requested.connect(task.stop)
            self._progress.addWidget(self._strip)
        self._enable()


def _standing_chip(sender: Sender) -> Chip:
    if sender.standing is Standing.ME:
        return Chip(tr("yourself"))
    if sender.standing is Standing.ON_ROSTER:
        return Chip(tr("on the roster"), Tone.GOOD, "shield")
    if sender.standing is Standing.REVOKED:
        return Chip(tr("key revoked"), Tone.CAUTION, "shield")
    if sender.standing is Standing.KNOWN_ELSEWHERE:
        return Chip(tr("known from another engagement"), Tone.CAUTION)
    return Chip(tr("not known here"), Tone.CAUTION, "question")


def _remarks(found: SpaceRehearsal, news: News) -> list[tuple[str, str, Tone]]:
    """What else a person should know before importing."""
    said: list[tuple[str, str, Tone]] = []
    if news.rehearsal.nothing_new:
        text = tr("Everything in it is here already. Importing notes what the sender holds.")
        said.append(("done", text, Tone.GOOD))
    elif found.known:
        text = counted(found.known, N_("Known already: 1 part"), N_("Known already: {n} parts"))
        said.append(("done", text, Tone.SECOND))
    if n := news.rehearsal.chunks:
        text = tr("Pieces of attachments too large for one file: {n}").format(n=f"{n:,}")
        said.append(("file", text, Tone.SECOND))
    if kept_back := left_out_words(found.left_out):
        text = tr("Left out by the sender: {what}").format(what=kept_back)
        said.append(("lock", text, Tone.SECOND))
    conflicts = next((s.conflicts for s in news.rehearsal.manifest.spaces if s.id == found.space), 0)
    if conflicts:
        text = counted(
            conflicts,
            N_("1 conflict is open at the sender's desk."),
            N_("{n} conflicts are open at the sender's desk."),
        )
        said.append(("conflict", text, Tone.SECOND))
    for gap in found.gaps:
        who = gap.author or tr("a colleague")
        text = tr("Waiting for part {n} of {who}; what is here is shown meanwhile.").format(
            n=gap.number, who=who
        )
        said.append(("clock", text, Tone.CAUTION))
    if found.unapplied and not news.must_ask:
        text = counted(
            found.unapplied,
            N_("1 part is kept aside: written by somebody not on the roster, or by a newer program."),
            N_("{n} parts are kept aside: written by people not on the roster, or by a newer program."),
        )
        said.append(("shield", text, Tone.CAUTION))
    if found.unapplied and news.must_ask:
        text = counted(
            found.unapplied,
            N_("1 part will be shown as soon as the sender is accepted."),
            N_("{n} parts will be shown as soon as the sender is accepted."),
        )
        said.append(("info", text, Tone.SECOND))
    if found.forks:
        text = tr("A laptop was restored or copied: both of its histories are kept.")
        said.append(("info", text, Tone.CAUTION))
    if news.rehearsal.later_items:
        text = tr("Some of it was written by a newer program: it is kept and shown after an update.")
        said.append(("info", text, Tone.SECOND))
    return said


def _remark(icon: str, text: str, tone: Tone = Tone.SECOND) -> QWidget:
    holder = QWidget()
    words = Label(text, tone=tone if tone is Tone.CAUTION else Tone.SECOND, wrap=True)
    box = row(IconLabel(icon, "", tone, 16), words, spacing=S)
    box.setStretchFactor(words, 1)
    holder.setLayout(box)
    return holder
