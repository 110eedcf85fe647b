package dev.lifeboat.cli.status;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.control.BackupAge;
import dev.lifeboat.provider.Concern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The backups of a database in one vault, as `status` and `check` show them.
///
/// @param base when the newest base was begun; null where there is none, or nobody can tell
/// @param until up to when the database can be brought back; null as `base`
/// @param proven when the last restore began that proved them; null where none did
/// @param why they are not as planned, or not known; null where they are
record BackupAgeRow(
    String database,
    String vault,
    @Nullable Instant base,
    @Nullable Double baseAgeSeconds,
    @Nullable Instant until,
    @Nullable Double untilAgeSeconds,
    @Nullable Instant proven,
    @Nullable String why) {

  static List<BackupAgeRow> of(List<BackupAge> ages, Instant now) {
    return ages.stream().map(it -> of(it, now)).toList();
  }

  private static BackupAgeRow of(BackupAge age, Instant now) {
    return new BackupAgeRow(
        age.database(),
        age.vault(),
        age.base().orElse(null),
        age.base().map(it -> Spans.between(it, now)).orElse(null),
        age.log().orElse(null),
        age.log().map(it -> Spans.between(it, now)).orElse(null),
        age.proven().orElse(null),
        age.concern().map(Concern::phrase).orElse(null));
  }

  String line(Instant now) {
    return base == null || until == null
        ? "backup: nothing is known of %s in vault %s".formatted(database, vault)
        : "backup: %s in vault %s up to %s, by a base of %s%s"
            .formatted(
                database,
                vault,
                Spans.ago(until, now),
                Spans.ago(base, now),
                proven == null ? "" : ", restored to try it " + Spans.ago(proven, now));
  }
}
