"""The scripts that set the program up: they parse, agree with each other, and do what they say."""

import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = [*sorted((ROOT / "installers").glob("*.sh")), ROOT / ".ci" / "run"]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_shell_scripts_parse(script: Path) -> None:
    shell = shutil.which("sh")
    assert shell is not None
    subprocess.run([shell, "-n", str(script)], check=True)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))


def test_the_readme_names_every_command_that_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`make ([a-z]+)`", readme))
    assert {"run", "test", "check", "screens", "bench", "package"} <= named
    assert named <= targets()


def test_windows_has_the_same_commands() -> None:
    script = (ROOT / "installers" / "run.ps1").read_text(encoding="utf-8")
    jobs = set(re.findall(r'^    "([a-z]+)" \{', script, flags=re.MULTILINE))
    assert jobs == {"run", "test", "check", "screens", "bench", "package", "associate", "messages"}


def test_scripts_that_the_commands_start_exist() -> None:
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("Makefile", "installers/run.ps1")]
    started = {
        name.replace("\\", "/") for text in texts for name in re.findall(r"installers[\\/]\w+\.\w+", text)
    }
    assert [name for name in sorted(started) if not (ROOT / name).is_file()] == []


@pytest.mark.skipif(sys.platform != "linux", reason="the system libraries of Linux")
def test_only_missing_libraries_are_asked_for() -> None:
    libraries = runpy.run_path(str(ROOT / "installers" / "system_libraries.py"))
    wanted = {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9", "libnowhere-x.so.9": "libnowhere9"}
    assert libraries["missing_packages"](wanted) == ["libnowhere9"]


def test_catalogues_follow_the_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    messages = runpy.run_path(str(ROOT / "installers" / "messages.py"))
    template = messages["messages_in_source"]()
    assert "The disk is full. Nothing was lost; free some space and try again." in template
    update = messages["update"]
    monkeypatch.setitem(update.__globals__, "LOCALE", tmp_path)
    assert update("ja", template) == len(template)
    catalogue = tmp_path / "ja" / "LC_MESSAGES" / "yport.po"
    text = catalogue.read_text(encoding="utf-8")
    done = text.replace('msgid "not known"\nmsgstr ""', 'msgid "not known"\nmsgstr "不明"')
    catalogue.write_text(done + '\nmsgid "gone from the source"\nmsgstr "消えた"\n', encoding="utf-8")
    assert update("ja", template) == len(template) - 1
    text = catalogue.read_text(encoding="utf-8")
    assert 'msgstr "不明"' in text
    assert "gone from the source" not in text
