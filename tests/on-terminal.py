# SPDX-License-Identifier: GPL-2.0-or-later
"""Run a command with a terminal as its standard input and output, and print
what it writes there. usage: on-terminal.py [--type LINE]... COMMAND...

Each line is typed when the command has asked: when what it wrote last ends in
": " or "] "."""
import os
import pty
import sys


def main():
    arguments, lines = sys.argv[1:], []
    while len(arguments) > 1 and arguments[0] == "--type":
        lines.append(arguments[1])
        arguments = arguments[2:]
    child, fd = pty.fork()
    if child == 0:
        os.execvp(arguments[0], arguments)
    written = b""
    while True:
        try:
            piece = os.read(fd, 65536)
        except OSError:
            break
        if not piece:
            break
        sys.stdout.buffer.write(piece)
        written = (written + piece)[-2:]
        if lines and written in (b": ", b"] "):
            os.write(fd, lines.pop(0).encode() + b"\n")
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


sys.exit(main())
