"""A small report in two languages with one of everything, and a plain way to draw its charts."""

from matplotlib.figure import Figure as Plot

from yport_desktop.documents.model import (
    Bullets,
    Cell,
    Clause,
    Column,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Notice,
    Paragraph,
    Report,
    Row,
    Section,
    SourceNote,
    Span,
    Table,
)
from yport_desktop.domain.charts import ChartData, Line, Lines

HASH = "9f2c4be1a07d63c58e0b7e52f1d4a9c36b8e2f704d1c5a9be8f3076d25c41ab0"


def spans(text: str, *sources: int, **dress: object) -> tuple[Span, ...]:
    marks = tuple(Span(f"[{n}]", raised=True, link=f"source-{n}") for n in sources)
    return (Span(text, **dress), *marks)  # type: ignore[arg-type]


def draw_plainly(chart: ChartData, size_mm: tuple[float, float]) -> Plot:
    """Lines of any chart, enough to exercise paths, dashes, text, clips and bands."""
    plot = Plot(figsize=(size_mm[0] / 25.4, size_mm[1] / 25.4))
    axes = plot.add_axes((0.09, 0.16, 0.88, 0.7))
    assert isinstance(chart, Lines)
    for line, dash in zip(chart.lines, ("-", "--", ":"), strict=False):
        axes.plot(line.x, [v if v is not None else float("nan") for v in line.y], dash, label=line.label)
        if line.low:
            axes.fill_between(line.x, line.low, line.high, alpha=0.2, hatch="//")
    axes.set_title(chart.title, loc="left", fontsize=9, fontweight="bold")
    axes.set_ylabel(chart.unit, fontsize=8)
    axes.tick_params(labelsize=7)
    axes.legend(fontsize=7, frameon=False)
    return plot


CHART = Lines(
    "Residual waste, Metro Cebu",
    "t/d",
    (
        Line(
            "Recorded",
            (2012, 2014, 2016, 2018),
            (480.0, 512.0, 555.0, 590.0),
            (450, 480, 520, 560),
            (510, 545, 590, 620),
        ),
        Line("Target −20 %", (2016, 2018, 2020, 2022), (555.0, 520.0, 480.0, 444.0), style="target"),
        Line("目標（参考）CO₂", (2016, 2022), (540.0, 420.0), style="baseline"),
    ),
)


def inputs_table(rows: int, ja: bool = False) -> Table:
    titles = (
        ("項目", "値", "単位", "時点", "等級", "状態", "出典")
        if ja
        else ("Input", "Value", "Unit", "Period", "Grade", "Status", "Source")
    )
    aligns = ("left", "right", "left", "left", "centre", "left", "left")
    weights = (3.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.6)
    columns = tuple(Column(t, w, a) for t, w, a in zip(titles, weights, aligns, strict=True))
    label = (
        "家庭系一般廃棄物の収集量（直営・委託・許可の合計）"
        if ja
        else "Household waste collected by the city and its contractors"
    )
    group = "発生と収集" if ja else "Generation and collection"
    body = [Row((Cell(group),), "group")]
    for n in range(rows):
        missing = n % 7 == 3
        value = (
            Cell("不明" if ja else "not known", tone="caution")
            if missing
            else Cell(f"{(n * 3271.25) % 9000:,.1f}")
        )
        source = Cell(spans=spans("JICA 2015, Supporting Report 2", 1 + n % 3))
        body.append(
            Row(
                (
                    Cell(f"{label} {n + 1}"),
                    value,
                    Cell("t/d" if n % 2 else "kg/cap/d"),
                    Cell("2014" if n % 3 else "FY2012"),
                    Cell(grade="" if missing else "ABCDE"[n % 5]),
                    Cell(("暫定" if n % 2 else "確定") if ja else ("preliminary" if n % 2 else "final")),
                    source,
                )
            )
        )
    caption = "廃棄物収支の入力値" if ja else "Inputs of the solid waste balance"
    note = spans("A dash or blank is not zero." if not ja else "空欄はゼロではない。")
    return Table(caption, columns, tuple(body), note)


