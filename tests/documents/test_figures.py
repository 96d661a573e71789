"""Figures on paper: every operation of a matplotlib figure as vectors, text as text."""

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from matplotlib.figure import Figure

from yport_desktop.documents.figure_flowable import FontMetrics
from yport_desktop.documents.fonts import FontSet
from yport_desktop.documents.model import Figure as FigureModel
from yport_desktop.documents.model import Report, Section
from yport_desktop.documents.preview import Preview
from yport_desktop.documents.report import render_report
from yport_desktop.domain.charts import (
    Balance,
    Bar,
    ChartData,
    Flow,
    Line,
    Lines,
    PeerStrip,
    Point,
    Stack,
    Tornado,
)
from yport_desktop.figures import PAPER, draw
from yport_desktop.figures.vector import Drawing, ImageOp, PathOp, TextOp, record

from .examples import HASH

CHARTS: tuple[ChartData, ...] = (
    PeerStrip("Waste per person", "kg/cap/d", (
        Point("This city", 0.68, 0.6, 0.8, "city"), Point("Hue", 0.9, mark="partner"))),
    Balance("Balance", "t/d", (("Waste",), ("Collected", "Uncollected")), (
        Flow("Waste", "Collected", 500.0), Flow("Waste", "Uncollected", 130.0))),
    Lines("Residual waste", "t/d", (
        Line("Recorded", (2010.0, 2020.0), (1.0, 2.0), (0.9, 1.8), (1.1, 2.2)),
        Line("Target", (2010.0, 2020.0), (1.0, 0.8), style="target"))),
    Stack("Methane", "t/yr", (2010.0, 2020.0), ("Food", "Paper"), ((1.0, 2.0), (0.5, 0.7))),
    Tornado("What matters", "%", 50.0, (Bar("Collected", 40.0, 60.0), Bar("Population", 48.0, 53.0))),
)  # fmt: skip


def recorded(figure: Figure, fonts: FontSet) -> Drawing:
    return record(figure, FontMetrics(fonts))


@pytest.mark.parametrize("chart", CHARTS, ids=lambda c: type(c).__name__)
def test_every_kind_of_chart_is_recorded_as_vectors(chart: ChartData, fonts: FontSet) -> None:
    drawing = recorded(draw(chart, PAPER, str, (164, 70)), fonts)
    assert (round(drawing.width), round(drawing.height)) == (465, 198)
    assert any(isinstance(op, PathOp) for op in drawing.ops)
    assert any(isinstance(op, TextOp) for op in drawing.ops)
    assert not any(isinstance(op, ImageOp) for op in drawing.ops)


def test_recording_leaves_the_figure_as_it_was(fonts: FontSet) -> None:
    figure = draw(CHARTS[2], PAPER, str, (164, 70))
    dpi, size = figure.dpi, tuple(figure.get_size_inches())
    assert recorded(figure, fonts) == recorded(figure, fonts)
    assert (figure.dpi, tuple(figure.get_size_inches())) == (dpi, size)


def test_dashes_clips_hatches_and_transparency_are_kept(fonts: FontSet) -> None:
    figure = Figure(figsize=(4, 3))
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 5], "--", color=(1, 0, 0), linewidth=2, alpha=0.5)
    axes.fill_between([0, 1], [0, 1], hatch="//", facecolor=(0, 1, 0))
    axes.set_ylim(0, 2)
    ops = [op for op in recorded(figure, fonts).ops if isinstance(op, PathOp)]
    dashed = next(op for op in ops if op.dash)
    assert dashed.stroke == (1, 0, 0) and dashed.width == 2 and dashed.stroke_alpha == 0.5
    assert dashed.clip.box is not None
    assert any(op.fill == (0, 1, 0) for op in ops)
    assert any(op.clip.path for op in ops)


def test_text_keeps_size_angle_weight_and_place(fonts: FontSet) -> None:
    figure = Figure(figsize=(4, 3))
    figure.text(0.5, 0.5, "Ōsaka 大阪", fontsize=11, rotation=90, fontweight="bold", color="#0B62B5")
    (text,) = (op for op in recorded(figure, fonts).ops if isinstance(op, TextOp))
    assert (text.text, text.size, text.angle, text.role) == ("Ōsaka 大阪", 11, 90, "bold")
    assert text.colour == pytest.approx((0.0431, 0.3843, 0.7098), abs=1e-4)


def test_dollar_signs_are_not_formulas_and_formulas_become_paths(fonts: FontSet) -> None:
    figure = Figure(figsize=(4, 3))
    figure.text(0.5, 0.5, r"US\$ 5")
    figure.text(0.5, 0.2, r"$x^2$")
    texts = [op.text for op in recorded(figure, fonts).ops if isinstance(op, TextOp)]
    assert texts == ["US$ 5"]


def test_pictures_keep_their_pixels(fonts: FontSet) -> None:
    figure = Figure(figsize=(2, 2))
    figure.add_subplot().imshow(np.arange(6).reshape(2, 3))
    (image,) = (op for op in recorded(figure, fonts).ops if isinstance(op, ImageOp))
    assert len(image.rgba) == image.rows * image.columns * 4


def test_labels_of_figures_are_searchable_text_in_the_same_fonts(fonts_dir: Path) -> None:
    blocks = tuple(FigureModel(f"Figure of {type(c).__name__}", c) for c in CHARTS)
    report = Report("R", "T", "C", "", "2026", "2026", "en", HASH, "A", (), (Section("Charts", blocks),))
    pdf = render_report(report, fonts_dir, str, lambda data, size: draw(data, PAPER, str, size))
    with Preview(pdf) as preview:
        text = " ".join(preview.text(page) for page in range(len(preview)))
    wanted = ("This city", "Uncollected", "Recorded", "Food", "Population")
    assert [word for word in wanted if word not in text] == []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            assert "/XObject" not in page.Resources
