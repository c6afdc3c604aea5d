"""Make the font of Chinese figures: ``python -m plainnet_book.han_font``.

It is a subset of Noto Sans CJK SC (Debian: ``fonts-noto-cjk``) with the characters that figures
need: those of cells that draw, and of `plainnet.zh.package`. A figure with any other character
stops the build, because Matplotlib warns about it.
"""

import json
import re
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection
from matplotlib import font_manager

from plainnet_book.execution import ROOT

FILE, SOURCE = "NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"
FONT, FAMILY = ROOT / "code" / "plainnet" / "data" / "han.otf", "plainnet Han"
DRAWS = re.compile(r"\b(plt|ax|axes|plots)\b")
HAN = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
KEPT_NAMES = 0, 13, 14  # copyright and licence


def characters(root=ROOT) -> str:
    """All Chinese characters that figures may need, in order."""
    texts = []
    for path in root.glob("chapters/zh/*.ipynb"):
        for cell in json.loads(path.read_text("utf8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "code" and DRAWS.search(source):
                texts.append(source)
    texts.append((root / "code/plainnet/zh/package.py").read_text("utf8"))
    return "".join(sorted(set(HAN.findall("".join(texts)))))


def write(path=FONT) -> None:
    """Write the font, with the name ``FAMILY``: Noto's own is reserved for the whole font."""
    source = next(name for name in font_manager.findSystemFonts() if name.endswith(FILE))
    fonts = TTCollection(source).fonts
    (font,) = (each for each in fonts if each["name"].getDebugName(1) == SOURCE)
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
    write()
