#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A second reader of bundles, written from travaux-bundle(5) alone.

usage: bundle-read.py check BUNDLE KEYFILE    verify; print facts; count what
                                              the manifest counts
       bundle-read.py passages BUNDLE         id, number, holders that take a
                                              position, and text, JSON lines
       bundle-read.py dump BUNDLE             all bytes, texts inflated
"""
import base64
import hashlib
import json
import struct
import sys
import zlib

KNOWN = {"chunks-1", "glass-1", "signature-1", "texts-2", "passages-2",
         "positions-2"}
KINDS = ("other", "statement", "draft", "compilation", "summary",
         "commentary", "outcome")
STANCES = ("none", "support", "oppose", "propose", "question", "reserve")
ORDER = ["manifest", "database", "blocks", "texts", "hashes",
         "signature"]

# --- Ed25519, as RFC 8032 has it -------------------------------------------

P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def add(a, b):
    x = (a[1] - a[0]) * (b[1] - b[0]) % P
    y = (a[1] + a[0]) * (b[1] + b[0]) % P
    t = 2 * a[3] * b[3] * D % P
    z = 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, point):
    result = (0, 1, 1, 0)
    while n > 0:
        if n & 1:
            result = add(result, point)
        point = add(point, point)
        n >>= 1
    return result


def same(a, b):
    return ((a[0] * b[2] - b[0] * a[2]) % P == 0 and
            (a[1] * b[2] - b[1] * a[2]) % P == 0)


def point_of(data):
    y = int.from_bytes(data, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * pow(2, (P - 1) // 4, P) % P
    assert (x * x - square) % P == 0, "no point of the curve"
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def verify(key, message, signature):
    a, r = point_of(key), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message)
                       .digest(), "little") % L
    return s < L and same(times(s, BASE), add(r, times(h, a)))

# --- the file ----------------------------------------------------------------


class Bundle:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.data = file.read()
        lines = self.data[:4096].rstrip(b"\0").decode().split("\n")
        assert lines[0] == "travaux-bundle 1", "another format"
        assert lines[-1] == "", "the last line is not ended"
        self.places = {}
        names = []
        for line in lines[1:-1]:
            word, rest = line.split(" ", 1)
            if word == "needs":
                unknown = [need for need in rest.split(" ")
                           if need not in KNOWN]
                assert not unknown, "needs %s" % unknown
            elif word == "length":
                assert int(rest) == len(self.data), "another length"
            elif word == "part":
                name, offset, length = rest.split(" ")
                self.places[name] = (int(offset), int(length))
                names.append(name)
        assert [n for n in names if n in ORDER] == ORDER, "order of parts"
        self.check_places()

    def check_places(self):
        at = 4096
        for name in ORDER:
            offset, length = self.places[name]
            assert offset >= at, "parts overlap"
            assert not any(self.data[at:offset]), "bytes between parts"
            at = offset + length
        assert at == len(self.data), "bytes after the signature"
        assert self.places["database"][0] % 4096 == 0

    def part(self, name):
        offset, length = self.places[name]
        return self.data[offset:offset + length]

    def check_chunks(self):
        hashes = self.part("hashes")
        covered, chunk, zero = struct.unpack("<QII", hashes[:16])
        assert covered == self.places["hashes"][0]
        assert chunk == 65536 and zero == 0
        at = 16
        for start in range(0, covered, chunk):
            piece = self.data[start:min(start + chunk, covered)]
            digest = hashlib.blake2b(piece, digest_size=32).digest()
            assert digest == hashes[at:at + 32], "chunk at %d" % start
            at += 32
        assert at == len(hashes)

    def check_signature(self, line):
        key = base64.b64decode(line)
        assert key[:2] == b"Ed" and len(key) == 42
        lines = self.part("signature").decode().split("\n")
        assert lines[0] == "untrusted comment: signature of a travaux bundle"
        first = base64.b64decode(lines[1])
        assert first[:2] == b"ED" and first[2:10] == key[2:10], "another key"
        root = hashlib.blake2b(self.part("hashes")).digest()
        assert verify(key[10:], root, first[10:]), "signature"
        prefix = "trusted comment: "
        assert lines[2].startswith(prefix)
        assert verify(key[10:], first[10:] + lines[2][len(prefix):].encode(),
                      base64.b64decode(lines[3])), "signature of comment"
        assert lines[4:] == [""]

    def manifest(self):
        return [tuple(line.split(" ", 1)) for line in
                self.part("manifest").decode().split("\n") if line]

    def texts(self):
        rows, texts = self.part("blocks"), self.part("texts")
        document = 1
        for at in range(0, len(rows), 24):
            offset, packed, plain, first, count = struct.unpack(
                "<QIIII", rows[at:at + 24])
            inflate = zlib.decompressobj(-15)
            block = inflate.decompress(texts[offset:offset + packed])
            assert inflate.eof and len(block) == plain and first == document
            lengths = struct.unpack("<%dI" % count, block[:4 * count])
            start = 4 * count
            for length in lengths:
                yield block[start:start + length]
                start += length
            assert start == plain
            document += count


# --- passages ----------------------------------------------------------------


def number(data, at=0):
    """A number of 7 bits a byte, and where it ends."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def items(data):
    at = 0
    while at < len(data):
        tag, at = number(data, at)
        length, at = number(data, at)
        assert length <= len(data) - at, "an item leads out of its passage"
        yield tag, data[at:at + length]
        at += length


