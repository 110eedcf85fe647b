package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.store.ByteCount;
import dev.lifeboat.cli.store.PlanVaultStores;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.BackedUpDatabase;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PlanBackup;
import dev.lifeboat.control.PlanBackup.Did;
import dev.lifeboat.control.PlanBackup.Outcome;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.PlanVault;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Keeps the databases of a plan in its vaults.
@Command(
    name = "backup",
    description = "Keep the databases of a plan in its vaults: what is due by now.",
    footer = {
      "",
      "Run it by cron or a timer as often as 'logs' says; 'lifeboat watch' does the",
      "same meanwhile, and never two at once. A base that was missed is taken now.",
      "Exit codes: 0 done, also where nothing is due; 1 one failed; 2 bad usage, or a",
      "bad plan, or one that backs nothing up; 3 no lab is up.",
      "Example: lifeboat backup lifeboat.yaml --now"
    })
public final class BackupCommand extends PlanCommand {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "WORKLOAD",
      description = "Which workload (default: all that are backed up).")
  private @Nullable String workload;

  @Option(names = "--now", description = "Take a base of each, due or not.")
  private boolean now;

  /// What was done.
  record BackupDocument(String schema, String plan, List<BackupRow> backups) {}

  /// One database.
  ///
  /// @param snapshot of the base; null where none was taken
  /// @param reaches up to where its log is kept; null where nothing was
  /// @param gap why the log before does not lead on; null where it does
  /// @param code of the problem, as `why` and `fix`; null where it did not fail
  record BackupRow(
      String workload,
      String database,
      String vault,
      String did,
      @Nullable String snapshot,
      long addedBytes,
      @Nullable String reaches,
      @Nullable String gap,
      int copied,
      @Nullable String code,
      @Nullable String why,
      @Nullable String fix,
      Instant next) {
    static BackupRow of(Outcome outcome) {
      var database = outcome.database();
      var taken = outcome.taken();
      var problem = outcome.why();
      return new BackupRow(
          database.workload().name(),
          database.database().name(),
          database.vault().name(),
          outcome.did().word(),
          taken.flatMap(PlanVault.Taken::snapshot).orElse(null),
          taken.map(PlanVault.Taken::addedBytes).orElse(0L),
          taken.map(PlanVault.Taken::reaches).orElse(null),
          taken.flatMap(PlanVault.Taken::gap).orElse(null),
          outcome.copied(),
          problem.map(it -> it.code().name()).orElse(null),
          problem
              .map(it -> it.happened())
              .or(() ->
                  outcome.did() == Did.WAITED
                      ? Optional.of("another backup is at it, or a run is open")
                      : Optional.empty())
              .orElse(null),
          problem.map(it -> it.action()).orElse(null),
          outcome.next());
    }

    List<String> lines() {
      var lines = new ArrayList<String>();
      lines.add(
          "%s of %s  %s%s  in %s; due again %s"
              .formatted(database, workload, did, kept(), vault, Spans.local(next)));
      if (gap != null) {
        lines.add("  a new log begins there: " + gap);
      }
      if (why != null) {
        lines.add("  %s%s".formatted(code == null ? "" : code + "  ", why));
      }
      if (fix != null) {
        lines.add("  do  " + fix);
      }
      return lines;
    }

    private String kept() {
      var words =
          snapshot == null
              ? ""
              : "  %s, %s new"
                  .formatted(SnapshotDocument.start(snapshot), ByteCount.text(addedBytes));
      words += reaches == null ? "" : "  log up to " + reaches;
      return copied == 0 ? words : words + "  %d copied".formatted(copied);
    }
  }

  @Override
  protected StateFolder.Use uses() {
    return StateFolder.Use.KEEPS;
  }

  @Override
  public boolean journals() {
    return false;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var meant =
        BackedUpDatabase.workloads(file, Kinds.of(file.plan()), Optional.ofNullable(workload));
    requireLabFolder(file);
    var outcomes = new ArrayList<Outcome>();
    try (var platform = platforms().required(file);
        var progress = progress()) {
      var vaults = new PlanVaultStores(file, options.state, terminal().prompt(), progress, live());
      for (Workload each : meant) {
        progress.tell("backup", "begun", each.name());
        var controlled = new ControlledWorkload(file, each, platform, options.state);
        outcomes.addAll(new PlanBackup(controlled, vaults, Terminal.host()).run(now));
      }
    }
    var rows = outcomes.stream().map(BackupRow::of).toList();
    tell(
        new BackupDocument("lifeboat.backup/v1", file.plan().name(), rows),
        rows.stream().flatMap(it -> it.lines().stream()).toList());
    return outcomes.stream().anyMatch(it -> it.did() == Did.FAILED) ? ExitCode.FAILED : 0;
  }
}
