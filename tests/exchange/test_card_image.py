"""Cards as pictures and files: photographed, squeezed, turned, inverted, altered, hostile."""

import contextlib
import email.message
import io
import os
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance, ImageFilter, ImageOps

from yport_desktop.domain.errors import CardError, FileNotRead
from yport_desktop.exchange.any_card import card_file, file_name, read_any_card
from yport_desktop.exchange.card import encode_card
from yport_desktop.exchange.card_image import card_in_image, card_png
from yport_desktop.exchange.identity import Identity

MUTANTS = int(os.environ.get("YPORT_MUTANTS", "300"))


@pytest.fixture(scope="module")
def card(people: tuple[Identity, ...]) -> str:
    return encode_card(people[0], "平田 あや", "aya.hirata@city.yokohama.example")


@pytest.fixture(scope="module")
def picture(card: str) -> Image.Image:
    return Image.open(io.BytesIO(card_png(card)))


def as_bytes(picture: Image.Image, kind: str = "PNG", **options: int) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def test_a_card_as_picture(card: str, picture: Image.Image) -> None:
    assert picture.mode == "L" and picture.width == picture.height < 700
    assert picture.getpixel((0, 0)) == 255 and picture.crop((0, 0, 24, 24)).getextrema() == (255, 255)
    assert card_in_image(as_bytes(picture)) == card
    assert card_png(card) == card_png(card)
    assert card_in_image(card_png(card, scale=2)) == card


def test_the_longest_names_fit(people: tuple[Identity, ...]) -> None:
    card = encode_card(people[0], "あ" * 200, "x" * 200)
    assert card_in_image(card_png(card, scale=3)) == card


def on_a_table(picture: Image.Image) -> Image.Image:
    photo = Image.new("RGB", (1600, 1200), (120, 95, 70))
    photo.paste(picture.resize((640, 640)), (430, 260))
    return photo


def noisy(picture: Image.Image) -> Image.Image:
    chance = random.Random(3)
    grain = Image.frombytes("L", picture.size, chance.randbytes(picture.width * picture.height))
    return Image.blend(picture.convert("L"), grain, 0.25)


def slanted(picture: Image.Image) -> Image.Image:
    """As seen from the side."""
    w, h = picture.size
    framed = ImageOps.expand(picture, 60, 255)
    corners = (-30, -10, -5, h + 140, w + 125, h + 90, w + 150, 15)
    return framed.transform(
        framed.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=255
    )


MANGLED: dict[str, Callable[[Image.Image], bytes]] = {
    "jpeg": lambda p: as_bytes(p, "JPEG", quality=60),
    "jpeg, small": lambda p: as_bytes(p.resize((300, 300), Image.Resampling.BILINEAR), "JPEG", quality=60),
    "webp": lambda p: as_bytes(p, "WEBP", quality=50),
    "large": lambda p: as_bytes(p.resize((3000, 3000)), "JPEG", quality=60),
    "turned": lambda p: as_bytes(p.rotate(90, expand=True)),
    "askew": lambda p: as_bytes(
        p.rotate(17, Image.Resampling.BICUBIC, expand=True, fillcolor=255), "JPEG", quality=60
    ),
    "upside down": lambda p: as_bytes(p.rotate(180)),
    "mirrored": lambda p: as_bytes(ImageOps.mirror(p)),
    "inverted": lambda p: as_bytes(ImageOps.invert(p)),
    "dark mode": lambda p: as_bytes(ImageOps.expand(ImageOps.invert(p), 80, 0), "JPEG", quality=60),
    "photo": lambda p: as_bytes(on_a_table(p), "JPEG", quality=60),
    "photo, askew": lambda p: as_bytes(
        on_a_table(p).rotate(-28, Image.Resampling.BICUBIC), "JPEG", quality=60
    ),
    "slanted": lambda p: as_bytes(slanted(p), "JPEG", quality=70),
    "blurred": lambda p: as_bytes(p.filter(ImageFilter.GaussianBlur(2)), "JPEG", quality=60),
    "faint": lambda p: as_bytes(ImageEnhance.Contrast(p).enhance(0.15), "JPEG", quality=80),
    "noisy": lambda p: as_bytes(noisy(p), "JPEG", quality=60),
    "palette": lambda p: as_bytes(p.convert("P")),
    "black and white": lambda p: as_bytes(p.convert("1")),
    "transparent": lambda p: as_bytes(Image.merge("LA", (p.point(lambda _: 0), ImageOps.invert(p)))),
}


@pytest.mark.parametrize("how", MANGLED)
def test_a_card_survives_screens_paper_and_cameras(card: str, picture: Image.Image, how: str) -> None:
    assert card_in_image(MANGLED[how](picture)) == card
    assert read_any_card(MANGLED[how](picture)).email == "aya.hirata@city.yokohama.example"


