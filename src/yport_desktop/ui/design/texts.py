"""Translation for the window: one catalogue belongs to the application and every widget asks it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt

Gettext = Callable[[str], str]


class Texts(QObject):
    """The language in force. A child of the QApplication, where `tr` finds it."""

    def __init__(self, app: QCoreApplication, language: str, gettext: Gettext) -> None:
        super().__init__(app)
        self.language = language
        self.gettext = gettext


def install(app: QCoreApplication, language: str, gettext: Gettext) -> None:
    """Put a language in force; windows made from now on speak it."""
    found = _installed()
    if found is None:
        Texts(app, language, gettext)
    else:
        found.language, found.gettext = language, gettext


def tr(message: str) -> str:
    """The message in the language in force; the English text where none is installed."""
    found = _installed()
    return found.gettext(message) if found is not None and message else message


def counted(n: int, one: str, many: str, **others: str) -> str:
    """How many of something, in the words for one or for several (English in source)."""
    return tr(one if n == 1 else many).format(n=f"{n:,}", **others)


def gettext() -> Gettext:
    """The function behind `tr`, to be handed to another thread."""
    found = _installed()
    return found.gettext if found is not None else str


def language() -> str:
    """The language in force, "en" where none is installed."""
    found = _installed()
    return found.language if found is not None else "en"


def _installed() -> Texts | None:
    app = QCoreApplication.instance()
    if app is None:
        return None
    return app.findChild(Texts, options=Qt.FindChildOption.FindDirectChildrenOnly)
