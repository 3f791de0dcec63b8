"""A PDF reads as a person reads its pages: across lines, columns and pages."""

import zlib

import pytest

from kapok.compiler.errors import CompileError
from kapok.compiler.model import Source
from kapok.compiler.readers import pdf
from tests.compiler.readers.sample import printed, typed

SHEET = """#set page(width: 150mm, height: 150mm, margin: 20mm{page})
#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: {indent}, all: true), spacing: 0.65em, leading: 0.65em)
"""
LONG = (
    "健全科技合作联络协调机制，探索实施促进创新要素跨境流动和区域流通的政策举措，"
    "支持高校、科研机构牵头或者独立申报科技计划，"
)
TALL = "#set page(height: 250mm)\n"


def read(markup: str, page: str = "", indent: str = "2em") -> Source:
    return pdf.read(printed(SHEET.replace("{page}", page).replace("{indent}", indent) + markup), "a.pdf")


def text(markup: str, page: str = "", indent: str = "2em") -> str:
    return read(markup, page, indent).text


def paragraphs(*words: str) -> str:
    return "\n\n".join(map(typed, words))


class TestParagraphs:
    def test_broken_lines_are_whole_again_and_headings_stay_apart(self) -> None:
        words = (
            "一、总体要求",
            LONG * 3 + "到2025年，建成基地60家。",
            "（一）工作目标",
            "1.近期目标",
            LONG * 2 + "完成R&D中心建设。",
        )
        assert text(paragraphs(*words)) == "\n".join(words)

    def test_paragraphs_without_indent_are_told_by_their_short_last_lines(self) -> None:
        words = ("一、总体要求", LONG * 2 + "完成。", LONG + "结束。", "二、主要任务", "（一）建设基地。" + LONG)
        assert text(paragraphs(*words), indent="0em") == "\n".join(words)

    def test_paragraphs_set_apart_by_space_stay_apart(self) -> None:
        line = "健全科技合作联络协调机制探索实施促进创新要素跨境流动"
        markup = "#set par(spacing: 2.5em, first-line-indent: 0em, justify: false)\n#set page(width: 140mm)\n"
        assert text(markup + paragraphs(line * 2, line * 3)) == f"{line * 2}\n{line * 3}"

    def test_a_block_that_stands_in_is_one_paragraph(self) -> None:
        block = f"#pad(left: 3em)[#par(first-line-indent: 0em)[{typed(LONG * 2)}]]"
        assert text(paragraphs(LONG + "完。", "前文如下：") + f"\n\n{block}\n\n" + paragraphs(LONG + "完。")) == (
            f"{LONG}完。\n前文如下：\n{LONG * 2}\n{LONG}完。"
        )

    def test_a_title_of_two_lines_is_one(self) -> None:
        words = "云溪市人民政府关于印发水岸经济 \\ 提质行动计划的通知"
        title = f"#align(center, text(size: 18pt)[#par(first-line-indent: 0em, justify: false)[{words}]])"
        assert (
            text(title + "\n\n" + paragraphs(LONG, LONG)).split("\n")[0]
            == "云溪市人民政府关于印发水岸经济提质行动计划的通知"
        )

    def test_a_line_that_a_long_word_cut_short_goes_on(self) -> None:
        words = "健全科技合作联络协调机制探索实施促进创新要素跨境流动见Supercalifragilisticexpialidocious一文"
        assert (
            text("#set par(justify: false)\n" + paragraphs(LONG + "完。", words, LONG + "完。"))
            == f"{LONG}完。\n{words}\n{LONG}完。"
        )

    def test_a_line_broken_by_hand_goes_on_where_new_paragraphs_stand_in(self) -> None:
        first, rest = "健全科技合作联络协调机制探索实施促进创新要素", "跨境流动和区域流通的政策举措"
        markup = paragraphs(LONG + "完。") + f"\n\n{typed(first)} \\ {typed(rest)}\n\n" + paragraphs(LONG + "完。")
        assert text(markup) == f"{LONG}完。\n{first}{rest}\n{LONG}完。"

    def test_spaces_stay_between_latin_words_and_nowhere_else(self) -> None:
        assert text(paragraphs("到 2025 年，Hong Kong SAR 建成 60 家")) == "到2025年，Hong Kong SAR建成60家"

    def test_words_set_far_apart_keep_one_space(self) -> None:
        assert text("甲方#h(3em)乙方") == "甲方 乙方"

    def test_rows_that_wide_gaps_part_stay_rows(self) -> None:
        rows = "\n\n".join(f"指标{name}#h(1fr)单位#h(1fr){at}0#h(1fr)" + "完" for at, name in enumerate("甲乙丙丁", 1))
        assert text(rows) == "\n".join(f"指标{name} 单位 {at}0 完" for at, name in enumerate("甲乙丙丁", 1))

    def test_a_raised_mark_of_a_note_is_no_part_of_a_number_and_a_power_is(self) -> None:
        assert text("建成60#super[1]家，面积5m#super[2]。") == "建成60家，面积5m2。"

    def test_radicals_become_the_characters_that_they_look_like(self) -> None:
        assert text(paragraphs("⼈⼯智能")) == "人工智能"

    def test_words_printed_twice_to_look_bold_are_read_once(self) -> None:
        assert text("#box[#place(dx: 0.3pt)[重点任务]重点任务]", indent="0em") == "重点任务"

    def test_two_narrow_characters_side_by_side_are_two(self) -> None:
        assert text(paragraphs("见https://example.org，共11条")) == "见https://example.org，共11条"

    def test_turned_words_are_a_watermark(self) -> None:
        assert text("#place(center + horizon, rotate(90deg)[内部资料])\n正文") == "正文"


