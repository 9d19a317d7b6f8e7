#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Seeds and a dictionary for tests/fuzz/run-cgi.

usage: cgi-seeds.py FOLDER DICTIONARY
"""
import os
import sys

FOLDER, DICTIONARY = sys.argv[1:3]
ASK = "q=who+opposed+the+removal+of+Article+42"
REQUESTS = [  # path, query
    ("", ""), ("", ASK), ("", "q=harbour+OR+ice&sort=newest&offset=1&limit=2"),
    ("", "q=%22the+deletion%22+AND+NOT+kind:draft&facets=3&context=1"),
    ("", "q=where+does+Aldermark+stand+on+Article+42&ui=ar"),
    ("", "q=harbor+NEAR/3+ice"), ("", "q=speaker:Aldermark+session:s1"),
    ("", "q=date:2021-02..2021-03&per-record"), ("", "q=harbuor"),
    ("", "q=zq9&kind=statement"), ("", "q=%3Czq9+onload%3Dx%3E"),
    ("/record", "q=session-1/02-aldermark.txt%233&original=1"),
    ("/record", "q=a%22%3E%3Czq9+onload%3Dx%3E%26amp;.txt"),
    ("/trace", "q=Article+42+of+ND1"), ("/feed", "q=harbour"),
    ("/brief", "provision=Article+42+of+ND1"), ("/style.css", ""),
    ("/matrix", "topic=safeguards"), ("/opensearch.xml", ""),
    ("/api/v1/ask", ASK), ("/api/v1/search", "q=harb*&format=jsonl"),
    ("/api/v1/show", "q=session-1/02-aldermark.txt&format=markdown"),
    ("/api/v1/positions", "q=article:42&format=csv"),
    ("/api/v1/positions", "q=article:42&matrix=1&format=svg"),
    ("/api/v1/trace", "q=Article+42+of+ND1"),
    ("/api/v1/compare", "q=Aldermark+and+Dunmarrow"),
    ("/api/v1/brief", "provision=Article+42+of+ND1&format=html"),
    ("/api/v1/cite", "q=session-1/02-aldermark.txt%233&format=bibtex"),
    ("/api/v1/info", "format=html")]
WORDS = """q= &sort= &limit= &offset= &facets= &context= &format= &session=
kind= speaker= ui= original= topic= provision= holder= &per-record &explain
&exact &count json csv tsv svg html jsonl markdown bibtex text newest oldest
AND OR NOT NEAR/ ADJ/ article: speaker: session: date: kind: holder: topic:
stance: lang: record: symbol: @ * %22 %28 %29 %2A %3Czq9 %26 %00 %c3%a9 %e2%80%ae
Article+42 ND1 Aldermark harbour ice safeguards who+opposed where+does
stand+on what+did change between /record /trace /brief /matrix /feed /api/v1/
ask search show positions compare cite info HEAD POST ar zh ru""".split()

for number, (path, query) in enumerate(REQUESTS):
    for more, tail in enumerate(("GET\n", "HEAD\nfr, ar;q=0.5\n\"x\", W/\"y\"\n"
                                 "localhost:80\n/cgi-bin/travaux.cgi")):
        name = os.path.join(FOLDER, "seed-%d-%d" % (number, more))
        with open(name, "w") as file:
            file.write("%s\n%s\n%s" % (path, query, tail))
with open(DICTIONARY, "w") as file:
    for word in WORDS:
        file.write('"%s"\n' % word)
