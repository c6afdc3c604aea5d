"""`check_gradient` on networks drawn at random: no verdict is false, and few are missing."""

import collections

import judge_trial
import numpy as np
import pytest

ON_TRIAL = "gradient_check", "judge/rounding", "judge/kinks", "network", "activations", "losses"
JUDGES = pytest.mark.judges(
    "tests/instruments/judge_trial.py", *(f"code/plainnet/{name}.py" for name in ON_TRIAL)
)


@pytest.mark.parametrize("count", [60, pytest.param(600, marks=[pytest.mark.thorough, JUDGES])])
def test_no_verdict_is_false(request, count):
    first, answers = request.config.option.seed, collections.defaultdict(collections.Counter)
    with np.errstate(all="ignore"):  # some of the networks diverge
        for seed in range(first, first + count):
            for tried, answer, is_false in judge_trial.trial(seed):
                assert not is_false, f"network {seed}, {tried}: {answer}"
                answers[tried][answer] += 1
    assert answers["fresh"]["right"] > 0.75 * answers["fresh"].total()
    assert answers["fresh, with a fault"]["wrong"] > 0.95 * answers["fresh, with a fault"].total()
    assert answers["trained"]["right"] > 0.25 * answers["trained"].total()


@pytest.mark.parametrize(
    ("answer", "tried"), [("wrong", "fresh"), ("right", "fresh, with a fault")]
)
def test_a_judge_who_always_says_the_same_is_found_out(monkeypatch, answer, tried):
    judge = judge_trial.check_gradient

    class Same:
        def __init__(self, *given):
            judge(*given)  # so that the gradient under test sees the patterns
            self.answer = answer

    monkeypatch.setattr(judge_trial, "check_gradient", Same)
    rows = [row for seed in range(20) for row in judge_trial.trial(seed)]
    assert all(false for what, _, false in rows if what == tried)
    assert any(what == tried for what, _, _ in rows)
