package dev.lifeboat.runbook;

import dev.lifeboat.plan.Check;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Collects the steps of a runbook in stages: a step waits for all of the stage before its own.
final class StepList {
  // People answer within the hour or the run waits on; a check of a recovered workload is quick.
  private static final Duration ASK = Duration.ofHours(1);
  private static final Duration VERIFY = Duration.ofSeconds(60);
  private static final Duration TELL = Duration.ofSeconds(10);

  private final List<Step> steps = new ArrayList<>();
  private List<StepId> stage = List.of();

  /// The place from which [#afterAllSince] counts.
  int mark() {
    return steps.size();
  }

  /// What comes next waits for every step added since `mark`; without any, for what they would have
  /// waited for.
  void afterAllSince(int mark) {
    if (mark < steps.size()) {
      stage = since(mark);
    }
  }

  /// The steps added since `mark`.
  List<StepId> since(int mark) {
    return steps.subList(mark, steps.size()).stream().map(Step::id).toList();
  }

  /// What comes next waits for these.
  void after(List<StepId> ids) {
    stage = List.copyOf(ids);
  }

  /// What comes next waits for these so far.
  List<StepId> stage() {
    return stage;
  }

  void reach(String id, Goal goal, Duration deadline, Goal... undo) {
    steps.add(new Step.Reach(new StepId(id), goal, stage, deadline, List.of(undo)));
  }

  void ask(String id, String question) {
    int mark = mark();
    steps.add(new Step.Ask(new StepId(id), question, stage, ASK));
    afterAllSince(mark);
  }

  void verify(String id, Check check) {
    steps.add(new Step.Verify(new StepId(id), check, stage, VERIFY));
  }

  void tell(String id, String message) {
    int mark = mark();
    steps.add(new Step.Tell(new StepId(id), message, stage, TELL));
    afterAllSince(mark);
  }

  /// The plan's checks, then word to the owner.
  void verifyAndTell(Workload workload, String region) {
    var checks = mark();
    int number = 1;
    for (var check : workload.verify()) {
      verify("verify-" + number++, check);
    }
    afterAllSince(checks);
    tell(
        "tell-owner",
        "%s: '%s' is served from %s".formatted(workload.owner(), workload.name(), region));
  }

  /// Whether a step of this name was added already.
  boolean holds(String id) {
    return steps.stream().anyMatch(step -> step.id().value().equals(id));
  }

  List<Step> build() {
    return List.copyOf(steps);
  }
}
