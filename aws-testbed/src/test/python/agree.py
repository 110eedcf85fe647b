"""A person at a terminal who types a command, `agree.py COMMAND WORD…`, and agrees to whatever it asks. The name
of the plan is in the variable PLAN_NAME."""

import os
import pty
import sys

QUESTION = b"[y/N]"
NAME = b"type the plan's name to go on:"


def answered(terminal):
    said = os.read(terminal, 4096)
    if QUESTION in said:
        os.write(terminal, b"y\n")
    if NAME in said:
        os.write(terminal, os.environb[b"PLAN_NAME"] + b"\n")
    return said


sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], answered)))
