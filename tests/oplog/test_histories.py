"""Seeded random histories of a county and three laptops, on the real registers; and the mistakes that must stay caught."""

import pytest

from tests.oplog.world import Mistake, play

SHORT, LONG = 400, 5_000
MISTAKE_LIMIT = 3_000


def test_every_history_converges_to_what_nobody_replaced():
    assert sum(play(seed) for seed in range(SHORT)) > SHORT * 3


@pytest.mark.long
def test_many_histories_converge():
    assert sum(play(seed) for seed in range(SHORT, SHORT + LONG)) > LONG * 3


@pytest.mark.parametrize("mistake", Mistake)
def test_a_known_mistake_is_caught(mistake: Mistake):
    for seed in range(MISTAKE_LIMIT):
        try:
            play(seed, mistake)
        except AssertionError:
            return
    pytest.fail(f"{MISTAKE_LIMIT} histories did not notice {mistake}")
