# SPDX-License-Identifier: GPL-2.0-or-later
"""How each engine is built and asked. None is installed from here: where one is
missing, it says what would bring it."""
import glob
import os
import shutil
import subprocess

import measure

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else "python3"


def typed(query):
    """A query as one types it, without filters."""
    words = query[1]
    return {"or5": words.replace(" ", " OR "),
            "phrase": '"%s"' % words}.get(query[0], words)


class Engine:
    """One engine on one corpus. `work` holds passages.tsv, queries.tsv."""
    name = ""
    needs = ()       # programs
    install = ""     # what brings them
    no_warm = None   # why it is not asked warm
    borrows = None   # the engine whose index it asks: it builds none
    env = {}

    def __init__(self, build, work, queries):
        self.build_tree, self.work, self.queries = build, work, queries
        self.tsv = os.path.join(work, "passages.tsv")
        self.asked = os.path.join(work, "queries.tsv")
        self.index = os.path.join(
            work, "index-" + (self.borrows or self.name))

    def missing(self):
        """Why it cannot be measured; None where it can."""
        for program in self.needs:
            if shutil.which(program) is None and \
                    not os.path.exists(program):
                return "no %s (%s)" % (os.path.basename(program),
                                       self.install)
        return None

    def prepare(self):
        """What is made before the clock starts."""

    def builds(self):
        """Commands that build, one after another."""
        raise NotImplementedError

    def made(self):
        """What the index is, for its size."""
        return [self.index]

    def warm(self, times):
        """A command that prints kind, milliseconds, hits for each query."""
        return None

    def snippets(self, times):
        """The same, with the query as typed and snippets made; or None."""
        return None

    def cold(self, number):
        """A command that answers query `number`; None where it has none."""
        return None

    def clear(self):
        for path in glob.glob(self.index + "*"):
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)


class Travaux(Engine):
    name = "travaux"
    positions = True

    def __init__(self, build, work, queries):
        super().__init__(build, work, queries)
        # In a build tree, libtool has put scripts in the programs' place.
        real = os.path.join(build, ".libs")
        libs = real if os.path.exists(real + "/travaux-index") else build
        self.program = {
            name: os.path.join(libs, name)
            for name in ("travaux", "travaux-index")}
        bench = os.path.join(build, "tests/bench/peers")
        if os.path.exists(bench + "/.libs/travaux-warm"):
            bench += "/.libs"
        self.program["travaux-warm"] = os.path.join(bench, "travaux-warm")
        self.env = {"LD_LIBRARY_PATH": libs,
                    "TRAVAUX_DATADIR": os.path.join(SOURCE, "corpus")}

    def missing(self):
        for path in self.program.values():
            if not os.path.exists(path):
                return "no %s (make bench-peers)" % path
        return None

    def builds(self):
        command = [self.program["travaux-index"], "--index", self.index,
                   "--jobs", "2", "--quiet",
                   "--max-size", "4096", "--negotiation",
                   os.path.join(SOURCE, "corpus/sample/exercise/profile"),
                   os.path.join(self.work, "records/records.jsonl")]
        if not self.positions:
            command.insert(1, "--no-positions")
        return [command]

    def snippets(self, times):
        return [self.program["travaux-warm"], self.index, self.asked,
                str(times)]

    def warm(self, times):
        return self.snippets(times) + ["bare"]

    def cold(self, number):
        kind, _, holder, session, first, last = query = self.queries[number]
        command = [self.program["travaux"], "search", "--index", self.index]
        text = typed(query)
        if kind == "facet":
            command.append("--facets")
        if holder:
            text += ' speaker:"%s" session:%s' % (holder, session)
        if first:
            text += " date:%s..%s" % (first, last)
        return command + [text]


class Search(Travaux):
    """Without positions of holders, which others have not."""
    name = "travaux-search"
    positions = False

    def snippets(self, times):
        return super().snippets(times) + ["exact"]

    def cold(self, number):
        command = super().cold(number)
        return command[:2] + ["--exact"] + command[2:]


class Static(Search):
    """The same as one file, without shared libraries: from its start alone."""
    name = "travaux-static"
    borrows = "travaux-search"

    def __init__(self, build, work, queries):
        super().__init__(build, work, queries)
        self.program = {"travaux": os.path.join(build, "static/travaux")}

    def missing(self):
        return super().missing() and "no %s (./bootstrap static)" % (
            self.program["travaux"])

    def snippets(self, times):
        return None

    def warm(self, times):
        return None


