package dev.lifeboat.cli.vault;

import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.postgres.RecoveryTarget;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.postgres.PostgresRestore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

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

  /// Whether the snapshot that is named, or the newest, is of a database.
  static boolean isMeant(Vault vault, Optional<String> snapshot) throws IOException {
    return vault.snapshots().snapshots().stream()
        .filter(it -> snapshot.isEmpty() || it.id().startsWith(snapshot.get()))
        .map(it -> DatabaseSource.of(it).map(DatabaseSource::kind))
        .filter(it -> it.isEmpty() || it.get() == DatabaseSource.Kind.BASE)
        .findFirst()
        .filter(Optional::isPresent)
        .isPresent();
  }
}
