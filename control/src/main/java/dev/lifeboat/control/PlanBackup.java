package dev.lifeboat.control;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.BackupSources;
import dev.lifeboat.watch.KnownBackup;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Keeps the databases of a workload in its plan's vaults: what is due, or all now. A watch and a
/// timer do the same, and never two at once on a machine.
public record PlanBackup(ControlledWorkload controlled, PlanVaults vaults, HostProcess host) {
  private static final String LOCKS = "backups";

  /// What became of a backup.
  public enum Did {
    /// A base was taken, and the log behind it.
    BASE,
    LOG,
    /// Nothing is due yet.
    NOTHING,
    /// Another one is at it, or a run is open.
    WAITED,
    FAILED;

    /// As documents have it.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One database.
  ///
  /// @param copied how many snapshots went into the other vault
  /// @param why it failed
  /// @param next when something is due again
  public record Outcome(
      BackedUpDatabase database,
      Did did,
      Optional<PlanVault.Taken> taken,
      int copied,
      Optional<Problem> why,
      Instant next) {}

  /// One that fails keeps no other from its turn.
  ///
  /// @param now whether a base is taken of each, due or not
  /// @throws ProblemException LB1005 when nobody can read databases there
  public List<Outcome> run(boolean now) throws InterruptedException, ProblemException {
    var databases = BackedUpDatabase.of(controlled.file().plan(), controlled.workload());
    var outcomes = new ArrayList<Outcome>();
    if (databases.isEmpty()) {
      return outcomes;
    }
    var sources = sources();
    for (var database : databases) {
      try {
        outcomes.add(unlessBusy(database, sources, now, false));
      } catch (ProblemException failed) {
        var why = new ArrayList<>(List.of(failed.problem()));
        new BaseNotes(controlled)
            .failed(database, host.clock().instant(), failed.problem())
            .ifPresent(why::add);
        var told = why.size() == 1 ? failed.problem() : Problem.several(why);
        outcomes.add(outcome(database, Did.FAILED, Optional.empty(), 0, Optional.of(told)));
      }
    }
    return outcomes;
  }

  /// Keeps one database up to now for the run that is open, which nothing else waits for.
  ///
  /// @throws ProblemException LB9003 while another one is at it, and whatever failed
  void keep(BackedUpDatabase database) throws InterruptedException, ProblemException {
    var outcome = unlessBusy(database, sources(), false, true);
    if (outcome.did() == Did.WAITED) {
      throw ProblemException.passing(
          Code.LB9003,
          "another process keeps '%s' in vault '%s' now"
              .formatted(database.database().name(), database.vault().name()),
          "what it writes is not lost",
          "wait; it is asked for again");
    }
    if (outcome.why().isPresent()) {
      throw outcome.why().get().asException();
    }
  }

  private BackupSources sources() throws ProblemException {
    return controlled
        .platform()
        .ability(controlled.workload(), BackupSources.class)
        .orElseThrow(() ->
            BackedUpDatabase.refusal(controlled.file().plan(), controlled.platform().kind())
                .orElseThrow()
                .asException());
  }

  /// @param inRun whether the run that is open asks for it
  private Outcome unlessBusy(
      BackedUpDatabase database, BackupSources sources, boolean now, boolean inRun)
      throws InterruptedException, ProblemException {
    var folder = controlled.state().resolve(LOCKS);
    try {
      DurableFile.createFolders(folder);
      var lock = ExclusiveLock.ifFree(folder.resolve(database.host() + ".lock"));
      if (lock.isEmpty()) {
        return outcome(database, Did.WAITED, Optional.empty(), 0, Optional.empty());
      }
      try (var _ = lock.get()) {
        return backUp(database, sources, now, inRun);
      }
    } catch (IOException unlocked) {
      throw Problem.lasting(
              Code.LB9003,
              FileFailure.told(unlocked),
              "nothing was read or written",
              "make room or mend the permission, then run it again")
          .asException(unlocked);
    }
  }

