"""`yport list`, `report`, `check` and `demo`, and where they may not read or write."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from yport_desktop import bootstrap
from yport_desktop.env.paths import profile_in
from yport_desktop.store.store import FILE_NAME

from .conftest import Yport

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, yport_in: Yport) -> tuple[Path, str]:
    """`yport demo` without pictures: its folder, whose profile holds the sample, and what it said."""
    out = tmp_path_factory.mktemp("demo") / "new folder"
    said = yport_in(out / "profile", "demo", "--out", out, "--no-screens", "--date", "2026-02-19")
    return out, said.stdout


def test_the_demo_makes_reports_and_a_bundle_that_a_second_laptop_reads(demo: tuple[Path, str]) -> None:
    out, said = demo
    assert "Both laptops show the same state." in said
    for language in ("en", "ja"):
        assert (out / f"report-{language}.pdf").read_bytes().startswith(b"%PDF")
    assert (out / "metro-cebu.yport").stat().st_size > 1000


def test_the_demo_may_be_run_again(demo: tuple[Path, str], yport_in: Yport) -> None:
    out, _ = demo
    before = (out / "report-en.pdf").read_bytes()
    again = yport_in(out / "profile", "demo", "--out", out, "--no-screens", "--date", "2026-02-19")
    assert "Both laptops show the same state." in again.stdout
    assert (out / "report-en.pdf").read_bytes() == before


def test_list(demo: tuple[Path, str], yport_in: Yport, yport: Yport) -> None:
    shown = yport_in(demo[0] / "profile", "list").stdout
    assert "Sector solid_waste: Solid waste" in shown and "Engagement Metro Cebu" in shown
    content = json.loads(yport_in(demo[0] / "profile", "list", "--json").stdout)
    (engagement,) = content["engagements"]
    assert engagement["kind"] == "engagement" and engagement["name"].startswith("Metro Cebu")
    assert "population" in content["sectors"]["solid_waste"]["inputs"]
    assert {"engagement", "finding", "revision"} <= content["record_types"].keys()
    assert json.loads(yport("list", "--json").stdout)["engagements"] == []
    assert "廃棄物・リサイクル" in yport("list", language="ja").stdout


def test_a_report_in_each_language_the_same_bytes_each_time(
    demo: tuple[Path, str], yport_in: Yport, tmp_path: Path
) -> None:
    profile, out = demo[0] / "profile", tmp_path / "new" / "report.pdf"
    contents = set()
    for language in ("en", "ja", "en"):
        said = yport_in(profile, "report", "--out", out, "--language", language, "--date", "2026-02-19")
        assert str(out) in said.stdout
        contents.add(out.read_bytes())
    assert len(contents) == 2 and all(c.startswith(b"%PDF") for c in contents)
    assert [p.name for p in out.parent.iterdir()] == ["report.pdf"]


def test_a_report_that_cannot_be_made_or_written(
    demo: tuple[Path, str], yport_in: Yport, yport: Yport, tmp_path: Path
) -> None:
    profile, out = demo[0] / "profile", tmp_path / "report.pdf"

    def report(*arguments: object, code: int, to: Path = out) -> str:
        return yport_in(profile, "report", "--out", to, *arguments, code=code).stderr

    assert "“tlh”; there is" in report("--language", "tlh", code=3)
    assert "not a date" in report("--date", "19.2.2026", code=3)
    assert "engagements: Metro Cebu" in report("--space", "Atlantis", code=4)
    assert "no engagement" in yport("report", "--out", out, code=4).stderr
    assert "is a directory" in report(code=2, to=tmp_path)
    (tmp_path / "file").write_text("mine")
    below = report(code=1, to=tmp_path / "file" / "below" / "report.pdf")
    assert "could not be written" in below and "store" not in below
    assert not out.exists() and (tmp_path / "file").read_text() == "mine"


def test_check_of_a_sound_and_of_a_damaged_store(yport: Yport, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    assert "All is well" in yport("check").stdout
    path = profile_in(profile).data / FILE_NAME
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO p_conflict VALUES (65537, 1)")
    connection.execute("INSERT INTO record VALUES (1, zeroblob(16), 1)")
    connection.commit()
    connection.close()
    amiss = yport("check", code=6)
    assert "rebuild: conflicts differs" in amiss.stderr and "amiss" in amiss.stdout
    path.write_bytes(path.read_bytes()[:5000])
    for command in ("check", "list"):
        assert "damaged" in yport(command, code=6).stderr
    path.write_bytes(b"")
    yport("list")


def test_a_store_of_a_newer_program(yport: Yport, tmp_path: Path) -> None:
    yport("list")
    connection = sqlite3.connect(profile_in(tmp_path / "profile").data / FILE_NAME)
    connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    connection.commit()
    connection.close()
    assert "newer version" in yport("list", code=6).stderr


@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("check",),
        ("report", "--out", "x.pdf"),
        ("bundle", "card"),
        ("bundle", "verify", "x.yport"),
    ],
    ids=lambda c: " ".join(c[:2]),
)
def test_a_profile_that_cannot_be_made_or_is_in_use(
    yport: Yport, yport_in: Yport, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("mine")
    assert "cannot be written" in yport_in(tmp_path / "file" / "below", *command, code=6).stderr
    assert "is a file" in yport_in(tmp_path / "file", *command, code=2).stderr
    desk = bootstrap.open_desk(profile_in(tmp_path / "profile"))
    assert "already open" in yport(*command, code=6).stderr
    desk.close()


def test_a_demo_that_cannot_be_written(yport_in: Yport, yport: Yport, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert (
        "cannot be written" in yport("demo", "--no-screens", "--out", tmp_path / "file" / "x", code=6).stderr
    )
    assert "is a file" in yport("demo", "--no-screens", "--out", tmp_path / "file", code=2).stderr
    assert "not a date" in yport("demo", "--no-screens", "--out", tmp_path, "--date", "x", code=3).stderr


def test_damaged_keys_are_set_aside_and_said(yport: Yport, tmp_path: Path) -> None:
    first = yport("bundle", "card").stdout
    keys = profile_in(tmp_path / "profile").keys
    (keys / "identity.json").write_text("{}")
    assert yport("bundle", "card").stdout != first
    assert any("damaged" in p.name for p in keys.iterdir())


def test_the_program_itself_ends_with_a_sentence_and_a_code(tmp_path: Path) -> None:
    """The real entry, in a process of its own."""
    (tmp_path / "file").write_text("mine")
    done = subprocess.run(
        [sys.executable, "-m", "yport_desktop", "--profile", str(tmp_path / "file" / "x"), "list"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (6, "")
    assert "cannot be written" in done.stderr and "Traceback" not in done.stderr
