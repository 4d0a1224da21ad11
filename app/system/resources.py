"""The only reader of ``resources/``: everything below takes content, not places."""

from __future__ import annotations

import sys
import tomllib
from functools import cache
from pathlib import Path


def root() -> Path:
    """Give the folder ``resources`` of the installed program (also inside a PyInstaller build)."""
    bundle = getattr(sys, "_MEIPASS", None)
    base = Path(bundle) if bundle else Path(__file__).resolve().parents[2]
    return base / "resources"


def text(name: str) -> str:
    """Read a text resource by its path below ``resources``."""
    return (root() / name).read_text(encoding="utf-8")


def content(name: str) -> bytes:
    """Read a resource by its path below ``resources``."""
    return (root() / name).read_bytes()


def texts(folder: str, suffix: str) -> dict[str, str]:
    """Read all text resources of a folder: file name without its ending to text."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((root() / folder).glob(f"*{suffix}"))}


def contents(folder: str, suffix: str) -> dict[str, bytes]:
    """Read all resources of a folder: file name without its ending to content."""
    return {path.stem: path.read_bytes() for path in sorted((root() / folder).glob(f"*{suffix}"))}


@cache
def words(name: str, language: str) -> dict[str, dict[str, str]]:
    """Read a table of words (``i18n/<name>.<language>.toml``): code to its named texts."""
    return tomllib.loads(text(f"i18n/{name}.{language}.toml"))
