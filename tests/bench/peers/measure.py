# SPDX-License-Identifier: GPL-2.0-or-later
"""Running a command: its wall and processor time, and the peak of its memory.

Memory is that of all its processes together, what is shared counted once and
what is only mapped from files left out: what the machine must have.
"""
import os
import subprocess
import threading
import time


class Failed(Exception):
    """A command that failed, with the end of what it said."""


def _children():
    """Process ids by parent."""
    table = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open("/proc/%s/stat" % name, encoding="latin-1") as stat:
                parent = stat.read().rsplit(")", 1)[1].split()[1]
        except OSError:
            continue
        table.setdefault(int(parent), []).append(int(name))
    return table


def _memory(pid):
    """Kilobytes of a process that no file backs, its part of the shared."""
    total = 0
    try:
        with open("/proc/%d/smaps_rollup" % pid, encoding="ascii") as lines:
            for line in lines:
                if line.startswith(("Pss_Anon:", "Pss_Shmem:")):
                    total += int(line.split()[1])
    except OSError:
        pass
    return total


class _Watch(threading.Thread):
    """The peak of a process and all below it, looked at now and then."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.over = pid, 0, threading.Event()

    def run(self):
        while not self.over.wait(0.1):
            table, todo, total = _children(), [self.pid], 0
            while todo:
                pid = todo.pop()
                total += _memory(pid)
                todo += table.get(pid, [])
            self.peak = max(self.peak, total)


def run(command, watch=False, env=None, output=False):
    """wall and cpu in seconds, rss in MB, and what it printed."""
    begin = time.perf_counter()
    child = subprocess.Popen(
        command, env=dict(os.environ, **(env or {})),
        stdin=subprocess.DEVNULL, stderr=subprocess.STDOUT,
        stdout=subprocess.PIPE)
    watcher = _Watch(child.pid) if watch else None
    if watcher:
        watcher.start()
    said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - begin
    child.returncode = os.waitstatus_to_exitcode(status)
    if watcher:
        watcher.over.set()
        watcher.join()
    if child.returncode not in (0, 1 if not output else 0):
        raise Failed("%s: %s" % (" ".join(command)[:200],
                                 said[-400:].decode("utf-8", "replace")))
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime,
            "memory": watcher.peak / 1024 if watcher else 0,
            "said": said.decode("utf-8", "replace")}


def size(path):
    """Bytes of a file, or of all files in a folder."""
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, name))
               for folder, _, names in os.walk(path) for name in names)


def share(values, part):
    """The value below which that part of them is."""
    values = sorted(values)
    return values[min(len(values) - 1, int(part * len(values)))]
