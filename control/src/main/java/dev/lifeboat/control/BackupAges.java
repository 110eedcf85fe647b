package dev.lifeboat.control;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.watch.KnownBackup;
import dev.lifeboat.watch.WatchFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Finds out how old the backups of a workload are.
///
/// @param notes of whoever kept them
record BackupAges(
    PlanFile file, ProviderKind kind, Workload workload, WatchFolder notes, Instant now) {
  static BackupAges of(ControlledWorkload of, Instant now) {
    return new BackupAges(
        of.file(), of.platform().kind(), of.workload(), WatchSources.of(of).notes(), now);
  }

  /// By those notes: a look at a vault of years takes minutes.
  List<BackupAge> noted() {
    return refused().orElseGet(() -> each(this::noted));
  }

  private List<BackupAge> each(Function<BackedUpDatabase, BackupAge> age) {
    return BackedUpDatabase.of(file.plan(), workload).stream().map(age).toList();
  }

  private Optional<List<BackupAge>> refused() {
    return BackedUpDatabase.refusal(file.plan(), kind)
        .map(it -> Concern.explained(workload.name(), Weight.OBSTACLE, it))
        .map(why -> each(it -> BackupAge.unknown(it, it.vault().name(), why)));
  }

  private BackupAge noted(BackedUpDatabase database) {
    var name = database.database().name();
    var vault = database.vault().name();
    try {
      return note(database, vault)
          .map(it -> BackupAge.of(database, vault, it.base(), it.log(), now))
          .orElseGet(() ->
              unknown(
                  database,
                  "nobody noted a backup of '%s'; ask its vaults with 'lifeboat check %s'"
                      .formatted(name, file.typed())));
    } catch (ProblemException unread) {
      return BackupAge.unknown(
          database, vault, Concern.explained(name, Weight.UNKNOWN, unread.problem()));
    }
  }

  private Optional<KnownBackup> note(BackedUpDatabase database, String vault)
      throws ProblemException {
    return notes
        .backup(workload.name(), database.database().name())
        .filter(it -> it.vault().equals(vault));
  }

  /// Where nobody could ask for those notes.
  static List<BackupAge> unseen(PlanFile file, Workload workload, String why) {
    return BackedUpDatabase.of(file.plan(), workload).stream().map(it -> unknown(it, why)).toList();
  }

  private static BackupAge unknown(BackedUpDatabase database, String why) {
    return BackupAge.unknown(
        database,
        database.vault().name(),
        new Concern(database.database().name(), Weight.UNKNOWN, why));
  }

  /// By what each of the vaults has.
  List<BackupAge> read(PlanVaults vaults) {
    return refused()
        .orElseGet(() ->
            new PlanPoints(file.plan(), vaults)
                .of(workload, false).stream().map(this::age).toList());
  }

  private BackupAge age(PlanPoints.Points points) {
    var database = points.database();
    var name = database.database().name();
    return points
        .unread()
        .map(it ->
            BackupAge.unknown(
                database, points.vault(), Concern.explained(name, Weight.UNKNOWN, it)))
        .orElseGet(() ->
            BackupAge.of(
                database,
                points.vault(),
                points.kept().lastBase(now),
                Stream.concat(points.kept().restorable(now).stream(), idle(points).stream())
                    .max(Instant::compareTo),
                now));
  }

  /// Of a server that writes nothing there is no newer log, and whoever asked it knew that.
  private Optional<Instant> idle(PlanPoints.Points points) {
    var reached = points.kept().bases().stream().findFirst().map(KeptDatabase.Base::reaches);
    try {
      return notes
          .backup(workload.name(), points.database().database().name())
          .filter(it -> reached.isPresent() && it.reaches().equals(reached))
          .flatMap(KnownBackup::log);
    } catch (ProblemException unread) {
      return Optional.empty(); // What the vault has counts by itself.
    }
  }
}
