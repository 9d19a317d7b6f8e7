#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""travaux.cgi under load, while its index is rebuilt and swapped.

usage: load.py MANUAL BUILD RECORDS PROFILE REQUESTS CONNECTIONS ROUNDS

RECORDS are indexed with the programs in BUILD, and served by lighttpd as MANUAL
(travaux.cgi.8) has it; pages and API calls of each kind are asked for over
CONNECTIONS at once. Each answer must be 200, whole, and say what it should.

In each of ROUNDS, spread over the load, the index is changed in all the ways
there are: a record is added in place, all is indexed again in the same folder,
and an index made apart is swapped in with a link. Load goes on until all that
is done. Prints TAP, and the figures as comments.
"""
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import servers

KINDS = [  # name, path, query, what the answer says
    ("start", "", "", b"where do delegations stand on"),
    ("answer", "", "q=who+opposed+the+removal+of+Article+42",
     b"The other side"),
    ("search", "", "q=harbour+OR+ice&sort=newest", b"passages</h1>"),
    ("phrase", "", "q=%22the+deletion+of+Article+42%22", b"</mark>"),
    ("matrix", "/matrix", "topic=safeguards", b"</svg>"),
    ("record", "/record", "q=session-1/02-aldermark.txt%233", b'id="p3"'),
    ("trace", "/trace", "q=Article+42+of+ND1", b"Draft by draft"),
    ("feed", "/feed", "q=harbour", b"</feed>"),
    ("api", "/api/v1/ask", "q=who+opposed+the+removal+of+Article+42",
     b'"verdict":"answered"'),
    ("table", "/api/v1/positions", "q=article:42&format=csv", b"\n"),
]


class Load:
    """Requests, until `wanted` are sent and `going_on()` says no."""

    def __init__(self, port, script, wanted, connections):
        self.port, self.script, self.wanted = port, script, wanted
        self.lock = threading.Lock()
        self.sent, self.faults, self.times = 0, [], []
        self.changing = False
        self.threads = [threading.Thread(target=self.work)
                        for _ in range(connections)]

    def next(self):
        with self.lock:
            if self.sent >= self.wanted and not self.changing:
                return None
            self.sent += 1
            return KINDS[self.sent % len(KINDS)]

    def work(self):
        while (kind := self.next()) is not None:
            begin = time.perf_counter()
            fault = self.fault(*kind)
            took = time.perf_counter() - begin
            with self.lock:
                self.times.append((kind[0], took))
                if fault:
                    self.faults.append(kind[0] + ": " + fault)

    def fault(self, _, path, query, says):
        address = self.script + path + ("?" + query if query else "")
        try:
            status, headers, body = servers.ask(self.port, address)
        except Exception as error:  # whatever it is, the answer was lost
            return repr(error)
        if status != 200:
            return "status %d" % status
        if says not in body:
            return "not in the answer: %r" % says
        return ""

    def run(self):
        begin = time.perf_counter()
        for thread in self.threads:
            thread.start()
        return begin

    def end(self, begin):
        for thread in self.threads:
            thread.join()
        return time.perf_counter() - begin


class Changes:
    """An index that is changed in every way, round by round."""

    def __init__(self, build, records, profile, work):
        self.build, self.profile, self.work = build, profile, work
        self.records = os.path.join(work, "records")
        self.link = os.path.join(work, "current")
        self.old, self.number, self.fault = None, 0, ""
        shutil.copytree(records, self.records)
        self.index(self.folder())
        os.symlink(self.folder(), self.link)

    def folder(self):
        return os.path.join(self.work, "index-%d" % self.number)

    def index(self, folder, *options):
        subprocess.run(
            [os.path.join(self.build, "travaux-index"), "--quiet", "--index",
             folder, "--negotiation", self.profile, *options, self.records],
            check=True, timeout=600)

    def add(self, name):
        with open(os.path.join(self.records, name), "w") as file:
            file.write("Speaker: Aldermark\nDate: 2021-02-03\n\n"
                       "The harbour was full of ice on day %s.\n" % name)

    def round(self):
        self.add("late-%d.txt" % self.number)
        self.index(self.folder())
        self.add("later-%d.txt" % self.number)
        self.index(self.folder())
        self.index(self.folder(), "--again")
        # As travaux.cgi(8) tells it; what was asked before has ended by now.
        if self.old is not None:
            shutil.rmtree(self.old)
        self.old = self.folder()
        self.number += 1
        self.index(self.folder())
        os.symlink(self.folder(), self.link + ".new")
        os.rename(self.link + ".new", self.link)

    def run(self, load, rounds):
        """Each round when its share of the load was sent."""
        try:
            for number in range(1, rounds + 1):
                while load.sent < load.wanted * number / (rounds + 1):
                    time.sleep(0.01)
                self.round()
        except Exception as error:
            self.fault = repr(error)
        load.changing = False


def percentile(times, share):
    times = sorted(times)
    return times[min(len(times) - 1, int(share * len(times)))] * 1000


def tell(load, seconds):
    times = [took for _, took in load.times]
    print("# %d requests in %.1f s: %.1f requests/s, p50 %.1f ms, "
          "p95 %.1f ms" % (len(times), seconds, len(times) / seconds,
                           percentile(times, .5), percentile(times, .95)))
    for name, *_ in KINDS:
        times = [took for kind, took in load.times if kind == name]
        if times:
            print("#   %-8s p50 %6.1f ms, p95 %6.1f ms" % (
                name, percentile(times, .5), percentile(times, .95)))


def result(number, what, faults):
    print("%sok %d - %s" % ("not " if faults else "", number, what))
    for fault in faults[:20]:
        print("# " + fault.replace("\n", "\n# "))


def main():
    manual, build, records, profile = sys.argv[1:5]
    wanted, connections, rounds = map(int, sys.argv[5:8])
    if servers.program("lighttpd") is None:
        print("1..0 # SKIP lighttpd is not here")
        return
    with tempfile.TemporaryDirectory() as work:
        changes = Changes(os.path.abspath(build), records, profile, work)
        server = servers.Server(
            "lighttpd", manual, os.path.abspath(build) + "/travaux.cgi",
            changes.link, os.path.join(work, "www"), patient=True)
        load = Load(server.port, server.script, wanted, connections)
        load.changing = rounds > 0
        begin = load.run()
        changes.run(load, rounds)
        seconds = load.end(begin)
        server.stop()
        said = server.logged()
    lost = load.sent - len(load.times)
    tell(load, seconds)
    result(1, "%d requests over %d connections: no error, none lost" % (
        load.sent, connections),
        load.faults + (["%d were lost" % lost] if lost else []))
    result(2, "while the index changed %d times" % (4 * rounds),
           [changes.fault] if changes.fault else [])
    result(3, "nothing for the log", [line for line in said.split("\n")
                                      if "travaux.cgi:" in line])
    print("1..3")


main()
