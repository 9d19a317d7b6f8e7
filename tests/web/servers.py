# SPDX-License-Identifier: GPL-2.0-or-later
"""The web servers that travaux.cgi(8) has configurations for, run by tests.

Each is started as a process of the caller on a free port of loopback, in a
folder of its own, with the configuration that stands in the manual page; only
paths are put in, and what a server needs around it to run at all.
"""
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

PATH = os.environ.get("PATH", "/usr/bin:/bin") + ":/usr/sbin:/usr/local/sbin"


def program(name):
    return shutil.which(name, path=PATH)


def examples(manual):
    """The literal displays of a manual page, by the first word before each."""
    found, word, text = {}, "", None
    for line in open(manual, encoding="utf-8"):
        if line.startswith(".Bd -literal"):
            text = ""
        elif line.startswith(".Ed"):
            found[word], text = text, None
        elif text is not None:
            text += line.replace("\\e", "\\")
        elif re.match(r"[A-Za-z]", line):
            word = re.split(r"[ ,:]", line)[0]
    return found


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


class Web:
    """What answers on a port: `port`, `script` (path of travaux.cgi there)."""

    def __init__(self, name, work):
        self.name, self.work = name, work
        self.port = free_port()
        self.script = "/travaux.cgi"
        self.children = []
        os.makedirs(work, exist_ok=True)
        self.log = open(self.path("log"), "wb")

    def path(self, name):
        return os.path.join(self.work, name)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def run(self, *words):
        self.children.append(subprocess.Popen(
            words, stdin=subprocess.DEVNULL, stdout=self.log,
            stderr=self.log, start_new_session=True))

    def wait(self):
        """Until it answers; an error where it ended, or takes too long."""
        for _ in range(400):
            if any(child.poll() is not None for child in self.children):
                break
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        self.stop()
        raise RuntimeError(self.name + " does not start: " + self.logged())

    def logged(self):
        """What the servers and the program said in their logs."""
        text = ""
        for name in ("log", "error.log"):
            if os.path.exists(self.path(name)):
                with open(self.path(name), errors="replace") as file:
                    text += file.read()
        return text

    def stop(self):
        for child in self.children:
            child.terminate()
        for child in self.children:
            child.wait()
            # fcgiwrap leaves its own children behind.
            try:
                os.killpg(child.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        self.log.close()

    def ask(self, path="", query="", method="GET", timeout=60, **headers):
        """Status, headers, body; what was not sent whole is an error."""
        address = self.script + path + ("?" + query if query else "")
        return ask(self.port, address, method, timeout, headers)


class Nginx(Web):
    """nginx with `outside` in its http block, `inside` in its server."""

    def __init__(self, work, outside, inside):
        super().__init__("nginx", work)
        self.serve(outside, inside)
        self.wait()

    def serve(self, outside, inside):
        folders = "".join(
            f"{kind}_temp_path {self.path(kind)};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        self.run(program("nginx"), "-p", self.work, "-e",
                 self.path("error.log"), "-c", self.write("conf", f"""
daemon off;
master_process off;
worker_processes 1;
pid {self.path('pid')};
events {{ worker_connections 256; }}
http {{
{folders}access_log off;
{outside}
server {{
listen 127.0.0.1:{self.port};
{inside}
}}
}}
"""))


class Server(Nginx):
    """A server with the manual's configuration of its name; with `patient`
    (lighttpd alone) requests may take as long as a slow machine makes them."""

    def __init__(self, name, manual, cgi, index, work, patient=False):
        Web.__init__(self, name, work)
        self.cgi = cgi
        text = examples(manual)[name]
        text = text.replace("/usr/local/libexec/travaux/travaux.cgi", cgi)
        text = text.replace("/usr/local/libexec/travaux", os.path.dirname(cgi))
        text = text.replace("/srv/travaux/index", index)
        if patient:
            text = text.replace('"TRAVAUX_INDEX"', '"TRAVAUX_CGI_CPU" => "100",'
                                ' "TRAVAUX_CGI_WALL" => "200",'
                                ' "TRAVAUX_INDEX"')
        getattr(self, "start_" + name.lower())(text)
        self.wait()

    def start_lighttpd(self, text):
        self.run(program("lighttpd"), "-D", "-f", self.write("conf", f"""
server.bind = "127.0.0.1"
server.port = {self.port}
server.document-root = "{self.work}"
server.upload-dirs = ( "{self.work}" )
server.errorlog = "{self.path('error.log')}"
server.breakagelog = "{self.path('error.log')}"
{text}"""))

    def start_apache(self, text):
        modules = "/usr/lib/apache2/modules"
        loads = "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n"
                        for name in ("mpm_event", "authz_core", "alias",
                                     "env", "cgid"))
        self.run(program("apache2"), "-D", "FOREGROUND", "-f",
                 self.write("conf", f"""{loads}
ServerRoot {self.work}
ServerName 127.0.0.1
DefaultRuntimeDir {self.work}
Listen 127.0.0.1:{self.port}
PidFile {self.path('pid')}
ScriptSock {self.path('cgid.socket')}
ErrorLog {self.path('error.log')}
DocumentRoot {self.work}
{text}"""))

    def start_nginx(self, text):
        at = self.path("fcgiwrap.socket")
        text = text.replace("/run/fcgiwrap.socket", at)
        text = text.replace("include fastcgi_params",
                            "include /etc/nginx/fastcgi_params")
        self.run(program("fcgiwrap"), "-f", "-c", "4", "-s", "unix:" + at)
        self.serve("", text)

    def start_busybox(self, text):
        folder = os.path.join(self.work, "cgi-bin")
        os.makedirs(folder, exist_ok=True)
        os.symlink(self.cgi, os.path.join(folder, "travaux.cgi"))
        text = text.replace("127.0.0.1:8080", f"127.0.0.1:{self.port}")
        text = text.replace("/srv/www", self.work)
        self.script = "/cgi-bin/travaux.cgi"
        self.run("/bin/sh", "-c",
                 text.replace(" busybox httpd", " exec busybox httpd"))


def ask(port, address, method="GET", timeout=60, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout)
    try:
        connection.request(method, address, headers={
            name.replace("_", "-"): value
            for name, value in (headers or {}).items()})
        reply = connection.getresponse()
        return reply.status, reply.headers, reply.read()
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit("a module for the tests beside it")
