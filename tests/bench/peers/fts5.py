# SPDX-License-Identifier: GPL-2.0-or-later
"""SQLite FTS5: external content, one segment, indexed columns for filters.

usage: fts5.py build PASSAGES.tsv DATABASE
       fts5.py warm DATABASE QUERIES.tsv TIMES
       fts5.py sql QUERIES.tsv          the statements, for sqlite3
"""
import sqlite3
import sys
import time

FAST = ("page_size=8192", "journal_mode=OFF", "synchronous=OFF",
        "cache_size=-500000", "locking_mode=EXCLUSIVE")
TABLES = """
CREATE TABLE d(n INTEGER PRIMARY KEY, id, title, holder, session, date, text);
CREATE VIRTUAL TABLE f USING fts5(title, text, content='d', content_rowid='n',
    tokenize='porter unicode61');
INSERT INTO f(f, rank) VALUES ('hashsize', 67108864);
INSERT INTO f(f, rank) VALUES ('automerge', 0);
"""
END = """
INSERT INTO f(f) VALUES ('optimize');
CREATE INDEX d_holder ON d(holder, session);
CREATE INDEX d_date ON d(date);
ANALYZE;
"""


def rows(path):
    with open(path, encoding="utf-8") as lines:
        for n, line in enumerate(lines, 1):
            yield [n] + line.rstrip("\n").split("\t")


def build(tsv, path):
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in FAST:
        db.execute("PRAGMA " + pragma)
    for statement in TABLES.split(";"):
        db.execute(statement)
    db.execute("BEGIN")
    for row in rows(tsv):
        db.execute("INSERT INTO d VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        db.execute("INSERT INTO f(rowid, title, text) VALUES (?, ?, ?)",
                   (row[0], row[2], row[6]))
    for statement in END.split(";"):
        db.execute(statement)
    db.execute("COMMIT")
    db.close()


def sql(query):
    """The statement of a query."""
    kind, words, holder, session, first, last = query
    match = {"or5": words.replace(" ", " OR "),
             "phrase": '"%s"' % words}.get(kind, words)
    where = "f MATCH 'text: (%s)'" % match
    if kind == "facet":
        return ("SELECT d.holder, count(*) FROM f JOIN d ON d.n = f.rowid"
                " WHERE %s GROUP BY 1 ORDER BY 2 DESC" % where)
    if holder:
        where += " AND d.holder = '%s' AND d.session = '%s'" % (
            holder, session)
    if first:
        where += " AND d.date BETWEEN '%s' AND '%s'" % (first, last)
    return ("SELECT d.id, d.title, snippet(f, 1, '[', ']', '...', 40)"
            " FROM f JOIN d ON d.n = f.rowid WHERE %s"
            " ORDER BY f.rank LIMIT 10" % where)


def queries(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def warm(path, tsv, times):
    db = sqlite3.connect(path)
    db.execute("PRAGMA mmap_size=8000000000")
    db.execute("PRAGMA cache_size=-500000")
    for query in queries(tsv):
        statement, best, hits = sql(query), 1e9, 0
        for _ in range(times + 1):
            begin = time.perf_counter()
            hits = len(db.execute(statement).fetchall())
            best = min(best, time.perf_counter() - begin)
        print("%s\t%.4f\t%d" % (query[0], best * 1000, hits))


if sys.argv[1] == "build":
    build(*sys.argv[2:4])
elif sys.argv[1] == "warm":
    warm(sys.argv[2], sys.argv[3], int(sys.argv[4]))
else:
    for one in queries(sys.argv[2]):
        print(sql(one))
