package dev.lifeboat.provider;

import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;

/// Vault that was attacked with the login that writes to it.
///
/// @param objects that were attacked, of which one is the attack's own
/// @param refused how many calls its store refused
/// @param let harm that it did not refuse, and objects that changed
/// @param open how many objects no lock holds for long; they were left alone
/// @param unclear answers that tell neither
public record AttackedVault(
    String vault, int objects, int refused, List<String> let, int open, List<String> unclear) {
  public AttackedVault {
    let = List.copyOf(let);
    unclear = List.copyOf(unclear);
  }

  /// Whether more than the attack's own object was attacked, and all else is locked.
  public boolean isHeld() {
    return let.isEmpty() && open == 0 && objects > 1;
  }

  /// In words.
  public String phrase() {
    if (!let.isEmpty()) {
      return "the store of vault '%s' let go: %s".formatted(vault, String.join(", ", let));
    }
    var refusals =
        "the store of vault '%s' refused %s against %s"
            .formatted(vault, Count.of(refused, "call"), Count.of(objects, "object"));
    return refusals
        + (open == 0 ? "" : ", %s not locked any more".formatted(Count.of(open, "object")))
        + (unclear.isEmpty() ? "" : ", and was unclear of " + String.join(", ", unclear));
  }

  /// Why no vault is attacked.
  public static ProblemException refused(String happened, String action) {
    return ProblemException.lasting(
        Code.LB1005, happened, "nothing was attacked or broken", action);
  }

  /// Why a drill ended with an attack.
  public static ProblemException failed(String happened, String means, String action) {
    return ProblemException.lasting(Code.LB9003, happened, means, action);
  }
}
