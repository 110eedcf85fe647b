package dev.lifeboat.control;

import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.watch.KnownBackup;
import dev.lifeboat.watch.WatchFolder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
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
    return refused().orElseGet(() -> each(file, workload, this::noted));
  }

  private static List<BackupAge> each(
      PlanFile file, Workload workload, BiFunction<BackedUpDatabase, String, BackupAge> age) {
    return BackedUpDatabase.of(file.plan(), workload).stream()
        .flatMap(of -> of.vaults().stream().map(place -> age.apply(of, place.name())))
        .toList();
  }

  private Optional<List<BackupAge>> refused() {
    return BackedUpDatabase.refusal(file.plan(), kind)
        .map(why ->
            each(
                file,
                workload,
                (of, vault) ->
                    BackupAge.unknown(
                        of,
                        vault,
                        Concern.explained(
                            workload.name(), BackupAge.weight(of, Weight.OBSTACLE), why))));
  }

  private BackupAge noted(BackedUpDatabase database, String vault) {
    try {
      return note(database, vault)
          .map(it ->
              BackupAge.of(database, vault, it.base(), it.log(), tried(database, vault), now, file))
          .orElseGet(() ->
              unknown(
                  database,
                  vault,
                  "nobody has noted a backup of '%s' in vault '%s' by now; ask with 'lifeboat check %s'"
                      .formatted(database.database().name(), vault, file.typed())));
    } catch (ProblemException unread) {
      return unknown(database, vault, unread.problem());
    }
  }

  /// What a clock ahead noted counts for nothing.
  private Optional<KnownBackup> note(BackedUpDatabase database, String vault)
      throws ProblemException {
    return notes
        .backup(workload.name(), database.database().name(), vault)
        .filter(
            it -> Stream.concat(it.base().stream(), it.log().stream()).noneMatch(now::isBefore));
  }

  /// Where nobody could ask for those notes.
  static List<BackupAge> unseen(PlanFile file, Workload workload, String why) {
    return each(file, workload, (of, vault) -> unknown(of, vault, why));
  }

  private static BackupAge unknown(BackedUpDatabase database, String vault, String why) {
    var weight = BackupAge.weight(database, Weight.UNKNOWN);
    return BackupAge.unknown(database, vault, new Concern(database.database().name(), weight, why));
  }

  private static BackupAge unknown(BackedUpDatabase database, String vault, Problem why) {
    var weight = BackupAge.weight(database, Weight.UNKNOWN);
    var told =
        new Problem(
            why.code(),
            "how old backups in vault '%s' are is not known: %s".formatted(vault, why.happened()),
            why.means(),
            why.action(),
            why.retry());
    return BackupAge.unknown(
        database, vault, Concern.explained(database.database().name(), weight, told));
  }

  /// By what was found in each of the vaults of the plan.
  List<BackupAge> read(List<VaultPoints> found) {
    return refused()
        .orElseGet(() ->
            found.stream()
                .filter(it -> it.database().workload().equals(workload))
                .map(this::age)
                .toList());
  }

  private BackupAge age(VaultPoints points) {
    var database = points.database();
    return points
        .unread()
        .map(it -> unknown(database, points.vault(), it))
        .orElseGet(() ->
            BackupAge.of(
                database,
                points.vault(),
                points.kept().lastBase(now),
                Stream.concat(points.kept().restorable(now).stream(), idle(points).stream())
                    .max(Instant::compareTo),
                tried(database, points.vault()),
                now,
                file));
  }

  private TriedRestores tried(BackedUpDatabase database, String vault) {
    return TriedRestores.of(notes, workload.name(), database.database().name(), vault, now);
  }

  /// Of a server that writes nothing there is no newer log, and whoever asked it knew that.
  private Optional<Instant> idle(VaultPoints points) {
    var reached = points.kept().bases().stream().findFirst().map(KeptDatabase.Base::reaches);
    try {
      return note(points.database(), points.vault())
          .filter(it -> reached.isPresent() && it.reaches().equals(reached))
          .flatMap(KnownBackup::log);
    } catch (ProblemException unread) {
      return Optional.empty(); // What the vault has counts by itself.
    }
  }
}
