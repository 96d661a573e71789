"""Names of files that travel: understood by every mail program, file system and gateway."""

import re
import unicodedata

_SPACE_LENGTH, _SENDER_LENGTH, _SUFFIX_LENGTH = 32, 16, 8
_NAMELESS = "Y-PORT"


def file_name(space_name: str, sender: str, day: str, part: int, parts: int, suffix: str) -> str:
    """A name such as `Metro-Cebu-2026-11-24-Aya-part-1-of-3.yport`, in ASCII, at most 100 characters.

    `day` is an ISO date. What ASCII cannot say is left out; where nothing remains of the space's name,
    it is Y-PORT. The day in it keeps the name from being one that Windows reserves (CON, NUL).
    """
    words = [_plain(space_name, _SPACE_LENGTH) or _NAMELESS, _plain(day, 10), _plain(sender, _SENDER_LENGTH)]
    if parts > 1:
        words.append(f"part-{part}-of-{parts}")
    stem = "-".join(word for word in words if word)
    return f"{stem}.{_plain(suffix, _SUFFIX_LENGTH).lower() or 'yport'}"


def _plain(text: str, length: int) -> str:
    """ASCII letters and digits with single hyphens between, never at the ends."""
    latin = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", latin).strip("-")[:length].strip("-")
