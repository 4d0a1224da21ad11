"""The words for error codes, which are data (``resources/i18n/errors.<language>.toml``)."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.errors import AppError
from app.system import resources

LANGUAGE = "zh_CN"


@dataclass(frozen=True)
class ErrorWords:
    """What happened and what to do, in the person's language."""

    code: str
    message: str
    hint: str


def error_words(error: AppError, language: str = LANGUAGE) -> ErrorWords:
    """Give the words of an error; a parameter that the words name and the error lacks is left as a dash."""
    table = resources.words("errors", language)[error.code.value]
    parameters = _Parameters({name: "" if value is None else str(value) for name, value in error.parameters.items()})
    return ErrorWords(
        error.code.value, table["message"].format_map(parameters), table.get("hint", "").format_map(parameters)
    )


class _Parameters(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "—"
