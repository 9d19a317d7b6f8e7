# SPDX-License-Identifier: GPL-2.0-or-later
"""
Make a PDF file whose one page is a picture of text, and no text: a page is set,
pdftoppm draws it, and the drawing is the page of another.

    usage: make-picture.py FILE LINE...
"""
import subprocess
import sys

sys.dont_write_bytecode = True
from pdf_file import page, pdf, stream  # noqa: E402

name, lines = sys.argv[1], sys.argv[2:]
content = b"BT /F 14 Tf 60 780 Td 22 TL\n"
for line in lines:
    content += b"(%s) Tj T*\n" % line.encode()
text = page(b"/Font<</F 5 0 R>>", content + b"ET") + [
    b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>"
]
drawn = subprocess.run(
    ["pdftoppm", "-gray", "-r", "150", "-"],
    input=pdf(text), capture_output=True, check=True,
).stdout
# "P5\n1240 1754\n255\n" and the bytes
kind, size, most, pixels = drawn.split(b"\n", 3)
width, height = size.split()
picture = page(b"/XObject<</I 5 0 R>>", b"595 0 0 842 0 0 cm /I Do") + [
    stream(
        pixels,
        b"/Type/XObject/Subtype/Image/Width %s/Height %s"
        b"/ColorSpace/DeviceGray/BitsPerComponent 8" % (width, height),
    )
]
with open(name, "wb") as file:
    file.write(pdf(picture))
