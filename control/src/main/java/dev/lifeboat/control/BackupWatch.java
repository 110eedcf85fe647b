package dev.lifeboat.control;

import dev.lifeboat.control.PlanBackup.Did;
import dev.lifeboat.control.PlanBackup.Outcome;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.watch.Repetition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Keeps backups of a workload beside whoever watches its primary, until it is closed.
public final class BackupWatch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final PlanBackup backup;
  private final PlanProof proof;
  private final ProgressListener progress;
  private final Repetition looks;
  private final Repetition ages;
  private final Optional<Repetition> proofs;
  private final Set<String> late = new HashSet<>();
  private Instant next = Instant.MIN;
  private Instant looked = Instant.MIN;
  private Optional<String> trouble = Optional.empty();

  /// Begins at once, with what was missed.
  public BackupWatch(PlanBackup backup, ProgressListener progress) {
    this(backup, progress, true);
  }

  /// Beside a drill, which a restore test would take its time and its servers from.
  public static BackupWatch besideDrill(PlanBackup backup, ProgressListener progress) {
    return new BackupWatch(backup, progress, false);
  }

  private BackupWatch(PlanBackup backup, ProgressListener progress, boolean proves) {
    this.backup = backup;
    this.proof = new PlanProof(backup.controlled(), backup.vaults(), backup.host());
    this.progress = progress;
    this.looks = Repetition.begun("backup", backup.host().pause(), LOOK, this::look);
    // A base, a copy or a vault that hangs holds the other one up.
    this.ages = Repetition.begun("backup age", backup.host().pause(), LOOK, this::tellAges);
    this.proofs =
        proves
            ? Optional.of(
                Repetition.begun("restore test", backup.host().pause(), LOOK, this::prove))
            : Optional.empty();
  }

  private void look() throws InterruptedException {
    var workload = backup.controlled().workload();
    var now = backup.host().clock().instant();
    if (workload.backup().isEmpty() || (now.isBefore(next) && !isSetBack(now))) {
      return;
    }
    looked = now;
    next = BackupDue.next(workload.backup().get(), workload.name(), now);
    try {
      backup.run(false).forEach(this::tell);
    } catch (ProblemException refused) {
      tellOnce(refused.problem().happened());
      next = Instant.MAX; // Nothing of it changes while the platform is the same.
    } catch (RuntimeException fault) {
      tellOnce(fault.toString()); // Else nobody would keep any more, in silence.
    }
  }

  /// A clock that was ahead would else keep backups off until it is that late again.
  private boolean isSetBack(Instant now) {
    return now.isBefore(looked) && next.isBefore(Instant.MAX);
  }

  private void tellAges() {
    try {
      BackupAges.of(backup.controlled(), backup.host().clock().instant())
          .noted()
          .forEach(this::tell);
    } catch (RuntimeException fault) {
      tellOnce(fault.toString()); // As above.
    }
  }

  /// A restore of all of it takes as long as it takes: nothing waits for it.
  private void prove() throws InterruptedException {
    try {
      proof.runDue(it -> tellOnce(it.happened())).forEach(this::tell);
    } catch (RuntimeException | Error fault) {
      tellOnce(fault.toString()); // As above, also where what comes back fills the memory.
    }
  }

  private void tell(PlanProof.Outcome outcome) {
    if (outcome.unnoted().isPresent() && outcome.unnoted().equals(outcome.problem())) {
      return; // It passes, and was told of.
    }
    var of =
        "a restore of %s from %s"
            .formatted(outcome.database().database().name(), outcome.vault().name());
    progress.tell(
        "backup",
        outcome.proof().isProven() ? "proven" : "unproven",
        outcome
            .proof()
            .why()
            .map(it -> "%s proves nothing: %s".formatted(of, it))
            .orElseGet(() -> of + " was tried, and is right"));
  }

  private void tell(BackupAge age) {
    var of = "'%s' in vault '%s'".formatted(age.database(), age.vault());
    if (age.isLate() && late.add(of)) {
      progress.tell("backup", "late", age.concern().orElseThrow().phrase());
    } else if (age.log().isPresent() && !age.isLate() && late.remove(of)) {
      progress.tell("backup", "in-time", of + " is kept as planned again");
    }
  }

  private synchronized void tell(Outcome outcome) {
    var name = outcome.database().database().name();
    outcome.why().ifPresent(it -> tellOnce("%s: %s".formatted(name, it.happened())));
    var taken = outcome.taken();
    if (taken.isPresent()) {
      trouble = outcome.why().isEmpty() ? Optional.empty() : trouble;
      taken.get().gap().ifPresent(why -> progress.tell("backup", "gap", name + ": " + why));
      if (outcome.did() == Did.BASE) {
        progress.tell(
            "backup",
            "done",
            "a base of %s in %s, with log up to %s"
                .formatted(name, outcome.database().vault().name(), taken.get().reaches()));
      }
    }
  }

  private synchronized void tellOnce(String why) {
    if (!trouble.equals(Optional.of(why))) {
      progress.tell("backup", "failed", why);
    }
    trouble = Optional.of(why);
  }

  /// Returns once the backup that it may be at has stopped.
  @Override
  public void close() {
    proofs.ifPresent(Repetition::end);
    ages.end();
    looks.end();
  }
}
