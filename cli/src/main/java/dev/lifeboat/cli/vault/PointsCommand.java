package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.store.PlanVaultStores;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.control.BackedUpDatabase;
import dev.lifeboat.control.BackupHistory;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.KeptDatabase.Base;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.PlanPoints;
import dev.lifeboat.control.PlanVault;
import dev.lifeboat.control.PlanVaults;
import dev.lifeboat.control.VaultPoints;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tells to which points databases can be restored.
@Command(
    name = "points",
    description = "Tell to which points the databases of a plan can be restored.",
    footer = {
      "",
      "Asks the plan's vaults alone: the regions may be gone.",
      "Exit codes: 0 each database has a point in each of its vaults; 2 bad usage, no",
      "vault, another key, nothing is backed up; 3 a database has no point, or one of",
      "several vaults cannot be read.",
      "Example: lifeboat points lifeboat.yaml --history"
    })
public final class PointsCommand extends PlanCommand {
  @Option(
      names = "--history",
      description = "Tell also what was done with the backups, by whom, and how they went.")
  private boolean history;

  /// What there is to restore.
  record PointsDocument(String schema, String plan, List<PointsRow> points) {}

  /// Of one database in one vault.
  ///
  /// @param copy whether that is where backups are copied to
  /// @param history empty unless it was asked for
  /// @param past how backups and tests of them went, by notes beside the regions; as `history`
  /// @param code of the problem, as `why` and `fix`; null unless the vault could not be read
  record PointsRow(
      String workload,
      String database,
      String vault,
      boolean copy,
      List<Base> bases,
      List<PlanVault.Event> history,
      HistoryRows past,
      @Nullable String code,
      @Nullable String why,
      @Nullable String fix) {
    static PointsRow of(VaultPoints points, BackupHistory past) {
      var database = points.database();
      return new PointsRow(
          database.workload().name(),
          database.database().name(),
          points.vault(),
          points.copy(),
          points.kept().bases(),
          points.history(),
          HistoryRows.of(past),
          points.unread().map(it -> it.code().name()).orElse(null),
          points.unread().map(it -> it.happened()).orElse(null),
          points.unread().map(it -> it.action()).orElse(null));
    }

    List<String> lines() {
      var lines = new ArrayList<String>();
      var of = "%s of %s in %s%s".formatted(database, workload, vault, copy ? ", the copy" : "");
      if (code != null) {
        return List.of(of + ": unknown", "  %s  %s".formatted(code, why), "  do  " + fix);
      }
      lines.add(bases.isEmpty() ? of + ": no base yet" : of);
      bases.forEach(it -> lines.add(line(it)));
      history.forEach(it -> lines.add(line(it)));
      lines.addAll(past.lines());
      return lines;
    }

    private static String line(Base base) {
      return "  %s  from %s, %s  to %s, %s%s"
          .formatted(
              SnapshotDocument.start(base.snapshot()),
              Spans.local(base.ended()),
              base.from(),
              Spans.local(base.until()),
              base.reaches(),
              base.gap() ? "  then a gap" : "");
    }

    private static String line(PlanVault.Event event) {
      return "  %s  %-9s  %s  by %s"
          .formatted(
              Spans.local(event.at()),
              event.what(),
              event.snapshots().isEmpty()
                  ? event.text()
                  : event.snapshots().stream()
                      .map(SnapshotDocument::start)
                      .collect(Collectors.joining(" ")),
              event.by());
    }
  }

  @Override
  protected boolean tellsProgress() {
    return true;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var _ = BackedUpDatabase.workloads(file, Kinds.of(file.plan()), Optional.empty());
    requireLabFolder(file);
    var rows = rows(file);
    tell(
        new PointsDocument("lifeboat.points/v1", file.plan().name(), rows),
        rows.stream().flatMap(it -> it.lines().stream()).toList());
    return rows.stream().anyMatch(it -> it.bases().isEmpty()) ? ExitCode.NOT_READY : 0;
  }

  /// A vault of years takes minutes.
  private List<PointsRow> rows(PlanFile file) throws InterruptedException, ProblemException {
    try (var progress = progress();
        var regions = new ReachedNotes(history ? reached(file) : Optional.empty())) {
      var vaults = new PlanVaultStores(file, options.state, terminal().prompt(), progress, live());
      PlanVaults told =
          place -> {
            progress.tell("points", "begun", place.name());
            return vaults.open(place);
          };
      var rows = new ArrayList<PointsRow>();
      for (var points : new PlanPoints(file.plan(), told).find(history)) {
        rows.add(PointsRow.of(points, regions.of(file, options.state, points)));
      }
      return rows;
    }
  }

  /// Nobody may be there to be asked.
  private Optional<Platform> reached(PlanFile file) throws InterruptedException {
    try {
      return platforms().of(file);
    } catch (ProblemException gone) {
      return Optional.empty();
    }
  }

  /// Regions beside which notes are; empty where none can be reached.
  private record ReachedNotes(Optional<Platform> regions) implements AutoCloseable {
    BackupHistory of(PlanFile file, Path state, VaultPoints points) throws ProblemException {
      if (regions.isEmpty()) {
        return BackupHistory.NONE;
      }
      var database = points.database();
      return BackupHistory.of(
          new ControlledWorkload(file, database.workload(), regions.get(), state),
          database.database().name(),
          points.vault());
    }

    @Override
    public void close() {
      regions.ifPresent(Platform::close);
    }
  }
}
