"""Words that records keep in Chinese have English words for an English window."""

from __future__ import annotations

import pytest

from app.domain.codes import CodeLists
from app.domain.facts import FactDictionary, Holder
from app.services.words import kept_words
from app.system import resources

FACTS = FactDictionary.from_toml(resources.text("codes/facts.toml"))


@pytest.mark.parametrize("holder", Holder)
def test_every_fact_has_an_english_label_and_unit(holder: Holder) -> None:
    for fact in FACTS.of(holder).values():
        for word in filter(None, (fact.label, fact.unit)):
            assert max(kept_words(word, "en")) < "\u4e00", word
            assert kept_words(word) == word


def test_everything_that_an_answer_raises_has_english_words() -> None:
    tables = {name: text for name, text in resources.texts("codes", ".toml").items() if name != "facts"}
    for code in CodeLists.from_tables(tables)["raised"]:
        assert max(kept_words(code.label, "en")) < "\u4e00", code.label


def test_a_word_of_the_county_stays_as_it_is() -> None:
    assert kept_words("本县自己的词", "en") == "本县自己的词"
