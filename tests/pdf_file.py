# SPDX-License-Identifier: GPL-2.0-or-later
"""PDF files out of their objects, for the scripts that make some."""
import zlib

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


def pdf(objects):
    """The bytes of a file with these objects, numbered from 1, its catalog."""
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


def stream(data, about=b""):
    """A stream object, compressed; about: entries of its dictionary."""
    data = zlib.compress(data)
    return b"<<%s/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (
        about, len(data), data,
    )


def page(resources, content):
    """The objects 1 to 4 of a file of one page; what it needs is from 5 on."""
    return [
        CATALOG,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<<%s>>>>" % resources,
        stream(content),
    ]
