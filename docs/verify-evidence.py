#!/usr/bin/env python3
"""Verifies the folders of Lifeboat runs as docs/evidence.md says; needs nothing but Python 3.8.

Usage: verify-evidence.py [--key ed25519:HEX] FOLDER...     one line a folder, then one for each gap between them
A folder that holds those of runs stands for all of them that are sealed.
Exit code: 0 all intact and signed by KEY, 4 intact but the signer is not known, 1 one is broken or missing, 2 bad usage.
"""
import hashlib, json, os, re, stat, sys
from datetime import datetime, timedelta

class Broken(Exception): pass

def need(right, file, why, line=None):
    if not right: raise Broken("%s%s %s" % (file, "" if line is None else ":%d" % line, why))

# Ed25519 (RFC 8032, 5.1.7), in extended coordinates
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
def add(a, b):
    m, n, c, z = (a[1]-a[0]) * (b[1]-b[0]), (a[1]+a[0]) * (b[1]+b[0]), 2 * D * a[3] * b[3], 2 * a[2] * b[2]
    e, f, g, h = n - m, z - c, z + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P
def times(k, a):
    sum = (0, 1, 1, 0)
    for bit in bin(k)[2:]: sum = add(add(sum, sum), a) if bit == "1" else add(sum, sum)
    return sum
def point(raw):
    y = int.from_bytes(raw, "little") & (1 << 255) - 1
    square = (y*y - 1) * pow(D*y*y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x*x - square) % P: x = x * pow(2, (P - 1) // 4, P) % P
    if (x*x - square) % P or y >= P or x == 0 and raw[31] >> 7: raise ValueError("no point")
    return (x if x & 1 == raw[31] >> 7 else P - x, y, 1, (x if x & 1 == raw[31] >> 7 else P - x) * y % P)
def signed(key, message, signature):
    try: a, r = point(key), point(signature[:32])
    except ValueError: return False
    s = int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    one, two = times(s, point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))), add(r, times(k, a))
    return s < L and not any((one[i] * two[2] - two[i] * one[2]) % P for i in (0, 1))

# JSON in its one spelling; a number stays the text that it is
class Num(str): pass
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.(0|[0-9]*[1-9]))?(E-?[1-9][0-9]*)?")
SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
def dump(v, depth=0):
    if depth > 64: raise ValueError("nested too deep")
    if isinstance(v, Num):
        if not NUMBER.fullmatch(v): raise ValueError("number not in its one spelling")
        return v
    if isinstance(v, str):
        return '"%s"' % re.sub('["\\\\\x00-\x1f\ud800-\udfff]', lambda m: SHORT.get(m[0]) or "\\u%04X" % ord(m[0]), v)
    if isinstance(v, dict): return "{%s}" % ",".join(dump(k) + ":" + dump(x, depth + 1) for k, x in v.items())
    if isinstance(v, list): return "[%s]" % ",".join(dump(x, depth + 1) for x in v)
    return {None: "null", True: "true", False: "false"}[v]
def unique(pairs):
    if len(dict(pairs)) < len(pairs): raise ValueError("a name twice")
    return dict(pairs)
def strict(raw, file, line=None):
    try:
        v = json.loads(raw.decode("utf-8"), object_pairs_hook=unique, parse_int=Num, parse_float=Num)
        if dump(v) != raw.decode("utf-8"): raise ValueError("not in its one spelling")
        return v
    except (ValueError, RecursionError, KeyError) as wrong: raise Broken("%s%s is misspelled: %s" % (file, "" if line is None else ":%d" % line, wrong))

# The journal: chain, events, and what the engine never does
EVENTS = {kind: fields for kind, *fields in map(str.split, """RunOpened run planSha256 runbook epoch by reason ?writerEpoch ?predecessors
StepStarted step|StepPending step why|PursuitIntended step attempt|PromotionIntended step attempt region epoch fences
PursuitFailed step attempt code why retry|FenceOverridden step by reason unproven atRisk|LossAccepted step by reason atRisk|StepMet step proof|StepLost step why|StepFailed step code why
Asked step question|Answered step approved by|CancelRequested by|UndoBegun why epoch|PersonNeeded code why|Paused by
Resumed by|RunEnded outcome why|Sealed files""".replace("|", "\n").split("\n"))}
def journal(raw):
    *lines, torn = raw.split(b"\n")
    before, left, events = "0" * 64, "0", []
    for n, raw in enumerate(lines, 1):
        line = strict(raw, "journal.jsonl", n)
        need(isinstance(line, dict) and list(line) == "sequence at previous more event".split()
             and isinstance(line["event"], dict), "journal.jsonl", "is no entry", n)
        need(line["sequence"] == str(n - 1) and line["previous"] == before, "journal.jsonl", "breaks the chain", n)
        need(line["more"] == left if left != "0" else re.fullmatch("[0-9]+", str(line["more"])), "journal.jsonl", "breaks its append", n)
        event = line["event"]
        known = [f.lstrip("?") for f in EVENTS.get(str(event.get("event")), []) if f[0] != "?" or f[1:] in event]
        need(known and list(event)[1:] == known, "journal.jsonl", "is no event", n)
        at = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.([0-9]{1,9}))?Z", str(line["at"]))
        need(at, "journal.jsonl", "has no time", n)
        try: events.append({**event, "at": time("%s.%sZ" % (at[1], (at[2] or "").ljust(6, "0")[:6]))})
        except ValueError: need(False, "journal.jsonl", "has no time", n)
        before, left = hashlib.sha256(raw).hexdigest(), str(max(0, int(line["more"]) - 1))
        whole = line["more"] == "0"
    need(lines and whole and not torn, "journal.jsonl", "is not whole", len(lines) + 1)
    return events, before