class Opening(Engine):
    """The least there can be: linked with libxapian, opens the same index."""
    name = "opening-only"
    borrows = "travaux-search"

    def __init__(self, build, work, queries):
        super().__init__(build, work, queries)
        self.needs = (os.path.join(build, "tests/bench/one-query"),)
        self.install = "make bench-peers"

    def cold(self, number):
        return list(self.needs) + [self.index]


class Fts5(Engine):
    name = "fts5"
    needs = ("sqlite3",)
    install = "apt-get install sqlite3"

    def prepare(self):
        self.sql = measure.run([PYTHON, HERE + "/fts5.py", "sql",
                                self.asked])["said"].splitlines()

    def builds(self):
        return [[PYTHON, HERE + "/fts5.py", "build", self.tsv, self.index]]

    def warm(self, times):
        return [PYTHON, HERE + "/fts5.py", "warm", self.index, self.asked,
                str(times)]

    def cold(self, number):
        return ["sqlite3", "-readonly", self.index, self.sql[number]]


class Tantivy(Engine):
    name = "tantivy"
    needs = ("node",)
    install = "apt-get install nodejs"
    package = "@oxdev03/node-tantivy-binding-linux-x64-gnu"

    def __init__(self, build, work, queries):
        super().__init__(build, work, queries)
        self.modules = os.environ.get(
            "NODE_PATH", os.path.join(os.path.dirname(work), "node_modules"))
        self.env = {"NODE_PATH": self.modules}

    def missing(self):
        if not os.path.isdir(os.path.join(self.modules, self.package)):
            return "no binding in %s (npm install --prefix %s %s)" % (
                self.modules, os.path.dirname(self.modules), self.package)
        return super().missing()

    def run(self, *words):
        return ["node", HERE + "/tantivy.js"] + list(words)

    def builds(self):
        return [self.run("build", self.tsv, self.index)]

    def warm(self, times):
        return self.run("warm", self.index, self.asked, str(times))

    def snippets(self, times):
        return self.warm(times) + ["snippets"]

    def cold(self, number):
        return self.run("one", self.index, self.asked, str(number))


class Lucene(Engine):
    name = "lucene"
    needs = ("java", "javac")
    install = "apt-get install openjdk-17-jdk-headless liblucene8-java"
    jars = ("core", "analyzers-common", "backward-codecs", "queryparser",
            "highlighter", "memory", "queries")

    def missing(self):
        if not glob.glob("/usr/share/java/lucene-core-8*.jar"):
            return "no lucene-core-8 (%s)" % self.install
        return super().missing()

    def prepare(self):
        self.classes = self.index + ".classes"
        paths = [path for jar in self.jars for path in
                 glob.glob("/usr/share/java/lucene-%s-8*.jar" % jar)]
        self.path = ":".join(paths + [self.classes])
        os.makedirs(self.classes, exist_ok=True)
        subprocess.check_call(["javac", "-cp", self.path, "-d", self.classes,
                               HERE + "/Lucene.java"])

    def run(self, *words):
        return ["java", "-cp", self.path] + list(words)

    def builds(self):
        return [self.run("-Xmx2g", "Lucene", "build", self.tsv, self.index)]

    def warm(self, times):
        return self.run("-Xmx1g", "Lucene", "warm", self.index, self.asked,
                        str(times))

    def snippets(self, times):
        return self.warm(times) + ["snippets"]

    def cold(self, number):
        return self.run("-Xmx1g", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                        "Lucene", "one", self.index, self.asked, str(number))


class Postgres(Engine):
    name = "postgresql"
    install = "apt-get install postgresql"

    def missing(self):
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
        if not found:
            return "no initdb (%s)" % self.install
        self.env = {"PGBIN": os.path.dirname(found[-1])}
        return None

    @staticmethod
    def sql(query):
        kind, words, holder, session, first, last = query
        parse = {"or5": "to_tsquery('english', '%s')" %
                        words.replace(" ", " | "),
                 "phrase": "phraseto_tsquery('english', '%s')" % words}.get(
                     kind, "plainto_tsquery('english', '%s')" % words)
        where = "words @@ q"
        if holder:
            where += " AND holder = '%s' AND session = '%s'" % (
                holder, session)
        if first:
            where += " AND date BETWEEN '%s' AND '%s'" % (first, last)
        if kind == "facet":
            return ("SELECT holder, count(*) FROM p, %s q WHERE %s"
                    " GROUP BY 1 ORDER BY 2 DESC;" % (parse, where))
        return ("SELECT id, title, text FROM p, %s q WHERE %s ORDER BY"
                " ts_rank(words, q) DESC LIMIT 10;" % (parse, where))

    def builds(self):
        return [[HERE + "/postgres", "build", self.tsv, self.index]]

    def made(self):
        return [os.path.join(self.index, "data/base")]

    def warm(self, times):
        path = self.index + ".sql"
        with open(path, "w", encoding="utf-8") as out:
            for query in self.queries:
                out.write((self.sql(query) + "\n") * (times + 1))
        return [HERE + "/postgres", "warm", self.index, path]

    def timings(self, said, times):
        """Of psql: "Time: 0.4 ms" for each statement."""
        took = [float(line.split()[1]) for line in said.splitlines()
                if line.startswith("Time: ")]
        each = times + 1
        return [(query[0], min(took[i * each:(i + 1) * each]), 0)
                for i, query in enumerate(self.queries)]


