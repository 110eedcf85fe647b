package dev.lifeboat.control;

import dev.lifeboat.drill.DrillKeeper;
import dev.lifeboat.drill.DrillSoFar;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Keeps what a drill of this process does: in its log, in the notes of who executes its runs, and
/// for its result.
final class SessionKeeper implements DrillKeeper, AutoCloseable {
  private final Path runs;
  private final Requester requester;
  private final DrillResults results;
  private final Function<Fault, String> remedy;
  private final List<ControllerNote> notes = new ArrayList<>();
  private final List<RunFolder> reserved = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();

  /// @param runs the folder of all runs
  /// @param remedy how a person heals something
  SessionKeeper(
      Path runs, Requester requester, DrillResults results, Function<Fault, String> remedy) {
    this.runs = runs;
    this.requester = requester;
    this.results = results;
    this.remedy = remedy;
  }

  /// How a person heals something in the regions of `platform`.
  static Function<Fault, String> remedies(Platform platform, Workload workload, PlanFile file)
      throws ProblemException {
    var faults = platform.ability(workload, Faults.class);
    var typed = file.absolute().typed();
    return fault -> faults.map(it -> it.remedy(fault, typed)).orElse("lifeboat status " + typed);
  }

  @Override
  public void reserved(RunFolder run) {
    if (reserved.isEmpty()) {
      results.log().begin(run);
    }
    reserved.add(run);
    results.reserved(run);
    notes.add(ControllerNote.begin(runs, run.run(), requester));
  }

  @Override
  public void breaks(Fault fault) {
    var how = remedy.apply(fault);
    if (!broken.contains(how)) {
      broken.add(how);
    }
    results.log().breaks(how);
  }

  @Override
  public void healed(Fault fault) {
    var how = remedy.apply(fault);
    broken.remove(how);
    results.log().heals(how);
  }

  @Override
  public void measured(DrillSoFar figures) {
    results.measured(figures);
  }

  /// What is left of it if it ends now.
  DrillRest rest(Platform platform, Workload workload) {
    return new DrillRest(
        reserved.stream().map(RunFolder::run).filter(this::open).toList(),
        broken,
        writer(platform, workload));
  }

  private boolean open(RunId run) {
    try {
      return RunRecords.state(runs.resolve(run.value())).filter(it -> !it.isOver()).isPresent();
    } catch (ProblemException damaged) {
      return true; // Whoever takes it up is told of the damage.
    }
  }

  private static Optional<String> writer(Platform platform, Workload workload) {
    try {
      return platform.placements().read(workload.name()).map(Placement::writer);
    } catch (ProblemException silent) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    notes.forEach(ControllerNote::close);
  }
}