def english(rows: int = 40) -> Report:
    body = (
        "Metro Cebu collects most of what its thirteen local governments generate, but only part of it "
        "reaches a facility that is controlled. The balance below follows each tonne from the household to "
        "its end, and says for every number where it came from and how good it is."
    )
    summary = Section(
        "Summary",
        (
            Paragraph(spans(body), "lead"),
            KeyFigures(
                (
                    KeyFigure(
                        "Waste managed in controlled facilities",
                        "61.4",
                        "%",
                        "48.0 to 73.5",
                        "C",
                        "SDG 11.6.1, sub-indicator",
                    ),
                    KeyFigure(
                        "Methane from landfill, 2030",
                        "38,250",
                        "tCO₂e/yr",
                        "21,900 to 55,400",
                        "D",
                        "IPCC first-order decay",
                    ),
                    KeyFigure("Recycling rate", "24", "%", "20 to 29", "B", "2016 JICA study"),
                )
            ),
            Heading("Key findings"),
            Bullets(
                (
                    spans("Collection is measured by trip counts, not by weight: ", 1)
                    + spans(
                        "a weighbridge at Inayawan would remove half of the uncertainty of the balance.",
                        bold=True,
                    ),
                    spans("Two of three disposal sites have no cover material."),
                    spans("The 20 % reduction target has no recorded baseline.", 2),
                )
            ),
            Notice(
                spans(
                    "Three numbers are still in conflict between two laptops; the values shown are marked."
                ),
                "caution",
            ),
        ),
        key="summary",
    )
    assess = Section(
        "Solid waste: assessment",
        (
            Paragraph(spans(body + " " + body, 1, 2)),
            Heading("Inputs"),
            inputs_table(rows),
            Heading("Results"),
            Paragraph(spans(body)),
            Figure("Residual waste against the target", CHART, 70, "Lines over years"),
            Paragraph(spans(body, 3)),
        ),
    )
    redline = Section(
        "Redline annex",
        (
            Clause(
                "4.2.1",
                "Segregation at source",
                (
                    Span("Every household "),
                    Span("should", change="deleted"),
                    Span("shall", change="inserted"),
                    Span(" separate waste into "),
                    Span("two", change="deleted"),
                    Span("four", change="inserted"),
                    Span(" categories before collection, beginning with organics."),
                ),
                (("Reason", "Composition survey: 52 % organics."), ("Proposed by", "Y-PORT advisors")),
                "accepted as modified",
                "good",
            ),
            Clause(
                "4.2.2",
                "Reporting",
                (Span("Barangays report monthly tonnage to the city."),),
                (),
                "no change",
            ),
        ),
    )
    return Report(
        "Advisory report",
        "Solid waste management in Metro Cebu",
        "Metro Cebu",
        "Joint survey mission, Cebu",
        "2026-02-19",
        "19 February 2026",
        "en",
        HASH,
        "City of Yokohama, International Affairs Bureau",
        (
            ("Prepared for", "Metro Cebu Development and Coordinating Board (MCDCB)"),
            ("Prepared by", "City of Yokohama, Y-PORT"),
        ),
        (summary, assess, redline),
        (
            SourceNote(
                1,
                "JICA, Roadmap Study for Sustainable Urban Development in Metro Cebu, Final Report, 2015.",
                "docslib.org/11958299",
                "published",
            ),
            SourceNote(2, "Mega Cebu Development Goals, 2017.", status="published"),
            SourceNote(3, "Interview, DPS.", status="secondary"),
        ),
        conflicts=3,
    )


def japanese(rows: int = 30) -> Report:
    body = (
        "メトロセブ（13自治体）では、発生するごみの大部分が収集されているが、管理された施設に到達するのはその一部に"
        "すぎない。次の収支は、家庭から最終処分までの1トンごとの流れを追い、すべての数値について出典と確からしさを示す。"
        "「ごみ量」には分別収集された資源物を含まず、「ごみと資源の総量」には含む。"
    )
    summary = Section(
        "概要",
        (
            Paragraph(spans(body), "lead"),
            KeyFigures(
                (
                    KeyFigure(
                        "管理された施設で処理されるごみの割合", "61.4", "%", "48.0～73.5", "C", "SDG 11.6.1"
                    ),
                    KeyFigure("埋立地からのメタン（2030年）", "38,250", "tCO₂e/年", "21,900～55,400", "D"),
                    KeyFigure("リサイクル率", "24", "%", "20～29", "B", "2016年JICA調査"),
                )
            ),
            Heading("主な所見"),
            Bullets(
                (
                    spans("収集量は重量ではなくトリップ数で記録されている。", 1),
                    spans("イナヤワン処分場に計量台を設ければ、収支の不確かさは半減する。", bold=True),
                )
            ),
            Notice(spans("未解決の競合が3件ある。表示値は暫定である。"), "caution"),
        ),
        key="summary",
    )
    assess = Section(
        "廃棄物：アセスメント",
        (
            Paragraph(spans(body + body, 1, 2)),
            Heading("入力値"),
            inputs_table(rows, ja=True),
            Heading("結果"),
            Figure("残渣ごみと目標", CHART, 70),
            Paragraph(spans(body)),
        ),
    )
    redline = Section(
        "新旧対照",
        (
            Clause(
                "4.2.1",
                "発生源での分別",
                (
                    Span("各家庭は、ごみを"),
                    Span("二種", change="deleted"),
                    Span("四種", change="inserted"),
                    Span("に分別して排出"),
                    Span("するものとする", change="inserted"),
                    Span("することが望ましい", change="deleted"),
                    Span("。"),
                ),
                (("理由", "組成調査：厨芥類52 %"),),
                "修正して採択",
                "good",
            ),
        ),
    )
    return Report(
        "アドバイザリーレポート",
        "メトロセブにおける廃棄物管理",
        "メトロセブ",
        "合同調査団（セブ）",
        "2026-02-19",
        "2026年2月19日",
        "ja",
        HASH,
        "横浜市国際局",
        (("提出先", "MCDCB（メトロセブ開発調整委員会）"), ("作成", "横浜市 Y-PORT事業")),
        (summary, assess, redline),
        (
            SourceNote(
                1,
                "JICA『メトロセブ持続可能な都市開発ロードマップ調査』最終報告書、2015年",
                "docslib.org/11958299",
                "公表",
            ),
            SourceNote(2, "Mega Cebu Development Goals, 2017", status="公表"),
            SourceNote(3, "聞き取り", status="二次資料"),
        ),
    )
