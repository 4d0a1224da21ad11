"""Chinese words for what pyxform reports in English."""

from __future__ import annotations

from typing import Final

_BY_CODE: Final = {
    "ENTITY_001": "填写了 save_to，但没有 entities 工作表",
    "ENTITY_002": "save_to 的属性被两行重复使用",
    "ENTITY_003": "组和循环不能存为实体属性",
    "ENTITY_004": "save_to 指向的实体清单不存在",
    "ENTITY_005": "实体声明缺少 label",
    "HEADER_001": "工作表缺少表头行",
    "HEADER_002": "表头重复",
    "HEADER_003": "缺少必需的列",
    "HEADER_004": "choices 工作表的列名不合规",
    "HEADER_005": "entities 工作表的列名不合规",
    "LABEL_001": "选项缺少 label",
    "NAMES_001": "同一组内问题名称重复",
    "NAMES_002": "同一组内问题名称只有大小写不同",
    "NAMES_003": "循环名称与表单名称相同",
    "NAMES_004": "循环名称重复",
    "NAMES_005": "名称 meta 是保留字",
    "NAMES_006": "选项缺少 name",
    "NAMES_007": "同一选项表内 name 重复",
    "NAMES_008": "名称含有不允许的字符：只能用字母、数字、下划线、短横线和点，且以字母开头",
    "NAMES_009": "名称含有不允许的字符：只能用字母、数字、下划线、短横线和点，且以字母开头",
    "PYREF_001": "${…} 引用写法不完整",
    "PYREF_002": "${…} 引用过长",
    "PYREF_003": "${…} 引用的问题不存在",
    "PYREF_004": "${…} 引用的名称在表单中不止一个",
    "RANGE_001": "range 的参数不是数字",
    "RANGE_002": "range 的参数不能为零",
    "RANGE_003": "range 的参数超出范围",
    "SURVEY_001": "end 行没有对应的 begin 行",
    "SURVEY_002": "begin 行没有对应的 end 行",
    "SURVEY_004": "parameters 列写法不对",
    "SURVEY_005": "parameters 列中有不认识的参数",
}

_BY_WORDS: Final = (
    ("must be unique within their nearest parent", "同一组内问题名称重复"),
    ("Reference variables names must be unique", "${…} 引用的名称在表单中不止一个"),
    ("was not found", "${…} 引用的问题不存在"),
    ("Question or group with no name", "问题或组没有名称（name）"),
    ("Question with no type", "问题没有类型（type）"),
    ("Unknown question type", "不认识的问题类型"),
    ("List name not in choices sheet", "选项表不存在"),
    ("You must have a sheet named", "缺少名为 survey 的工作表"),
    ("has no label", "没有题面（label）"),
    ("missing translations", "有译文缺失"),
    ("Repeat has no label", "循环没有题面（label）"),
    ("Group has no label", "组没有题面（label）"),
    ("There should be a choices sheet", "缺少名为 choices 的工作表"),
    ("Duplicate column header", "表头重复"),
    ("misspelling", "工作表名称可能拼写有误"),
    ("Choices should have a label", "选项缺少题面（label）"),
    ("max-pixels", "照片题未限定 max-pixels，照片会很大"),
    ("value is invalid", "内容有误"),
)


def translated(code: str, words: str, column: str | None, otherwise: str = "表单不能转换") -> str:
    """The Chinese words for a report: by its code, else by a phrase in it; the English words follow in brackets."""
    found = _BY_CODE.get(code)
    if found is None:
        found = next((chinese for phrase, chinese in _BY_WORDS if phrase.lower() in words.lower()), otherwise)
    where = f"“{column}”列：" if column else ""
    return f"{where}{found}（{words}）"
