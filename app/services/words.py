"""The words for the codes of errors and of a roster's doubtful rows, which are data (``resources/i18n/*.<language>.toml``)."""

from __future__ import annotations

from dataclasses import dataclass

from app.documents.sheets.reading import RosterProblem
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


def roster_words(problem: RosterProblem, language: str = LANGUAGE) -> ErrorWords:
    """Give the words of why a row of a roster is refused or a value is doubtful."""
    table = resources.words("roster", language)[problem.value]
    return ErrorWords(problem.value, table["message"], table.get("hint", ""))


def roster_reason(problem: RosterProblem) -> str:
    """Give them in one Chinese line, for workbooks and the command line."""
    words = roster_words(problem)
    return "。".join(filter(None, (words.message, words.hint)))


def kept_words(word: str, language: str = LANGUAGE) -> str:
    """Say in another language a word that records and the program's own checklists keep in Chinese: what a value rests on, a
    checklist's title, the way of a visit. A county's own words are left as they are.
    """
    known = {} if language == LANGUAGE else resources.words("kept", language)
    return known[word]["message"] if word in known else word


class _Parameters(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "—"
