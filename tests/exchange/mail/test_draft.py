"""Drafts: right for every mail program, read back by the standard library and by independent readers."""

import os
import shutil
import subprocess
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest

from yport_desktop.domain.errors import FileNotRead, MailAddressRefused
from yport_desktop.exchange.carriers.intake import unwrap
from yport_desktop.exchange.mail.draft import BUNDLE_TYPE, Attachment, draft
from yport_desktop.exchange.mail.naming import file_name

BUNDLE = b"\x89YPORT\r\n" + bytes(range(256)) * 40
NAME = "Metro-Cebu-2026-11-24-Aya-part-1-of-3.yport"
LONG = "セブ都市圏の廃棄物管理に関する変更のお知らせ（第1部、全3部）" * 3


def parsed(content: bytes) -> EmailMessage:
    message = cast(EmailMessage, message_from_bytes(content, policy=default))
    parts = list(message.walk())
    assert [part.defects for part in parts] == [[]] * len(parts)
    return message


def test_a_draft_of_a_part() -> None:
    body = "Ben 様\n\n変更をお送りします。\n.\nFrom here on\n"
    content = draft(
        [("田中 彩", "aya@example.org"), ('Ben, Jr. "B"', "ben@example.org")],
        LONG,
        body,
        [Attachment(NAME, BUNDLE, BUNDLE_TYPE), Attachment("変更点.txt", "表".encode(), "text/plain")],
    )
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= 78
    message = parsed(content)
    assert message["X-Unsent"] == "1"
    assert message["From"] is None
    assert message["Date"] is None
    assert message["Subject"] == LONG
    people = [(a.display_name, a.addr_spec) for a in message["To"].addresses]
    assert people == [("田中 彩", "aya@example.org"), ('Ben, Jr. "B"', "ben@example.org")]
    text, first, second = message.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == body
    assert (first.get_filename(), first.get_content_type(), first.get_content()) == (
        NAME,
        BUNDLE_TYPE,
        BUNDLE,
    )
    assert second.get_filename() == "変更点.txt"
    assert b'filename="___.txt"' in content
    assert [f.bundle for f in unwrap(content).found] == [BUNDLE]
    sent = parsed(draft([("", "ben@example.org")], "Hello", "plain\n", unsent=False))
    assert sent["X-Unsent"] is None
    assert sent.get_content_type() == "text/plain"
    assert sent.get_content().replace("\r\n", "\n") == "plain\n"


def test_attachments_from_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a.yport").write_bytes(BUNDLE)
    content = draft([], "s", "b", [Attachment(NAME, tmp_path / "a.yport")])
    assert [f.trail for f in unwrap(content).found] == [(NAME,)]
    with pytest.raises(FileNotRead):
        draft([], "s", "b", [Attachment(NAME, tmp_path / "nowhere")])


def test_nothing_can_be_slipped_into_the_headers() -> None:
    evil = "x\r\nBcc: spy@example.org\r\n\r\nbody"
    content = draft(
        [(evil, "ben@example.org")], evil, "b", [Attachment(f'{evil}".exe', b"x", f"text/html{evil}")]
    )
    message = parsed(content)
    assert set(message.keys()) == {"X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"}
    (attached,) = message.iter_attachments()
    assert set(attached.keys()) == {"Content-Type", "Content-Transfer-Encoding", "Content-Disposition"}
    assert attached.get_content_type() == "application/octet-stream"
    for address in (
        "",
        "ben",
        "a b@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@x,b@y",
        "<a@x>",
        "あ@例.jp",
    ):
        with pytest.raises(MailAddressRefused, match="is not an email address"):
            draft([("Ben", address)], "s", "b")


@pytest.mark.parametrize(
    ("reader", "options"), [("munpack", ["-q", "-f"]), ("ripmime", ["--no-nameless", "-i"])]
)
def test_independent_readers_get_the_attachment(tmp_path: Path, reader: str, options: list[str]) -> None:
    program = shutil.which(reader)
    if program is None:
        pytest.skip(f"{reader} is not here")
    mail = tmp_path / "draft.eml"
    mail.write_bytes(
        draft([("Ben", "ben@example.org")], LONG, "変更", [Attachment(NAME, BUNDLE, BUNDLE_TYPE)])
    )
    out = tmp_path / "out"
    out.mkdir()
    command = [program, *options, str(mail)] + (["-d", str(out)] if reader == "ripmime" else ["-C", str(out)])
    subprocess.run(command, check=True, capture_output=True, cwd=out, env={**os.environ, "TMPDIR": str(out)})
    assert (out / NAME).read_bytes() == BUNDLE


@pytest.mark.parametrize(
    ("space", "sender", "part", "parts", "suffix", "expected"),
    [
        ("Metro Cebu", "Aya", 1, 3, "yport", "Metro-Cebu-2026-11-24-Aya-part-1-of-3.yport"),
        ("Metro Cebu", "Aya", 1, 1, ".xlsx", "Metro-Cebu-2026-11-24-Aya.xlsx"),
        ("セブ都市圏", "田中 彩", 1, 1, "yport", "Y-PORT-2026-11-24.yport"),
        ("Đà Nẵng", "Nguyễn", 2, 2, "txt", "a-Nang-2026-11-24-Nguyen-part-2-of-2.txt"),
        ("CON", "nul", 1, 1, "yport", "CON-2026-11-24-nul.yport"),
        ("..\\../etc:*?", " . ", 1, 1, "", "etc-2026-11-24.yport"),
        ("x" * 500, "y" * 500, 10, 10, "yport", f"{'x' * 32}-2026-11-24-{'y' * 16}-part-10-of-10.yport"),
    ],
)
def test_file_names(space: str, sender: str, part: int, parts: int, suffix: str, expected: str) -> None:
    assert file_name(space, sender, "2026-11-24", part, parts, suffix) == expected
