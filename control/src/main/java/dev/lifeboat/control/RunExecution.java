package dev.lifeboat.control;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.LossAcceptance;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.journal.Event;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.StepId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Executes an open run in this process, releases its claim, and closes its folder.
///
/// @param state the state folder
public record RunExecution(
    Runs runs,
    Runs.OpenRun open,
    World world,
    Afterwards afterwards,
    Path state,
    Requester requester) {

  /// What is still to be done once a run has stopped, before its folder is closed.
  @FunctionalInterface
  public interface Afterwards {
    void keep(RunFolder files, RunState state) throws InterruptedException;
  }

  /// What became of a run: where it stands, and its folder's seal.
  public record Stopped(Runs.OpenRun run, DrillResult.EvidenceOf evidence) {
    public RunState state() {
      return run.state();
    }
  }

  /// Runs until the run ended or waits for a person.
  ///
  /// @param undo take the run back at once, where that is still possible
  /// @param word of a person on what the run may stop for
  /// @throws ProblemException when the journal or the placement cannot be changed
  public Stopped conduct(boolean undo, PersonsWord word)
      throws InterruptedException, ProblemException {
    var spoken = new HashSet<StepId>();
    if (!undo) {
      note(once(beforehand(word), spoken));
    }
    run(open, undo);
    var last = open;
    var said = once(word.on(last.state(), world), spoken);
    while (!said.isEmpty()) {
      last = runs.resume(open.state().run(), requester.person(), said);
      for (var event : said) {
        requester.progress().on(new ProgressEvent.Answered(last.state(), event));
      }
      run(last, false);
      said = once(word.on(last.state(), world), spoken);
    }
    afterwards.keep(last.files(), last.state());
    var sealed =
        new RunFiles(state, requester.host(), requester.progress())
            .complete(last.files(), Optional.of(runs.lineage()));
    return new Stopped(last, sealed.evidence());
  }

  private List<? extends Event> beforehand(PersonsWord word)
      throws InterruptedException, ProblemException {
    try {
      return word.beforehand(open.state(), world);
    } catch (InterruptedException interrupted) {
      open.journal().close();
      throw interrupted;
    }
  }

  private void note(List<Event> words) throws ProblemException {
    if (words.isEmpty()) {
      return;
    }
    LossAcceptance.note(open, words, requester.host().clock().instant());
    for (var event : words) {
      requester.progress().on(new ProgressEvent.Answered(open.state(), event));
    }
  }

  /// Those of steps that nothing was said of before. A word that did not help once would be said
  /// for ever.
  private static List<Event> once(List<? extends Event> words, Set<StepId> spoken) {
    return words.stream()
        .<Event>map(it -> it)
        .filter(it ->
            switch (it) {
              case Event.FenceOverridden fence -> spoken.add(fence.step());
              case Event.LossAccepted loss -> spoken.add(loss.step());
              default -> throw new IllegalArgumentException("no person's word: " + it);
            })
        .toList();
  }

  private void run(Runs.OpenRun part, boolean undo) throws InterruptedException, ProblemException {
    var at = part.state();
    var progress = requester.progress();
    Consumer<Runner> begun = undo ? it -> it.cancel(requester.person()) : _ -> {};
    try {
      runs.execute(
          part, world, begun, entry -> progress.on(new ProgressEvent.Journalled(at, entry)));
    } catch (InterruptedException interrupted) {
      progress.on(new ProgressEvent.Interrupted(at.run()));
      throw interrupted;
    }
  }
}
