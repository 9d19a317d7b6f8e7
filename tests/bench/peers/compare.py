#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""travaux beside Tantivy, Lucene, SQLite FTS5, PostgreSQL, Omega and Recoll,
on the same generated passages, in one run, in turn.

usage: compare.py [--corpus S|M|L] [--speeches FOLDER] [--engines NAME,...]
                  [--rounds N] [--times N] [--cold N] [--work DIR] [--keep]
                  [BUILDDIR]

S is 20 MB of records, M 205 MB, L 2 GB, always the same; --speeches takes real
ones in place of them (speeches.py says which). Each is built, then all are
asked in turn, --rounds times, each query --times times in a process (warm),
then with a new process for each query (cold, --cold of each kind). Warm, ids
and texts are read of ten hits, then, in a row of their own, the query is parsed
as typed and snippets are made. Of a query counts its best time, so that other
work on the machine weighs little; p50 and p95 are over the queries of a kind. Of engines that are not
installed is told what would install them. What was measured goes to
WORK/results.json, too; --keep builds nothing that is there.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

import corpus
import engines
import measure

MEGABYTES = {"S": 20, "M": 205, "L": 2048}
SLOW = {"omega": "S", "recoll": "S"}  # too slow for more, unless named
KINDS = ("frequent", "mid", "rare", "and2", "and3", "phrase", "or5", "filter",
         "date", "facet")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--corpus", choices=MEGABYTES, default="S")
    parser.add_argument("--speeches")
    parser.add_argument("--engines", default="")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--cold", type=int, default=5)
    parser.add_argument("--work")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("build", nargs="?", default=".")
    options = parser.parse_args()
    if options.speeches:
        options.corpus = "speeches"
    return options


def generator(options):
    """The command that writes the records."""
    if options.speeches:
        return [engines.PYTHON, os.path.join(engines.HERE, "speeches.py"),
                options.speeches]
    return [os.path.join(options.build, "tests/bench/gencorpus"),
            "--megabytes", str(MEGABYTES[options.corpus])]


def generate(options, work):
    """The records, the passages and the queries."""
    # In a folder of its own, where nothing else is looked at.
    records = os.path.join(work, "records/records.jsonl")
    if not os.path.exists(records):
        os.makedirs(os.path.dirname(records), exist_ok=True)
        with open(records + ".new", "wb") as out:
            subprocess.check_call(generator(options), stdout=out)
        os.rename(records + ".new", records)
    corpus.make(records, work)
    return corpus.read_queries(os.path.join(work, "queries.tsv"))


def choose(options, work, queries):
    """The engines that are here and wanted."""
    wanted = options.engines.split(",") if options.engines else None
    for kind in engines.ALL:
        if wanted is not None and kind.name not in wanted:
            continue
        if wanted is None and options.corpus != "S" and kind.name in SLOW:
            print("%s: left out at this size, unless named" % kind.name)
            continue
        engine = kind(os.path.abspath(options.build), work, queries)
        why = engine.missing()
        if why is None:
            yield engine
        else:
            print("%s: not measured: %s" % (kind.name, why))


def build(engine, keep, result):
    """Build it and note time, memory, size."""
    engine.prepare()
    if engine.borrows:
        return
    if keep and os.path.exists(engine.made()[0]) and "wall" in result:
        return
    engine.clear()
    engine.prepare()
    result.update(wall=0, cpu=0, memory=0)
    for command in engine.builds():
        one = measure.run(command, watch=True, env=engine.env, output=True)
        result["wall"] += one["wall"]
        result["cpu"] += one["cpu"]
        result["memory"] = max(result["memory"], one["memory"])
    result["size"] = sum(measure.size(path) for path in engine.made()) / 1e6


def parse(said):
    for line in said.splitlines():
        part = line.split("\t")
        if len(part) == 3 and part[0] in KINDS:
            yield part[0], float(part[1]), int(part[2])


def ask_warm(engine, times, best, snippets=False):
    """Keep the best time of each query."""
    command = engine.snippets(times) if snippets else engine.warm(times)
    if command is None:
        return
    said = measure.run(command, env=engine.env, output=True)["said"]
    found = list(engine.timings(said, times) if hasattr(engine, "timings")
                 else parse(said))
    if len(found) != len(engine.queries):
        raise measure.Failed("%d of %d queries answered: %s" % (
            len(found), len(engine.queries), said[-300:]))
    for i, (kind, took, hits) in enumerate(found):
        before = best.get(i, (kind, took, hits))
        best[i] = (kind, min(took, before[1]), hits)


def ask_cold(engine, each, best):
    seen = {}
    for i, query in enumerate(engine.queries):
        seen[query[0]] = seen.get(query[0], 0) + 1
        command = engine.cold(i) if seen[query[0]] <= each else None
        if command is None:
            continue
        one = measure.run(command, env=engine.env)
        took, cpu = one["wall"] * 1000, one["cpu"] * 1000
        before = best.get(i, (query[0], took, cpu))
        best[i] = (query[0], min(took, before[1]), min(cpu, before[2]))


