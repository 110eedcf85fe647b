package dev.lifeboat.aws.function;

import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.provider.Succession;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Does what a state machine's own region cannot: looks at steps of the runbook and asks for them,
/// by the reconcilers of the engine, and claims the placement. Thread-safe.
///
/// The payload is `{"act":…,"plan":…,"workload":…}` and what the act needs:
///
/// - `duration` with `start` and `end` answers it in words;
/// - `placement` answers `writer`, its `epoch` and `highestEpoch`;
/// - `candidates` with `mode` answers `state`, which is `met` when every copy there may be promoted
///   without a person's word, and `why`;
/// - `claim` with `source`, `confirm`, `place` with `target`, `next-epoch` with `next`, `release`,
///   each with `run` and `epoch`;
/// - `observe` with `mode`, `step` and, for what takes a step back, `undo`, answers `state` (`met`,
///   `pending`, `unreachable`) and `why`; without `run` it is a look outside of any run, which
///   fails where the step could not be reached;
/// - `pursue` with the same and `run` and `epoch`; of a promotion also with `writer`, the epoch of
///   the writer that is replaced, and `acceptedLoss`, a person's word or an empty text.
public final class RunFunction {
  private final Plan plan;
  private final AwsAccount account;
  private final Clock clock;
  private @Nullable Known known;

  /// What is remembered from look to look, of one run alone.
  private record Known(String run, String workload, Reconcilers reconcilers) {}

  /// @param account where the plan's regions are
  public RunFunction(Plan plan, AwsAccount account, Clock clock) {
    this.plan = plan;
    this.account = account;
    this.clock = clock;
  }

  /// Does one act.
  ///
  /// @throws LateRunException when the run may not do it any more
  /// @throws ProblemException what else keeps it from being done; the caller looks again
  public Map<String, Object> handle(Map<String, Object> payload)
      throws ProblemException, InterruptedException {
    var ask = new Ask(payload);
    requireThisPlan(ask);
    try {
      return done(ask);
    } catch (ProblemException failed) {
      var code = failed.problem().code();
      if (code == Code.LB3002 || code == Code.LB3003) {
        throw new LateRunException(failed);
      }
      throw failed;
    }
  }

  private Map<String, Object> done(Ask ask) throws ProblemException, InterruptedException {
    switch (ask.text("act")) {
      case "placement" -> {
        var placed = account.placements().required(ask.text("workload"));
        return Map.of(
            "writer", placed.writer(),
            "epoch", placed.epoch(),
            "highestEpoch", placed.highestEpoch());
      }
      case "candidates" -> {
        return candidates(ask);
      }
      case "duration" -> {
        return Map.of("duration", duration(ask));
      }
      case "claim" -> placement(ask).claim(ask.text("source"));
      case "confirm" -> placement(ask).confirm();
      case "place" -> placement(ask).place(ask.text("target"));
      case "next-epoch" -> placement(ask).takeNext(ask.number("next"));
      case "release" -> placement(ask).release();
      case "observe" -> {
        return told(observe(ask));
      }
      case "pursue" -> pursue(ask);
      default -> throw wrong("the act '%s' is not known".formatted(ask.text("act")));
    }
    return Map.of();
  }

  /// Whole seconds, as `status` tells spans.
  private static String duration(Ask ask) throws ProblemException {
    try {
      var span = Duration.between(Instant.parse(ask.text("start")), Instant.parse(ask.text("end")));
      return SpanText.of(Duration.ofSeconds(span.toSeconds()));
    } catch (DateTimeException malformed) {
      throw wrong(String.valueOf(malformed.getMessage()));
    }
  }

  private ExecutionClaim placement(Ask ask) throws ProblemException {
    return new ExecutionClaim(
        account.placements(), ask.text("workload"), ask.run(), ask.number("epoch"));
  }

  private Map<String, Object> candidates(Ask ask) throws ProblemException, InterruptedException {
    var refused = Candidacy.of(runbook(ask), account.reconcilers(workload(ask))).noCandidates();
    var why = refused.stream().map(it -> it.happened() + ": " + it.means()).toList();
    return Map.of("state", refused.isEmpty() ? "met" : "no", "why", String.join("; ", why));
  }

  private static Map<String, Object> told(Observation seen) {
    var state =
        switch (seen) {
          case Observation.Met _ -> "met";
          case Observation.Pending _ -> "pending";
          case Observation.Unreachable _ -> "unreachable";
        };
    return Map.of("state", state, "why", seen.text());
  }