class Omega(Engine):
    name = "omega"
    needs = ("scriptindex", "xapian-compact", "/usr/lib/cgi-bin/omega/omega")
    install = "apt-get install xapian-omega xapian-tools"
    no_warm = "a program for each query"

    def __init__(self, build, work, queries):
        super().__init__(build, work, queries)
        self.dump = self.index + ".dump"
        self.env = {"XAPIAN_FLUSH_THRESHOLD": "1000000",
                    "OMEGA_CONFIG_FILE": self.index + ".conf",
                    "REQUEST_METHOD": ""}

    def prepare(self):
        with open(self.tsv, encoding="utf-8") as lines, \
                open(self.dump, "w", encoding="utf-8") as out:
            for line in lines:
                field = line.rstrip("\n").split("\t")
                out.write("id=%s\ntitle=%s\nholder=%s\nsession=%s\n"
                          "date=%s\ntext=%s\n\n" % (
                              *field[:4], field[4].replace("-", ""),
                              field[5]))
        with open(self.index + ".conf", "w", encoding="utf-8") as out:
            out.write("database_dir %s\ntemplate_dir "
                      "/usr/share/xapian-omega/templates\nlog_dir %s\n"
                      "cdb_dir %s\n" % ((self.work,) * 3))

    def builds(self):
        return [["scriptindex", "--overwrite", self.index + ".loose",
                 HERE + "/omega.script", self.dump],
                ["xapian-compact", self.index + ".loose", self.index]]

    def cold(self, number):
        kind, _, holder, session, first, last = query = self.queries[number]
        if kind == "facet":
            return None
        command = ["/usr/lib/cgi-bin/omega/omega",
                   "DB=" + os.path.basename(self.index), "HITSPERPAGE=10",
                   "DEFAULTOP=and", "P=" + typed(query)]
        if holder:
            command += ["B=XP" + holder, "B=XE" + session]
        if first:
            command += ["START.0=" + first.replace("-", ""),
                        "END.0=" + last.replace("-", "")]
        return command


class Recoll(Engine):
    """Its documents are files: one for each record."""
    name = "recoll"
    needs = ("recollindex", "recollq")
    install = "apt-get install recollcmd"
    no_warm = "a program for each query"
    kinds = ("frequent", "mid", "rare", "and2", "and3", "phrase", "or5")

    def __init__(self, build, work, queries):
        super().__init__(build, work, queries)
        self.env = {"HOME": self.index, "RECOLL_CONFDIR": self.index}

    def prepare(self):
        files = self.index + ".files"
        os.makedirs(self.index, exist_ok=True)
        os.makedirs(files, exist_ok=True)
        with open(self.tsv, encoding="utf-8") as lines:
            for line in lines:
                field = line.rstrip("\n").split("\t")
                record = field[0].split("#")[0]
                folder = os.path.join(files, record[-3:])
                os.makedirs(folder, exist_ok=True)
                with open("%s/%s.txt" % (folder, record), "a",
                          encoding="utf-8") as out:
                    out.write(field[5] + "\n\n")
        with open(self.index + "/recoll.conf", "w", encoding="utf-8") as out:
            out.write("topdirs = %s\nidxflushmb = 400\n"
                      "thrQSizes = -1 -1 -1\n"
                      "indexstemminglanguages = english\n" % files)

    def builds(self):
        return [["recollindex", "-c", self.index, "-z"]]

    def made(self):
        return [self.index + "/xapiandb"]

    def cold(self, number):
        query = self.queries[number]
        if query[0] not in self.kinds:
            return None
        return ["recollq", "-c", self.index, "-n", "10", typed(query)]


ALL = (Travaux, Search, Static, Opening, Tantivy, Lucene, Fts5, Postgres, Omega, Recoll)
