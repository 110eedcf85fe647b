package dev.lifeboat.control;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Rehearsal;
import dev.lifeboat.plan.RehearsalPlan;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ProviderKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A plan as it is drilled: where its regions are, or as a lab plays it.
///
/// @param file the plan in the lab: the one that was given where its regions are a lab's, else one
///   below the state folder, which [#keep] writes
/// @param commands the folder that the commands of its services are relative to
/// @param made what [#keep] writes; empty where the plan is the one that was given
public record DrilledPlan(PlanFile file, Path commands, Optional<RehearsalPlan> made) {
  /// How a lab plays a plan whose regions are elsewhere.
  @FunctionalInterface
  public interface Draft {
    /// The plan to play.
    ///
    /// @param closedByApi whether a region's API closes a database of that plan, which no lab has
    /// @param path of the plan on other regions, for what is told
    /// @param bytes of its file
    /// @throws ProblemException LB1010 when no lab can play it
    RehearsalPlan of(PlanReader reader, Predicate<Database> closedByApi, String path, byte[] bytes)
        throws ProblemException;
  }

  /// A plan that is drilled where its regions are.
  public static DrilledPlan asGiven(PlanFile of) {
    return new DrilledPlan(of, DurableFile.folderOf(of.absolute().path()), Optional.empty());
  }

  /// The same plan where its regions are a lab's. Writes nothing.
  ///
  /// @param kind of the regions of that plan
  /// @param state the state folder
  /// @throws ProblemException LB1010 when no lab can play it
  public static DrilledPlan of(PlanFile of, ProviderKind kind, Path state, Draft draft)
      throws ProblemException {
    var known = asGiven(of);
    if (kind.raisesRegions()) {
      return known;
    }
    var made = draft.of(of.reader(), kind.traits()::closesByApi, of.path().toString(), of.bytes());
    var path = state.resolve(Rehearsal.FOLDER).resolve(made.name() + ".yaml");
    var plan = of.reader().read(path.toString(), made.text()).orThrow();
    return new DrilledPlan(
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
          "no %s was begun".formatted(file.plan().primary().provider()),
          "free disk space or mend the permissions");
    }
  }
}
