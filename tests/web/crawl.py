#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Follow the links of the site, in each language, as far as its kinds go.

usage: crawl.py PROGRAM INDEX PO [--pages N] [--languages CODE,...] [--table]

Each page that a link leads to answers 200, weighs less than 60 KB, is valid
HTML (where tidy is here), asks no other site for anything, and says nothing in
English that PO has in its language. Of each kind (the path of its address) N pages are looked at. Prints
TAP, a line for each language and kind; and the weights as remarks: with --table,
for any index, those of the heaviest page of each kind, as they are and
compressed.
"""
import argparse
import collections
import gzip
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
        self.loads, self.own = [], False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "href" in attributes:
            self.links.append(attributes["href"])
        # What the browser fetches by itself.
        self.loads += [attributes[name] for name in
                       ("src", "srcset", "poster", "data", "xlink:href")
                       if attributes.get(name)]
        if tag in ("link", "use", "image") and attributes.get("href") and \
                attributes.get("rel") not in ("canonical", "license"):
            self.loads.append(attributes["href"])
        if tag in ("script", "iframe", "object", "embed") and \
                attributes.get("type") != "application/ld+json":
            self.loads.append("<%s>" % tag)
        if "action" in attributes:
            self.links.append(attributes["action"])
        if tag in self.VOID or tag == "html":
            return
        # Notes and examples are ours, though names in them may turn a line.
        if tag == "ul" and attributes.get("class") == "notes":
            self.own = True
        if self.skip or (tag in FOREIGN and not (self.own and tag == "bdi")) \
                or "lang" in attributes or attributes.get("dir") == "auto":
            self.skip.append(tag)

    def handle_endtag(self, tag):
        if tag == "ul":
            self.own = False
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
    def __init__(self, site, language, pages, said, elsewhere):
        self.site, self.language, self.said = site, language, said
        self.pages, self.elsewhere = pages, elsewhere
        self.wrong = collections.defaultdict(list)
        self.heaviest = {}

    def look(self, kind, address, source):
        """Look at a page; the links on it."""
        status, of, body = self.site.get(address)
        wrong = self.wrong[kind]
        if status != 200:
            # What the sample has, another index need not have.
            if source == "-" and status == 400 and self.elsewhere:
                return []
            wrong.append("%s answers %d; a link of %s" %
                         (address, status, source))
            return []
        if of != "text/html" or "/api/" in address:
            return []
        if len(body) > self.heaviest.get(kind, (0, 0, ""))[0]:
            self.heaviest[kind] = (len(body), len(gzip.compress(body, 6)),
                                   address)
        if len(body) > MOST:
            wrong.append("%s weighs %d bytes" % (address, len(body)))
        for line in invalid(body):
            wrong.append("%s: %s" % (address, line))
        if b'class="data"' not in body:
            wrong.append("%s has nothing for programs" % address)
        texts = Texts()
        texts.feed(body.decode("utf-8"))
        for load in texts.loads:
            if not load.startswith((SCRIPT, "#")):
                wrong.append("%s loads %s" % (address, load))
        for text in texts.texts:
            if text in self.said or text.rstrip(".") in self.said:
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


def print_table(weights, languages):
    """Kilobytes of the heaviest page of each kind, and compressed."""
    print("# %-12s %s" % ("KB, gzip", " ".join(
        "%11s" % language for language in languages)))
    for kind in sorted(weights):
        print("# %-12s %s" % (kind, " ".join(
            "%5.1f %5.1f" % tuple(n / 1024 for n in
                                  weights[kind][language][:2])
            if language in weights[kind] else " " * 11
            for language in languages)))
    heaviest, address = max((weights[kind][language][0::2]
                             for kind in weights
                             for language in weights[kind]))
    print("# the heaviest: %.1f KB, %s" % (heaviest / 1024, address))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("program")
    options.add_argument("index")
    options.add_argument("po")
    options.add_argument("--pages", type=int, default=6)
    options.add_argument("--languages", default="en,fr,es,ru,zh,ar")
    options.add_argument("--table", action="store_true")
    options = options.parse_args()
    site = Site(options.program, options.index)
    languages = options.languages.split(",")
    weights = collections.defaultdict(dict)
    for language in languages:
        said = english(options.po, language) if language != "en" else set()
        crawl = Crawl(site, language, options.pages, said, options.table)
        crawl.run()
        for kind, heaviest in crawl.heaviest.items():
            weights[kind][language] = heaviest
    if options.table:
        print_table(weights, languages)
    else:
        for kind in sorted(weights):
            print("# %s: %s" % (kind, ", ".join(
                "%s %d" % (language, weights[kind][language][0])
                for language in languages if language in weights[kind])))
    print("1..%d" % count)


main()