class Passage:
    def __init__(self, data):
        assert data[0] == 1, "another version of a passage"
        self.fields = {}
        self.positions = []
        for tag, value in items(data[1:]):
            if tag == 64:
                self.positions.append(dict(items(value)))
            elif tag not in (65, 66):
                assert tag not in self.fields, "an item twice"
                self.fields[tag] = value

    def string(self, tag):
        return self.fields.get(tag, b"").decode()

    def number(self, tag):
        return number(self.fields[tag])[0] if tag in self.fields else 0

    def quotes(self):
        """Holder, stance and words of each position."""
        text = self.fields.get(67, b"")
        for items_of in self.positions:
            n = {tag: number(items_of[tag])[0] if tag in items_of else 0
                 for tag in (17, 21, 22)}
            assert n[21] <= n[22] <= len(text), "a quote leads out of a text"
            yield [items_of.get(1, b"").decode(), STANCES[n[17]],
                   text[n[21]:n[22]].decode()]


def check_counts(bundle):
    """Count in the passages what the manifest says."""
    lines = bundle.manifest()
    facts = dict(lines)
    passages = [Passage(data) for data in bundle.texts()]
    records = {p.string(1): p for p in passages}
    assert len(passages) == int(facts["passages"]), "passages"
    assert len(records) == int(facts["records"]), "records"
    assert sum(len(p.fields.get(67, b"")) for p in passages) == \
        int(facts["text-bytes"]), "bytes of text"
    for key, of in (("kind", lambda r: KINDS[r.number(2)]),
                    ("language", lambda r: r.string(13)),
                    ("session", lambda r: r.string(10)),
                    ("negotiation", lambda r: r.string(9))):
        counted = {}
        for record in records.values():
            if of(record):
                counted[of(record)] = counted.get(of(record), 0) + 1
        told = {value.split(" ", 1)[1]: int(value.split(" ", 1)[0])
                for name, value in lines if name == key}
        assert counted == told, key
    dates = sorted(r.string(12) for r in records.values() if r.string(12))
    assert (dates[0], dates[-1]) == (facts["first-date"], facts["last-date"])
    comment = bundle.part("signature").decode().split("\n")[2]
    said = dict(word.split(":", 1) for word in
                comment[len("trusted comment: "):].split("\t"))
    assert said == {key: facts[key] for key in
                    ("name", "sequence", "created", "build")}, "comment"
    for p in passages:
        list(p.quotes())
    return facts, len(passages)


def main():
    bundle = Bundle(sys.argv[2])
    if sys.argv[1] == "check":
        bundle.check_chunks()
        with open(sys.argv[3]) as file:
            bundle.check_signature(file.read().split("\n")[1])
        facts, count = check_counts(bundle)
        print("%s %s %d" % (facts["name"], facts["access"], count))
    elif sys.argv[1] == "passages":
        for data in bundle.texts():
            p = Passage(data)
            print(json.dumps([p.string(1), p.number(32), list(p.quotes()),
                              p.string(67)], ensure_ascii=False))
    else:
        out = sys.stdout.buffer
        out.write(bundle.data)
        for text in bundle.texts():
            out.write(text + b"\n")


main()
