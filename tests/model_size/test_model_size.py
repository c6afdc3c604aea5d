"""Costs are compared with those of real networks, and with published numbers."""

import re
from functools import partial

import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st

from plainnet import NeuralNetwork, model_size
from plainnet.explorers import CostTable
from plainnet.explorers import cost_table as table
from plainnet.model_size import Part
from plainnet.model_size.architectures import ALL, LENET, gpt

BY_TITLE = {one.title: one for one in ALL}
SIZES = st.lists(st.integers(1, 9), min_size=2, max_size=5)


@given(SIZES)
def test_a_dense_network_has_as_many_parameters_as_are_counted(sizes):
    nn = NeuralNetwork(*sizes)
    assert model_size.parameter_count(model_size.dense(*sizes)) == nn.parameter_count
    weights = sum(value.size for name, value in nn.parameters.items() if name[0] == "W")
    assert model_size.forward_operations(model_size.dense(*sizes)) == 2 * weights
    assert model_size.training_operations(model_size.dense(*sizes)) == 6 * weights


def test_the_dense_networks_of_the_menu_are_what_they_are_called():
    named = [one for one in ALL if one.title[0].isdigit()]
    assert len(named) == 5
    for one in named:
        sizes = [int(size) for size in one.title.split("-")]
        assert model_size.parameter_count(one.parts) == NeuralNetwork(*sizes).parameter_count


def test_memory_is_four_bytes_a_number_and_copy():
    nine = model_size.dense(2, 2, 1)
    assert model_size.memory_bytes(nine) == 36
    assert model_size.memory_bytes(nine, model_size.COPIES) == 144


def test_uses_and_active_parts_change_the_operations_only():
    plain = Part("", (3, 4), 4, count=6)
    assert (plain.parameters, plain.products, str(plain)) == (96, 72, "6 · (3 · 4 + 4)")
    shared, some, looked_up = (
        plain._replace(uses=10),
        plain._replace(active=2),
        plain._replace(uses=0),
    )
    assert {part.parameters for part in (shared, some, looked_up)} == {96}
    assert [part.products for part in (shared, some, looked_up)] == [720, 24, 0]
    assert str(Part("", (3, 4000))) == "3 · 4,000"


def test_lenet_has_the_numbers_that_its_paper_gives_layer_by_layer():
    """LeCun et al. 1998, section II B: trainable parameters, and connections with biases."""
    assert [part.parameters for part in LENET] == [156, 12, 1516, 32, 48_120, 10_164]
    connections = [part.products + part.biases * part.uses for part in LENET]
    assert connections[::2] == [122_304, 151_600, 48_120]


@each("one", [one for one in ALL if one.published], ids=lambda one: one.title)
def test_the_count_is_near_the_published_one(one):
    """Of two counts, only two digits were published: GPT-2's 1.5 billion, AlexNet's 60 million."""
    near = {"GPT-2": 0.04, "AlexNet": 0.02}.get(one.title, 0.01)
    assert model_size.parameter_count(one.parts) == pytest.approx(one.published, rel=near)


@each(
    ("title", "parameters", "products"),
    [
        ("AlexNet", 60_965_224, 724_406_816),
        ("GPT-2", 1_557_611_200, 1_555_126_400),
        ("Llama 3.1 405B", 405_853_388_800, 403_752_042_496),
    ],
)
def test_the_count_is_what_others_count(title, parameters, products):
    """The parameters are those of the published weights, to the last one."""
    parts = BY_TITLE[title].parts
    assert model_size.parameter_count(parts) == parameters
    assert model_size.forward_operations(parts) == 2 * products


def test_training_gpt_3_took_as_many_operations_as_published():
    """Brown et al. 2020, appendix D: 300 billion tokens, 3.14e23 operations, 174,600 million."""
    parts = BY_TITLE["GPT-3"].parts
    assert model_size.training_operations(parts) * 300e9 == pytest.approx(3.14e23, rel=0.001)
    assert round(model_size.parameter_count(parts) / 1e6) == pytest.approx(174_600, abs=5)


def test_for_a_token_kimi_uses_as_many_weights_as_published():
    """The published number is 104 billion; our list lacks the small parts."""
    assert model_size.forward_operations(BY_TITLE["Kimi K3"].parts) / 2 == pytest.approx(
        104e9, rel=0.01
    )


