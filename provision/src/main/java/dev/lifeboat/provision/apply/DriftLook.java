package dev.lifeboat.provision.apply;

import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Look for what people changed or deleted beside CloudFormation, in all stacks at the same time.
/// Where that cannot be seen it is not known, and nothing fails by it.
record DriftLook(DriftPort port, ProvisionWaiter waiter, ProvisionNews news) {
  /// CloudFormation says "up to several minutes".
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /// @param deployed stacks that CloudFormation has made
  DriftFindings of(List<StackAddress> deployed) throws InterruptedException {
    if (deployed.isEmpty()) {
      return DriftFindings.NONE;
    }
    news.tell(
        "provision",
        "compares",
        "%s with what is there".formatted(Count.of(deployed.size(), "stack")));
    var unknown = new ArrayList<String>();
    var open = new LinkedHashMap<StackAddress, String>();
    for (var at : deployed) {
      asked(at, unknown, () -> open.put(at, port.detect(at)));
    }
    var ended = new ArrayList<StackAddress>();
    try {
      waiter.until("the look for drift", LONGEST, () -> isOver(open, ended, unknown));
    } catch (ProblemException late) {
      open.keySet().forEach(at -> unknown.add(told(at, late.problem().happened())));
    }
    var drifts = new ArrayList<ResourceDrift>();
    for (var at : deployed) {
      if (ended.contains(at)) {
        asked(at, unknown, () -> drifts.addAll(port.drifts(at)));
      }
    }
    return new DriftFindings(drifts, unknown);
  }

  private boolean isOver(
      Map<StackAddress, String> open, List<StackAddress> ended, List<String> unknown)
      throws InterruptedException {
    for (var one : List.copyOf(open.entrySet())) {
      var at = one.getKey();
      boolean answered = asked(at, unknown, () -> look(at, one.getValue(), ended, unknown));
      if (!answered || ended.contains(at)) {
        open.remove(at);
      }
    }
    return open.isEmpty();
  }

  /// What could be compared is told of one that failed, too.
  private void look(StackAddress at, String id, List<StackAddress> ended, List<String> unknown)
      throws ProblemException, InterruptedException {
    var seen = port.detection(at, id);
    if (seen.state() != DriftPort.State.AT_WORK) {
      ended.add(at);
    }
    if (seen.state() == DriftPort.State.FAILED) {
      unknown.add(told(at, seen.reason()));
    }
  }

  /// A question that may be denied.
  private interface Question {
    void ask() throws ProblemException, InterruptedException;
  }

  private static boolean asked(StackAddress at, List<String> unknown, Question question)
      throws InterruptedException {
    try {
      question.ask();
      return true;
    } catch (ProblemException failed) {
      unknown.add(told(at, failed.problem().happened()));
      return false;
    }
  }

  private static String told(StackAddress at, String why) {
    return "%s: %s".formatted(at.words(), why.isEmpty() ? "CloudFormation gives no reason" : why);
  }
}
