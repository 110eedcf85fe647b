"""A person at a terminal who types a command, `agree.py COMMAND WORD…`, and agrees to whatever it asks."""

import os
import pty
import sys

QUESTION = b"[y/N]"


def answered(terminal):
    said = os.read(terminal, 4096)
    if QUESTION in said:
        os.write(terminal, b"y\n")
    return said


sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], answered)))
