package dev.lifeboat.control;

import dev.lifeboat.drill.Drills;
import dev.lifeboat.engine.ClaimDrop;
import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The drills that were cut off before they had a result, and what they left broken; also other
/// runs whose regions are gone.
///
/// @param state the state folder
public record CutDrills(Path state, HostProcess host, ProgressListener progress) {

  /// What a drill that was cut off broke and nobody healed, and how a person does that; or why that
  /// is not known.
  ///
  /// @param run its folder
  public static Optional<String> told(Path run) {
    try {
      return Files.exists(run.resolve("result.json"))
          ? Optional.empty()
          : DrillLog.find(run).flatMap(DrillLog::broken);
    } catch (ProblemException unread) {
      return Optional.of("what the drill broke is not known: " + unread.problem().happened());
    }
  }

  /// A person did what `remedy` says: nobody is to be told it any more.
  public void healed(String remedy) throws ProblemException {
    heal(_ -> true, remedy::equals);
  }

  /// Nothing is left of the regions of a plan, so nothing is broken there.
  ///
  /// @param plan its name
  public void gone(String plan) throws ProblemException {
    heal(log -> log.plan().equals(plan), _ -> true);
  }

  /// Nothing is left of regions, so the run that was open there does not go on.
  ///
  /// @param claimed by that run
  /// @param word of whoever took the regions down
  public void gone(Placement claimed, DroppedClaim.Word word) throws ProblemException {
    ClaimDrop.ofLostRegions(state.resolve("runs"), claimed, word);
  }

  /// What their canaries wrote goes once the writer is home again; before that it can be told from
  /// what the old side has alone. What cannot be removed is told and no more.
  void forget(ControlledWorkload of) throws InterruptedException {
    try {
      for (var client : clients(of)) {
        var drills = of.platform().ability(of.workload(), Drills.class);
        if (drills.isPresent()) {
          drills.get().endCanary(state.resolve("runs").resolve(client));
          drills.get().forget(client);
          progress.tell("canary", "removed", "what it wrote in run " + client);
        }
      }
    } catch (ProblemException left) {
      progress.tell("canary", "left", left.problem().phrase());
    }
  }

  /// The runs since the last drill that had a result; none while the writer is away.
  private List<String> clients(ControlledWorkload of) throws ProblemException {
    var clients = new ArrayList<String>();
    var plan = of.file().plan();
    if (!of.placement().writer().equals(plan.primary().name())) {
      return clients;
    }
    var records = new RunRecords(state);
    var atWork = RunSummaries.atWork(records.folder());
    for (var folder : records.folders()) {
      var run = String.valueOf(folder.getFileName());
      var log = DrillLog.find(folder);
      boolean other = log.filter(it -> !it.isOf(plan.name(), of.workload().name())).isPresent();
      if (log.isPresent() && !other && Files.exists(folder.resolve("result.json"))) {
        break;
      }
      if (!other && !atWork.containsKey(run) && Files.exists(folder.resolve("canary.jsonl"))) {
        clients.add(run);
      }
    }
    return clients;
  }

  /// One that cannot be read or written hides none of the others.
  private void heal(Predicate<DrillLog> which, Predicate<String> what) throws ProblemException {
    var failures = new ArrayList<ProblemException>();
    for (var run : new RunRecords(state).folders()) {
      try {
        heal(run, which, what);
      } catch (ProblemException unhealed) {
        failures.add(unhealed);
      }
    }
    if (!failures.isEmpty()) {
      var first = failures.removeFirst();
      failures.forEach(first::addSuppressed);
      throw first;
    }
  }

  private void heal(Path run, Predicate<DrillLog> which, Predicate<String> what)
      throws ProblemException {
    // One that has a result tells its end by that.
    if (Files.exists(run.resolve("result.json"))) {
      return;
    }
    var log = DrillLog.find(run).filter(which);
    if (log.isPresent()) {
      var writer = new DrillLogWriter(host.clock(), progress, Map.of());
      writer.healed(run, log.get().remedies().stream().filter(what).toList());
    }
  }
}
