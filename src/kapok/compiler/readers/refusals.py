"""Every refusal of a reader, as a row: its code, the cause, and what to do next."""

from dataclasses import dataclass

from kapok.compiler.errors import CompileError

MEGABYTE = 1024 * 1024
MOST_BYTES = 50 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document is not read and how its owner goes on; braces take the details of one case."""

    cause: str
    next_step: str


_SAVE_AS_DOCX = "请用 WPS 或 Word 打开，选择“另存为”，保存类型选“Word 文档（*.docx）”，再交来。"
_SAVE_AS_XLSX = "请用 WPS 或 Excel 打开，选择“另存为”，保存类型选“Excel 工作簿（*.xlsx）”，再交来。"
_READABLE = "可以读取的格式是 .txt、.md、.html、.docx、.pdf、.xlsx 和 .ofd。"
_GET_ANOTHER_COPY = "请在原软件中打开确认能看到正文，重新保存或重新下载一份再交来。"
_SPLIT = "请删去图片和附件、或把文件分成几份，再交来。"

REFUSALS: dict[str, Refusal] = {
    "empty": Refusal("文件是空的，一个字节也没有。", "请确认选对了文件，并重新复制或下载一份。"),
    "too-big": Refusal("文件有 {size} MB，超过了 50 MB 的上限。", _SPLIT),
    "no-text": Refusal("里面没有文字，只有图片或空页。", "请先做文字识别（OCR），或索取可以复制文字的版本，再交来。"),
    "unreadable-font": Refusal(
        "PDF 的字体没有说明字形对应哪个字，{share}% 的字读不出来。",
        "请索取原来的 Word 版本，或对它做文字识别（OCR）后再交来。",
    ),
    "password": Refusal("文件设了密码，打不开。", "请用密码打开后取消密码（或另存一份不加密的），再交来。"),
    "damaged": Refusal("文件内容损坏或不完整{place}，读不下去。", _GET_ANOTHER_COPY),
    "name-mismatch": Refusal("文件名说是 {said}，内容却不是。", _GET_ANOTHER_COPY),
    "old-word": Refusal("这是旧版 Word（.doc）文件，不能直接读取。", _SAVE_AS_DOCX),
    "old-wps": Refusal("这是 WPS 文字（.wps）文件，不能直接读取。", _SAVE_AS_DOCX),
    "old-excel": Refusal("这是旧版表格（.xls 或 .et）文件，不能直接读取。", _SAVE_AS_XLSX),
    "old-office": Refusal("这是旧版办公软件的文件，不能直接读取。", _SAVE_AS_DOCX),
    "other-word-processor": Refusal("这是 {format} 文件，不能直接读取。", _SAVE_AS_DOCX),
    "other-spreadsheet": Refusal("这是 {format} 文件，不能直接读取。", _SAVE_AS_XLSX),
    "slides": Refusal("这是演示文稿，不是计划文本。", "请交计划的正文文件。" + _READABLE),
    "archive": Refusal("这是压缩包，不是一份文件。", "请先解压，把里面的计划正文单独交来。" + _READABLE),
    "not-a-document": Refusal("这是{format}，不是文本文件。", _READABLE + "图片请先做文字识别（OCR）。"),
    "unknown-format": Refusal("认不出这是什么格式的文件。", _READABLE),
    "unknown-encoding": Refusal(
        "认不出文字的编码，解出来的是乱码。", "请用 --encoding 说明编码（如 gb18030、big5），或另存为 UTF-8 再交来。"
    ),
    "encoding-name": Refusal("没有名叫“{encoding}”的编码。", "请改用下列之一：{known}。"),
    "encoding-mismatch": Refusal(
        "按您说的编码 {encoding} 读不通，第 {offset} 个字节处就不对了。",
        "请不指定编码让程序自己辨认，或换一个编码再试。",
    ),
    "zip-bomb": Refusal("压缩包展开后有 {size} MB（压缩比 {ratio} 倍），像是恶意文件。", _SPLIT),
    "too-many-parts": Refusal("文件里有 {count} 个部件，超过了 {most} 个的上限。", _SPLIT),
    "entity-bomb": Refusal(
        "文件部件 {part} 含有文档类型声明（DTD），可能藏有恶意实体。", "请在 WPS 或 Word 中打开后另存一份再交来。"
    ),
    "too-deep": Refusal(
        "文件部件 {part} 的内容嵌套超过 {most} 层。", "请把内容复制到一份新文件里，去掉层层嵌套的表格或文本框，再交来。"
    ),
    "too-much-text": Refusal("读出的内容超过 {size} MB，不像是一份计划。", _SPLIT),
    "too-slow": Refusal("读了 {seconds} 秒还没有读完，已经停下。", _SPLIT),
    "too-much-memory": Refusal("读取时用的内存超过了 {size} MB，已经停下。", _SPLIT),
    "crashed": Refusal("读取这份文件时程序出错退出。", _GET_ANOTHER_COPY),
    "no-sheet": Refusal("没有名叫“{sheet}”的工作表。", "请改用下列之一：{known}。"),
    "no-column": Refusal("没有“{column}”这一列。", "请写列的字母（如 C）或表头的文字；表头是：{known}。"),
    "column-meaning": Refusal("不懂列的含义“{meaning}”。", "请改用下列之一：{known}。"),
}


def refused(code: str, name: str = "", **details: object) -> CompileError:
    """The error for a refusal: raise it.

    >>> print(refused("empty", "计划.docx"))
    计划.docx：文件是空的，一个字节也没有。请确认选对了文件，并重新复制或下载一份。
    """
    row = REFUSALS[code]
    return CompileError(row.cause.format(**details), row.next_step.format(**details), name=name, code=code)