class TestPages:
    HEAD = (
        ", header: align(center, text(size: 8pt)[云溪市人民政府公报])"
        ", footer: context align(center, text(size: 8pt)[{}])"
    )

    @pytest.mark.parametrize(
        "number", ["— #n —", "- #n -", "第#(n)页", "第 #n 页 共 #total 页", "#n / #total", "Page #n of #total", "#n"]
    )
    def test_running_heads_and_page_numbers_are_no_text(self, number: str) -> None:
        body = "#let n = counter(page).display()\n#let total = counter(page).final().first()\n" + number
        words = [f"{at}、{LONG * 2}完。" for at in "一二三四五六七八"]
        source = read(paragraphs(*words), page=self.HEAD.replace("{}", body))
        assert source.text == "\n".join(words)
        assert len(source.pages) > 1

    def test_a_paragraph_goes_on_over_the_page_and_the_page_is_known(self) -> None:
        source = read(
            paragraphs("一、总体要求", LONG * 30 + "完。"), page=self.HEAD.replace("{}", "#counter(page).display()")
        )
        assert source.text == f"一、总体要求\n{LONG * 30}完。"
        assert len(source.pages) == 3
        assert [source.page(offset) for offset in (0, source.pages[1] - 1, source.pages[1], source.pages[2])] == [
            1,
            1,
            2,
            3,
        ]

    def test_a_number_at_the_foot_that_counts_no_pages_stays(self) -> None:
        markup = "#v(1fr)\n合计\n\n25\n#pagebreak()\n" + paragraphs(LONG)
        assert text(markup).split("\n")[:2] == ["合计", "25"]

    def test_a_page_without_words_is_said_and_begins_where_the_next_does(self) -> None:
        source = read("甲\n#pagebreak()\n#rect(fill: black)\n#pagebreak()\n乙")
        assert (source.text, source.pages) == ("甲\n乙", (0, 2, 2))
        assert [(problem.code, problem.message) for problem in source.problems] == [
            ("pages-without-text", "第 2 页没有文字（空页或扫描图），没有读取，请核对。")
        ]

    def test_a_note_at_the_foot_does_not_cut_the_paragraph_above_it(self) -> None:
        small = "#set footnote.entry(separator: none)\n#show footnote.entry: set text(size: 7pt)\n"
        first, second = typed(LONG * 3) + "#footnote[含在建的基地。]", typed(LONG * 15 + "完。") + "#footnote[据统计。]"
        markup = small + first + second
        assert text(markup) == f"{LONG * 18}完。\n含在建的基地。\n据统计。"


