#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What it costs to change some records of an index, beside making it.

usage: update.py [--records N] [--in-file N] [--work DIR] [BUILDDIR]

Generated records, --in-file of them in a file (100), are indexed; then one
file in 1000, in 100 and in 20 is changed, each time in a copy of that index.
Processor time is what to look at where the machine has other work: the index is
made by two processes, and changed in place by one.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(HERE, "peers"))
import measure  # noqa: E402


def generate(build, count, in_file, folder):
    """Files of records, from the same generator as other measurements."""
    os.makedirs(folder)
    made = subprocess.Popen(
        [os.path.join(build, "tests/bench/gencorpus"), "--records",
         str(count)], stdout=subprocess.PIPE)
    out = None
    for i, line in enumerate(made.stdout):
        if i % in_file == 0:
            if out:
                out.close()
            out = open("%s/%06d.jsonl" % (folder, i // in_file), "wb")
        out.write(line)
    out.close()
    if made.wait() != 0:
        sys.exit("update.py: gencorpus failed")


def change(folder, one_in):
    """Change all records of some files; what they were."""
    names = sorted(os.listdir(folder))
    before = {}
    for name in names[one_in // 2::one_in] or names[:1]:
        path = os.path.join(folder, name)
        with open(path, "rb") as file:
            before[path] = file.read()
        with open(path, "w", encoding="utf-8") as out:
            for line in before[path].splitlines():
                record = json.loads(line)
                record["text"] = "As orally revised. " + record["text"]
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return before


def index(build, work, name):
    libs = os.path.join(build, ".libs")
    real = libs if os.path.exists(libs + "/travaux-index") else build
    return measure.run(
        [real + "/travaux-index", "--index", os.path.join(work, name),
         "--jobs", "2", "--quiet", "--negotiation",
         os.path.join(SOURCE, "corpus/sample/exercise/profile"),
         os.path.join(work, "files")], watch=True, output=True,
        env={"LD_LIBRARY_PATH": libs,
             "TRAVAUX_DATADIR": os.path.join(SOURCE, "corpus")})


def show(name, one, whole):
    print("%-22s wall %8.2f s  processor %8.2f s  memory %5.0f MB  "
          "of the whole: wall %.4f processor %.4f" % (
              name, one["wall"], one["cpu"], one["memory"],
              one["wall"] / whole["wall"], one["cpu"] / whole["cpu"]),
          flush=True)


def compare(options, work):
    build, files = os.path.abspath(options.build), os.path.join(work, "files")
    generate(build, options.records, options.in_file, files)
    whole = index(build, work, "index")
    show("%d records made" % options.records, whole, whole)
    for one_in in (1000, 100, 20):
        copy = os.path.join(work, "changed")
        shutil.copytree(os.path.join(work, "index"), copy)
        before = change(files, one_in)
        # Else the first commit waits for the copy to be on the disk, too.
        os.sync()
        show("one in %d changed" % one_in, index(build, work, "changed"),
             whole)
        shutil.rmtree(copy)
        for path, text in before.items():
            with open(path, "wb") as out:
                out.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--records", type=int, default=311000)
    parser.add_argument("--in-file", type=int, default=100)
    parser.add_argument("--work")
    parser.add_argument("build", nargs="?", default=".")
    options = parser.parse_args()
    if options.work:
        os.makedirs(options.work, exist_ok=True)
    work = tempfile.mkdtemp(prefix="travaux-update.", dir=options.work)
    try:
        compare(options, work)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
