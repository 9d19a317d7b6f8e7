#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Hostile requests to travaux.cgi, run as a web server runs it.

usage: hostile.py PROGRAM INDEX

Each request must end with one of the statuses it may have, whole headers, a
length that is true, and nothing of it reflected as markup or header. Prints
TAP, one line a group.
"""
import json
import os
import subprocess
import sys
from urllib.parse import quote

PROGRAM, INDEX = sys.argv[1:3]
PROBE = "<zq9 onload=x>"
BROKEN = "\"'><zq9 onload=x>"
PAGES = ["", "/", "/record", "/feed", "/style.css", "/opensearch.xml",
         "/api/v1/ask", "/api/v1/search", "/api/v1/show",
         "/api/v1/positions", "/trace", "/brief", "/matrix",
         "/api/v1/compare", "/api/v1/cite"]
GOOD = {200, 400, 404}


def run(query="", path="", method="GET", **more):
    env = {"TRAVAUX_INDEX": INDEX, "REQUEST_METHOD": method,
           "SCRIPT_NAME": "/travaux.cgi", "PATH_INFO": path,
           "QUERY_STRING": query, "HTTP_HOST": "localhost"}
    for name in ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"):
        if name in os.environ:
            env[name] = os.environ[name]
    env.update(more)
    return subprocess.run([PROGRAM], env=env, stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=60)


def fault(done, statuses, method="GET"):
    """What is wrong with an answer, or ''."""
    if done.returncode != 0:
        return "exit status %d: %s" % (done.returncode, done.stderr[:300])
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    headers = {}
    for line in head.split(b"\r\n"):
        name, colon, value = line.partition(b": ")
        if not colon or any(c < 32 or c > 126 for c in line):
            return "header %r" % line
        if name in headers:
            return "header %r twice" % name
        headers[name] = value
    status = int(headers[b"Status"].split()[0])
    if status not in statuses:
        return "status %d" % status
    if b"default-src 'none'" not in headers[b"Content-Security-Policy"]:
        return "no policy"
    if method == "GET" and int(headers[b"Content-Length"]) != len(body):
        return "length %s of %d" % (headers[b"Content-Length"], len(body))
    kind = headers[b"Content-Type"]
    if b"html" in kind or b"xml" in kind:
        if b"<zq9" in body:
            return "reflected as markup"
        if any(c < 32 and c not in (9, 10) for c in body):
            return "control byte in the page"
    if b"root:x:" in body or b"glass" in body or b"xapian" in body.lower():
        return "tells what it must not"
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return "no UTF-8: %s" % error
    return ""


GROUPS = []


def group(name, cases):
    GROUPS.append((name, cases))


hostile = [BROKEN, PROBE, "\x00", "\x01\x02\x1b[31m", "a\r\nSet-Cookie: b=c",
           "\u202eabc", "\ufffe", "../../../../etc/passwd", "/etc/passwd",
           "file:///etc/passwd", "%s%s%s%n", "${IFS}", "$(id)", "`id`",
           "'; DROP TABLE x; --", "{{7*7}}", "\\u003czq9", "|id", "a" * 3000,
           "(" * 200, ")" * 50, "\"" * 7, "NOT " * 60 + "a", "a* b* c*",
           "*", "-" * 80, "NEAR/99999999999 a", "a NEAR/3 b NEAR/2 c",
           "date:9999999999..", "article:42((((", "speaker:" + "x," * 400,
           "\U0001F4A9" * 100, "\u0600" * 500, "e\u0301" * 800,
           "who opposed " + "Article 42, " * 200, "\u0640" * 1000]
group("texts", [(dict(query="q=" + quote(text, safe=""), path=page), GOOD)
                for text in hostile for page in PAGES])
raw = ["q=%", "q=%2", "q=%zz", "q=%00", "q=%ff", "q=%c0%af", "q=%ed%a0%80",
       "q=%f8%88%80%80%80", "q", "=", "&&&&", "q=a&q=b", "q[]=a", "q=a;q=b",
       "q=a#b", "%71=a", "q=a&%6c%69mit=3", "limit=99999999999999999999",
       "limit=-1", "limit=1e9", "offset=4294967296", "format=../../x",
       "sort=%3Czq9%3E", "index=/etc/passwd", "index=/tmp", "color=always",
       "no-pager", "help", "width=1", "ui=%3Czq9%20onload%3Dx%3E",
       "ui=../../etc/passwd", "context=999999999", "original=%22%3E",
       "&".join("a%d=b" % i for i in range(500)), "q=" + "%41" * 2000,
       "session=%3Czq9%3E&q=a", "speaker=%22%3E%3Czq9%3E",
       "q=a&kind=nokind", "\x80\x81", "q=a\tb", "q=<zq9>"]
group("addresses", [(dict(query=query, path=page), GOOD)
                    for query in raw for page in ("", "/record",
                                                  "/api/v1/search")])
group("too long", [(dict(query="q=" + "a" * n), {414})
                   for n in (8200, 70000, 120000)] +
      [(dict(path="/" + "a" * 5000), {414})])
paths = ["/../", "/..%2f", "/record/../../etc/passwd", "//", "/API/V1/ASK",
         "/api/v1/", "/api/v2/ask", "/api/v1/bundle", "/api/v1/index",
         "/\x01", "/<zq9>", "/\r\nX: y", "/style.css/", "/.git/config",
         "/api/v1/ask?q=a", "/%00", "/record\\", "/etc/passwd"]
group("paths", [(dict(path=path), {404}) for path in paths])
group("methods", [(dict(method=method), {405})
                  for method in ("POST", "PUT", "DELETE", "TRACE", "CONNECT",
                                 "OPTIONS", "PATCH", "get", "<zq9>",
                                 "A" * 9000)])
group("headers", [
    (dict(HTTP_HOST=BROKEN), GOOD), (dict(HTTP_HOST="a\r\nb: c"), GOOD),
    (dict(HTTP_HOST="x" * 70000), GOOD),
    (dict(SCRIPT_NAME="/<zq9>/travaux.cgi"), GOOD),
    (dict(SCRIPT_NAME="javascript:x//"), GOOD),
    (dict(HTTP_IF_NONE_MATCH="\"" * 20000), {431}),
    (dict(HTTP_IF_NONE_MATCH=BROKEN), GOOD),
    (dict(HTTP_ACCEPT_LANGUAGE=BROKEN), GOOD),
    (dict(CONTENT_LENGTH="99999999999"), GOOD),
    (dict(TRAVAUX_CGI_CPU="0"), GOOD), (dict(TRAVAUX_CGI_CPU="x"), GOOD)])
group("no index", [(dict(TRAVAUX_INDEX=path), {503})
                   for path in ("", "/nowhere", "/etc/passwd", "/dev/null",
                                "/tmp", "/proc/self/mem")])


# --- records that are hostile themselves (hostile-records.py) ----------------

FORMATS = ["json", "jsonl", "csv", "tsv", "text", "markdown", "html", "bibtex",
           "csl", "svg"]


def passages():
    """Records with the word, and a passage of each, as the API has them."""
    found = {}
    for offset in range(0, 1000, 50):
        done = run("q=zq9&limit=50&offset=%d" % offset, "/api/v1/search")
        hits = json.loads(done.stdout.partition(b"\r\n\r\n")[2])["hits"]
        if not hits:
            break
        for hit in hits:
            found[hit["record"]] = hit["passage"]
    return found


def of_records():
    found = passages()
    if len(found) < 20:
        sys.exit("too few hostile records: %d" % len(found))
    pages = []
    for record, number in found.items():
        name = quote(record, safe="")
        pages += [(dict(query="q=" + name, path="/record"), {200}),
                  (dict(query="q=%s%%23%d&original=1" % (name, number),
                        path="/record"), {200}),
                  (dict(query="q=%s" % name, path="/api/v1/show"), {200})]
        pages += [(dict(query="q=%s%%23%d&format=%s" % (name, number, form),
                        path="/api/v1/cite"), GOOD) for form in FORMATS]
    group("hostile records", pages)
    words = ["zq9", "zq9+OR+harbour&facets=20", "speaker:zq9",
             "who+opposed+the+deletion+of+Article+42", "zq9&sort=newest",
             "zq9&explain", "zq9&per-record", "article:42+zq9", "zq9&context=3"]
    group("what is found of them", [
        (dict(query="q=" + text, path=page), GOOD)
        for text in words for page in ("", "/feed", "/api/v1/ask")] + [
        (dict(query="q=%s&format=%s" % (text, form), path="/api/v1/" + call),
         GOOD) for text in words for form in FORMATS
        for call in ("search", "positions")])


def main():
    of_records()
    total = 0
    for number, (name, cases) in enumerate(GROUPS, 1):
        faults = []
        for case, statuses in cases:
            total += 1
            # No server can hand over a NUL, and neither can the system.
            if any("\x00" in str(value) for value in case.values()):
                continue
            case = {key: value.encode("utf-8", "surrogateescape").decode(
                "utf-8", "surrogateescape") for key, value in case.items()}
            why = fault(run(**case), statuses)
            if why:
                faults.append("%s: %s" % (repr(case)[:160], why))
        print("%sok %d - %s: %d requests" % (
            "not " if faults else "", number, name, len(cases)))
        for why in faults[:10]:
            print("# " + why)
    print("# %d requests" % total)
    print("1..%d" % len(GROUPS))


main()
