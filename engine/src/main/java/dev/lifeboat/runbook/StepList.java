package dev.lifeboat.runbook;

import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Collects the steps of a runbook in stages: a step waits for all of the stage before its own.
final class StepList {
  // People answer within the hour or the run waits on; a check of a recovered workload is quick.
  private static final Duration ASK = Duration.ofHours(1);
  private static final Duration VERIFY = Duration.ofSeconds(60);
  private static final Duration TELL = Duration.ofSeconds(10);

  private final List<Step> steps = new ArrayList<>();
  private List<StepId> stage = List.of();

  /// Adds steps that wait for the same; what comes next waits for all of them. Without any it waits
  /// for what they would have waited for.
  void stage(Runnable adds) {
    var added = beside(adds);
    if (!added.isEmpty()) {
      stage = added;
    }
  }

  /// As above, with steps for each of `all`.
  <T> void each(List<T> all, Consumer<T> add) {
    stage(() -> all.forEach(add));
  }

  /// Adds steps for which what comes next does not wait.
  List<StepId> beside(Runnable adds) {
    int mark = steps.size();
    adds.run();
    return steps.subList(mark, steps.size()).stream().map(Step::id).toList();
  }

  /// What comes next waits for all of these.
  void after(List<StepId> some, List<StepId> others) {
    stage = Stream.concat(some.stream(), others.stream()).toList();
  }

  /// What comes next waits for these so far.
  List<StepId> stage() {
    return stage;
  }

  /// @param verb what is done to the resource, as the step's name tells, such as `promote-orders`
  void reach(String verb, Goal goal, Duration deadline, Goal... undo) {
    var id = new StepId(verb + "-" + goal.resource());
    steps.add(new Step.Reach(id, goal, stage, deadline, List.of(undo)));
  }

  void ask(String id, String question) {
    stage(() -> steps.add(new Step.Ask(new StepId(id), question, stage, ASK)));
  }

  /// Word to the owner.
  void tell(Workload workload, String what) {
    var message = "%s: '%s' %s".formatted(workload.owner(), workload.name(), what);
    stage(() -> steps.add(new Step.Tell(new StepId("tell-owner"), message, stage, TELL)));
  }

  /// The plan's checks, then word to the owner.
  void verifyAndTell(Workload workload, String region) {
    verify(workload);
    tell(workload, "is served from " + region);
  }

  /// The plan's checks.
  void verify(Workload workload) {
    stage(() -> {
      int number = 1;
      for (var check : workload.verify()) {
        steps.add(new Step.Verify(new StepId("verify-" + number++), check, stage, VERIFY));
      }
    });
  }

  /// Whether a step of this name was added already.
  boolean holds(String id) {
    return steps.stream().anyMatch(step -> step.id().value().equals(id));
  }

  List<Step> build() {
    return List.copyOf(steps);
  }
}
