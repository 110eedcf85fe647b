"""Simulated: that a change takes its time. What was accepted holds some looks later."""

# How many answers still show the state before; a client that believes the first one is found out.
LOOKS = 2


def begin(thing, finish):
    """From the look after the next LOOKS on, `thing` is as `finish` makes it. A change that was
    under way is replaced."""
    thing.looks = LOOKS
    thing.then = finish


def begin_until(is_true, thing, finish):
    """As `begin`, but not before `is_true`."""
    begin(thing, lambda it: finish(it) if is_true() else begin_until(is_true, it, finish))


def look(things):
    """One look at each of them: every change comes one look nearer."""
    for thing in list(things):
        if thing.then is None:
            continue
        if thing.looks > 0:
            thing.looks -= 1
            continue
        finish, thing.then = thing.then, None
        finish(thing)


def take_time(kind):
    """Lets the things of a class of moto change slowly."""
    kind.looks = 0
    kind.then = None
