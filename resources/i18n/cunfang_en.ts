<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AboutCard</name>
    <message>
        <source>关于村访</source>
        <translation>About Cunfang</translation>
    </message>
    <message>
        <source>村访 {version}</source>
        <translation>Cunfang {version}</translation>
    </message>
    <message>
        <source>Apache-2.0 许可，离线使用</source>
        <translation>Apache-2.0 licence, works offline</translation>
    </message>
    <message>
        <source>界面用字 · SIL OFL 1.1</source>
        <translation>Screen type · SIL OFL 1.1</translation>
    </message>
    <message>
        <source>打印用字 · SIL OFL 1.1</source>
        <translation>Print type · SIL OFL 1.1</translation>
    </message>
    <message>
        <source>生僻字</source>
        <translation>Rare characters</translation>
    </message>
    <message>
        <source>图标 MIT · 窗口程序库 LGPL 3</source>
        <translation>Icons MIT · window library LGPL 3</translation>
    </message>
    <message>
        <source>看许可</source>
        <translation>Licences</translation>
    </message>
    <message>
        <source>看 {name} 的许可</source>
        <translation>Licence of {name}</translation>
    </message>
</context>
<context>
    <name>Additions</name>
    <message>
        <source>换成 {version} 版了</source>
        <translation>Now version {version}</translation>
    </message>
    <message>
        <source>去掉了这一个</source>
        <translation>This one was removed</translation>
    </message>
</context>
<context>
    <name>AskedCard</name>
    <message>
        <source>{n} 题，答了会多出或少掉一些</source>
        <translation>{n} questions; answers add or remove some</translation>
    </message>
</context>
<context>
    <name>AtOnce</name>
    <message>
        <source>同一列一次定</source>
        <translation>Decide a whole column</translation>
    </message>
    <message>
        <source>改动多的列</source>
        <translation>Columns with many changes</translation>
    </message>
    <message>
        <source>都改</source>
        <translation>Change all</translation>
    </message>
    <message>
        <source>都不改</source>
        <translation>Keep all</translation>
    </message>
    <message>
        <source>逐个看</source>
        <translation>One by one</translation>
    </message>
    <message>
        <source>本机的更新或签过字的 {n} 处，先不改</source>
        <translation>Newer here or signed ({n}): kept for now</translation>
    </message>
    <message>
        <source>{n} 处</source>
        <translation>places: {n}</translation>
    </message>
</context>
<context>
    <name>BackupCard</name>
    <message>
        <source>备份</source>
        <translation>Backup</translation>
    </message>
    <message>
        <source>现在备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>试着恢复</source>
        <translation>Test a restore</translation>
    </message>
    <message>
        <source>备份到 U 盘或别的地方</source>
        <translation>Back up to a USB stick or elsewhere</translation>
    </message>
    <message>
        <source>这台电脑上的自动备份</source>
        <translation>Automatic backup on this computer</translation>
    </message>
    <message>
        <source>拿一份备份在旁边打开数一数，现有数据不动</source>
        <translation>Opens a backup beside the data and counts it; the data is left alone</translation>
    </message>
    <message>
        <source>还没有备份到别处</source>
        <translation>No backup elsewhere yet</translation>
    </message>
    <message>
        <source>最近一次 {when} · {size}</source>
        <translation>Latest {when} · {size}</translation>
    </message>
    <message>
        <source>{text}，该备份了</source>
        <translation>{text}; a backup is due</translation>
    </message>
    <message>
        <source>村访备份-{day}</source>
        <translation>cunfang-backup-{day}</translation>
    </message>
    <message>
        <source>备份到哪里</source>
        <translation>Where to back up to</translation>
    </message>
    <message>
        <source>正在备份</source>
        <translation>Backing up</translation>
    </message>
    <message>
        <source>停下就不留半个文件</source>
        <translation>Stopping leaves no half-written file</translation>
    </message>
    <message>
        <source>备份好了：{file}</source>
        <translation>Backed up: {file}</translation>
    </message>
    <message>
        <source>拿哪一份备份来试</source>
        <translation>Which backup to test</translation>
    </message>
    <message>
        <source>村访备份</source>
        <translation>Cunfang backup</translation>
    </message>
    <message>
        <source>正在试着恢复</source>
        <translation>Testing the restore</translation>
    </message>
    <message>
        <source>{file} 打开核过，读得出：{households} 户、{persons} 人、{visits} 次走访</source>
        <translation>{file} was opened and checked. Households: {households}, people: {persons}, visits: {visits}</translation>
    </message>
    <message>
        <source>换地方</source>
        <translation>Elsewhere</translation>
    </message>
    <message>
        <source>还没有，每天做一份，导入名册后再做一份</source>
        <translation>None yet; one a day and one after each import</translation>
    </message>
    <message>
        <source>备份的地方不在：{place}。插上那个 U 盘，或者换个地方</source>
        <translation>Not there: {place}. Plug in that stick, or choose another place</translation>
    </message>
</context>
<context>
    <name>Beginning</name>
    <message>
        <source>上移一行</source>
        <translation>Up one row</translation>
    </message>
    <message>
        <source>下移一行</source>
        <translation>Down one row</translation>
    </message>
    <message>
        <source>表头不对？</source>
        <translation>Wrong header row?</translation>
    </message>
    <message>
        <source>文件开头</source>
        <translation>Top of the file</translation>
    </message>
    <message>
        <source>行号和 Excel 里一样</source>
        <translation>Row numbers as in Excel</translation>
    </message>
    <message>
        <source>表头，共 {n} 列</source>
        <translation>Header, {n} columns</translation>
    </message>
</context>
<context>
    <name>BenefitsCard</name>
    <message>
        <source>政策</source>
        <translation>Benefit</translation>
    </message>
    <message>
        <source>享受人</source>
        <translation>Recipient</translation>
    </message>
    <message>
        <source>金额</source>
        <translation>Amount</translation>
    </message>
    <message>
        <source>从什么时候</source>
        <translation>Since</translation>
    </message>
    <message>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <source>享受政策</source>
        <translation>Benefits</translation>
    </message>
    <message>
        <source>没有记下享受的政策</source>
        <translation>No benefit is recorded</translation>
    </message>
    <message>
        <source>在享 {n} 项</source>
        <translation>{n} current</translation>
    </message>
    <message>
        <source>在享</source>
        <translation>Current</translation>
    </message>
    <message>
        <source>已停</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>金额没记</source>
        <translation>No amount recorded</translation>
    </message>
    <message>
        <source>{day}起</source>
        <translation>since {day}</translation>
    </message>
</context>
<context>
    <name>BesideQuestion</name>
    <message>
        <source>说明</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>选一张照片放在这一题旁边</source>
        <translation>Choose a photo to put beside this question</translation>
    </message>
    <message>
        <source>加照片</source>
        <translation>Add photo</translation>
    </message>
</context>
<context>
    <name>ChangesCard</name>
    <message>
        <source>这次会改动的记录</source>
        <translation>Records this visit changes</translation>
    </message>
    <message>
        <source>和记录一样，没有要改的</source>
        <translation>Same as the records; nothing changes</translation>
    </message>
    <message>
        <source>不改“{fact}”要写原因</source>
        <translation>To keep &quot;{fact}&quot;, write a reason</translation>
    </message>
    <message>
        <source>改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>不改</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>原因：{fact}</source>
        <translation>Reason: {fact}</translation>
    </message>
    <message>
        <source>全户</source>
        <translation>All</translation>
    </message>
    <message>
        <source>不改的原因</source>
        <translation>Reason for keeping</translation>
    </message>
    <message>
        <source>改的原因（可不写，默认入户核实）</source>
        <translation>Reason for the change (optional; verified at home if blank)</translation>
    </message>
    <message>
        <source>新增成员</source>
        <translation>New member</translation>
    </message>
    <message>
        <source>走访期间有人改过这一项，左边是现在的记录</source>
        <translation>Changed by somebody during the visit; on the left is the record as it is now</translation>
    </message>
    <message>
        <source>记不进档案的登记</source>
        <translation>Registered, but not for the record</translation>
    </message>
    <message>
        <source>内容随走访记录保存，不改档案，也不影响签字</source>
        <translation>Kept with the visit; changes no record and does not hold back signing</translation>
    </message>
</context>
<context>
    <name>ChangesTab</name>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>改了什么</source>
        <translation>What changed</translation>
    </message>
    <message>
        <source>怎么改的</source>
        <translation>How</translation>
    </message>
    <message>
        <source>变更记录</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>还没有变更</source>
        <translation>No changes yet</translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message>
        <source>检查</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>查一遍</source>
        <translation>Check now</translation>
    </message>
    <message>
        <source>数据完好吗</source>
        <translation>Is the data sound</translation>
    </message>
    <message>
        <source>逐页核对校验码，停电、摔过之后查一遍</source>
        <translation>Checks the checksum of every page; worth doing after a power cut or a fall</translation>
    </message>
    <message>
        <source>正在查</source>
        <translation>Checking</translation>
    </message>
    <message>
        <source>正在查数据</source>
        <translation>Checking the data</translation>
    </message>
    <message>
        <source>有 {n} 处不对。先别再写，从最近的备份恢复，把这句话告诉技术员：{first}</source>
        <translation>Places damaged: {n}. Write nothing more, restore the latest backup, and tell the technician this: {first}</translation>
    </message>
    <message>
        <source>查完了，没有发现问题</source>
        <translation>Checked; nothing wrong was found</translation>
    </message>
    <message>
        <source>只看不改，停下也不影响数据</source>
        <translation>It only looks; stopping changes no data</translation>
    </message>
</context>
<context>
    <name>ChecklistsCard</name>
    <message>
        <source>清单</source>
        <translation>Checklists</translation>
    </message>
    <message>
        <source>导入清单</source>
        <translation>Import a checklist</translation>
    </message>
    <message>
        <source>县里做的 XLSForm（.xlsx、.xls）或 XForm（.xml）；办到一半的走访留着旧版，可以换过去</source>
        <translation>An XLSForm (.xlsx, .xls) or XForm (.xml) of the county; visits under way keep their version and can change</translation>
    </message>
    <message>
        <source>收一份新清单</source>
        <translation>Take in a new checklist</translation>
    </message>
    <message>
        <source>{n} 份</source>
        <translation>{n}</translation>
    </message>
    <message>
        <source>{version} 版 · {n} 题</source>
        <translation>version {version} · {n} questions</translation>
    </message>
    <message>
        <source>选一份清单</source>
        <translation>Choose a checklist</translation>
    </message>
    <message>
        <source>清单 ({kinds})</source>
        <translation>Checklists ({kinds})</translation>
    </message>
    <message>
        <source>正在收</source>
        <translation>Taking it in</translation>
    </message>
    <message>
        <source>跳过这些题收下</source>
        <translation>Take it in without these questions</translation>
    </message>
    <message>
        <source>{file} 没有收下，有 {n} 处要改</source>
        <translation>{file} was not taken in: {n} things to mend</translation>
    </message>
    <message>
        <source>按下面的工作表、行、列改好再来</source>
        <translation>Mend sheet, row and column below, then try again</translation>
    </message>
    <message>
        <source>收下了：{title} {version} 版，{n} 题</source>
        <translation>Taken in: {title}, version {version}, {n} questions</translation>
    </message>
    <message>
        <source>还有 {n} 处提醒作者看看</source>
        <translation>{n} notes for its author</translation>
    </message>
    <message>
        <source>没有收下</source>
        <translation>Not taken in</translation>
    </message>
    <message>
        <source>第 {n} 行</source>
        <translation>row {n}</translation>
    </message>
    <message>
        <source>{column} 列</source>
        <translation>column {column}</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>不清楚，下次再问</source>
        <translation>Not known, ask next time</translation>
    </message>
