"""The mail account of this installation: from the settings, its password beside the keys."""

from collections.abc import Callable

from yport_desktop.env.settings import MAIL_ADDRESS, MAIL_HOST, MAIL_PORT, MAIL_SECURITY, MAIL_USER, Settings
from yport_desktop.exchange.mail.smtp import MailAccount, Security
from yport_desktop.services.roster import Me
from yport_desktop.services.workspace import Workspace

SECRET = "mail password"


def account_of(settings: Settings, me: Me) -> MailAccount | None:
    """The account, None where no server or no address of one's own is entered."""
    host = settings.get(MAIL_HOST).strip()
    address = settings.get(MAIL_ADDRESS).strip() or me.email
    if not host or not address:
        return None
    return MailAccount(
        host,
        settings.get(MAIL_PORT),
        Security(settings.get(MAIL_SECURITY)),
        settings.get(MAIL_USER).strip(),
        me.name,
        address,
    )


def kept_password(workspace: Workspace) -> str | None:
    """The password kept beside the keys, None where it has to be asked for."""
    return workspace.identity.vault.secret(SECRET)


def keeping(password: str) -> Callable[[Workspace], bool]:
    """Keeps the password; the answer says whether there is a safe place for it."""
    return lambda workspace: workspace.identity.vault.remember_secret(SECRET, password)


def forget_password(workspace: Workspace) -> bool:
    """Forget it; False where it could not be removed."""
    return workspace.identity.vault.forget(SECRET)
