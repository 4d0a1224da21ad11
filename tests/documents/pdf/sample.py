"""An invented record with every part filled, and a bare one."""

from __future__ import annotations

from datetime import date, datetime

from app.documents.pdf.visit_record_data import (
    Answer,
    AnswerSection,
    Change,
    Check,
    Figure,
    Judgement,
    Printed,
    Promise,
    Signature,
    Support,
    Tick,
    VisitRecord,
)

DAY = date(2026, 11, 20)
STROKES = (((0.1, 0.1), (0.3, 0.05), (0.35, 0.2)), ((0.5, 0.06), (0.52, 0.2)), ((0.7, 0.1),))


def figures(*pairs: tuple[str, str]) -> tuple[Figure, ...]:
    return tuple(Figure(head, value) for head, value in pairs)


FULL = VisitRecord(
    record_id="0193f2c4-7d1e-7a51-9c33-5b1f0a2d9e11",
    place="青溪镇柏树湾村",
    number="访〔511399104〕2026-0312",
    day=DAY,
    address="柏树湾村 2组 14号",
    head="李桂珍 511***********4228",
    household_types=(Tick("脱贫户", on=True), Tick("一般农户")),
    monitored=(Tick("脱贫不稳定户"), Tick("边缘易致贫户"), Tick("突发严重困难户", on=True), Tick("非监测户")),
    low_income=(Tick("低保"), Tick("特困"), Tick("低保边缘"), Tick("刚性支出困难"), Tick("无", on=True)),
    phone="139****8812",
    members=(4, 3, 2),
    interviewee="李桂珍（户主本人）",
    time="2026年11月20日 9:12—10:04",
    visitors="周明远、何晓燕",
    manner=(Tick("入户", on=True), Tick("电话"), Tick("视频")),
    occasion="监测户每月走访",
    previous="10月16日",
    changes=(
        Change("李桂珍", "近期住院", "没有", "有，10月28日出院，县人民医院"),
        Change("王志强", "居民医保", "资助代缴", "没有缴费，已记需求"),
        Change("全户", "饮水水源", "集中供水", "山泉、水窖"),
    ),
    checks=(
        Check("吃", "存粮够 1 个月；每周吃肉蛋奶豆 4 次", Judgement.SAFE),
        Check("穿", "应季衣被够", Judgement.SAFE),
        Check("义务教育", "王雨桐，青溪镇小学三年级，在校", Judgement.SAFE),
        Check("基本医疗", "李桂珍、王雨桐已参保；王志强没有缴费", Judgement.PROBLEM),
        Check("住房", "主房 B 级，人住主房；灶房漏雨，等住建鉴定", Judgement.PROBLEM),
        Check("饮水", "山泉、水窖，够用；水质没有检测", Judgement.UNKNOWN),
    ),
    income_period="2025年11月—2026年10月",
    income=figures(
        ("工资性", "9,600.00"),
        ("经营净", "6,420.00"),
        ("财产性", "312.00"),
        ("转移性", "14,700.00"),
        ("合计", "31,032.00"),
        ("人均（3 人）", "10,344.00"),
    ),
    spending=figures(
        ("医疗自付", "待核票据"),
        ("教育", "2,180.00"),
        ("生产", "1,760.00"),
        ("人情等", "2,400.00"),
        ("外债", "0.00"),
        ("比去年", "＋612.00"),
    ),
    supports=(
        Support("城乡居民养老保险金", "李桂珍", "163.00 元/月", "1,630.00 元", "√"),
        Support("医保参保资助", "2 人", "130.00 元/人", "260.00 元", "√"),
        Support("义务教育生活补助", "王雨桐", "500.00 元/学期", "500.00 元", "少 1 期"),
        Support("耕地地力保护补贴", "李桂珍", "82.50 元/亩", "396.00 元", "√"),
    ),
    needs=("王志强办居民医保：说是 9月没收到缴费短信", "饮水改山泉，水质没检测"),
    done_on_site=("教会李桂珍用手机查养老金到账",),
    promises=(
        Promise("王志强参保，转县医保局", "周明远", "11月27日"),
        Promise("水质检测，报镇水务站", "何晓燕", "12月11日"),
    ),
    told=("居民医保缴费到 12月31日", "残疾证到期前 20 个工作日去换"),
    satisfaction=(Tick("满意", on=True), Tick("基本满意"), Tick("不满意")),
    remark="盼着灶房早点修",
    answers=(
        AnswerSection(
            "健康与医保",
            (
                Answer("36", "近 3 个月有人住院或确诊大病", "有 · 李桂珍"),
                Answer("37", "李桂珍 高血压药还够几天", "12 天"),
                Answer("39", "王志强，今年居民医保怎么参的", "没有缴费（说是 9月没收到缴费短信）"),
            ),
        ),
    ),
    signatures=(
        Signature("受访人", "李桂珍", STROKES),
        Signature("走访人", "周明远", STROKES),
        Signature("走访人", "何晓燕", note="拒签：手伤了，改天补"),
        Signature("村干部", ""),
        Signature("复核（第一书记）", ""),
    ),
    printed=Printed("周明远", datetime(2026, 11, 20, 10, 6), 1),
)

BARE = VisitRecord(record_id="0193f2c4", place="青溪镇柏树湾村", number="访〔511399104〕2026-0001", day=DAY)