</context>
<context>
    <name>ChoosePart</name>
    <message>
        <source>选文件</source>
        <translation>Choose file</translation>
    </message>
    <message>
        <source>把名册拖到这里，或者选一个文件。能读 Excel（.xlsx .xls）和 .csv，导出的名册不用改。</source>
        <translation>Drag a roster here, or choose a file. Excel (.xlsx .xls) and .csv are read; an exported roster needs no editing.</translation>
    </message>
    <message>
        <source>选好的文件</source>
        <translation>Chosen file</translation>
    </message>
    <message>
        <source>接着对列</source>
        <translation>Match columns</translation>
    </message>
    <message>
        <source>导入前知道三件事</source>
        <translation>Three things to know first</translation>
    </message>
    <message>
        <source>先看会改什么，看完再写；写完能整批撤销。</source>
        <translation>You see what would change before anything is written; the whole import can be undone.</translation>
    </message>
    <message>
        <source>名册里没有的人不会被删，只提醒。</source>
        <translation>People missing from the roster are not deleted, only pointed out.</translation>
    </message>
    <message>
        <source>证件号码不对的行单独存成表，补好再导，不会重复。</source>
        <translation>Rows with a wrong ID number go to a table of their own; mend them and import again, nothing doubles.</translation>
    </message>
</context>
<context>
    <name>Clock</name>
    <message>
        <source>今天到期</source>
        <translation>Due today</translation>
    </message>
    <message>
        <source>逾期 {n} 个工作日</source>
        <translation>{n} workdays over</translation>
    </message>
    <message>
        <source>剩 {n} 个工作日</source>
        <translation>{n} workdays left</translation>
    </message>
    <message>
        <source>逾期 {n} 天</source>
        <translation>{n} d overdue</translation>
    </message>
    <message>
        <source>剩 {n} 天</source>
        <translation>{n} d left</translation>
    </message>
</context>
<context>
    <name>ClockEditor</name>
    <message>
        <source>写 8:30、0830、下午3点 都行</source>
        <translation>8:30, 0830 or 下午3点</translation>
    </message>
    <message>
        <source>看不懂这个时间，写几点几分</source>
        <translation>This time is not understood: write hour and minute</translation>
    </message>
</context>
<context>
    <name>CodeEditor</name>
    <message>
        <source>用扫码枪扫，或照着输</source>
        <translation>Scan it, or type what it says</translation>
    </message>
</context>
<context>
    <name>ColumnPanel</name>
    <message>
        <source>找要写到的事实</source>
        <translation>Find a fact to write to</translation>
    </message>
    <message>
        <source>写到</source>
        <translation>Write to</translation>
    </message>
    <message>
        <source>可以写到的事实</source>
        <translation>Facts to write to</translation>
    </message>
    <message>
        <source>{letters} 列 {header}</source>
        <translation>Column {letters} {header}</translation>
    </message>
    <message>
        <source>这一列写到哪里</source>
        <translation>Where this column goes</translation>
    </message>
    <message>
        <source>{letters} 列“{header}”已对到{label}，一个事实只能由一列写。</source>
        <translation>Column {letters} &quot;{header}&quot; already goes to {label}; only one column can write a fact.</translation>
    </message>
    <message>
        <source>有 {n} 格看不懂，会当作不清楚。</source>
        <translation>Not understood, so not known: {n}.</translation>
    </message>
    <message>
        <source>头三行：{samples}</source>
        <translation>First three rows: {samples}</translation>
    </message>
    <message>
        <source>{label}，代替 {letters} 列</source>
        <translation>{label}, instead of column {letters}</translation>
    </message>
    <message>
        <source>不要这一列</source>
        <translation>Leave out this column</translation>
    </message>
    <message>
        <source>留在原文件里</source>
        <translation>It stays in the file</translation>
    </message>
    <message>
        <source>户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>人</source>
        <translation>Person</translation>
    </message>
</context>
<context>
    <name>Consequences</name>
    <message>
        <source>现在就要处置</source>
        <translation>Act now</translation>
    </message>
    <message>
        <source>24 小时内处置</source>
        <translation>Act within 24 hours</translation>
    </message>
    <message>
        <source>7 天内处置</source>
        <translation>Act within 7 days</translation>
    </message>
    <message>
        <source>与上次不同</source>
        <translation>Differs from last time</translation>
    </message>
    <message>
        <source>这个答案会记下</source>
        <translation>This answer records</translation>
    </message>
    <message>
        <source>记一条需求：{what}</source>
        <translation>A need: {what}</translation>
    </message>
    <message>
        <source>记一条线索：{what}</source>
        <translation>A lead: {what}</translation>
    </message>
</context>
<context>
    <name>DateEditor</name>
    <message>
        <source>看不懂这个日期，写到哪一天</source>
        <translation>This date was not understood; write month and day</translation>
    </message>
    <message>
        <source>写 2019、去年是哪年就写哪年</source>
        <translation>A year such as 2019</translation>
    </message>
    <message>
        <source>看不懂这个年份，写四位数字</source>
        <translation>This year is not understood: write four digits</translation>
    </message>
    <message>
        <source>写 201903、2019年3月 都行</source>
        <translation>A month such as 201903 or 2019年3月</translation>
    </message>
    <message>
        <source>看不懂这个月份，写到哪年哪月</source>
        <translation>This month is not understood: write year and month</translation>
    </message>
    <message>
        <source>写 1028、10月28日、昨天、明天都行</source>
        <translation>1028, 10月28日, 昨天 or 明天 all work</translation>
    </message>
</context>
<context>
    <name>DigitsEditor</name>
    <message>
        <source>这里只写数字</source>
        <translation>Digits only</translation>
    </message>
</context>
<context>
    <name>DisplayCard</name>
    <message>
        <source>显示</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>字号</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>As system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>高对比</source>
        <translation>High contrast</translation>
    </message>
    <message>
        <source>样子</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>界面文字</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>整节</source>
        <translation>Section</translation>
    </message>
    <message>
        <source>逐题</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>走访提纲</source>
        <translation>Outline of the visit</translation>
    </message>
    <message>
        <source>所有字一起变，Ctrl 加号、减号随时改</source>
        <translation>All text changes together; Ctrl plus and minus at any time</translation>
    </message>
    <message>
        <source>跟随系统时，系统换了这里跟着换</source>
        <translation>As system: changes when the system does</translation>
    </message>
    <message>
        <source>整节看得见前后，逐题一次一问</source>
        <translation>A section at a time, or one question at a time</translation>
    </message>
    <message>
        <source>字号 {n}%，{look}</source>
        <translation>Text {n} %, {look}</translation>
    </message>
    <message>
        <source>字号改成 {n}%</source>
        <translation>Text size is now {n} %</translation>
    </message>
    <message>
        <source>样子换好了</source>
        <translation>The look has changed</translation>
    </message>
    <message>
        <source>走访提纲的样子换好了</source>
        <translation>The outline has changed</translation>
    </message>
    <message>
        <source>所有页一起换，写了一半的都在</source>
        <translation>All pages change at once; nothing half written is lost</translation>
    </message>
</context>
<context>
    <name>DonePart</name>
    <message>
        <source>这次导入</source>
        <translation>This import</translation>
    </message>
    <message>
        <source>撤销整次导入</source>
        <translation>Undo the whole import</translation>
    </message>
    <message>
        <source>存拒收的行</source>
        <translation>Save refused rows</translation>
    </message>
    <message>
        <source>再导一个文件</source>
        <translation>Import another file</translation>
    </message>
    <message>
        <source>去看农户</source>
        <translation>Show households</translation>
    </message>
    <message>
        <source>写好了</source>
        <translation>Written</translation>
    </message>
    <message>
        <source>整次导入可以撤销，后来改过的列不动。</source>
        <translation>The whole import can be undone; what was changed later stays.</translation>
    </message>
    <message>
        <source>{n} 行拒收，没有写。</source>
        <translation>Rows refused and not written: {n}.</translation>
    </message>
    <message>
        <source>{n} 人名册里没有，没有删。</source>
        <translation>People not on the roster, not deleted: {n}.</translation>
    </message>
    <message>
        <source>{n} 处照您说的不改。</source>
        <translation>Kept as you decided: {n}.</translation>
    </message>
    <message>
        <source>新增 {persons} 人、{households} 户，改了 {places} 处。</source>
        <translation>Added people: {persons}, households: {households}. Places changed: {places}.</translation>
    </message>
    <message>
        <source>{n} 处后来又改过，没有动。</source>
        <translation>Changed again later and left alone: {n}.</translation>
    </message>
    <message>
        <source>名册和导入前一样。</source>
        <translation>The records are as before the import.</translation>
    </message>
    <message>
        <source>已撤销整次导入</source>
        <translation>The whole import is undone</translation>
    </message>
    <message>
        <source>已经撤销了</source>
        <translation>Undone already</translation>
    </message>
    <message>
        <source>其中 {n} 人记了原因。</source>
        <translation>Reasons noted for {n} of them.</translation>
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
    <name>DrawnEditor</name>
    <message>
        <source>在这里签</source>
        <translation>Sign here</translation>
    </message>
    <message>
        <source>重签</source>
        <translation>Sign again</translation>
    </message>
    <message>
        <source>空格全屏签，Delete 重来；离开这一题就存下</source>
        <translation>Space signs full screen, Delete begins anew; kept when you leave the question</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>知道了</source>
        <translation>Noted</translation>
    </message>
</context>
<context>
    <name>FactEditor</name>
    <message>
        <source>改成</source>
        <translation>Change to</translation>
    </message>
    <message>
        <source>哪天的情况</source>
        <translation>As of</translation>
    </message>
    <message>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>原因（可不写）</source>
        <translation>Reason (optional)</translation>
    </message>
    <message>
        <source>改成这样</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>记作不清楚</source>
        <translation>Record as not known</translation>
    </message>
    <message>
        <source>以前的值</source>
        <translation>Earlier values</translation>
    </message>
    <message>
        <source>现在：{value}</source>
        <translation>Now: {value}</translation>
    </message>
    <message>
        <source>原来的号不显示，写整个新号</source>
        <translation>The old number is not shown; write the whole new number</translation>
    </message>
    <message>
        <source>单位：{unit}</source>
        <translation>Unit: {unit}</translation>
    </message>
    <message>
        <source>是</source>
        <translation>Yes</translation>
    </message>
    <message>
        <source>否</source>
        <translation>No</translation>
    </message>
    <message>
        <source>这里要写数字</source>
        <translation>A number is wanted here</translation>
    </message>
    <message>
        <source>日期看不懂，例如 10月28日</source>
        <translation>This date was not understood; for example 10月28日</translation>
    </message>
    <message>
        <source>写上新的值；问不清就点“记作不清楚”</source>
        <translation>Write the new value; if it cannot be found out, choose &quot;Record as not known&quot;</translation>
    </message>
    <message>
        <source>选一样依据</source>
        <translation>Choose a basis</translation>
    </message>
    <message>
        <source>改“{label}”要写原因</source>
        <translation>To change &quot;{label}&quot;, write a reason</translation>
    </message>
