"""Saved networks: file and script give back the same bits, and other files are refused."""

import itertools
import json
import os
import pickle
import resource
import subprocess
import sys
import zipfile

import numpy as np
import pytest
from each import each
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from networks import ENDS, network

from plainnet import ACTIVATIONS, datasets, load, save, to_code, train

X, y = datasets.xor()
KINDS = [
    {"activation": activation, "output": output, "loss": loss, "bias": bias}
    for activation, (loss, output), bias in itertools.product(ACTIVATIONS, ENDS, (True, False))
]


def bits(nn):
    """All that defines a network, with its parameters bit for bit."""
    values = {name: (value.shape, value.tobytes()) for name, value in nn.parameters.items()}
    return nn.sizes, nn.activation_names, nn.activations, nn.loss_name, list(values), values


@pytest.fixture
def path(tmp_path):
    return tmp_path / "my network"  # no suffix is added


# Networks in files.
@each("settings", KINDS, ids=lambda kind: "-".join(map(str, kind.values())))
def test_a_network_comes_back_bit_for_bit_and_trains_as_it_would_have(path, settings):
    nn = network(2, 3, 4, 2, **settings)
    y = np.eye(2)[[0, 1, 1, 0]]
    train(nn, X, y, learning_rate=0.1, epochs=5)
    save(nn, path)
    again = load(path)
    assert bits(again) == bits(nn)
    assert again.predict(X).tobytes() == nn.predict(X).tobytes()
    one, two = (train(each, X, y, learning_rate=0.1, epochs=20) for each in (nn, again))
    np.testing.assert_array_equal(one.loss, two.loss)
    assert bits(again) == bits(nn)


numbers = st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=True)
edges = [0.0, -0.0, 1.0, -3.0, 1e-300, 5e-324, 1e300, -1.7976931348623157e308, 0.1, 1 / 3, 2.0**60]
weights = st.one_of(
    hnp.arrays(float, (2, 2), elements=numbers | st.sampled_from(edges)),
    hnp.arrays(float, (2, 2), elements=st.floats(0.001, 0.01)),  # written without an exponent
)


@given(weights)
def test_every_finite_number_comes_back(tmp_path_factory, values):
    nn, path = network(), tmp_path_factory.getbasetemp() / "numbers"
    nn.parameters["W1"][:] = values
    save(nn, path)
    assert bits(load(path)) == bits(nn)


def test_saving_again_replaces_the_file(path):
    save(network(2, 50, 1), path)
    save(network(seed=1), path)
    assert bits(load(path)) == bits(network(seed=1))


@pytest.mark.parametrize("there", [True, False])
def test_a_write_that_fails_leaves_what_was_there(path, there):
    if there:
        save(network(), path)
    before = path.read_bytes() if there else None
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4000, unlimited[1]))  # as if the disk were full
    try:
        with pytest.raises(OSError, match="File too large"):
            save(network(2, 600, 1), path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert list(path.parent.iterdir()) == [path] * there
    assert not there or path.read_bytes() == before


def test_a_link_leads_to_the_new_file(path):
    save(network(), path)
    link = path.with_name("link")
    link.symlink_to(path)
    save(network(seed=1), link)
    assert link.is_symlink()
    assert bits(load(path)) == bits(network(seed=1))


# Damaged and foreign files.
def refused(path, why=""):
    with pytest.raises(ValueError, match=f"; .*{why}") as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}: expected what plainnet.save wrote; ")
    assert caught.value.__suppress_context__  # one error, not a chain of them


def content(path, **changes):
    """The entries that `save` wrote to ``path``, with changes; ``None`` removes an entry."""
    with np.load(path) as archive:
        entries = dict(archive) | changes
    return {name: value for name, value in entries.items() if value is not None}


def test_a_file_that_is_not_there():
    with pytest.raises(FileNotFoundError, match="nowhere"):
        load("nowhere")


def test_a_file_that_ends_early(path):
    save(network(), path)
    whole = path.read_bytes()
    for length in range(0, len(whole), 5):
        path.write_bytes(whole[:length])
        refused(path, "File is not a zip file$")


