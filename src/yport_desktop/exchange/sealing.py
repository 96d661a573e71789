"""A short secret sealed with a passphrase: an ordinary age file, which `age -d` opens as well.

The format is that of https://age-encryption.org/v1 with one scrypt stanza and text armor. It is
written here because the library measures the machine and then asks for up to half a gigabyte and
several seconds; WORK makes it 128 MiB and less than a second on every laptop. Opening looks at the
work a file demands before doing it.

Passphrases are used in Unicode form NFKC, so that the same words typed on another keyboard, or in
full width, are the same passphrase.
"""

import base64
import binascii
import hashlib
import hmac
import os
import re
from unicodedata import normalize

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from .key_errors import KeysDamaged, PassphraseTooShort, WrongPassphrase

WORK = 17  # binary logarithm of scrypt's N; r = 8, p = 1
MOST_WORK = 18
MAX_SEALED = 16 * 1024
LEAST_CHARACTERS = 8
MOST_CHARACTERS = 1024

_BEGIN, _END = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"
_ARMOR = re.compile(rf"{_BEGIN}([A-Za-z0-9+/=\s]*){_END}")
_HEADER = re.compile(
    rb"(age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n---)"
    rb" ([A-Za-z0-9+/]{43})\n"
)
_LABEL = b"age-encryption.org/v1/scrypt"
_FIRST_AND_LAST = bytes(11) + b"\x01"  # the nonce of a payload that is one piece


def checked(passphrase: str) -> str:
    """A passphrase that may protect keys. Raises PassphraseTooShort."""
    if len(passphrase.strip()) < LEAST_CHARACTERS:
        raise PassphraseTooShort(least=LEAST_CHARACTERS)
    return passphrase[:MOST_CHARACTERS]


def seal(content: str, passphrase: str, work: int = WORK) -> str:
    """`content` as an armored age file that only this passphrase opens; `work` is as WORK."""
    salt, file_key, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapped = ChaCha20Poly1305(_wrapping_key(passphrase, salt, work)).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_base64(salt), work, _base64(wrapped))
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, hashlib.sha256)
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    sealed = payload.encrypt(_FIRST_AND_LAST, content.encode(), None)
    text = base64.b64encode(header + b" " + _base64(mac) + b"\n" + nonce + sealed).decode()
    lines = "\n".join(text[i : i + 64] for i in range(0, len(text), 64))
    return f"{_BEGIN}\n{lines}\n{_END}\n"


def unseal(text: str, passphrase: str) -> str:
    """What was sealed. Raises WrongPassphrase, or KeysDamaged where no passphrase would help."""
    armor = _ARMOR.search(text) if len(text) <= MAX_SEALED else None
    try:
        content = base64.b64decode("".join(armor[1].split()), validate=True) if armor else b""
        found = _HEADER.match(content)
        if found is None or not 1 <= int(found[3]) <= MOST_WORK:
            raise KeysDamaged
        salt, wrapped = _unbase64(found[2]), _unbase64(found[4])
    except binascii.Error as error:
        raise KeysDamaged from error
    try:
        key = ChaCha20Poly1305(_wrapping_key(passphrase, salt, int(found[3])))
        file_key = key.decrypt(bytes(12), wrapped, None)
    except InvalidTag as error:
        raise WrongPassphrase from error
    mac = hmac.digest(_derived(file_key, b"", b"header"), found[1], hashlib.sha256)
    rest = content[found.end() :]
    if not hmac.compare_digest(_base64(mac), found[5]):
        raise KeysDamaged
    try:
        payload = ChaCha20Poly1305(_derived(file_key, rest[:16], b"payload"))
        return payload.decrypt(_FIRST_AND_LAST, rest[16:], None).decode()
    except (InvalidTag, ValueError) as error:
        raise KeysDamaged from error


def _wrapping_key(passphrase: str, salt: bytes, work: int) -> bytes:
    secret = normalize("NFKC", passphrase[:MOST_CHARACTERS]).encode("utf-8", "surrogatepass")
    return Scrypt(salt=_LABEL + salt, length=32, n=1 << work, r=8, p=1).derive(secret)


def _derived(file_key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(file_key)


def _base64(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")


def _unbase64(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
