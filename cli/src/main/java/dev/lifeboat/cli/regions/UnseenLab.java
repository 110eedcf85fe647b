package dev.lifeboat.cli.regions;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A lab of which nobody can tell whether it is there.
final class UnseenLab {
  private UnseenLab() {}

  /// LB5004; only who was denied a look is sent to the owner.
  ///
  /// @param folder of the lab, below the state folder `state`
  static Problem problem(Path state, Path folder, IOException why) {
    boolean denied = why instanceof AccessDeniedException;
    var reason =
        denied || Files.isDirectory(state) ? FileFailure.reason(why) : state + " is no folder";
    return Problem.lasting(
        Code.LB5004,
        "cannot look for a lab at %s: %s".formatted(folder, reason),
        "whether one is up is not known; nothing was changed",
        denied
            ? "look as its owner, or name a state folder of yours with --state"
            : "name the state folder that you mean with --state DIR");
  }
}
