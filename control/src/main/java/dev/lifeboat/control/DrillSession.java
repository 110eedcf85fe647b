package dev.lifeboat.control;

import dev.lifeboat.drill.Drill;
import dev.lifeboat.drill.DrillHost;
import dev.lifeboat.drill.DrillKind;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.DrilledWorkload;
import dev.lifeboat.drill.FigureBoard;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Holds drills of one workload in one place, each with its result kept and its folder sealed.
///
/// @param state the state folder
/// @param confirmed whether whoever asked has named the plan, and so approved what is asked on the
///   way
/// @param resumption the command that takes a run up in a process of its own
/// @param audience follows each drill, told where its results are
public record DrillSession(
    PlanFile file,
    Workload drilled,
    Platform platform,
    Path state,
    Requester requester,
    boolean confirmed,
    Function<RunId, List<String>> resumption,
    Function<DrillResults, DrillListener> audience) {

  /// Holds one drill of a scenario.
  ///
  /// @throws ProblemException when it had not even begun
  public DrillResult hold(Scenario scenario) throws InterruptedException, ProblemException {
    return hold(scenario, false);
  }

  private DrillResult hold(Scenario scenario, boolean inTurn)
      throws InterruptedException, ProblemException {
    new DrillClearance(new ControlledWorkload(file, drilled, platform, state)).require(scenario);
    return hold(
        results(scenario.word(), inTurn), drill -> drill.hold(scenario, requester.person()));
  }

  /// Holds one drill that lends the recovery region a share of the reads.
  ///
  /// @throws ProblemException when it had not even begun
  public DrillResult holdShare(int percent) throws InterruptedException, ProblemException {
    return hold(results(DrillKind.SHARE.word(), false), drill -> drill.holdShare(percent));
  }

  /// Holds one drill that recovers in a sandbox.
  ///
  /// @throws ProblemException when it had not even begun
  public DrillResult holdIsolated() throws InterruptedException, ProblemException {
    return hold(results(DrillKind.ISOLATED.word(), false), Drill::holdIsolated);
  }

  /// One of the ways to hold a drill.
  @FunctionalInterface
  private interface Holding {
    DrillResult hold(Drill drill) throws InterruptedException, ProblemException;
  }

  private DrillResults results(String word, boolean inTurn) {
    return new DrillResults(state, file.plan(), drilled, word, requester, inTurn);
  }

  private DrillResult hold(DrillResults results, Holding holding)
      throws InterruptedException, ProblemException {
    var runs = new RunRecords(state).runs(platform, requester.host());
    RunController.requireNone(
        runs.folder(), file.plan().name(), drilled.name(), requester.host().pid());
    var remedies = SessionKeeper.remedies(platform, drilled, file);
    try (var keeper = new SessionKeeper(runs.folder(), requester, results, remedies)) {
      var result =
          closed(results, held(results, runs, keeper, holding).of(file.plan().lab()), runs);
      show(result);
      return result;
    }
  }

  /// Of a drill that is kept and sealed: what cannot be shown takes nothing from it.
  private void show(DrillResult result) throws InterruptedException {
    try {
      var board = platform.ability(drilled, FigureBoard.class);
      if (board.isPresent()) {
        board.get().show(result);
      }
    } catch (ProblemException unshown) {
      requester.progress().tell("figures", "failed", unshown.problem().phrase());
    }
  }

  /// @return also of a drill that a problem ended
  private DrillResult held(DrillResults results, Runs runs, SessionKeeper keeper, Holding holding)
      throws InterruptedException, ProblemException {
    try (var listener = audience.apply(results);
        var _ = new GoneRegions(platform, requester.host().pause())) {
      try {
        return drill(runs, listener, keeper, holding);
      } catch (InterruptedException interrupted) {
        var gone = platform.gone();
        if (gone.isPresent()) {
          throw gone.get().asException(interrupted);
        }
        listener.interrupted(keeper.rest(platform, drilled));
        throw interrupted;
      }
    } catch (ProblemException failed) {
      // Whatever failed last, it failed for that.
      var why = platform.gone().map(gone -> gone.asException(failed)).orElse(failed);
      var result = results.failed(why);
      requester.progress().on(new ProgressEvent.Failed(why.problem()));
      return result;
    }
  }

  private DrillResult drill(
      Runs runs, DrillListener listener, SessionKeeper keeper, Holding holding)
      throws InterruptedException, ProblemException {
    var host = requester.host();
    var here =
        new DrillHost(
            host.clock(),
            host.pause(),
            runs,
            new DrillPeople(requester.people(), confirmed, requester.person()),
            listener,
            keeper,
            resumption);
    var with = new DrilledWorkload(file.plan(), file.bytes(), drilled);
    return holding.hold(new Drill(here, with, platform));
  }

  /// Keeps the result and seals the folders of the drill's runs.
  private DrillResult closed(DrillResults results, DrillResult held, Runs runs)
      throws ProblemException {
    var past = new PastDrills(state, file, drilled);
    var result = held;
    if (result.outcome() == DrillResult.Outcome.PASSED) {
      result = result.with(past.compare(result));
    }
    try {
      results.keep(result);
    } catch (ProblemException unkept) {
      requester.progress().on(new ProgressEvent.Failed(unkept.problem()));
      return result.unkept(unkept.problem());
    }
    var lineage = Optional.of(runs.lineage());
    for (var files : results.files(result)) {
      // Last comes the drill's own folder, which is sealed after its result.json was written: what
      // is told of that cannot stand in it, as what is told of the way home does.
      boolean own = files.run().value().equals(result.run());
      var told = own ? requester.progress() : results.log();
      var evidence =
          new RunFiles(state, requester.host(), told).complete(files, lineage).evidence();
      result = own ? result.with(evidence) : result;
    }
    return result;
  }

  /// Holds each of `all` in turn. One that could not even begin has an end too, and the next one is
  /// tried all the same.
  public List<DrillEnd> holdAll(List<Scenario> all) throws InterruptedException {
    var ends = new ArrayList<DrillEnd>();
    var progress = requester.progress();
    for (var scenario : all) {
      var gone = platform.gone();
      if (gone.isPresent()) {
        // The one before told it.
        ends.add(new DrillEnd.NotBegun(scenario, gone.get()));
        continue;
      }
      progress.tell(
          "scenario",
          "begun",
          "%s, %d of %d".formatted(scenario.word(), ends.size() + 1, all.size()));
      DrillEnd end;
      try {
        end = new DrillEnd.Held(scenario, hold(scenario, true));
      } catch (ProblemException notBegun) {
        progress.on(new ProgressEvent.Failed(notBegun.problem()));
        end = new DrillEnd.NotBegun(scenario, notBegun.problem());
      }
      ends.add(end);
      progress.tell("scenario", end.outcome().word(), scenario.word());
    }
    return ends;
  }
}
