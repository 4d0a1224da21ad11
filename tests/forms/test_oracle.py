"""A few forms filled beside JavaRosa; ``make conformance`` does it for many (see ``conformance.md``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.forms.oracle.causes import CAUSES
from tests.forms.oracle.javarosa import missing
from tests.forms.oracle.running import compared
from tests.forms.oracle.seeded_forms import seeded_form

pytestmark = [pytest.mark.long, pytest.mark.skipif(bool(missing()), reason=missing())]


def test_generated_forms_look_as_in_javarosa(tmp_path: Path) -> None:
    results = list(compared([seeded_form(seed) for seed in range(100, 112)], tmp_path, steps=40))
    assert [result.refused for result in results] == [""] * len(results)
    assert not [one for result in results for one in result.unexplained]
    assert sum(result.nodes for result in results) > 10_000
    met = {cause for result in results for cause in result.causes or ()}
    assert met == {cause.name for cause in CAUSES}, "a cause explains nothing any more"
