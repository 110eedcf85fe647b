package dev.lifeboat.control;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.PlacementConflict;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.MoveResidue;
import dev.lifeboat.provider.Platform;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Says of what moves left behind whether it may be deleted, and deletes it: only what was read
/// into a ledger, or compared by a named person, long enough ago.
///
/// @param age how long ago it must have been read
public record ResidueReview(Platform platform, InstantSource clock, Duration age) {

  /// What became, or may become, of one part.
  public enum Fate {
    /// It stays, for the reason that is told.
    KEPT,
    /// It may be deleted.
    DELETABLE,
    /// It is being deleted.
    DELETED,
    /// It should be deleted and was not.
    FAILED
  }

  /// One part, and what is to become of it.
  ///
  /// @param why it is kept or was not deleted, or the copy that stays of what was
  public record Found(String workload, MoveResidue.Part part, Fate fate, String why) {
    private Found with(Fate other, String words) {
      return new Found(workload, part, other, words);
    }
  }

  /// What is there; nothing is changed.
  public List<Found> look(Workload workload) throws InterruptedException, ProblemException {
    var found = new ArrayList<Found>();
    for (var part : of(workload)) {
      found.add(judged(workload, part));
    }
    return found;
  }

  /// Takes a person's word for what no ledger has of one part.
  ///
  /// @param part its region and its name, which may be that of another region's too
  /// @return whether there is such a part
  public boolean compared(Workload workload, String part, String person)
      throws InterruptedException, ProblemException {
    for (var left : of(workload)) {
      if (typed(left).equals(part) && !left.goes()) {
        platform
            .ability(workload, MoveResidue.class)
            .orElseThrow()
            .compared(left, new MoveResidue.Reading.OfPerson(person, clock.instant()));
        return true;
      }
    }
    return false;
  }

  /// Deletes what may be deleted of what a look found.
  ///
  /// @throws ProblemException LB3003 while a run is open, which may need any of it
  public List<Found> delete(Workload workload, List<Found> seen)
      throws InterruptedException, ProblemException {
    requireNoRun(workload);
    var done = new ArrayList<Found>();
    for (var found : seen) {
      done.add(found.fate() == Fate.DELETABLE ? deleted(workload, found) : found);
    }
    return done;
  }

  private List<MoveResidue.Part> of(Workload workload)
      throws InterruptedException, ProblemException {
    var residue = platform.ability(workload, MoveResidue.class);
    return residue.isPresent() ? residue.get().parts() : List.of();
  }

  private Found judged(Workload workload, MoveResidue.Part part) {
    if (part.goes()) {
      return new Found(workload.name(), part, Fate.KEPT, "it is being deleted");
    }
    if (part.reading().isEmpty()) {
      return new Found(
          workload.name(),
          part,
          Fate.KEPT,
          "nobody read all that it may have alone into a ledger; once you compared it by hand, say"
              + " --compared "
              + typed(part));
    }
    var reading = part.reading().get();
    boolean old = !reading.at().plus(age).isAfter(clock.instant());
    return new Found(workload.name(), part, old ? Fate.DELETABLE : Fate.KEPT, words(reading));
  }

  private static String typed(MoveResidue.Part part) {
    return part.region() + "/" + part.name();
  }

  private static String words(MoveResidue.Reading reading) {
    return switch (reading) {
      case MoveResidue.Reading.OfLedger(var run, var at) ->
          "read at %s into the ledger of %s".formatted(at, run);
      case MoveResidue.Reading.OfPerson(var name, var at) ->
          "compared by %s at %s".formatted(name, at);
    };
  }

  private Found deleted(Workload workload, Found found)
      throws InterruptedException, ProblemException {
    var residue = platform.ability(workload, MoveResidue.class).orElseThrow();
    try {
      return found.with(Fate.DELETED, residue.delete(found.part()));
    } catch (ProblemException failed) {
      return found.with(Fate.FAILED, failed.problem().phrase());
    }
  }

  /// Refuses to go on beside a run.
  ///
  /// @throws ProblemException LB3003 while one is open
  public void requireNoRun(Workload workload) throws InterruptedException, ProblemException {
    var placed = platform.placements().read(workload.name());
    if (placed.flatMap(Placement::openRun).isPresent()) {
      throw PlacementConflict.of(workload.name(), placed).asException();
    }
  }
}
