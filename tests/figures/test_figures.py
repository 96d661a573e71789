"""Every kind of chart is drawn in every style and language, inside its frame, without global state."""

import warnings
from collections.abc import Iterator
from dataclasses import replace

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text

from yport_desktop.domain.charts import (
    Balance,
    Bar,
    ChartData,
    CostCurve,
    Flow,
    Line,
    Lines,
    PartBars,
    PartRow,
    PeerStrip,
    Point,
    Ranked,
    RankedBar,
    Stack,
    Step,
    Tornado,
)
from yport_desktop.figures import DARK, LIGHT, PAPER, FigureStyle, draw
from yport_desktop.figures.frame import frame, nice_ticks, spread, tick_texts, wrapped
from yport_desktop.figures.stack import contrast

CHARTS: dict[str, ChartData] = {
    "peers": PeerStrip(
        "Share",
        "%",
        (
            *(Point(f"City {n}", 5.0 * n % 97, mark="partner" if n % 3 else "peer") for n in range(19)),
            Point("Printed otherwise", 95.0, mark="partner", stated=98.0),
            Point("Unknown", None),
            Point("This city", 42.0, 20.0, 70.0, "city"),
        ),
        "A source",
    ),
    "balance": Balance(
        "Balance",
        "t/d",
        (("In",), ("Kept", "Lost"), ("Used", "Stored")),
        (
            Flow("In", "Kept", 70),
            Flow("In", "Lost", 30),
            Flow("Kept", "Used", 50),
            Flow("Kept", "Stored", 20),
        ),
        "A source",
    ),
    "lines": Lines(
        "Path",
        "kt/yr",
        (
            Line("All", (2000, 2001, 2002, 2003), (10, None, 7, 6)),
            Line("Range", (2000, 2003), (5, 4), (4, 3), (6, 5)),
            Line("Target", (2000, 2010), (10, 5), style="target"),
            Line("Early", (2002,), (8,), style="preliminary"),
        ),
        "fiscal year",
        "A source",
    ),
    "stack": Stack(
        "Methane", "t/yr", (2000.0, 2001.0, 2002.0), ("Food", "Paper"), ((0, 5, 9), (0, 1, 2)), "A source"
    ),
    "tornado": Tornado(
        "Drivers", "t/d", 100.0, (Bar("A rather long name of an input", 60, 140), Bar("Short", 95, 105)), "A"
    ),
    "cost_curve": CostCurve(
        "Cost of abatement",
        "PHP/t CO2e",
        (
            Step("Lamps in all the streets of the old town and by the port", 30, -13_000, True),
            *(Step(f"Measure {n}", 2 + 3 * n % 7, -9_000 + 2_000 * n) for n in range(12)),
            Step("Electric buses", 300, 25_000),
        ),
        "t CO2e/yr",
        "Below zero a measure pays. Negative costs do not rank measures.",
        "A source",
    ),
    "ranked": Ranked(
        "Order",
        "points",
        ("Cost", "A criterion with quite a long name", "Time"),
        (
            RankedBar("An option whose name does not fit in one line of it", "54", (0.3, 0.2, 0.1), 0.1),
            RankedBar("Short", "26–46", (0.26, 0.0, 0.0), open=0.2),
        ),
        lost_label="Lost to weak evidence",
        source="A source",
    ),
    "parts": PartBars(
        "Emissions",
        "kt CO2e/yr",
        ("scope 1", "scope 2"),
        (
            PartRow("A rather long name of a sub-sector that needs two lines", (120.0, 30.0)),
            PartRow("Forest", (-40.0, 0.0)),
            PartRow("Small", (0.0, 0.2)),
        ),
        "A source",
    ),
}
STYLES = {
    "light": LIGHT,
    "dark": DARK,
    "paper": PAPER,
    "japanese": replace(LIGHT, language="ja"),
    "vietnamese": replace(DARK, language="vi"),
}


def rendered(figure: Figure) -> FigureCanvasAgg:
    canvas = FigureCanvasAgg(figure)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a glyph that a font does not have, a layout that does not fit
        canvas.draw()
    return canvas


def texts(figure: Figure) -> Iterator[Text]:
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip():
            yield text


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES.keys())
@pytest.mark.parametrize("data", CHARTS.values(), ids=CHARTS.keys())
def test_draws_within_its_frame(data: ChartData, style: FigureStyle) -> None:
    before = dict(mpl.rcParams)
    figure = draw(data, style, str, (140, 74))
    canvas = rendered(figure)
    assert dict(mpl.rcParams) == before
    wide, high = canvas.get_width_height()
    for text in texts(figure):
        box = text.get_window_extent(canvas.get_renderer())
        if isinstance(text, Annotation) and text.get_text() == "":
            continue
        assert box.x0 >= -2 and box.y0 >= -2 and box.x1 <= wide + 2 and box.y1 <= high + 2, text.get_text()


@pytest.mark.parametrize("data", CHARTS.values(), ids=CHARTS.keys())
def test_texts_are_translated_and_set_in_the_programs_fonts(data: ChartData) -> None:
    figure = draw(data, LIGHT, lambda s: f"«{s}»", (140, 74))
    shown = [text.get_text() for text in texts(figure)]
    assert f"«{data.title}»" in shown and f"«{data.unit}»" in shown
    assert any("Source:" in text for text in shown)
    assert all(text.get_fontproperties().get_file() for text in texts(figure)), shown


