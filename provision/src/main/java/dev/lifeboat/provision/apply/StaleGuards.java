package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.List;
import java.util.Set;

/// Guards that an earlier plan made, with that plan in them, and this one has none of: nothing
/// would ever give them another.
///
/// @param unmade stacks of guards that this plan has not
record StaleGuards(StackPort stacks, List<ProvisionIndex.Unmade> unmade) {
  private static final String IMAGE = "GuardImage";

  /// @param given names to which a person gives values
  /// @throws ProblemException LB3019 when such guards run; LB1004 when a person asks for guards
  void requireNone(Set<String> given) throws ProblemException, InterruptedException {
    for (var none : unmade) {
      var at = new StackAddress(none.awsRegion(), none.stack());
      if (stacks.look(at).filter(StackLook::hasAny).isPresent()) {
        throw ProblemException.lasting(
            Code.LB3019,
            "%s has guards with an earlier plan in them, and this plan can have none there: %s"
                .formatted(at.words(), none.because()),
            "nothing was changed, and they decide by the earlier plan",
            "have guards run elsewhere or release them, delete that stack, and repeat the command");
      }
      if (given.stream().anyMatch(it -> it.equals(IMAGE) || it.endsWith("." + IMAGE))) {
        throw ProblemException.lasting(
            Code.LB1004,
            "--set gives %s, and %s is not made: %s".formatted(IMAGE, none.stack(), none.because()),
            "nothing was changed",
            "leave it out and have guards run elsewhere, or change the plan");
      }
    }
  }
}
