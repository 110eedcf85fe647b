#!/usr/bin/env python3
"""Restores a snapshot of a vault by docs/vault-format.md alone, without Lifeboat.

Usage: vault-read.py VAULT [SNAPSHOT TARGET] [--key-file FILE]     without SNAPSHOT the snapshots are listed
       vault-read.py VAULT trail [--key-file FILE]     what was done, and whether an entry of it is gone or changed
A passphrase is read from the file that LIFEBOAT_VAULT_PASSPHRASE_FILE names, else asked for.
A bucket is copied to a folder before, such as by `aws s3 sync`. Needs Python 3.8, cryptography and zstandard; argon2-cffi for a passphrase. What does not authenticate is
refused. Exit code: 0 restored, 1 something is damaged, 2 bad usage or another key.
"""
import getpass, hashlib, hmac, os, struct, sys
import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

class Damage(Exception): pass

def need(right, what):
    if not right: raise Damage(what)

def gcm(key, nonce, sealed, bound, what):
    try: return AESGCM(key).decrypt(nonce, sealed, bound)
    except InvalidTag: raise Damage(what + " is not what was written")

def derive(key, purpose):
    return hmac.new(key, b"lifeboat vault 1 " + purpose, hashlib.sha256).digest()

def unfold(data, size):
    return zstandard.ZstdDecompressor().decompress(data, max_output_size=size) if size else b""

class Reader:
    def __init__(self, data): self.data, self.at = data, 0
    def take(self, form):
        values = struct.unpack_from(">" + form, self.data, self.at)
        self.at += struct.calcsize(">" + form)
        return values if len(values) > 1 else values[0]
    def short(self): return self.take("%ds" % self.take("H"))
    def chunks(self, form):
        found = []
        for _ in range(self.take(form)):
            size, name = self.take("I32s")
            found.append((name, size))
        return found
    def more(self): return self.at < len(self.data)

