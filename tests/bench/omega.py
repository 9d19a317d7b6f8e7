#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What tests/bench/omega runs.

usage: omega.py dump <RECORDS.jsonl >DUMP      (for scriptindex)
       omega.py measure CGI WORK RUNS
"""
import json
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "web"))
import servers  # noqa: E402

OMEGA = "/usr/lib/cgi-bin/omega/omega"
WORDS = ("article delegation deletion paragraph harbour icebreaker "
         "arbitration seabed ratification wording").split()
CONFIG = """database_dir {work}
template_dir /usr/share/xapian-omega/templates
log_dir {work}
cdb_dir {work}
"""
LIGHTTPD = """server.modules += ( "mod_cgi", "mod_alias", "mod_setenv" )
server.bind = "127.0.0.1"
server.port = {port}
server.document-root = "{work}"
server.upload-dirs = ( "{work}" )
server.errorlog = "{work}/error.log"
server.breakagelog = "{work}/error.log"
alias.url += ( "/travaux.cgi" => "{cgi}", "/omega" => "{omega}" )
cgi.assign = ( "travaux.cgi" => "", "omega" => "" )
setenv.set-environment = (
    "TRAVAUX_INDEX" => "{work}/travaux-index",
    "OMEGA_CONFIG_FILE" => "{work}/omega.conf" )
"""


def dump():
    """A record of scriptindex for each passage, as travaux has them."""
    for line in sys.stdin:
        record = json.loads(line)
        for i, text in enumerate(record["text"].split("\n\n"), 1):
            print("id=%s#%d" % (record["id"], i))
            for key in ("kind", "title", "speaker", "session", "meeting",
                        "date"):
                if record.get(key):
                    print("%s=%s" % (key, record[key]))
            print("lang=" + record.get("language", "en"))
            print("text=%s\n" % text.replace("\n", "\n="))


class Both(servers.Web):
    """lighttpd with both programs."""

    def __init__(self, cgi, work):
        super().__init__("lighttpd", work)
        self.write("omega.conf", CONFIG.format(work=work))
        self.run(servers.program("lighttpd"), "-D", "-f", self.write(
            "lighttpd.conf", LIGHTTPD.format(
                work=work, cgi=cgi, omega=OMEGA, port=self.port)))
        self.wait()


def timed(server, address, says):
    begin = time.perf_counter()
    status, _, body = servers.ask(server.port, address)
    took = (time.perf_counter() - begin) * 1000
    if status != 200 or says not in body:
        sys.exit("%s: %d, no %r in %r" % (address, status, says, body[:300]))
    return took


def share(times, part):
    times = sorted(times)
    return times[min(len(times) - 1, int(part * len(times)))]


def measure(cgi, work, runs):
    server = Both(cgi, work)
    ours, theirs, matrix, start = [], [], [], []
    try:
        for i in range(-len(WORDS), runs):  # the first are not counted
            word = WORDS[i % len(WORDS)]
            a = timed(server, "/travaux.cgi?q=" + word, b"passages</h1>")
            b = timed(server, "/omega?P=%s&DB=omega-index&DEFAULTOP=and" %
                      word, b"matches")
            c = timed(server, "/travaux.cgi/matrix?topic=safeguards",
                      b"</svg>")
            d = timed(server, "/travaux.cgi", b"</html>")
            if i >= 0:
                ours.append(a)
                theirs.append(b)
                matrix.append(c)
                start.append(d)
    finally:
        server.stop()
    for name, times in (("travaux, one word", ours),
                        ("omega, one word", theirs),
                        ("travaux, matrix", matrix),
                        ("travaux, start", start)):
        print("%-18s p50 %7.1f ms   p95 %7.1f ms" % (
            name, share(times, .5), share(times, .95)))
    print("p50 of travaux / p50 of omega: %.2f" % (
        share(ours, .5) / share(theirs, .5)))


if sys.argv[1:2] == ["dump"]:
    dump()
else:
    measure(os.path.abspath(sys.argv[2]), os.path.abspath(sys.argv[3]),
            int(sys.argv[4]))