</context>
<context>
    <name>FactsPanel</name>
    <message>
        <source>相关事实</source>
        <translation>Related facts</translation>
    </message>
    <message>
        <source>还没有记录</source>
        <translation>Nothing recorded yet</translation>
    </message>
    <message>
        <source>旧了，再问</source>
        <translation>Old, ask again</translation>
    </message>
    <message>
        <source>名册推定</source>
        <translation>Per roster</translation>
    </message>
    <message>
        <source>现在就要处置</source>
        <translation>Act now</translation>
    </message>
    <message>
        <source>打电话</source>
        <translation>Call</translation>
    </message>
    <message>
        <source>镇上、村里的电话可以在设置里写好，会排在最前面</source>
        <translation>Numbers of township and village can be entered in the settings; they come first</translation>
    </message>
    <message>
        <source>电话打完接着问，已答的都存着；这一条会留在走访记录里</source>
        <translation>Go on after the call, all answers are stored; this stays in the visit record</translation>
    </message>
    <message>
        <source>公安：人身危险、侵害、失踪</source>
        <translation>Police: danger, harm, missing persons</translation>
    </message>
    <message>
        <source>急救：伤病、自伤</source>
        <translation>Ambulance: injury, illness, self-harm</translation>
    </message>
    <message>
        <source>消防：火灾、垮塌、被困</source>
        <translation>Fire brigade: fire, collapse, trapped</translation>
    </message>
    <message>
        <source>政务热线，转民政、未成年人保护</source>
        <translation>Government line: civil affairs, protection of minors</translation>
    </message>
</context>
<context>
    <name>FactsTab</name>
    <message>
        <source>谁的</source>
        <translation>Whose</translation>
    </message>
    <message>
        <source>事实</source>
        <translation>Fact</translation>
    </message>
    <message>
        <source>现在的值</source>
        <translation>Value now</translation>
    </message>
    <message>
        <source>哪天的</source>
        <translation>As of</translation>
    </message>
    <message>
        <source>依据、谁记的</source>
        <translation>Basis, recorded by</translation>
    </message>
    <message>
        <source>档案事实</source>
        <translation>Facts on file</translation>
    </message>
    <message>
        <source>改这一项</source>
        <translation>Change this fact</translation>
    </message>
    <message>
        <source>全户</source>
        <translation>Whole household</translation>
    </message>
</context>
<context>
    <name>FaultNotes</name>
    <message>
        <source>说明存到哪里</source>
        <translation>Where to save the note</translation>
    </message>
    <message>
        <source>村访说明-{number}</source>
        <translation>cunfang-note-{number}</translation>
    </message>
</context>
<context>
    <name>FileEditor</name>
    <message>
        <source>选照片…</source>
        <translation>Choose a photo…</translation>
    </message>
    <message>
        <source>选文件…</source>
        <translation>Choose a file…</translation>
    </message>
    <message>
        <source>拿掉</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>空格选一张；存进来时缩到 {n} 像素，拍摄地点等信息会去掉</source>
        <translation>Space chooses one; it is scaled to {n} pixels, and where it was taken is left out</translation>
    </message>
    <message>
        <source>空格选一个，最多 20 MB</source>
        <translation>Space chooses one, 20 MB at most</translation>
    </message>
    <message>
        <source>换一张…</source>
        <translation>Another photo…</translation>
    </message>
    <message>
        <source>换一个…</source>
        <translation>Another file…</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>选一张照片</source>
        <translation>Choose a photo</translation>
    </message>
    <message>
        <source>照片 ({kinds})</source>
        <translation>Photos ({kinds})</translation>
    </message>
    <message>
        <source>选一个文件，最多 20 MB</source>
        <translation>Choose a file, 20 MB at most</translation>
    </message>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
</context>
<context>
    <name>Filters</name>
    <message>
        <source>搜姓名、拼音、尾号、电话</source>
        <translation>Name, pinyin, last digits or phone</translation>
    </message>
    <message>
        <source>全部组</source>
        <translation>All groups</translation>
    </message>
    <message>
        <source>村民小组</source>
        <translation>Villager group</translation>
    </message>
    <message>
        <source>怎么排</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>只看</source>
        <translation>Only</translation>
    </message>
    <message>
        <source>{group} {n} 户</source>
        <translation>{group} ({n})</translation>
    </message>
    <message>
        <source>按门牌</source>
        <translation>By door number</translation>
    </message>
    <message>
        <source>按姓名</source>
        <translation>By name</translation>
    </message>
    <message>
        <source>最久没走访的在前</source>
        <translation>Longest unvisited first</translation>
    </message>
    <message>
        <source>下次走访近的在前</source>
        <translation>Next visit first</translation>
    </message>
</context>
<context>
    <name>FindEditor</name>
    <message>
        <source>写几个字，或拼音首字母</source>
        <translation>Some characters, or initials of the pinyin</translation>
    </message>
    <message>
        <source>去掉 {label}</source>
        <translation>Remove {label}</translation>
    </message>
    <message>
        <source>没有这样的，换几个字试试</source>
        <translation>Nothing like this, try other characters</translation>
    </message>
    <message>
        <source>{n} 项，↓ ↑ 选，Enter 定</source>
        <translation>{n} choices, ↓ ↑ and Enter</translation>
    </message>
</context>
<context>
    <name>FindModel</name>
    <message>
        <source>{label}，选了</source>
        <translation>{label}, chosen</translation>
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
    <message>
        <source>打印一份</source>
        <translation>Print it</translation>
    </message>
</context>
<context>
    <name>Glance</name>
    <message>
        <source>打开这一户</source>
        <translation>Open household</translation>
    </message>
    <message>
        <source>这一户</source>
        <translation>This household</translation>
    </message>
    <message>
        <source>{head}户</source>
        <translation>Household of {head}</translation>
    </message>
    <message>
        <source>共 {n} 次</source>
        <translation>{n} in all</translation>
    </message>
    <message>
        <source>没有约</source>
        <translation>None set</translation>
    </message>
    <message>
        <source>人口</source>
        <translation>People</translation>
    </message>
    <message>
        <source>{n} 人，今天在家 {home} 人</source>
        <translation>{n}, at home today {home}</translation>
    </message>
    <message>
        <source>年人均纯收入</source>
        <translation>Net income per head, year</translation>
    </message>
    <message>
        <source>上次走访</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>下次走访</source>
        <translation>Next visit</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>住址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>有 {n} 份走访没做完</source>
        <translation>Unfinished visits: {n}</translation>
    </message>
    <message>
        <source>{n} 处记录对不上，等您定</source>
        <translation>Records that disagree: {n}; yours to decide</translation>
    </message>
</context>
<context>
    <name>GlanceLine</name>
    <message>
        <source>这户的数</source>
        <translation>Figures of the household</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>户籍 / 常住 / 在家</source>
        <translation>Registered / resident / at home</translation>
    </message>
    <message>
        <source>户籍 / 常住 / 今日在家</source>
        <translation>Registered / resident / home today</translation>
    </message>
    <message>
        <source>{n} 人</source>
        <translation>{n} people</translation>
    </message>
    <message>
        <source>人均</source>
        <translation>Per head</translation>
    </message>
    <message>
        <source>年人均纯收入</source>
        <translation>Net income per head, year</translation>
    </message>
    <message>
        <source>不清楚</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>年人均纯收入 · {day}</source>
        <translation>Net income per head, year · {day}</translation>
    </message>
    <message>
        <source>上次走访</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>上次走访 · {day}</source>
        <translation>Last visit · {day}</translation>
    </message>
    <message>
        <source>纳入监测</source>
        <translation>Monitored since</translation>
    </message>
    <message>
        <source>帮扶责任人</source>
        <translation>Responsible official</translation>
    </message>
</context>
<context>
    <name>Happenings</name>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>走访</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>变更</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>看哪些</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>History</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>Nothing yet</translation>
    </message>
    <message>
        <source>看更早的</source>
        <translation>Show earlier</translation>
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
    <message>
        <source>清单里到头、到尾、按拼音跳</source>
        <translation>First, last, jump by pinyin in lists</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>这份说明；出错以后先存给技术员的说明</source>
        <translation>This help; after an error first the technician&apos;s note</translation>
    </message>
    <message>
        <source>这一行能做什么</source>
        <translation>What can be done with this row</translation>
    </message>
</context>
<context>
    <name>Household</name>
    <message>
        <source>走访逾期 {n} 天</source>
        <translation>Visit overdue by {n} d</translation>
    </message>
    <message>
        <source>约定 {day} 入户</source>
        <translation>Agreed for {day}</translation>
    </message>
    <message>
        <source>{near}该走访</source>
        <translation>Visit due {near}</translation>
    </message>
    <message>
        <source>{day} · 换证要 20 个工作日</source>
        <translation>{day} · renewal takes 20 working days</translation>
    </message>
    <message>
        <source>{n} 处记录对不上</source>
        <translation>Records that disagree: {n}</translation>
    </message>
    <message>
        <source>几边的值都留着，等您定</source>
        <translation>All values are kept; yours to decide</translation>
    </message>
    <message>
        <source>有 {n} 份走访没做完</source>
        <translation>Unfinished visits: {n}</translation>
    </message>
    <message>
        <source>{who}残疾证已到期 {n} 天</source>
        <translation>{who}: disability certificate expired {n} d ago</translation>
    </message>
    <message>
        <source>{who}残疾证今天到期</source>
        <translation>{who}: disability certificate expires today</translation>
    </message>
    <message>
        <source>{who}残疾证 {n} 天后到期</source>
        <translation>{who}: disability certificate expires in {n} d</translation>
    </message>
    <message>
        <source>还有 {n} 处，见变更记录</source>
        <translation>{n} more, see Changes</translation>
    </message>
    <message>
        <source>走访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>更正走访记录</source>
        <translation>Visit record corrected</translation>
    </message>
    <message>
        <source>建档，记下 {n} 项</source>
        <translation>File opened, {n} facts</translation>
    </message>
    <message>
        <source>名册建档，记下 {n} 项</source>
        <translation>From roster, {n} facts</translation>
    </message>
    <message>
        <source>名册改动 {n} 处</source>
        <translation>Changed by roster: {n}</translation>
    </message>
    <message>
        <source>改动 {n} 处</source>
        <translation>Changes: {n}</translation>
    </message>
    <message>
        <source>改动</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>{what}：{values}</source>
        <translation>{what}: {values}</translation>
    </message>
    <message>
        <source>走访记录</source>
        <translation>Visit record</translation>
    </message>
    <message>
        <source>名册</source>
        <translation>Roster</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>本机改的</source>
        <translation>Changed here</translation>
    </message>
    <message>
        <source>演示数据</source>
        <translation>Demo data</translation>
    </message>
    <message>
        <source>本机</source>
        <translation>This computer</translation>
    </message>
    <message>
        <source>原因：{why}</source>
        <translation>Reason: {why}</translation>
    </message>
    <message>
        <source>{year}年{month}月</source>
        <translation>{year}-{month}</translation>
    </message>
    <message>
        <source>{year}年</source>
        <translation>{year}</translation>
    </message>
    <message>
        <source>还没有</source>
        <translation>None yet</translation>
    </message>
    <message>
        <source>看记录</source>
        <translation>See the record</translation>
    </message>
</context>
<context>
    <name>HouseholdCards</name>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>名册推定</source>
        <translation>Per roster</translation>
    </message>
    <message>
        <source>享受政策</source>
        <translation>Benefits</translation>
    </message>
</context>
<context>
    <name>HouseholdChanges</name>
    <message>
        <source>再显示 {n} 处</source>
        <translation>Show {n} more</translation>
    </message>
    <message>
        <source>全户</source>
        <translation>All</translation>
    </message>
    <message>
        <source>改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>不改</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>没有记</source>
        <translation>Not recorded</translation>
    </message>
    <message>
        <source>走访签过字，先不改</source>
        <translation>Signed at a visit, kept</translation>
    </message>
    <message>
        <source>本机的更新，先不改</source>
        <translation>Newer here, kept</translation>
    </message>
    <message>
        <source>名册推定</source>
        <translation>Per roster</translation>
    </message>
    <message>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <source>什么</source>
        <translation>What</translation>
    </message>
    <message>
        <source>本机现在</source>
        <translation>Register now</translation>
    </message>
    <message>
        <source>名册里</source>
        <translation>In the roster</translation>
    </message>
