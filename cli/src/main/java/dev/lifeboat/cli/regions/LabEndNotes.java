package dev.lifeboat.cli.regions;

import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.CutDrills;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.engine.DroppedClaim;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.lab.setup.LabFolders;
import dev.lifeboat.lab.setup.LabUp;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Notes of the runs that are open in a lab as that goes, since nobody can go on with them. They
/// never hold the end of the lab up.
final class LabEndNotes {
  private final List<Note> left;

  private LabEndNotes(List<Note> left) {
    this.left = left;
  }

  /// Something to note of a run.
  @FunctionalInterface
  private interface Note {
    void write() throws ProblemException;
  }

  /// @param state the state folder
  /// @param by whoever ends the lab, for the record
  static LabEndNotes of(PlanFile file, Path state, String by) {
    var name = file.plan().name();
    var why = "the lab of '%s' was taken down".formatted(name);
    var word = new DroppedClaim.Word(by, why, Terminal.now());
    var cut = new CutDrills(state, Terminal.host(), _ -> {});
    var notes = new ArrayList<Note>(List.of(() -> cut.gone(name)));
    claimed(file, state).forEach(held -> notes.add(() -> cut.gone(held, word)));
    return new LabEndNotes(notes);
  }

  /// Writes each that can be written.
  void write() {
    left.removeIf(note -> failure(note).isEmpty());
  }

  /// Writes once more what could not be written while the lab was there: its databases may have
  /// filled the disk.
  ///
  /// @return why some cannot be written either now
  Optional<ProblemException> again() {
    return left.stream().map(LabEndNotes::failure).flatMap(Optional::stream).toList().stream()
        .findFirst();
  }

  private static Optional<ProblemException> failure(Note note) {
    try {
      note.write();
      return Optional.empty();
    } catch (ProblemException unwritten) {
      return Optional.of(unwritten);
    }
  }

  private static List<Placement> claimed(PlanFile file, Path state) {
    var claimed = new ArrayList<Placement>();
    try {
      var plan = file.plan();
      var folder = new LabFolders(state).folder(plan.name());
      var placements = new FilePlacements(folder.placements(edge(folder, plan)));
      for (var workload : plan.workloads().keySet()) {
        placements.read(workload).filter(it -> it.openRun().isPresent()).ifPresent(claimed::add);
      }
    } catch (ProblemException broken) {
      // It goes all the same; which runs it had is not known.
    }
    return claimed;
  }

  // Plans change while their lab is up.
  private static String edge(LabFolder folder, Plan plan) {
    try {
      return LabUp.topology(folder).map(it -> it.edge().name()).orElse(plan.edge());
    } catch (ProblemException unreadable) {
      return plan.edge();
    }
  }
}
