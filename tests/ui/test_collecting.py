"""Widgets are destroyed on the UI thread, whoever makes garbage meanwhile."""

import gc
import threading

from PySide6.QtWidgets import QApplication, QWidget

from yport_desktop.ui.collecting import collect_on_ui_thread


class Tied(QWidget):
    """In a circle with itself: only the collector can take it away."""

    gone_on: list[int] = []  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.circle = self

    def __del__(self) -> None:
        self.gone_on.append(threading.get_ident())


def test_a_busy_thread_does_not_collect_widgets(qapp: QApplication) -> None:
    collector = collect_on_ui_thread(qapp)
    Tied.gone_on.clear()
    for _ in range(20):
        Tied()
    worker = threading.Thread(target=lambda: [[] for _ in range(50_000)])
    worker.start()
    worker.join()
    assert Tied.gone_on == []
    collector.collect_due()
    gc.collect()
    assert set(Tied.gone_on) == {threading.get_ident()}
    assert len(Tied.gone_on) == 20


def test_there_is_one_collector(qapp: QApplication) -> None:
    assert collect_on_ui_thread(qapp) is collect_on_ui_thread(qapp)
    assert not gc.isenabled()
