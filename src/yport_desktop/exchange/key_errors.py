"""What can keep a person from her own keys, each with a sentence."""

from yport_desktop.domain.errors import IdentityError
from yport_desktop.domain.text import N_


class KeysLocked(IdentityError):
    """The keys are in a file protected by a passphrase, and none was given."""

    sentence = N_("Your keys are protected by a passphrase.")


class WrongPassphrase(IdentityError):
    """The passphrase does not fit. One may try as often as one likes."""

    sentence = N_("This is not the right passphrase. Nothing was changed; please try again.")


class PassphraseTooShort(IdentityError):
    """Too easily guessed to protect anything."""

    sentence = N_("Please choose a passphrase of at least {least} characters, such as four or five words.")


class KeysNotHere(IdentityError):
    """The key file says that the keys are in the keystore of the system, but they are not in this one."""

    sentence = N_(
        "The keys of this profile are not in the keystore of this computer. They stay behind when a profile "
        "is copied from another computer, or when the keystore is made anew."
    )


class KeystoreClosed(IdentityError):
    """There is no keystore, it is locked, or it did not answer in time."""

    sentence = N_("The keystore of this computer is locked or did not answer. Nothing was changed.")


class KeysDamaged(IdentityError):
    """The keys are there but cannot be made out; not even the right passphrase would help."""

    sentence = N_("The keys of this profile are damaged. The file was left as it is.")


class KeysTooNew(IdentityError):
    """Kept in a form of a later program."""

    sentence = N_(
        "The keys of this profile are kept in the form of a newer version of Y-PORT Desktop. They were not "
        "changed. Please install the newer version."
    )


class RecoveryRefused(IdentityError):
    """Not a recovery file."""

    sentence = N_("This is not a recovery file of Y-PORT Desktop, or it was damaged.")