@pytest.mark.parametrize("flip", [0x01, 0x0C, 0x80])
def test_a_byte_that_has_changed_is_seen_or_does_not_matter(path, flip):
    save(network(), path)
    whole, same, seen = path.read_bytes(), bits(load(path)), 0
    for at in range(0, len(whole), 3):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ flip]) + whole[at + 1 :])
        try:
            assert bits(load(path)) == same  # a byte of a date, say
        except ValueError as error:
            assert str(error).startswith(f"{path}: expected what plainnet.save wrote; ")
            seen += 1
    assert seen > len(whole) / 6


def test_a_changed_type_is_seen_where_it_makes_an_entry_shorter(path):
    save(network(2, 600, 1), path)
    whole = path.read_bytes()
    for name in ("W1.npy", "b1.npy", "W2.npy"):
        at = whole.index(b"<f8", whole.index(name.encode()))
        path.write_bytes(whole[:at] + b"<f4" + whole[at + 3 :])
        refused(path, f"{name} is damaged$")


class Payload:
    """Makes a directory when it is unpickled."""

    def __init__(self, path):
        self.path = str(path)

    def __reduce__(self):
        return os.mkdir, (self.path,)


def pickled(payload, path):
    path.write_bytes(pickle.dumps(payload))


def pickled_array(payload, path):
    with open(path, "wb") as file:
        np.save(file, np.array([payload], dtype=object), allow_pickle=True)


def pickled_entry(payload, path):
    changed = content(path, W1=np.array([payload], dtype=object))
    with open(path, "wb") as file:
        np.savez(file, **changed)


@pytest.mark.parametrize("write", [pickled, pickled_array, pickled_entry])
def test_nothing_in_a_file_is_run(path, write):
    save(network(), path)
    made = path.parent / "made"
    write(Payload(made), path)
    refused(path)
    assert not made.exists()
    pickle.loads(pickle.dumps(Payload(made)))  # the payload works
    assert made.exists()


@each(
    ("changes", "why"),
    [
        ({"format": None}, "got sizes, activation"),
        ({"format": "plainnet network 2"}, "got sizes, activation"),
        ({"sizes": None}, "got no sizes$"),
        ({"loss": None, "output": None}, "got no loss, output$"),
        ({"W2": None}, r"expected the names W1, b1, W2, b2; got \['W1', 'b1', 'b2'\]$"),
        ({"b1": None}, r"expected the names W1, W2; got \['W1', 'W2', 'b2'\]$"),
        ({"W3": np.ones((1, 1))}, r"expected the names W1, b1, W2, b2; got .*'W3'\]$"),
        ({"W1": np.ones((2, 3))}, r"W1: expected shape \(2, 2\); got shape \(2, 3\)$"),
        ({"W1": np.full((2, 2), np.nan)}, r"W1: expected finite numbers; got nan at \(0, 0\)$"),
        ({"W1": np.ones((2, 2)) * 1j}, "W1: expected numbers; got "),
        ({"activation": "swish"}, "activation: expected one of .*; got 'swish'$"),
        ({"activation": ["tanh", "relu"]}, "activation: expected one of "),
        ({"output": "tanh"}, "loss: expected mse for the output tanh; got 'cross_entropy'$"),
        ({"loss": "hinge"}, "loss: expected one of "),
        ({"sizes": [2.0, 2.0, 1.0]}, "sizes: expected a whole number of at least 1; got 2.0$"),
        ({"sizes": "2-2-1"}, "sizes: expected "),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, dict) else "",
)
def test_an_archive_that_is_no_network(path, changes, why):
    save(network(), path)
    changed = content(path, **changes)
    with open(path, "wb") as file:
        np.savez(file, **changed)
    refused(path, why)


@pytest.mark.parametrize("name", ["format", "sizes", "activation", "W1"])
def test_an_entry_that_is_no_array(path, name):
    save(network(), path)
    with zipfile.ZipFile(path) as archive:
        entries = {info.filename: archive.read(info) for info in archive.infolist()}
    del entries[f"{name}.npy"]
    with zipfile.ZipFile(path, "w") as archive:
        for entry, content in entries.items():
            archive.writestr(entry, content)
        archive.writestr(name, b"relu")
    refused(path)


