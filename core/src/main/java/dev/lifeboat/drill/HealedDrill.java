package dev.lifeboat.drill;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.measure.Fault;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Check;
import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds a drill whose fault must heal in place: what guards the broken part starts it again, the
/// watch never calls the primary lost, and the writer stays where it is, under the same epoch.
final class HealedDrill {
  private static final Duration SHORTEST_PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final String NO_RUN = "nothing was moved";

  private final Stage stage;
  private final Scenario scenario;
  private final RunFolder files;
  private final Instant began;

  /// @param files reserved for this drill; no run is opened in them
  HealedDrill(Stage stage, Scenario scenario, RunFolder files, Instant began) {
    this.stage = stage;
    this.scenario = scenario;
    this.files = files;
    this.began = began;
  }

  /// What was seen until the canary was stopped.
  ///
  /// @param recoveredAt from when on everything served again
  private record Seen(
      Fault fault,
      Criterion course,
      Criterion function,
      Optional<Instant> capacityAt,
      Instant recoveredAt) {}

  DrillResult hold() throws InterruptedException, ProblemException {
    stage.keepPlan(files);
    var faults = scenario.faults(stage.plan(), stage.workload());
    var before = stage.site().inventory();
    var client = files.run().value();
    Seen seen;
    try (var canary =
        stage.site().startCanary(stage.workload(), client, stage.rate(), files.canary())) {
      stage.warmUp(canary);
      seen = breakAndLook(faults, canary);
      canary.stop();
    } finally {
      stage.heal(faults);
    }
    var measured = measured(noticed(seen.fault()), client);
    var after = stage.sameData("afterwards");
    var integrity = stage.bothSides(List.of(client)).and(after.criterion("afterwards"));
    stage.site().forget(stage.workload(), client);
    var residue = stage.leftBehind(before, List.of(client));
    var figures =
        new Figures(
            stage.workload().objectives(),
            measured.measurement(),
            measured.why(),
            Optional.empty(),
            seen.capacityAt().map(at -> Duration.between(seen.fault().at(), at)));
    var judging = new Judging(stage.plan(), stage.workload(), scenario, files);
    var criteria =
        judging.criteria(
            figures,
            seen.course(),
            seen.function(),
            integrity,
            judging.performance(seen.fault().at(), seen.recoveredAt()));
    var data = new DrillResult.Data(null, after, NO_RUN + ", so there was no return");
    return result(figures, criteria, residue, data);
  }

  private Seen breakAndLook(List<dev.lifeboat.provider.Fault> faults, Site.Canary canary)
      throws InterruptedException, ProblemException {
    var placed = stage.placements().read(stage.workload().name());
    try (var ordeal = ordeal(faults)) {
      var broken = ordeal.endure();
      stage.narrator().begins("heal", "it recovers in place");
      boolean back =
          canary.awaitSteady(stage.plan().canary().confirm(), (int) longest().toSeconds());
      var function = function();
      var capacity = capacity();
      var recoveredAt = stage.clock().instant();
      stage
          .narrator()
          .ends(
              "heal",
              (back ? "serves again after " : "not served after ")
                  + Seconds.of(broken.at(), recoveredAt));
      if (back) {
        stage.coolDown();
      }
      var course = stayed(placed).and(ordeal.course());
      return new Seen(broken, course, function, capacity, recoveredAt);
    }
  }

  /// Until it must have healed. Where a canary needs longer to be served, so does this.
  private Duration longest() {
    var steady = stage.site().patience().steady();
    return steady.compareTo(SHORTEST_PATIENCE) > 0 ? steady : SHORTEST_PATIENCE;
  }

  /// Where a place tells late that something was broken, the canary knows better when.
  private Fault noticed(Fault told) {
    return scenario == Scenario.FLAPPING || scenario == Scenario.REPLICATION_STALL
        ? told
        : Evidence.noticed(files, told);
  }

