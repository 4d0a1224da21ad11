"""The words of the messages about forms, Chinese and English, by their code.

They stand here and not with the program's translations, because a form's author reads both and a message is part of
the result of compiling (``form lint --json`` prints it).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "xml_invalid": ("不是完整的 XForm 文件：{detail}", "Not a well-formed XForm: {detail}"),
    "xml_too_deep": ("表单嵌套超过 {limit} 层", "The form is nested more than {limit} levels deep"),
    "too_many_cells": ("工作簿的单元格过多（上限 {limit} 个）", "The workbook has too many cells (at most {limit})"),
    "survey_empty": ("工作表 survey 里没有题", "The survey sheet has no questions"),
    "too_many_nodes": ("表单的节点过多（上限 {limit} 个）", "The form has too many nodes (at most {limit})"),
    "too_entangled": (
        "表单的计算互相牵连过多（上限 {limit} 处引用）：请不要在许多题里用 //*",
        "The calculations of the form read too much of each other (at most {limit} references): avoid //* in many rows",
    ),
    "too_large": ("文件过大（上限 {limit} 字节）", "The file is too large (at most {limit} bytes)"),
    "not_an_xform": ("不是 XForm：缺少 {detail}", "Not an XForm: {detail} is missing"),
    "encrypted_unsupported": (
        "不支持加密提交的表单：本程序自身已加密存储",
        "Forms with encrypted submissions are not supported: the program's own store is encrypted",
    ),
    "search_unsupported": (
        "不支持 search()：请改用 select_one_from_file 与 choice_filter",
        "search() is not supported: use select_one_from_file with a choice_filter",
    ),
    "reference_unknown": ("“{detail}”指向表单中没有的问题", "“{detail}” refers to no question of the form"),
    "expression_invalid": ("{where} 的表达式有误：{detail}", "The expression of {where} is wrong: {detail}"),
    "unknown_function": ("{where} 使用了未知函数 {detail}", "{where} uses the unknown function {detail}"),
    "argument_count": ("{where} 中函数的参数个数不对：{detail}", "{where} calls a function wrongly: {detail}"),
    "cycle": ("计算互相循环：{detail}", "Calculations depend on each other in a circle: {detail}"),
    "instance_duplicate": ("选项表 {detail} 重复", "The secondary instance {detail} is there twice"),
    "not_a_workbook": ("不是 Excel 工作簿", "Not an Excel workbook"),
    "workbook_broken": ("工作簿读不出来：{detail}", "The workbook cannot be read: {detail}"),
    "pyxform": ("表单不能转换：{detail}", "{detail}"),
    "pyxform_warning": ("提示：{detail}", "{detail}"),
    "block_unknown": ("没有名为 {detail} 的公用模块", "There is no shared block named {detail}"),
    "block_nested": ("公用模块 {detail} 里不能再用公用模块", "The block {detail} may not use blocks itself"),
    "choices_differ": (
        "选项表 {detail} 在两个工作簿中内容不同",
        "The choice list {detail} differs between two workbooks",
    ),
    "fact_unknown": ("事实词典中没有“{detail}”", "The fact dictionary has no “{detail}”"),
    "raise_invalid": (
        "raise 写法不对：{detail}（应为 need:代码、lead:代码、alert:1 至 3、tag:代码、task:代码）",
        "raise is written wrongly: {detail} (need:CODE, lead:CODE, alert:1 to 3, tag:CODE, task:CODE)",
    ),
    "column_unknown": ("不认识的列 {detail}，已忽略", "The column {detail} is unknown and was ignored"),
    "fact_value_invalid": (
        "选项的 fact “{detail}”不是 {path} 允许的取值",
        "The choice's fact “{detail}” is no value of {path}",
    ),
    "item_key_missing": (
        "逐人循环“{detail}”没有 @key，答案不知道属于谁",
        "The repeat “{detail}” has no @key: its answers belong to nobody",
    ),
    "key_duplicate": ("问题编号 {detail} 用了两次", "The question key {detail} is used twice"),
    "always_invalid": ("{name} 只能填 yes：{detail}", "{name} can only be yes: {detail}"),
    "when_compares_true": (
        "when 按真假取值，不要与 'true' 比较：{detail}",
        "when is taken as a boolean, do not compare it with 'true': {detail}",
    ),
    "translation_missing": ("“{detail}”缺少 {language} 译文", "“{detail}” has no text in {language}"),
    "label_missing": ("问题“{detail}”没有题面", "The question “{detail}” has no label"),
    "unreachable": ("“{detail}”永远不会显示", "“{detail}” can never be shown"),
    "repeat_label_absolute": (
        "循环“{detail}”的题面引用了循环内的问题，其他软件会显示第一项的值",
        "The label of the repeat “{detail}” refers to a question inside it; other programs show the first one's",
    ),
    "age_by_365": (
        "“{detail}”按固定天数折算周岁，在生日前后会算错；请用 format-date 比较月日",
        "“{detail}” computes an age by a fixed number of days, which is wrong around birthdays",
    ),
    "save_to_unknown": ("save_to 的属性 {detail} 事实词典中没有", "save_to names {detail}, which is no known fact"),
    "entity_list_unknown": (
        "本机没有“{detail}”这个名册，登记的内容只随走访记录保存（认得的名册：{known}）",
        "This program has no entity list {detail}: what is registered stays with the visit only (known lists: {known})",
    ),
    "entity_list_fixed": (
        "走访一户时不能新建“{detail}”里的一户，登记的内容只随走访记录保存",
        "A visit to one household makes no new one in {detail}: what is registered stays with the visit only",
    ),
    "save_to_homeless": (
        "“{detail}”有 save_to，但所在的组没有声明实体",
        "“{detail}” has a save_to, but no entity is declared around it",
    ),
    "save_to_reserved": (
        "save_to 不能用保留名 {detail}（name、label 或以 __ 开头）",
        "save_to cannot use the reserved name {detail} (name, label or what begins with __)",
    ),
    "entities_too_new": (
        "表单使用的实体规范版本 {detail} 太新，本程序还不支持",
        "The form follows version {detail} of the entities specification, which is newer than this program knows",
    ),
    "question_unsupported": (
        "本程序不能采集这种问题：{detail}",
        "This program cannot ask a question of this kind: {detail}",
    ),
    "media_missing": (
        "缺少选项文件 {detail}：请放进与表单同名、以 -media 结尾的文件夹",
        "The file of choices {detail} is missing: put it into the folder that is named like the form and ends in -media",
    ),
    "signers_invalid": ("签字人 {detail} 不认识", "The signer {detail} is unknown"),
    "pattern_catastrophic": (
        "“{detail}”的正则表达式可能算不完",
        "The regular expression of “{detail}” may run for ever",
    ),
}


def wording(code: str, parameters: Mapping[str, str | int]) -> tuple[str, str]:
    """Chinese and English words of a message, its parameters filled in."""
    chinese, english = _WORDS[code]
    return _filled(chinese, parameters), _filled(english, parameters)


def _filled(template: str, parameters: Mapping[str, str | int]) -> str:
    for name, value in parameters.items():
        template = template.replace(f"{{{name}}}", str(value))
    return template
