package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.store.ByteCount;
import dev.lifeboat.cli.store.PlanVaultStores;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.BackedUpDatabase;
import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.PlanProof;
import dev.lifeboat.control.PlanRestore;
import dev.lifeboat.control.PlanRestore.Outcome;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Brings the databases of a workload back into a new place.
@Command(
    name = "restore",
    description = "Bring the databases of a workload back from a vault, into new folders.",
    footer = {
      "",
      "Each comes into a folder of its name; PostgreSQL started there recovers to the",
      "point. The regions are left alone, and may be gone.",
      "With --test the newest point of each database in each of its vaults is",
      "restored, started where it serves nobody, looked at and removed again; 'status'",
      "and 'points --history' tell what came of it. It needs the lab.",
      "Exit codes: 0 done, or could be done with --dry-run; 1 failed, also where the",
      "log does not reach the point, or a test proves nothing; 2 bad usage, no vault,",
      "another key, nothing is backed up; 3 no lab is up.",
      "Example: lifeboat restore lifeboat.yaml --to new --time 2026-11-27T09:30:00Z"
    })
public final class RestoreCommand extends PlanCommand {
  private static final String UNTOUCHED = "nothing was read or written";

  @Option(names = "--workload", paramLabel = "NAME", description = "Which workload.")
  private @Nullable String workload;

  @Option(
      names = "--database",
      paramLabel = "NAME",
      description = "Which database of it (default: all).")
  private @Nullable String database;

  @Option(names = "--to", paramLabel = "PATH", description = "The new folder.")
  private @Nullable Path target;

  @Option(names = "--test", description = "Try the backups, and bring nothing back.")
  private boolean test;

  @Option(
      names = "--vault",
      paramLabel = "NAME",
      description = "Which vault of the workload (default: that of 'to').")
  private @Nullable String vault;

  @Mixin private TargetOptions targets = new TargetOptions();

  @Option(names = "--dry-run", description = "Say what would be brought back, and write nothing.")
  private boolean dryRun;

  /// What was brought back.
  record RestoreDocument(
      String schema,
      String plan,
      String workload,
      String vault,
      boolean dryRun,
      List<RestoredRow> databases) {}

  /// One database.
  ///
  /// @param ended when its base was taken
  /// @param reaches up to where it has log to recover from
  record RestoredRow(
      String database,
      String to,
      String snapshot,
      Instant ended,
      String reaches,
      long files,
      long bytes,
      List<String> damaged) {
    static RestoredRow of(Outcome outcome) {
      var restored = outcome.restored();
      var reach = restored.reach();
      return new RestoredRow(
          outcome.database().database().name(),
          outcome.to().toString(),
          reach.snapshot(),
          reach.ended(),
          reach.reaches(),
          restored.files(),
          restored.bytes(),
          restored.damages());
    }

    List<String> lines(boolean dry) {
      var lines = new ArrayList<String>();
      lines.add(
          "%s  %sbase %s of %s, log up to %s"
              .formatted(
                  database,
                  dry
                      ? "would be "
                      : "%s, %s of ".formatted(Count.of(files, "file"), ByteCount.text(bytes)),
                  SnapshotDocument.start(snapshot),
                  Spans.local(ended),
                  reaches));
      damaged.forEach(it -> lines.add("  damaged  " + it));
      if (!dry && damaged.isEmpty()) {
        lines.add("  start PostgreSQL with -D " + ShellWord.of(to));
      }
      return lines;
    }
  }

  @Override
  protected StateFolder.Use uses() {
    return test ? StateFolder.Use.KEEPS : super.uses();
  }

  @Override
  public boolean journals() {
    return false;
  }

  @Override
  protected boolean tellsProgress() {
    return true;
  }

  @Override
  protected int call(PlanFile file) throws InterruptedException, ProblemException {
    var point = targets.point();
    var meant = file.workload(workload);
    var _ = BackedUpDatabase.workloads(file, Kinds.of(file.plan()), Optional.of(meant.name()));
    var databases = databases(BackedUpDatabase.of(file.plan(), meant));
    if (test) {
      requireWithout("--test", UNTOUCHED, "--to", "--vault", "--dry-run");
      requireWithout("--test", UNTOUCHED, "--time", "--lsn", "--xid", "--point");
      requireLabFolder(file);
      return test(file, meant, databases);
    }
    if (target == null) {
      throw Failures.usage(
          "restore has no --to", UNTOUCHED, "name a new folder by --to, or use --test");
    }
    targets.requireFor(databases.size());
    var from = vault(databases.getFirst());
    requireLabFolder(file);
    try (var progress = progress()) {
      progress.tell("restore", "begun", "%s from %s".formatted(meant.name(), from.name()));
      var vaults = new PlanVaultStores(file, options.state, terminal().prompt(), progress, live());
      var rows =
          new PlanRestore(vaults)
              .restore(databases, from, point, target, dryRun).stream()
                  .map(RestoredRow::of)
                  .toList();
      tell(
          new RestoreDocument(
              "lifeboat.restore/v1", file.plan().name(), meant.name(), from.name(), dryRun, rows),
          rows.stream().flatMap(it -> it.lines(dryRun).stream()).toList());
      return VaultSubcommand.exitCode(rows.stream().flatMap(it -> it.damaged().stream()).toList());
    }
  }

  private int test(PlanFile file, Workload meant, List<BackedUpDatabase> databases)
      throws InterruptedException, ProblemException {
    try (var platform = platforms().required(file);
        var progress = progress()) {
      progress.tell("restore", "begun", meant.name() + ", to try it");
      var vaults = new PlanVaultStores(file, options.state, terminal().prompt(), progress, live());
      var controlled = new ControlledWorkload(file, meant, platform, options.state);
      var proof = new PlanProof(controlled, vaults, Terminal.host());
      var told = RestoreTest.of(controlled, proof.run(databases));
      tell(told.document(), told.lines());
      return told.proven() ? 0 : ExitCode.FAILED;
    }
  }

  private List<BackedUpDatabase> databases(List<BackedUpDatabase> all) throws ProblemException {
    var meant = all.stream().filter(it -> database == null || it.isCalled(database)).toList();
    if (meant.isEmpty()) {
      throw Failures.usage(
          "--database is '%s', and workload '%s' backs up none of that name"
              .formatted(database, all.getFirst().workload().name()),
          UNTOUCHED,
          "name one of "
              + all.stream().map(it -> it.database().name()).collect(Collectors.joining(", ")));
    }
    return meant;
  }

  private VaultPlace vault(BackedUpDatabase of) throws ProblemException {
    return of.vaults().stream()
        .filter(it -> vault == null || it.name().equals(vault))
        .findFirst()
        .orElseThrow(() ->
            Failures.usage(
                "--vault is '%s', where nothing of workload '%s' is kept"
                    .formatted(vault, of.workload().name()),
                UNTOUCHED,
                "name one of "
                    + of.vaults().stream()
                        .map(VaultPlace::name)
                        .collect(Collectors.joining(", "))));
  }
}