class Vault:
    def __init__(self, root, key_file):
        self.root, self.frames, self.places, self.last = root, [], {}, (None, b"")
        master = self.master(key_file)
        self.wrap, self.seal, self.chunk = (derive(master, it) for it in (b"wrap", b"seal", b"chunk"))
        for name in sorted(self.names("packs")):
            try: self.directory(name)
            except Damage as lost: print("damaged  packs/%s: %s" % (name, lost), file=sys.stderr)

    def names(self, shelf):
        at = os.path.join(self.root, shelf)
        return [it for it in os.listdir(at) if not it.endswith(".tmp")] if os.path.isdir(at) else []

    def read(self, shelf, name):
        with open(os.path.join(self.root, shelf, name), "rb") as file: return file.read()

    def master(self, key_file):
        slots, words = [self.read("keys", it) for it in self.names("keys")], None
        for slot in slots:
            if len(slot) != 94 or slot[:8] != b"LBVKEY01": continue
            kind, memory, passes, lanes, salt = struct.unpack(">BIIB16s", slot[8:34])
            if kind == 2 and key_file:
                key = derive(bytes.fromhex(open(key_file).read().strip()), b"file")
            elif kind == 1 and not key_file:
                from argon2.low_level import Type, hash_secret_raw
                if words is None: words = passphrase()
                key = hash_secret_raw(words, salt, passes, memory, lanes, 32, Type.ID, 19)
            else: continue
            try: return gcm(key, slot[34:46], slot[46:], slot[:34], "a key")
            except Damage: pass
        print("the passphrase or key file opens none of the vault's %d keys" % len(slots), file=sys.stderr)
        sys.exit(2)

    def directory(self, name):
        pack, ident = self.read("packs", name), bytes.fromhex(name)
        need(pack[:24] == b"LBVPACK1" + ident and pack[-8:] == b"LBVEND01", "it is another pack, or cut")
        key = gcm(self.wrap, pack[24:36], pack[36:84], pack[:24], "its key")
        size = struct.unpack(">I", pack[-12:-8])[0]
        need(16 <= size <= len(pack) - 96, "its end makes no sense")
        plain = gcm(key, b"\0" * 8 + b"\xff" * 4, pack[-12 - size:-12], ident, "its directory")
        rows, at = Reader(plain), 84
        for number in range(rows.take("I")):
            stored, raw, folded, count = rows.take("IIBI")
            offset = 0
            for _ in range(count):
                chunk, length = rows.take("32sI")
                self.places.setdefault(chunk, []).append((len(self.frames), offset, length))
                offset += length
            self.frames.append((name, key, number, at, stored, raw, folded))
            at += stored
        need(at == len(pack) - 12 - size, "it is longer or shorter than it was")

    def frame(self, number):
        if self.last[0] != number:
            name, key, count, at, stored, raw, folded = self.frames[number]
            with open(os.path.join(self.root, "packs", name), "rb") as file:
                file.seek(at)
                sealed = file.read(stored)
            plain = gcm(key, struct.pack(">QI", 0, count), sealed, bytes.fromhex(name), "a frame of pack " + name)
            self.last = (number, unfold(plain, raw) if folded else plain)
        return self.last[1]

    def content(self, chunk, size):
        if chunk == b"\0" * 32: return None
        why = Damage("a chunk is missing")
        for number, offset, length in self.places.get(chunk, []):
            try: data = self.frame(number)[offset:offset + length]
            except Damage as lost: why = lost # Another pack may have it too.
            else:
                if hmac.new(self.chunk, data, hashlib.sha256).digest() == chunk and length == size: return data
                why = Damage("a chunk is another one")
        raise why

    def sealed(self, shelf, magic, name):
        file, bound = self.read(shelf, name), magic + bytes.fromhex(name)
        need(file[:24] == bound, "%s/%s is another one" % (shelf, name))
        plain = gcm(self.seal, file[24:36], file[36:], bound, "%s/%s" % (shelf, name))
        return Reader(unfold(plain[4:], struct.unpack(">I", plain[:4])[0]))

    def snapshot(self, name):
        at = self.sealed("snapshots", b"LBVSNAP1", name)
        begun, ended = at.take("qq")
        source = at.short()
        found = begun, ended, source, at.take("QQQQ"), at.chunks("I")
        return found + (at.take("16s32s") if at.more() else None,)

    def entry(self, name):
        at = self.sealed("trail", b"LBVTRAI1", name)
        time, who, key, kind = at.take("q"), at.short(), at.short(), at.take("B")
        names = [at.short().decode() for _ in range(at.take("I"))]
        text = at.short()
        figures = [at.take("q") for _ in range(at.take("I"))]
        before = [at.take("16s32s") for _ in range(at.take("I"))]
        return time, who, key, kind, names, text, figures, before

def passphrase():
    named = os.environ.get("LIFEBOAT_VAULT_PASSPHRASE_FILE")
    return open(named, "rb").read().rstrip() if named else getpass.getpass("passphrase: ").rstrip().encode()

class Restore:
    """Takes the records of a list of files one by one."""
    def __init__(self, vault, target):
        self.vault, self.target, self.open, self.damaged = vault, os.fsencode(target), None, 0
        self.links, self.symbolic, self.folders = [], [], []

    def at(self, path):
        need(not path.startswith(b"/") and b".." not in path.split(b"/") and b"\0" not in path, "a path leads out")
        return os.path.join(self.target, path) if path else self.target

    def take(self, at):
        kind = at.take("B")
        if kind == 5: return self.run(at.chunks("H"))
        if kind == 6: return self.end(at.take("Q"))
        if kind == 7:
            path, why = at.short(), at.short()
            if self.open and self.open[0] == path: self.drop("")
            return print("never kept  %s: %s" % (os.fsdecode(path), why.decode()))
        need(1 <= kind <= 4, "the list of files has a record of kind %d" % kind)
        path = at.short()
        mode, owner, group, seconds, nanos = at.take("IIIqI")
        at.take("qIq")
        goal, target = self.at(path), at.short()
        looks = (goal, mode, owner, group, seconds * 10**9 + nanos)
        if kind == 1:
            os.makedirs(goal, exist_ok=True)
            self.folders.append(looks)
        elif kind == 2: self.open = (path, goal, open(goal, "xb"), looks)
        elif kind == 3:
            self.symbolic.append((target, looks)) # After all files, so that none is written through one.
        else: self.links.append((self.at(target), goal))

    def run(self, chunks):
        for chunk, size in chunks if self.open else []:
            try: data = self.vault.content(chunk, size)
            except Damage as lost: return self.drop(str(lost))
            if data is None: self.open[2].seek(size, 1)
            else: self.open[2].write(data)

    def end(self, size):
        if not self.open: return
        _, _, file, looks = self.open
        if file.tell() != size: return self.drop("the list of files lacks a part of it")
        file.truncate(size)
        file.close()
        self.looks(looks, False)
        self.open = None

    def drop(self, why):
        path, goal, file, _ = self.open
        file.close()
        os.remove(goal)
        self.open = None
        if why:
            self.damaged += 1
            print("damaged  %s: %s" % (os.fsdecode(path), why))

    def looks(self, of, link):
        goal, mode, owner, group, time = of
        try: os.chown(goal, owner, group, follow_symlinks=False)
        except PermissionError: pass
        if not link: os.chmod(goal, mode)
        os.utime(goal, ns=(time, time), follow_symlinks=False)

    def close(self):
        for first, goal in self.links:
            if os.path.exists(first): os.link(first, goal)
            else: self.damaged += 1
        for target, looks in self.symbolic:
            root = os.path.realpath(self.target)
            if not (os.path.realpath(os.path.dirname(looks[0])) + b"/").startswith(root + b"/"): self.damaged += 1
            else:
                os.symlink(target, looks[0])
                self.looks(looks, True)
        for looks in reversed(self.folders): self.looks(looks, False)

