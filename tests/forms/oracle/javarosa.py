"""Runs the Java driver beside this file; JavaRosa comes with pyxform."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyxform

JAR = Path(pyxform.__file__).parent / "validators" / "odk_validate" / "bin" / "ODK_Validate.jar"
ZONE = "Asia/Shanghai"


@dataclass(frozen=True)
class OracleNode:
    """A node as JavaRosa has it; ``choices`` are lines ``value=label``."""

    ref: str
    relevant: bool
    required: bool
    readonly: bool
    valid: bool
    leaf: bool
    value: str
    label: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class OracleStep:
    """What JavaRosa shows after a step; ``problem`` where it refused it."""

    problem: str
    nodes: tuple[OracleNode, ...]


@dataclass(frozen=True)
class OracleRun:
    """The steps of a form in JavaRosa: as it shows them, and with everything computed anew after each of them."""

    shown: list[OracleStep]
    recomputed: list[OracleStep]


def missing() -> str:
    """What is not on this machine, in words; empty if all is there."""
    if shutil.which("java") is None or shutil.which("javac") is None:
        return "no Java development kit (java and javac) on this machine: the comparison with JavaRosa is left out"
    return "" if JAR.is_file() else "pyxform is installed without ODK_Validate.jar: the comparison is left out"


def compiled(source: Path, classes: Path) -> None:
    """Compile a Java file, and what it uses of the files beside this one, into a folder."""
    beside = str(Path(__file__).parent)
    command = ["javac", "-encoding", "UTF-8", "-d", str(classes), "-cp", str(JAR), "-sourcepath", beside, str(source)]
    subprocess.run(command, check=True, capture_output=True)


def run(name: str, classes: Path, arguments: Iterable[str]) -> str:
    """Run a compiled class; what it printed."""
    command = ["java", f"-Duser.timezone={ZONE}", "-Dfile.encoding=UTF-8", "-Xss4m", "-cp", f"{JAR}:{classes}", name]
    finished = subprocess.run([*command, *arguments], check=True, capture_output=True, text=True, encoding="utf-8")
    return finished.stdout


def played(folders: Sequence[Path], classes: Path) -> dict[Path, OracleRun]:
    """Play ``form.xml`` with ``steps.tsv`` of each folder; a form that JavaRosa refuses is not among the results."""
    compiled(Path(__file__).with_name("Oracle.java"), classes)
    run("Oracle", classes, map(str, folders))
    done = (folder for folder in folders if not (folder / "failed.txt").exists())
    return {folder: _read(folder) for folder in done}


def _read(folder: Path) -> OracleRun:
    shown, recomputed = ((folder / f"{name}.tsv").read_text(encoding="utf-8") for name in ("states", "recomputed"))
    return OracleRun(_steps(shown), _steps(recomputed))


def _steps(text: str) -> list[OracleStep]:
    steps: list[OracleStep] = []
    problem, nodes = "", list[OracleNode]()
    for line in text.split("\n")[:-1]:
        kind, *parts = line.split("\t")
        if kind == "node":
            nodes.append(_node(parts))
            continue
        if nodes:
            steps.append(OracleStep(problem, tuple(nodes)))
        problem, nodes = parts[2], []
    return [*steps, OracleStep(problem, tuple(nodes))]


def _node(parts: Sequence[str]) -> OracleNode:
    ref, *bits, value, label, choices = parts
    relevant, required, readonly, valid, leaf = (bit == "1" for bit in bits)
    offered = tuple(_plain(choices).split("\x1f")) if choices else ()
    return OracleNode(ref, relevant, required, readonly, valid, leaf, _plain(value), _plain(label), offered)


def _plain(text: str) -> str:
    marks = {"\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\r": "\r"}
    return "".join(marks.get(part, part) for part in _pieces(text))


def _pieces(text: str) -> list[str]:
    pieces, place = list[str](), 0
    while place < len(text):
        size = 2 if text[place] == "\\" else 1
        pieces.append(text[place : place + size])
        place += size
    return pieces
