"""The reports page: made once, made again only when it would read differently, saved whole or not at all."""

import errno
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ui.pages.plan_session import FINDING, SPACE, Opened, opened
from yport_desktop.documents.preview import Preview
from yport_desktop.domain.errors import DiskFull, FileNotWritten, FolderReadOnly
from yport_desktop.env.settings import REPORT_LANGUAGE
from yport_desktop.services import records
from yport_desktop.ui.pages.reports import PAGE, saving
from yport_desktop.ui.pages.reports.page import ReportsPage
from yport_desktop.ui.pages.reports.page_view import WIDEST_FIT

LONG = 30_000


@pytest.fixture
def desk(qtbot: Any, tmp_path: Path) -> Iterator[Opened]:
    with opened(qtbot, tmp_path / "profile", PAGE) as made:
        yield made


@pytest.fixture
def page(desk: Opened) -> ReportsPage:
    found = desk.window.pages["reports"]
    assert isinstance(found, ReportsPage)
    ready(desk, found)
    return found


def ready(desk: Opened, page: ReportsPage) -> None:
    desk.qtbot.waitUntil(page.options.save.isEnabled, timeout=LONG)
    desk.settle()


def words(page: ReportsPage) -> str:
    assert page.maker.shown is not None
    with Preview(page.maker.shown.pdf) as preview:
        return "\n".join(preview.text(number) for number in range(len(preview)))


def test_the_report_is_made_and_its_pages_are_drawn(desk: Opened, page: ReportsPage) -> None:
    assert "Most waste is dumped" in words(page)
    assert page.place.text().startswith("Page 1 of ")
    assert page.thumbnails.count() == page._count
    desk.qtbot.waitUntil(lambda: 0 in page.pages._images, timeout=LONG)
    dpi, image = page.pages._images[0]
    assert dpi == page.pages._dpi() and image.width() > 300
    page.thumbnails.setCurrentRow(2)
    desk.qtbot.waitUntil(lambda: page.pages.current == 2)
    assert page.place.text().startswith("Page 3 of ")


def test_zoom_goes_in_steps_and_fits_the_width(page: ReportsPage) -> None:
    fitted = page.pages.zoom
    assert 0.3 <= fitted <= WIDEST_FIT and not page.fit.isEnabled()
    page.pages.zoom_in()
    assert page.pages.zoom > fitted and page.fit.isEnabled()
    page.pages.set_zoom(1.0)
    assert page.zoom.text() == "100 %"
    page.pages.set_zoom(None)
    assert page.pages.zoom == pytest.approx(fitted, abs=0.02)


def test_a_change_that_is_not_in_the_report_does_not_make_it_again(desk: Opened, page: ReportsPage) -> None:
    before = page.maker.shown
    assert before is not None
    window_state = records.set_values(desk.clauses["goal"], {"note": "Only for us."})
    desk.ask(lambda workspace: workspace.commit(SPACE, window_state))
    assert not page.options.save.isEnabled()
    ready(desk, page)
    assert page.maker.shown is not None and page.maker.shown.pdf is before.pdf


def test_a_change_in_the_report_makes_it_again(desk: Opened, page: ReportsPage) -> None:
    edits = records.set_values(FINDING, {"heading": "Hardly any waste is dumped"})
    desk.ask(lambda workspace: workspace.commit(SPACE, edits))
    ready(desk, page)
    assert "Hardly any waste is dumped" in words(page)


def test_language_and_parts_are_chosen(desk: Opened, page: ReportsPage) -> None:
    page.options.boxes["methods"].click()
    page.options.language.set_value("ja")
    page.options.changed.emit()
    ready(desk, page)
    shown = page.maker.shown
    assert shown is not None
    assert shown.content.printed.language == "ja"
    assert "methods" not in {s.key for s in shown.content.printed.sections}
    assert shown.content.printed.state_hash != shown.content.whole.state_hash
    assert page.desk.settings.get(REPORT_LANGUAGE) == "ja"


def test_the_last_part_stays(desk: Opened, page: ReportsPage) -> None:
    keys = list(page.options.boxes)
    for key in keys:
        page.options.boxes[key].click()
    ready(desk, page)
    assert len(page.options.left_out) == len(keys) - 1
    assert page.options.boxes[keys[-1]].isChecked()


def test_stopping_the_first_report_offers_to_make_it(qtbot: Any, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, PAGE) as desk:
        page = desk.window.pages["reports"]
        assert isinstance(page, ReportsPage)
        page.maker.forget()
        page.maker.stopped.emit()
        assert page.trouble.isVisible()
        page.trouble.first.click()
        ready(desk, page)


def test_stopping_a_later_one_leaves_the_former_marked(desk: Opened, page: ReportsPage) -> None:
    page.options.set_ready(False)
    page.maker.stopped.emit()
    assert page.stale.isVisible() and not page.options.save.isEnabled()
    page.again.click()
    ready(desk, page)
    assert not page.stale.isVisible()


def test_the_report_is_saved_whole(desk: Opened, page: ReportsPage, tmp_path: Path) -> None:
    target = saving.with_suffix(tmp_path / "Advisory report")
    page.save_to(target)
    desk.qtbot.waitUntil(lambda: target.exists() and not desk.window.desk.pool.running, timeout=LONG)
    assert page.maker.shown is not None
    assert target.read_bytes() == page.maker.shown.pdf
    assert desk.window.notices.current is not None
    assert "Advisory report.pdf" in desk.window.notices.current.text


@pytest.mark.parametrize(
    ("number", "kind"),
    [(errno.EACCES, FolderReadOnly), (errno.ENOSPC, DiskFull), (errno.EIO, FileNotWritten)],
)
def test_a_file_that_cannot_be_written_is_said_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int, kind: type[Exception]
) -> None:
    def refuse(path: Path, content: bytes) -> None:
        raise OSError(number, "refused", str(path))

    monkeypatch.setattr(saving, "write_atomically", refuse)
    with pytest.raises(kind):
        saving.save(tmp_path / "report.pdf", b"%PDF")


def test_the_former_file_stands_when_saving_fails(
    desk: Opened, page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"former")
    page.save_to(blocked / "report.pdf")
    desk.qtbot.waitUntil(lambda: desk.window.notices.current is not None, timeout=LONG)
    assert blocked.read_bytes() == b"former"


def test_names_of_files_are_accepted_everywhere(page: ReportsPage) -> None:
    assert page.maker.shown is not None
    name = saving.file_name(page.maker.shown.content.printed)
    assert name.endswith("(en).pdf") and not saving.FORBIDDEN.search(name)


def test_without_an_engagement_the_page_says_what_it_is_for(desk: Opened, page: ReportsPage) -> None:
    desk.window.show_engagement(None)
    desk.settle()
    assert page.maker.shown is None and not page.options.save.isEnabled()
    assert page._stack.currentWidget() is page._no_space