def restore(vault, name, target):
    os.makedirs(target, exist_ok=True)
    if os.listdir(target):
        print("%s is not empty" % target, file=sys.stderr)
        return 2
    work = Restore(vault, target)
    for chunk, size in vault.snapshot(name)[4]:
        try:
            at = Reader(vault.content(chunk, size))
            while at.more(): work.take(at)
        except Damage as lost:
            work.damaged += 1
            print("damaged  a part of the list of files: %s" % lost)
            if work.open: work.drop("its record is damaged")
    work.close()
    return 1 if work.damaged else 0

KINDS = ["", "backup", "kept", "restore", "removal", "spared", "hold", "release", "retention", "keeping", "request", "loss"]

def trail(vault):
    told, lost = [], set()
    for name in sorted(vault.names("trail")):
        try: time, who, key, kind, names, text, figures, before = vault.entry(name)
        except Damage:
            told.append((bytes.fromhex(name), None))
            continue
        told += before
        if kind == 11: lost.update(names)
        print("%s  %d ms  %-9s  %s  by %s, key %s" % (name, time, KINDS[kind], " ".join(
            names + [os.fsdecode(text)] + [str(it) for it in figures]), os.fsdecode(who), key.decode()))
    for name in vault.names("snapshots"):
        try: told.append(vault.snapshot(name)[5])
        except Damage: pass # It is told where snapshots are.
    damaged = set()
    for name, digest in filter(None, told):
        path = os.path.join(vault.root, "trail", name.hex())
        there = os.path.exists(path) and hashlib.sha256(open(path, "rb").read()).digest()
        if there != digest and name.hex() not in lost: damaged.add(name.hex())
    for name in sorted(damaged): print("damaged  trail/%s" % name)
    return 1 if damaged else 0

def main(words):
    key_file = None
    if "--key-file" in words[:-1]:
        at = words.index("--key-file")
        key_file, words = words[at + 1], words[:at] + words[at + 2:]
    if len(words) not in (1, 3) and words[1:] != ["trail"]:
        print(__doc__, file=sys.stderr)
        return 2
    vault = Vault(words[0], key_file)
    if len(words) == 2: return trail(vault)
    if len(words) == 3:
        meant = [it for it in vault.names("snapshots") if it.startswith(words[1])]
        if len(meant) == 1: return restore(vault, meant[0], words[2])
        print("%d snapshots begin with %s" % (len(meant), words[1]), file=sys.stderr)
        return 2
    for name in vault.names("snapshots"):
        try: _, ended, source, totals, _, _ = vault.snapshot(name)
        except Damage as lost: print("damaged  %s" % lost)
        else: print("%s  ended %d ms  %d files, %d bytes  %s" % (name, ended, totals[0], totals[2], os.fsdecode(source)))
    return 0

if __name__ == "__main__": sys.exit(main(sys.argv[1:]))
