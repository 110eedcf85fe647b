package dev.lifeboat.control;

import dev.lifeboat.plan.BackupPolicy;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Age of what a vault has of a database.
///
/// @param base when the newest base was begun; empty where there is none, or nobody can tell
/// @param log up to when the database can be brought back; empty as `base`
/// @param proven when what it has was last restored in full, and was found to be right; empty where
///   it never was, or nobody can tell
/// @param concern that something is missing, later than planned, or not known
public record BackupAge(
    String database,
    String vault,
    Optional<Instant> base,
    Optional<Instant> log,
    Optional<Instant> proven,
    Optional<Concern> concern) {
  /// Log comes as often as `logs` says, and takes its time.
  private static final int MOST_LOGS = 2;

  /// @param file the plan, as it can be typed in a command
  static BackupAge of(
      BackedUpDatabase database,
      String vault,
      Optional<Instant> base,
      Optional<Instant> log,
      TriedRestores tried,
      Instant now,
      PlanFile file) {
    var name = database.database().name();
    var late =
        late(database.policy(), base, log, now)
            .map(it ->
                Problem.passing(
                    Code.LB9007,
                    it.formatted(name, vault),
                    "what was written since cannot be brought back from there",
                    "run 'lifeboat backup %s', and see that a watch or a timer keeps on"
                        .formatted(file.typed())))
            .or(() ->
                unproven(database, vault, tried, now)
                    .map(it ->
                        Problem.passing(
                            Code.LB9007,
                            it,
                            "whether anything can be brought back from there is not proven",
                            "run 'lifeboat restore %s --test'"
                                .formatted(file.typed(database.workload())))));
    var weight = weight(database, Weight.OBSTACLE);
    var concern =
        late.map(it -> Concern.explained(name, weight, it))
            .or(() -> tried.unknown().map(it -> unknown(database, vault, it)));
    return new BackupAge(name, vault, base, log, tried.proven(), concern);
  }

  private static Concern unknown(BackedUpDatabase database, String vault, String why) {
    var name = database.database().name();
    return new Concern(
        name,
        weight(database, Weight.UNKNOWN),
        "whether a restore of '%s' from vault '%s' was proven is not known: %s"
            .formatted(name, vault, why));
  }

  static BackupAge unknown(BackedUpDatabase database, String vault, Concern why) {
    return new BackupAge(
        database.database().name(),
        vault,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(why));
  }

  /// No backup says whether a failover gets there, unless backups are all that it has.
  static Weight weight(BackedUpDatabase of, Weight alone) {
    return of.workload().strategy() == Strategy.BACKUP_AND_RESTORE ? alone : Weight.WARNING;
  }

  /// Whether something is missing, or later than planned.
  boolean isLate() {
    return concern.flatMap(Concern::problem).filter(it -> it.code() == Code.LB9007).isPresent();
  }

  private static Optional<String> late(
      BackupPolicy policy, Optional<Instant> base, Optional<Instant> log, Instant now) {
    var since = now.minus(policy.logs().multipliedBy(MOST_LOGS));
    if (base.isEmpty()) {
      return Optional.of("there is no base of '%s' in vault '%s'");
    }
    if (log.isEmpty()) {
      return Optional.of("by its times no log of '%s' in vault '%s' was kept yet");
    }
    if (log.get().isBefore(since)) {
      return Optional.of(
          "what is kept of '%%s' in vault '%%s' ends %s ago, 'logs' is %s"
              .formatted(old(log.get(), now), SpanText.of(policy.logs())));
    }
    return base.get().isBefore(policy.snapshot().last(since))
        ? Optional.of(
            "the newest base of '%%s' in vault '%%s' is %s old, 'snapshot' is %s"
                .formatted(old(base.get(), now), policy.snapshot()))
        : Optional.empty();
  }

  /// What was never proven is as old as can be. One that failed is told however new another is.
  private static Optional<String> unproven(
      BackedUpDatabase database, String vault, TriedRestores tried, Instant now) {
    if (tried.unknown().isPresent()) {
      return Optional.empty();
    }
    var of = "restore of '%s' from vault '%s'".formatted(database.database().name(), vault);
    var proven = tried.proven();
    return tried
        .failed()
        .map(why -> "the last %s, to try it, proves nothing: %s".formatted(of, why))
        .or(() ->
            database
                .policy()
                .proveEvery()
                .filter(every -> proven.filter(it -> !it.plus(every).isBefore(now)).isEmpty())
                .map(every ->
                    proven
                            .map(it -> "the last proven %s is %s old".formatted(of, old(it, now)))
                            .orElse("no %s was ever proven".formatted(of))
                        + ", 'proveEvery' is "
                        + SpanText.of(every)));
  }

  private static String old(Instant then, Instant now) {
    return SpanText.rough(Duration.between(then, now));
  }
}
