package dev.lifeboat.cli.vault;

import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.postgres.RecoveryTarget;
import dev.lifeboat.vault.postgres.PostgresRestore;
import java.nio.file.Path;

/// A database that was brought back.
///
/// @param reaches up to where it has log to recover from
record RestoredDatabase(String server, int timeline, String target, String reaches) {
  static RestoredDatabase of(PostgresRestore.Result result, RecoveryTarget target) {
    var base = result.base();
    return new RestoredDatabase(
        base.series(), base.timeline(), target.words(), result.reaches().toString());
  }

  String line(Path in) {
    return "start PostgreSQL with -D %s: it recovers to %s, from log that reaches %s"
        .formatted(ShellWord.of(in.toString()), target, reaches);
  }
}
