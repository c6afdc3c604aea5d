"""The same fonts for all browsers, whatever is installed, by settings of fontconfig."""

import glob
from pathlib import Path

import matplotlib
import pytest

CONFIGURATION = """<fontconfig>
  <dir>{folder}/fonts</dir>
  <cachedir>{folder}/cache</cachedir>
  <match target="pattern"><edit name="hintstyle"><const>hintslight</const></edit></match>
  <match><edit name="family" mode="append_last"><string>sans-serif</string></edit></match>
  {aliases}
</fontconfig>"""
ALIAS = "<alias><family>{generic}</family><prefer>{families}</prefer></alias>"
SANS = "DejaVu Sans", "Liberation Sans", "Noto Sans", "Noto Sans CJK JP"
SERIF = "DejaVu Serif", "Liberation Serif", "Noto Serif"
MONO = "DejaVu Sans Mono", "Liberation Mono", "Noto Sans Mono"
FAMILIES = {
    "monospace": MONO,
    "serif": SERIF,
    "Times New Roman": SERIF,  # Chromium's default font
    "system-ui": SANS,
    "sans-serif": SANS,
}
USUAL = "DejaVu"  # the widest common font; Matplotlib includes it
SETS = {  # the files of each set, by Debian package
    "DejaVu": {"": f"{matplotlib.get_data_path()}/fonts/ttf/DejaVu*"},
    "Liberation": {"fonts-liberation": "/usr/share/fonts/truetype/liberation/*"},
    "Noto": {
        "fonts-noto-core": "/usr/share/fonts/truetype/noto/NotoS*-*",
        "fonts-noto-cjk": "/usr/share/fonts/opentype/noto/NotoSansCJK-*",
    },
}
OTHERS = [pytest.param(name, marks=pytest.mark.turns(3)) for name in SETS if name != USUAL]
in_each = pytest.mark.parametrize("fonts", [USUAL, *OTHERS], indirect=True)  # for tests in Chromium


def missing(name) -> list[str]:
    """The packages that must be installed for a set."""
    return [package for package, files in SETS[name].items() if not glob.glob(files)]


def environment(name, folder) -> dict[str, str]:
    """Environment variables that limit a browser to one set; files are written to ``folder``."""
    # Two folders, because a cache among the fonts would make them look new.
    (folder / "fonts").mkdir()
    for files in SETS[name].values():
        for path in map(Path, glob.glob(files)):
            (folder / "fonts" / path.name).symlink_to(path)
    aliases = "\n  ".join(_alias(*alias) for alias in FAMILIES.items())
    path = folder / "fonts.conf"
    path.write_text(CONFIGURATION.format(folder=folder, aliases=aliases), "utf8")
    return {"FONTCONFIG_FILE": str(path)}


def _alias(generic, families):
    listed = "".join(f"<family>{family}</family>" for family in families)
    return ALIAS.format(generic=generic, families=listed)
