package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunFiles;
import dev.lifeboat.drill.Drill;
import dev.lifeboat.drill.DrillKind;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.Site;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.lab.drill.LabSite;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Scenario;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds drills of one workload in one place, each with its result kept and its folder sealed.
final class DrillSession {
  private final Terminal terminal;
  private final Options options;
  private final PlanFile file;
  private final Workload drilled;
  private final Place place;
  private final People people;
  private final Talk talk;

  /// Where drills are held: a lab, or regions of AWS.
  record Place(Site site, Runs runs, Placements placements) {
    static Place of(Lab lab, Path state) {
      return new Place(new LabSite(lab), Lab.runs(state, lab.placements()), lab.placements());
    }
  }

  /// @param confirmed whether `--confirm` named the plan
  DrillSession(
      Terminal terminal,
      Options options,
      PlanFile file,
      Workload drilled,
      Place place,
      boolean confirmed,
      Talk talk) {
    this.terminal = terminal;
    this.options = options;
    this.file = file;
    this.drilled = drilled;
    this.place = place;
    this.people =
        new DrillPeople(
            new TerminalPeople(terminal, talk, options.person), confirmed, options.person);
    this.talk = talk;
  }

  /// Holds one drill of a scenario.
  ///
  /// @throws ProblemException when it had not even begun
  DrillResult hold(Scenario scenario) throws InterruptedException, ProblemException {
    return hold(scenario.word(), drill -> drill.hold(scenario, options.person));
  }

  /// Holds one drill that lends the recovery region a share of the reads.
  ///
  /// @throws ProblemException when it had not even begun
  DrillResult holdShare(int percent) throws InterruptedException, ProblemException {
    return hold(DrillKind.SHARE.word(), drill -> drill.holdShare(percent));
  }

  /// Holds one drill that recovers in a sandbox.
  ///
  /// @throws ProblemException when it had not even begun
  DrillResult holdIsolated() throws InterruptedException, ProblemException {
    return hold(DrillKind.ISOLATED.word(), Drill::holdIsolated);
  }

  /// One of the ways to hold a drill.
  @FunctionalInterface
  private interface Holding {
    DrillResult hold(Drill drill) throws InterruptedException, ProblemException;
  }

  private DrillResult hold(String word, Holding holding)
      throws InterruptedException, ProblemException {
    var results = new DrillResults(options.state, file.plan(), drilled, word);
    var drill =
        new Drill(
            Clock.systemUTC(),
            Thread::sleep,
            file.plan(),
            file.bytes(),
            drilled,
            place.site(),
            place.runs(),
            place.placements(),
            people,
            new TalkNarrator(talk, results));
    DrillResult result;
    boolean live = terminal.prompt().isPresent() && options.progress == Talk.Form.text;
    try (var _ = new ClientTicker(talk, results, live)) {
      result = holding.hold(drill);
    } catch (ProblemException failed) {
      result = results.failed(failed);
      Failures.print(terminal.err(), failed.problem());
    }
    if (result.outcome() == DrillResult.Outcome.PASSED) {
      result = result.with(new PastDrills(options.state, file.plan(), drilled).compare(result));
    }
    results.keep(result);
    var lineage = Optional.of(place.runs().lineage());
    var closing = new RunFiles(options.state, Terminal.host(), talk);
    for (var files : results.files(result)) {
      var evidence = closing.complete(files, lineage).evidence();
      // Last comes the drill's own folder; result.json in it carries no seal of itself.
      result = files.run().value().equals(result.run()) ? result.with(evidence) : result;
    }
    return result;
  }

  /// Holds every scenario of this place in turn. One that could not even begin is a row too, and
  /// the next one is tried all the same.
  List<DrillTable.Row> holdAll() throws InterruptedException {
    var rows = new ArrayList<DrillTable.Row>();
    var all = Scenario.heldOn(file.plan().primary().provider());
    for (var scenario : all) {
      talk.tell(
          "scenario",
          "begun",
          "%s, %d of %d".formatted(scenario.word(), rows.size() + 1, all.size()));
      DrillTable.Row row;
      try {
        row = DrillTable.Row.of(hold(scenario));
      } catch (ProblemException notBegun) {
        Failures.print(terminal.err(), notBegun.problem());
        row = DrillTable.Row.notBegun(scenario, notBegun.problem());
      }
      rows.add(row);
      talk.tell("scenario", row.outcome().word(), row.scenario());
    }
    return rows;
  }
}
