#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The configurations of travaux.cgi(8), each run by the server it is for.

usage: deploy.py MANUAL CGI INDEX WORK

Prints TAP. A server that is not installed is skipped.
"""
import os
import subprocess
import sys
import time

import servers

MANUAL, CGI, INDEX, WORK = sys.argv[1:5]
QUESTION = "q=who+opposed+the+removal+of+Article+42"
NAMES = {"lighttpd": ["lighttpd"], "Apache": ["apache2"],
         "nginx": ["nginx", "fcgiwrap"], "busybox": ["busybox"]}
# busybox hands over neither the header nor what the method is for HEAD.
ONLY_WHOLE = {"busybox"}
count = 0


def result(ok, what, why=""):
    global count
    count += 1
    print("%sok %d - %s" % ("" if ok else "not ", count, what))
    if not ok:
        print("# " + why[-2000:].replace("\n", "\n# "), flush=True)


def skip(what, why):
    global count
    count += 1
    print("ok %d - %s # SKIP %s" % (count, what, why), flush=True)


CASES = [  # what, path, query, headers, status, what the page says
    ("the start", "", "", {}, 200, "where do delegations stand on"),
    ("a question", "", QUESTION, {}, 200, "<mark>cannot accept</mark>"),
    ("escapes and letters", "", "q=%22caf%C3%A9%22+OR+harbour%2Bice+OR+ice",
     {}, 200, "caf\u00e9"),
    ("a record", "/record", "q=session-1/02-aldermark.txt%233", {}, 200,
     'id="p3"'),
    ("the API", "/api/v1/ask", QUESTION, {}, 200, '"verdict":"answered"'),
    ("the style sheet", "/style.css", "", {}, 200, "{"),
    ("a picture", "/matrix", "topic=safeguards", {}, 200, "</svg>"),
    ("an address of its own in a feed", "/feed", "q=harbour", {}, 200,
     "http://127.0.0.1%(named)s%(script)s/record"),
    ("a wrong query", "", "q=%28", {}, 400, "Begin anew"),
    ("no such page", "/nothing", "", {}, 404, "no such page"),
    ("no such record", "/record", "q=none", {}, 404, "none"),
]


def cases(server):
    for what, path, query, headers, status, says in CASES:
        got, _, body = server.ask(path, query, **headers)
        text = body.decode("utf-8", "replace")
        if "%(" in says:
            # Debian's nginx leaves it out; the manual says so.
            port = "" if server.name == "nginx" else ":%d" % server.port
            says = says % {"named": port, "script": server.script}
        result(got == status and says in text,
               "%s: %s" % (server.name, what),
               "status %d, no %r in\n%s\n%s" % (got, says, text[:1000],
                                                server.logged()))


def languages(server):
    _, headers, body = server.ask(Accept_Language="ar")
    here = os.path.exists(os.path.join(os.path.dirname(CGI), "locale/stamp"))
    wanted = 'dir="rtl"' if here else 'lang="en"'
    result(wanted in body.decode() and "Vary" in headers,
           server.name + ": the browser's language", str(headers))


def conditional(server):
    what = server.name + ": what is known is not sent again"
    _, headers, _ = server.ask("", QUESTION)
    status, _, body = server.ask("", QUESTION, If_None_Match=headers["ETag"])
    if server.name in ONLY_WHOLE and status == 200:
        return skip(what, "this server does not hand If-None-Match over")
    return result(status == 304 and body == b"", what, str(status))


def methods(server):
    status, _, body = server.ask("", QUESTION, method="HEAD")
    result(status == 200 and body == b"", server.name + ": HEAD",
           "%d %r" % (status, body[:100]))
    status, _, _ = server.ask("", QUESTION, method="DELETE")
    result(status in (405, 501), server.name + ": nothing but reading",
           str(status))


def too_long(server):
    """The server's own page, or ours; in no case an answer or a 500."""
    try:
        status = server.ask("", "q=" + "a" * 8300)[0]
    except OSError:
        status = 0  # hung up, as busybox does
    good = (414, 431, 400) + ((0,) if server.name in ONLY_WHOLE else ())
    result(status in good, server.name + ": an address too long",
           str(status))


def without_index(name):
    server = servers.Server(name, MANUAL, CGI, "/nowhere/index",
                            os.path.join(WORK, name + "-none"))
    try:
        status, _, body = server.ask("", QUESTION)
        logged = server.logged()
        result(status == 503 and b"nowhere" not in body and
               "/nowhere/index" in logged,
               name + ": no index: 503, and why in the log",
               "%d\n%s" % (status, logged))
    finally:
        server.stop()


def deploy(name):
    for program in NAMES[name]:
        if servers.program(program) is None:
            return skip(name, program + " is not here")
    server = servers.Server(name, MANUAL, CGI, INDEX,
                            os.path.join(WORK, name))
    try:
        for check in (cases, languages, conditional, methods, too_long):
            check(server)
    finally:
        server.stop()
    return without_index(name)


# --- a cache in front --------------------------------------------------------

def start_cache(behind):
    """nginx with the manual's example, seconds in place of tens of them."""
    found = servers.examples(MANUAL)
    work = os.path.join(WORK, "cache")
    outside = found["proxy"].replace("/var/cache/nginx", work)
    inside = found["cache"].replace("127.0.0.1:8080",
                                    "127.0.0.1:%d" % behind.port)
    inside = inside.replace("200 10s", "200 2s")
    front = servers.Nginx(work, outside, inside)
    front.script = behind.script
    return front


def cached(front, wanted, what, query=QUESTION, says="", **headers):
    status, got, body = front.ask("", query, **headers)
    result(status == 200 and got["X-Cache"] in wanted and
           says in body.decode(), "cache: " + what,
           "%d %s\n%s" % (status, got, front.logged()))


def change_index():
    record = os.path.join(WORK, "late", "late.txt")
    os.makedirs(os.path.dirname(record), exist_ok=True)
    with open(record, "w") as file:
        file.write("Speaker: Aldermark\n\nA zyxwvut in the harbour.\n")
    subprocess.run([os.path.join(os.path.dirname(CGI), "travaux-index"),
                    "--quiet", "--index", INDEX, "--negotiation",
                    "exercise-halden", record], check=True)


def cache():
    behind = servers.Server("lighttpd", MANUAL, CGI, INDEX,
                            os.path.join(WORK, "behind"))
    front = start_cache(behind)
    try:
        cached(front, ("MISS",), "a first request is answered")
        cached(front, ("HIT",), "a second from the cache")
        cached(front, ("MISS",), "another language is another page",
               Accept_Language="ar")
        front.ask("", "q=%28")
        status, headers, _ = front.ask("", "q=%28")
        result(status == 400 and headers["X-Cache"] == "MISS",
               "cache: errors are not kept", "%d\n%s" % (status, headers))
        time.sleep(3.5)  # nginx counts whole seconds
        cached(front, ("REVALIDATED",), "an old page is asked about alone")
        cached(front, ("MISS",), "a word that is not there yet",
               "q=zyxwvut+OR+harbour", "passages</h1>")
        change_index()
        time.sleep(3.5)  # nginx counts whole seconds
        cached(front, ("EXPIRED", "MISS"), "a changed index is seen",
               "q=zyxwvut+OR+harbour", "<mark>zyxwvut</mark>")
    finally:
        front.stop()
    behind.stop()


def main():
    for name in NAMES:
        deploy(name)
    if servers.program("nginx") and servers.program("lighttpd"):
        cache()
    else:
        skip("a cache in front", "nginx or lighttpd is not here")
    print("1..%d" % count)


main()