class TestColumns:
    def test_two_columns_are_read_one_after_the_other(self) -> None:
        words = [f"{number}、{LONG * 2}完。" for number in "一二三四"]
        head = f"#align(center)[#par(first-line-indent: 0em)[{typed('关于印发行动计划的通知')}]]\n\n"
        assert text(head + f"#columns(2, gutter: 2em)[{paragraphs(*words)}]") == "\n".join(
            ["关于印发行动计划的通知", *words]
        )

    def test_columns_whose_lines_do_not_stand_level_are_read_too(self) -> None:
        words = [f"{number}、{LONG * 3}完。" for number in "一二"]
        body = f"#grid(columns: (1fr, 1fr), column-gutter: 2em, [{typed(words[0])}], [#v(0.9em){typed(words[1])}])"
        assert text(body) == "\n".join(words)

    def test_words_across_the_page_part_the_columns(self) -> None:
        words = [f"{number}、{LONG * 2}完。" for number in "一二三四"]
        halves = [f"#columns(2, gutter: 2em)[{paragraphs(*pair)}]" for pair in (words[:2], words[2:])]
        middle = typed(LONG + "完。")
        markup = f"{TALL}#block(height: 18em)[{halves[0]}]\n\n{middle}\n\n#block(height: 18em)[{halves[1]}]"
        assert text(markup) == "\n".join([*words[:2], LONG + "完。", *words[2:]])

    def test_a_table_stands_in_its_column(self) -> None:
        first, second = (f"{number}、{LONG * 3}完。" for number in "一二")
        body = f"#columns(2, gutter: 2em)[{typed(first)}\n\n#table(columns: 2)[甲][乙]\n#colbreak()\n{typed(second)}]"
        source = read(body)
        assert (source.text, len(source.tables)) == (f"{first}\n甲\t乙\n{second}", 1)

    def test_a_wide_table_parts_the_columns(self) -> None:
        words = [f"{number}、{LONG * 2}完。" for number in "一二三四"]
        halves = [
            f"#block(height: 18em)[#columns(2, gutter: 2em)[{paragraphs(*pair)}]]" for pair in (words[:2], words[2:])
        ]
        wide = "#table(columns: (1fr, 3fr))[甲][乙]"
        assert text(TALL + f"{halves[0]}\n{wide}\n{halves[1]}") == "\n".join([*words[:2], "甲\t乙", *words[2:]])


