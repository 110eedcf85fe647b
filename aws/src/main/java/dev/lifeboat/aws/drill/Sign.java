package dev.lifeboat.aws.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import java.util.Optional;

/// What shows that something was broken by an action that is over at once. FIS calls such an action
/// completed when RDS or ECS took its request, which is before users notice anything.
///
/// @param shown whether it shows by now
/// @param absent what is so as long as it does not, such as `db-1 is still in us-east-1a`
public record Sign(Shown shown, String absent) {

  /// A look; reads only.
  @FunctionalInterface
  public interface Shown {
    boolean now() throws InterruptedException, ProblemException;
  }

  /// Finds signs.
  public interface Signs {

    /// What will show that `fault` has happened, as seen before it does; empty for one that lasts
    /// as long as its experiment runs.
    Optional<Sign> before(Fault fault) throws InterruptedException, ProblemException;
  }
}
