package dev.lifeboat.assess;

import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Tier;
import dev.lifeboat.problem.Code;
import java.util.Optional;
import java.util.function.Supplier;

/// Finds a planned strategy that does not give what the business asked for.
enum ObjectiveRule implements GapRule {
  TOO_LONG(Code.LB8001) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      var objective = it.workload().objectives().rto();
      if (it.rto().compareTo(objective) <= 0) {
        return Optional.empty();
      }
      return found(it, () -> new GapWords(outFor(it), shorter(it)));
    }

    private static String outFor(WorkloadAssessment it) {
      return "is estimated to be out for "
          + SpanText.estimated(it.rto())
          + " ("
          + it.planned().estimate().basis().word()
          + ")"
          + it.waitsFor().map(name -> ", with the wait for '" + name + "'").orElse("")
          + "; its RTO is "
          + SpanText.estimated(it.workload().objectives().rto());
    }

    private static String shorter(WorkloadAssessment it) {
      return it.waitsFor()
          .map(name ->
              it.workload().needs().thirdParties().containsKey(name)
                  ? "a way to do without '" + name + "', or a longer rto"
                  : "give '" + name + "' a faster strategy, or this one a longer rto")
          .orElseGet(() -> stronger(it, "failover.trigger: automatic, or a longer rto"));
    }
  },
  TOO_MUCH(Code.LB8002) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      var objective = it.workload().objectives().rpo();
      var estimate = it.planned().estimate();
      if (estimate.rpo().compareTo(objective) <= 0) {
        return Optional.empty();
      }
      return found(
          it,
          () ->
              new GapWords(
                  "is estimated to lose the writes of %s (%s); its RPO is %s"
                      .formatted(
                          SpanText.estimated(estimate.rpo()),
                          estimate.rpoBasis().word(),
                          SpanText.estimated(objective)),
                  stronger(it, "replication: synchronous for its stores, or a higher rpo")));
    }
  },
  TOO_WEAK(Code.LB8003) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return isWeak(it)
          ? Optional.of(
              new Found(
                  Severity.MEDIUM,
                  () ->
                      new GapWords(
                          "has "
                              + it.workload().strategy().word()
                              + " and needs "
                              + it.advice().strategy().word(),
                          "strategy: "
                              + it.advice().strategy().word()
                              + ", if you agree: "
                              + it.advice().because())))
          : Optional.empty();
    }
  },
  NO_RUNBOOK(Code.LB8004) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return all.input().compiles().test(it.workload(), it.workload().strategy())
          ? Optional.empty()
          : found(
              it,
              () ->
                  new GapWords(
                      "has %s, which no run can follow yet"
                          .formatted(it.workload().strategy().word()),
                      "strategy: warm-standby or pilot-light"));
    }
  },
  PROMISED_MORE(Code.LB8022) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      if (all.people().isWithoutClients()) {
        return Optional.empty();
      }
      var promised =
          all.people()
              .clientsOf(it.name())
              .filter(client -> client.tier().filter(tier -> isMore(tier, it)).isPresent())
              .map(client -> "%s (%s)".formatted(client.name(), client.tier().orElseThrow().name()))
              .sorted()
              .toList();
      return promised.isEmpty()
          ? Optional.empty()
          : found(
              it,
              () ->
                  new GapWords(
                      "has an RTO of %s and an RPO of %s, and more was promised to %s"
                          .formatted(
                              SpanText.estimated(it.workload().objectives().rto()),
                              SpanText.estimated(it.workload().objectives().rpo()),
                              String.join(", ", promised)),
                      "objectives of that tier, or another tier of the client",
                      promised));
    }
  };

  private final Code code;

  ObjectiveRule(Code code) {
    this.code = code;
  }

  @Override
  public Code code() {
    return code;
  }

  private static boolean isMore(Tier tier, WorkloadAssessment than) {
    var objectives = than.workload().objectives();
    return tier.rto().compareTo(objectives.rto()) < 0 || tier.rpo().compareTo(objectives.rpo()) < 0;
  }

  static boolean isWeak(WorkloadAssessment it) {
    return it.workload().strategy().compareTo(it.advice().strategy()) < 0;
  }

  private static Optional<Found> found(WorkloadAssessment it, Supplier<GapWords> words) {
    return Optional.of(new Found(Severity.of(it.criticality()), words));
  }

  private static String stronger(WorkloadAssessment it, String otherwise) {
    return isWeak(it)
        ? "strategy: " + it.advice().strategy().word() + ", or " + otherwise
        : otherwise;
  }
}
