package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.vault.RetainedSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A snapshot that nobody removes yet, as documents have it.
///
/// @param until when it is retained at least; null for ever, and where a hold alone keeps it
/// @param hold the reason of the hold that is on it; null if there is none
record RetainedDocument(
    SnapshotDocument snapshot, boolean forEver, @Nullable Instant until, @Nullable String hold) {
  static List<RetainedDocument> of(List<RetainedSnapshot> retained, Instant now) {
    return retained.stream().map(it -> of(it, now)).toList();
  }

  private static RetainedDocument of(RetainedSnapshot retained, Instant now) {
    var until = retained.until();
    boolean forEver = until.equals(Instant.MAX);
    return new RetainedDocument(
        SnapshotDocument.of(retained.snapshot()),
        forEver,
        forEver || !until.isAfter(now) ? null : until,
        retained.hold().orElse(null));
  }

  String line() {
    return "retained  %s%s%s%s"
        .formatted(
            snapshot.line(),
            forEver ? ", for ever" : "",
            until == null ? "" : ", until " + Spans.local(until),
            hold == null ? "" : ", on hold: " + hold);
  }
}