</context>
<context>
    <name>HouseholdFacts</name>
    <message>
        <source>对不上</source>
        <translation>Disagrees</translation>
    </message>
    <message>
        <source>旧了，再问</source>
        <translation>Old, ask again</translation>
    </message>
    <message>
        <source>名册推定</source>
        <translation>Per roster</translation>
    </message>
</context>
<context>
    <name>HouseholdScreen</name>
    <message>
        <source>这户的内容</source>
        <translation>Parts of this household</translation>
    </message>
    <message>
        <source>换一栏</source>
        <translation>Change tab</translation>
    </message>
    <message>
        <source>开始走访</source>
        <translation>Start visit</translation>
    </message>
    <message>
        <source>打印最近一次走访</source>
        <translation>Print the latest visit</translation>
    </message>
    <message>
        <source>在档案事实里：改这一项</source>
        <translation>In Facts: change this fact</translation>
    </message>
    <message>
        <source>概况</source>
        <translation>Overview</translation>
    </message>
    <message>
        <source>成员</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>走访</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>享受政策</source>
        <translation>Benefits</translation>
    </message>
    <message>
        <source>档案事实</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>变更记录</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>经过</source>
        <translation>History</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>回农户</source>
        <translation>Back to households</translation>
    </message>
    <message>
        <source>这一户不在了，可能是撤销了导入</source>
        <translation>This household is no longer here; its import may have been undone</translation>
    </message>
    <message>
        <source>农户 / {group} / {door}</source>
        <translation>Households / {group} / {door}</translation>
    </message>
    <message>
        <source>还没有签过字的走访</source>
        <translation>No signed visit yet</translation>
    </message>
    <message>
        <source>正在改</source>
        <translation>Changing</translation>
    </message>
    <message>
        <source>已改：{label}</source>
        <translation>Changed: {label}</translation>
    </message>
    <message>
        <source>{label}没有变，日期和依据换新了</source>
        <translation>{label} stays; its date and basis are renewed</translation>
    </message>
    <message>
        <source>改回去了</source>
        <translation>Changed back</translation>
    </message>
</context>
<context>
    <name>HouseholdVisits</name>
    <message>
        <source>走访</source>
        <translation>Visits</translation>
    </message>
</context>
<context>
    <name>Households</name>
    <message>
        <source>农户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>门牌</source>
        <translation>Door</translation>
    </message>
    <message>
        <source>人口</source>
        <translation>People</translation>
    </message>
    <message>
        <source>上次走访</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>下次走访</source>
        <translation>Next visit</translation>
    </message>
    <message>
        <source>{n} 人</source>
        <translation>{n} total</translation>
    </message>
    <message>
        <source>在家 {n}</source>
        <translation>{n} at home</translation>
    </message>
    <message>
        <source>找到 {names}</source>
        <translation>Found {names}</translation>
    </message>
    <message>
        <source>人均 {money}</source>
        <translation>{money} per head</translation>
    </message>
    <message>
        <source>没做完</source>
        <translation>Unfinished</translation>
    </message>
    <message>
        <source>对不上</source>
        <translation>Disagrees</translation>
    </message>
</context>
<context>
    <name>HouseholdsScreen</name>
    <message>
        <source>农户</source>
        <translation>Households</translation>
    </message>
    <message>
        <source>在农户里走</source>
        <translation>Move through households</translation>
    </message>
    <message>
        <source>打开这一户</source>
        <translation>Open household</translation>
    </message>
    <message>
        <source>找：姓名、拼音、尾号、电话</source>
        <translation>Find: name, pinyin, last digits, phone</translation>
    </message>
    <message>
        <source>开始走访</source>
        <translation>Start visit</translation>
    </message>
    <message>
        <source>导入名册</source>
        <translation>Import roster</translation>
    </message>
    <message>
        <source>导出台账</source>
        <translation>Export ledger</translation>
    </message>
    <message>
        <source>还没有农户，把镇上给的名册拖进来，或者点导入名册</source>
        <translation>No households yet. Drag in the roster from the township, or choose Import roster</translation>
    </message>
    <message>
        <source>看全部农户</source>
        <translation>Show all households</translation>
    </message>
    <message>
        <source>没有找到，少打一个字，或者换个条件试试</source>
        <translation>Nothing found. Type one character less, or change the filter</translation>
    </message>
    <message>
        <source>{n} 户</source>
        <translation>{n} households</translation>
    </message>
    <message>
        <source>找到 {n} 户</source>
        <translation>Found: {n}</translation>
    </message>
    <message>
        <source>{title}写到哪里</source>
        <translation>Where to save {title}</translation>
    </message>
    <message>
        <source>正在写{title}</source>
        <translation>Writing {title}</translation>
    </message>
    <message>
        <source>停下就不写这份文件</source>
        <translation>If stopped, the file is not written</translation>
    </message>
    <message>
        <source>{title}写好了：{file}</source>
        <translation>{title} written: {file}</translation>
    </message>
    <message>
        <source>打印对照表</source>
        <translation>Print check sheets</translation>
    </message>
    <message>
        <source>一次最多 {n} 户，先选一个组</source>
        <translation>{n} households at most at once: choose a group</translation>
    </message>
</context>
<context>
    <name>ImportColumn</name>
    <message>
        <source>看一眼</source>
        <translation>Look</translation>
    </message>
    <message>
        <source>您选的</source>
        <translation>Your choice</translation>
    </message>
    <message>
        <source>一致</source>
        <translation>Same name</translation>
    </message>
    <message>
        <source>别名</source>
        <translation>Other name</translation>
    </message>
    <message>
        <source>上次用过</source>
        <translation>Used before</translation>
    </message>
    <message>
        <source>没对上</source>
        <translation>Not matched</translation>
    </message>
    <message>
        <source>户编号</source>
        <translation>Household number</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>证件号码</source>
        <translation>ID number</translation>
    </message>
</context>
<context>
    <name>ImportDetail</name>
    <message>
        <source>存成 Excel，补好再导</source>
        <translation>Save as Excel to mend</translation>
    </message>
    <message>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>列</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>格里写着</source>
        <translation>In the cell</translation>
    </message>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>这些行整行不写，其余照写。补好再导入，不会重复。</source>
        <translation>These rows are left out, the others are written. Mend them and import again; nothing doubles.</translation>
    </message>
    <message>
        <source>这些行照写，看不懂的格当作不清楚。</source>
        <translation>These rows are written; cells not understood count as not known.</translation>
    </message>
    <message>
        <source>每处自选。没选“改”的，本机的值照旧。</source>
        <translation>Decide each place. Where &quot;Change&quot; is not chosen, the value here stays.</translation>
    </message>
    <message>
        <source>这户都改</source>
        <translation>Change all here</translation>
    </message>
    <message>
        <source>这户都不改</source>
        <translation>Keep all here</translation>
    </message>
    <message>
        <source>{name}户</source>
        <translation>Household of {name}</translation>
    </message>
    <message>
        <source>{n} 户有改动。左边逐户看，改动多的列可以一次定。</source>
        <translation>Households with changes: {n}. Go through them on the left; columns with many changes can be decided at once.</translation>
    </message>
    <message>
        <source>新户</source>
        <translation>New household</translation>
    </message>
    <message>
        <source>这户新增的人</source>
        <translation>New people in this household</translation>
    </message>
    <message>
        <source>{n} 人</source>
        <translation>people: {n}</translation>
    </message>
    <message>
        <source>去看这户</source>
        <translation>Show household</translation>
    </message>
    <message>
        <source>名册和本机一样，没有要写的</source>
        <translation>The roster agrees with the records; nothing to write</translation>
    </message>
    <message>
        <source>第 {n} 行</source>
        <translation>Row {n}</translation>
    </message>
    <message>
        <source>为什么名册里没有？</source>
        <translation>Why is this person not in the roster?</translation>
    </message>
    <message>
        <source>写成不在世。去世日期到农户页上补。</source>
        <translation>Written as no longer alive. Add the date of death on the household page.</translation>
    </message>
    <message>
        <source>写成已迁出，不再共同生活。</source>
        <translation>Written as moved away, no longer living together.</translation>
    </message>
    <message>
        <source>本机不变，只在这次导入里记一笔。</source>
        <translation>The register stays; only this import notes it.</translation>
    </message>
    <message>
        <source>本机不变，下次导入再提醒。</source>
        <translation>The register stays; the next import asks again.</translation>
    </message>
    <message>
        <source>名册里没有，本机不删。说了原因的，和名册一起写入，也能一起撤销。</source>
        <translation>Not in the roster; nothing is deleted. Reasons given are written with the roster and can be undone with it.</translation>
    </message>
    <message>
        <source>无</source>
        <translation>none</translation>
    </message>
</context>
<context>
    <name>ImportList</name>
    <message>
        <source>{n} 行</source>
        <translation>rows: {n}</translation>
    </message>
    <message>
        <source>{n} 户</source>
        <translation>households: {n}</translation>
    </message>
    <message>
        <source>{n} 人</source>
        <translation>people: {n}</translation>
    </message>
    <message>
        <source>{n} 处</source>
        <translation>places: {n}</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>提醒</source>
        <translation>Notices</translation>
    </message>
    <message>
        <source>改动</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>New</translation>
    </message>
    <message>
        <source>名册里没有</source>
        <translation>Not on roster</translation>
    </message>
    <message>
        <source>去说明</source>
        <translation>Explain</translation>
    </message>
    <message>
        <source>新户</source>
        <translation>New household</translation>
    </message>
    <message>
        <source>第 {n} 行</source>
        <translation>Row {n}</translation>
    </message>
    <message>
        <source>第 {first}—{last} 行</source>
        <translation>Rows {first}–{last}</translation>
    </message>
    <message>
        <source>第 {rows} 行 · {why}</source>
        <translation>Row {rows} · {why}</translation>
    </message>
    <message>
        <source>整行</source>
        <translation>Whole row</translation>
    </message>
    <message>
        <source>去世</source>
        <translation>Died</translation>
    </message>
    <message>
        <source>迁出</source>
        <translation>Moved away</translation>
    </message>
    <message>
        <source>名册漏了</source>
        <translation>Left out by the roster</translation>
    </message>
    <message>
        <source>还没弄清</source>
        <translation>Not clarified yet</translation>
    </message>
    <message>
        <source>本机记：{known}</source>
        <translation>Register says: {known}</translation>
    </message>