def png(width: int, height: int, body: bytes = b"") -> bytes:
    """A PNG that claims a size."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(body))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "cannot be read"),
        (b"\x89PNG\r\n\x1a\n", "cannot be read"),
        (b"\xff\xd8\xff" + bytes(100), "cannot be read"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(50), "cannot be read"),
        (b"GIF89a" + bytes(100), "cannot be read"),
        (png(100, 100), "cannot be read"),
        (png(8000, 8000), "too large"),
        (png(60_000, 60_000), "too large"),
        (png(2**31 - 1, 2**31 - 1), "too large"),
        (png(64, 64, bytes(65 * 64)), "no contact card"),
        (bytes(31 * 1024 * 1024), "too large"),
    ],
)
def test_hostile_pictures_get_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(CardError, match=sentence):
        card_in_image(content)


def test_another_code_beside_the_card_does_not_matter(card: str, picture: Image.Image) -> None:
    other = Image.open(io.BytesIO(card_png("https://example.org/somewhere", 6)))
    poster = Image.new("L", (picture.width + other.width, picture.height), 255)
    poster.paste(other, (0, 0))
    poster.paste(picture, (other.width, 0))
    assert card_in_image(as_bytes(poster)) == card
    with pytest.raises(CardError, match="no contact card"):
        card_in_image(as_bytes(other))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_altered_pictures_are_refused_or_the_same(card: str, picture: Image.Image, kind: str) -> None:
    whole, chance = as_bytes(picture.convert("L"), kind), random.Random(5)
    for _ in range(MUTANTS // 10):
        mutant = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            mutant[chance.randrange(len(mutant))] = chance.randrange(256)
        if chance.random() < 0.2:
            del mutant[chance.randrange(len(mutant)) :]
        with contextlib.suppress(CardError):
            assert card_in_image(bytes(mutant)) == card


# files ---------------------------------------------------------------------------------------


def test_a_card_file(card: str, tmp_path: Path) -> None:
    path = tmp_path / file_name("平田 あや / Yokohama: *?")
    assert path.name == "平田 あや Yokohama.yport-card"
    path.write_bytes(card_file(card, "Contact card of 平田 あや. Open it in Y-PORT Desktop."))
    assert read_any_card(path).name == "平田 あや"
    assert file_name("...") == "Y-PORT.yport-card"
    text = path.read_text("utf-8")
    for encoding in ("utf-16", "utf-8-sig"):
        assert read_any_card(text.encode(encoding)).name == "平田 あや"
    with pytest.raises(FileNotRead):
        read_any_card(tmp_path / "nowhere")
    with pytest.raises(FileNotRead):
        read_any_card(tmp_path)


def mail(**parts: str) -> email.message.EmailMessage:
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "aya@example.org", "ben@example.org", "私の名刺"
    message.set_content(parts.get("plain", "Please see below."))
    if html := parts.get("html"):
        message.add_alternative(html, subtype="html")
    return message


def test_cards_in_mails(card: str, picture: Image.Image) -> None:
    wrapped = "\n".join(card[i : i + 50] for i in range(0, len(card), 50))
    quoted = mail(plain=f"Dear Ben,\n\n{wrapped}\n\nBest regards")
    for policy in (email.policy.default, email.policy.SMTP):
        assert read_any_card(quoted.as_bytes(policy=policy)).name == "平田 あや"
    html = mail(html=f"<html><p>Dear Ben, <b>{card[:90]}<br>{card[90:]}</b></p></html>")
    assert read_any_card(html.as_bytes()).name == "平田 あや"
    attached = mail()
    attached.add_attachment(
        card_file(card, "x"), maintype="application", subtype="octet-stream", filename="a.yport-card"
    )
    assert read_any_card(attached.as_bytes()).name == "平田 あや"
    pictured = mail()
    pictured.add_attachment(as_bytes(picture), maintype="image", subtype="png", filename="a.png")
    assert read_any_card(pictured.as_bytes()).name == "平田 あや"
    beside = mail(plain=card)
    beside.add_attachment(bytes(3 << 20), maintype="application", subtype="octet-stream", filename="a.bin")
    assert read_any_card(beside.as_bytes()).name == "平田 あや"
    forwarded = mail()
    forwarded.add_attachment(attached)
    assert read_any_card(forwarded.as_bytes()).name == "平田 あや"


def test_a_file_of_several_people_is_not_guessed_at(people: tuple[Identity, ...], card: str) -> None:
    both = mail(plain=f"{card}\n\n{encode_card(people[1], 'Ben')}")
    with pytest.raises(CardError, match="several people: 平田 あや, Ben"):
        read_any_card(both.as_bytes())
    assert read_any_card(f"{card}\n\n{card}".encode()).name == "平田 あや"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00" * 5000,
        b"hello",
        b"YPORT-CARD-1." * 100_000,
        b"From: a\n" + b"Content-Type: multipart/mixed; boundary=x\n\n--x\n" * 500,
        b"Content-Type: text/plain; charset=nonsense\nContent-Transfer-Encoding: base64\n\n!!!!",
        b"From: =?utf-8?b?" + b"/" * 5000,
        b"x" * (3 * 1024 * 1024),
        b"From: a\nTo: b\nContent-Type: multipart/mixed; " + b'a="\\";' * 100_000 + b"\n\nx",
        b"From: a\nTo: b\nContent-Type: multipart/mixed" + b";\n a*0*=b''c" * 100_000 + b"\n\nx",
    ],
    ids=range(10),
)
def test_what_holds_no_card_gets_a_sentence(content: bytes) -> None:
    with pytest.raises(CardError, match="contact card"):
        read_any_card(content)


def test_altered_cards_are_refused_or_the_same(card: str) -> None:
    right, chance = read_any_card(card.encode()), random.Random(11)
    text = card_file(card, "Contact card of 平田 あや").decode()
    refused = 0
    for _ in range(MUTANTS):
        mutant = text
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(mutant))
            act = chance.randrange(4)
            if act == 0:
                mutant = mutant[:at] + chance.choice("ABCabc019-_.= \n\x00é") + mutant[at + 1 :]
            elif act == 1:
                mutant = mutant[:at] + mutant[at + chance.randrange(1, 9) :]
            elif act == 2:
                mutant = mutant[:at] + mutant[at : at + chance.randrange(1, 40)] + mutant[at:]
            else:
                mutant = mutant[:at] + "\r\n> " + mutant[at:]
        try:
            assert read_any_card(mutant.encode("utf-8", "replace")) == right
        except CardError as error:
            refused += 1
            assert str(error)
    assert refused
