/// The truth about every run: append-only, hash-chained events, durable before the effect. Start at
/// [dev.lifeboat.journal.Event] for what can happen and at [dev.lifeboat.journal.Journal] for how
/// it is kept; `docs/journal.md` is the format, byte by byte.
///
/// Rules kept here: one file a run; each entry carries the SHA-256 of the one before; a torn last
/// line is normal after a crash and is reported, damage before it is refused.
@NullMarked
package dev.lifeboat.journal;

import org.jspecify.annotations.NullMarked;
