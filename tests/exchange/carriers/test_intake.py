"""Bundles are found in whatever a person was handed, by content and never by name."""

import base64
import binascii
import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from email.mime.text import MIMEText
from email.policy import SMTP
from pathlib import Path

import pytest

from tests.exchange.carriers.outlook_files import Outlook, compound_file
from tests.exchange.conftest import Written, manifest_of
from yport_desktop.domain.errors import BundleDamaged, BundleForeign, BundleTooLarge, FileNotRead
from yport_desktop.exchange.card import decode_card, encode_card
from yport_desktop.exchange.carriers.armor import armored
from yport_desktop.exchange.carriers.forms import Readable
from yport_desktop.exchange.carriers.intake import unwrap
from yport_desktop.exchange.carriers.pieces import IntakeLimits
from yport_desktop.exchange.carriers.workbook import write_workbook
from yport_desktop.exchange.identity import Identity
from yport_desktop.exchange.opening import read_bundle

People = tuple[Identity, ...]
NAME = "Metro-Cebu-part-1-of-2.yport"


@pytest.fixture(scope="session")
def one(people: People, written: Written) -> bytes:
    return written(manifest_of(people, True))


@pytest.fixture(scope="session")
def two(people: People, written: Written) -> bytes:
    return written(manifest_of(people, False))


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def letter(subject: str, files: Mapping[str, bytes] | None = None, body: str = "Dear Ben") -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = "Aya <aya@example.org>", "ben@example.org", subject
    message.set_content(body)
    for name, content in (files or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def workbook(bundle: bytes) -> bytes:
    target = io.BytesIO()
    write_workbook(target, [bundle], Readable("Changes of Metro Cebu"))
    return target.getvalue()


def bundles(content: bytes, name: str = "file") -> list[bytes]:
    return [f.bundle for f in unwrap(content, name=name).found]


def test_the_plain_file_whatever_its_name(tmp_path: Path, one: bytes) -> None:
    for name in ("a.yport", "a.txt", "a.zip", "photo.jpg", "a"):
        (tmp_path / name).write_bytes(one)
        intake = unwrap(tmp_path / name)
        assert [(f.bundle, f.trail) for f in intake.found] == [(one, (name,))]
        assert intake.faults == ()


def test_armor_and_workbook(one: bytes, two: bytes) -> None:
    text = armored([one, two], "Y-PORT changes")
    for content in (
        text.encode(),
        b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        text.encode("utf-16"),
    ):
        assert bundles(content) == [one, two]
    assert bundles(workbook(one)) == [one]


def test_zips_in_zips(one: bytes, two: bytes) -> None:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        inner = zipped({"docs/" + NAME: one, "readme.txt": b"hello", "__MACOSX/._x": b"\0"}, method)
        outer = unwrap(zipped({"セブ.zip": inner, "b.xlsx": workbook(two)}, method), name="mail.zip")
        assert {f.bundle: f.trail for f in outer.found} == {
            one: ("mail.zip", "セブ.zip", NAME),
            two: ("mail.zip", "b.xlsx"),
        }
        assert outer.faults == ()
        with pytest.raises(BundleForeign, match="packed too deeply"):
            unwrap(zipped({"c.zip": zipped({"b.zip": inner})}), name="three.zip")


def test_names_in_the_code_page_of_japanese_windows(one: bytes) -> None:
    raw = zipped({"AA.yport": one}).replace(b"AA.yport", "議".encode("cp932") + b".yport")
    assert unwrap(raw, name="z").found[0].trail == ("z", "議.yport")


def test_paths_in_archives_are_names_and_nothing_else(tmp_path: Path, one: bytes) -> None:
    before = sorted(tmp_path.rglob("*"))
    wild = zipped(
        {"../../../etc/passwd": one, "C:\\Windows\\x.yport": one + b"1", "/abs/y.yport": one + b"2"}
    )
    assert [f.trail for f in unwrap(wild).found] == [("passwd",), ("x.yport",), ("y.yport",)]
    assert sorted(tmp_path.rglob("*")) == before


def test_an_email_with_several_attachments(one: bytes, two: bytes) -> None:
    message = letter(
        "会議 part 1",
        {NAME: one, "写真.jpg": b"\xff\xd8\xff\0", "again.yport": one, "b.zip": zipped({"2": two})},
    )
    intake = unwrap(message.as_bytes(), name="minutes.eml")
    assert [(f.bundle, f.trail) for f in intake.found] == [
        (one, ("minutes.eml", NAME)),
        (two, ("minutes.eml", "b.zip", "2")),
    ]
    assert intake.faults == ()


def test_an_email_forwarded_inside_others(one: bytes) -> None:
    inner = letter("Changes of セブ", {NAME: one})
    middle = letter("Fwd: minutes")
    middle.add_attachment(inner)
    outer = letter("Fwd: Fwd: minutes")
    outer.add_attachment(middle)
    trail = ("x.eml", "Fwd: minutes", "Changes of セブ", NAME)
    assert [f.trail for f in unwrap(outer.as_bytes(), name="x.eml").found] == [trail]
    as_file = letter("Fwd", {"a.eml": middle.as_bytes()})
    assert [f.bundle for f in unwrap(as_file.as_bytes()).found] == [one]
    deeper = outer
    for _ in range(3):
        following = letter("Fwd")
        following.add_attachment(deeper)
        deeper = following
    with pytest.raises(BundleForeign, match="packed too deeply"):
        unwrap(deeper.as_bytes(), name="x.eml")


def test_an_email_attached_in_base64_against_the_rules(one: bytes) -> None:
    inner = base64.encodebytes(letter("Inner", {NAME: one}).as_bytes())
    content = (
        b"From: a@example.org\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="=="\r\n\r\n--==\r\n'
        b'Content-Type: message/rfc822; name="inner.eml"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + inner.replace(b"\n", b"\r\n")
        + b"--==--\r\n"
    )
    assert bundles(content) == [one]


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable", "8bit", "x-uuencode"])
def test_transfer_encodings(two: bytes, encoding: str) -> None:
    quoted = "".join(f"={byte:02X}" for byte in two).encode()
    encoded = {
        "base64": base64.encodebytes(two),
        "quoted-printable": b"=\n".join(quoted[at : at + 72] for at in range(0, len(quoted), 72)),
        "8bit": two,
        "x-uuencode": uuencoded(two),
    }[encoding]
    content = (
        b"From: a@example.org\nTo: b@example.org\nSubject: Bundle\n"
        b"Content-Type: application/octet-stream; name=a.yport\nContent-Transfer-Encoding: "
        + encoding.encode()
        + b"\n\n"
        + encoded
    )
    assert bundles(content) == [two]


def uuencoded(content: bytes) -> bytes:
    lines = [binascii.b2a_uu(content[at : at + 45]) for at in range(0, len(content), 45)]
    return b"begin 644 a.yport\n" + b"".join(lines) + b"`\nend\n"


def test_uuencoded_in_the_text(one: bytes) -> None:
    body = "Dear Ben\n\n" + uuencoded(one).decode()
    message = letter("Bundle", body=body).as_bytes()
    assert [(f.bundle, f.trail) for f in unwrap(message, name="m").found] == [(one, ("m", "a.yport"))]
    cut = message[: message.rindex(b"end")]
    with pytest.raises(BundleDamaged):
        unwrap(cut)


@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp", "utf-16"])
def test_armor_in_the_text(one: bytes, charset: str) -> None:
    body = "議事録です。\n\n" + armored([one], "変更")
    message = MIMEText(body, "plain", charset)
    message["From"], message["Subject"] = "aya@example.org", "変更"
    assert bundles(message.as_bytes()) == [one]
    answered = letter("Re: 変更", body="\n".join(f"> {line}" for line in body.splitlines()))
    assert bundles(answered.as_bytes()) == [one]
    page = letter("変更")
    page.set_content("<p>" + body.replace("\n", "<br>\n") + "</p>", subtype="html", cte="quoted-printable")
    assert bundles(page.as_bytes()) == [one]


def test_a_mailbox_of_a_few_emails(one: bytes, two: bytes) -> None:
    box = b""
    for number, bundle in enumerate((one, two), start=1):
        text = letter(f"Part {number}", {f"{number}.yport": bundle}, "From here on\n").as_bytes()
        box += b"From aya@example.org Tue Nov 24 10:00:00 2026\n" + text.replace(b"\r\n", b"\n") + b"\n"
    assert [(f.bundle, f.trail) for f in unwrap(box, name="Inbox").found] == [
        (one, ("Inbox", "Inbox 1", "1.yport")),
        (two, ("Inbox", "Inbox 2", "2.yport")),
    ]


def test_outlook_messages(one: bytes, two: bytes) -> None:
    inner = Outlook("Changes of セブ", "Dear Ben", [("2.yport", two)])
    content = Outlook(
        "Fwd: 議事録", armored([one], "Changes"), [("a.png", b"\x89PNG\r\n\0")], [inner]
    ).encode()
    assert {f.bundle: f.trail for f in unwrap(content, name="m.msg").found} == {
        one: ("m.msg",),
        two: ("m.msg", "Changes of セブ", "2.yport"),
    }
    large = one + bytes(200_000)  # beyond the small streams
    assert bundles(
        Outlook("s", "", [("1.yport", large), ("2", b"x" * 5000), ("3.zip", zipped({"b": two}))]).encode()
    ) == [
        large,
        two,
    ]


def test_an_independent_reader_reads_our_outlook_messages(tmp_path: Path, one: bytes) -> None:
    """What the tests write is an Outlook message for others too (Perl's Email::Outlook::Message)."""
    convert = shutil.which("msgconvert")
    if convert is None:
        pytest.skip("msgconvert is not here")
    (tmp_path / "m.msg").write_bytes(Outlook("Changes", "Dear Ben", [("1.yport", one)]).encode())
    subprocess.run(
        [convert, "--outfile", tmp_path / "m.eml", tmp_path / "m.msg"], check=True, capture_output=True
    )
    assert [f.bundle for f in unwrap(tmp_path / "m.eml").found] == [one]


def test_a_folder(tmp_path: Path, one: bytes, two: bytes) -> None:
    (tmp_path / "more" / "deeper").mkdir(parents=True)
    (tmp_path / "1.yport").write_bytes(one)
    (tmp_path / "copy of 1.yport").write_bytes(one)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\0" * 1000)
    (tmp_path / "notes.txt").write_bytes("覚書".encode())
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7 hello")
    (tmp_path / ".hidden").write_bytes(two)
    (tmp_path / "more" / "mail.eml").write_bytes(letter("x", {"2.yport": two}).as_bytes())
    (tmp_path / "more" / "deeper" / "3.yport").write_bytes(one + b"3")
    os.mkfifo(tmp_path / "pipe")
    intake = unwrap(tmp_path)
    assert [(f.bundle, f.trail[1:]) for f in intake.found] == [
        (one, ("1.yport",)),
        (two, ("mail.eml", "2.yport")),
    ]
    assert intake.faults == ()
    few = unwrap(tmp_path, IntakeLimits(files=1))
    assert [f.bundle for f in few.found] == [one]
    assert "more than 1 parts" in str(few.faults[0])


def test_what_could_not_be_looked_into_is_named_beside_what_was_found(tmp_path: Path, one: bytes) -> None:
    (tmp_path / "1.yport").write_bytes(one)
    (tmp_path / "old.7z").write_bytes(b"7z\xbc\xaf\x27\x1c" + bytes(50))
    (tmp_path / "winmail.dat").write_bytes(b"\x78\x9f\x3e\x22" + bytes(50))
    said = [str(problem) for problem in unwrap(tmp_path).faults]
    assert len(said) == 2
    assert "old.7z is an archive" in said[0]
    assert "winmail.dat is in a form that only Outlook reads" in said[1]


def locked(content: bytes) -> bytes:
    """A zip whose entry claims to be encrypted."""
    made = bytearray(zipped({"a.yport": content}))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def test_what_holds_no_bundle_is_called_by_its_name(tmp_path: Path, people: People, one: bytes) -> None:
    card = encode_card(people[0], "Aya", "aya@example.org")
    plain_book = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    protected = compound_file({"EncryptedPackage": b"x" * 100, "EncryptionInfo": b"y" * 100})
    cases = {
        "locked.zip": (locked(one), "locked.zip is protected by a password"),
        "mail.eml": (letter("Hello").as_bytes(), "The email mail.eml holds no Y-PORT bundle"),
        "mail.msg": (Outlook("Hello", "Dear").encode(), "The email mail.msg holds no"),
        "winmail.dat": (b"\x78\x9f\x3e\x22" + bytes(99), "only Outlook reads"),
        "tnef.eml": (
            letter("x", {"winmail.dat": b"\x78\x9f\x3e\x22" + bytes(99)}).as_bytes(),
            "only Outlook reads",
        ),
        "~$minutes.xlsx": (b"\x05Aya K" + bytes(150), "only marks a document that is open"),
        "card.txt": (card.encode(), "contact card and no bundle. Add the card under People"),
        "card.eml": (
            letter("Card", body=f"Here is mine:\n\n{card}\n").as_bytes(),
            "contact card and no bundle",
        ),
        "book.xlsx": (plain_book, "The document book.xlsx holds no Y-PORT bundle"),
        "locked.xlsx": (protected, "locked.xlsx is protected by a password"),
        "old.rar": (b"Rar!\x1a\x07" + bytes(50), "an archive of a kind that is not opened here"),
        "packed.zip": (zipped({"a": one}, zipfile.ZIP_LZMA), "packed in a way that is not read"),
        "smime.eml": (
            letter("x").as_bytes().replace(b"text/plain", b"application/pkcs7-mime"),
            "encrypted as a whole",
        ),
        "photo.jpg": (b"\xff\xd8\xff\xe0\0\0" * 99, "This file is not a Y-PORT bundle."),
        "note.txt": ("覚書".encode(), "This file is not a Y-PORT bundle."),
        "empty": (b"", "This file is not a Y-PORT bundle."),
    }
    for name, (content, sentence) in cases.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BundleForeign) as raised:
            unwrap(tmp_path / name)
        assert sentence in str(raised.value), name
    (tmp_path / "inner").mkdir()
    with pytest.raises(BundleForeign, match="no Y-PORT bundle in the folder inner"):
        unwrap(tmp_path / "inner")
    (tmp_path / "cut.zip").write_bytes(zipped({"a": one})[:-30])
    with pytest.raises(BundleDamaged, match=r"cut\.zip is damaged or incomplete"):
        unwrap(tmp_path / "cut.zip")
    with pytest.raises(FileNotRead):
        unwrap(tmp_path / "nowhere.yport")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileNotRead, match="not a file"):
        unwrap(tmp_path / "pipe")