  private Ordeal ordeal(List<dev.lifeboat.provider.Fault> faults) throws ProblemException {
    if (scenario == Scenario.FLAPPING) {
      return new Dipping(stage, faults);
    }
    return scenario == Scenario.REPLICATION_STALL
        ? new Stall(stage, faults)
        : new Crash(stage, scenario.word(), faults.getFirst());
  }

  private Criterion stayed(Optional<Placement> before) throws ProblemException {
    var now = stage.placements().read(stage.workload().name());
    return now.equals(before)
        ? Criterion.met(
            "no failover: the writer stayed in %s under epoch %d"
                .formatted(
                    stage.plan().primary().name(), now.map(Placement::highestEpoch).orElse(0L)))
        : Criterion.missed("the placement was %s and is %s".formatted(before, now));
  }

  /// The plan's checks, each until it passes.
  private Criterion function() throws InterruptedException, ProblemException {
    var verifier = stage.site().world(stage.workload(), stage.people()).verifier();
    var checks = stage.workload().verify();
    for (Check check : checks) {
      var end = stage.clock().instant().plus(longest());
      while (!(verifier.verify(check) instanceof Observation.Met)) {
        if (stage.clock().instant().isAfter(end)) {
          return Criterion.missed("%s does not pass".formatted(check.http()));
        }
        stage.pause().of(LOOK);
      }
    }
    return Criterion.met(
        checks.isEmpty()
            ? "the plan asks for no check beside the canary's writes"
            : Judging.checks(checks.size()));
  }

  /// When every service had all its instances again; empty when one has not.
  private Optional<Instant> capacity() throws InterruptedException, ProblemException {
    var provider = stage.site().world(stage.workload(), stage.people()).provider();
    var end = stage.clock().instant().plus(longest());
    for (var service : stage.workload().resources(Service.class)) {
      var goal =
          new Goal.Running(
              service.name(), stage.plan().primary().name(), service.instances().serving(), 0);
      while (!(provider.reconciler(goal).observe(goal) instanceof Observation.Met)) {
        if (stage.clock().instant().isAfter(end)) {
          return Optional.empty();
        }
        stage.pause().of(LOOK);
      }
    }
    return Optional.of(stage.clock().instant());
  }

  private Evidence.Result measured(Fault fault, String client) throws InterruptedException {
    var home = stage.plan().primary().name();
    stage.narrator().begins("measure", "which writes survive in " + home);
    var result =
        Evidence.measure(
            files,
            home,
            fault,
            stage.site().rows(stage.workload(), home, client),
            stage.site().objects(stage.workload(), home, client));
    stage.narrator().ends("measure", result.phrase());
    return result;
  }

  private DrillResult result(
      Figures figures, Criteria criteria, List<String> residue, DrillResult.Data data) {
    var verdicts = new ArrayList<Verdict>();
    verdicts.add(figures.verdict());
    verdicts.add(Judging.verdict(criteria));
    if (!residue.isEmpty()) {
      verdicts.add(new Verdict(Outcome.FAILED, "left behind: " + residue));
    }
    var worst = Verdict.worst(verdicts);
    return new DrillResult(
        DrillResult.SCHEMA,
        stage.plan().name(),
        stage.workload().name(),
        scenario.word(),
        worst.outcome(),
        worst.why().isEmpty() ? null : worst.why(),
        files.run().value(),
        began.toString(),
        Seconds.number(Duration.between(began, stage.clock().instant())),
        figures.rto(),
        figures.rpo(),
        figures.writes(),
        new DrillResult.FenceProof(false, List.of()),
        DrillResult.Ledger.none(NO_RUN + ", so there is no old side"),
        new DrillResult.Failback(null, null, null, null, NO_RUN + ", so nothing was brought home"),
        residue,
        new DrillResult.EvidenceOf(
            files.folder().toString(), null, NO_RUN + ", so there is no journal to seal"),
        List.of(),
        criteria,
        null,
        data,
        null,
        null);
  }
}
