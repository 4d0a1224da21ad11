"""A demonstration checklist with a question of every type that a laptop can ask, and the files beside it."""

from __future__ import annotations

from collections.abc import Sequence

from tests.forms.forms_made import workbook

HEAD = (
    "type",
    "name",
    "label::中文 (zh)",
    "label::English (en)",
    "hint::中文 (zh)",
    "hint::English (en)",
    "appearance",
    "parameters",
    "required",
    "constraint",
    "constraint_message::中文 (zh)",
    "constraint_message::English (en)",
    "calculation",
    "choice_filter",
    "relevant",
    "default",
    "trigger",
)
PEOPLE = ("王秀英", "李国强", "张小燕")
TOWNS = 4000
CROPS = ("水稻", "玉米", "红薯", "油菜", "花生", "大豆", "小麦", "柑橘", "枇杷", "核桃", "花椒", "茶叶")
WISHES = (
    ("road", "修路", "Road"),
    ("water", "饮水", "Water"),
    ("lamp", "路灯", "Street lamps"),
    ("clinic", "看病", "Clinic"),
)

Cells = Sequence[object]


def row(kind: str, name: str, chinese: str = "", english: str = "", **others: object) -> Cells:
    """One row of the survey sheet: type, name, words, and whatever else its columns name."""
    given = {"label::中文 (zh)": chinese, "label::English (en)": english, **others}
    return (kind, name, *(given.get(column, "") for column in HEAD[2:]))


WRITTEN = (
    row("begin group", "written", "写的", "Written"),
    row("text", "words", "有什么要说的", "Anything to say"),
    row("text", "lines", "经过", "What happened", appearance="multiline"),
    row("text", "digits", "电表号", "Meter number", appearance="numbers"),
    row("barcode", "code", "设备条码", "Barcode of the device"),
    row(
        "integer",
        "count",
        "养了几头猪",
        "Pigs",
        constraint=". <= 500",
        **{"constraint_message::中文 (zh)": "最多 500 头", "constraint_message::English (en)": "At most 500"},
    ),
    row("decimal", "area", "种了几亩地", "Fields in mu"),
    row("integer", "money", "一年卖了多少钱", "Sales a year", appearance="thousands-sep"),
    row("date", "day", "哪天搬来", "Day of moving in"),
    row("date", "month", "哪个月开始", "Month of beginning", appearance="month-year"),
    row("date", "year", "哪年建的房", "Year of the house", appearance="year"),
    row("time", "clock", "几点到家", "When at home"),
    row("dateTime", "moment", "什么时候停的水", "When the water stopped"),
    row("range", "pain", "疼得多厉害", "How bad is the pain", parameters="start=0 end=10 step=1"),
    row("range", "slope", "坡度", "Slope", parameters="start=0.5 end=3 step=0.5"),
    row("geopoint", "place", "水源在哪", "Where is the well"),
    row("end group", ""),
)
CHOSEN = (
    row("begin group", "chosen", "选的", "Chosen"),
    row("select_one yn", "one", "在家吗", "At home", appearance="quick"),
    row("select_one yn", "short", "愿意吗", "Willing", appearance="minimal"),
    row("select_multiple wishes", "several", "想办什么", "What is wished"),
    row("select_one crops", "crop", "主要种什么", "Main crop"),
    row("select_multiple crops", "crops", "都种些什么", "All crops", appearance="minimal"),
    row("rank wishes", "order", "按轻重排一排", "By importance"),
    row("select_one_from_file towns.csv", "town", "老家在哪", "Home town"),
    row("begin repeat", "helper", "来帮忙的人", "Helper"),
    row("text", "who", "叫什么", "Name"),
    row("end repeat", ""),
    row("select_one ${who}", "best", "谁帮得最多", "Who helped most"),
    row("acknowledge", "told", "政策讲清楚了", "The policy was explained"),
    row("note", "thanks", "谢谢您，问完了。", "Thank you, that was all."),
    row("end group", ""),
)
FILES = (
    row("begin group", "files", "附的", "Attached"),
    row("image", "photo", "房子的照片", "Photo of the house", parameters="max-pixels=800"),
    row("image", "hand", "本人签名", "Signature", appearance="signature"),
    row("file", "paper", "诊断书", "Medical certificate"),
    row("end group", ""),
    row("calculate", "sum", calculation="${count} * 2"),
    row("hidden", "source", default="demo"),
    row("audit", "audit"),
)
SKIPPED = (
    row("audio", "voice", "录一段话", "A recording"),
    row("video", "film", "拍一段", "A film"),
    row("geotrace", "way", "走一遍路", "The way"),
    row("geoshape", "field", "地块", "The field"),
)


def all_types(version: str = "1", extra: Sequence[Cells] = (), form_id: str = "alltypes") -> bytes:
    """The workbook.

    :param extra: further rows of the survey sheet, at its end
    """
    choices = [
        ("list_name", "name", "label::中文 (zh)", "label::English (en)"),
        ("yn", "yes", "是", "Yes"),
        ("yn", "no", "否", "No"),
        *(("wishes", *wish) for wish in WISHES),
        *(("crops", f"c{place}", crop, f"Crop {place}") for place, crop in enumerate(CROPS)),
    ]
    settings = [("form_id", "version", "form_title", "default_language"), (form_id, version, "样样都问", "中文 (zh)")]
    survey = [HEAD, *WRITTEN, *CHOSEN, *FILES, *extra]
    return workbook({"survey": survey, "choices": choices, "settings": settings})


def towns() -> dict[str, bytes]:
    """The file of thousands of choices."""
    rows = "".join(f"t{number},青溪镇{number}村\n" for number in range(TOWNS))
    return {"towns.csv": f"name,label\n{rows}t-last,枇杷坪村\n".encode()}