  private Observation observe(Ask ask) throws ProblemException, InterruptedException {
    return switch (step(ask)) {
      case Step.Reach reach -> {
        var goal = goal(ask, reach);
        var world = reconcilers(ask);
        var seen = world.observe(goal);
        if (!(seen instanceof Observation.Met) && ask.find("run").isEmpty()) {
          requirePossible(world.preflight(goal));
        }
        yield seen;
      }
      case Step.Verify verify -> account.verifier(workload(ask)).verify(verify.check());
      case Step.Ask _, Step.Tell _ ->
          throw wrong("step '%s' is between people".formatted(ask.text("step")));
    };
  }

  private static void requirePossible(Readiness readiness) throws ProblemException {
    var hindrance = readiness.hindrance();
    if (hindrance.isPresent()) {
      throw hindrance.get().asException();
    }
  }

  private void pursue(Ask ask) throws ProblemException, InterruptedException {
    if (!(step(ask) instanceof Step.Reach reach)) {
      return; // A check comes true by itself.
    }
    var goal = goal(ask, reach);
    if (goal instanceof Goal.Promoted) {
      placement(ask).place(goal.region());
    }
    var attempt =
        new Attempt(
            ask.run(),
            reach.id(),
            ask.number("epoch"),
            ask.attempt(),
            clock.instant().plus(reach.deadline()),
            goal instanceof Goal.Promoted ? succession(ask) : Succession.NONE);
    reconcilers(ask).reconciler(goal).pursue(goal, attempt);
  }

  /// Where the machine does not tell, nobody is replaced by what is no candidate.
  private static Succession succession(Ask ask) throws ProblemException {
    long writer = ask.find("writer").isPresent() ? ask.number("writer") : 0;
    var word = ask.find("acceptedLoss").map(Object::toString).filter(it -> !it.isBlank());
    return new Succession(writer, List.of(), word);
  }

  private static Goal goal(Ask ask, Step.Reach step) {
    return ask.find("undo")
        .map(index -> step.undo().get(((Number) index).intValue()))
        .orElseGet(step::goal);
  }

  private Step step(Ask ask) throws ProblemException {
    var id = new StepId(ask.text("step"));
    return Optional.ofNullable(runbook(ask).byId().get(id))
        .orElseThrow(() -> wrong("its runbook has no step '%s'".formatted(id.value())));
  }

  private Runbook runbook(Ask ask) throws ProblemException {
    var mode =
        Arrays.stream(Mode.values())
            .filter(it -> ask.find("mode").equals(Optional.of(it.word())))
            .findFirst()
            .orElseThrow(() -> wrong("it names no mode"));
    return new AwsKind().compiler().compile(plan, workload(ask), mode, plan.primary().name());
  }

  private Workload workload(Ask ask) throws ProblemException {
    var name = ask.text("workload");
    return Optional.ofNullable(plan.workloads().get(name))
        .orElseThrow(() -> wrong("the plan has no workload '%s'".formatted(name)));
  }

  /// Of this run: what another one saw first must not count as seen since this one's fence.
  private synchronized Reconcilers reconcilers(Ask ask) throws ProblemException {
    var run = ask.find("run").map(Object::toString);
    if (run.isEmpty()) {
      return account.reconcilers(workload(ask));
    }
    var present = known;
    if (present == null
        || !present.run().equals(run.get())
        || !present.workload().equals(ask.text("workload"))) {
      present = new Known(run.get(), ask.text("workload"), account.reconcilers(workload(ask)));
      known = present;
    }
    return present.reconcilers();
  }

  private void requireThisPlan(Ask ask) throws ProblemException {
    if (!ask.text("plan").equals(plan.sha256())) {
      throw wrong("the state machine was made from another plan than the function has");
    }
  }

  private static ProblemException wrong(String what) {
    return FunctionEvent.wrong(
        what, "make the state machine and the function from one plan and one release of Lifeboat");
  }

  /// What the function is asked.
  private record Ask(Map<String, Object> payload) {
    Optional<Object> find(String key) {
      return Optional.ofNullable(payload.get(key));
    }

    String text(String key) throws ProblemException {
      return find(key)
          .filter(String.class::isInstance)
          .map(String.class::cast)
          .orElseThrow(() -> wrong("the payload lacks the text '%s'".formatted(key)));
    }

    long number(String key) throws ProblemException {
      return find(key)
          .filter(Number.class::isInstance)
          .map(it -> ((Number) it).longValue())
          .orElseThrow(() -> wrong("the payload lacks the number '%s'".formatted(key)));
    }

    /// One more than the looks before it; the first where the machine does not tell.
    int attempt() throws ProblemException {
      return find("looks").isEmpty() ? 1 : Math.toIntExact(number("looks") + 1);
    }

    RunId run() throws ProblemException {
      try {
        return new RunId(text("run"));
      } catch (IllegalArgumentException malformed) {
        throw wrong(String.valueOf(malformed.getMessage()));
      }
    }
  }
}