  private Outcome backUp(
      BackedUpDatabase database, BackupSources sources, boolean now, boolean inRun)
      throws InterruptedException, ProblemException {
    var placed = controlled.placement();
    if (placed.openRun().isPresent() && !inRun) {
      return outcome(database, Did.WAITED, Optional.empty(), 0, Optional.empty());
    }
    database.requireLawful(database.vault());
    try (var vault = vaults.open(database.vault())) {
      var asked = host.clock().instant();
      var kept = vault.kept(database);
      var due = now ? BackupDue.BASE : BackupDue.of(database.policy(), kept, asked);
      due = inRun && due == BackupDue.NOTHING ? BackupDue.LOG : due;
      Optional<PlanVault.Taken> taken = Optional.empty();
      if (due != BackupDue.NOTHING) {
        var from = sources.of(placed.writer(), database.database());
        vault.retain(database);
        taken = Optional.of(vault.take(database, from, due == BackupDue.BASE));
      }
      // What was taken, and a gap before it, is told whatever fails.
      var known = known(database, kept, taken, asked, placed.epoch());
      var failures = new ArrayList<>(note(known).stream().toList());
      if (taken.flatMap(PlanVault.Taken::snapshot).isPresent()) {
        var took = Duration.between(asked, host.clock().instant());
        try {
          new BaseNotes(controlled)
              .taken(vault.kept(database), taken.get(), database, asked, took)
              .ifPresent(failures::add);
        } catch (ProblemException silent) {
          failures.add(silent.problem());
        }
      }
      int copied = 0;
      try {
        copied = copy(vault, database);
        database.copy().flatMap(it -> note(known.in(it.name()))).ifPresent(failures::add);
      } catch (ProblemException failed) {
        failures.addFirst(failed.problem());
      }
      var did = taken.map(it -> it.snapshot().isPresent() ? Did.BASE : Did.LOG);
      return failures.isEmpty()
          ? outcome(database, did.orElse(Did.NOTHING), taken, copied, Optional.empty())
          : outcome(database, Did.FAILED, taken, copied, Optional.of(Problem.several(failures)));
    }
  }

  /// Whoever asks for the status of the plan need not read the vaults.
  ///
  /// @return why it cannot be written
  private Optional<Problem> note(KnownBackup known) {
    try {
      WatchSources.made(controlled).notes().keep(known);
      return Optional.empty();
    } catch (ProblemException unwritten) {
      var why = unwritten.problem();
      return Optional.of(
          Problem.lasting(
              why.code(),
              "'status' will not know of what was kept: " + why.happened(),
              "the vault has it all the same",
              why.action()));
    }
  }

  private KnownBackup known(
      BackedUpDatabase database,
      KeptDatabase kept,
      Optional<PlanVault.Taken> taken,
      Instant asked,
      long epoch) {
    var name = database.database().name();
    var notes = WatchSources.of(controlled).notes();
    var before =
        new PointNotes(notes, controlled.workload().name()).note(database, database.vault().name());
    var base = taken.flatMap(PlanVault.Taken::snapshot).map(_ -> asked);
    var reached = kept.bases().stream().findFirst().map(KeptDatabase.Base::reaches);
    return new KnownBackup(
        controlled.workload().name(),
        name,
        database.vault().name(),
        base.or(() -> kept.lastBase(asked)),
        taken.map(it -> it.ended().orElse(asked)).or(() -> kept.restorable(asked)),
        taken.map(PlanVault.Taken::reaches).or(() -> reached),
        taken.map(_ -> epoch).or(() -> before.flatMap(KnownBackup::epoch)),
        taken.map(PlanVault.Taken::timeline).or(() -> before.flatMap(KnownBackup::timeline)),
        taken.map(PlanVault.Taken::server).or(() -> before.flatMap(KnownBackup::server)));
  }

  private int copy(PlanVault from, BackedUpDatabase database)
      throws InterruptedException, ProblemException {
    if (database.copy().isEmpty()) {
      return 0;
    }
    database.requireLawful(database.copy().get());
    try (var to = vaults.open(database.copy().get())) {
      to.retain(database);
      return from.copyTo(to, database);
    }
  }

  private Outcome outcome(
      BackedUpDatabase database,
      Did did,
      Optional<PlanVault.Taken> taken,
      int copied,
      Optional<Problem> why) {
    var next = BackupDue.next(database.policy(), database.host(), host.clock().instant());
    return new Outcome(database, did, taken, copied, why, next);
  }
}
