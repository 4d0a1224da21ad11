"""The forms of the bench, and the answers that are given to each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.peers.ours import answer, loaded

MEMBERS, MEMBER_QUESTIONS = 50, 40
QUESTIONS = 500
SECTIONS, SECTION_QUESTIONS = 30, 18
CHOICES = 12_000

Answers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class FormCase:
    """A form with answers to its questions in the order in which they are given."""

    name: str
    xform: str
    answers: Answers
    media: dict[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> None:
        """Write form, media and plan; the plan names with each answer the nodes that change."""
        (folder / "form.xml").write_text(self.xform, encoding="utf-8")
        for name, text in self.media.items():
            (folder / name).write_text(text, encoding="utf-8")
        session = loaded(folder)
        lines = [f"{ref}\t{value}\t{' '.join(answer(session, ref, value))}\n" for ref, value in self.answers]
        (folder / "plan.tsv").write_text("".join(lines), encoding="utf-8")


def cases() -> tuple[FormCase, ...]:
    """All cases."""
    return verbal_autopsy(), many_questions(), many_members(), many_choices()


def many_questions() -> FormCase:
    """500 questions: every third depends on the one before, every tenth is summed up, each label quotes one."""
    names = [f"q{n}" for n in range(QUESTIONS)]
    sums = [n for n in range(0, QUESTIONS, 10) if n + 2 < QUESTIONS]
    binds = "".join(
        f'<bind nodeset="/data/{name}" type="int" constraint=". &lt; 100"'
        + (f" relevant=\"/data/q{n - 1} &gt; 5 or /data/q{n - 1} = ''\"" if n % 3 == 2 else "")
        + "/>"
        for n, name in enumerate(names)
    ) + "".join(
        f'<bind nodeset="/data/s{n}" type="int" calculate="/data/q{n} + /data/q{n + 1} + /data/q{n + 2}"/>'
        for n in sums
    )
    body = "".join(
        f'<input ref="/data/{name}"><label>问题 {n} <output value="/data/q{max(0, n - 1)}"/></label></input>'
        for n, name in enumerate(names)
    )
    nodes = "".join(f"<{name}/>" for name in names) + "".join(f"<s{n}/>" for n in sums)
    answers = [(f"/data/{name}", str(7 + n % 30)) for n, name in enumerate(names)]
    return FormCase("500_questions", _document(nodes, binds, body), answers)


def verbal_autopsy() -> FormCase:
    """A form of the size and the manner of WHO's verbal autopsy: 540 questions with yes, no and not known in 30
    sections behind a consent, most of them asked after another one was answered so and so; its labels in two
    languages; sections are summed up."""
    binds, body, nodes, itext = [], [], [], []
    answers = [("/data/consent", "yes")]
    for section in range(SECTIONS):
        inner = []
        for number in range(SECTION_QUESTIONS):
            name, path = f"s{section}q{number}", f"/data/s{section}/s{section}q{number}"
            before = f"/data/s{section}/s{section}q{number - 1 - number % 2}"
            condition = "" if number < 2 else f" relevant=\"selected({before}, 'yes') or {before} = 'dk'\""
            binds.append(f'<bind nodeset="{path}" type="string"{condition} required="true()"/>')
            itext.append((f"{path}:label", f"第 {section} 部分第 {number} 问：当时的情形，按家属所说填写"))
            body.append(_yes_no(path))
            inner.append(f"<{name}/>")
            answers.append((path, ("yes", "dk", "yes", "no")[(section + number) % 4 if number % 2 else 0]))
        terms = " + ".join(f"count(/data/s{section}/s{section}q{n}[. = 'yes'])" for n in range(SECTION_QUESTIONS))
        binds.append(f'<bind nodeset="/data/s{section}" relevant="/data/consent = \'yes\'"/>')
        binds.append(f'<bind nodeset="/data/total{section}" type="int" calculate="{terms}"/>')
        nodes.append(f"<s{section}>{''.join(inner)}</s{section}><total{section}/>")
    binds.append('<bind nodeset="/data/consent" type="string"/>')
    itext.append(("/data/consent:label", "是否同意"))
    itext.extend((f"choice{value}", label) for value, label in (("yes", "是"), ("no", "否"), ("dk", "不清楚")))
    translations = "".join(
        f'<translation lang="{language}"{default}>'
        + "".join(f'<text id="{name}"><value>{mark}{text}</value></text>' for name, text in itext)
        + "</translation>"
        for language, default, mark in (("zh", ' default="true()"', ""), ("en", "", "en "))
    )
    whole = _document(
        f"<consent/>{''.join(nodes)}", "".join(binds), _yes_no("/data/consent") + "".join(body),
        f"<itext>{translations}</itext>",
    )  # fmt: skip
    reachable = [(ref, value) for ref, value in answers if "q" not in ref or int(ref.rpartition("q")[2]) < 9]
    return FormCase("verbal_autopsy", whole, reachable)


def _yes_no(path: str) -> str:
    items = "".join(
        f"<item><label ref=\"jr:itext('choice{value}')\"/><value>{value}</value></item>"
        for value in ("yes", "no", "dk")
    )
    return f'<select1 ref="{path}"><label ref="jr:itext(\'{path}:label\')"/>{items}</select1>'


def many_members() -> FormCase:
    """A repeat of 50 members with 40 questions each; the household reads all of them."""
    inner = "".join(f"<m{n}/>" for n in range(MEMBER_QUESTIONS))
    binds = "".join(
        f'<bind nodeset="/data/member/m{n}" type="int"'
        + (f" relevant=\"../m{n - 1} &gt; 5 or ../m{n - 1} = ''\"" if n % 4 == 3 else "")
        + (f' constraint=". &lt; 90 and . &gt;= ../m{n - 2} - 90"' if n % 5 == 2 else "")
        + "/>"
        for n in range(MEMBER_QUESTIONS)
    )
    binds += '<bind nodeset="/data/total" type="int" calculate="sum(/data/member/m0)"/>'
    binds += '<bind nodeset="/data/member/own" type="int" calculate="../m0 + ../m1 + ../m2"/>'
    binds += '<bind nodeset="/data/grown" type="int" calculate="count(/data/member[m0 &gt; 17])"/>'
    body = "".join(
        f'<input ref="/data/member/m{n}"><label>成员的第 {n} 问 <output value="../m0"/></label></input>'
        for n in range(MEMBER_QUESTIONS)
    )
    members = f"<member>{inner}<own/></member>" * MEMBERS
    document = _document(
        f"{members}<total/><grown/>",
        binds,
        f'<group ref="/data/member"><label>成员</label><repeat nodeset="/data/member">{body}</repeat></group>',
    )
    answers = [
        (f"/data/member[{member}]/m{n}", str(7 + (member + n) % 40))
        for member in range(1, MEMBERS + 1)
        for n in range(MEMBER_QUESTIONS)
    ]
    return FormCase("50_members_40_questions", document, answers)


def many_choices() -> FormCase:
    """Villages out of an external list of 12,000, filtered by town."""
    towns = CHOICES // 40
    rows = "".join(f"v{n},村{n},t{n % towns}\n" for n in range(CHOICES))
    town_rows = "".join(f"t{n},镇{n}\n" for n in range(towns))
    document = _document(
        "<town/><village/><name/>",
        '<bind nodeset="/data/town" type="string"/><bind nodeset="/data/village" type="string"/>'
        '<bind nodeset="/data/name" calculate="instance(\'villages\')/root/item[name = /data/village]/label"/>',
        '<select1 ref="/data/town"><label>镇</label><itemset nodeset="instance(\'towns\')/root/item">'
        '<value ref="name"/><label ref="label"/></itemset></select1>'
        '<select1 ref="/data/village"><label>村</label>'
        "<itemset nodeset=\"instance('villages')/root/item[town = /data/town]\">"
        '<value ref="name"/><label ref="label"/></itemset></select1>',
        '<instance id="towns" src="jr://file-csv/towns.csv"/><instance id="villages" src="jr://file-csv/villages.csv"/>',
    )
    answers: list[tuple[str, str]] = []
    for step in range(60):
        answers.append(("/data/town", f"t{step * 4}"))
        answers.append(("/data/village", f"v{step * 4 + towns * (step % 5)}"))
    media = {"villages.csv": f"name,label,town\n{rows}", "towns.csv": f"name,label\n{town_rows}"}
    return FormCase("12000_choices", document, answers, media)


def _document(nodes: str, binds: str, body: str, more: str = "") -> str:
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
        ' xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>b</h:title><model>'
        f'{more if more.startswith("<itext") else ""}<instance><data id="bench" version="1">{nodes}</data></instance>'
        f"{'' if more.startswith('<itext') else more}{binds}</model></h:head><h:body>{body}</h:body></h:html>"
    )
