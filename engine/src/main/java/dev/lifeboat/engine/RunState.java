package dev.lifeboat.engine;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Event.Outcome;
import dev.lifeboat.placement.Claim;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The fold of a run's journal: what is known of the run, and nothing else. The same entries give
/// the same state on every machine. Not thread-safe.
public final class RunState {

  /// What the run as a whole is doing.
  public sealed interface Phase {
    /// Steps are reached in the runbook's order.
    record Forward() implements Phase {}

    /// Steps are taken back.
    record Undoing(String why) implements Phase {}

    /// Something only a person can settle; the run keeps its fences.
    record WaitingForPerson(Code code, String why) implements Phase {}

    /// The controller stopped on purpose.
    record Paused(String by) implements Phase {}

    record Ended(Outcome outcome, String why) implements Phase {}
  }

  private final Event.RunOpened opened;
  private final Instant began;
  private final StepTable steps;
  private Phase phase = new Phase.Forward();
  private long epoch;
  private boolean pastNoReturn;
  private Optional<Phase.Undoing> undo = Optional.empty();
  private boolean cancelled;
  private boolean sealed;

  private RunState(Event.RunOpened opened, Instant began, Pace pace) {
    this.opened = opened;
    this.began = began;
    this.epoch = opened.epoch();
    this.steps = new StepTable(opened.runbook().steps(), pace);
  }

  /// Folds a journal from its start.
  ///
  /// @throws ContradictionException when it does not begin with `RunOpened`, or as [#apply]
  public static RunState of(List<Entry> entries, Pace pace) {
    if (entries.isEmpty() || !(entries.getFirst().event() instanceof Event.RunOpened opened)) {
      throw new ContradictionException("a journal begins with RunOpened");
    }
    var state = new RunState(opened, entries.getFirst().at(), pace);
    for (var entry : entries.subList(1, entries.size())) {
      state.apply(entry.event(), entry.at());
    }
    return state;
  }

  /// Folds the journal that stands in `file`.
  ///
  /// @throws ProblemException LB4002 when its entries do not make a run
  public static RunState read(List<Entry> entries, Pace pace, Path file) throws ProblemException {
    try {
      return of(entries, pace);
    } catch (ContradictionException contradiction) {
      throw noRun(file, contradiction);
    }
  }

  /// Folds one further entry of the journal that stands in `file`.
  ///
  /// @throws ProblemException LB4002 when it cannot follow
  public void readOn(Entry entry, Path file) throws ProblemException {
    try {
      apply(entry.event(), entry.at());
    } catch (ContradictionException contradiction) {
      throw noRun(file, contradiction);
    }
  }

  private static ProblemException noRun(Path file, ContradictionException contradiction) {
    return Problem.lasting(
            Code.LB4002,
            "the entries of %s do not make a run: %s".formatted(file, contradiction.getMessage()),
            "nothing is known of this run, and it cannot go on; nothing was changed",
            "keep the file as it is; 'lifeboat resume RUN --drop-claim REASON' gives its workload"
                + " free")
        .asException(contradiction);
  }

  /// Folds one further event.
  ///
  /// @throws ContradictionException when the event cannot follow what was folded so far
  public void apply(Event event, Instant at) {
    if (isOver() && (sealed || !(event instanceof Event.Sealed))) {
      throw new ContradictionException("run " + run() + " ended before " + event);
    }
    switch (event) {
      case Event.RunOpened _ ->
          throw new ContradictionException("run " + run() + " was opened twice");
      case Event.StepStarted(var step) -> steps.apply(step, event, at);
      case Event.StepPending(var step, _) -> steps.apply(step, event, at);
      case Event.PursuitIntended(var step, _) -> steps.apply(step, event, at);
      case Event.PromotionIntended promotion -> promote(promotion, at);
      case Event.PursuitFailed(var step, _, _, _, _) -> steps.apply(step, event, at);
      case Event.StepMet(var step, _) -> steps.apply(step, event, at);
      case Event.StepLost(var step, _) -> steps.apply(step, event, at);
      case Event.StepFailed(var step, _, _) -> steps.apply(step, event, at);
      case Event.FenceOverridden word -> steps.override(word, at);
      case Event.LossAccepted(var step, var by, var reason, _) ->
          steps.acceptLoss(step, "LOSS ACCEPTED by %s: %s".formatted(by, reason));
      case Event.Asked(var step, _) -> steps.apply(step, event, at);
      case Event.Answered(var step, _, _) -> steps.apply(step, event, at);
      case Event.CancelRequested _ -> cancelled = true;
      case Event.UndoBegun(var why, var newEpoch) -> beginUndo(why, newEpoch);
      case Event.PersonNeeded(var code, var why) -> {
        // Having stopped, the run has done what a cancellation asked for; a resume goes on.
        cancelled = false;
        phase = new Phase.WaitingForPerson(code, why);
      }
      case Event.Paused(var by) -> phase = new Phase.Paused(by);
      case Event.Resumed resumed -> {
        phase = undo.isPresent() ? undo.get() : new Phase.Forward();
        steps.beginAgain(resumed, at);
      }
      case Event.RunEnded(var outcome, var why) -> phase = new Phase.Ended(outcome, why);
      case Event.Sealed _ -> seal();
    }
  }

  private void seal() {
    if (!isOver()) {
      throw new ContradictionException("run " + run() + " was sealed before it ended");
    }
    sealed = true;
  }

