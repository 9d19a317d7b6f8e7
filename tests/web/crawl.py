#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Follow the links of the site, in each language, as far as its kinds go.

usage: crawl.py PROGRAM INDEX PO [--pages N] [--languages CODE,...]

Each page that a link leads to answers 200, weighs less than 60 KB, is valid
HTML (where tidy is here), and says nothing in English that PO has in its
language. Of each kind (the path of its address) N pages are looked at. Prints
TAP, a line for each language and kind; and the weights as remarks.
"""
import argparse
import collections
import html
import html.parser
import os
import re
import shutil
import subprocess
import sys
import urllib.parse

MOST = 60 * 1024
SCRIPT = "/travaux.cgi"
# Pages that no link of the start leads to soon, or at all.
ALSO = ["/compare?q=Aldermark+and+Brennia", "?q=zzzyx+kind%3Adraft",
        "?q=harbour+OR+ice", "?q=who+opposed+Article+5", "/robots.txt",
        "?q=which+groups+opposed+the+removal+of+Article+24",
        "/sitemap.xml"]
# Text of the records is in the language they are in.
FOREIGN = {"bdi", "blockquote", "cite", "code", "title", "time"}
# tidy knows no SVG, and not all of ARIA.
TIDY = re.compile(r'<svg> proprietary attribute|<a> proprietary attr.*"href"|'
                  r'<path> pr|"aria-current"')
count = 0


def report(why, what):
    global count
    count += 1
    print("%sok %d - %s" % ("not " if why else "", count, what))
    for line in why[:20]:
        print("# " + line.replace("\n", " ")[:400])
    sys.stdout.flush()


class Texts(html.parser.HTMLParser):
    """The pieces of text that the program itself says, and the links."""

    VOID = {"meta", "link", "input", "br", "hr", "img"}

    def __init__(self):
        super().__init__()
        self.links, self.texts, self.skip = [], [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "href" in attributes:
            self.links.append(attributes["href"])
        if "action" in attributes:
            self.links.append(attributes["action"])
        if tag in self.VOID or tag == "html":
            return
        if self.skip or tag in FOREIGN or "lang" in attributes or \
                attributes.get("dir") == "auto":
            self.skip.append(tag)

    def handle_endtag(self, tag):
        if self.skip and tag in self.skip:
            while self.skip.pop() != tag:
                pass

    def handle_data(self, data):
        data = " ".join(data.split())
        if data and not self.skip:
            self.texts.append(data)


def english(path, language):
    """What a catalog has in its language, and English so is none of it."""
    with open(os.path.join(path, language + ".po"), encoding="utf-8") as file:
        entries = file.read().split("\n\n")
    said = set()
    for entry in entries:
        parts = re.search(r"^msgid (.*?)^msgstr (.*)", entry, re.S | re.M)
        if not parts:
            continue
        own, other = ("".join(re.findall(r'"(.*)"', part))
                      for part in parts.groups())
        if other and other != own and len(own) > 3 and "%" not in own:
            said.add(own)
    return said


class Site:
    def __init__(self, program, index):
        self.program, self.index = program, index

    def get(self, address):
        """Status, type and body."""
        path, _, query = address[len(SCRIPT):].partition("?")
        keep = {name: os.environ[name] for name in
                ("PATH", "TRAVAUX_LOCALEDIR", "ASAN_OPTIONS", "LSAN_OPTIONS")
                if name in os.environ}
        reply = subprocess.run(
            [self.program], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            check=False,
            env=dict(keep, TRAVAUX_INDEX=self.index, REQUEST_METHOD="GET",
                     SCRIPT_NAME=SCRIPT, HTTP_HOST="localhost",
                     PATH_INFO=urllib.parse.unquote(path), QUERY_STRING=query,
                     TRAVAUX_CGI_CPU="60", TRAVAUX_CGI_WALL="120")).stdout
        head, _, body = reply.partition(b"\r\n\r\n")
        status = re.search(rb"Status: (\d+)", head)
        kind = re.search(rb"Content-Type: ([^;\r]+)", head)
        return (int(status.group(1)) if status else 0,
                kind.group(1).decode() if kind else "", body)


def invalid(body):
    if not shutil.which("tidy"):
        return []
    said = subprocess.run(
        ["tidy", "-quiet", "-errors", "--drop-empty-elements", "no"],
        input=body, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        check=False).stderr.decode("utf-8", "replace")
    return [line for line in said.splitlines()
            if line and not TIDY.search(line)]


def own_link(link, language):
    """The address of a page of this site in this language, or None."""
    address = link.split("#")[0]
    if not address.startswith(SCRIPT):
        return None
    other = re.search(r"[?&]ui=(\w+)", address)
    return None if other and other.group(1) != language else address


def with_language(address, language):
    return "%s%s%sui=%s" % (SCRIPT, address, "&" if "?" in address else "?",
                            language)


class Crawl:
    def __init__(self, site, language, pages, said):
        self.site, self.language, self.said = site, language, said
        self.pages = pages
        self.wrong = collections.defaultdict(list)
        self.heaviest = {}

    def look(self, kind, address, source):
        """Look at a page; the links on it."""
        status, of, body = self.site.get(address)
        wrong = self.wrong[kind]
        if status != 200:
            wrong.append("%s answers %d; a link of %s" %
                         (address, status, source))
            return []
        if of != "text/html" or "/api/" in address:
            return []
        if len(body) > self.heaviest.get(kind, (0, ""))[0]:
            self.heaviest[kind] = len(body), address
        if len(body) > MOST:
            wrong.append("%s weighs %d bytes" % (address, len(body)))
        for line in invalid(body):
            wrong.append("%s: %s" % (address, line))
        if b'class="data"' not in body:
            wrong.append("%s has nothing for programs" % address)
        texts = Texts()
        texts.feed(body.decode("utf-8"))
        for text in self.said.intersection(texts.texts):
            wrong.append("%s says '%s'" % (address, text))
        return texts.links

    def run(self):
        addresses = [""] + ALSO
        queue = collections.deque((with_language(address, self.language), "-")
                                  for address in addresses)
        seen, kinds = set(), collections.Counter()
        while queue:
            address, source = queue.popleft()
            path = address[len(SCRIPT):].partition("?")[0]
            kind = path or ("/?q" if "q=" in address else "/")
            known = address in seen or kinds[kind] >= self.pages
            seen.add(address)
            if known and address[len(SCRIPT):] not in addresses:
                continue
            kinds[kind] += 1
            for link in self.look(kind, address, source):
                link = own_link(link, self.language)
                if link is not None and link not in seen:
                    queue.append((link, address))
        for kind in sorted(kinds):
            report(self.wrong[kind], "%s: %d of %s" %
                   (self.language, kinds[kind], kind))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("index")
    options.add_argument("po")
    options.add_argument("--pages", type=int, default=6)
    options.add_argument("--languages", default="en,fr,es,ru,zh,ar")
    options = options.parse_args()
    site = Site(options.program, options.index)
    weights = collections.defaultdict(list)
    for language in options.languages.split(","):
        said = english(options.po, language) if language != "en" else set()
        crawl = Crawl(site, language, options.pages, said)
        crawl.run()
        for kind, (size, address) in crawl.heaviest.items():
            weights[kind].append("%s %d" % (language, size))
    for kind in sorted(weights):
        print("# %s: %s" % (kind, ", ".join(weights[kind])))
    print("1..%d" % count)


main()