</context>
<context>
    <name>ImportScreen</name>
    <message>
        <source>选文件</source>
        <translation>Choose file</translation>
    </message>
    <message>
        <source>对列</source>
        <translation>Match columns</translation>
    </message>
    <message>
        <source>看改动</source>
        <translation>See changes</translation>
    </message>
    <message>
        <source>写入</source>
        <translation>Write</translation>
    </message>
    <message>
        <source>换一个文件</source>
        <translation>Other file</translation>
    </message>
    <message>
        <source>看会改什么</source>
        <translation>See changes</translation>
    </message>
    <message>
        <source>回去对列</source>
        <translation>Back to columns</translation>
    </message>
    <message>
        <source>下一步</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>打开这一列、这一户</source>
        <translation>Open this column or household</translation>
    </message>
    <message>
        <source>名册</source>
        <translation>Roster</translation>
    </message>
    <message>
        <source>所有文件</source>
        <translation>All files</translation>
    </message>
    <message>
        <source>选一份名册</source>
        <translation>Choose a roster</translation>
    </message>
    <message>
        <source>正在读名册</source>
        <translation>Reading the roster</translation>
    </message>
    <message>
        <source>正在和本机比对</source>
        <translation>Comparing with the records</translation>
    </message>
    <message>
        <source>正在写入名册</source>
        <translation>Writing the roster</translation>
    </message>
    <message>
        <source>停下或断电就当没导过，不会写一半</source>
        <translation>If stopped or the power fails, nothing is written; never a half</translation>
    </message>
    <message>
        <source>名册写好了：新增 {n} 人，改了 {places} 处</source>
        <translation>Roster written. People added: {n}, places changed: {places}</translation>
    </message>
    <message>
        <source>正在撤销导入</source>
        <translation>Undoing the import</translation>
    </message>
    <message>
        <source>拒收的行-{file}</source>
        <translation>refused-rows-{file}</translation>
    </message>
    <message>
        <source>拒收的行存到哪里</source>
        <translation>Where to save the refused rows</translation>
    </message>
    <message>
        <source>拒收的行存到了 {file}</source>
        <translation>Refused rows saved to {file}</translation>
    </message>
    <message>
        <source>导入名册</source>
        <translation>Import roster</translation>
    </message>
    <message>
        <source>写好了</source>
        <translation>Written</translation>
    </message>
    <message>
        <source>{n} 行</source>
        <translation>{n} rows</translation>
    </message>
    <message>
        <source>农户 / 导入名册</source>
        <translation>Households / Import roster</translation>
    </message>
    <message>
        <source>还没有哪一列是：{names}</source>
        <translation>No column yet for: {names}</translation>
    </message>
    <message>
        <source>写入 {n} 行</source>
        <translation>Write {n} rows</translation>
    </message>
    <message>
        <source>正在写入</source>
        <translation>Writing</translation>
    </message>
    <message>
        <source>名册和本机一样，没有要写的</source>
        <translation>The roster agrees with the records; nothing to write</translation>
    </message>
    <message>
        <source>您看改动的时候，本机又改过。已经重新比对，什么都没有写。</source>
        <translation>The register changed while you looked. It was compared anew; nothing was written.</translation>
    </message>
    <message>
        <source>您定过的还照旧。再看一遍，再点写入。</source>
        <translation>Your decisions stand. Look again, then write.</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>钥匙与恢复码</source>
        <translation>Key and recovery code</translation>
    </message>
    <message>
        <source>设口令</source>
        <translation>Set passphrase</translation>
    </message>
    <message>
        <source>换一份</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>核一遍</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>怎么打开</source>
        <translation>How it opens</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>钥匙串打不开时要输。忘了用恢复码</source>
        <translation>Asked for when the keyring does not open. If forgotten, use the recovery code</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>写在纸上封好，口令忘了只有它能打开</source>
        <translation>Written on paper and sealed; the only way in if the passphrase is forgotten</translation>
    </message>
    <message>
        <source>现在的口令</source>
        <translation>Passphrase now</translation>
    </message>
    <message>
        <source>新口令</source>
        <translation>New passphrase</translation>
    </message>
    <message>
        <source>至少 {n} 个字，别人猜不到的</source>
        <translation>At least {n} characters that nobody guesses</translation>
    </message>
    <message>
        <source>新口令再写一遍</source>
        <translation>New passphrase again</translation>
    </message>
    <message>
        <source>换成这个口令</source>
        <translation>Change passphrase</translation>
    </message>
    <message>
        <source>先不改</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>换了以后，纸上原来那份作废</source>
        <translation>After this the code on the old paper no longer works</translation>
    </message>
    <message>
        <source>换一份新的</source>
        <translation>Make a new code</translation>
    </message>
    <message>
        <source>先不换</source>
        <translation>Not now</translation>
    </message>
    <message>
        <source>照纸上的输一遍</source>
        <translation>Type it from the paper</translation>
    </message>
    <message>
        <source>大小写、空格、横线都不要紧</source>
        <translation>Capitals, spaces and dashes do not matter</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Put away</translation>
    </message>
    <message>
        <source>系统钥匙串</source>
        <translation>System keyring</translation>
    </message>
    <message>
        <source>演示工作区，不用钥匙</source>
        <translation>Demonstration workspace, no key needed</translation>
    </message>
    <message>
        <source>改口令</source>
        <translation>Change passphrase</translation>
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
        <source>口令换好了，下次用新的</source>
        <translation>The passphrase is changed; use the new one next time</translation>
    </message>
    <message>
        <source>对，就是现在这一份</source>
        <translation>Right, this is the code in force</translation>
    </message>
    <message>
        <source>对不上。看看是不是旧的那份，或哪一组抄错了</source>
        <translation>It does not match. Look whether it is an older paper, or a group was copied differently</translation>
    </message>
    <message>
        <source>口令不对</source>
        <translation>This is not the passphrase</translation>
    </message>
    <message>
        <source>机器丢了怎么办</source>
        <translation>If the machine is lost</translation>
    </message>
    <message>
        <source>这台机器的签名钥匙</source>
        <translation>Signing key of this machine</translation>
    </message>
    <message>
        <source>尾号 {end}，丢了报这个号停用</source>
        <translation>Ends in {end}; report it to block a lost machine</translation>
    </message>
</context>
<context>
    <name>LastVisitCard</name>
    <message>
        <source>还没有走访过</source>
        <translation>Not visited yet</translation>
    </message>
    <message>
        <source>见到{who}</source>
        <translation>met {who}</translation>
    </message>
    <message>
        <source>用时 {minutes} 分</source>
        <translation>{minutes} min</translation>
    </message>
    <message>
        <source>看上次记录</source>
        <translation>See the last record</translation>
    </message>
</context>
<context>
    <name>LockCard</name>
    <message>
        <source>锁屏</source>
        <translation>Lock</translation>
    </message>
    <message>
        <source>{n} 分钟</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>不锁</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>几分钟没动就锁</source>
        <translation>Lock when left alone</translation>
    </message>
    <message>
        <source>输口令解开，写了一半的都在；Ctrl+L 随时锁</source>
        <translation>The passphrase opens it, half-written work is kept; Ctrl+L locks at any time</translation>
    </message>
    <message>
        <source>不自动锁</source>
        <translation>Never locks by itself</translation>
    </message>
    <message>
        <source>{n} 分钟没动就锁</source>
        <translation>Locks after {n} min</translation>
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
    <name>LostMachine</name>
    <message>
        <source>回到设置</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>打印一张</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>送去打印了，和备份放在一起</source>
        <translation>Sent to the printer; keep it with the backups</translation>
    </message>
</context>
<context>
    <name>MappingPart</name>
    <message>
        <source>列</source>
        <translation>Col.</translation>
    </message>
    <message>
        <source>文件里的列名</source>
        <translation>Name in the file</translation>
    </message>
    <message>
        <source>写到哪个事实</source>
        <translation>Goes to</translation>
    </message>
    <message>
        <source>把握</source>
        <translation>Certainty</translation>
    </message>
    <message>
        <source>头三行</source>
        <translation>First three rows</translation>
    </message>
    <message>
        <source>文件的列</source>
        <translation>Columns of the file</translation>
    </message>
    <message>
        <source>对完存进这个对法</source>
        <translation>Save to this matching</translation>
    </message>
    <message>
        <source>对法的名字</source>
        <translation>Name of the matching</translation>
    </message>
    <message>
        <source>这种文件的对法</source>
        <translation>Matching for such files</translation>
    </message>
    <message>
        <source>回到各列</source>
        <translation>Back to columns</translation>
    </message>
    <message>
        <source>表头</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>第 {n} 行</source>
        <translation>Row {n}</translation>
    </message>
    <message>
        <source>数据</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>{n} 行</source>
        <translation>{n} rows</translation>
    </message>
    <message>
        <source>对上的列</source>
        <translation>Matched</translation>
    </message>
    <message>
        <source>要您看一眼</source>
        <translation>To look at</translation>
    </message>
    <message>
        <source>{n} 列</source>
        <translation>{n} columns</translation>
    </message>
    <message>
        <source>工作表</source>
        <translation>Sheet</translation>
    </message>
    <message>
        <source>还差：{names}</source>
        <translation>Still missing: {names}</translation>
    </message>
    <message>
        <source>必需的 3 列都有</source>
        <translation>All 3 required columns are here</translation>
    </message>
    <message>
        <source>按表头自动对</source>
        <translation>Matched by the header</translation>
    </message>
    <message>
        <source>对上了</source>
        <translation>Matched</translation>
    </message>
    <message>
        <source>没对上，不写入</source>
        <translation>Not matched, not written</translation>
    </message>
    <message>
        <source>{n} 格看不懂</source>
        <translation>Cells not understood: {n}</translation>
    </message>
    <message>
        <source>和 {letters} 列像是同一个事实</source>
        <translation>Looks like the same fact as column {letters}</translation>
    </message>
    <message>
        <source>不写入</source>
        <translation>Not written</translation>
    </message>
</context>
<context>
    <name>Masked</name>
    <message>
        <source>显示</source>
        <translation>Show</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Hide</translation>
    </message>
</context>
<context>
    <name>MembersCard</name>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>关系</source>
        <translation>Relation</translation>
    </message>
    <message>
        <source>性别年龄</source>
        <translation>Sex, age</translation>
    </message>
    <message>
        <source>身份证号</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Situation</translation>
    </message>
    <message>
        <source>现状</source>
        <translation>Now</translation>
    </message>
</context>
<context>
    <name>MembersTab</name>
    <message>
        <source>在户的人</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>去世的人</source>
        <translation>Deceased</translation>
    </message>
</context>
<context>
    <name>MindCard</name>
    <message>
        <source>{who}：{what}</source>
        <translation>{who}: {what}</translation>
    </message>
    <message>
        <source>没有要特别留意的</source>
        <translation>Nothing to mind in particular</translation>
    </message>
</context>
<context>
    <name>MomentEditor</name>
    <message>
        <source>左边写哪天，右边写几点，Tab 换过去</source>
        <translation>Day at the left, time at the right, Tab between them</translation>
    </message>
    <message>
        <source>{question}：哪天</source>
        <translation>{question}: day</translation>
    </message>
    <message>
        <source>{question}：几点</source>
        <translation>{question}: time</translation>
    </message>
    <message>
        <source>看不懂几点，写 8:30 或 下午3点</source>
        <translation>The time is not understood: 8:30 or 下午3点</translation>
    </message>
    <message>
        <source>看不懂哪天，写到哪一天</source>
        <translation>The day is not understood: write it to the day</translation>
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
    <name>NotAskedEditor</name>
    <message>
        <source>这里不问，直接到下一题</source>
        <translation>Not asked here, go on</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>正在做</source>
        <translation>Working</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Put away</translation>
    </message>
    <message>
        <source>存一份说明</source>
        <translation>Save a note</translation>
    </message>
</context>
<context>
    <name>NumberEditor</name>
    <message>
        <source>这里要填整数</source>
        <translation>A whole number is wanted here</translation>
    </message>
    <message>
        <source>这里要填数字，最多两位小数</source>
        <translation>A number is wanted here, at most two decimals</translation>
    </message>
    <message>
        <source>这里要填数字</source>
        <translation>A number is wanted here</translation>
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
    <name>OutlinePanel</name>
    <message>
        <source>走访提纲</source>
        <translation>Outline of the visit</translation>
    </message>
    <message>
        <source>已答</source>
        <translation>Answered</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>有错</source>
        <translation>To correct</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>成员</source>
        <translation>Members</translation>
    </message>
    <message>
        <source>显示全部</source>
        <translation>Show all</translation>
    </message>
</context>
<context>
    <name>OwnerCard</name>
    <message>
        <source>本人和村</source>
        <translation>You and the village</translation>
    </message>
    <message>
        <source>这个工作区只归一个人用，别人用自己的工作区</source>
        <translation>This workspace is for one person; others use their own</translation>
    </message>
    <message>
        <source>村</source>
        <translation>Village</translation>
    </message>
    <message>
        <source>数据在哪里</source>
        <translation>Where the data is</translation>
    </message>
    <message>
        <source>演示工作区</source>
        <translation>Demonstration workspace</translation>
    </message>
    <message>
        <source>里面的人都是编的，打印出来也写明</source>
        <translation>Its people are invented; prints say so too</translation>
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
    <message>
        <source>纸面</source>
        <translation>Paper</translation>
    </message>
