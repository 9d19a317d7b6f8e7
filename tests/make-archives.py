# SPDX-License-Identifier: GPL-2.0-or-later
# Make the archives of tests/index-archives.sh in a folder.
import bz2
import gzip
import io
import lzma
import os
import struct
import subprocess
import sys
import tarfile
import zipfile

out = sys.argv[1]
FIRST = b"# Notes\n\nAldermark supports article 4.\n"
SECOND = b"Title: The second\nSpeaker: Brennia\n\nBrennia supports article 5.\n"
PLAIN = [
    ("b.txt", SECOND),
    ("a/notes.md", FIRST),
    ("two.jsonl", b'{"text":"One."}\n{"text":"Two."}\n'),
]


def save(name, data):
    with open(os.path.join(out, name), "wb") as f:
        f.write(data)


def zipped(files):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name), content)
    return data.getvalue()


def tarred(files):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, content in files:
            info = tarfile.TarInfo(name)
            if isinstance(content, bytes):
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            else:
                info.type, info.linkname = content
                archive.addfile(info)
    return data.getvalue()


save("plain.zip", zipped(PLAIN))
tar = tarred(PLAIN)
save("plain.tar", tar)
save("plain.tar.gz", gzip.compress(tar))
save("plain.tgz", gzip.compress(tar))
save("plain.tar.bz2", bz2.compress(tar))
save("plain.tar.xz", lzma.compress(tar))
# A 7z archive, where there is a program that makes one.
folder = os.path.join(out, "plain")
for name, content in PLAIN:
    os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
    save(os.path.join("plain", name), content)
try:
    subprocess.run(
        ["bsdtar", "-cf", "../plain.7z", "--format", "7zip"]
        + [name for name, content in PLAIN],
        cwd=folder,
        check=True,
    )
except (OSError, subprocess.CalledProcessError):
    pass
save("b.txt.gz", gzip.compress(SECOND))
save("b.txt.bz2", bz2.compress(SECOND))
save("b.txt.xz", lzma.compress(SECOND))

inner = zipped([("4.txt", SECOND)])
for depth, name in ((3, "q.zip"), (2, "p.zip"), (1, "o.zip"), (0, "n.zip")):
    inner = zipped([("%d.txt" % depth, SECOND), (name, inner)])
save("nested.zip", inner)

save(
    "names.zip",
    zipped(
        [
            ("../../etc/up.txt", SECOND),
            ("/root.txt", SECOND),
            ("..\\win\\c.txt", SECOND),
            ("esc\x1b[31m.txt", SECOND),
            ("mark!/x.txt", SECOND),
            ("caf\u00e9.txt", SECOND),
        ]
    ),
)
save(
    "links.tar",
    tarred(
        [
            ("a.txt", SECOND),
            ("link.txt", (tarfile.SYMTYPE, "/etc/passwd")),
            ("hard.txt", (tarfile.LNKTYPE, "a.txt")),
            ("dev", (tarfile.CHRTYPE, "")),
        ]
    ),
)

mixed = bytearray(
    zipped(
        [
            ("a.txt", SECOND),
            ("bad.txt", SECOND * 3),
            ("empty.txt", b""),
            ("noise.txt", bytes(range(1, 9)) * 500),
            ("secret.txt", SECOND),
            ("z.txt", SECOND),
        ]
    )
)
# Spoil what is packed of one, and say of another that it is encrypted.
at = mixed.index(b"bad.txt") + len("bad.txt")
for i in range(at + 4, at + 12):
    mixed[i] ^= 0xFF
for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
    at = 0
    while True:
        at = mixed.find(mark, at)
        if at < 0:
            break
        length, skip = (26, 30) if flags == 6 else (28, 46)
        (n,) = struct.unpack_from("<H", mixed, at + length)
        if mixed[at + skip : at + skip + n] == b"secret.txt":
            mixed[at + flags] |= 1
        at += 4
save("mixed.zip", bytes(mixed))

save(
    "furniture.zip",
    zipped([("__MACOSX/._a.txt", b"x"), ("README", b"y"), ("a.txt", SECOND)]),
)
save("cut.tar", tarred([("a.txt", SECOND), ("b.txt", SECOND * 40)])[:2500])
types = b"<Types/>"
save("document.docx", zipped([("word/document.xml", b"<d/>"), ("[Content_Types].xml", types)]))
save("sheet.xlsx", zipped([("xl/workbook.xml", b"<d/>"), ("[Content_Types].xml", types)]))
save("book.epub", zipped([("mimetype", b"application/epub+zip"), ("a.txt", SECOND)]))