PREDECESSORS = {"First": [], "Sealed": ["run", "epoch", "seal"], "Dropped": ["run", "epoch", "by"], "Unsealed": ["from", "until"], "Unread": ["why"]}
def lineage(opened):
    # what the opening says of the runs before it; none where no chain is kept
    said = opened.get("predecessors") or []
    for one in said:
        if list(one)[1:] != PREDECESSORS[one["predecessor"]] or list(one)[0] != "predecessor": raise ValueError("a predecessor's fields")
        for name in one:
            if name in ("epoch", "from", "until"): one[name] = whole(one[name], 2)
            elif name in ("by", "why"): text(one[name])
            elif name in ("run", "seal") and not re.fullmatch("[a-z0-9][a-z0-9-]{0,63}" if name == "run" else "[0-9a-f]{64}", one[name]): raise ValueError("no " + name)
    kinds, own, top, runs = [one["predecessor"] for one in said], int(opened["epoch"]), 1, [opened["run"]]
    if kinds in ([], ["Unread"]) or kinds == ["First"] and own == 2: return said
    for one, before in zip(said, [None] + kinds):
        right = {"Sealed": one.get("epoch", 0) > top and before != "Unsealed", "Dropped": one.get("epoch") == top + 1, "Unsealed": one.get("from") == top + 1 and before != "Unsealed"}
        if not right.get(one["predecessor"]) or one.get("run") in runs: raise ValueError("a run before it is left out or there twice")
        top = one.get("epoch") or one["until"]
        runs += [one["run"]] if "run" in one else []
    if top != own - 1: raise ValueError("a run before it is left out")
    return said
def rules(events):
    steps, state, asks, begun, phase, undoing, past = {}, {}, {}, [], "forward", False, False
    goal = lambda s: s["goal"] if s["step"] == "Reach" else {"goal": None}
    def before(s):
        found, open = {}, list(s["after"])
        for i in open:
            if i not in found: found[i] = steps[i]; open += steps[i]["after"]
        return list(found.values())
    def put(s): steps[s["id"]], state[s["id"]], asks[s["id"]] = s, "waiting", 0
    for n, e in enumerate(events, 1):
        kind, i, ok = e["event"], e.get("step"), True
        s, at = steps.get(i), state.get(i)
        free = s and all(state[a] == "met" for a in s["after"])
        if n == 1:
            ok, book, epoch, current = kind == "RunOpened", e.get("runbook"), int(e.get("epoch", 0)), []
            if ok: e["predecessors"] = lineage(e)
            for s in book["steps"] if ok else []:
                ok &= s["id"] not in steps and all(a in steps for a in s["after"])
                need(ok, "journal.jsonl", "opens no run", 1)
                ok &= goal(s)["goal"] != "Promoted" or any(goal(f)["goal"] == "Fenced" and goal(f)["region"] != goal(s)["region"]
                    and goal(f)["resource"] == goal(s)["resource"] for f in before(s))
                put(s); current.append(s["id"])
        elif phase == "ended": ok = kind == "Sealed" and n == len(events)
        elif phase == "paused" and kind != "Resumed" or phase == "person" and kind in ("StepStarted", "UndoBegun", "RunEnded"): ok = False
        elif "step" in e and not s: ok = False
        elif kind == "StepStarted":
            ok, state[i] = at == "waiting" and free and i in current, "active"
            begun.append(i)
        elif kind == "StepPending": ok = at == "active"
        elif kind in ("PursuitIntended", "PromotionIntended"):
            asks[i] += 1
            ok = at == "active" and free and int(e["attempt"]) == asks[i] and s["step"] == "Reach"
            if kind == "PursuitIntended": ok = ok and goal(s)["goal"] != "Promoted"
            else:
                ok = ok and goal(s)["goal"] == "Promoted" and e["region"] == goal(s)["region"] and int(e["epoch"]) == epoch and e["fences"] \
                    and all(state[f["id"]] == "met" for f in before(s) if goal(f)["goal"] == "Fenced")
                past |= not undoing
        elif kind == "PursuitFailed": ok = at == "active" and int(e["attempt"]) == asks[i]
        elif kind == "StepMet":
            ok, state[i] = at == "active" and s["step"] != "Ask" and (asks[i] > 0 or not (s["step"] == "Reach" and (undoing or goal(s)["goal"] == "Promoted"))), "met"
        elif kind == "FenceOverridden": ok, state[i] = at == "active" and goal(s)["goal"] == "Fenced", "met"
        elif kind == "LossAccepted": ok = goal(s)["goal"] == "Promoted"
        elif kind == "StepLost": ok, state[i] = at == "met", "active"
        elif kind == "StepFailed": ok, state[i] = at == "active", "failed"
        elif kind == "Asked": ok, asks[i] = at == "active" and s["step"] == "Ask", 1
        elif kind == "Answered": ok, state[i] = at == "active" and s["step"] == "Ask", "met" if e["approved"] is True else "failed"
        elif kind == "UndoBegun":
            ok = not past and not undoing and book["mode"] != "failover" and int(e["epoch"]) > epoch
            undoing, phase, epoch, current = True, "undoing", int(e["epoch"]), []
            for s in (steps[b] for b in reversed(begun)):
                for g in s["undo"] if s["step"] == "Reach" else []:
                    name = "undo-" + s["id"] + ("" if len(s["undo"]) == 1 else "-%d" % (s["undo"].index(g) + 1))
                    put({"step": "Reach", "id": name, "goal": g, "after": current[-1:], "undo": []}); current.append(name)
        elif kind in ("PersonNeeded", "Paused"): phase = "person" if kind == "PersonNeeded" else "paused"
        elif kind == "Resumed":
            phase = "undoing" if undoing else "forward"
            state.update({c: "active" for c in current if state[c] == "failed"})
        elif kind == "RunEnded":
            asked = any(state[x] == "failed" and steps[x]["step"] == "Ask" for x in steps)
            ok = {"DONE": not undoing and all(state[c] == "met" for c in current), "UNDONE": undoing and all(state[c] == "met" for c in current),
                  "DECLINED": asked or set(state.values()) <= {"waiting"}}.get(e["outcome"], False)
            phase = "ended"
        else: ok = kind == "CancelRequested"
        need(ok, "journal.jsonl", "cannot follow what stands before it: " + kind, n)

