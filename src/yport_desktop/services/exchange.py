"""Exchange by files: writing, rehearsing, importing and verifying bundles; cards; receipts."""

from collections.abc import Iterable, Sequence
from functools import cache, partial
from pathlib import Path
from uuid import UUID

from yport_desktop.domain.changes import Committed
from yport_desktop.exchange.card import ContactCard, decode_card, encode_card
from yport_desktop.exchange.manifest import Party

from .arrivals import Arrived, Imported, MissingParts, Rehearsal, Sender, Verified
from .arriving import Arriving, describe
from .inbox import Inbox
from .kept_items import KeptItems
from .letters import SIZE_LIMIT, Letter, Outbox, WrittenBundle
from .members import Member
from .pace import Progress, Stop, go_on, quiet
from .parcels import Looked, Parcel
from .passages import Passages
from .receipts import Dispatch, Receipt, Receipts
from .revoking import Revoking
from .roster import Me, Roster
from .sending import Sending
from .taking_back import TakenBack, TakingBack
from .workspace import Workspace

SUFFIX = ".yport"


class Exchange:
    """The use cases of exchange for one workspace. Only the database thread calls it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.roster = Roster(workspace)
        self._receipts = Receipts(workspace, self.roster)
        self.passages = Passages(workspace.store)
        kept = KeptItems(workspace.store)
        self._sending = Sending(workspace, self.roster, self._receipts, kept, self.passages)
        self._arriving = Arriving(workspace, self.roster, self._receipts, kept, self.passages)
        self._taking_back = TakingBack(workspace)
        self.revoking = Revoking(workspace, self.roster)
        self.inbox = Inbox(workspace, self._arriving.openings)
        # A newer program reads what the former could not.
        for space in workspace.store.spaces():
            self._arriving.fold_waiting(space.id)

    # people --------------------------------------------------------------------------------

    @property
    def me(self) -> Me:
        """How the person at this desk is named; empty until she said so."""
        return self.roster.me

    def introduce(self, me: Me) -> None:
        """Keep the name of the person at this desk, and correct it on the rosters she stands on."""
        self.roster.introduce(me)

    @property
    def my_words(self) -> str:
        """The fingerprint words of this installation, to be read out to a colleague."""
        return self._workspace.identity.words

    def my_card(self) -> str:
        """This installation's contact card, one line to copy."""
        return encode_card(self._workspace.identity, self.me.name, self.me.email)

    def read_card(self, text: str) -> ContactCard:
        """The card in a pasted text. Raises CardError."""
        return decode_card(text)

    def add_to_roster(self, space: UUID, card: ContactCard, confirmed: bool = False) -> Committed:
        """Put the holder of a card on the roster of a space."""
        return self.roster.add(space, card, confirmed)

    def colleagues(self, space: UUID) -> tuple[Member, ...]:
        """Those a bundle of that space can go to."""
        return self.roster.colleagues(space)

    # bundles -------------------------------------------------------------------------------

    def write(
        self,
        space: UUID,
        recipients: Sequence[bytes],
        target: Path,
        note: str = "",
        encrypted: bool = True,
        size_limit: int = SIZE_LIMIT,
        everything: bool = False,
        progress: Progress = quiet,
        stop: Stop = go_on,
    ) -> WrittenBundle:
        """Write what the recipients (signing keys) may lack to `target`, as plain files."""
        letter = Letter(space, tuple(recipients), note, encrypted, everything, limit=size_limit)
        return self.send(letter, target, progress, stop)

    def send(
        self, letter: Letter, target: Path, progress: Progress = quiet, stop: Stop = go_on
    ) -> WrittenBundle:
        """Write the files of a letter. See `Sending.write`."""
        return self._sending.write(letter, target, progress, stop)

    def preview(self, letter: Letter) -> Outbox:
        """What `send` would put into files. Nothing is sealed or written. Raises RosterError."""
        return self._sending.preview(letter)

    def look(self, sources: Iterable[Path]) -> Looked:
        """Unwrap and verify files of any carrier, grouped into parcels. Nothing is written."""
        return self._arriving.openings.look(sources)

    def rehearse(self, source: Parcel | Path) -> Rehearsal:
        """What the import of that parcel, or of the one in a file, would do; nothing is written."""
        return self._arriving.rehearse(self._parcel(source))

    def import_bundle(
        self,
        source: Rehearsal | Parcel | Path,
        accept_sender: bool = False,
        progress: Progress = quiet,
        stop: Stop = go_on,
    ) -> Imported:
        """Import a rehearsed parcel, or a file. See `Arriving.take_in`."""
        if isinstance(source, Rehearsal):
            return self._arriving.take_in(source.parcel, accept_sender, source.digests, progress, stop)
        return self._arriving.take_in(self._parcel(source), accept_sender, None, progress, stop)

    def _parcel(self, source: Parcel | Path) -> Parcel:
        return source if isinstance(source, Parcel) else self._arriving.openings.parcel(source)

    def accept_sender(self, space: UUID, sender: Party, confirmed: bool = False) -> None:
        """Put the signer of a bundle on the roster of a space that is here; what was kept aside is folded.

        Because the entry is a record of the space, all colleagues come to the same roster.
        """
        card = ContactCard(sender.name, sender.email, sender.key, sender.receiving)
        self.roster.add(space, card, confirmed)

    def sender_of(self, parcel: Parcel) -> Sender:
        """Who signed a parcel, and whether she is known here."""
        return self._arriving.sender(parcel.manifest, parcel.manifest.spaces[0].id)

    def verify(self, source: Parcel | Path) -> Verified:
        """Check signatures and hashes of a parcel without importing it."""
        parcel = self._parcel(source)
        with self._arriving.openings.opened(parcel) as opened:
            space = parcel.manifest.spaces[0].id
            sender = self._arriving.sender(parcel.manifest, space)
            return describe(opened, sender, cache(partial(self._arriving.author, space)))

    # receipts ------------------------------------------------------------------------------

    def receipts(self, space: UUID) -> tuple[Receipt, ...]:
        """Who holds what, as of when."""
        return self._receipts.all(space)

    def dispatches(self, space: UUID) -> tuple[Dispatch, ...]:
        """What was written for whom, newest first, and who said to hold it."""
        return self._receipts.dispatches(space)

    def arrivals(self, space: UUID) -> list[Arrived]:
        """What was imported, newest first."""
        return self._arriving.log.all(space)

    def preview_take_back(self, space: UUID, arrival: int) -> TakenBack:
        """What taking that import back would do. Raises NotFound."""
        return self._taking_back.preview(space, arrival)

    def take_back(
        self, space: UUID, arrival: int, progress: Progress = quiet, stop: Stop = go_on
    ) -> TakenBack:
        """Take an import (`Arrived.number`) back; what came after stays. It can be undone."""
        return self._taking_back.take_back(space, arrival, progress, stop)

    def missing_parts(self, space: UUID) -> tuple[MissingParts, ...]:
        """Parts of bundles that did not come yet."""
        return self._arriving.log.missing_parts(space)

    def not_sent(self, space: UUID) -> int:
        """Own changes since the last bundle. See `Receipts.not_sent`."""
        return self._receipts.not_sent(space)
