"""The components of design 3 on one page, as in the picture 00-components: for looking and for the geometry tests."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from app.domain.dates import PartialDate
from app.domain.progress import Step
from ui.core.tokens import Tone
from ui.widgets.boxes import Flow, Scroller, column, line
from ui.widgets.buttons import Button, Kind, Segmented
from ui.widgets.cards import Banner, Card, EmptyState, SearchBox
from ui.widgets.chips import Chip, ClockBadge, ClockState
from ui.widgets.choices import Choice, ChoiceList
from ui.widgets.fields import DateEdit, Field, NumberEdit, Select, TextEdit, TickBox
from ui.widgets.labels import KeyHint, Label
from ui.widgets.outline import Section, SectionOutline, SectionState
from ui.widgets.progress import ProgressPanel
from ui.widgets.screen import Screen
from ui.widgets.signature import SignaturePad
from ui.widgets.timeline import Happening, Timeline

TODAY = date(2026, 11, 20)
HAPPENINGS = [
    Happening(
        what="入户走访 第 11 次",
        when="10月16日",
        text="见到李桂珍、王志强。新发现 1 件需求：灶房漏雨",
        who="何晓燕、周明远 · 本机",
        icon="notebook",
        tone=Tone.BLUE,
    ),
    Happening("电话 尾号 5521 → 3306", "10月16日", "本人说换号，走访中改", "何晓燕 · 走访记录第 A5 题", "note-pencil"),
    Happening("收到线索：医保自付 1.84 万元", "9月5日", "县医保局 8月名单", "青溪镇下发 · 刘芳", "flag", Tone.AMBER),
]


def flow(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    inside = Flow(holder, gap=8)
    for widget in widgets:
        inside.addWidget(widget)
    return holder


class ComponentsPage(Screen):
    def __init__(self) -> None:
        super().__init__("构件与状态", "常态 · 指着 · 焦点 · 不可用")
        self.primary = Button("完成走访", Kind.PRIMARY, "check")
        self.head.set_actions([SearchBox("搜姓名、拼音、尾号、电话"), Button("打印", icon="printer"), self.primary])
        self.columns = line(gap=12)
        self.columns.addLayout(column(self._buttons(), self._chips(), self._progress(), -1, gap=12), 5)
        self.columns.addLayout(column(self._fields(), -1, gap=12), 4)
        self.columns.addLayout(column(self._banners(), self._options(), -1, gap=12), 4)
        rest = line(self._timeline(), self._outline(), self._signature(), gap=12)
        self.setLayout(column(self.head, Scroller(column(self.columns, rest, -1, gap=12, margins=(16, 12, 16, 12)))))

    def _buttons(self) -> Card:
        card = Card("按钮")
        off = Button("完成走访", Kind.PRIMARY, "check")
        off.forbid("还有 1 处错，改好才能完成")
        card.add(flow(Button("完成走访", Kind.PRIMARY, "check"), off))
        off = Button("打印", icon="printer")
        off.setEnabled(False)
        card.add(flow(Button("打印", icon="printer"), off, Button("走访", rowed=True)))
        danger = Button("删除草稿", Kind.DANGER, "trash")
        seg = Segmented([("section", "整节"), ("question", "逐题")], "section", "看法")
        card.add(flow(Button("退回", Kind.DANGER, "arrow-u-up-left"), danger, Button("显示全部", Kind.QUIET), seg))
        return card

    def _chips(self) -> Card:
        card = Card("时限徽章：色、图标、字三样齐")
        running = [ClockBadge.running(n, working_days=True, amber_from=2) for n in (3, 2, 0, -4)]
        card.add(flow(*running, ClockBadge(ClockState.PAUSED, "暂停"), ClockBadge(ClockState.DONE, "已办结")))
        kinds = Chip("监测户", Tone.AMBER), Chip("独居老人", Tone.AMBER), Chip("失联", Tone.RED, "warning-circle")
        card.add(Label("户类与风险", strong=True), flow(Chip("脱贫户"), *kinds))
        return card

    def _progress(self) -> ProgressPanel:
        panel = ProgressPanel("正在写入名单", "停在整百行，已写的不丢")
        panel.show_step(Step("write", 13_800, 30_000))
        return panel

    def _fields(self) -> Card:
        card = Card("输入框")
        identity = Field("身份证号", TextEdit("511399195903124229"))
        identity.set_error("校验位对不上，请对着证件再看一遍")
        good = Field("身份证号", TextEdit("511399 19590312 4228"))
        good.set_ok("女，67 岁，生日 1959年3月12日")
        day = Field("出院日期", DateEdit(TODAY, PartialDate(2026, 10, 28)))
        money = Field("自付金额（元）", NumberEdit(decimals=2))
        money.set_error("没填，不清楚按 F4")
        owned = TextEdit("740.00 元/月")
        owned.setReadOnly(True)
        left = line(Field("姓名", TextEdit("李桂珍")), Field("电话", TextEdit("1390817"), "还差 4 位"), gap=12)
        card.add(left, identity, good, line(day, money, gap=12))
        select = Select([("a", "高血压"), ("b", "糖尿病")], "a")
        card.add(line(Field("慢病", select), Field("县低保标准", owned, "政策包带来，不能改"), gap=12))
        tick = TickBox("身份证遮中间")
        tick.setChecked(True)
        card.add(tick)
        return card

    def _banners(self) -> Card:
        card = Card("提示、空白、撤销")
        card.add(Banner(Tone.RED, "走访逾期 4 个工作日", "应在 11月16日 前入户"))
        card.add(Banner(Tone.AMBER, "残疾证 41 天后到期", "换证要 20 个工作日"))
        card.add(Banner(Tone.BLUE, "系统提示，不是审批结论"))
        card.add(Banner(Tone.GREEN, "没有错，可以签字", "请受访人先看一遍改动和需求，再签"))
        card.add(EmptyState("flag", "没有待办线索", Button("导入名单", icon="file-arrow-down")))
        return card

    def _options(self) -> Card:
        card = Card("选项：数字键直选")
        choices = [Choice("a", "自己缴费"), Choice("b", "资助代缴"), Choice("c", "没有缴费")]
        self.choices = ChoiceList(choices, "医保", unknown="不清楚，下次再问")
        self.choices.choose({"b"})
        card.add(
            self.choices,
            flow(KeyHint("Enter"), Label("下一题", wrap=False), KeyHint("F2"), Label("写说明", wrap=False)),
        )
        return card

    def _timeline(self) -> Card:
        card = Card("经过")
        card.add(Timeline(HAPPENINGS))
        return card

    def _outline(self) -> Card:
        card = Card("走访提纲", count="41 / 68", headed=True)
        outline = SectionOutline()
        outline.set_sections(
            [
                Section("a", "四查 生活", SectionState.DONE, 4, 4),
                Section("b", "健康与医保", SectionState.UNDER_WAY, 7, 11),
                Section("c", "四查 住房", SectionState.WRONG, 3, 4, "有错"),
                Section("d", "债务和大额支出", SectionState.NEEDLESS, 0, 4, "可不问"),
                Section("e", "孩子上学", SectionState.NOT_BEGUN, 0, 3),
            ],
            "b",
        )
        card.add(outline)
        return card

    def _signature(self) -> Card:
        card = Card("签名")
        locked = SignaturePad("走访人 何晓燕", "在这里签")
        locked.lock("改好 1 处错后可签")
        card.add(SignaturePad("受访人 李桂珍", "在这里签"), locked)
        return card
