<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>Clock</name>
    <message>
        <source>今天到期</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>逾期 {n} 个工作日</source>
        <translation>{n} working days overdue</translation>
    </message>
    <message>
        <source>剩 {n} 个工作日</source>
        <translation>{n} working days left</translation>
    </message>
    <message>
        <source>逾期 {n} 天</source>
        <translation>{n} days overdue</translation>
    </message>
    <message>
        <source>剩 {n} 天</source>
        <translation>{n} days left</translation>
    </message>
</context>
<context>
    <name>Drawer</name>
    <message>
        <source>收起</source>
        <translation>Put away</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>开始用村访</source>
        <translation>Start with Cunfang</translation>
    </message>
    <message>
        <source>数据只在这台电脑里，加了密</source>
        <translation>Data stays on this computer, encrypted</translation>
    </message>
    <message>
        <source>村的区划代码</source>
        <translation>Division code of the village</translation>
    </message>
    <message>
        <source>12 位数字</source>
        <translation>12 digits</translation>
    </message>
    <message>
        <source>村名</source>
        <translation>Name of the village</translation>
    </message>
    <message>
        <source>您的姓名</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>至少 8 个字，别人猜不到的</source>
        <translation>At least 8 characters that nobody guesses</translation>
    </message>
    <message>
        <source>口令再写一遍</source>
        <translation>Passphrase again</translation>
    </message>
    <message>
        <source>建工作区</source>
        <translation>Make workspace</translation>
    </message>
    <message>
        <source>先看演示村</source>
        <translation>See the demonstration village</translation>
    </message>
    <message>
        <source>正在建工作区</source>
        <translation>Making the workspace</translation>
    </message>
    <message>
        <source>正在建演示村</source>
        <translation>Making the demonstration village</translation>
    </message>
    <message>
        <source>要 12 位数字</source>
        <translation>12 digits are wanted</translation>
    </message>
    <message>
        <source>写上村名</source>
        <translation>Write the name of the village</translation>
    </message>
    <message>
        <source>写上姓名</source>
        <translation>Write your name</translation>
    </message>
    <message>
        <source>至少 8 个字</source>
        <translation>At least 8 characters</translation>
    </message>
    <message>
        <source>两遍不一样</source>
        <translation>The two differ</translation>
    </message>
    <message>
        <source>正在建</source>
        <translation>Making</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>搜农户</source>
        <translation>Search households</translation>
    </message>
    <message>
        <source>换页</source>
        <translation>Change page</translation>
    </message>
    <message>
        <source>做这一页的主要一步</source>
        <translation>Take the main step of this page</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>字大、字小</source>
        <translation>Larger or smaller text</translation>
    </message>
    <message>
        <source>锁上</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>到下一块</source>
        <translation>Next region</translation>
    </message>
    <message>
        <source>回上一页</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Put away</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>锁着</source>
        <translation>Locked</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>忘了口令，在这里输恢复码</source>
        <translation>Passphrase forgotten: type the recovery code here</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>显示</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>藏起</source>
        <translation>Hide</translation>
    </message>
    <message>
        <source>正在打开</source>
        <translation>Opening</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>导航</source>
        <translation>Navigation</translation>
    </message>
    <message>
        <source>村访</source>
        <translation>Cunfang</translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message>
        <source>村访</source>
        <translation>Cunfang</translation>
    </message>
</context>
<context>
    <name>PaperPreview</name>
    <message>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>整页</source>
        <translation>Whole page</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>第 {n} / {total} 页</source>
        <translation>Page {n} / {total}</translation>
    </message>
</context>
<context>
    <name>Progress</name>
    <message>
        <source>约 {n} 分钟</source>
        <translation>about {n} min</translation>
    </message>
    <message>
        <source>约 {n} 秒</source>
        <translation>about {n} s</translation>
    </message>
</context>
<context>
    <name>ProgressPanel</name>
    <message>
        <source>停下</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>正在停下</source>
        <translation>Stopping</translation>
    </message>
