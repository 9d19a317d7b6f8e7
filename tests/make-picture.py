# SPDX-License-Identifier: GPL-2.0-or-later
"""
Make a PDF file whose one page is a picture of text, and no text: a page is set,
pdftoppm draws it, and the drawing is the page of another.

    usage: make-picture.py FILE LINE...
"""
import subprocess
import sys
import zlib


def pdf(objects):
    data, places = b"%PDF-1.4\n", []
    for i, content in enumerate(objects):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (i + 1, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, start,
    )


def stream(about, data):
    data = zlib.compress(data)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (
        about, len(data), data,
    )


def page(resources, content):
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<<%s>>>>" % resources,
        stream(b"", content),
    ]


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
        b"/Type/XObject/Subtype/Image/Width %s/Height %s"
        b"/ColorSpace/DeviceGray/BitsPerComponent 8" % (width, height),
        pixels,
    )
]
with open(name, "wb") as file:
    file.write(pdf(picture))
