"""Networks from 2-2-1 to the largest of today, as lists of parts, for `counts`.

The sizes are the published ones. Each network has its published number of parameters, too, to be
compared with the count.
"""

from typing import NamedTuple

from plainnet._validation import whole
from plainnet.model_size.counts import Part, dense


class Architecture(NamedTuple):
    """A network: its parts, what one example is, its published number of parameters, a note."""

    title: str
    parts: list
    example: str = "pattern"
    published: int | None = None
    note: str = ""


def gpt(layers, width, context, words=50_257) -> list[Part]:
    """The parts of GPT-2 and GPT-3: a decoder whose last layer shares the weights of the embedding.

    Raises a `ValueError` unless all arguments are whole numbers of at least 1.
    """
    layers, width = whole("layers", layers), whole("width", width)
    context, words = whole("context", context), whole("words", words)
    return [
        Part("attention", (width, width), width, 4 * layers),
        Part("feed-forward, first", (width, 4 * width), 4 * width, layers),
        Part("feed-forward, second", (4 * width, width), width, layers),
        Part("normalisation", (width,), width, 2 * layers + 1),
        Part("tokens", (words, width)),
        Part("positions", (context, width), uses=0),
    ]


# LeCun et al. 1998, section II B. A unit of S2 and S4 multiplies a sum of four inputs by a weight.
# The 16 maps of C3 are connected to 60 maps in all: 6 to 3, 9 to 4, 1 to 6. The output is fixed.
LENET = [
    Part("C1, convolution", (5, 5, 6), 6, uses=28 * 28),
    Part("S2, subsampling", (6,), 6, uses=14 * 14),
    Part("C3, convolution", (5, 5, 60), 16, uses=10 * 10),
    Part("S4, subsampling", (16,), 16, uses=5 * 5),
    Part("C5", (400, 120), 120),
    Part("F6", (120, 84), 84),
]
# Krizhevsky et al. 2012, section 3.5. Layers 2, 4 and 5 see only half of the maps before them.
ALEXNET = [
    Part("convolution 1", (11, 11, 3, 96), 96, uses=55 * 55),
    Part("convolution 2", (5, 5, 48, 256), 256, uses=27 * 27),
    Part("convolution 3", (3, 3, 256, 384), 384, uses=13 * 13),
    Part("convolution 4", (3, 3, 192, 384), 384, uses=13 * 13),
    Part("convolution 5", (3, 3, 192, 256), 256, uses=13 * 13),
    Part("dense 6", (6 * 6 * 256, 4096), 4096),
    Part("dense 7", (4096, 4096), 4096),
    Part("dense 8", (4096, 1000), 1000),
]
# Llama team 2024, table 3; the table of tokens has 128,256 rows in the published model.
LLAMA = [
    Part("attention, queries and output", (16_384, 16_384), count=2 * 126),
    Part("attention, keys and values", (16_384, 8 * 128), count=2 * 126),
    Part("feed-forward", (16_384, 53_248), count=3 * 126),
    Part("normalisation", (16_384,), count=2 * 126 + 1),
    Part("tokens in", (128_256, 16_384), uses=0),
    Part("tokens out", (128_256, 16_384)),
]
# 93 layers, 69 with one kind of attention and 24 with another; 92 have experts. We found no sizes
# for the matrices that the first layer has instead of experts, nor for any small parts, so these
# are left out. The numbers come from documentation of the model (see the chapter), not from the
# report.
KIMI = [
    Part("experts", (3_584, 3_072), count=3 * 896 * 92, active=3 * 16 * 92),
    Part("experts for all tokens", (7_168, 3_072), count=3 * 2 * 92),
    Part("to the experts and back", (7_168, 3_584), count=2 * 92),
    Part("choice of experts", (7_168, 896), count=92),
    Part("attention, most layers", (7_168, 96 * 128), count=5 * 69),
    Part("attention, gate and output", (7_168, 96 * 128), count=2 * 24),
    Part("attention, queries in", (7_168, 1_536), count=24),
    Part("attention, queries out", (1_536, 96 * 192), count=24),
    Part("attention, keys and values in", (7_168, 512 + 64), count=24),
    Part("attention, keys and values out", (512, 96 * 256), count=24),
    Part("tokens in", (163_840, 7_168), uses=0),
    Part("tokens out", (163_840, 7_168)),
]
IMAGE = "The same weights serve at every place of the image: "
LENET_PLACES = IMAGE + "C1 at 784, S2 at 196, C3 at 100, S4 at 25."
ALEXNET_PLACES = IMAGE + "convolution 1 at 3,025, 2 at 729, 3 to 5 at 169."
EXPERTS = "In all layers but one, 16 of 896 experts take part for each token."

ALL = (
    Architecture("2-2-1", dense(2, 2, 1)),
    Architecture("2-3-1", dense(2, 3, 1)),
    Architecture("2-8-8-1", dense(2, 8, 8, 1)),
    Architecture("20-100-100-1", dense(20, 100, 100, 1)),
    Architecture("784-30-10", dense(784, 30, 10), "image"),
    Architecture("LeNet-5", LENET, "image", 60_000, LENET_PLACES),
    Architecture("AlexNet", ALEXNET, "image", 60_000_000, ALEXNET_PLACES),
    Architecture("GPT-2", gpt(48, 1_600, 1_024), "token", 1_500_000_000),
    Architecture("GPT-3", gpt(96, 12_288, 2_048), "token", 175_000_000_000),
    Architecture("Llama 3.1 405B", LLAMA, "token", 405_000_000_000),
    Architecture("Kimi K3", KIMI, "token", 2_800_000_000_000, EXPERTS),
)