# The canary's log and what it shows; times are whole microseconds
def whole(v, least=1, bits=64):
    if type(v) is not Num or not re.fullmatch("-?[0-9]+", v) or not least <= int(v) < 2 ** (bits - 1): raise ValueError("no such number: %s" % v)
    return int(v)
def text(v):
    if type(v) is not str or not v.strip(): raise ValueError("no text: %s" % v)
    return v
def time(v):
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z", text(v)): raise ValueError("no time: %s" % v)
    return (datetime.strptime(v[:-1], "%Y-%m-%dT%H:%M:%S.%f") - datetime(1970, 1, 1)) // timedelta(microseconds=1)
def canary(raw):
    header, ended, sent, times = None, False, {"n": {}, "r": {}, "h": {}}, []
    for line in raw.split(b"\n")[:-1]:
        e = strict(line, "canary.jsonl"); keys = list(e)
        if ended or (header is None) != (keys[0] == "schema"): raise ValueError("out of order")
        if keys[0] == "schema":
            if (e["schema"], keys[5:], e.get("basis")) not in (("lifeboat.canary/v1", [], None), ("lifeboat.canary/v2", ["basis"], "database")) or keys[:5] != "schema client rate confirm startedAt".split(): raise ValueError("header")
            header = {"basis": e.get("basis"), "client": text(e["client"]), "rate": whole(e["rate"], 1, 32), "confirm": whole(e["confirm"], 1, 32), "startedAt": time(e["startedAt"])}
        elif keys == ["ended"]: ended = True; times.append(time(e["ended"]))
        else:
            of, n = sent[keys[0]], whole(e[keys[0]])
            if keys[0] == "h" and not header["basis"]: raise ValueError("health")
            if keys[1:] in (["sent"], ["notSent", "why"], ["of", "sent"]):
                if n in of or (keys[0] == "r") != (keys[1] == "of") or "why" in e and type(e["why"]) is not str: raise ValueError("sent")
                if "of" in e: whole(e["of"])
                of[n] = (time(e.get("sent", e.get("notSent"))), None if "sent" in e else "notSent", 0)
                times.append(of[n][0])
            else:
                rest = [k for k in ("status", "region", "why") if k in e]
                if keys[1:] != ["answer", "at"] + rest or of[n][1] is not None or time(e["at"]) < of[n][0] \
                        or e["answer"] not in ("acknowledged", "refused", "unknown") or any(type(e[k]) is not str for k in rest if k != "status"): raise ValueError("answer")
                if "status" in e: whole(e["status"], -2**31, 32)
                of[n] = (of[n][0], e["answer"], time(e["at"]))
                times.append(of[n][2])
    if header is None: raise ValueError("no header")
    return header, sorted((n,) + w for n, w in sent["n"].items()), times, sorted((n,) + w for n, w in sent["h"].items())
def numbers(store):
    if store == {"noStore": True}: return None
    if list(store) == ["unread"]: return text(store["unread"]) and None
    if list(store) != ["numbers"]: raise ValueError("no store")
    held, after = set(), -1
    for a, b in store["numbers"]:
        a, b = whole(a, after + 1), whole(b, int(a))
        if b - a >= 5_000_000 - len(held): raise ValueError("too many numbers")
        after = b + 1
        held.update(range(a, b + 1))
    return held
