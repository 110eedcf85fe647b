package dev.lifeboat.control;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.RunbookJson;
import dev.lifeboat.watch.RecoveryOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The same move of every workload of a plan, one after the other: those first that others depend
/// on. One that does not get there holds up those alone that depend on it.
///
/// @param workloads in that order
/// @param target where all writers shall be; empty where none is moved
/// @param seen hashes of the runbooks that a person saw, by workload, and no other is run; empty
///   where nobody had to see any
public record PlanMove(
    List<ControlledWorkload> workloads,
    MoveRequest request,
    Optional<String> target,
    Optional<Map<String, String>> seen) {
  public PlanMove {
    workloads = List.copyOf(workloads);
    seen = seen.map(Map::copyOf);
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

    /// Something was begun, and could not be gone on with.
    ///
    /// @param run which is open; empty where none is, or that cannot be told
    record Failed(String workload, Optional<RunId> run, Problem problem) implements Part {
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
  /// @throws ProblemException LB1004 when it is not clear where all shall be
  public static PlanMove of(PlanFile file, Platform platform, Path state, MoveRequest request)
      throws ProblemException {
    var workloads =
        RecoveryOrder.sorted(file.plan().workloads()).stream()
            .map(it -> new ControlledWorkload(file, it, platform, state))
            .toList();
    return new PlanMove(
        workloads, request, MoveTarget.ofAll(file.plan(), workloads, request), Optional.empty());
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

  /// The same by the runbooks that a person saw, and no other.
  public PlanMove confirmed(List<Part> looked) {
    var hashes = new HashMap<String, String>();
    for (var part : looked) {
      if (part instanceof Part.Seen(var name, var outlook)) {
        hashes.put(name, RunbookJson.hash(outlook.runbook()));
      }
    }
    return new PlanMove(workloads, request, target, Optional.of(hashes));
  }

  /// Runs them until each has ended or waits for a person, or this thread is interrupted.
  ///
  /// @return a part for each workload that was reached
  public List<Part> run(Requester requester) {
    var parts = new ArrayList<Part>();
    var held = new HashSet<String>();
    for (var workload : workloads) {
      if (Thread.interrupted()) {
        return parts; // What came while one was put in order holds for the next.
      }
      requester.progress().tell("workload", "next", name(workload));
      try {
        var part = part(workload, held, moved -> run(moved, requester));
        parts.add(part);
        problem(part).ifPresent(it -> requester.progress().on(new ProgressEvent.Failed(it)));
      } catch (InterruptedException stopped) {
        parts.add(new Part.Interrupted(name(workload)));
        return parts;
      }
    }
    return parts;
  }

  private Part run(ControlledWorkload moved, Requester requester)
      throws InterruptedException, ProblemException {
    var name = name(moved);
    var runbook = seen.flatMap(all -> Optional.ofNullable(all.get(name)));
    if (seen.isPresent() && runbook.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB3004,
          "what the move of '%s' does was not shown".formatted(name),
          "it was refused, or there, when the others were looked at; nothing was changed",
          "look again with --dry-run");
    }
    var bound =
        new MoveRequest(
            request.mode(), request.target(), runbook, request.overrides(), Optional.empty());
    return new Part.Ran(name, Move.of(moved, bound).run(requester));
  }

  private static Optional<Problem> problem(Part part) {
    return switch (part) {
      case Part.Refused(_, var problem) -> Optional.of(problem);
      case Part.Failed(_, _, var problem) -> Optional.of(problem);
      default -> Optional.empty();
    };
  }

  private static String name(ControlledWorkload of) {
    return of.workload().name();
  }

  /// @param held the workloads that did not get there; grows
  private Part part(ControlledWorkload workload, Set<String> held, Act act)
      throws InterruptedException {
    var part = attempt(workload, held, act);
    if (!part.holds()) {
      held.add(name(workload));
    }
    return part;
  }

  private Part attempt(ControlledWorkload workload, Set<String> held, Act act)
      throws InterruptedException {
    Placement before;
    try {
      before = workload.placement();
      var there = there(before);
      if (there.isPresent()) {
        return there.get();
      }
      requireOrder(workload, held);
    } catch (ProblemException refused) {
      return new Part.Refused(name(workload), refused.problem());
    }
    try {
      return act.of(workload);
    } catch (ProblemException failed) {
      return afterwards(workload, before, failed.problem());
    }
  }

  /// Whether anything was begun, by what the placement says.
  private static Part afterwards(ControlledWorkload workload, Placement before, Problem problem) {
    try {
      var now = workload.placement();
      return now.equals(before)
          ? new Part.Refused(name(workload), problem)
          : new Part.Failed(name(workload), now.openRun(), problem);
    } catch (ProblemException unknown) {
      return new Part.Failed(name(workload), Optional.empty(), problem);
    }
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
  private Optional<Part> there(Placement placed) throws ProblemException {
    if (!target.equals(Optional.of(placed.writer()))) {
      return Optional.empty();
    }
    if (placed.openRun().isPresent()) {
      throw open(placed);
    }
    return Optional.of(new Part.There(placed.workload(), placed.writer()));
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