</context>
<context>
    <name>PhotoStrip</name>
    <message>
        <source>照片 {n}</source>
        <translation>Photo {n}</translation>
    </message>
    <message>
        <source>拿掉</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>拿掉照片 {n}</source>
        <translation>Remove photo {n}</translation>
    </message>
</context>
<context>
    <name>PlaceEditor</name>
    <message>
        <source>先纬度后经度，如 30.123456, 106.123456，可以从地图上粘贴</source>
        <translation>Latitude, then longitude, such as 30.123456, 106.123456; it can be pasted from a map</translation>
    </message>
    <message>
        <source>看不懂这个位置：先写纬度（-90 到 90），再写经度（-180 到 180）</source>
        <translation>This place is not understood: latitude (-90 to 90), then longitude (-180 to 180)</translation>
    </message>
</context>
<context>
    <name>PreviewPart</name>
    <message>
        <source>看改动</source>
        <translation>See changes</translation>
    </message>
    <message>
        <source>回到清单</source>
        <translation>Back to list</translation>
    </message>
    <message>
        <source>写完还能整批撤销，后来改过的列给您看</source>
        <translation>It can all be undone later; what was changed since is shown to you</translation>
    </message>
    <message>
        <source>试算完，还没写。会写 {new} 人新增、{changes} 处改动；{kept} 处先不改</source>
        <translation>Tried, not written yet. To write: new people {new}, changes {changes}; kept for now {kept}</translation>
    </message>
    <message>
        <source>名册里有、本机没有的人和户，写入后归到各户。</source>
        <translation>People and households on the roster that are not here yet; they go to their households when written.</translation>
    </message>
    <message>
        <source>本机有、名册里没有的人。不删，等您说明。</source>
        <translation>People here who are not on the roster. They are not deleted; yours to explain.</translation>
    </message>
    <message>
        <source>{places} 处，{households} 户</source>
        <translation>Places: {places}, households: {households}</translation>
    </message>
    <message>
        <source>{n} 户是新的</source>
        <translation>New households: {n}</translation>
    </message>
    <message>
        <source>人新增</source>
        <translation>new people</translation>
    </message>
    <message>
        <source>人有改动</source>
        <translation>people changed</translation>
    </message>
    <message>
        <source>人没变</source>
        <translation>people unchanged</translation>
    </message>
    <message>
        <source>不动</source>
        <translation>left alone</translation>
    </message>
    <message>
        <source>人名册里没有</source>
        <translation>people not on roster</translation>
    </message>
    <message>
        <source>不删，等您说明</source>
        <translation>not deleted, yours to explain</translation>
    </message>
    <message>
        <source>行拒收</source>
        <translation>rows refused</translation>
    </message>
    <message>
        <source>补好可再导</source>
        <translation>mend and import again</translation>
    </message>
    <message>
        <source>；{n} 人说了原因</source>
        <translation>; reasons given for {n} persons</translation>
    </message>
</context>
<context>
    <name>PrintRun</name>
    <message>
        <source>打印机没有应答。看看它是不是开着、连着，再打一次；也可以先存成 PDF。</source>
        <translation>The printer does not answer. See that it is on and connected, and print again; or save a PDF for now.</translation>
    </message>
</context>
<context>
    <name>PrintScreen</name>
    <message>
        <source>农户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>页</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>要打印的</source>
        <translation>To print</translation>
    </message>
    <message>
        <source>这份不打</source>
        <translation>Leave out</translation>
    </message>
    <message>
        <source>存成 PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>没有要打印的。从走访或农户页点打印进来</source>
        <translation>Nothing to print. Choose Print on the Visits or Households page</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>这份不打、还是打</source>
        <translation>Leave out or print this one</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>放大、缩小</source>
        <translation>Larger, smaller</translation>
    </message>
    <message>
        <source>正在排版</source>
        <translation>Laying out</translation>
    </message>
    <message>
        <source>{n} 户没签完，不打</source>
        <translation>Not fully signed, left out: {n}</translation>
    </message>
    <message>
        <source>{names}还没有签字</source>
        <translation>Not signed yet: {names}</translation>
    </message>
    <message>
        <source>打印 {n} 页</source>
        <translation>Print ({n} p.)</translation>
    </message>
    <message>
        <source>走访 / 打印</source>
        <translation>Visits / Print</translation>
    </message>
    <message>
        <source>正在打印</source>
        <translation>Printing</translation>
    </message>
    <message>
        <source>没有签好字的可打</source>
        <translation>Nothing signed to print</translation>
    </message>
    <message>
        <source>{n} 份</source>
        <translation>records: {n}</translation>
    </message>
    <message>
        <source>这份还是打</source>
        <translation>Print this one</translation>
    </message>
    <message>
        <source>{day} · 缺签字，这批不打</source>
        <translation>{day} · signature missing, left out</translation>
    </message>
    <message>
        <source>{day} · 这批不打</source>
        <translation>{day} · left out</translation>
    </message>
    <message>
        <source>{day} · 已签 · 第 {n} 次打印</source>
        <translation>{day} · signed · print no. {n}</translation>
    </message>
    <message>
        <source>{n} 页</source>
        <translation>{n} p.</translation>
    </message>
    <message>
        <source>PDF 存到哪里</source>
        <translation>Where to save the PDF</translation>
    </message>
    <message>
        <source>正在存成 PDF</source>
        <translation>Saving the PDF</translation>
    </message>
    <message>
        <source>停下就不留半个文件</source>
        <translation>Stopping leaves no half-written file</translation>
    </message>
    <message>
        <source>存成了 {file}</source>
        <translation>Saved as {file}</translation>
    </message>
    <message>
        <source>正在送去打印</source>
        <translation>Sending to the printer</translation>
    </message>
    <message>
        <source>停下后，已送出的页照常打完</source>
        <translation>If stopped, pages already sent are still printed</translation>
    </message>
    <message>
        <source>送去打印 {n} 页，已记下谁、何时、哪几份</source>
        <translation>Pages sent to the printer: {n}. Who, when and which is recorded</translation>
    </message>
    <message>
        <source>回到清单</source>
        <translation>Back to list</translation>
    </message>
    <message>
        <source>第 {n} 次打印</source>
        <translation>print number {n}</translation>
    </message>
</context>
<context>
    <name>PrintSheet</name>
    <message>
        <source>正在送去打印</source>
        <translation>Sending to the printer</translation>
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
    <name>QuestionCard</name>
    <message>
        <source>不清楚</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>同上次</source>
        <translation>As last time</translation>
    </message>
    <message>
        <source>下一题</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>上一题</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>这个答案不对，请再看一遍</source>
        <translation>This answer does not fit; please look again</translation>
    </message>
    <message>
        <source>必答</source>
        <translation>Required</translation>
    </message>
    <message>
        <source>{visitors}问{who}</source>
        <translation>{visitors} asked {who}</translation>
    </message>
    <message>
        <source>上次答 {answer}</source>
        <translation>Last time: {answer}</translation>
    </message>
    <message>
        <source>与上次相同</source>
        <translation>Same as last time</translation>
    </message>
    <message>
        <source>换题</source>
        <translation>Change question</translation>
    </message>
    <message>
        <source>选答案</source>
        <translation>Choose answer</translation>
    </message>
    <message>
        <source>写说明</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>纸上 {n}</source>
        <translation>paper {n}</translation>
    </message>
    <message>
        <source>第 {n} 个，共 {total} 个</source>
        <translation>{n} of {total}</translation>
    </message>
    <message>
        <source>再加一个</source>
        <translation>Add another</translation>
    </message>
    <message>
        <source>去掉这一个</source>
        <translation>Remove this one</translation>
    </message>
</context>
<context>
    <name>QuestionLine</name>
    <message>
        <source>不清楚</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>同上次</source>
        <translation>As last time</translation>
    </message>
    <message>
        <source>上次 {answer} →</source>
        <translation>Last time {answer} →</translation>
    </message>
</context>
<context>
    <name>QuestionsPanel</name>
    <message>
        <source>没有错，可以签字</source>
        <translation>Nothing to correct, ready to sign</translation>
    </message>
    <message>
        <source>有错，改好才能签字</source>
        <translation>Correct these before signing</translation>
    </message>
    <message>
        <source>{n} 题都记“不清楚”</source>
        <translation>Record all {n} as not known</translation>
    </message>
    <message>
        <source>没答的题</source>
        <translation>Unanswered questions</translation>
    </message>
    <message>
        <source>展开其余 {n} 题</source>
        <translation>Show the other {n}</translation>
    </message>
    <message>
        <source>不答也可以签字</source>
        <translation>They may stay unanswered</translation>
    </message>
    <message>
        <source>必答的题还没有答</source>
        <translation>A required question is unanswered</translation>
    </message>
    <message>
        <source>这个答案不对</source>
        <translation>This answer does not fit</translation>
    </message>
    <message>
        <source>去改</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>安全必问</source>
        <translation>Safety, must be asked</translation>
    </message>
    <message>
        <source>去答</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>请签字的人先看一遍改动和需求，再签</source>
        <translation>Let those who sign read the changes and needs first</translation>
    </message>
</context>
<context>
    <name>RangeEditor</name>
    <message>
        <source>{first} 到 {last}，每格 {step}</source>
        <translation>{first} to {last}, step {step}</translation>
    </message>
    <message>
        <source>要填 {first} 到 {last} 之间的数，每格 {step}</source>
        <translation>A number from {first} to {last} is wanted, step {step}</translation>
    </message>
</context>
<context>
    <name>RankEditor</name>
    <message>
        <source>← → 选一行，Alt+↑ ↓ 或数字挪位置</source>
        <translation>← → chooses a line, Alt+↑ ↓ or a digit moves it</translation>
    </message>
    <message>
        <source>还没排。{how}，空格：就按这个顺序</source>
        <translation>Not ranked yet. {how}, Space: keep this order</translation>
    </message>
</context>
<context>
    <name>RecoveryCode</name>
    <message>
        <source>恢复码 {code}</source>
        <translation>Recovery code {code}</translation>
    </message>
    <message>
        <source>口令忘了，只有它能打开。只显示这一次，封好放村委会保险柜。</source>
        <translation>If the passphrase is forgotten, only this opens the workspace. It is shown this once: seal it and put it into the village&apos;s safe.</translation>
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
    <message>
        <source>恢复码，打印或抄在纸上</source>
        <translation>Recovery code: print it or write it down</translation>
    </message>
    <message>
        <source>送去打印了</source>
        <translation>Sent to the printer</translation>
    </message>
    <message>
        <source>拿到纸，从纸上照着填下面两组，电脑里不留这一份。</source>
        <translation>Fill in the two groups below from the paper; no copy stays on this computer.</translation>
    </message>