def latest_fault(events):
    # before a run that a fault began; in a planned one once it begins to close the doors to the old side
    book = events[0]["runbook"]
    goals = [(s["id"], s["goal"]) for s in book["steps"] if s["step"] == "Reach"]
    doors = [goal["resource"] for _, goal in goals if goal["goal"] == "Routed"]
    closing = [i for i, goal in goals if goal["goal"] == "Fenced" and goal["resource"] in doors]
    return next((e["at"] for e in events if book["mode"] == "switchover" and e["event"] == "StepStarted" and e["step"] in closing), events[0]["at"])
def measure(raw, held, events):
    header, writes, times, health = canary(raw)
    fault, effect = time(held["faultAt"]), time(held["inEffect"])
    need(header["client"] == held["client"] == events[0]["run"], "held.json", "or the canary's log is of another run")
    need(held["region"] == events[0]["runbook"]["target"], "held.json", "is not of the region that the run moved to")
    need(fault <= latest_fault(events), "held.json", "has the fault later than the journal shows it")
    need(all(abs(at - header["startedAt"]) <= 31 * 86400 * 10**6 for at in times + [fault, effect]), "canary.jsonl", "or held.json has a time more than 31 days from the log's first")
    def back(attempts):
        found, until = 0, None
        for n, at, answer, ended in attempts:
            if at < effect or answer != "acknowledged": found = 0; continue
            if found == 0 or n != last + 1: first, found = ended, 0
            found, last = found + 1, n
            if found == header["confirm"]: until = first; break
        gap, earlier = 0, header["startedAt"]
        for n, at, answer, ended in attempts if until is not None else []:
            if earlier > until: break
            if at > fault: gap = max(gap, at - earlier)
            earlier = at
        silent = gap * 1000 > max(10**9, 20 * 10**9 // header["rate"])
        return None if until is None or silent or header["startedAt"] > fault else until - fault
    rto = header["database"] = back(writes)
    if header["basis"]:
        # both or nothing: the later of the two
        header["health"] = back(health)
        rto = None if None in (rto, header["health"]) else max(rto, header["health"])
    count = lambda *words: sum(answer in words for _, _, answer, _ in writes)
    stores = [held["rows"], held["objects"]]
    rows, objects = map(numbers, stores)
    shown = dict(acknowledged=count("acknowledged"), refused=count("refused"), unknown=count("unknown", None), surviving=None, lost=None, lostBy=None, lostNumbers=None)
    if any("unread" in s for s in stores) or all("noStore" in s for s in stores): return header, rto, None, shown
    acknowledged = {n: ended for n, _, answer, ended in writes if answer == "acknowledged"}
    gone = [[n for n in acknowledged if kept is not None and n not in kept] for kept in (rows, objects)]
    lost = sorted(set(gone[0] + gone[1]))
    shown.update(surviving=len(acknowledged) - len(lost), lost=len(lost), lostNumbers=lost, lostBy={"database": len(gone[0]), "bucket": len(gone[1])})
    if any(acknowledged[n] > effect for n in lost) or all(at < fault for at in times): return header, rto, None, shown
    return header, rto, max(1, effect - min(acknowledged[n] for n in lost)) if lost else 0, shown

# As much of YAML 1.2 as plans are written in: a mapping is a list of pairs, a sequence a tuple. All else is refused
PLAIN = r"(?![][{},&*!|>'\"%%@`#]|[-?:](?:\s|$))(?:[^\s:#%s]|:(?=[^\s%s])|(?<=\S)#|[ \t](?=[ \t]*[^\s#]))+"
class Yaml:
    SPACE, BLOCK, FLOW = (re.compile(form) for form in (r"(?:\s|(?<!\S)#[^\n]*)*", PLAIN % ("", ""), PLAIN % (r"\]\[{},", r"\]\[{},")))
    QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""", re.S)
    KEY, DASH, REST = (re.compile(form) for form in (r"[ \t]*:(?=\s|$)", r"-(?=\s|$)", r"[ \t]*(?:#[^\n]*)?(?:\r?\n|$)"))
    def __init__(self, text): self.text, self.at = text, 0
    def take(self, form):
        found = re.compile(form).match(self.text, self.at)
        if found: self.at = found.end()
        return found and found[0]
    def must(self, right):
        if not right: raise ValueError("line %d is beyond this script" % (self.text.count("\n", 0, self.at) + 1))
        return right
    def next(self):
        self.take(self.SPACE)
        return self.text[self.at:self.at + 1]
    def column(self):
        if not self.next(): return -1
        before = self.text[self.text.rfind("\n", 0, self.at) + 1:self.at]
        self.must(before.strip() or "\t" not in before)
        return len(before)
    def looking(self, form): return form.match(self.text, self.at) is not None
    def scalar(self, plain):
        quoted = self.take(self.QUOTED)
        if not quoted: return self.must(self.take(plain)).strip()
        folded = re.sub(r"[ \t]*\r?\n[ \t]*", " ", quoted)
        return folded[1:-1].replace("''", "'") if quoted[0] == "'" else json.loads(folded)
    def document(self):
        self.next()
        self.take(r"---(?=\s)")
        root = self.node(-1, True, 0)
        self.must(not self.next())
        return root
    def node(self, parent, fresh, depth):
        at, start = self.column(), self.at  # fresh: where a block may begin, which is not behind a key
        self.must(depth <= 32)
        if at <= parent: return None
        if self.text[start] in "[{": return self.flow(depth)
        if self.text[start] in "|>": return self.must(self.take(r"[|>][-+0-9]*(?=\s)[ \t]*(?:#[^\n]*)?(?:\r?\n(?:[ \t\r]*(?=\n|\Z)| {%d}[^\n]*))*(?=\r?\n|\Z)" % (parent + 1)))
        if fresh and self.looking(self.DASH): return self.sequence(at, depth)
        value = self.scalar(self.BLOCK)
        if self.looking(self.KEY):
            self.must(fresh)
            self.at = start
            return self.mapping(at, depth)
        while self.text[start] not in "\"'" and self.looking(re.compile(r"[ \t]*\r?\n\s*[^\s#]")):
            end = self.at
            if self.column() <= parent: self.at = end; break
            value += " " + self.must(self.take(self.BLOCK)).strip()
        self.must(not self.looking(self.KEY))
        return value
    def mapping(self, at, depth):
        pairs = []
        while self.column() == at:
            key = self.scalar(self.BLOCK)
            self.must(self.take(self.KEY))
            below = self.looking(self.REST)
            dash = below and self.column() == at and self.looking(self.DASH)
            pairs.append((key, self.sequence(at, depth + 1) if dash else self.node(at, below, depth + 1)))
        self.must(self.column() < at)
        return pairs
    def sequence(self, at, depth):
        items = []
        while self.column() == at and self.take(self.DASH): items.append(self.node(at, True, depth + 1))
        return tuple(items)
    def flow(self, depth):
        close, items = "]" if self.take(r"\[") else self.must(self.take(r"\{")) and "}", []
        value = lambda: self.flow(depth + 1) if self.must(self.next()) in "[{" else self.scalar(self.FLOW)
        self.must(depth <= 32)
        while self.next() != close:
            key = value() if close == "]" else self.scalar(self.FLOW)
            if close == "}": key = (key, value() if self.next() == ":" and self.take(":") and self.next() not in ",}" else None)
            items.append(key)
            self.must(self.next() == close or self.take(","))
        self.at += 1
        return tuple(items) if close == "]" else items
def nanos(text):
    found = re.fullmatch("([0-9]{1,9})(ms|s|m|h|d)", text)
    if found: return int(found[1]) * {"ms": 1, "s": 1000, "m": 60000, "h": 3600000, "d": 86400000}[found[2]] * 10**6
    found = re.fullmatch(r"P(?=[0-9T])(?:([0-9]{1,4})D)?(?:T(?=[0-9])(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?(?:([0-9]{1,9})(?:\.([0-9]{1,9}))?S)?)?", text)
    if not found and text != "0": raise ValueError("no duration: %s" % text)
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[:4]) if found else (0, 0, 0, 0)
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 10**9 + int(((found and found[5]) or "").ljust(9, "0"))
TIERS = {"premium": ("15m", "5m"), "standard": ("60m", "15m"), "basic": ("240m", "60m")}
def objectives(plan, workload):
    def one(node, name):
        if type(node) is not list or len({key for key, _ in node}) < len(node) or name not in dict(node): raise ValueError("no " + name)
        return dict(node)[name]
    try:
        node = Yaml(plan.decode("utf-8-sig")).document()
        for name in ("workloads", workload): node = one(node, name)
        usual = dict(zip(("rto", "rpo"), TIERS[one(node, "tier")])) if "tier" in dict(node) else {}
        said = one(node, "objectives") if "objectives" in dict(node) or not usual else []
        rto, rpo = (nanos(usual[name] if name in usual and name not in dict(said) else one(said, name)) for name in ("rto", "rpo"))
        if rto < 10**6 or max(rto, rpo) > 3650 * 86400 * 10**9: raise ValueError("out of bounds")
        return rto, rpo
    except (ValueError, KeyError, TypeError, RecursionError) as wrong: raise Broken("plan.yaml gives the workload no objectives: %s" % wrong)
def rehearsal(plan):
    def keys(node):
        if type(node) is not list or len({key for key, _ in node}) < len(node): raise ValueError("no keys, or one twice")
        return dict(node)
    try:
        of = keys(Yaml(plan.decode("utf-8-sig")).document())
        for name in ("lab", "rehearses"):
            if name not in of: return None
            of = keys(of[name])
        name, sha256, standins = of.get("plan"), of.get("sha256"), of.get("standIns", ())
        if type(standins) is not tuple or not all(re.fullmatch("[a-z][a-z0-9-]{0,40}", it) for it in (name, *standins)) or not re.fullmatch("[0-9a-f]{64}", sha256): raise ValueError("no such rehearsal")
        return {"plan": name, "planSha256": sha256, "dataPathAlone": standins != (), "standIns": list(standins)}
    except (ValueError, TypeError, RecursionError) as wrong: raise Broken("plan.yaml says in no form what it rehearses: %s" % wrong)

# The ledger: what exists on the old side alone, and whether it is what the canary lost
def keys(v, *names): return isinstance(v, dict) and list(v) == list(names)
def texts(*values): return all(type(v) is str for v in values)
def ledger(raw, run):
    *lines, torn = raw.split(b"\n")
    need(lines and not torn, "ledger.jsonl", "does not end with a line feed", len(lines) + 1)
    head, *entries = (strict(line, "ledger.jsonl", n) for n, line in enumerate(lines, 1))
    row = lambda v: v is None or isinstance(v, dict) and all(x is None or type(x) is str for x in v.values())
    need(keys(head, *"schema run region client canaryRows canaryObjects stores".split()) and head["schema"] == "lifeboat.ledger/v1"
         and texts(head["run"], head["region"], head["client"]) and isinstance(head["stores"], list), "ledger.jsonl", "has no header", 1)
    for name, fields in (("canaryRows", "database table client number"), ("canaryObjects", "bucket prefix")):
        need(head[name] is None or keys(head[name], *fields.split()) and texts(*head[name].values()), "ledger.jsonl", "has no header", 1)
    for store in head["stores"]:
        more = [k for k in ("readBy", "uncovered") if isinstance(store, dict) and k in store]  # not in ledgers of earlier versions
        need(keys(store, *"store kind beyond unknownBeyond why oldFiles".split(), *more) and texts(*(store[k] for k in more)) and store.get("readBy", "log") in ("log", "comparison", "log and comparison", "history") and texts(store["store"], store["beyond"]) and store["kind"] in ("database", "bucket")
             and (store["oldFiles"] is None or texts(store["oldFiles"])) and (store["unknownBeyond"] is None and store["why"] is None or texts(store["unknownBeyond"], store["why"])), "ledger.jsonl", "has no header", 1)
    for n, e in enumerate(entries, 2):
        if isinstance(e, dict) and "bucket" in e:
            need(keys(e, *"bucket object version marker".split()) and texts(e["bucket"], e["object"], e["version"]) and type(e["marker"]) is bool, "ledger.jsonl", "is no entry", n)
        else:
            need(keys(e, *"database table change key generated business old new untold committedAt transaction lsn".split())
                 and texts(*(e[k] for k in "database table change committedAt transaction lsn".split())) and row(e["old"]) and row(e["new"])
                 and all(isinstance(e[k], list) and texts(*e[k]) for k in "key generated business untold".split()), "ledger.jsonl", "is no entry", n)
    need(head["run"] == run == head["client"], "ledger.jsonl", "is of another run", 1)
    return head, entries
def compared(head, entries, raw, held):
    # (acknowledged writes of the canary in the ledger, whether both tell one story); None when nobody can tell
    rows, objects, stores = head["canaryRows"], head["canaryObjects"], [held["rows"], held["objects"]]
    if any(s["unknownBeyond"] is not None for s in head["stores"]) or any("unread" in s for s in stores) or all("noStore" in s for s in stores): return None
    if rows is None and "noStore" not in stores[0] or objects is None and "noStore" not in stores[1]: return None
    number = lambda text: int(text) if re.fullmatch("[0-9]{1,18}", text) else -1
    listed = [set(), set()]
    for e in entries:
        if "bucket" in e:
            if objects and e["bucket"] == objects["bucket"] and e["object"].startswith(objects["prefix"]):
                listed[1].add(number(e["object"].split("/")[-1].split(".")[0]))
        elif rows and e["database"] == rows["database"] and e["table"] == rows["table"]:
            values = e["new"] if e["new"] is not None else e["old"] or {}
            if values.get(rows["client"]) == head["client"]: listed[0].add(number(values.get(rows["number"]) or ""))
    answers = {n: answer for n, _, answer, _ in canary(raw)[1]}
    acknowledged = {n for n in answers if answers[n] == "acknowledged"}
    lost = [acknowledged - kept if kept is not None else set() for kept in map(numbers, stores)]
    return len((listed[0] | listed[1]) & acknowledged), all(
        gone <= found and all(answers.get(n, "never sent") in told for n in found - gone) for gone, found, told in zip(lost, listed, (("unknown", None), ("unknown", "refused", None))))
def figures(files, events):
    opened, held, result, measured, match = events[0], files.get("held.json"), files.get("result.json"), None, None
    run = opened["run"]
    if "held.json" in files and "canary.jsonl" in files:
        try:
            if list(held) != "schema client region faultAt inEffect rows objects".split() or held["schema"] != "lifeboat.held/v1": raise ValueError("fields")
            if time(held["inEffect"]) < time(held["faultAt"]) or type(held["client"]) is not str or type(held["region"]) is not str: raise ValueError("fields")
            numbers(held["rows"]), numbers(held["objects"])
        except (ValueError, TypeError, KeyError, AttributeError) as wrong: raise Broken("held.json is not lifeboat.held/v1: %s" % wrong)
        try: canary(files["canary.jsonl"])
        except (ValueError, TypeError, KeyError, AttributeError, IndexError, Broken): pass  # nothing may be claimed from a damaged log
        else:
            measured = measure(files["canary.jsonl"], held, events)
    if "ledger.jsonl" in files:
        told = ledger(files["ledger.jsonl"], run)
        if measured: match = compared(*told, files["canary.jsonl"], held)
    if "result.json" not in files: return measured
    planned = objectives(files["plan.yaml"], opened["runbook"]["workload"])
    need(isinstance(result, dict) and result.get("run") == run, "result.json", "is of another run")
    rto, rpo, writes = (result.get(k) if isinstance(result.get(k), dict) else {} for k in ("rto", "rpo", "writes"))
    for name, figure, most in (("rto", rto, planned[0]), ("rpo", rpo, planned[1])):
        need(number(figure, "objectiveSeconds") == (most + 500000) // 10**6 / 1000, "result.json", "claims another objective for %s than plan.yaml" % name)
    if not isinstance(result.get("writes"), dict):
        for figure in (rto, rpo): need(figure.get("seconds", 0) is None and figure.get("met", 0) is None, "result.json", "claims figures without writes")
        need("basis" not in result and "rtoOf" not in result, "result.json", "claims a basis without writes")
    else: claims(result, rto, rpo, writes, measured, planned)
    need(match is None or match[1] or result.get("outcome") != "passed", "result.json", "claims to have passed, and the ledger does not match the canary")
    for n, name in enumerate(("lost", "matchesCanary")) if isinstance(result.get("ledger"), dict) else ():
        claimed, shown = result["ledger"].get(name, "nothing"), match and match[n]
        need(claimed == str(shown) and type(claimed) is Num if type(shown) is int else claimed is shown, "result.json", "claims %s for ledger.%s, ledger and log show %s" % (claimed, name, shown))
    of, told = rehearsal(files["plan.yaml"]), result.get("inLab")
    need(of is not None or "inLab" not in result, "result.json", "claims inLab, and plan.yaml rehearses no other plan")
    need(of is None or isinstance(told, dict) and all(told.get(k) == v for k, v in of.items()), "result.json", "claims another rehearsal than plan.yaml")
    return measured
def number(figure, name):
    claimed = figure.get(name, "nothing")
    return float(claimed) if isinstance(claimed, Num) and set(claimed) & set(".E") else claimed
def claims(result, rto, rpo, writes, measured, planned):
    need(measured, "result.json", "claims figures, and there is no whole canary.jsonl with a held.json")
    for name, figure, micros, most in (("rto", rto, measured[1], planned[0]), ("rpo", rpo, measured[2], planned[1])):
        met = None if micros is None else micros * 1000 <= most
        seconds = None if micros is None else (micros + 500) // 1000 / 1000
        need(number(figure, "seconds") == seconds, "result.json", "claims %s s of %s, the log shows %s" % (figure.get("seconds"), name, seconds))
        need(figure.get("met", "nothing") is met and (met or result.get("outcome") != "passed"), "result.json", "judges %s wrongly" % name)
    need(("basis" in result) == bool(measured[0]["basis"]) and result.get("basis") == measured[0]["basis"] and ("rtoOf" in result) == bool(measured[0]["basis"]), "result.json", "claims another basis than the log")
    for name in ("database", "health") if measured[0]["basis"] else ():
        half, micros = result["rtoOf"].get(name) if isinstance(result["rtoOf"], dict) else None, measured[0][name]
        need(isinstance(half, dict) and number(half, "seconds") == (None if micros is None else (micros + 500) // 1000 / 1000)
             and half.get("met", "nothing") is (None if micros is None else micros * 1000 <= planned[0]), "result.json", "claims %s for rtoOf.%s, the log shows %s" % (half, name, micros))
    for name, shown in measured[3].items():
        claimed = writes.get(name, "nothing")
        if name == "lostBy" and shown and isinstance(claimed, dict): claimed = {k: claimed.get(k) for k in shown}
        need(json.dumps(claimed).replace('"', "") == json.dumps(shown).replace('"', ""), "result.json", "claims %s for writes.%s, the log shows %s" % (claimed, name, shown))

SEAL = re.compile(rb'\{"schema":"lifeboat\.seal/v1","line":"([0-9a-f]{64})","signer":"ed25519:([0-9a-f]{64})","signature":"([0-9a-f]{128})"\}\n')
def verify(folder):
    files = {}
    for name in sorted(os.listdir(folder)):
        info = os.lstat(os.path.join(folder, name))
        need(stat.S_ISREG(info.st_mode) and info.st_size <= 1 << 29, ascii(name)[1:-1], "is no regular file, or too large")
        with open(os.path.join(folder, name), "rb") as file: files[name] = file.read()
    for name in ("journal.jsonl",): need(name in files, name, "is missing")
    events, last = journal(files["journal.jsonl"])
    need(events[-1]["event"] == "Sealed" and isinstance(events[-1]["files"], dict), "journal.jsonl", "does not close the run", len(events))
    need("seal.json" in files, "seal.json", "is missing")
    seal = SEAL.fullmatch(files["seal.json"])
    need(seal, "seal.json", "is misspelled")
    line, signer, signature = (part.decode() for part in seal.groups())
    need(signed(bytes.fromhex(signer), b"lifeboat.seal/v1 " + seal[1], bytes.fromhex(signature)), "seal.json", "is not signed by the key that it names")
    need(line == last, "journal.jsonl", "is not the line that was signed", len(events))
    for name, sha in sorted(events[-1]["files"].items()):
        need(name in files, name, "is missing")
        need(hashlib.sha256(files[name]).hexdigest() == sha, name, "is not what was sealed")
    for name in files: need(name in events[-1]["files"] or name in ("journal.jsonl", "seal.json"), ascii(name)[1:-1], "was not there when the folder was sealed")
    opened = events[0]
    try: rules(events)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as wrong: raise Broken("journal.jsonl is no run: %r" % wrong)
    need("plan.yaml" in files and hashlib.sha256(files["plan.yaml"]).hexdigest() == opened["planSha256"], "plan.yaml", "is not the plan that the journal names")
    for name in ("held.json", "result.json", "runbook.json"):
        if name in files: files[name] = strict(files[name], name)
    last = max([int(opened["epoch"])] + [int(e["epoch"]) for e in events if e["event"] == "UndoBegun"])
    return "ed25519:" + signer, {**opened, "last": last, "seal": line, "of": (opened["runbook"]["plan"], opened["runbook"]["workload"])}, figures(files, events)

FOLLOWS = {"First": "nobody", "Sealed": "run {run} of epoch {epoch}, seal {seal:.12}", "Dropped": "run {run} of epoch {epoch}, dropped",
           "Unsealed": "epochs {from} to {until}, not sealed when it began", "Unread": "what could not be read"}
def follows(opened):
    said = opened["predecessors"]
    return "follows " + "; ".join(FOLLOWS[one["predecessor"]].format(**one) for one in said) if said else "no chain"

def gaps(links):
    # what folders that were handed in together show of runs that should be among them: (kind, run, why)
    for link in sorted(links, key=lambda it: (it["of"], it["at"], it["run"])):
        here = [it for it in links if it["of"] == link["of"]]
        earlier = [it for it in here if (it["at"], it["run"]) < (link["at"], link["run"])]
        for one in link["predecessors"] or [{"predecessor": "no chain"}]:
            kind, run = one["predecessor"], one.get("run")
            if kind == "Sealed" and all(it["seal"] != one["seal"] for it in here):
                if any(it["run"] == run for it in here): yield "other", link["run"], "run %s had another seal when it began" % run
                elif any(it["last"] < one["epoch"] or it["run"] < run for it in earlier): yield "missing", link["run"], "run %s of epoch %d, seal %s, is not here" % (run, one["epoch"], one["seal"])
            elif kind == "Dropped": yield "dropped", link["run"], "a person dropped run %s of epoch %d" % (run, one["epoch"])
            elif kind == "Unread": yield "unread", link["run"], "it could not read which runs were before it"
            elif kind == "no chain": yield "no-chain", link["run"], "it was opened where no chain was kept"
            elif kind == "First" and earlier: yield "begun", link["run"], "it is the first of its placement, which was made anew"
            elif kind == "Unsealed" and earlier:
                missing = [n for n in range(one["from"], min(one["until"], one["from"] + 99) + 1) if not any(int(it["epoch"]) <= n <= it["last"] for it in earlier)]
                if missing: yield "unsealed", link["run"], "of epochs %s no run was sealed when it began, and none is here" % missing
def within(folder):
    if not os.path.isdir(folder) or os.path.exists(os.path.join(folder, "journal.jsonl")): return [folder]
    inner = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    return [run for run in inner if os.path.exists(os.path.join(run, "seal.json"))] or [folder]

def main(words):
    key = words.pop(words.index("--key") + 1) if "--key" in words[:-1] else None
    folders, codes, links = [run for w in words if w != "--key" for run in within(w)], set(), []
    if not folders: print(__doc__, file=sys.stderr)
    for folder in folders:
        try:
            signer, opened, measured = verify(folder)
            codes.add(0 if signer == key else 4)
            if opened["seal"] not in [it["seal"] for it in links]: links.append(opened)
            shown = "" if measured is None else " rto %s us, rpo %s us, %s lost" % (measured[1], measured[2], measured[3]["lost"])
            print("%s: intact%s, run %s, %s%s; %s" % (folder, "" if signer == key else ", signer unknown", opened["run"], signer, shown, follows(opened)))
        except Broken as broken:
            codes.add(1)
            print("%s: broken %s" % (folder, broken))
        except OSError as unreadable:
            codes.add(2)
            print("%s: %s" % (folder, unreadable), file=sys.stderr)
    for kind, run, why in gaps(links) if len(folders) > 1 else ():
        if kind in ("missing", "other"): codes.add(1)
        print("%s: run %s: %s" % (kind, run, why))
    return next((code for code in (1, 2, 4, 0) if code in codes), 2)

if __name__ == "__main__": sys.exit(main(sys.argv[1:]))
