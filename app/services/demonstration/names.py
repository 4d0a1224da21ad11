"""Invented names: common and rare surnames, names of each generation, characters that few fonts have."""

from __future__ import annotations

from random import Random

COMMON_SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    "田姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
SPECIAL_SURNAMES = "单曾解仇查朴盖区任"
"""Surnames that are read otherwise than the character alone: Shàn, Zēng, Xiè, Qiú, Zhā, Piáo, Gě, Ōu, Rén."""
RARE_CHARACTERS = "㛃䶮𬭼𫖯𬀩𠅤𡋾"
"""Characters outside the common fonts that stand in real household registers."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


OLD_MALE = _words("国富 德才 永贵 大顺 世忠 正明 朝贵 光荣 天寿 应全 登云 兴发 代全 仕林 元成 绍清 明义 开福 安邦 怀礼")
OLD_FEMALE = _words(
    "桂珍 光秀 素芳 玉兰 大碧 朝英 淑华 国珍 天秀 仕芬 明菊 清兰 翠英 琼仙 德芳 兴碧 永秀 绍玉 成芳 元香"
)
MIDDLE_MALE = _words("志强 建国 建军 勇 军 伟 小平 明华 世伟 春林 东 海波 晓东 宏 刚 文斌 光明 永刚 学军 正华")
MIDDLE_FEMALE = _words("丽 敏 小红 艳 春梅 秀琼 晓燕 雪梅 玲 小琴 红梅 芳 丽华 燕 建英 琼 小兰 明霞 秀英 桂蓉")
YOUNG_MALE = _words("浩宇 子轩 俊杰 宇航 鑫 一鸣 梓豪 家豪 睿 思远 嘉诚 皓轩 天佑 文博 俊熙 小波 泽宇 锦程 煜 瑞")
YOUNG_FEMALE = _words("雨桐 欣怡 梓涵 思雨 佳怡 语嫣 诗涵 可馨 若曦 雅婷 梦瑶 静怡 婷婷 紫涵 心怡 钰涵 子萱 悦 萌 瑶")

RARE_SHARE = 0.02
SPECIAL_SHARE = 0.08


def surname(chance: Random) -> str:
    """Draw a surname; about one in twelve is read otherwise than expected."""
    pool = SPECIAL_SURNAMES if chance.random() < SPECIAL_SHARE else COMMON_SURNAMES
    return chance.choice(pool)


def given_name(chance: Random, male: bool, birth_year: int) -> str:
    """Draw a given name that fits sex and generation; one in fifty has a rare character."""
    if chance.random() < RARE_SHARE:
        return chance.choice(RARE_CHARACTERS)
    if birth_year < 1968:
        pool = OLD_MALE if male else OLD_FEMALE
    elif birth_year < 1998:
        pool = MIDDLE_MALE if male else MIDDLE_FEMALE
    else:
        pool = YOUNG_MALE if male else YOUNG_FEMALE
    return chance.choice(pool)
