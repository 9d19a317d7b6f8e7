#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Speeches in plain text, one a file, as records of some 300 words.

usage: speeches.py FOLDER > RECORDS.jsonl

FOLDER is looked through for files called NLD_78_2023.txt: who spoke, the
session and its year. What is cut in two at the end of a line is joined. Records
have the fields that generated ones have (gencorpus), one paragraph each, so
that every engine is given the same passages.
"""
import json
import os
import re
import sys

WORDS = 300
NAMED = re.compile(r"([A-Z]{2,4})_(\d+)_(\d{4})\.txt$")


def speeches(folder):
    """State, session, year and path of each, in the order of their names."""
    found = []
    for where, _, names in os.walk(folder):
        for name in names:
            said = NAMED.match(name)
            if said:
                found.append((*said.groups(), os.path.join(where, name)))
    return sorted(found)


def words(path):
    with open(path, encoding="utf-8-sig", errors="replace") as file:
        return re.sub(r"-\r?\n", "", file.read()).split()


def records(folder):
    for state, session, year, path in speeches(folder):
        said = words(path)
        for part, start in enumerate(range(0, len(said), WORDS)):
            yield {"id": "%s-%s-%d" % (state, session, part),
                   "kind": "statement", "lang": "en",
                   "title": "Statement of %s, session %d, part %d" % (
                       state, int(session), part + 1),
                   "speaker": state, "session": str(int(session)),
                   "date": "%s-09-%02d" % (year, 10 + part % 20),
                   "text": " ".join(said[start:start + WORDS])}


def main(folder):
    made = 0
    for record in records(folder):
        json.dump(record, sys.stdout, ensure_ascii=False,
                  separators=(",", ":"))
        sys.stdout.write("\n")
        made += 1
    if made == 0:
        sys.exit("speeches.py: no file called as NLD_78_2023.txt is in '%s'"
                 % folder)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
