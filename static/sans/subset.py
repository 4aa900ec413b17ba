"""Makes sans.ttf and sans-bold.ttf: what a saved PDF may write of Liberation Sans 2, under a name of its own, as its
licence asks (sans-license.txt). Its widths are Helvetica's, but for four letters, which are given them.

The fonts are those of the npm package pdfjs-dist 4.10.38: `python3 subset.py FOLDER`, with fonttools 4 installed.
"""

import sys
from pathlib import Path

from fontTools import subset

NAME = "Training Graphs Sans"
# Windows-1252, and a true minus.
LETTERS = bytes(range(0x20, 0x100)).decode("cp1252", "ignore") + "\N{MINUS SIGN}"
# Where Liberation's widths are not Helvetica's, in thousandths of the size: regular and bold.
WIDTHS = {"¯": (333, 333), "±": (584, 584), "µ": (556, 611), "÷": (584, 584)}
UNUSED = ["GSUB", "GPOS", "GDEF", "kern", "DSIG", "gasp", "FFTM", "meta"]
FAMILY, STYLE, WHOLE, POSTSCRIPT = 1, 2, 4, 6

folder = Path(sys.argv[1])
for style, file in [("Regular", "sans.ttf"), ("Bold", "sans-bold.ttf")]:
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, drop_tables=UNUSED)
    options.name_IDs = [0, FAMILY, STYLE, WHOLE, POSTSCRIPT, 13, 14]
    font = subset.load_font(folder / f"LiberationSans-{style}.ttf", options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=LETTERS)
    subsetter.subset(font)
    letters = font.getBestCmap()
    for letter, widths in WIDTHS.items():
        glyph = letters[ord(letter)]
        width = widths[style == "Bold"] * font["head"].unitsPerEm // 1000
        font["hmtx"][glyph] = (width, font["hmtx"][glyph][1])
    names = {FAMILY: NAME, WHOLE: f"{NAME} {style}", POSTSCRIPT: f"{NAME.replace(' ', '')}-{style}"}
    for record in font["name"].names:
        record.string = names.get(record.nameID, record.toUnicode())
    font["cmap"].tables = [table for table in font["cmap"].tables if (table.platformID, table.platEncID) == (3, 1)]
    font.save(Path(__file__).with_name(file))