def test_another_archive(path):
    for arrays, found in (({"X": X, "y": y}, "X, y"), ({}, "no array")):
        with open(path, "wb") as file:
            np.savez(file, **arrays)
        refused(path, f"got {found}$")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("format.npy", "text")
    refused(path)


# Networks as scripts.
def predict_of(nn):
    """The ``predict`` that the script of ``nn`` defines."""
    namespace = {}
    exec(to_code(nn), namespace)
    return namespace["predict"]


@pytest.mark.parametrize(
    ("sizes", "settings"),
    [
        ((2, 2, 1), {}),
        ((2, 1), {"output": "identity", "loss": "mse"}),
        ((2, 3, 2), {"activation": "tanh", "output": "relu", "loss": "mse"}),
        ((2, 30, 4, 1), {"activation": "relu", "init": "he", "bias": False}),
    ],
)
def test_the_script_answers_as_the_network_does_where_there_is_only_numpy(sizes, settings):
    nn = network(*sizes, **settings)
    inputs = np.vstack([X, np.random.default_rng(1).normal(0, 9, (20, 2))])
    asked = f"""
import json, sys
loaded = {{name.partition(".")[0] for name in sys.modules}} - sys.stdlib_module_names
print(json.dumps([predict({inputs.tolist()}).tolist(), "plainnet" in loaded]))
"""
    command = [sys.executable, "-I", "-W", "error", "-c", to_code(nn) + asked]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stderr == ""
    answered, had_the_package = json.loads(done.stdout)
    np.testing.assert_array_equal(answered, nn.predict(inputs))
    assert not had_the_package


@each("settings", KINDS, ids=lambda kind: "-".join(map(str, kind.values())))
def test_every_kind_of_network_has_a_script(settings):
    nn = network(2, 3, 4, 1, **settings)
    np.testing.assert_array_equal(predict_of(nn)(X), nn.predict(X))


@given(weights)
def test_every_finite_number_is_written_so_that_it_is_read_back(values):
    nn = network(activation="tanh")
    nn.parameters["W1"][:] = values
    namespace = {}
    exec(to_code(nn), namespace)
    assert namespace["W1"].tobytes() == nn.parameters["W1"].tobytes()
    assert namespace["W1"].dtype == float
    if np.abs(values).max() < 1e100:
        np.testing.assert_array_equal(namespace["predict"](X), nn.predict(X))


@pytest.mark.parametrize(
    "options",
    [
        {"precision": 2, "suppress": True, "floatmode": "fixed"},
        {"formatter": {"float": "{:.1f}".format}},
        {"threshold": 2, "edgeitems": 1, "linewidth": 20},
        {"sign": "+"},
        {"legacy": "1.13"},
    ],
    ids=lambda options: next(iter(options)),
)
def test_how_numpy_prints_does_not_matter(options):
    nn = network(2, 40, 1)
    nn.parameters["W1"][0, :3] = 1e-300, 1e300, -0.0
    with np.printoptions(**options):
        predict = predict_of(nn)
    np.testing.assert_array_equal(predict(X), nn.predict(X))


def test_the_script_is_short_and_says_what_it_is():
    script = to_code(network())
    lines = script.splitlines()
    assert len(lines) <= 32
    assert lines[0].startswith('"""A 2-2-1 network: predict(X) takes X of shape (m, 2)')
    assert [line for line in lines if "import" in line] == ["import numpy as np"]
    assert script.count("def sigmoid(") == 1
    title, *_ = to_code(network(3, 2, 1)).splitlines()
    assert title.startswith('"""A 3-2-1 network: predict(X) takes X of shape (m, 3)')


def test_the_lines_of_a_script_are_up_to_100_characters_long_and_no_longer():
    wide, full = network(2, 200, 1), network(1, 17, 1)
    full.parameters["b1"][:] = 1.5
    assert max(map(len, to_code(wide).splitlines())) <= 100
    assert max(map(len, to_code(full).splitlines())) == 100