  private void promote(Event.PromotionIntended promotion, Instant at) {
    if (promotion.fences().isEmpty()) {
      throw new ContradictionException(
          "run %s promotes in step %s without a fence".formatted(run(), promotion.step()));
    }
    pastNoReturn |= !undoing();
    steps.apply(promotion.step(), promotion, at);
  }

  private void beginUndo(String why, long newEpoch) {
    if (pastNoReturn) {
      throw new ContradictionException("run " + run() + " is past its point of no return");
    }
    epoch = newEpoch;
    steps.beginUndo();
    var begun = new Phase.Undoing(why);
    undo = Optional.of(begun);
    phase = begun;
  }

  public RunId run() {
    return opened.run();
  }

  public Event.RunOpened opened() {
    return opened;
  }

  /// When it was opened.
  public Instant began() {
    return began;
  }

  public Runbook runbook() {
    return opened.runbook();
  }

  public Phase phase() {
    return phase;
  }

  /// The epoch that this run's attempts carry now.
  public long epoch() {
    return epoch;
  }

  /// Its claim on the workload.
  public Claim claim() {
    return new Claim(run(), epoch);
  }

  /// The epoch of the writer that this run replaces or, taken back, leaves; zero in a journal that
  /// does not tell.
  long writerEpoch() {
    var epoch = opened.writerEpoch();
    return epoch == null ? 0 : epoch;
  }

  /// Whether a promotion was asked for, so that the run can only go forward.
  public boolean pastNoReturn() {
    return pastNoReturn;
  }

  public boolean undoing() {
    return undo.isPresent();
  }

  /// Whether it ended, however it did.
  public boolean isOver() {
    return phase instanceof Phase.Ended;
  }

  /// Whether none of its steps was begun, so that nothing was asked for.
  public boolean isUntouched() {
    return steps.all().values().stream().allMatch(StepState.Waiting.class::isInstance);
  }

  /// Whether no step was begun that reaches a goal, so that nothing was changed: people may have
  /// been asked and told.
  boolean hasReachedForNothing() {
    return Step.reaching(steps.all().keySet())
        .allMatch(it -> of(it.id()) instanceof StepState.Waiting);
  }

  /// Whether every goal was met and the run is over.
  public boolean done() {
    return phase instanceof Phase.Ended(var outcome, _) && outcome == Outcome.DONE;
  }

  public boolean cancelled() {
    return cancelled;
  }

  /// Whether the run's folder was closed, so that nothing in it may change any more.
  public boolean sealed() {
    return sealed;
  }

  /// The region in which the writer is meant to be when this run, or its undo, is over.
  String willBePrimary() {
    return undoing() ? runbook().source() : runbook().target();
  }

  /// The state of a step, also of one that the undo added.
  public StepState of(StepId step) {
    return steps.of(step);
  }

  /// Every step with its state: the runbook's in their order, then those of the undo.
  public SequencedMap<Step, StepState> all() {
    return steps.all();
  }

  public Step step(StepId id) {
    return steps.step(id);
  }

  /// The fences that stand before `promotion` on any way to it and rest on proof.
  public List<Step.Reach> fencesBefore(Step.Reach promotion) {
    return fences(promotion).filter(fence -> !steps.overridden(fence.id())).toList();
  }

  /// The fences before `promotion` that a person overrode, each with that person's word.
  List<String> overriddenBefore(Step.Reach promotion) {
    return fences(promotion)
        .filter(fence -> steps.overridden(fence.id()))
        .map(fence -> fence.goal().phrase() + ": " + proof(fence.id()))
        .toList();
  }

  private Stream<Step.Reach> fences(Step.Reach promotion) {
    return Step.reaching(steps.before(promotion))
        .filter(reach -> reach.goal() instanceof Goal.Fenced);
  }

  /// Where the steps stand whose goal is such a one, in the order of the runbook.
  public List<StepState> reaching(Predicate<Goal> such) {
    return Step.reaching(steps.all().keySet())
        .filter(reach -> such.test(reach.goal()))
        .map(reach -> of(reach.id()))
        .toList();
  }

  private String proof(StepId id) {
    return of(id) instanceof StepState.Met met ? met.proof() : "";
  }

  /// The fences of this run that are not proven.
  public List<Step.Reach> unprovenFences() {
    return unmet(reach -> reach.goal() instanceof Goal.Fenced);
  }

  private List<Step.Reach> unmet(Predicate<Step.Reach> kind) {
    return Step.reaching(steps.all().keySet())
        .filter(kind)
        .filter(reach -> !(of(reach.id()) instanceof StepState.Met))
        .toList();
  }

  /// The promotions of this run that are not met.
  List<Step.Reach> openPromotions() {
    return unmet(Promotions::isPromotion);
  }

  /// The stores of this run that are not restored yet.
  List<Step.Reach> openRestores() {
    return unmet(reach -> reach.goal() instanceof Goal.Restored);
  }

  /// What must hold when `promotion` is asked for, beside the fences: its own replica holds
  /// everything. Other replicas may be promoted already and follow nobody any more.
  public List<Step.Reach> completionsBefore(Step.Reach promotion) {
    return Step.reaching(steps.before(promotion))
        .filter(reach ->
            reach.goal() instanceof Goal.Replicating(var resource, _, _, var level)
                && level == Goal.Level.COMPLETE
                && resource.equals(promotion.goal().resource()))
        .toList();
  }

  /// Its steps, as whoever decides sees them. What is noted there beside events is no fact of the
  /// journal: a controller that takes the run up cannot know it.
  StepTable steps() {
    return steps;
  }
}
