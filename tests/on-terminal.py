# SPDX-License-Identifier: GPL-2.0-or-later
"""Run a command with a terminal as its standard output, and print what it
writes there. usage: on-terminal.py COMMAND..."""
import os
import pty
import sys


def main():
    child, fd = pty.fork()
    if child == 0:
        os.execvp(sys.argv[1], sys.argv[1:])
    while True:
        try:
            piece = os.read(fd, 65536)
        except OSError:
            break
        if not piece:
            break
        sys.stdout.buffer.write(piece)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


sys.exit(main())
