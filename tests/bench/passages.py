#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Passages for measuring bundles.

usage: passages.py long RECORDS.jsonl COUNT
           JSON lines to standard output: COUNT passages of 300 words made of
           the words of generated records, three in a record
       passages.py export BUNDLE FOLDER
           what a bundle holds, as others take it: FOLDER/html with a page for
           each record, FOLDER/plain.txt, FOLDER/fts5.db
"""
import html
import json
import os
import sqlite3
import struct
import sys
import zlib

WORDS = 300
# Tags of a packed passage (core/pack.c): the record's id and title, the text.
ID, TITLE, TEXT = 1, 3, 67


def long_passages(path, count):
    """Records of three passages of WORDS words each."""
    made, words, passages = 0, [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            words += record["text"].split()
            while len(words) >= WORDS and made < count:
                passages.append(" ".join(words[:WORDS]))
                del words[:WORDS]
                made += 1
                if len(passages) == 3 or made == count:
                    record["text"] = "\n\n".join(passages)
                    record["id"] = "long-%d" % made
                    passages = []
                    yield record
            if made >= count:
                return
    sys.exit("passages.py: '%s' has words for %d passages only" % (path, made))


def varint(data, at):
    number = shift = 0
    while True:
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return number, at


def items(data):
    """Tag and bytes of each item of a packed passage."""
    at = 1
    while at < len(data):
        tag, at = varint(data, at)
        length, at = varint(data, at)
        yield tag, data[at:at + length]
        at += length


def packed(path):
    """The packed passages of a bundle, as travaux-bundle(5) tells."""
    with open(path, "rb") as file:
        places = {}
        for line in file.read(4096).rstrip(b"\0").decode().split("\n"):
            if line.startswith("part "):
                name, offset, length = line[5:].split(" ")
                places[name] = (int(offset), int(length))

        def part(name):
            file.seek(places[name][0])
            return file.read(places[name][1])

        for row in struct.iter_unpack("<QIIII", part("blocks")):
            file.seek(places["texts"][0] + row[0])
            inflate = zlib.decompressobj(-15)
            block = inflate.decompress(file.read(row[1]))
            start = 4 * row[4]
            for length in struct.unpack("<%dI" % row[4], block[:start]):
                yield block[start:start + length]
                start += length


def records(path):
    """Record key, title, list of texts: passages of a record are together."""
    key, title, texts = None, "", []
    for data in packed(path):
        fields, text = {}, ""
        for tag, value in items(data):
            if tag < 32:
                fields.setdefault(tag, value)
            elif tag == TEXT:
                text = value.decode("utf-8", "replace")
        own = fields.get(ID, b"").decode("utf-8", "replace")
        if own != key:
            if texts:
                yield key, title, texts
            key, texts = own, []
            title = fields.get(TITLE, b"").decode("utf-8", "replace") or own
        texts.append(text)
    if texts:
        yield key, title, texts


PAGE = ("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        "<title>%s</title></head><body><main><h1>%s</h1>%s</main></body>"
        "</html>\n")


def export(bundle, folder):
    pages = os.path.join(folder, "html")
    os.makedirs(pages)
    db = sqlite3.connect(os.path.join(folder, "fts5.db"))
    db.execute("CREATE VIRTUAL TABLE p USING fts5(record UNINDEXED, title,"
               " text, tokenize='porter unicode61')")
    plain = open(os.path.join(folder, "plain.txt"), "w", encoding="utf-8")
    count = passages = 0
    with plain:
        for key, title, texts in records(bundle):
            name = os.path.join(pages, "%07d.html" % count)
            with open(name, "w", encoding="utf-8") as page:
                page.write(PAGE % (
                    html.escape(title), html.escape(title),
                    "".join("<p>%s</p>\n" % html.escape(t) for t in texts)))
            db.executemany("INSERT INTO p VALUES (?, ?, ?)",
                           [(key, title, text) for text in texts])
            plain.writelines(texts)
            count += 1
            passages += len(texts)
    with open(os.path.join(pages, "index.html"), "w", encoding="utf-8") as f:
        f.write(PAGE % ("records", "records", ""))
    db.execute("INSERT INTO p(p) VALUES ('optimize')")
    db.commit()
    db.execute("VACUUM")
    print("%d records, %d passages" % (count, passages))


def main():
    if len(sys.argv) == 4 and sys.argv[1] == "long":
        for record in long_passages(sys.argv[2], int(sys.argv[3])):
            print(json.dumps(record, ensure_ascii=False))
    elif len(sys.argv) == 4 and sys.argv[1] == "export":
        export(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)


main()
