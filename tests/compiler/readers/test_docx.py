"""A Word file reads as its printed page does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapok.compiler.errors import CompileError
from kapok.compiler.model import Source
from kapok.compiler.readers import docx
from tests.compiler.readers.files import (
    cell_of,
    instance,
    item,
    level,
    lists,
    paragraph,
    relations,
    table,
    word,
    zipped,
)

NUMBER_STYLES = (
    "decimal",
    "chineseCountingThousand",
    "decimalEnclosedCircle",
    "lowerLetter",
    "upperRoman",
    "bullet",
    "none",
)

MAIN = "word/document.xml"


def read(body: str, **parts: str) -> Source:
    return docx.read(word(body, **parts), "a.docx")


def text(body: str, **parts: str) -> str:
    return read(body, **parts).text


def codes(source: Source) -> list[str]:
    return [problem.code for problem in source.problems]


class TestNumbering:
    def test_numbers_come_back_in_their_style_on_every_level(self) -> None:
        numbering = lists(
            level(0, "chineseCountingThousand", "第%1章"),
            level(1, "japaneseCounting", "（%2）"),
            level(2, "decimal", "%3."),
            level(3, "decimalEnclosedCircle", "%4"),
            level(4, "decimalFullWidth", "（%5）"),
        )
        body = (
            item("总则")
            + item("目标", 1)
            + item("2025年", 2)
            + item("甲", 3)
            + item("乙", 3)
            + item("丙", 4)
            + item("丁", 1)
        )
        assert text(body, numbering=numbering) == "第一章 总则\n（一）目标\n1. 2025年\n①甲\n②乙\n（１）丙\n（二）丁"

    def test_a_lower_level_begins_anew_under_the_next_upper_one(self) -> None:
        numbering = lists(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
        body = item("甲") + item("乙", 1) + item("丙", 1) + item("丁") + item("戊", 1)
        assert text(body, numbering=numbering) == "1.甲\n1.1 乙\n1.2 丙\n2.丁\n2.1 戊"

    def test_a_level_that_never_restarts_counts_on(self) -> None:
        numbering = lists(level(0, "decimal", "%1."), level(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>'))
        assert text(item("甲") + item("乙", 1) + item("丙") + item("丁", 1), numbering=numbering) == (
            "1.甲\n（1）乙\n2.丙\n（2）丁"
        )

    def test_a_level_may_restart_only_after_an_upper_one(self) -> None:
        third = level(2, "decimal", "（%3）", '<w:lvlRestart w:val="1"/>')
        numbering = lists(level(0, "decimal", "%1."), level(1, "decimal", "%2)"), third)
        body = item("甲") + item("乙", 1) + item("丙", 2) + item("丁", 1) + item("戊", 2) + item("己") + item("庚", 2)
        assert text(body, numbering=numbering) == "1.甲\n1)乙\n（1）丙\n2)丁\n（2）戊\n2.己\n（1）庚"

    def test_a_list_begun_again_starts_where_its_override_says_and_only_once(self) -> None:
        again = instance(2, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
        numbering = lists(level(0, "decimal", "%1."), more=again)
        assert text(item("甲") + item("乙", of=2) + item("丙", of=2) + item("丁"), numbering=numbering) == (
            "1.甲\n5.乙\n6.丙\n7.丁"
        )

    def test_two_instances_of_one_list_count_together(self) -> None:
        numbering = lists(level(0, "decimal", "%1."), more=instance(2))
        assert text(item("甲") + item("乙", of=2) + item("丙"), numbering=numbering) == "1.甲\n2.乙\n3.丙"

    def test_an_instance_may_write_its_numbers_otherwise(self) -> None:
        own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride>'
        numbering = lists(level(0, "decimal", "%1."), more=instance(2, own))
        assert text(item("甲") + item("乙", of=2), numbering=numbering) == "1.甲\nII)乙"

    def test_a_style_brings_its_list_and_a_level_names_its_style(self) -> None:
        styles = (
            '<w:style w:styleId="A"><w:name w:val="a"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            '<w:style w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>'
            '<w:style w:styleId="C"><w:name w:val="c"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/>'
            "</w:numPr></w:pPr></w:style>"
        )
        numbering = lists(
            level(0, "chineseCounting", "%1、", '<w:pStyle w:val="A"/>'),
            level(1, "decimal", "%2."),
            level(2, "decimal", "（%3）", '<w:pStyle w:val="B"/>'),
        )
        body = "".join(
            paragraph(words, properties=f'<w:pStyle w:val="{style}"/>') for words, style in ("甲A", "乙C", "丙B")
        )
        assert text(body, numbering=numbering, styles=styles) == "一、甲\n1.乙\n（1）丙"

    def test_zero_takes_a_paragraph_out_of_its_style_s_list(self) -> None:
        styles = '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        properties = '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'
        assert (
            text(paragraph("甲", properties=properties), numbering=lists(level(0, "decimal", "%1.")), styles=styles)
            == "甲"
        )

    def test_a_list_may_point_at_a_numbering_style(self) -> None:
        styles = (
            '<w:style w:styleId="L" w:type="numbering"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        )
        linked = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="L"/></w:abstractNum>' + instance(
            2, abstract=9
        )
        numbering = lists(level(0, "decimal", "%1."), more=linked)
        assert text(item("甲", of=2) + item("乙"), numbering=numbering, styles=styles) == "1.甲\n2.乙"

    def test_bullets_are_shown_as_nothing_and_fixed_words_as_they_are(self) -> None:
        numbering = lists(level(0, "bullet", "\uf0b7"), level(1, "none", "附："), level(2, "none", "%3附"))
        assert text(item("甲") + item("乙", 1) + item("丙", 2), numbering=numbering) == "甲\n附：乙\n附丙"

    def test_legal_numbers_are_all_in_digits(self) -> None:
        numbering = lists(level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
        assert text(item("甲") + item("乙", 1), numbering=numbering) == "一、甲\n1.1 乙"

    def test_an_unknown_style_is_written_in_digits_and_said(self) -> None:
        source = read(item("甲"), numbering=lists(level(0, "hebrew1", "%1.")))
        assert (source.text, codes(source)) == ("1.甲", ["numbering-style"])

    def test_a_style_wrapped_for_newer_programs_is_read(self) -> None:
        wrapped = (
            '<mc:AlternateContent><mc:Choice><w:numFmt w:val="custom" w:format="001"/></mc:Choice>'
            '<mc:Fallback><w:numFmt w:val="upperLetter"/></mc:Fallback></mc:AlternateContent>'
        )
        numbering = lists(f'<w:lvl w:ilvl="0">{wrapped}<w:lvlText w:val="%1."/></w:lvl>')
        assert text(item("甲"), numbering=numbering) == "A.甲"

    def test_an_upper_level_that_was_never_used_shows_its_start(self) -> None:
        assert (
            text(item("甲", 1), numbering=lists(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."))) == "1.1.甲"
        )

    def test_an_empty_numbered_paragraph_counts_but_shows_only_in_a_table(self) -> None:
        numbering = lists(level(0, "decimal", "%1"))
        body = item("") + table([cell_of(item("")), "甲"], [cell_of(item("")), "乙"])
        assert text(body, numbering=numbering) == "2\t甲\n3\t乙"

    @given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=12), st.sampled_from(NUMBER_STYLES))
    def test_numbers_never_fail_whatever_the_order_of_levels(self, items: list[tuple[int, int]], style: str) -> None:
        numbering = lists(
            *(level(at, style, f"%{at + 1}.") for at in range(0, 9, 2)), more=instance(2) + instance(3, abstract=7)
        )
        body = "".join(item("甲", at, of) for at, of in items) + paragraph("完")
        assert text(body, numbering=numbering).count("甲") == len(items)


class TestChanges:
    def test_changes_are_read_as_accepted_and_said(self) -> None:
        source = read(
            paragraph(
                "到2025年建成",
                '<w:del w:id="1"><w:r><w:delText>60</w:delText></w:r></w:del>',
                '<w:ins w:id="2"><w:r><w:t>80</w:t></w:r></w:ins>',
                "家",
                '<w:moveFrom w:id="3"><w:r><w:t>甲</w:t></w:r></w:moveFrom>',
                '<w:moveTo w:id="4"><w:r><w:t>乙</w:t></w:r></w:moveTo>',
            )
        )
        assert (source.text, codes(source)) == ("到2025年建成80家乙", ["tracked-changes"])

    def test_a_paragraph_whose_end_was_deleted_goes_on(self) -> None:
        source = read(paragraph("甲", properties="<w:rPr><w:del w:id='1'/></w:rPr>") + paragraph("乙"))
        assert (source.text, codes(source)) == ("甲乙", ["tracked-changes"])

    def test_the_last_paragraph_is_not_lost_with_its_end(self) -> None:
        assert text(paragraph("甲", properties="<w:rPr><w:moveFrom w:id='1'/></w:rPr>")) == "甲"

    def test_an_inserted_end_is_a_change_too(self) -> None:
        source = read(paragraph("甲", properties="<w:rPr><w:ins w:id='1'/></w:rPr>") + paragraph("乙"))
        assert (source.text, codes(source)) == ("甲\n乙", ["tracked-changes"])

    def test_deleted_and_inserted_paragraphs_and_rows(self) -> None:
        gone = "<w:tr><w:trPr><w:del w:id='1'/></w:trPr>" + cell_of("没有") * 2 + "</w:tr>"
        rows = table(["甲", "乙"]).replace("</w:tbl>", gone + "</w:tbl>")
        source = read(f"<w:ins>{paragraph('一')}</w:ins><w:del>{paragraph('二')}</w:del>{rows}")
        assert (source.text, codes(source)) == ("一\n甲\t乙", ["tracked-changes"])

    def test_the_numbering_before_a_change_does_not_count(self) -> None:
        before = '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
        assert text(paragraph("甲", properties=before), numbering=lists(level(0, "decimal", "%1."))) == "甲"


class TestWords:
    @pytest.mark.parametrize(
        ("run", "words"),
        [
            ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>", "甲\t乙"),
            ("<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r>", "甲\n乙\n丙"),
            ("<w:r><w:t>推</w:t><w:softHyphen/><w:t>进\xad的</w:t><w:noBreakHyphen/></w:r>", "推进的-"),
            ('<w:r><w:sym w:font="x" w:char="2460"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym/></w:r>甲', "①"),
            ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接"),
            ("<w:smartTag><w:r><w:t>标记</w:t></w:r></w:smartTag>", "标记"),
            (
                "<w:ruby><w:rt><w:r><w:t>yún</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r></w:rubyBase></w:ruby>",
                "云",
            ),
            ("<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", "x+1"),
            ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件"),
            ("<w:commentRangeStart/><w:r><w:annotationRef/><w:t>甲</w:t><w:unknown/></w:r>", "甲"),
        ],
    )
    def test_what_stands_in_a_paragraph(self, run: str, words: str) -> None:
        assert text(paragraph(run)) == words

    def test_a_control_that_shows_only_its_prompt_says_nothing(self) -> None:
        shown = "<w:sdtContent><w:r><w:t>点击输入</w:t></w:r></w:sdtContent>"
        prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{shown}</w:sdt>"
        assert text(paragraph("甲", prompt)) == "甲"

    def test_a_field_says_its_result_and_not_its_instruction(self) -> None:
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
        page = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        inner = f"{mark('begin')}{page}{mark('separate')}<w:r><w:t>9</w:t></w:r>{mark('end')}"
        field = (
            f"{mark('begin')}<w:r><w:t>没有</w:t></w:r>{inner}{mark('separate')}<w:r><w:t>60</w:t></w:r>{mark('end')}"
        )
        stray = mark("end") + mark("separate")
        assert text(paragraph("建成", field, stray, "家")) == "建成60家"

    def test_a_field_may_reach_over_paragraphs(self) -> None:
        mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
        body = (
            paragraph(mark("begin"), "TOC", mark("separate"), "一、目标")
            + paragraph("二、任务", mark("end"))
            + paragraph("正文")
        )
        assert text(body) == "一、目标\n二、任务\n正文"

    def test_hidden_words_are_not_read_and_said(self) -> None:
        hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>没有</w:t></w:r>"
        shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>有</w:t></w:r>"
        source = read(paragraph(hidden, shown))
        assert (source.text, codes(source)) == ("有", ["hidden-text"])

    @pytest.mark.parametrize(
        ("before", "mark", "words"),
        [("60家", "1", "60家"), ("60", "[2]", "60"), ("m", "2", "m2"), ("甲", "注", "甲注")],
    )
    def test_a_typed_mark_of_a_note_is_no_part_of_a_number(self, before: str, mark: str, words: str) -> None:
        raised = f"<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{mark}</w:t></w:r>"
        assert text(paragraph(before, raised)) == words

    def test_an_embedded_object_is_said(self) -> None:
        assert codes(read(paragraph("甲", "<w:r><w:object><o:OLEObject/></w:object></w:r>"))) == ["embedded-object"]


class TestBesides:
    BOX = "<w:txbxContent>" + paragraph("框中的话") + "</w:txbxContent>"

    def test_a_text_box_follows_its_paragraph_and_is_read_once(self) -> None:
        drawing = f"<w:drawing><wps:txbx>{self.BOX}</wps:txbx></w:drawing>"
        old = f"<w:pict><v:textbox>{self.BOX}</v:textbox></w:pict>"
        ways = f"<mc:Choice Requires='wps'>{drawing}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
        twice = f"<mc:AlternateContent>{ways}</mc:AlternateContent>"
        assert text(paragraph("甲", f"<w:r>{twice}</w:r>", "乙") + paragraph("丙")) == "甲乙\n框中的话\n丙"

    def test_an_old_text_box_is_read(self) -> None:
        assert text(paragraph(f"<w:r><w:pict><v:textbox>{self.BOX}</v:textbox></w:pict></w:r>")) == "框中的话"

    @pytest.mark.parametrize(
        "inner",
        [
            "<mc:Choice/><mc:Fallback><w:r><w:t>旧</w:t></w:r></mc:Fallback>",
            "<mc:Choice><w:r><w:t>旧</w:t></w:r></mc:Choice>",
        ],
    )
    def test_of_two_ways_to_say_it_one_is_read(self, inner: str) -> None:
        assert text(paragraph(f"<mc:AlternateContent>{inner}</mc:AlternateContent>") + "<mc:AlternateContent/>") == "旧"

    def test_footnotes_follow_their_paragraph_and_endnotes_the_text(self) -> None:
        note = '<w:{0} w:id="{1}" {3}>' + paragraph("<w:r><w:{0}Ref/></w:r>", "{2}") + "</w:{0}>"
        footnotes = note.format("footnote", 0, "横线", 'w:type="separator"') + note.format("footnote", 2, "含在建", "")
        body = paragraph(
            "建成60", '<w:r><w:footnoteReference w:id="2"/><w:endnoteReference w:id="1"/></w:r>', "家"
        ) + paragraph(
            "下一段",
            '<w:r><w:footnoteReference w:id="2"/><w:footnoteReference w:id="9"/><w:endnoteReference w:id="9"/></w:r>',
        )
        endnotes = note.format("endnote", 1, "据统计", "")
        assert text(body, footnotes=footnotes, endnotes=endnotes) == "建成60家\n含在建\n下一段\n据统计"

    def test_heads_and_feet_are_no_text(self) -> None:
        assert text(paragraph("甲"), header=paragraph("页眉"), footer=paragraph("页脚")) == "甲"


class TestTables:
    def test_merged_cells_stand_once(self) -> None:
        across, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        source = read(
            table(
                [cell_of("领域", properties=down), cell_of("指标", properties=across)],
                [cell_of("", properties=on), "名称", "值"],
                [cell_of("无主", properties=on), "甲", "乙"],
                ["创新", "基地", cell_of("60", "家")],
            )
        )
        (made,) = source.tables
        assert [(c.row, c.column, c.rows, c.columns, c.span.of(source.text)) for c in made.cells] == [
            (0, 0, 3, 1, "领域"),
            (0, 1, 1, 2, "指标"),
            (1, 1, 1, 1, "名称"),
            (1, 2, 1, 1, "值"),
            (2, 1, 1, 1, "甲"),
            (2, 2, 1, 1, "乙"),
            (3, 0, 1, 1, "创新"),
            (3, 1, 1, 1, "基地"),
            (3, 2, 1, 1, "60家"),
        ]

    def test_a_merge_that_goes_on_from_nothing_is_a_cell(self) -> None:
        source = read(table([cell_of("甲", properties="<w:vMerge/>"), "乙"]))
        assert source.text == "甲\t乙"

    def test_a_row_may_begin_further_in(self) -> None:
        rows = table(["甲", "乙"], ["丙"]).replace(
            "<w:tr><w:tc><w:tcPr></w:tcPr>" + paragraph("丙"),
            "<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr><w:tc>" + paragraph("丙"),
        )
        assert [(cell.row, cell.column) for cell in read(rows).tables[0].cells] == [(0, 0), (0, 1), (1, 1)]

    def test_a_frame_around_paragraphs_is_no_table(self) -> None:
        source = read(table([cell_of("专栏1 重点工程", "1.建设基地")]) + table(["甲"], ["乙"]))
        assert (source.text, source.tables) == ("专栏1 重点工程\n1.建设基地\n甲\n乙", ())

    def test_a_table_in_a_cell_is_words_of_the_cell(self) -> None:
        source = read(table(["甲", cell_of("乙", table(["丙", "丁"]))]))
        assert (source.text, len(source.tables)) == ("甲\t乙丙丁", 1)

    def test_a_table_in_a_frame_is_a_table(self) -> None:
        assert len(read(table([cell_of("甲", table(["丙", "丁"]))])).tables) == 1

    def test_rows_and_cells_in_content_controls_are_read(self) -> None:
        wrapped = (
            table(["甲", "乙"])
            .replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>")
            .replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")
        )
        assert text(wrapped) == "甲\t乙"

    def test_a_tab_in_a_cell_does_not_part_it(self) -> None:
        assert text(table([cell_of(paragraph("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r>")), "丙"])) == "甲 乙\t丙"


class TestHeadings:
    STYLED = '<w:pStyle w:val="1"/>'
    CIRCLE = (
        '<w:style w:styleId="1"><w:name w:val="a"/><w:basedOn w:val="2"/></w:style>'
        '<w:style w:styleId="2"><w:name w:val="Heading 5"/><w:basedOn w:val="1"/></w:style>'
    )

    @pytest.mark.parametrize(
        ("styles", "properties", "depth"),
        [
            ('<w:style w:styleId="1"><w:name w:val="heading 2"/></w:style>', STYLED, 2),
            ('<w:style w:styleId="1"><w:name w:val="标题 3"/></w:style>', STYLED, 3),
            ('<w:style w:styleId="1"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>', STYLED, 1),
            ('<w:style w:styleId="1" w:type="paragraph" w:default="1"><w:name w:val="heading 4"/></w:style>', "", 4),
            (
                CIRCLE,
                STYLED,
                5,
            ),
            ("", '<w:outlineLvl w:val="1"/>', 2),
        ],
    )
    def test_a_style_makes_a_heading(self, styles: str, properties: str, depth: int) -> None:
        source = read(paragraph("一、目标", properties=properties), styles=styles)
        assert [(span.of(source.text), level) for span, level in source.headings] == [("一、目标", depth)]

    @pytest.mark.parametrize(
        "properties",
        ['<w:outlineLvl w:val="9"/>', '<w:outlineLvl w:val="x"/>', '<w:pStyle w:val="1"/>', '<w:pStyle w:val="0"/>'],
    )
    def test_body_text_is_none(self, properties: str) -> None:
        styles = '<w:style w:styleId="1"><w:name w:val="b"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>'
        assert read(paragraph("甲", properties=properties), styles=styles).headings == ()


class TestBadFiles:
    def test_strict_files_are_read(self) -> None:
        strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
        data = f'<w:document xmlns:w="{strict}"><w:body>{paragraph("甲")}</w:body></w:document>'
        assert docx.read(zipped({"word/document.xml": data}), "a.docx").text == "甲"

    def test_parts_are_found_by_their_relations(self) -> None:
        data = '<document xmlns="x"><body><p><r><t>甲</t></r></p></body></document>'
        made = zipped({"_rels/.rels": relations(officeDocument="/odd/main.xml"), "odd/main.xml": data})
        assert docx.read(made, "a.docx").text == "甲"

    @pytest.mark.parametrize(
        ("parts", "code", "cause"),
        [
            ({MAIN: "<a/>"}, "damaged", "文件内容损坏或不完整（部件 word/document.xml 没有正文），读不下去。"),
            ({"word/document.xml": "<a>"}, "damaged", "文件内容损坏或不完整（部件 word/document.xml），读不下去。"),
            ({"word/other.xml": ""}, "damaged", "文件内容损坏或不完整（缺少部件 word/document.xml），读不下去。"),
            ({"word/document.xml": "<a><body><p/></body></a>"}, "no-text", "里面没有文字，只有图片或空页。"),
            ({"word/document.xml": '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}, "entity-bomb",
             "文件部件 word/document.xml 含有文档类型声明（DTD），可能藏有恶意实体。"),
            ({MAIN: "<a>" * 300 + "</a>" * 300}, "too-deep", "文件部件 word/document.xml 的内容嵌套超过 250 层。"),
        ],
    )  # fmt: skip
    def test_a_bad_file_is_refused(self, parts: dict[str, str | bytes], code: str, cause: str) -> None:
        with pytest.raises(CompileError) as caught:
            docx.read(zipped(parts), "a.docx")
        assert (caught.value.code, caught.value.cause) == (code, cause)

    def test_tables_as_deep_as_is_allowed_are_read(self) -> None:
        body = paragraph("底")
        for _ in range(75):
            body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
        assert text(body) == "底"