</context>
<context>
    <name>RecoveryCode</name>
    <message>
        <source>恢复码，抄在纸上</source>
        <translation>Recovery code: copy it to paper</translation>
    </message>
    <message>
        <source>恢复码 {code}</source>
        <translation>Recovery code {code}</translation>
    </message>
    <message>
        <source>口令忘了，只有它能打开。只显示这一次，封好放村委会保险柜。</source>
        <translation>If the passphrase is forgotten, only this opens the workspace. It is shown this once: seal it and put it into the village's safe.</translation>
    </message>
    <message>
        <source>第 {n} 组</source>
        <translation>Group {n}</translation>
    </message>
    <message>
        <source>抄好了</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>和上面的对不上</source>
        <translation>Differs from the one above</translation>
    </message>
</context>
<context>
    <name>SectionOutline</name>
    <message>
        <source>走访提纲</source>
        <translation>Outline of the visit</translation>
    </message>
</context>
<context>
    <name>SignaturePad</name>
    <message>
        <source>已签</source>
        <translation>Signed</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>已保存 {time}</source>
        <translation>Saved {time}</translation>
    </message>
    <message>
        <source>在线</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>离线，可照常工作</source>
        <translation>Offline, work goes on as usual</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>上次交换 {when}</source>
        <translation>Last exchange {when}</translation>
    </message>
    <message>
        <source>待确认 {n} 条</source>
        <translation>{n} unacknowledged</translation>
    </message>
    <message>
        <source>待确认 {n} 条、附件 {files} 个</source>
        <translation>{n} unacknowledged, {files} attachments</translation>
    </message>
    <message>
        <source>冲突 {n}、搁置 {held}</source>
        <translation>{n} conflicts, {held} held</translation>
    </message>
    <message>
        <source>{n} 处冲突、{held} 条搁置，等您处理</source>
        <translation>{n} conflicts and {held} held wait for you</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>第 {n} 步，共 {total} 步：{stage}</source>
        <translation>Step {n} of {total}: {stage}</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>撤销  Ctrl+Z</source>
        <translation>Undo  Ctrl+Z</translation>
    </message>
</context>
<context>
    <name>TroublePage</name>
    <message>
        <source>打不开</source>
        <translation>Cannot be opened</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>菜单</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>正在做</source>
        <translation>Working</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Put away</translation>
    </message>
    <message>
        <source>这里的按键</source>
        <translation>Keys that hold here</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{month}月{day}日</source>
        <translation>{month}-{day}</translation>
    </message>
    <message>
        <source>{year}年{month}月{day}日</source>
        <translation>{year}-{month}-{day}</translation>
    </message>
    <message>
        <source>星期一</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>星期二</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>星期三</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>星期四</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>星期五</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>星期六</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>星期日</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>{start}—{day}日</source>
        <translation>{start}–{day}</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>today</translation>
    </message>
    <message>
        <source>昨天</source>
        <translation>yesterday</translation>
    </message>
    <message>
        <source>明天</source>
        <translation>tomorrow</translation>
    </message>
    <message>
        <source>{n} 天前</source>
        <translation>{n} days ago</translation>
    </message>
    <message>
        <source>{n} 天后</source>
        <translation>in {n} days</translation>
    </message>
    <message>
        <source>{n} 岁</source>
        <translation>{n} years</translation>
    </message>
    <message>
        <source>{amount} 元</source>
        <translation>{amount} yuan</translation>
    </message>
    <message>
        <source>{amount} 万元</source>
        <translation>{amount} × 10,000 yuan</translation>
    </message>
    <message>
        <source>程序出错了，数据没丢。按 F1 存一份给技术员的说明。编号 {number}</source>
        <translation>The program made a mistake; no data is lost. Tell the technician this number: {number}</translation>
    </message>
</context>
<context>
    <name>_LargePad</name>
    <message>
        <source>请签名</source>
        <translation>Please sign</translation>
    </message>
    <message>
        <source>在这里签，Enter 签好了</source>
        <translation>Sign here, Enter when done</translation>
    </message>
    <message>
        <source>重签</source>
        <translation>Sign again</translation>
    </message>
    <message>
        <source>签好了</source>
        <translation>Signed</translation>
    </message>
</context>
</TS>
