package dev.lifeboat.assess;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.DrillRhythm.Kind;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Finds what a recovery rests on and the plan does not prepare.
enum PreparationRule implements GapRule {
  NO_STANDBY(Code.LB8007) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      if (it.workload().strategy().compareTo(Strategy.WARM_STANDBY) < 0) {
        return Optional.empty();
      }
      var without =
          names(it.workload(), Service.class, service -> service.instances().standby() == 0);
      return without.isEmpty()
          ? Optional.empty()
          : found(
              Severity.of(it.criticality()),
              () ->
                  new GapWords(
                      "has %s, and no standby runs of %s"
                          .formatted(
                              it.workload().strategy().word(), String.join(" and ", without)),
                      "instances: { standby: 1 }, or strategy: pilot-light",
                      without));
    }
  },
  DELETES_SPREAD(Code.LB8008) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      var passing = names(it.workload(), Bucket.class, Bucket::replicateDeletes);
      return passing.isEmpty()
          ? Optional.empty()
          : found(
              Severity.MEDIUM,
              () ->
                  new GapWords(
                      "passes deletes on to the copy of " + String.join(" and ", passing),
                      "replicateDeletes: false",
                      passing));
    }
  },
  NOT_VERIFIED(Code.LB8009) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return it.workload().verify().isEmpty()
          ? found(
              Severity.MEDIUM,
              "counts as moved without a request that was answered",
              "verify: [ { http: /ready, expect: 200 } ]")
          : Optional.empty();
    }
  },
  NO_OWNER(Code.LB8010) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return it.workload().owner().equals(Workload.NO_OWNER)
          ? found(Severity.MEDIUM, "has no owner who is told", "owner: with the team's name")
          : Optional.empty();
    }
  },
  NOBODY_ASKED(Code.LB8011) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return it.workload().failover().trigger() == Trigger.MANUAL
          ? found(
              Severity.MEDIUM,
              () ->
                  new GapWords(
                      "waits for somebody to see by himself that its region is lost; %s are assumed for it"
                          .formatted(SpanText.estimated(StrategyEstimates.NOTICED)),
                      "failover: { trigger: approval }"))
          : Optional.empty();
    }
  },
  NOT_PROVEN(Code.LB8012) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      var days = it.provenAt().map(at -> Duration.between(at, all.at()).toDays());
      boolean holds =
          it.provenAt()
              .filter(at -> !it.workload().holdsUntil(Kind.FULL, at).isBefore(all.at()))
              .isPresent();
      return !holds && all.historyRead()
          ? found(
              Severity.of(it.criticality()) == Severity.LOW ? Severity.LOW : Severity.MEDIUM,
              () ->
                  new GapWords(
                      it.drills()
                          .refuted()
                          .map("is not proven: "::concat)
                          .or(() -> days.map("was proven by a drill %d days ago, last"::formatted))
                          .orElse("has no drill that passed with the plan as it is now"),
                      "lifeboat drill %s --workload %s".formatted(all.input().file(), it.name())))
          : Optional.empty();
    }
  },
  /// As runs tell it; nobody knows it where they were not looked for.
  UNPROTECTED(Code.LB8034) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return it.drills()
          .unprotected()
          .flatMap(run ->
              found(
                  Severity.of(it.criticality()),
                  "has nowhere to go: since the failover %s nothing was made to follow its writer"
                      .formatted(run),
                  "lifeboat reprotect %s --workload %s".formatted(all.input().file(), it.name())));
    }
  },
  NO_IMPACT(Code.LB8014) {
    @Override
    public Optional<Found> look(WorkloadAssessment it, AssessedPlan all) {
      return it.workload().impact().isEmpty()
          ? found(
              Severity.LOW,
              "does not say what an outage costs",
              "impact: { revenuePerHour: 12000 USD }")
          : Optional.empty();
    }
  };

  private final Code code;

  PreparationRule(Code code) {
    this.code = code;
  }

  @Override
  public Code code() {
    return code;
  }

  private static Optional<Found> found(Severity severity, String message, String fix) {
    return found(severity, () -> new GapWords(message, fix));
  }

  private static Optional<Found> found(Severity severity, Supplier<GapWords> words) {
    return Optional.of(new Found(severity, words));
  }

  private static <T extends Resource> List<String> names(
      Workload workload, Class<T> type, Predicate<T> meant) {
    var names = new ArrayList<String>();
    for (var resource : workload.resources(type)) {
      if (meant.test(resource)) {
        names.add(resource.name());
      }
    }
    Collections.sort(names);
    return names;
  }
}
