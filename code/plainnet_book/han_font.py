"""Make the font of Chinese figures: ``python -m plainnet_book.han_font``.

It is a subset of Noto Sans CJK SC (Debian: ``fonts-noto-cjk``) with the characters that figures
need: those of cells that draw, of short texts that others assign, and of two tables of
`plainnet.zh`. A figure with any other character stops the build: Matplotlib warns about it.
"""

import ast
import itertools
import json
import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection
from matplotlib import font_manager

from plainnet_book.editions import strings
from plainnet_book.execution import ROOT

FILE, SOURCE = "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"
MISSING = f"{FILE}, with the font {SOURCE}, is not installed: on Debian, apt install fonts-noto-cjk"
FONT, FAMILY = ROOT / "code" / "plainnet" / "data" / "han.otf", "plainnet Han"
DRAWS = re.compile(r"\b(plt|ax|axes|plots)\b")
LONGEST = 16  # characters of a label that another cell draws
HAN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
KEPT_NAMES = 0, 13, 14  # copyright and licence


def characters(root=ROOT) -> str:
    """All Chinese characters that figures may need, in order."""
    tables = [root / f"code/plainnet/zh/{name}.py" for name in ("package", "cost_table")]
    texts = [path.read_text("utf8") for path in tables]
    for path in root.glob("chapters/zh/*.ipynb"):
        cells = json.loads(path.read_text("utf8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        texts += [source for source in sources if DRAWS.search(source)]
        nodes = itertools.chain.from_iterable(ast.walk(ast.parse(source)) for source in sources)
        named = (strings(node.value) for node in nodes if isinstance(node, ast.Assign))
        texts += [text for text in itertools.chain(*named) if len(text) <= LONGEST]
    return "".join(sorted(set(HAN.findall("".join(texts)))))


def write(path=FONT) -> None:
    """Write the font, with the name ``FAMILY``: Noto's own is reserved for the whole font.

    Raises a `FileNotFoundError` if Noto is not installed.
    """
    sources = [name for name in font_manager.findSystemFonts() if name.endswith(FILE)]
    fonts = [font for name in sources for font in TTCollection(name).fonts]
    font = {each["name"].getDebugName(1): each for each in fonts}.get(SOURCE)
    if font is None:
        raise FileNotFoundError(MISSING)
    options = subset.Options(
        layout_features=[], hinting=False, desubroutinize=True, notdef_outline=True
    )
    options.name_IDs = [*KEPT_NAMES, 1, 2, 4, 6]
    made = subset.Subsetter(options)
    made.populate(text=characters())
    made.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = FAMILY
        elif record.nameID == 6:
            record.string = FAMILY.replace(" ", "")
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(path)
    print(f"{Path(path).name}: {len(characters())} characters, {Path(path).stat().st_size:,} bytes")


if __name__ == "__main__":
    try:
        write()
    except FileNotFoundError as error:
        sys.exit(str(error))
