"""What pages in the background have missed."""

from yport_desktop.domain.changes import Committed


class Missed:
    """Commits by page key, handed over as one when the page is shown."""

    def __init__(self) -> None:
        self._by_page: dict[str, list[Committed]] = {}

    def note(self, page: str, committed: Committed) -> None:
        """The page is not on the screen: keep this for later."""
        self._by_page.setdefault(page, []).append(committed)

    def take(self, page: str) -> Committed | None:
        """Everything the page has missed, as one commit; None if it was nothing."""
        missed = self._by_page.pop(page, [])
        if not missed:
            return None
        last = missed[-1]
        touched = tuple(dict.fromkeys(t for committed in missed for t in committed.touched))
        return Committed(last.space, last.save, touched, (), last.label)

    def forget(self) -> None:
        """Another engagement is shown: everything is asked again anyway."""
        self._by_page.clear()