NINE, TINY = model_size.dense(2, 2, 1), {"layers": 1, "width": 2, "context": 3, "words": 4}
COUNTS = "parameter_count forward_operations training_operations memory_bytes"
BAD = [
    (lambda: model_size.dense(2), "sizes: expected at least an input and an output size; got (2,)"),
    (lambda: model_size.dense(2, 0), "sizes: expected a whole number of at least 1; got 0"),
    (lambda: model_size.memory_bytes(NINE, 0), "copies: expected a whole number of at least 1"),
    *[
        (partial(getattr(model_size, count), parts), "parts: expected a list of Part, such as")
        for count in COUNTS.split()
        for parts in (NINE[0], (2, 2, 1), 9)
    ],
    *[(partial(gpt, **(TINY | {n: 1.5})), f"{n}: expected a whole number") for n in TINY],
]


@each(("call", "message"), BAD, ids=[message for _, message in BAD])
def test_what_has_no_cost_is_named(call, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call()


# The explorer `CostTable`.
def test_the_menu_rises_and_stays_on_its_axis():
    counts = table.AMOUNTS["parameters"]
    assert counts == sorted(counts)
    assert min(map(min, table.AMOUNTS.values())) >= table.AXIS["from"]
    assert max(map(max, table.AMOUNTS.values())) <= table.AXIS["to"]


def test_the_lines_of_the_sum_add_up():
    for index, one in enumerate(ALL):
        frame = CostTable().compute(index)
        sums = [line for line in frame["numbers"] if line != one.note]
        ends = [int(line.rpartition("= ")[2].replace(",", "")) for line in sums]
        assert sum(ends) == model_size.parameter_count(one.parts)
        assert f"{sum(ends):,} parameters" in frame["equation"]


@each(
    ("number", "words", "short", "size"),
    [
        (9, "9", "9", "9 bytes"),
        (999, "999", "999", "999 bytes"),
        (9_999, "9,999", "10 k", "10 kB"),
        (12_301, "12.3 thousand", "12.3 k", "12.3 kB"),
        (60_000, "60 thousand", "60 k", "60 kB"),
        (2_793_668_149_248, "2.79 trillion", "2.79 T", "2.79 TB"),
        (999_999, "1 million", "1 M", "1 MB"),
    ],
)
def test_large_numbers_in_words(number, words, short, size):
    told = table.in_words(number), table.in_short(number), table.in_bytes(number)
    assert told == (words, short, size)


def test_each_dot_stands_beside_its_number():
    spec = CostTable().spec
    for name, amounts in table.AMOUNTS.items():
        assert spec["amount"][name] == pytest.approx(amounts, rel=1e-5)
        units = table.WORDS["bytes" if name == "memory" else "letters"]
        for amount, text in zip(amounts, spec["labels"][name], strict=True):
            value, _, unit = text.partition(" ")
            assert float(value) * 1000 ** units.index(unit) == pytest.approx(amount, rel=0.006)


def test_the_chosen_row_is_lit():
    for index, one in enumerate(ALL):
        frame = CostTable().compute(index)
        lit = [at for at, role in enumerate(frame["roles"]["row"]) if role == "curve"]
        assert lit == [index] and frame["chosen_row"] == CostTable().spec["row"][index]
        assert frame["equation"].startswith(one.title)


def test_no_number_on_the_page_has_an_exponent():
    spec = CostTable().spec
    texts = [text for key in spec["table"] for text in spec[key] if text]
    texts += [text for labels in spec["labels"].values() for text in labels]
    texts += [CostTable().compute(i)["sentence"] for i in range(len(ALL))]
    assert [text for text in texts if "e+" in text] == []


def test_the_sentence_tells_a_forward_pass_from_a_step():
    says = [CostTable().compute(index)["sentence"] for index in range(len(ALL))]
    assert says[0].startswith("2-2-1: 9 parameters. For one pattern")
    assert says[8].endswith("about 349 billion operations, and a training step 1.05 trillion.")
    assert "16 of 896" in CostTable().compute(len(ALL) - 1)["numbers"][-1]
