package dev.lifeboat.provision.apply;

import dev.lifeboat.files.Sha256;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/// The jar of functions that a person gives.
///
/// @param sha256 of what is in it, by which another jar has another name
public record FunctionsJar(Path file, String sha256) {
  /// Of a template's parameters: the jar's name in the bucket of artefacts.
  static final String PARAMETER = "FunctionsJar";

  /// As functions look for it.
  private static final String PLAN = "lifeboat.yaml";

  private static final int HASH = 12;

  /// Reads it.
  ///
  /// @throws ProblemException LB1004 when this plan is not in it, or one of many files: its
  ///   functions would act for none
  public static FunctionsJar of(Path file, Plan plan) throws IOException, ProblemException {
    try (var jar = new ZipFile(file.toFile())) {
      var entry = jar.getEntry(PLAN);
      if (entry == null) {
        throw without(file, "has no " + PLAN);
      }
      try (var in = jar.getInputStream(entry)) {
        var bytes = in.readNBytes(PlanReader.MOST_BYTES);
        if (PlanReader.namesFiles(bytes)) {
          throw ofManyFiles(file);
        }
        if (!Sha256.of(bytes).equals(plan.sha256())) {
          if (new String(bytes, StandardCharsets.UTF_8).contains("${")) {
            throw ofEnvironment(file);
          }
          throw without(file, "has a %s that differs from this plan".formatted(PLAN));
        }
      }
    }
    return new FunctionsJar(file, Sha256.of(Files.readAllBytes(file)));
  }

  private static ProblemException without(Path file, String what) {
    return refused(
        "--functions names '%s', which %s".formatted(file, what),
        "its functions would refuse to act; nothing was changed",
        "beside the plan, under that name: jar --update --file %s %s"
            .formatted(ShellWord.of(file.toString()), PLAN));
  }

  /// Functions have no folder that the others could lie in.
  private static ProblemException ofManyFiles(Path file) {
    return refused(
        "--functions names '%s', whose %s names other files".formatted(file, PLAN),
        "functions take a plan of one file, and would refuse to act; nothing was changed",
        "write the workloads into %s, leave out 'include', and put it into the jar again"
            .formatted(PLAN));
  }

  /// Functions have another environment than whoever gives the plan.
  private static ProblemException ofEnvironment(Path file) {
    return refused(
        "--functions names '%s', whose %s refers to the environment".formatted(file, PLAN),
        "functions take a plan that says its values, and would refuse to act; nothing was changed",
        "write the values into %s, and put it into the jar again".formatted(PLAN));
  }

  private static ProblemException refused(String happened, String means, String action) {
    return ProblemException.lasting(Code.LB1004, happened, means, action);
  }

  /// Functions are changed by CloudFormation only when it is another one.
  String name() {
    return sha256.substring(0, HASH) + "-lifeboat-functions.jar";
  }
}
