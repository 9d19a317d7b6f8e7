#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Records that would like to be markup, in texts, fields and file names.

usage: hostile-records.py FOLDER

Each has the word "zq9" in it, to be found by; as a tag it must never be seen.
"""
import json
import os
import sys

FOLDER = os.fsencode(sys.argv[1])
TAG = "<zq9 onload=x>"
NAMES = [
    b'a"><zq9 onload=x>&amp;', b"b'><zq9 onload=x>", b"<!--zq9", b"--><zq9>",
    b"]]><zq9>", b"zq9\n<zq9>", b"zq9\r\nSet-Cookie: zq9", b"\x1b[31mzq9",
    b"zq9\x01\x02", b"\xff\xfe<zq9>", b"\xc0\xaf..zq9", b"%3Czq9%3E",
    b"%0d%0azq9: y", b"javascript:zq9()", b"&#60;zq9&#62;", b"zq9 #1?q=a&b=c",
    b"..zq9", b"zq9;id|id`id`$(id)", "\u202ezq9\u2066".encode(),
    "zq9\u2028".encode(), b"<zq9>" * 45, b"${zq9}{{7*7}}", b"zq9%s%n%d",
    b"zq9\\", b"-zq9", b"zq9<script>", b"<?zq9?>", b"zq9' or '1'='1"]
TEXTS = [
    "We oppose %s the deletion of Article 42</zq9> & all \"that\"." % TAG,
    "Harbour </mark>%s ice ]]> --> <!-- &#60;zq9&#62; zq9." % TAG,
    "We propose to add \"%s\" to Article 42(1) %s zq9." % (TAG, TAG),
    "zq9 </title></style></script>%s</textarea></svg>%s" % (TAG, TAG),
    "zq9 \\u003czq9\\u003e \u202e%s\u2066 \ufeff%s" % (TAG, TAG),
    "zq9,\"%s\"\t=cmd|' /C calc'!A0\n+zq9\n@zq9 %s" % (TAG, TAG)]
FIELDS = {"title": "A %s title & \"more\" zq9" % TAG, "speaker": TAG,
          "on_behalf_of": "\"'>" + TAG, "symbol": "\">" + TAG,
          "url": "javascript:zq9()", "session": TAG, "date": "2021-02-03"}


def name_of(key):
    return {"on_behalf_of": "On behalf of", "url": "URL"}.get(
        key, key.capitalize())


def plain(number):
    """A text with a header, its fields and text in turn."""
    keys = list(FIELDS)
    head = "".join("%s: %s\n" % (name_of(key), FIELDS[key])
                   for i, key in enumerate(keys) if (number + i) % 3)
    return head + "\n" + TEXTS[number % len(TEXTS)] + "\n"


def main():
    os.makedirs(FOLDER, exist_ok=True)
    for number, name in enumerate(NAMES):
        with open(os.path.join(FOLDER, name + b".txt"), "w") as file:
            file.write(plain(number))
    with open(os.path.join(FOLDER, b"zq9.jsonl"), "w") as file:
        for number, text in enumerate(TEXTS):
            file.write(json.dumps(dict(
                FIELDS, id="<zq9 id=%d>\"'&" % number, text=text)) + "\n")
    with open(os.path.join(FOLDER, b"zq9 <zq9>.html"), "w") as file:
        file.write("<title>&lt;zq9&gt;</title><h1>zq9 &lt;zq9 a&gt;</h1><p>" +
                   TEXTS[0].replace("<", "&lt;") + "</p><p>zq9 &#60;zq9&#62;")


main()
