package dev.lifeboat.cli.aws;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.ProvisionIndex;
import dev.lifeboat.provision.apply.FunctionsJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Functions that a plan is given: a person's, or else those that come with Lifeboat.
///
/// @param given by a person
record RequestedFunctions(Optional<Path> given, ShippedFunctions shipped) {

  /// With the plan in them; empty where it has none, or none came with Lifeboat.
  ///
  /// @throws ProblemException LB1004 when their jar is none
  Optional<FunctionsJar> of(PlanFile file, ProvisionFiles files) throws ProblemException {
    boolean wanted =
        files.index().steps().stream().anyMatch(ProvisionIndex.Upload.class::isInstance);
    var code = given.or(() -> shipped.jar().filter(_ -> wanted));
    return code.isEmpty() ? Optional.empty() : Optional.of(jar(code.get(), file));
  }

  private static FunctionsJar jar(Path code, PlanFile file) throws ProblemException {
    try {
      return FunctionsJar.of(code, file.text());
    } catch (IOException failed) {
      throw Failures.usage(
          "the functions in '%s' cannot be read: %s".formatted(code, FileFailure.told(failed)),
          "nothing was changed",
          "make it anew, or name another lifeboat-functions.jar by --functions");
    }
  }
}
