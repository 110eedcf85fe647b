package dev.lifeboat.control;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A plan with the file it came from.
///
/// @param reader that knows its provider, and so reads what runs keep of such plans
/// @param text of the whole plan, also of one of many files: a watch moves by it for years, also
///   when the files are gone
public record PlanFile(PlanReader reader, Path path, Plan plan, String text) {

  /// Reads and checks a plan.
  ///
  /// @param path of its file, or of the folder that holds it
  ///
  /// @throws ProblemException LB1001 with every mistake, LB1002 when it cannot be read
  public static PlanFile read(PlanReader reader, Path path) throws ProblemException {
    var file = of(path);
    var whole = reader.whole(file);
    return new PlanFile(reader, file, whole.result().orThrow(), whole.text());
  }

  /// The same of bytes that are the whole plan.
  ///
  /// @param name that its mistakes bear
  /// @throws ProblemException LB1001 with every mistake
  public static PlanFile read(PlanReader reader, Path name, byte[] bytes) throws ProblemException {
    var whole = reader.whole(name.toString(), bytes);
    return new PlanFile(reader, name, whole.result().orThrow(), whole.text());
  }

  /// The file that is meant: of a folder its `lifeboat.yaml`.
  public static Path of(Path path) {
    return Files.isDirectory(path) ? path.resolve("lifeboat.yaml") : path;
  }

  /// The path as it can be typed in a command, also with blanks in it or a dash before it.
  public String typed() {
    return ShellWord.ofPath(path.toString());
  }

  /// As it can be typed for that workload, which is named where there are several.
  public String typed(Workload of) {
    return plan.workloads().size() == 1
        ? typed()
        : "%s --workload %s".formatted(typed(), ShellWord.of(of.name()));
  }

  /// The same, by a path that is good everywhere on this machine.
  public PlanFile absolute() {
    return new PlanFile(reader, path.toAbsolutePath().normalize(), plan, text);
  }

  /// The file as a run keeps it, whatever became of it since it was read.
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The workload of that name; without a name, the only one.
  ///
  /// @throws ProblemException LB1003 with the names there are, LB1004 when none of several is named
  public Workload workload(@Nullable String name) throws ProblemException {
    var workloads = plan.workloads();
    if (name == null && workloads.size() == 1) {
      return workloads.values().iterator().next();
    }
    var choice = "use --workload with one of " + String.join(", ", workloads.keySet());
    if (name == null) {
      throw UsageProblem.of(
          "plan '%s' has several workloads".formatted(plan.name()), "nothing was done", choice);
    }
    var found = workloads.get(name);
    if (found == null) {
      throw ProblemException.lasting(
          Code.LB1003,
          "no workload '%s' in plan '%s'".formatted(name, plan.name()),
          "nothing was done",
          choice);
    }
    return found;
  }
}
