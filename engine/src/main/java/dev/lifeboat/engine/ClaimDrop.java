package dev.lifeboat.engine;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.JournalCopies;
import dev.lifeboat.journal.JournalDamageException;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Frees workloads of runs that nobody can take up, since their journals are gone or cannot be
/// read: the last resort, by the word of a person. No region is touched; what such a run fenced
/// stays fenced, and what it asked for is refused once the next run has its higher epoch.
///
/// @param runs the folder of all runs
/// @param copies of journals; a run that has one can be taken up elsewhere
public record ClaimDrop(Path runs, Placements placements, JournalCopies copies) {

  /// What [#drop] would take from `run`. Changes nothing.
  ///
  /// @param held the placement that says it is open
  /// @throws ProblemException LB4007 when the run can be taken up
  public DroppedClaim look(RunId run, Placement held, DroppedClaim.Word word)
      throws ProblemException {
    if (!held.isOpenFor(run)) {
      throw new IllegalArgumentException("run %s is not open on %s".formatted(run, held));
    }
    return new DroppedClaim(run, held, whyLost(run), word);
  }

  /// Takes the claim, once it is on disk who does so and why.
  ///
  /// May be repeated, as after a crash between the two. Until the claim is taken, the run may be
  /// taken up nevertheless: the placement decides.
  ///
  /// @param held as it was shown
  /// @return why the chain of the workload's runs does not name it as dropped; empty once it does
  /// @throws ProblemException LB3003 when the placement is another one meanwhile; then it stays as
  ///   it is
  public Optional<String> drop(Placement held, DroppedClaim claim) throws ProblemException {
    claim.keep(RunFolder.of(runs, claim.run()).folder());
    placements.compareAndSet(Optional.of(held), held.released());
    try {
      new Lineage(placements).dropped(held, claim.word().by());
      return Optional.empty();
    } catch (ProblemException unkept) {
      return Optional.of(unkept.problem().happened());
    }
  }

  /// Keeps in the folder of the run that `held` is open for that nobody can take it up any more,
  /// since nothing is left of its regions.
  public static void ofLostRegions(Path runs, Placement held, DroppedClaim.Word word)
      throws ProblemException {
    var run = held.openRun().orElseThrow();
    new DroppedClaim(run, held, "nothing is left of its regions", word)
        .keep(RunFolder.of(runs, run).folder());
  }

  private String whyLost(RunId run) throws ProblemException {
    requireNotOpen(run, copied(run), " --plan PLAN");
    var file = RunFolder.of(runs, run).journal();
    Optional<JournalReader.Contents> contents;
    try {
      contents = JournalReader.find(file);
    } catch (ProblemException unreadable) {
      return unreadable.problem().happened();
    }
    if (contents.isEmpty()) {
      return file + " is gone";
    }
    requireNotOpen(run, contents.get(), "");
    return "it never began, or is over";
  }

  private JournalReader.Contents copied(RunId run) throws ProblemException {
    try {
      return JournalReader.parse(copies.lines(run));
    } catch (JournalDamageException damaged) {
      return JournalReader.NOTHING;
    }
  }

  /// What does not make a run can be taken up no more than one that ended.
  private static boolean isOver(List<Entry> entries) {
    try {
      return RunState.of(entries, Pace.standard()).isOver();
    } catch (ContradictionException contradiction) {
      return true;
    }
  }

  private static void requireNotOpen(RunId run, JournalReader.Contents contents, String how)
      throws ProblemException {
    var entries = contents.entries();
    if (entries.isEmpty() || isOver(entries)) {
      return;
    }
    throw ProblemException.lasting(
        Code.LB4007,
        "run %s can be taken up: its journal can be read".formatted(run),
        "its claim was not dropped; the journal knows what was fenced and how far it came",
        "'lifeboat resume %s%s', or with --undo".formatted(run, how));
  }
}
