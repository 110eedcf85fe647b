package dev.lifeboat.aws.states;

import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// The steps of one runbook as states, one stage after the other. Steps for which equally many
/// others wait are one stage and run side by side; so each begins after all that it waits for, and
/// nothing waits for what it does not need.
///
/// What takes a planned move back is pursued for every step that has something to take back, begun
/// or not: goals are states of the world, and one that holds already is met at the first look.
final class Stages {
  private final Runbook runbook;
  private final ApiGoals forms;
  private final Optional<Functions> functions;
  private final PeopleTopic people;
  private final StepStates reaching;
  private final PollPace pace;
  private final List<String> unsupported = new ArrayList<>();
  private int events;

  Stages(
      Runbook runbook,
      ApiGoals forms,
      Optional<Functions> functions,
      PeopleTopic people,
      ClaimTasks claims,
      PollPace pace) {
    this.runbook = runbook;
    this.forms = forms;
    this.functions = functions;
    this.people = people;
    this.reaching = new StepStates(claims, people, pace);
    this.pace = pace;
  }

  /// The steps that neither a call of the machine's region nor a function brings about.
  List<String> unsupported() {
    return List.copyOf(unsupported);
  }

  /// At most so many events are written to an execution's history, if no person has to be asked.
  int events() {
    return events;
  }

  /// The first state of this runbook.
  String first() {
    return stage(0);
  }

  /// Adds the stages, of which the last leads to `next`.
  ///
  /// @param undo what an error of a planned move leads to before the writer may have moved
  /// @param stop what any other error leads to: from then on a run only goes forward or stops
  void add(StateSequence machine, String next, String undo, String stop) {
    var stages = stages();
    boolean moved = false;
    for (int i = 0; i < stages.size(); i++) {
      moved |= stages.get(i).stream().anyMatch(Stages::promotes);
      boolean undone = runbook.mode() != Mode.FAILOVER && !moved;
      var branches = stages.get(i).stream().map(step -> branch(step, undone)).toList();
      machine.add(
          stage(i),
          parallel(branches, undone ? undo : stop)
              .next(i + 1 < stages.size() ? stage(i + 1) : next));
    }
  }

  /// Branches that run side by side, whose data goes nowhere.
  private static Asl parallel(List<Asl> branches, String failed) {
    return Asl.state("Parallel")
        .with("Branches", branches)
        .dropped()
        .or(Asl.error(StepStates.LATE, ExitStates.LATE), Asl.anyError(failed));
  }

  private String stage(int index) {
    return "%s stage %d".formatted(runbook.mode().word(), index + 1);
  }

  private List<List<Step>> stages() {
    var heights = runbook.heights();
    var stages = new TreeMap<Integer, List<Step>>(Comparator.reverseOrder());
    for (var step : runbook.steps()) {
      stages.computeIfAbsent(heights.get(step.id()), _ -> new ArrayList<>()).add(step);
    }
    return List.copyOf(stages.values());
  }

  private static boolean promotes(Step step) {
    return step instanceof Step.Reach(_, Goal.Promoted _, _, _, _);
  }

  private String label(Step step) {
    return runbook.mode().word() + " " + step.id();
  }

  private Asl branch(Step step, boolean undone) {
    var branch = new StateSequence();
    switch (step) {
      case Step.Reach reach -> reach(branch, reach, undone);
      case Step.Ask ask -> ask(branch, label(step), ask.question());
      case Step.Tell tell -> tell(branch, label(step), tell.message());
      case Step.Verify verify -> verify(branch, verify, undone);
    }
    return branch.tree();
  }

  private void reach(StateSequence branch, Step.Reach step, boolean undone) {
    var id = step.id().value();
    var parts =
        StepParts.of(
            step.goal(),
            runbook.mode().word(),
            id,
            forms,
            means(step.goal(), id, Optional.empty()));
    if (!parts.isEmpty()) {
      boolean promotes = promotes(step);
      for (int i = 0; i < parts.size(); i++) {
        var part = parts.get(i);
        add(
            branch,
            new StepStates.Step(
                part.label(),
                part.phrase(),
                part.means(),
                step.deadline(),
                promotes && !part.means().confirms(),
                promotes ? fences(step.goal().resource()) : List.of(),
                undone),
            parts.stream().skip(i + 1L).map(it -> StepStates.first(it.label())).findFirst());
      }
    } else if (step.goal() instanceof Goal.Fenced) {
      ask(
          branch,
          label(step),
          "%s cannot be proven from %s alone. Make the old side unable to write and see for yourself that it is. A yes is your word for it, and the next step makes a second writer if you are wrong."
              .formatted(step.phrase(), runbook.target()));
    } else {
      refuse(branch, label(step), step.phrase());
    }
  }