@pytest.mark.parametrize("data", CHARTS.values(), ids=CHARTS.keys())
@pytest.mark.parametrize("size", [(60, 45), (86, 62), (280, 120)])
def test_small_and_large_sizes_draw(data: ChartData, size: tuple[float, float]) -> None:
    figure = draw(data, PAPER, str, size)
    rendered(figure)
    assert figure.get_size_inches() * 25.4 == pytest.approx(size)


@pytest.mark.parametrize("kind", ["lines", "stack"])
def test_long_names_in_a_narrow_column_leave_the_axes_their_room(kind: str) -> None:
    named = f"{'A name that is longer than the chart is wide, ' * 2}%s"
    figure = draw(
        CHARTS[kind], LIGHT, lambda s: named % s if s in ("All", "Target", "Food", "Paper") else s, (68, 66)
    )
    canvas = rendered(figure)
    (axes,) = figure.axes
    assert axes.get_position().width > 0.6 and axes.get_position().height > 0.25
    wide, _ = canvas.get_width_height()
    boxes = [text.get_window_extent(canvas.get_renderer()) for text in texts(figure)]
    assert all(box.x0 >= -2 and box.x1 <= wide + 2 for box in boxes)


def test_japanese_and_thai_texts_find_their_font() -> None:
    assert "NotoSansJP" in str(LIGHT.font("ごみ", 9).get_file())
    assert "NotoSansThai" in str(LIGHT.font("ขยะ", 9).get_file())
    assert "NotoSansJP" in str(replace(LIGHT, language="ja").font("t/d", 9).get_file())
    assert "NotoSans-Bold" in str(LIGHT.font("t/d", 9, bold=True).get_file())


def test_a_dollar_sign_is_no_formula() -> None:
    data = replace(CHARTS["tornado"], title="Cost in $ and $", unit="$/t")
    rendered(draw(data, LIGHT, str, (120, 70)))


@pytest.mark.parametrize("style", [LIGHT, DARK, PAPER])
def test_colours_can_be_seen(style: FigureStyle) -> None:
    assert contrast(style.text, style.ground) >= 7
    assert contrast(style.second, style.ground) >= 4.5
    assert contrast(style.accent, style.ground) >= 4.5
    assert contrast(style.faint, style.ground) >= 3
    assert len(set(style.series)) == len(style.series) == 9


def test_labels_are_moved_apart_and_stay_inside() -> None:
    placed = spread([5.0, 5.1, 9.9, 9.95], 1.0, 0.0, 10.0)
    assert all(b - a >= 1.0 - 1e-9 for a, b in zip(sorted(placed), sorted(placed)[1:], strict=False))
    assert max(placed) <= 10.0


def test_ticks_are_written_alike() -> None:
    assert tick_texts([0.0, 0.5, 1.0], LIGHT) == ["0.0", "0.5", "1.0"]
    assert tick_texts([0.0, 1000.0, 2000.0], replace(LIGHT, language="vi")) == ["0", "1.000", "2.000"]
    assert nice_ticks(0, 97)[-1] >= 97


def test_lines_break_between_words_and_japanese_anywhere() -> None:
    lines = wrapped(LIGHT, "one two three four five six seven", 9, 25, 5)
    assert " ".join(lines) == "one two three four five six seven" and len(lines) > 1
    mixed = wrapped(LIGHT, "出典: Municipal Bureau ごみの発生量と処理", 9, 30, 5)
    assert any(line.endswith("Bureau") or "Bureau" in line for line in mixed)
    assert wrapped(LIGHT, "word " * 60, 9, 40, 2)[-1].endswith("…")


def test_japanese_lines_neither_begin_with_a_closing_sign_nor_end_with_an_opening_one() -> None:
    text = "出典：横浜市記者発表（2012年）、CDP公開データ2016年・2017年（公表値）、「大都市比較統計年表」。"
    for width in range(12, 60):
        lines = wrapped(LIGHT, text, 9, width, 40)
        assert "".join(lines) == text
        assert not any(line[0] in "）」、。ー・：" or line[-1] in "（「" for line in lines), lines
        assert all(LIGHT.width_mm(line, 9) <= width for line in lines)


def test_a_name_longer_than_the_figure_is_read_to_its_end() -> None:
    name = "2010年度固定係数による排出量、速報値（基準改定後の系列）"
    figure = draw(
        CHARTS["lines"], LIGHT, lambda s: name if s == "Target" else s * 9 if s == "All" else s, (64, 70)
    )
    shown = "".join(text.get_text() for text in texts(figure))
    assert name in shown


def test_a_name_beside_a_bar_takes_the_lines_that_there_is_room_for() -> None:
    name = "Stationary energy (buildings)"
    tornado = replace(CHARTS["tornado"], bars=CHARTS["tornado"].bars[:2])
    figure = draw(tornado, LIGHT, lambda s: name if s == tornado.bars[0].label else s, (64, 66))
    assert any(" ".join(text.get_text().split()) == name for text in texts(figure))


def test_how_a_source_stands_is_said_in_the_readers_words() -> None:
    source = "SunStar, April 2025 (secondary); a balance (published)"
    made = frame(
        LIGHT,
        lambda s: {"published": "公表", "secondary source": "二次資料"}.get(s, s),
        (200, 74),
        "",
        "",
        source,
    )
    (said,) = (text.get_text() for text in texts(made.figure))
    assert said == "Source: SunStar, April 2025 (二次資料); a balance (公表)"
