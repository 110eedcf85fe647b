package dev.lifeboat.control;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.ProviderKind;
import java.util.Optional;

/// Access to the platforms of plans. Whoever knows every kind of provider implements it.
public interface PlatformAccess {
  /// What those of a plan are like.
  ProviderKind kind(PlanFile file);

  /// Empty where Lifeboat itself raises such regions and has not. The caller closes it.
  Optional<Platform> of(PlanFile file) throws InterruptedException, ProblemException;

  /// The same; empty also where they are dead.
  default Optional<Platform> living(PlanFile file) throws InterruptedException, ProblemException {
    try {
      return of(file);
    } catch (ProblemException failed) {
      if (failed.problem().code() != Code.LB2003) {
        throw failed;
      }
      return Optional.empty();
    }
  }

  /// The same as [#of], for what can do nothing without them.
  ///
  /// @throws ProblemException LB2003 where [#of] is empty
  Platform required(PlanFile file) throws InterruptedException, ProblemException;

  /// A closer look at them; empty as [#of]. The caller closes it.
  Optional<Inspection> inspection(PlanFile file) throws InterruptedException, ProblemException;
}
