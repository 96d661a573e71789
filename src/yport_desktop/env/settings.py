"""The person's choices, declared once, and the window's state, kept apart from them.

Both are small JSON files written in one step. A file that cannot be read is set aside and the
program starts with its defaults: settings are never worth a failed start.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from yport_desktop.domain.entity import Choice
from yport_desktop.domain.text import N_

from .files import set_aside, write_atomically

Value = TypeVar("Value", str, int, float, bool)


@dataclass(frozen=True)
class Setting(Generic[Value]):
    """One choice: its type is that of `default`; `choices` or the bounds say what is allowed."""

    key: str
    label: str
    default: Value
    help: str = ""
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    def accepts(self, value: object) -> bool:
        """Whether a value has the right type and lies within what is allowed."""
        whole_for_number = isinstance(self.default, float) and type(value) is int
        if type(value) is not type(self.default) and not whole_for_number:
            return False
        if self.choices:
            return value in [choice.key for choice in self.choices]
        if isinstance(value, int | float) and not isinstance(value, bool):
            above = self.minimum is None or value >= self.minimum
            return above and (self.maximum is None or value <= self.maximum)
        return True


LANGUAGE = Setting(
    "language",
    N_("Language"),
    "system",
    help=N_("Language of the window. Reports have a language of their own."),
    choices=(Choice("system", N_("As the system")), Choice("en", "English"), Choice("ja", "日本語")),
)
THEME = Setting(
    "theme",
    N_("Appearance"),
    "system",
    choices=(
        Choice("system", N_("As the system")),
        Choice("light", N_("Light")),
        Choice("dark", N_("Dark")),
    ),
)
TEXT_SCALE = Setting(
    "text_scale",
    N_("Text size"),
    100,
    help=N_("In per cent of the normal size."),
    unit="%",
    minimum=80,
    maximum=200,
)
REDUCED_MOTION = Setting(
    "reduced_motion",
    N_("Less motion"),
    False,
    help=N_("Show notices and panels at once instead of sliding them in."),
)
REPORT_LANGUAGE = Setting(
    "report_language",
    N_("Language of reports"),
    "en",
    choices=(Choice("en", "English"), Choice("ja", "日本語")),
)
MAIL_LIMIT_MB = Setting(
    "mail_limit_mb",
    N_("Size limit of one bundle file"),
    7.0,
    help=N_("Mail gateways often refuse more than 10 MB; an attachment grows by a third on the way."),
    unit="MB",
    minimum=1,
    maximum=2000,
)
# The password is not here: it lies in the keystore of the system.
MAIL_HOST = Setting(
    "mail_host",
    N_("Mail server"),
    "",
    help=N_("Where your emails are handed in, such as smtp.example.org. Empty: only drafts are made."),
)
MAIL_PORT = Setting(
    "mail_port",
    N_("Port of the mail server"),
    587,
    help=N_("Usually 587 with STARTTLS, 465 with TLS."),
    minimum=1,
    maximum=65_535,
)
MAIL_SECURITY = Setting(
    "mail_security",
    N_("Encryption to the mail server"),
    "starttls",
    choices=(Choice("starttls", "STARTTLS"), Choice("tls", "TLS"), Choice("none", N_("No encryption"))),
)
MAIL_USER = Setting(
    "mail_user", N_("Login at the mail server"), "", help=N_("Often your email address. Empty: no login.")
)
MAIL_ADDRESS = Setting(
    "mail_address", N_("Your email address"), "", help=N_("Emails that you send directly come from it.")
)
SETTINGS: tuple[Setting[Any], ...] = (
    LANGUAGE,
    THEME,
    TEXT_SCALE,
    REDUCED_MOTION,
    REPORT_LANGUAGE,
    MAIL_LIMIT_MB,
    MAIL_HOST,
    MAIL_PORT,
    MAIL_SECURITY,
    MAIL_USER,
    MAIL_ADDRESS,
)


class Settings:
    """The choices of one profile. Keys that this version does not know are kept as they are."""

    def __init__(self, path: Path) -> None:
        """Read the file; `set_aside_as` names the copy of a file that could not be read."""
        self._path = path
        self._values, self.set_aside_as = _read(path)

    def get(self, setting: Setting[Value]) -> Value:
        """The person's choice, or the default where there is none or it is not allowed."""
        value = self._values.get(setting.key, setting.default)
        return value if setting.accepts(value) else setting.default

    def set(self, setting: Setting[Value], value: Value) -> None:
        """Keep a choice at once. Raises ValueError if it is not allowed, OSError if it cannot be kept."""
        if not setting.accepts(value):
            raise ValueError(f"{value!r} is not allowed for {setting.key}")
        changed = {**self._values, setting.key: value}
        if value == setting.default:
            del changed[setting.key]
        _write(self._path, changed)
        self._values = changed


class WindowState:
    """Sizes, positions and what was open last: nice to have again, no loss without."""

    def __init__(self, path: Path) -> None:
        """Read the file; a bad one is forgotten."""
        self._path = path
        self._values, _ = _read(path)

    def get(self, key: str, default: Any = None) -> Any:
        """What was remembered under the key: JSON values only."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Remember a JSON value until `keep` writes it; None forgets it."""
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value

    def keep(self) -> bool:
        """Write the state; False when that was not possible, which never disturbs anybody."""
        try:
            _write(self._path, self._values)
        except (OSError, TypeError):
            return False
        return True


def _read(path: Path) -> tuple[dict[str, Any], Path | None]:
    """The values of the file and, if it was unreadable, where it was put aside."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, None
    except (OSError, ValueError):
        return {}, set_aside(path)
    return (values, None) if isinstance(values, dict) else ({}, set_aside(path))


def _write(path: Path, values: Mapping[str, Any]) -> None:
    text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True)
    write_atomically(path, f"{text}\n".encode())
