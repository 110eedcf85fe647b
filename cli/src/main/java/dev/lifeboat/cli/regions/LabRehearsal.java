package dev.lifeboat.cli.regions;

import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.plan.RehearsalDraft;
import dev.lifeboat.lab.plan.RehearsalPlan;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A plan as a lab plays it.
///
/// @param file the plan in the lab: the one that was given where its regions are a lab's, else one
///   below the state folder, which [#keep] writes
/// @param commands the folder that the commands of its services are relative to
/// @param made what [#keep] writes; empty where the plan is the one that was given
public record LabRehearsal(PlanFile file, Path commands, Optional<RehearsalPlan> made) {
  private static final String FOLDER = "in-lab";

  /// A plan that is drilled where its regions are.
  public static LabRehearsal none(PlanFile of) {
    return new LabRehearsal(of, StateFolder.above(of.path()), Optional.empty());
  }

  /// The same plan where its regions are a lab's. Writes nothing.
  ///
  /// @param state the state folder
  /// @throws ProblemException LB1010 when no lab can play it
  public static LabRehearsal of(PlanFile of, Path state) throws ProblemException {
    var known = none(of);
    if (!Kinds.of(of.plan()).servesUsers()) {
      return known;
    }
    var made = RehearsalDraft.of(of.reader(), of.path().toString(), of.bytes());
    var path = state.resolve(FOLDER).resolve(made.name() + ".yaml");
    var plan = of.reader().read(path.toString(), made.text()).orThrow();
    return new LabRehearsal(
        new PlanFile(of.reader(), path, plan, made.text()), known.commands(), Optional.of(made));
  }

  /// What differs from the plan that is rehearsed, in words.
  public List<String> differences() {
    return made.map(RehearsalPlan::differences).orElse(List.of());
  }

  /// Writes the file, of which labs and runs keep copies.
  public void keep() throws ProblemException {
    if (made.isEmpty()) {
      return;
    }
    try {
      DurableFile.createFolders(DurableFile.folderOf(file.path()));
      DurableFile.write(file.path(), made.get().text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "write",
          file.path(),
          unwritable,
          "no lab was begun",
          "free disk space or mend the permissions");
    }
  }
}
