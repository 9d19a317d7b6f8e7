#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""travaux.cgi under ab, one process of it for each kind of page, all at once.

usage: load-ab.py MANUAL BUILD RECORDS PROFILE REQUESTS CONNECTIONS
"""
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "web"))
import servers  # noqa: E402

ADDRESSES = ["", "?q=who+opposed+the+removal+of+Article+42",
             "?q=harbour+OR+ice", "/matrix?topic=safeguards",
             "/record?q=session-1/02-aldermark.txt",
             "/api/v1/ask?q=who+opposed+the+removal+of+Article+42"]


def number(text, name):
    found = re.search(name + r":\s+(\d+)", text)
    return int(found.group(1)) if found else 0


def times(name):
    """Milliseconds of each request, from what ab -g writes."""
    with open(name) as file:
        return [int(line.split("\t")[4]) for line in list(file)[1:]]


def share(total, parts, part):
    return total // parts + (part < total % parts)


def run(server, work, requests, connections):
    """An ab for each address; what each said, and all times."""
    count = len(ADDRESSES)
    running = [subprocess.Popen(
        [servers.program("ab"), "-l", "-s", "60", "-q",
         "-n", str(share(requests, count, i)),
         "-c", str(share(connections, count, i)), "-g", "%s/%d" % (work, i),
         "http://127.0.0.1:%d%s%s" % (server.port, server.script, address)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for i, address in enumerate(ADDRESSES)]
    said = [one.communicate()[0] for one in running]
    return said, sorted(t for i in range(count)
                        for t in times("%s/%d" % (work, i)))


def main():
    manual, build, records, profile = sys.argv[1:5]
    requests, connections = map(int, sys.argv[5:7])
    build = os.path.abspath(build)
    with tempfile.TemporaryDirectory() as work:
        index = os.path.join(work, "index")
        subprocess.run([build + "/travaux-index", "--quiet", "--index", index,
                        "--negotiation", profile, records], check=True)
        server = servers.Server("lighttpd", manual, build + "/travaux.cgi",
                                index, os.path.join(work, "www"))
        begin = time.perf_counter()
        said, took = run(server, work, requests, connections)
        seconds = time.perf_counter() - begin
        server.stop()
    complete = sum(number(text, "Complete requests") for text in said)
    failed = sum(number(text, "Failed requests") +
                 number(text, "Non-2xx responses") for text in said)
    print("%d of %d complete, %d failed; %.1f requests/s, p50 %d ms, "
          "p95 %d ms" % (complete, requests, failed, complete / seconds,
                         took[len(took) // 2], took[len(took) * 95 // 100]))
    sys.exit(complete != requests or failed != 0)


main()