def test_contact_cards_are_told_from_bundles(people: People, one: bytes) -> None:
    card = encode_card(people[0], "Aya 彩", "aya@example.org")
    wrapped = "\n".join(f"> {card[at : at + 60]}" for at in range(0, len(card), 60))
    for content in (card.encode(), letter("Card", body=wrapped).as_bytes(), zipped({"c.txt": card.encode()})):
        with pytest.raises(BundleForeign, match="holds a contact card and no bundle"):
            unwrap(content)
    both = unwrap(letter("Both", {NAME: one}, card).as_bytes())
    assert [f.bundle for f in both.found] == [one]
    assert [decode_card(c).signing_key for c in both.cards] == [people[0].public_key]


def test_limits(tmp_path: Path, one: bytes) -> None:
    many = zipped({f"{n}.yport": one + bytes([n]) for n in range(20)})
    few = unwrap(many, IntakeLimits(bundles=7))
    assert len(few.found) == 7
    assert "more than 7 parts" in str(few.faults[0])
    small = unwrap(many, IntakeLimits(total=len(one) * 5))
    assert 1 <= len(small.found) <= 5
    with pytest.raises(BundleTooLarge, match="larger than 1 MB"):
        unwrap(bytes(2 << 20), IntakeLimits(file=1 << 20))
    (tmp_path / "large").write_bytes(bytes(2 << 20))
    with pytest.raises(BundleTooLarge):
        unwrap(tmp_path / "large", IntakeLimits(file=1 << 20))


def test_one_container_too_large_does_not_hide_the_others(one: bytes) -> None:
    crowded = zipped({str(n): b"" for n in range(2_100)})
    intake = unwrap(letter("Both", {"many.zip": crowded, NAME: one}).as_bytes())
    assert [f.bundle for f in intake.found] == [one]
    assert "more than 2000 parts" in str(intake.faults[0])


def test_a_damaged_bundle_is_handed_on_to_be_refused(people: People, two: bytes) -> None:
    mangled = two.replace(b"\r\n", b"\n")
    assert bundles(mangled) == [mangled]
    with pytest.raises(BundleDamaged):
        read_bundle(mangled, people[1])


def test_a_folder_is_left_where_nothing_more_may_be_read(one: bytes, two: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.yport").write_bytes(one)
    for number in range(5):
        (tmp_path / f"b{number}.zip").write_bytes(zipped({"x": b"nothing", "y": b"nothing"}))
    (tmp_path / "c.yport").write_bytes(two)
    intake = unwrap(tmp_path, IntakeLimits(pieces=5))
    assert [f.bundle for f in intake.found] == [one]
    assert [str(f) for f in intake.faults] == [
        "This file holds more than 5 parts. Only the first ones were looked at."
    ]