def by_kind(best, column):
    values = {}
    for one in best.values():
        values.setdefault(one[0], []).append(one[column])
    return values


def summary_warm(best):
    """p50 and p95 of the time by kind."""
    return {kind: (measure.share(values, .5), measure.share(values, .95))
            for kind, values in by_kind(best, 1).items()}


def summary_cold(best):
    """p50 of the time, and of processor time, by kind."""
    cpu = by_kind(best, 2)
    return {kind: (measure.share(values, .5), measure.share(cpu[kind], .5))
            for kind, values in by_kind(best, 1).items()}


def table(title, names, rows):
    """A table with a column for each engine."""
    width = [max(len(row[i]) for row in rows + [[title] + names])
             for i in range(len(names) + 1)]
    print()
    for row in [[title] + names] + rows:
        print("  ".join(text.ljust(width[i]) if i == 0 else
                        text.rjust(width[i]) for i, text in enumerate(row)))


def print_results(results, megabytes):
    names = [n for n in results if "wall" in results[n]]

    def row(title, key, form):
        return [title] + [form % results[n][key] for n in names]

    rows = [row("wall s", "wall", "%.1f"), row("processor s", "cpu", "%.1f"),
            ["MB/s"] + ["%.1f" % (megabytes / results[n]["wall"])
                        for n in names],
            row("memory MB", "memory", "%.0f"), row("index MB", "size", "%.0f")]
    table("build", names, rows)
    for how, what in (("warm", "p50 and p95 ms"),
                      ("snippets", "as typed and shown, p50 and p95 ms"),
                      ("cold", "p50 ms, of processor")):
        asked = [n for n in results if results[n].get(how)]
        rows = []
        for kind in KINDS:
            rows.append([kind] + [
                "%.2f %.2f" % tuple(results[n][how][kind])
                if kind in results[n][how] else "-" for n in asked])
        if asked:
            table("%s, %s" % (how, what), asked, rows)
    ratios(results)


def ratios(results):
    """travaux-search against each."""
    ours = results.get("travaux-search")
    if ours is None or "wall" not in ours:
        return
    others = [n for n in results
              if n != "travaux-search" and results[n].get("cold")]
    rows = [[key] + ["%.2f" % (ours[key] / results[n][key])
                     if key in results[n] else "-" for n in others]
            for key in ("wall", "cpu", "memory", "size")]
    for how, column, what in (("warm", 0, "p50"), ("warm", 1, "p95"),
                              ("snippets", 0, "p50"), ("snippets", 1, "p95"),
                              ("cold", 0, "p50"), ("cold", 1, "processor")):
        for kind in KINDS:
            rows.append(["%s %s %s" % (how, kind, what)] + [
                "%.2f" % (ours[how][kind][column] /
                          max(.001, results[n][how][kind][column]))
                if kind in results[n].get(how, {}) and how in ours else "-"
                for n in others])
    table("travaux-search over", others, rows)


def compare(options, work):
    queries = generate(options, work)
    path = os.path.join(work, "results.json")
    results = {}
    if options.keep and os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            results = json.load(file)
    here = list(choose(options, work, queries))
    warm, shown, cold = {}, {}, {}

    def attempt(engine, what, *more):
        try:
            what(engine, *more)
        except (measure.Failed, OSError, subprocess.SubprocessError) as why:
            print("%s: dropped: %s" % (engine.name, why))
            here.remove(engine)

    def save():
        with open(path, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=1)

    for engine in list(here):
        print("building: " + engine.name, flush=True)
        attempt(engine, build, options.keep,
                results.setdefault(engine.name, {}))
        save()
    for _ in range(options.rounds):
        for engine in list(here):
            attempt(engine, ask_warm, options.times,
                    warm.setdefault(engine.name, {}))
        for engine in list(here):
            attempt(engine, ask_warm, options.times,
                    shown.setdefault(engine.name, {}), True)
        for engine in list(here):
            attempt(engine, ask_cold, options.cold,
                    cold.setdefault(engine.name, {}))
    for engine in here:
        results[engine.name]["warm"] = summary_warm(warm[engine.name])
        results[engine.name]["snippets"] = summary_warm(shown[engine.name])
        results[engine.name]["cold"] = summary_cold(cold[engine.name])
    save()
    print("\ncorpus %s, load %.1f over %d processors" % (
        options.corpus, os.getloadavg()[0], os.cpu_count()))
    print_results(results,
                  os.path.getsize(os.path.join(
                      work, "records/records.jsonl")) / 1e6)


def main():
    options = arguments()
    if options.work:
        work = os.path.join(os.path.abspath(options.work), options.corpus)
        os.makedirs(work, exist_ok=True)
        compare(options, work)
        return
    # Beside others' users: PostgreSQL may run as one of its own.
    work = tempfile.mkdtemp(prefix="travaux-peers.")
    os.chmod(work, 0o755)
    try:
        compare(options, work)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    sys.exit(main())
