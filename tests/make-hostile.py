# SPDX-License-Identifier: GPL-2.0-or-later
# Make the files of tests/index-hostile-formats.sh in a folder.
import base64
import bz2
import gzip
import io
import lzma
import os
import random
import struct
import sys
import tarfile
import zipfile
import zlib

sys.dont_write_bytecode = True
from pdf_file import CATALOG, page, pdf  # noqa: E402

out = sys.argv[1]
TEXT = b"Title: A statement\nSpeaker: Brennia\n\nBrennia supports article 5.\n"
MIB = 1 << 20


def save(name, data):
    path = os.path.join(out, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(data)


def zipped(files, stored=False):
    data = io.BytesIO()
    method = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return data.getvalue()


def tarred(files):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, content in files:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return data.getvalue()


# --- bombs -----------------------------------------------------------------

noise = bytes(2 * MIB)
save("bomb.zip", zipped([("%d.bin" % i, noise) for i in range(60)]))
save("bomb.tar.gz", gzip.compress(tarred([("%d" % i, noise) for i in range(40)])))
save("large.zip", zipped([("zeros.txt", bytes(100 * MIB)), ("a.txt", TEXT)]))
lies = bytearray(zipped([("a.txt", bytes(70 * MIB)), ("b.txt", TEXT)]))
for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
    struct.pack_into("<I", lies, lies.index(mark) + place, 100)
save("lies.zip", bytes(lies))
inner = TEXT
for depth in range(100):
    inner = zipped([("a.zip" if depth else "a.txt", inner)], stored=True)
save("deep.zip", inner)
save("many.zip", zipped([("%d" % i, b"") for i in range(20000)]))

# Every entry of the table of contents names the same packed bytes.
packed = zlib.compress(bytes(MIB), 9)[2:-4]
name = b"a.txt"
crc = zlib.crc32(bytes(MIB))
local = struct.pack(
    "<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), MIB, len(name), 0
)
body = local + name + packed
entries = b"".join(
    struct.pack(
        "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), MIB,
        len(name), 0, 0, 0, 0, 0, 0,
    )
    + name
    for i in range(2000)
)
save(
    "quine.zip",
    body + entries
    + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 2000, 2000, len(entries), len(body), 0),
)

pack = zlib.compressobj(9, zlib.DEFLATED, 31)
chunk = b"x" * MIB
packed = b"".join(pack.compress(chunk) for i in range(2048)) + pack.flush()
save("line.txt.gz", packed)

# --- XML and HTML ----------------------------------------------------------

laughs = b'<?xml version="1.0"?>\n<!DOCTYPE TEI [\n<!ENTITY a0 "ha">\n'
for i in range(1, 12):
    laughs += b'<!ENTITY a%d "%s">\n' % (i, b"&a%d;" % (i - 1) * 10)
TEI = b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>%s</p></body></text></TEI>"
save("laughs.xml", laughs + b"]>\n" + TEI % b"&a11;")
XXE = b'<?xml version="1.0"?>\n<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
save("xxe.xml", XXE + TEI % b"&x;")
save("remote.xml", XXE.replace(b"file:///etc/passwd", b"http://localhost:9/x") + TEI % b"&x;")
save("xxe.html", b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;</p>")
DOCUMENT = (
    b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/"
    b"2006/main'><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
)
TYPES = (
    b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
    b"<Override PartName='/word/document.xml' ContentType='application/vnd."
    b"openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"
)


def docx(document):
    return zipped([("[Content_Types].xml", TYPES), ("word/document.xml", document)])


save("xxe.docx", docx(XXE + DOCUMENT % b"&x;"))
DEEP = 100000
save("deep.html", b"<html><body>" + b"<div>" * DEEP + b"text")
save("deep.xml", b"<?xml version='1.0'?>" + b"<a>" * DEEP + b"text" + b"</a>" * DEEP)
parts = b"From: a@b\nMIME-Version: 1.0\n"
for i in range(2000):
    parts += b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i)
save("deep.eml", parts + b"\n\ntext\n")
save(
    "headers.eml",
    b"From: a@b\nMIME-Version: 1.0\n" + b"X-Many: =?utf-8?q?=41?=\n" * DEEP + b"\nText.\n",
)

# --- PDF -------------------------------------------------------------------

save(
    "loop.pdf",
    pdf([CATALOG, b"<</Type/Pages/Count 9/Kids[3 0 R]>>", b"<</Type/Pages/Parent 2 0 R/Count 9/Kids[2 0 R 3 0 R]>>"]),
)
nested = [CATALOG]
for i in range(5000):
    nested.append(b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (i + 3))
save("deep.pdf", pdf(nested + [b"<</Type/Page/Contents 1 0 R>>"]))
save("huge.pdf", pdf(page(b"", b"BT (x) Tj ET\n" * (20 * MIB))))

# --- names -----------------------------------------------------------------

save(
    "names.zip",
    zipped([
        ("../escaped.txt", TEXT), ("../../escaped.txt", TEXT), ("/tmp/escaped.txt", TEXT),
        ("a/../../escaped.txt", TEXT), ("..\\escaped.txt", TEXT), ("\x07bell", TEXT),
    ]),
)

# --- cut off, and spoilt ---------------------------------------------------

words = [b"article", b"paragraph", b"supports", b"Brennia", b"Caldera", b"text"]
rng = random.Random(7)
prose = b"\n\n".join(
    b" ".join(rng.choice(words) for i in range(40)) + b"." for j in range(40)
)
said = b"BT /F1 12 Tf 50 700 Td (Brennia supports article 5.) Tj ET"
helvetica = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>"
good = {
    "a.txt": prose,
    "a.md": b"# Heading\n\n" + prose,
    "a.jsonl": b'{"text":"One is said."}\n' * 30,
    "a.zip": zipped([("1.txt", prose), ("2.txt", TEXT)]),
    "a.tar": tarred([("1.txt", prose), ("2.txt", TEXT)]),
    "a.tar.gz": gzip.compress(tarred([("1.txt", prose), ("2.txt", TEXT)])),
    "a.tar.xz": lzma.compress(tarred([("1.txt", prose), ("2.txt", TEXT)])),
    "a.txt.bz2": bz2.compress(prose),
    "a.docx": docx(b"<?xml version='1.0'?>" + DOCUMENT % prose),
    "a.html": b"<html><head><title>T</title></head><body><p>" + prose + b"</p></body></html>",
    "a.xml": b"<?xml version='1.0'?>" + TEI % prose,
    "a.pdf": pdf(page(helvetica, said)),
    "a.eml": b"From: a@b\nSubject: S\nMIME-Version: 1.0\n"
    b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n"
    + prose
    + b"\n--x\nContent-Type: application/zip\nContent-Disposition: attachment\n"
    b"Content-Transfer-Encoding: base64\n\n"
    + base64.encodebytes(zipped([("1.txt", prose)]))
    + b"--x--\n",
    "a.mbox": b"".join(
        b"From a@b Tue Jan 31 10:00:00 2023\nFrom: a@b\nMIME-Version: 1.0\n\n" + prose + b"\n\n"
        for i in range(3)
    ),
}
for name, data in good.items():
    stem, dot, ending = name.partition(".")
    for i in range(20):
        cut = len(data) * i // 20 + (1 if i else 0)
        save("cut/%s-%02d.%s" % (stem + ending, i, ending), data[:cut])
        spoilt = bytearray(data)
        for j in range(1 + i):
            spoilt[rng.randrange(len(spoilt))] ^= 1 << rng.randrange(8)
        save("flipped/%s-%02d.%s" % (stem + ending, i, ending), bytes(spoilt))
