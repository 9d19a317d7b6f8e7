# SPDX-License-Identifier: GPL-2.0-or-later
"""Examples as they are printed: of a manual page (lines ".Dl $ ..."), of the
help of a command (after "Examples:"), of README and plain texts (indented
lines that run travaux). One a line, continued lines joined."""
import re
import sys


def of_manual(text):
    escapes = {r'\(aq': "'", r'\(dq': '"', r'\-': '-', r'\&': '', r'\e': '\\'}
    for line in text.splitlines():
        if line.startswith('.Dl $ '):
            for name, letter in escapes.items():
                line = line.replace(name, letter)
            yield line[6:]


def of_help(text):
    for line in text.partition('Examples:\n')[2].splitlines():
        if line.startswith('  '):
            yield line[2:]


def of_text(text):
    text = re.sub(r'\\\n *', '', text)
    for line in text.splitlines():
        found = re.match(r'    +(?:\$ )?((?:travaux|export).*)', line)
        if found:
            yield found.group(1)


how = {'manual': of_manual, 'help': of_help, 'text': of_text}[sys.argv[1]]
for example in how(sys.stdin.read()):
    print(example)
