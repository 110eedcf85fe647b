package dev.lifeboat.watch;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.JsonFile;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Maintenance;
import dev.lifeboat.provider.Pauses;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What watches and people leave for each other beside the placements: `<workload>.pause.json`,
/// `<workload>.watch.json`, `<workload>.copies.json`, `<workload>.lags.json` and
/// `<workload>.<database>.<vault>.backup.json`, with `bases` and `proofs` beside `backup`, each
/// replaced durably. Safe for use by several processes at once; of two who write, the last one
/// stands.
///
/// @param folder of the placements; exists and is writable
public record WatchFolder(Path folder) implements Pauses {
  /// As above.
  ///
  /// @throws ProblemException LB4001 when it cannot be read
  @Override
  public Optional<Maintenance> maintenance(String workload) throws ProblemException {
    return read(file(workload, "pause"), Maintenance.class);
  }

  @Override
  public void begin(Maintenance maintenance) throws ProblemException {
    write(file(maintenance.workload(), "pause"), Maintenance.class, maintenance);
  }

  @Override
  public void endMaintenance(String workload) throws ProblemException {
    var file = file(workload, "pause");
    try {
      DurableFile.remove(file);
    } catch (IOException unwritable) {
      throw failure("remove", file, unwritable);
    }
  }

  /// What the last watch left; empty when nobody ever watched.
  public Optional<WatchRecord> watching(String workload) throws ProblemException {
    return read(file(workload, "watch"), WatchRecord.class);
  }

  /// The dips that the last watch of the primary in `region` saw.
  public Dips dips(String workload, String region) throws ProblemException {
    return watching(workload)
        .filter(it -> it.primary().region().equals(region))
        .map(WatchRecord::dips)
        .orElse(Dips.none());
  }

  public void keep(WatchRecord watching) throws ProblemException {
    write(file(watching.primary().workload(), "watch"), WatchRecord.class, watching);
  }

  /// What the last watch knew of the copies; empty when none ever did.
  public Optional<KnownBacklog> backlog(String workload) throws ProblemException {
    return read(file(workload, "copies"), KnownBacklog.class);
  }

  public void keep(KnownBacklog known) throws ProblemException {
    write(file(known.workload(), "copies"), KnownBacklog.class, known);
  }

  /// How far behind copies were, hour by hour.
  public KnownLags lags(String workload) throws ProblemException {
    return read(file(workload, "lags"), KnownLags.class).orElseGet(() -> KnownLags.none(workload));
  }

  public void keep(KnownLags known) throws ProblemException {
    write(file(known.workload(), "lags"), KnownLags.class, known);
  }

  /// What the last backup of a database in a vault came to; empty when there was none.
  public Optional<KnownBackup> backup(String workload, String database, String vault)
      throws ProblemException {
    return read(backupFile(workload, database, vault), KnownBackup.class);
  }

  public void keep(KnownBackup known) throws ProblemException {
    write(backupFile(known.workload(), known.database(), known.vault()), KnownBackup.class, known);
  }

  private Path backupFile(String workload, String database, String vault) {
    return file(String.join(".", workload, database, vault), "backup");
  }

  /// The backups of a database in a vault that took a base, or failed.
  public KnownBases bases(String workload, String database, String vault) throws ProblemException {
    return read(file(String.join(".", workload, database, vault), "bases"), KnownBases.class)
        .orElseGet(() -> KnownBases.none(workload, database, vault));
  }

  /// Adds one to them.
  public void add(KnownBases to, KnownBases.Taken backup) throws ProblemException {
    var name = String.join(".", to.workload(), to.database(), to.vault());
    write(file(name, "bases"), KnownBases.class, to.with(backup));
  }

  /// The restores of a database from a vault to try it.
  public KnownProofs proofs(String workload, String database, String vault)
      throws ProblemException {
    return read(file(String.join(".", workload, database, vault), "proofs"), KnownProofs.class)
        .orElseGet(() -> KnownProofs.none(workload, database, vault));
  }

  /// Adds one to them.
  public void add(KnownProofs to, RestoreProof proof) throws ProblemException {
    var name = String.join(".", to.workload(), to.database(), to.vault());
    write(file(name, "proofs"), KnownProofs.class, to.with(proof));
  }

  private Path file(String workload, String what) {
    return folder.resolve("%s.%s.json".formatted(workload, what));
  }

  private static <T> Optional<T> read(Path path, Class<T> type) throws ProblemException {
    try {
      return file(path, type).read();
    } catch (IOException unreadable) {
      throw failure("read", path, unreadable);
    }
  }

  private static <T> void write(Path path, Class<T> type, T content) throws ProblemException {
    try {
      file(path, type).write(content);
    } catch (IOException unwritable) {
      throw failure("write", path, unwritable);
    }
  }

  private static <T> JsonFile<T> file(Path path, Class<T> type) {
    return new JsonFile<>(path, type, "does not hold what a watch keeps");
  }

  private static ProblemException failure(String verb, Path file, Exception cause) {
    return FileFailure.of(
        verb,
        file,
        cause,
        "whether the watch is paused cannot be told, so nothing was changed",
        "free disk space, mend the permissions, or remove that file");
  }
}