  /// Keeps the branch whole until the machine is refused.
  private void refuse(StateSequence branch, String label, String phrase) {
    unsupported.add("%s (%s)".formatted(label, phrase));
    branch.add(label, Asl.fail(StepStates.TOO_LATE, phrase));
  }

  private void add(StateSequence branch, StepStates.Step step, Optional<String> next) {
    reaching.add(branch, step, next);
    // A turn enters and leaves its states (2 events each); each task is scheduled, started and
    // ended besides.
    int turn = 5 * step.tasks() + 2 * 4 + 2 * step.again().size();
    events += pace.looks(step.deadline()) * turn + 8;
  }

  /// What shows the fences on which the promotion of `resource` rests.
  private List<StepAccess> fences(String resource) {
    var fences = new ArrayList<StepAccess>();
    for (var step : runbook.steps()) {
      if (step instanceof Step.Reach(var id, Goal.Fenced fenced, _, _, _)
          && fenced.resource().equals(resource)) {
        means(fenced, id.value(), Optional.empty()).ifPresent(fences::add);
      }
    }
    return fences;
  }

  /// By what `goal` is brought about; empty if a person would have to.
  private Optional<StepAccess> means(Goal goal, String step, Optional<Integer> undo) {
    return StepAccess.of(goal, runbook.target(), forms, byFunction(step, undo, true));
  }

  private Optional<StepAccess.Function> byFunction(
      String step, Optional<Integer> undo, boolean asks) {
    return functions.map(
        it -> new StepAccess.Function(it, true, runbook.mode().word(), step, undo, asks));
  }

  private void verify(StateSequence branch, Step.Verify step, boolean undone) {
    byFunction(step.id().value(), Optional.empty(), false)
        .ifPresentOrElse(
            means ->
                add(
                    branch,
                    new StepStates.Step(label(step), step.phrase(), means, step.deadline(), undone),
                    Optional.empty()),
            () -> refuse(branch, label(step), step.phrase()));
  }

  private void ask(StateSequence branch, String label, String question) {
    events += 9;
    branch
        .add(label, people.ask(question).dropped().or(label + ": no").end())
        .add(label + ": no", Asl.fail(StepStates.DECLINED, label + ": a person said no"));
  }

  /// A message that cannot be handed over keeps nobody from being recovered, and a duration that
  /// cannot be told keeps nobody from being told.
  private void tell(StateSequence branch, String label, String message) {
    events += 9;
    var plain = people.completed(runbook.mode(), message, Optional.empty());
    if (functions.isEmpty()) {
      branch.add(label, plain.dropped().retried().end());
      return;
    }
    events += 9;
    var timed = label + ": timed";
    var untimed = label + ": untimed";
    branch
        .add(
            label,
            functions
                .get()
                .look("duration", PeopleTopic.TIMES)
                .with("ResultSelector", Asl.of("duration.$", "$.Payload.duration"))
                .at("$.took")
                .or(untimed)
                .next(timed))
        .add(
            timed,
            people
                .completed(runbook.mode(), message, Optional.of("$.took.duration"))
                .dropped()
                .retried()
                .end())
        .add(untimed, plain.dropped().retried().end());
  }

  /// Adds what takes the run back, last steps first, as one branch that leads to `next`.
  void addUndo(StateSequence machine, String name, String next, String failed) {
    var goals = undoGoals();
    if (goals.isEmpty()) {
      machine.add(name, Asl.pass().next(next));
      return;
    }
    var branch = new StateSequence();
    for (int i = 0; i < goals.size(); i++) {
      var then = goals.stream().skip(i + 1L).map(it -> StepStates.first(it.label())).findFirst();
      undo(branch, goals.get(i), then);
    }
    machine.add(name, parallel(List.of(branch.tree()), failed).next(next));
  }

  private record UndoGoal(String label, Step.Reach step, int index, Goal goal) {}

  private List<UndoGoal> undoGoals() {
    var goals = new ArrayList<UndoGoal>();
    for (var stage : stages()) {
      if (stage.stream().anyMatch(Stages::promotes)) {
        break;
      }
      for (var step : stage) {
        if (step instanceof Step.Reach reach) {
          for (int i = 0; i < reach.undo().size(); i++) {
            var label = "undo %s %d".formatted(reach.id(), i + 1);
            goals.add(i, new UndoGoal(label, reach, i, reach.undo().get(i)));
          }
        }
      }
    }
    return goals;
  }

  private void undo(StateSequence branch, UndoGoal undo, Optional<String> next) {
    var means = means(undo.goal(), undo.step().id().value(), Optional.of(undo.index()));
    if (means.isEmpty()) {
      refuse(branch, undo.label(), undo.goal().phrase());
      return;
    }
    add(
        branch,
        new StepStates.Step(
            undo.label(), undo.goal().phrase(), means.get(), undo.step().deadline(), false),
        next);
  }
}
