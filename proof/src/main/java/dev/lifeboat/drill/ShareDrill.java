package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Performance;
import dev.lifeboat.scenario.ScenarioCourse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Holds a drill that lends the recovery region a share of the clients' reads, watches how they
/// fare, and takes them back. Writes never leave the primary.
final class ShareDrill {
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  // For the controller to take it back before the front door does.
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(200);
  // Of one in twenty of them enough get there in ten seconds, at the default rate of writes.
  private static final int READS_PER_TEN_WRITES = 20;
  private static final String MOVES_NOBODY = "reads were lent and nothing was failed over";

  private final DrillContext context;
  private final int percent;

  ShareDrill(DrillContext context, int percent) {
    this.context = context;
    this.percent = percent;
  }

  /// What was seen of the loan.
  ///
  /// @param behind how far the copies were behind at most; empty when that was never seen
  private record Seen(Instant begun, Instant ended, LoanStatus lent, Optional<Duration> behind) {}

  DrillResult hold() throws InterruptedException, ProblemException {
    Shareable.require(context.plan(), context.workload());
    context.requireNoRun();
    var began = context.clock().instant();
    var files = context.runs().reserve();
    context.keepPlan(files);
    var before = context.inventory();
    var client = files.run().value();
    var rehearsal = new Rehearsal(context, DrillKind.SHARE, files, began);
    var load = new Drills.Load(context.rate(), READS_PER_TEN_WRITES);
    Seen seen;
    try (var canary = context.drills().startCanary(client, load, files.canary())) {
      context.warmUp(canary);
      seen = lend(loan(client));
      context.pause().of(LOOK);
      canary.stop();
    }
    var writes = rehearsal.writes(seen.begun());
    var after = context.sameData("afterwards");
    var integrity = context.bothSides(List.of(client)).and(after.criterion("afterwards"));
    var residue = context.leftBehind(before, List.of(client));
    var criteria =
        new Criteria(
            Criteria.Course.of(ScenarioCourse.REHEARSED, borne(seen.lent())),
            Criterion.unknown(MOVES_NOBODY),
            Criterion.unknown(MOVES_NOBODY),
            Rehearsal.unnoticed(writes),
            integrity,
            speed(seen.lent()));
    return rehearsal.result(
        new RehearsalResult.Shown(
            rehearsal.noRto(MOVES_NOBODY),
            rehearsal.noRpo(MOVES_NOBODY),
            writes,
            criteria,
            after,
            share(seen),
            null),
        List.of(),
        residue);
  }

  private Loan loan(String client) {
    var limits = context.workload().failback();
    return new Loan(
        client, percent, limits.maxErrorsPerMille(), limits.maxLatency(), LONGEST.plus(MARGIN));
  }

  private Seen lend(Loan loan) throws InterruptedException, ProblemException {
    var loans = context.required(Loans.class, "a loan of reads");
    context
        .narrator()
        .begins(
            "share",
            "%d %% of the reads to %s".formatted(percent, context.plan().recovery().name()));
    var begun = context.clock().instant();
    Optional<Duration> behind;
    try {
      loans.begin(loan);
      behind = untilKnown(loans, loan);
    } finally {
      loans.end(loan);
    }
    var lent = loans.look(loan);
    context
        .narrator()
        .ends(
            "share",
            "%d reads there, %d failed; %s"
                .formatted(
                    lent.away().requests(),
                    lent.away().failed(),
                    lent.over().orElse("taken back")));
    return new Seen(begun, context.clock().instant(), lent, behind);
  }

  /// Looks on until enough reads were answered there, or until the front door has taken them back.
  ///
  /// @return how far the copies were behind at most
  private Optional<Duration> untilKnown(Loans loans, Loan loan)
      throws InterruptedException, ProblemException {
    var replicas = context.replicas();
    var behind = Optional.<Duration>empty();
    while (true) {
      var lent = loans.look(loan);
      boolean known =
          lent.away().requests() >= Performance.FEWEST && lent.lasts().compareTo(SHORTEST) >= 0;
      if (known || lent.over().isPresent() || lent.lasts().compareTo(LONGEST) >= 0) {
        return behind;
      }
      var now = context.clock().instant();
      for (var replica : replicas.look()) {
        var late = replica.completeUntil().map(until -> Duration.between(until, now));
        if (late.isPresent() && (behind.isEmpty() || late.get().compareTo(behind.get()) > 0)) {
          behind = late.filter(it -> !it.isNegative()).or(() -> Optional.of(Duration.ZERO));
        }
      }
      context.pause().of(LOOK);
    }
  }

  /// Whether the recovery region bore its share until it was taken back by us.
  static Criterion borne(LoanStatus lent) {
    var seen =
        "%d reads of clients in %s, %d failed, %d slow"
            .formatted(
                lent.away().requests(),
                Seconds.of(lent.lasts()),
                lent.away().failed(),
                lent.away().slow());
    if (!lent.over().orElse(Loan.TAKEN_BACK).equals(Loan.TAKEN_BACK)) {
      return Criterion.missed(
          "the front door took them back: %s; %s".formatted(lent.over().get(), seen));
    }
    return lent.away().requests() == 0
        ? Criterion.unknown("no client's read fell to the recovery region")
        : Criterion.met(seen);
  }

  private static Performance speed(LoanStatus lent) {
    var home = lent.home().medianMillis();
    var away = lent.away().medianMillis();
    if (home == null || away == null || lent.away().requests() < Performance.FEWEST) {
      return Performance.unknown(
          "fewer than %d reads were answered there".formatted(Performance.FEWEST));
    }
    return Performance.of(home, away, "at home");
  }

  private ReadsShare share(Seen seen) {
    return new ReadsShare(
        context.plan().recovery().name(),
        percent,
        Seconds.number(Duration.between(seen.begun(), seen.ended())),
        seen.lent().over().orElse(Loan.TAKEN_BACK),
        seen.behind().map(Seconds::number).orElse(null),
        seen.lent().home(),
        seen.lent().away());
  }
}
