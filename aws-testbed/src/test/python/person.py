"""Types a command at a terminal as a person does who agrees: `person.py WORD…`. Tells what was shown, answers
each question that ends in (y/n) with y, and ends as the command does."""

import os
import pty
import sys

QUESTION = b"(y/n)"
answered = 0
shown = b""


def read(terminal):
    global answered, shown
    told = os.read(terminal, 4096)
    shown += told
    while shown.count(QUESTION) > answered:
        answered += 1
        os.write(terminal, b"y\n")
    return told


sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], read)))
