"""The email says what it is, what it holds, how to open it, and what to do without the program."""

from dataclasses import replace

from yport_desktop.exchange.carriers.forms import Carrier
from yport_desktop.services.mail_texts import MailFacts, message_for

FACTS = MailFacts(
    "Metro Cebu", "Aya Tanaka", "Ben", "Metro-Cebu-part-1-of-3.yport", 1, 3, ("12 inputs", "3 photos, 2 MB")
)


def same(text: str) -> str:
    return text


def test_a_part_for_a_person() -> None:
    mail = message_for(replace(FACTS, note="Please look at clause 4.\nThank you"), same)
    assert mail.subject == "Y-PORT changes for Metro Cebu, part 1 of 3"
    assert mail.body.startswith(
        "Dear Ben,\n\nAya Tanaka sends you changes to the engagement “Metro Cebu”.\nThis is part 1 of 3."
    )
    assert "\n\nPlease look at clause 4.\nThank you\n\n" in mail.body
    assert "- 12 inputs\n- 3 photos, 2 MB\n" in mail.body
    assert "Save the attachment “Metro-Cebu-part-1-of-3.yport”" in mail.body
    assert "Ask the sender for a workbook" in mail.body
    assert "not encrypted" not in mail.body


def test_what_is_not_there_is_not_mentioned() -> None:
    mail = message_for(MailFacts("Metro Cebu", "Aya", "", "a.yport"), same)
    assert mail.subject == "Y-PORT changes for Metro Cebu"
    assert mail.body.startswith("Aya sends you")
    assert "part" not in mail.body
    assert "Contents" not in mail.body


def test_signed_only_is_said_plainly() -> None:
    open_ = replace(FACTS, encrypted=False, carrier=Carrier.WORKBOOK)
    mail = message_for(open_, same)
    assert "signed but not encrypted. Whoever gets this email can read" in mail.body
    assert "its first sheet lists the changes" in mail.body
    locked = message_for(replace(open_, encrypted=True), same)
    assert "encrypted for the recipient" in locked.body


def test_names_cannot_break_the_lines() -> None:
    mail = message_for(replace(FACTS, space="Cebu\r\nBcc: x", recipient="Ben\n{sender}"), same)
    assert "\n" not in mail.subject
    assert "Dear Ben {sender}," in mail.body


def test_in_the_language_of_the_recipient() -> None:
    japanese = {
        "Y-PORT changes for {space}, part {part} of {parts}": "{space}の変更（{parts}部中の第{part}部）"
    }
    mail = message_for(FACTS, lambda text: japanese.get(text, text))
    assert mail.subject == "Metro Cebuの変更（3部中の第1部）"
