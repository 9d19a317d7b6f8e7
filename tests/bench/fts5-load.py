# SPDX-License-Identifier: GPL-2.0-or-later
"""Passages of generated records into an SQLite FTS5 table.

usage: fts5-load.py RECORDS.jsonl DATABASE

A passage is what stands between blank lines, as travaux-index takes it.
"""
import json
import sqlite3
import sys


def passages(path):
    """Record id, title and text of each passage."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            for text in record["text"].split("\n\n"):
                if text.strip():
                    yield record["id"], record.get("title", ""), text


def main():
    records, database = sys.argv[1:]
    db = sqlite3.connect(database)
    db.execute(
        "CREATE VIRTUAL TABLE p USING fts5(record UNINDEXED, title, text,"
        " tokenize='porter unicode61')"
    )
    db.executemany("INSERT INTO p VALUES (?, ?, ?)", passages(records))
    db.execute("INSERT INTO p(p) VALUES ('optimize')")
    db.commit()
    print(db.execute("SELECT count(*) FROM p").fetchone()[0])


main()
