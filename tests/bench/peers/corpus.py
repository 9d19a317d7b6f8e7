# SPDX-License-Identifier: GPL-2.0-or-later
"""What all engines are given: the passages of generated records, and queries.

usage: corpus.py RECORDS.jsonl FOLDER

FOLDER/passages.tsv: id, title, holder, session, date, text, a passage a line.
A passage is what stands between blank lines, as travaux-index takes it.
FOLDER/queries.tsv: kind, words, holder, session, from, to; EACH of every kind,
from a fixed seed and the first records, so that a larger corpus is asked the
same.
"""
import collections
import itertools
import json
import os
import random
import re
import sys

EACH = 20
LOOKED_AT = 30000  # passages from which words are drawn
PHRASES = ["deletion of article", "my delegation supports",
           "legally binding instrument", "square brackets", "coastal state",
           "ordinary meaning", "customary law", "drafting committee",
           "bracketed text", "cannot support the deletion"]


def passages(records):
    """Id, title, holder, session, date, text of each passage."""
    with open(records, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            number = 0
            for text in record["text"].split("\n\n"):
                if not text.strip():
                    continue
                number += 1
                yield ("%s#%d" % (record["id"], number), record["title"],
                       record.get("speaker", ""), record["session"],
                       record["date"], re.sub(r"\s+", " ", text))


def write_passages(records, path):
    with open(path + ".new", "w", encoding="utf-8") as out:
        for passage in passages(records):
            out.write("\t".join(passage) + "\n")
    os.rename(path + ".new", path)


class Words:
    """Words by the share of passages that have them."""

    def __init__(self, path):
        count, self.pairs, self.holders = collections.Counter(), [], set()
        beside = collections.Counter()
        with open(path, encoding="utf-8") as lines:
            for line in itertools.islice(lines, LOOKED_AT):
                field = line.rstrip("\n").split("\t")
                text = re.findall("[a-z]+", field[5].lower())
                count.update(set(text))
                self.pairs += [p for p in zip(text, text[1:])][:2]
                beside.update(" ".join(p) for p in zip(text, text[1:])
                              if min(map(len, p)) > 3)
                if field[2]:
                    self.holders.add(field[2])
        self.by_share = [(n / LOOKED_AT, w) for w, n in count.items()
                         if len(w) > 3]
        self.by_share.sort()
        self.holders = sorted(self.holders)
        # Other records have other phrases: what is said most often there.
        self.phrases = PHRASES if beside[PHRASES[3]] else [
            pair for pair, _ in beside.most_common(len(PHRASES))]

    def between(self, low, high):
        return [w for share, w in self.by_share if low <= share < high]


def queries(path, rng):
    """All queries, as lists of fields."""
    words = Words(path)
    often, mid = words.between(.05, .25), words.between(.004, .02)
    rare = words.between(.0001, .0005)
    known = set(often + mid)
    pairs = [p for p in words.pairs if known.issuperset(p)]

    def some(n, of):
        return " ".join(rng.sample(of, n))

    def ask(kind, text, holder="", session="", first="", last=""):
        return [kind, text, holder, session, first, last]

    for i in range(EACH):
        year = 1950 + rng.randrange(70)
        yield ask("frequent", some(1, often))
        yield ask("mid", some(1, mid))
        yield ask("rare", some(1, rare))
        yield ask("and2", some(1, often) + " " + some(1, mid))
        yield ask("and3", some(3, often))
        yield ask("phrase", words.phrases[i // 2] if i % 2 == 0
                  else " ".join(rng.choice(pairs)))
        yield ask("or5", some(2, often) + " " + some(3, mid))
        yield ask("filter", some(1, often), rng.choice(words.holders),
                  str(30 + rng.randrange(45)))
        yield ask("date", some(1, often), "", "", "%d-03-01" % year,
                  "%d-10-31" % (year + 1 + rng.randrange(3)))
        yield ask("facet", some(1, often))


def write_queries(path, to):
    made = sorted(queries(path, random.Random(1969)))
    with open(to, "w", encoding="utf-8") as out:
        for query in made:
            out.write("\t".join(query) + "\n")


def read_queries(path):
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n").split("\t") for line in lines]


def make(records, folder):
    """Both files, where they are not there."""
    tsv = os.path.join(folder, "passages.tsv")
    if not os.path.exists(tsv):
        write_passages(records, tsv)
    write_queries(tsv, os.path.join(folder, "queries.tsv"))


if __name__ == "__main__":
    make(sys.argv[1], sys.argv[2])