class TestTables:
    ROWS = "".join(f"[{at}],[指标{at}],[{at * 10}]," for at in range(1, 25))

    def cells(self, source: Source) -> list[tuple[int, int, int, int, str]]:
        (table,) = source.tables
        return [(cell.row, cell.column, cell.rows, cell.columns, cell.span.of(source.text)) for cell in table.cells]

    def test_merged_cells_stand_once_and_lines_in_a_cell_are_closed_up(self) -> None:
        source = read(
            "前文。\n#table(columns: (4em, 5em, 4em),"
            " table.cell(rowspan: 2)[领域], table.cell(colspan: 2)[指标], [名称], [值],"
            " [创新], [国际科技合作基地], [60 家])\n后文。"
        )
        assert source.text == "前文。\n领域\t指标\n名称\t值\n创新\t国际科技合作基地\t60家\n后文。"
        assert self.cells(source)[:3] == [(0, 0, 2, 1, "领域"), (0, 1, 1, 2, "指标"), (1, 1, 1, 1, "名称")]

    def test_a_table_goes_on_over_the_page_and_its_head_stands_once(self) -> None:
        source = read(f"#table(columns: 3, table.header([序号], [指标], [值]), {self.ROWS})")
        assert len(source.pages) == 2
        assert source.text == "\n".join(["序号\t指标\t值", *(f"{at}\t指标{at}\t{at * 10}" for at in range(1, 25))])
        assert self.cells(source)[-1] == (24, 2, 1, 1, "240")
        assert source.text[source.pages[1] - 1] == "\n"

    def test_a_line_that_says_continued_is_no_text(self) -> None:
        one = "#table(columns: 2)[序号][指标][1][甲]"
        assert (
            text(f"#v(1fr)\n{one}\n#pagebreak()\n续表\n#table(columns: 2)[序号][指标][2][乙]\n后文")
            == "序号\t指标\n1\t甲\n2\t乙\n后文"
        )

    def test_a_row_cut_by_the_page_is_whole_again(self) -> None:
        one = "#table(columns: (4em, 10em, 6em))[序号][任务][单位][1][建设][市水务局]"
        two = "#table(columns: (4em, 10em, 6em))[][滨水公园][][2][整治][市林业局]"
        assert (
            text(f"#v(1fr)\n{one}\n#pagebreak()\n{two}")
            == "序号\t任务\t单位\n1\t建设滨水公园\t市水务局\n2\t整治\t市林业局"
        )

    def test_a_merged_cell_that_the_page_cuts_goes_on(self) -> None:
        one = (
            "#table(columns: (5em, 4em, 4em), [领域], [指标], [值], table.cell(rowspan: 2)[创新], [甲], [1], [乙], [2])"
        )
        two = "#table(columns: (5em, 4em, 4em), table.cell(rowspan: 2)[], [丙], [3], [丁], [4])"
        source = read(f"#v(1fr)\n{one}\n#pagebreak()\n{two}")
        assert (1, 0, 4, 1, "创新") in self.cells(source)
        assert source.text == "领域\t指标\t值\n创新\t甲\t1\n乙\t2\n丙\t3\n丁\t4"

    def test_a_page_with_nothing_but_the_head_again_adds_nothing(self) -> None:
        one = "#table(columns: 2)[序号][指标][1][甲]"
        assert text(f"#v(1fr)\n{one}\n#pagebreak()\n#table(columns: 2)[序号][指标]\n完") == "序号\t指标\n1\t甲\n完"

    @pytest.mark.parametrize("second", ["#table(columns: 3)[甲][乙][丙]", "#table(columns: (9em, 3em))[甲][乙]"])
    def test_another_table_on_the_next_page_is_another(self, second: str) -> None:
        assert len(read(f"#v(1fr)\n#table(columns: 2)[序号][指标]\n#pagebreak()\n{second}").tables) == 2

    OPEN = (
        "stroke: (x, y) => (left: if x > 0 { 0.5pt }, top: 0.5pt, bottom: 0.5pt), "
        "[指标], [单位], [2025年], [滨水公园], [个], [20], [游船码头], [座], [15]"
    )
    LINES = (
        "stroke: none, table.hline(), [指标名称], [单位], [2025年], table.hline(), [滨水公园], [个], [20], "
        "[污水集中处理率提升], [%], [97], [交通], [], [], [游船码头], [座], [15], table.hline()"
    )

    @pytest.mark.parametrize("columns", ["(1fr, 1fr, 1fr)", "(6em, 4em, 6em)"])
    def test_a_table_open_at_its_sides_is_whole(self, columns: str) -> None:
        source = read(f"#table(columns: {columns}, {self.OPEN})")
        assert (source.text, len(source.tables)) == ("指标\t单位\t2025年\n滨水公园\t个\t20\n游船码头\t座\t15", 1)

    def test_a_table_of_three_rules_has_its_columns_where_no_row_has_words(self) -> None:
        source = read(f"前文。\n#table(columns: (6em, 5em, 5em), {self.LINES})\n后文。")
        assert source.text == (
            "前文。\n指标名称\t单位\t2025年\n滨水公园\t个\t20\n污水集中处理率提升\t%\t97\n"
            "交通\t\t\n游船码头\t座\t15\n后文。"
        )
        assert len(source.tables) == 1

    def test_prose_between_three_rules_is_no_table(self) -> None:
        rule = "#line(length: 100%)\n"
        source = read(f"{rule}{typed(LONG * 2)}\n\n{rule}{typed(LONG * 2)}\n\n{rule}", indent="0em")
        assert (source.text, source.tables) == (f"{LONG * 2}\n{LONG * 2}", ())

    def test_two_tables_on_one_page_are_two(self) -> None:
        assert len(read("#table(columns: 2)[甲][乙]\n#v(2em)\n#table(columns: 2)[丙][丁]").tables) == 2

    def test_a_frame_around_words_is_no_table(self) -> None:
        source = read(f"#table(columns: 1)[专栏1重点工程][建设基地]\n#rect[{typed(LONG)}]\n#table(columns: 2)[][]")
        assert (source.text, source.tables) == (f"专栏1重点工程\n建设基地\n{LONG}", ())

    def test_a_drawing_of_many_lines_is_not_searched_for_tables(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pdf, "MOST_RULES", 3)
        source = read("#table(columns: 2)[甲][乙]")
        assert (source.tables, [problem.code for problem in source.problems]) == ((), ["tables-unread"])


