package dev.lifeboat.drill;

import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.SpanText;
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
record ShareDrill(DrillContext context, int percent) {
  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  // For the controller to take it back before the front door does.
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(200);
  // Of one in twenty of them enough get there in ten seconds, at the default rate of writes.
  private static final int READS_PER_TEN_WRITES = 20;
  private static final String MOVES_NOBODY = "reads were lent and nothing was failed over";

  /// What was seen of the loan.
  ///
  /// @param behind how far the copies were behind at most; empty when that was never seen
  private record Seen(Instant begun, Instant ended, LoanStatus lent, Optional<Duration> behind) {}

  DrillResult hold() throws InterruptedException, ProblemException {
    Shareable.require(context.plan(), context.workload());
    context.requireFrontDoor();
    var drill = UnmovedDrill.begin(context, DrillKind.SHARE.word());
    var load = new Drills.Load(context.plan().canary().ratePerSecond(), READS_PER_TEN_WRITES);
    Seen seen;
    var canary = drill.canary(load);
    try (canary) {
      canary.warmUp();
      seen = lend(loan(drill.client()), canary);
      context.clock().pause(LOOK);
      canary.stop();
    }
    var end = drill.end(FaultTime.at(seen.begun()), canary, _ -> {});
    var objectives = context.workload().objectives();
    var writes = DrillFigures.of(objectives, end.canary()).measured().writes();
    var unmeasured = DrillSubject.unmeasured(objectives, MOVES_NOBODY);
    var criteria =
        new Criteria(
            new Criteria.Course(ScenarioCourse.REHEARSED, borne(seen.lent())),
            Criterion.unknown(MOVES_NOBODY),
            Criterion.unknown(MOVES_NOBODY),
            CriteriaJudge.unnoticed(writes),
            end.integrity(),
            speed(seen.lent()));
    return drill.result(
        new DrillResult.Measured(unmeasured.rto(), unmeasured.rpo(), writes),
        criteria,
        end,
        new DrillResult.Rehearsed(share(seen), null),
        List.of(end.canary().verdict()));
  }

  private Loan loan(String client) {
    var limits = context.workload().failback();
    return new Loan(
        client, percent, limits.maxErrorsPerMille(), limits.maxLatency(), LONGEST.plus(MARGIN));
  }

  private Seen lend(Loan loan, CanarySession canary) throws InterruptedException, ProblemException {
    var loans = context.required(Loans.class, "a loan of reads");
    return context.phase(
        DrillPhase.SHARE,
        "%d %% of the reads to %s".formatted(percent, context.away()),
        () -> lend(loans, loan, canary),
        seen ->
            "%s there, %d failed; %s"
                .formatted(
                    Count.of(seen.lent().away().requests(), "read"),
                    seen.lent().away().failed(),
                    seen.lent().over().orElse("taken back")));
  }

  private Seen lend(Loans loans, Loan loan, CanarySession canary)
      throws InterruptedException, ProblemException {
    var begun = context.clock().now();
    Optional<Duration> behind;
    try {
      loans.begin(loan);
      behind = untilKnown(loans, loan, canary);
    } finally {
      loans.end(loan);
    }
    return new Seen(begun, context.clock().now(), loans.look(loan), behind);
  }

  /// Looks on until enough reads were answered there, until the front door has taken them back, or
  /// until nobody reads any more.
  ///
  /// @return how far the copies were behind at most
  private Optional<Duration> untilKnown(Loans loans, Loan loan, CanarySession canary)
      throws InterruptedException, ProblemException {
    var replicas = context.replicas();
    var behind = Optional.<Duration>empty();
    while (!known(loans.look(loan)) && canary.ended().isEmpty()) {
      var now = context.clock().now();
      for (var replica : replicas.look()) {
        var late = replica.completeUntil().map(until -> Duration.between(until, now));
        if (late.isPresent() && (behind.isEmpty() || late.get().compareTo(behind.get()) > 0)) {
          behind = late.filter(it -> !it.isNegative()).or(() -> Optional.of(Duration.ZERO));
        }
      }
      context.clock().pause(LOOK);
    }
    return behind;
  }

  /// Whether nothing more is to be learned of a loan.
  static boolean known(LoanStatus lent) {
    boolean enough =
        lent.away().requests() >= Performance.FEWEST && lent.lasts().compareTo(SHORTEST) >= 0;
    return enough || lent.over().isPresent() || lent.lasts().compareTo(LONGEST) >= 0;
  }

  /// Whether the recovery region bore its share until it was taken back by us.
  static Criterion borne(LoanStatus lent) {
    var seen =
        "%s of clients in %s, %d failed, %d slow"
            .formatted(
                Count.of(lent.away().requests(), "read"),
                SpanText.measured(lent.lasts()),
                lent.away().failed(),
                lent.away().slow());
    var over = lent.over().orElse(Loan.TAKEN_BACK);
    if (!over.equals(Loan.TAKEN_BACK)) {
      return Criterion.missed("the front door took them back: %s; %s".formatted(over, seen));
    }
    return lent.away().requests() == 0
        ? Criterion.unknown("no client's read fell to the recovery region")
        : Criterion.met(seen);
  }

  static Performance speed(LoanStatus lent) {
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
        context.away(),
        percent,
        SpanText.number(Duration.between(seen.begun(), seen.ended())),
        seen.lent().over().orElse(Loan.TAKEN_BACK),
        seen.behind().map(SpanText::number).orElse(null),
        seen.lent().home(),
        seen.lent().away());
  }
}
