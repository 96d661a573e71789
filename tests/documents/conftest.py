"""The report's fonts, and PDFs that several tests look at."""

from collections.abc import Callable
from pathlib import Path

import pytest

from yport_desktop.documents.fonts import FontSet, load_fonts
from yport_desktop.documents.model import Report
from yport_desktop.documents.report import render_report
from yport_desktop.env.resources import resources_folder

from .examples import draw_plainly, english, japanese


@pytest.fixture(scope="session")
def fonts_dir() -> Path:
    return resources_folder() / "fonts"


@pytest.fixture(scope="session")
def fonts(fonts_dir: Path) -> FontSet:
    return load_fonts(fonts_dir, "en")


@pytest.fixture(scope="session")
def render(fonts_dir: Path) -> Callable[[Report], bytes]:
    return lambda report: render_report(report, fonts_dir, lambda text: text, draw_plainly)


@pytest.fixture(scope="session")
def english_pdf(render: Callable[[Report], bytes]) -> bytes:
    return render(english())


@pytest.fixture(scope="session")
def japanese_pdf(render: Callable[[Report], bytes]) -> bytes:
    return render(japanese())