</context>
<context>
    <name>ReviewScreen</name>
    <message>
        <source>完成走访</source>
        <translation>Finish visit</translation>
    </message>
    <message>
        <source>看走访记录</source>
        <translation>Show record</translation>
    </message>
    <message>
        <source>这次走访签过字了</source>
        <translation>This visit is signed already</translation>
    </message>
    <message>
        <source>这次走访打不开</source>
        <translation>This visit cannot be opened</translation>
    </message>
    <message>
        <source>已答 {done} · 用时 {minutes} 分</source>
        <translation>Answered {done} · {minutes} min</translation>
    </message>
    <message>
        <source>走访 / {household}</source>
        <translation>Visits / {household}</translation>
    </message>
    <message>
        <source>检查并签字</source>
        <translation>Review and sign</translation>
    </message>
    <message>
        <source>回去答题</source>
        <translation>Back to questions</translation>
    </message>
    <message>
        <source>答题</source>
        <translation>Questions</translation>
    </message>
    <message>
        <source>检查</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>签字</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>答案改过，签字作废</source>
        <translation>Answers changed, the signatures no longer hold</translation>
    </message>
    <message>
        <source>看过改动以后请重新签</source>
        <translation>After looking at the changes, please sign again</translation>
    </message>
    <message>
        <source>发现的需求和线索</source>
        <translation>Needs and leads found</translation>
    </message>
    <message>
        <source>这次没有发现需求和线索</source>
        <translation>No needs or leads found this time</translation>
    </message>
    <message>
        <source>需求</source>
        <translation>Need</translation>
    </message>
    <message>
        <source>线索</source>
        <translation>Lead</translation>
    </message>
    <message>
        <source>正在看答案</source>
        <translation>Reading the answers</translation>
    </message>
    <message>
        <source>改好 {n} 处错后可签</source>
        <translation>To correct before signing: {n}</translation>
    </message>
    <message>
        <source>还有 {n} 处错，改好才能完成</source>
        <translation>To correct before finishing: {n}</translation>
    </message>
    <message>
        <source>都齐了，可以完成。签完锁定，以后只能补充更正，原文保留</source>
        <translation>All there, ready to finish. Once signed it is locked; later only corrections are added, the original stays</translation>
    </message>
    <message>
        <source>正在完成</source>
        <translation>Finishing</translation>
    </message>
    <message>
        <source>{number} 已签字，改动记录 {n} 处</source>
        <translation>{number} is signed, records changed: {n}</translation>
    </message>
    <message>
        <source>。这户还有 {n} 件没做完</source>
        <translation>. Still open in this household: {n}</translation>
    </message>
    <message>
        <source>没有完成，答案都在</source>
        <translation>Not finished; all answers are kept</translation>
    </message>
    <message>
        <source>改不改变过，签字作废</source>
        <translation>Decisions on changes changed, the signatures no longer hold</translation>
    </message>
    <message>
        <source>打印预览</source>
        <translation>Print preview</translation>
    </message>
    <message>
        <source>签字没有存上</source>
        <translation>The signature was not stored</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>{row}：能做的事</source>
        <translation>{row}: what can be done</translation>
    </message>
    <message>
        <source>复制“{text}”</source>
        <translation>Copy “{text}”</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>农户</source>
        <translation>Homes</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>走访</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>今日</source>
        <comment>rail</comment>
        <translation>Today</translation>
    </message>
    <message>
        <source>农户</source>
        <comment>rail</comment>
        <translation>Homes</translation>
    </message>
    <message>
        <source>导入</source>
        <comment>rail</comment>
        <translation>Import</translation>
    </message>
    <message>
        <source>走访</source>
        <comment>rail</comment>
        <translation>Visits</translation>
    </message>
    <message>
        <source>打印</source>
        <comment>rail</comment>
        <translation>Print</translation>
    </message>
    <message>
        <source>设置</source>
        <comment>rail</comment>
        <translation>Settings</translation>
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
    <name>SettingsScreen</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>抄恢复码</source>
        <translation>Copy the recovery code</translation>
    </message>
    <message>
        <source>只显示这一次，抄好核过才能走开</source>
        <translation>It is shown this once; copy and verify it before leaving</translation>
    </message>
    <message>
        <source>新的恢复码生效了，旧的那份作废</source>
        <translation>The new recovery code is in force; the old one no longer works</translation>
    </message>
    <message>
        <source>锁屏时间改好了</source>
        <translation>The lock time has changed</translation>
    </message>
    <message>
        <source>打印一份</source>
        <translation>Print it</translation>
    </message>
    <message>
        <source>机器丢了怎么办</source>
        <translation>If the machine is lost</translation>
    </message>
    <message>
        <source>趁没丢先打一张，和备份放在一起</source>
        <translation>Print it beforehand and keep it with the backups</translation>
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
    <name>SigningCard</name>
    <message>
        <source>在这里签</source>
        <translation>Sign here</translation>
    </message>
    <message>
        <source>重签</source>
        <translation>Sign again</translation>
    </message>
    <message>
        <source>受访人</source>
        <translation>Interviewee</translation>
    </message>
    <message>
        <source>签字</source>
        <translation>Sign</translation>
    </message>
    <message>
        <source>拒签</source>
        <translation>Declined</translation>
    </message>
    <message>
        <source>未见到</source>
        <translation>Not met</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>走访人</source>
        <translation>Visitor</translation>
    </message>
    <message>
        <source>照护人</source>
        <translation>Carer</translation>
    </message>
    <message>
        <source>监护人</source>
        <translation>Guardian</translation>
    </message>
    <message>
        <source>领取人</source>
        <translation>Recipient</translation>
    </message>
    <message>
        <source>见证人</source>
        <translation>Witness</translation>
    </message>
    <message>
        <source>经办人</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>{who}怎么签</source>
        <translation>How {who} signs</translation>
    </message>
    <message>
        <source>还要写{who}的名字</source>
        <translation>The name is missing: {who}</translation>
    </message>
    <message>
        <source>还差{who} {name} 的签字</source>
        <translation>Signature missing: {who} {name}</translation>
    </message>
    <message>
        <source>还要写{who}没签字的原因</source>
        <translation>Say why there is no signature: {who}</translation>
    </message>
    <message>
        <source>还差{who}的签字，或写明拒签、未见到的原因</source>
        <translation>Signature missing: {who}, or say why it was refused or nobody was met</translation>
    </message>
    <message>
        <source>还差{who}的签字，或写明不签的原因</source>
        <translation>Signature missing: {who}, or say why not</translation>
    </message>
    <message>
        <source>{who}一般两人；只有一人时第二格空着，写了名字就要签</source>
        <translation>{who}: usually two; leave the second empty if alone; whoever is named signs</translation>
    </message>
    <message>
        <source>签完锁定，以后只能补充更正，原文保留</source>
        <translation>Signing locks the visit; afterwards only corrections beside it, the original stays</translation>
    </message>
    <message>
        <source>{who}最后签。{locks}</source>
        <translation>{who} signs last. {locks}</translation>
    </message>
    <message>
        <source>不签</source>
        <translation>Does not sign</translation>
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
    <message>
        <source>做完了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>第 {n} 步，共 {total} 步：{word}</source>
        <translation>Step {n} of {total}: {word}</translation>
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
    <name>Today</name>
    <message>
        <source>走访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>{who}残疾证 {day}到期，换证要 20 个工作日</source>
        <translation>{who}: disability certificate expires {day}, renewal takes 20 working days</translation>
    </message>
    <message>
        <source>{who}残疾证 {day}已到期，去换证</source>
        <translation>{who}: disability certificate expired {day}, renew it</translation>
    </message>
    <message>
        <source>分给您以后还没走访过</source>
        <translation>Assigned to you, not visited yet</translation>
    </message>
    <message>
        <source>约定 {day} 走访</source>
        <translation>Visit agreed for {day}</translation>
    </message>
    <message>
        <source>做完走访</source>
        <translation>Finish the visit</translation>
    </message>
    <message>
        <source>约定的走访</source>
        <translation>Agreed visit</translation>
    </message>
    <message>
        <source>换残疾证</source>
        <translation>Renew disability certificate</translation>
    </message>
    <message>
        <source>第一次走访</source>
        <translation>First visit</translation>
    </message>
    <message>
        <source>没做完</source>
        <translation>Unfinished</translation>
    </message>
    <message>
        <source>还没走访</source>
        <translation>Not visited</translation>
    </message>
    <message>
        <source>上次走访 {ago}</source>
        <translation>Last visit {ago}</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>已逾期</source>
        <translation>Overdue</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>走访做到一半</source>
        <translation>Visit half done</translation>
    </message>
    <message>
        <source>，已答 {done} 题</source>
        <translation>, answered {done}</translation>
    </message>
    <message>
        <source> · {day} {clock} 停下</source>
        <translation> · stopped {day} {clock}</translation>
    </message>
</context>
<context>
    <name>TodayPanel</name>
    <message>
        <source>今天要做的</source>
        <translation>To do today</translation>
    </message>
    <message>
        <source>{n} 件</source>
        <translation>{n}</translation>
    </message>
    <message>
        <source>今天没有到期的事</source>
        <translation>Nothing is due today</translation>
    </message>
    <message>
        <source>还有 {n} 件，见左边</source>
        <translation>{n} more, on the left</translation>
    </message>
    <message>
        <source>没做完的走访</source>
        <translation>Unfinished visits</translation>
    </message>
    <message>
        <source>{n} 份</source>
        <translation>{n}</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>今天没有到期的事，{n} 户都不急</source>
        <translation>Nothing is due today; none of the {n} households is urgent</translation>
    </message>
</context>
<context>
    <name>TodayScreen</name>
    <message>
        <source>搜姓名、拼音、尾号、电话</source>
        <translation>Name, pinyin, last digits or phone</translation>
    </message>
    <message>
        <source>搜</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>加一次走访</source>
        <translation>Add visit</translation>
    </message>
    <message>
        <source>今天的数</source>
        <translation>Figures of today</translation>
    </message>
    <message>
        <source>按户</source>
        <translation>By household</translation>
    </message>
    <message>
        <source>按日期</source>
        <translation>By date</translation>
    </message>
    <message>
        <source>怎么列</source>
        <translation>How to list</translation>
    </message>
    <message>
        <source>今日</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>上一户、下一户</source>
        <translation>Previous, next household</translation>
    </message>
    <message>
        <source>打开这一户</source>
        <translation>Open household</translation>
    </message>
    <message>
        <source>走访，或继续没做完的</source>
        <translation>Visit, or continue an unfinished one</translation>
    </message>
    <message>
        <source>户已逾期</source>
        <translation>overdue</translation>
    </message>
    <message>
        <source>户今天到期</source>
        <translation>due today</translation>
    </message>
    <message>
        <source>户三天内到期</source>
        <translation>due within 3 days</translation>
    </message>
    <message>
        <source>本月走访</source>
        <translation>Visited this month</translation>
    </message>
    <message>
        <source>{part} 户</source>
        <translation>{part}</translation>
    </message>
    <message>
        <source>时限</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>农户与该办的事</source>
        <translation>Household and what is due</translation>
    </message>
    <message>
        <source>上次走访</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>再列 {n} 户</source>
        <translation>Show {n} more</translation>
    </message>
    <message>
        <source>收起下周到期的</source>
        <translation>Hide next week</translation>
    </message>
    <message>
        <source>显示下周到期的 {n} 户</source>
        <translation>Show next week ({n})</translation>
    </message>
    <message>
        <source>近期没有到期事项的 {n} 户不在此列</source>
        <translation>Households with nothing due soon, not listed: {n}</translation>
    </message>
    <message>
        <source>只列最急的 {n} 户，其余在农户里按下次走访排</source>
        <translation>The {n} most urgent are listed; the others are under Households, by next visit</translation>
    </message>
    <message>
        <source>导入名册</source>
        <translation>Import roster</translation>
    </message>
    <message>
        <source>还没有农户，先把镇上给的名册导进来</source>
        <translation>No households yet; first import the roster from the township</translation>
    </message>
    <message>
        <source>打印对照表</source>
        <translation>Print check sheet</translation>
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
    <name>VisitAhead</name>
    <message>
        <source>上次走访</source>
        <translation>Last visit</translation>
    </message>
    <message>
        <source>要留意</source>
        <translation>Mind</translation>
    </message>
    <message>
        <source>会问什么</source>
        <translation>What it asks</translation>
    </message>
    <message>
        <source>安全必问 {n}</source>
        <translation>Safety {n}</translation>
    </message>
    <message>
        <source>{n} 题</source>
        <translation>{n} questions</translation>
    </message>
