package dev.lifeboat.cli.move;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// The file of a plan of which a run keeps a copy alone: looked for where state folders are found
/// from plans, beside the folder, and where the command was typed.
final class PlanNearby {
  private PlanNearby() {}

  /// As it can be typed of that workload; the word of the help pages where it is nowhere near.
  static String typed(Plan plan, String workload, Path state) {
    var beside = Optional.ofNullable(state.toAbsolutePath().getParent());
    return Stream.concat(Stream.of(Path.of("")), beside.stream())
        .map(PlanFile::of)
        .filter(Files::isRegularFile)
        .flatMap(file -> of(file, plan, workload).stream())
        .findFirst()
        .orElse("PLAN");
  }

  private static Optional<String> of(Path file, Plan plan, String workload) {
    try {
      var found = Kinds.read(file);
      return found.plan().name().equals(plan.name())
          ? Optional.of(found.typed(found.workload(workload)))
          : Optional.empty();
    } catch (ProblemException unusable) {
      return Optional.empty();
    }
  }
}
