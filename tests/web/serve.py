#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""travaux serve as a person has it: on a terminal, until Ctrl-C.

usage: serve.py BUILD INDEX WORK

Prints TAP.
"""
import os
import pty
import re
import select
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

BUILD, INDEX, WORK = map(os.path.abspath, sys.argv[1:4])
TMP = os.path.join(WORK, "tmp")
count = 0


def result(ok, what, why=""):
    global count
    count += 1
    print("%sok %d - %s" % ("" if ok else "not ", count, what))
    if not ok:
        print("# " + str(why)[-2000:].replace("\n", "\n# "), flush=True)


class OnTerminal:
    """A command whose terminal is ours to read and type at."""

    def __init__(self, *words, path=None):
        self.said = ""
        self.child, self.fd = pty.fork()
        if self.child == 0:
            os.environ["TMPDIR"] = TMP
            if path is not None:
                os.environ["PATH"] = path
            try:
                os.execvp(words[0], words)
            finally:
                os._exit(126)

    def read(self, seconds):
        """What it says within that time; False where it said its last."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return True
        try:
            piece = os.read(self.fd, 65536)
        except OSError:
            piece = b""
        self.said += piece.decode("utf-8", "replace")
        return piece != b""

    def expect(self, pattern, seconds=30):
        end = time.time() + seconds
        while time.time() < end:
            found = re.search(pattern, self.said)
            if found:
                return found
            if not self.read(0.2):
                return re.search(pattern, self.said)
        return None

    def type(self, text):
        os.write(self.fd, text.encode())

    def end(self, seconds=30):
        """The exit status; -1 where it goes on."""
        end = time.time() + seconds
        while time.time() < end:
            self.read(0.05)
            done, status = os.waitpid(self.child, os.WNOHANG)
            if done:
                while self.read(0.05) and select.select(
                        [self.fd], [], [], 0.05)[0]:
                    pass
                os.close(self.fd)
                return os.waitstatus_to_exitcode(status)
        return -1


def page(address):
    with urllib.request.urlopen(address + "?q=harbour", timeout=30) as reply:
        return reply.read()


def too_long(address):
    """What an address that is too long is answered with."""
    try:
        with urllib.request.urlopen(address + "?q=" + "a" * 9000,
                                    timeout=30) as reply:
            return reply.status, reply.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def answers(port):
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", int(port))) == 0


def shows(what, *words, path=None):
    """It says where, answers there, and Ctrl-C leaves nothing behind."""
    run = OnTerminal(*words, path=path)
    found = run.expect(r"(http://127\.0\.0\.1:(\d+)/\S*)")
    if not found:
        run.type("\x03")
        return result(False, what, "%s\n%d" % (run.said, run.end()))
    # What it said is true at once.
    body = page(found.group(1))
    status, told = too_long(found.group(1))
    # busybox has no way to leave that to us.
    ours = status == 414 and b"8192" in told or \
        status == 400 and b"Unsupported" in told
    hint = run.expect("Ctrl-C")
    run.type("\x03")
    status = run.end()
    left = os.listdir(TMP)
    return result(b"passages</h1>" in body and ours and hint and
                  status == 0 and
                  not answers(found.group(2)) and not left, what,
                  "%s\nstatus %d, left: %s" % (run.said, status, left))


def says(what, pattern, *words, path=None, wanted=2):
    """It ends with a status, and says this."""
    run = OnTerminal(*words, path=path)
    status = run.end()
    result(status == wanted and re.search(pattern, run.said.replace("\r\n", " ")),
           what, "%d\n%s" % (status, run.said))


def port_taken():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        sock.listen()
        port = str(sock.getsockname()[1])
        says("a port that is taken", "port %s .* is taken .*--port" % port,
             BUILD + "/travaux", "serve", "--index", INDEX, "--port", port)


def elsewhere():
    """Installed in one place, moved to another."""
    root = os.path.join(WORK, "moved")
    for name, folder in (("travaux", "bin"), ("travaux.cgi",
                                              "libexec/travaux")):
        os.makedirs(os.path.join(root, folder))
        shutil.copy2(os.path.join(BUILD, name), os.path.join(root, folder))
    path = root + "/bin:" + os.environ["PATH"]
    shows("found where it was moved to, by a name in PATH", "travaux",
          "serve", "--index", INDEX, path=path)
    os.rename(root + "/libexec", root + "/gone")
    if not os.path.exists("/usr/local/libexec/travaux/travaux.cgi") and \
            not shutil.which("travaux.cgi"):
        says("no travaux.cgi", "cannot find travaux.cgi: .*PATH",
             root + "/bin/travaux", "serve", "--index", INDEX)


def bundle():
    words = [BUILD + "/travaux", "bundle"]
    files = [os.path.join(WORK, name) for name in ("s", "p", "x.travaux")]
    quiet = {"check": True, "stdout": subprocess.DEVNULL,
             "stderr": subprocess.DEVNULL}
    subprocess.run(words + ["keygen", "--secret", files[0], "--public",
                            files[1], "--no-passphrase"], **quiet)
    subprocess.run(words + ["pack", "--index", INDEX, "--secret", files[0],
                            "-o", files[2]], **quiet)
    shows("a bundle", BUILD + "/travaux", "serve", "--index", files[2],
          "--trust", files[1])


def swapped():
    """The index is a link, which leads elsewhere while it is served."""
    link = os.path.join(WORK, "link")
    os.symlink(INDEX, link)
    run = OnTerminal(BUILD + "/travaux", "serve", "--index", link)
    found = run.expect(r"(http://127\.0\.0\.1:(\d+)/\S*)")
    page(found.group(1))
    os.symlink("/nowhere", link + ".new")
    os.rename(link + ".new", link)
    try:
        page(found.group(1))
        status = 200
    except urllib.error.HTTPError as error:
        status = error.code
    run.type("\x03")
    result(status == 503 and run.end() == 0, "a link is followed anew",
           "%d\n%s" % (status, run.said))


def main():
    os.makedirs(TMP)
    os.environ["XDG_STATE_HOME"] = os.path.join(WORK, "state")
    shows("beside the program, as built", BUILD + "/travaux", "serve",
          "--index", INDEX)
    port_taken()
    says("no index", "no index at", BUILD + "/travaux", "serve", "--index",
         "/nowhere", wanted=3)
    elsewhere()
    bundle()
    swapped()
    print("1..%d" % count)


main()