</context>
<context>
    <name>VisitFrame</name>
    <message>
        <source>走访 / {form} {version} 版</source>
        <translation>Visits / {form} v{version}</translation>
    </message>
    <message>
        <source>{group} · {clock} 开始</source>
        <translation>{group} · started {clock}</translation>
    </message>
    <message>
        <source>有错 {n}</source>
        <translation>To correct: {n}</translation>
    </message>
    <message>
        <source>第 {n} 题 · 还有 {open} 题没答</source>
        <translation>Question {n} · unanswered: {open}</translation>
    </message>
    <message>
        <source>接着上次 {when}，已答 {done}</source>
        <translation>Continued from {when}, answered {done}</translation>
    </message>
    <message>
        <source>答过的都在，从停下的那一题接着问</source>
        <translation>All answers are kept; go on from the question where you stopped</translation>
    </message>
    <message>
        <source>走访提纲</source>
        <translation>Outline of the visit</translation>
    </message>
    <message>
        <source>相关事实</source>
        <translation>Related facts</translation>
    </message>
    <message>
        <source>情况</source>
        <translation>Facts</translation>
    </message>
    <message>
        <source>检查并签字</source>
        <translation>Review and sign</translation>
    </message>
    <message>
        <source>整节</source>
        <translation>Section</translation>
    </message>
    <message>
        <source>逐题</source>
        <translation>Question</translation>
    </message>
    <message>
        <source>看法</source>
        <translation>View</translation>
    </message>
    <message>
        <source>存着，下次再做</source>
        <translation>Keep for later</translation>
    </message>
    <message>
        <source>上一题</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>下一题</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>马上打电话</source>
        <translation>Call now</translation>
    </message>
    <message>
        <source>从纸上录入：和纸上一样的按 Enter，不一样的打出来</source>
        <translation>From paper: Enter where the paper was left empty, type what differs</translation>
    </message>
    <message>
        <source>必问的每次都要答；题号旁边是纸上的号</source>
        <translation>Safety questions are always answered; the paper&apos;s number stands beside the question</translation>
    </message>
    <message>
        <source>带过去 {n} 个答案</source>
        <translation>Answers that go along: {n}</translation>
    </message>
    <message>
        <source>新问 {n} 题：{names}</source>
        <translation>New questions ({n}): {names}</translation>
    </message>
    <message>
        <source>丢 {n} 个答案：{names}</source>
        <translation>Answers that are lost ({n}): {names}</translation>
    </message>
    <message>
        <source>换过去</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>清单有新版 {version}</source>
        <translation>There is a new version {version}</translation>
    </message>
    <message>
        <source>换成{language}问</source>
        <translation>Ask in {language}</translation>
    </message>
</context>
<context>
    <name>VisitKeys</name>
    <message>
        <source>选答案</source>
        <translation>Choose answer</translation>
    </message>
    <message>
        <source>不清楚</source>
        <translation>Not known</translation>
    </message>
    <message>
        <source>与上次相同</source>
        <translation>Same as last time</translation>
    </message>
    <message>
        <source>下一题 / 上一题</source>
        <translation>Next / previous question</translation>
    </message>
    <message>
        <source>换题 / 换答案</source>
        <translation>Change question / answer</translation>
    </message>
    <message>
        <source>下一节 / 上一节</source>
        <translation>Next / previous section</translation>
    </message>
    <message>
        <source>写说明</source>
        <translation>Write a note</translation>
    </message>
    <message>
        <source>文字里另起一行</source>
        <translation>New line in a text</translation>
    </message>
    <message>
        <source>到下一处错</source>
        <translation>To the next correction</translation>
    </message>
    <message>
        <source>到下一个没答的题</source>
        <translation>To the next unanswered question</translation>
    </message>
    <message>
        <source>收起或打开相关事实</source>
        <translation>Hide or show related facts</translation>
    </message>
    <message>
        <source>检查并签字</source>
        <translation>Review and sign</translation>
    </message>
    <message>
        <source>加照片：选一张照片放在题旁边</source>
        <translation>Add a photo beside the question</translation>
    </message>
</context>
<context>
    <name>VisitScreen</name>
    <message>
        <source>走访</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>看走访记录</source>
        <translation>Show record</translation>
    </message>
    <message>
        <source>这次走访签过字了</source>
        <translation>This visit is signed already</translation>
    </message>
    <message>
        <source>这次走访打不开</source>
        <translation>This visit cannot be opened</translation>
    </message>
    <message>
        <source>再存一次</source>
        <translation>Save again</translation>
    </message>
    <message>
        <source>这几题还没有存上</source>
        <translation>These answers are not saved yet</translation>
    </message>
</context>
<context>
    <name>VisitStartScreen</name>
    <message>
        <source>搜姓名、拼音、尾号、电话</source>
        <translation>Name, pinyin, last digits or phone</translation>
    </message>
    <message>
        <source>去哪一户</source>
        <translation>Which household</translation>
    </message>
    <message>
        <source>用哪份清单</source>
        <translation>Which checklist</translation>
    </message>
    <message>
        <source>走访方式</source>
        <translation>Kind of visit</translation>
    </message>
    <message>
        <source>怎么走访</source>
        <translation>How you visit</translation>
    </message>
    <message>
        <source>开始</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>开始走访</source>
        <translation>Start visit</translation>
    </message>
    <message>
        <source>入户</source>
        <translation>At home</translation>
    </message>
    <message>
        <source>电话</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>视频</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>没有找到，少打一个字试试</source>
        <translation>Nothing found. Type one character less</translation>
    </message>
    <message>
        <source>接着做</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>这户有没做完的走访 {n} 份</source>
        <translation>Unfinished visits in this household: {n}</translation>
    </message>
    <message>
        <source>接着做，或另开一份</source>
        <translation>Continue one, or start another</translation>
    </message>
    <message>
        <source>先选一户</source>
        <translation>Choose a household first</translation>
    </message>
    <message>
        <source>先选一份清单</source>
        <translation>Choose a checklist first</translation>
    </message>
    <message>
        <source>选清单</source>
        <translation>Choose the checklist</translation>
    </message>
    <message>
        <source>换一户</source>
        <translation>Another household</translation>
    </message>
    <message>
        <source>先选一户，再看会问什么</source>
        <translation>Choose a household to see what is asked</translation>
    </message>
    <message>
        <source>走访 / {household}</source>
        <translation>Visits / {household}</translation>
    </message>
    <message>
        <source>上次 {day}</source>
        <translation>Last {day}</translation>
    </message>
    <message>
        <source>还没问过</source>
        <translation>Not asked yet</translation>
    </message>
    <message>
        <source>{version} 版</source>
        <translation>version {version}</translation>
    </message>
    <message>
        <source>限制查看</source>
        <translation>Restricted</translation>
    </message>
    <message>
        <source>开始 {n} 题</source>
        <translation>Start {n} questions</translation>
    </message>
    <message>
        <source>打印对照表</source>
        <translation>Print check sheet</translation>
    </message>
    <message>
        <source>从纸上录入</source>
        <translation>Type from paper</translation>
    </message>
    <message>
        <source>带纸去</source>
        <translation>On paper</translation>
    </message>
    <message>
        <source>对照表上印着记录和上次的答案，在门口改；回来只打不一样的</source>
        <translation>The sheet has the record and the last answers, corrected at the door; only differences are typed</translation>
    </message>
</context>
<context>
    <name>VisitsCard</name>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>清单</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>走访人、见到谁</source>
        <translation>Visitors, person met</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>走访</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>还没有走访过这一户</source>
        <translation>This household has not been visited yet</translation>
    </message>
    <message>
        <source>没做完，已答 {done}</source>
        <translation>Unfinished, answered {done}</translation>
    </message>
    <message>
        <source>{visitors}；见到{who}</source>
        <translation>{visitors}; met {who}</translation>
    </message>
    <message>
        <source>签过字</source>
        <translation>Signed</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>何晓燕、陈立新</source>
        <translation>He Xiaoyan, Chen Lixin</translation>
    </message>
    <message>
        <source>镇民政办 0000-1234567</source>
        <translation>Township office 0000-1234567</translation>
    </message>
    <message>
        <source>常一起走访的人</source>
        <translation>Who usually comes along</translation>
    </message>
    <message>
        <source>用顿号隔开，签字时先填好</source>
        <translation>Divided by commas; filled in beforehand when signing</translation>
    </message>
    <message>
        <source>紧急时打给谁</source>
        <translation>Whom to call in an emergency</translation>
    </message>
    <message>
        <source>走访中发现孩子或人命危险时，排在 110、120 前面</source>
        <translation>Comes before 110 and 120 when a child or a life is in danger</translation>
    </message>
    <message>
        <source>紧急时打给谁，第 {n} 个</source>
        <translation>Whom to call, number {n}</translation>
    </message>
    <message>
        <source>紧急电话 {n} 个</source>
        <translation>{n} emergency numbers</translation>
    </message>
    <message>
        <source>没填紧急电话</source>
        <translation>No emergency numbers</translation>
    </message>
    <message>
        <source>记下了</source>
        <translation>Noted</translation>
    </message>
</context>
<context>
    <name>VisitsScreen</name>
    <message>
        <source>走访编号</source>
        <translation>Visit no.</translation>
    </message>
    <message>
        <source>农户</source>
        <translation>Household</translation>
    </message>
    <message>
        <source>清单</source>
        <translation>Checklist</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>走访人</source>
        <translation>Visitors</translation>
    </message>
    <message>
        <source>签过字的走访</source>
        <translation>Signed visits</translation>
    </message>
    <message>
        <source>还没有签过字的走访</source>
        <translation>No signed visits yet</translation>
    </message>
    <message>
        <source>开始走访</source>
        <translation>Start visit</translation>
    </message>
    <message>
        <source>打印这一份</source>
        <translation>Print this one</translation>
    </message>
    <message>
        <source>打印全部</source>
        <translation>Print all</translation>
    </message>
    <message>
        <source>没做完的走访</source>
        <translation>Unfinished visits</translation>
    </message>
    <message>
        <source>走访</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>草稿 {drafts} 份 · 签过字 {signed} 次</source>
        <translation>Drafts {drafts} · signed {signed}</translation>
    </message>
    <message>
        <source>有错 {n} 处</source>
        <translation>To correct: {n}</translation>
    </message>
    <message>
        <source>没有错</source>
        <translation>Nothing to correct</translation>
    </message>
    <message>
        <source>{day} {clock} 停下</source>
        <translation>Stopped {day} {clock}</translation>
    </message>
    <message>
        <source>已答 {done}</source>
        <translation>Answered {done}</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>限制查看</source>
        <translation>Restricted</translation>
    </message>
    <message>
        <source>不要了</source>
        <translation>Discard</translation>
    </message>
    <message>
        <source>不要了：{household}</source>
        <translation>Discard: {household}</translation>
    </message>
    <message>
        <source>{household}没做完的{form}不要了</source>
        <translation>Draft {form} of {household} discarded</translation>
    </message>
    <message>
        <source>打开这一户</source>
        <translation>Open this household</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>菜单</source>
        <translation>Menu</translation>
    </message>
    <message>
        <source>这里的按键</source>
        <translation>Keys that hold here</translation>
    </message>
    <message>
        <source>界面文字换好了</source>
        <translation>Language changed</translation>
    </message>
    <message>
        <source>存成了 {file}，交给技术员</source>
        <translation>Saved as {file}; give it to the technician</translation>
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
        <translation>{n} d ago</translation>
    </message>
    <message>
        <source>{n} 天后</source>
        <translation>in {n} d</translation>
    </message>
    <message>
        <source>{n} 岁</source>
        <translation>age {n}</translation>
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
        <translation>The program made a mistake; no data is lost. Press F1 to save a note for the technician. Number {number}</translation>
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
<context>
    <name>_Row</name>
    <message>
        <source>上移</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Down</translation>
    </message>
</context>
</TS>
