package dev.lifeboat.control;

import static java.util.stream.Collectors.joining;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookJson;
import dev.lifeboat.watch.RecoveryOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The same move of every workload of a plan, one after the other: those first that others depend
/// on. One that does not get there holds up those alone that depend on it.
///
/// @param workloads in that order
/// @param target where all writers shall be; empty where none is moved
/// @param runbooks hashes of those that a person saw, by workload; where there is none, any is run
public record PlanMove(
    List<ControlledWorkload> workloads,
    MoveRequest request,
    Optional<String> target,
    Map<String, String> runbooks) {
  public PlanMove {
    workloads = List.copyOf(workloads);
    runbooks = Map.copyOf(runbooks);
  }

  /// One workload's part of it.
  public sealed interface Part {
    String workload();

    /// Whether the next ones may rely on it.
    default boolean holds() {
      return true;
    }

    /// Its writer was in `region`, where it shall be, and no run is open, so nothing is done.
    record There(String workload, String region) implements Part {}

    /// What would be done.
    record Seen(String workload, Move.Outlook outlook) implements Part {
      @Override
      public boolean holds() {
        return outlook.goals().impossible().isEmpty();
      }
    }

    /// Its run ended, or waits for a person.
    record Ran(String workload, RunExecution.Stopped run) implements Part {
      @Override
      public boolean holds() {
        return run.state().done();
      }
    }

    /// No run was opened.
    record Refused(String workload, Problem problem) implements Part {
      @Override
      public boolean holds() {
        return false;
      }
    }

    /// It was at work when the whole was interrupted; a run that it had opened can be resumed.
    record Interrupted(String workload) implements Part {
      @Override
      public boolean holds() {
        return false;
      }
    }
  }

  /// What is done for one workload that is not there.
  private interface Act {
    Part of(ControlledWorkload moved) throws InterruptedException, ProblemException;
  }

  /// Plans it; begins nothing.
  ///
  /// @throws ProblemException LB1004 when the request names no target and one writer is elsewhere
  ///   than another, or is unknown: then nobody can tell which region is to be left
  public static PlanMove of(PlanFile file, Platform platform, Path state, MoveRequest request)
      throws ProblemException {
    var workloads =
        RecoveryOrder.sorted(file.plan().workloads()).stream()
            .map(it -> new ControlledWorkload(file, it, platform, state))
            .toList();
    var target =
        switch (request.mode()) {
          case REPROTECT -> Optional.<String>empty();
          case FAILBACK -> Optional.of(file.plan().primary().name());
          case FAILOVER, SWITCHOVER ->
              Optional.of(
                  request.target().isPresent()
                      ? request.target().get()
                      : other(file.plan(), workloads));
        };
    return new PlanMove(workloads, request, target, Map.of());
  }

  /// The region that no writer is in.
  private static String other(Plan plan, List<ControlledWorkload> workloads)
      throws ProblemException {
    var writers = new TreeSet<String>();
    for (var workload : workloads) {
      try {
        writers.add(workload.placement().writer());
      } catch (ProblemException unknown) {
        throw unclear(plan, unknown.problem().happened());
      }
    }
    if (writers.size() > 1) {
      throw unclear(plan, "the writers are in " + String.join(" and ", writers));
    }
    return plan.pair().otherThan(writers.first());
  }

  private static ProblemException unclear(Plan plan, String why) {
    return ProblemException.lasting(
        Code.LB1004,
        "which region all of '%s' shall leave is not clear: %s".formatted(plan.name(), why),
        "nothing was changed",
        "say where all shall be: "
            + Stream.of(plan.pair().primary(), plan.pair().recovery())
                .map("--to "::concat)
                .collect(joining(" or ")));
  }

  /// What would be done, before anything is: a workload is looked at as if those that it depends on
  /// had moved.
  public List<Part> look() throws InterruptedException {
    var parts = new ArrayList<Part>();
    var held = new HashSet<String>();
    for (var workload : workloads) {
      parts.add(
          part(
              workload,
              held,
              moved -> new Part.Seen(name(moved), Move.lookInOrder(moved, request))));
    }
    return parts;
  }

  /// The same by the runbooks that a person saw, or none.
  public PlanMove seen(List<Part> looked) {
    var hashes = new HashMap<String, String>();
    for (var part : looked) {
      if (part instanceof Part.Seen(var name, var outlook)) {
        hashes.put(name, RunbookJson.hash(outlook.runbook()));
      }
    }
    return new PlanMove(workloads, request, target, hashes);
  }

  /// Runs them until each has ended or waits for a person, or this thread is interrupted.
  ///
  /// @return a part for each workload that was reached
  public List<Part> run(Requester requester) {
    var at = moment(requester.host().clock().instant());
    var parts = new ArrayList<Part>();
    var held = new HashSet<String>();
    for (var workload : workloads) {
      var name = name(workload);
      requester.progress().tell("workload", "next", name);
      try {
        var part =
            part(
                workload,
                held,
                moved -> new Part.Ran(name, Move.of(moved, of(name, at)).run(requester)));
        parts.add(part);
        if (part instanceof Part.Refused(_, var problem)) {
          requester.progress().on(new ProgressEvent.Failed(problem));
        }
      } catch (InterruptedException stopped) {
        parts.add(new Part.Interrupted(name));
        return parts;
      }
    }
    return parts;
  }

  private static String name(ControlledWorkload of) {
    return of.workload().name();
  }

  /// A time of day is one moment for all.
  private Optional<UnaryOperator<Instant>> moment(Instant now) {
    return request.at().map(it -> it.apply(now)).map(at -> _ -> at);
  }

  private MoveRequest of(String workload, Optional<UnaryOperator<Instant>> at) {
    var runbook = Optional.ofNullable(runbooks.get(workload));
    return new MoveRequest(request.mode(), request.target(), runbook, request.overrides(), at);
  }

  /// @param held the workloads that did not get there; grows
  private Part part(ControlledWorkload workload, Set<String> held, Act act)
      throws InterruptedException {
    Part part;
    try {
      var there = there(workload);
      if (there.isEmpty()) {
        requireOrder(workload, held);
      }
      part = there.isPresent() ? there.get() : act.of(workload);
    } catch (ProblemException refused) {
      part = new Part.Refused(name(workload), refused.problem());
    }
    if (!part.holds()) {
      held.add(name(workload));
    }
    return part;
  }

  private void requireOrder(ControlledWorkload workload, Set<String> held) throws ProblemException {
    if (request.mode() == Mode.REPROTECT || request.overrides().despiteObstacles()) {
      return;
    }
    for (var needed : workload.workload().dependsOn()) {
      if (held.contains(needed)) {
        throw RecoveryOrder.early(workload.workload(), needed, "which does not get there")
            .asException();
      }
    }
  }

  /// @throws ProblemException LB3003 when its writer is there and its run is not over: users may
  ///   not be
  private Optional<Part> there(ControlledWorkload workload) throws ProblemException {
    if (target.isEmpty()) {
      return Optional.empty();
    }
    var placed = workload.placement();
    if (!placed.writer().equals(target.get())) {
      return Optional.empty();
    }
    if (placed.openRun().isPresent()) {
      throw open(placed);
    }
    return Optional.of(new Part.There(name(workload), target.get()));
  }

  private static ProblemException open(Placement placed) {
    var run = placed.openRun().orElseThrow();
    return ProblemException.lasting(
        Code.LB3003,
        "the writer of '%s' is in %s, and run %s is open on it"
            .formatted(placed.workload(), placed.writer(), run),
        "its users may not be there yet; nothing was changed",
        "lifeboat resume " + run);
  }
}