def raw(content: bytes, font: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of one page, written by hand."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 4 0 R "
            b"/Resources << /Font << /F 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font or b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Filter /Standard /V 1 /R 2 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> /P -4 >>",
    ]
    made = b"%PDF-1.4\n"
    places = []
    for at, inner in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (at, inner)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 7\n0000000000 65535 f \n" + table
    return made + head + b"trailer << /Size 7 /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (trailer, len(made))


class TestBadFiles:
    def test_a_file_made_by_hand_is_read(self) -> None:
        assert pdf.read(raw(b"BT /F 12 Tf 50 300 Td (Plan 2025) Tj ET"), "a.pdf").text == "Plan 2025"

    def test_a_page_set_nowhere_has_no_text(self) -> None:
        with pytest.raises(CompileError) as caught:
            pdf.read(raw(b"BT /F 12 Tf 90000000 300 Td (Plan) Tj ET"), "a.pdf")
        assert caught.value.code == "no-text"

    def test_pictures_alone_are_refused_with_what_to_do(self) -> None:
        with pytest.raises(CompileError) as caught:
            read("#rect(fill: black)")
        assert (
            str(caught.value)
            == "a.pdf：里面没有文字，只有图片或空页。请先做文字识别（OCR），或索取可以复制文字的版本，再交来。"
        )

    def test_a_password_is_refused_with_what_to_do(self) -> None:
        with pytest.raises(CompileError) as caught:
            pdf.read(raw(b"", trailer=b"/Encrypt 6 0 R /ID [<00> <00>]"), "a.pdf")
        assert (
            str(caught.value) == "a.pdf：文件设了密码，打不开。请用密码打开后取消密码（或另存一份不加密的），再交来。"
        )

    def test_a_font_that_does_not_say_its_characters_is_refused(self) -> None:
        system = b"<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
        inner = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo %s >>" % system
        font = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [%s] >>" % inner
        with pytest.raises(CompileError) as caught:
            pdf.read(raw(b"BT /F 12 Tf 50 300 Td <001000200030> Tj ET", font), "a.pdf")
        assert (caught.value.code, caught.value.cause) == (
            "unreadable-font",
            "PDF 的字体没有说明字形对应哪个字，100% 的字读不出来。",
        )

    def test_a_stream_that_unpacks_to_noise_is_no_text(self) -> None:
        with pytest.raises(CompileError) as caught:
            pdf.read(raw(zlib.compress(b"BT ET")), "a.pdf")
        assert caught.value.code == "no-text"
