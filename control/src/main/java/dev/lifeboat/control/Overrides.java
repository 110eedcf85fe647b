package dev.lifeboat.control;

import dev.lifeboat.engine.FenceOverride;
import dev.lifeboat.engine.LossAcceptance;
import dev.lifeboat.runbook.Runbook;
import java.util.Optional;

/// The wish to go on without what a failover asks for first.
///
/// @param fence why an unproven fence is enough
/// @param despiteObstacles go as far as it gets although something is missing where it goes
/// @param loss why it may be lost what a copy never had
public record Overrides(Optional<String> fence, boolean despiteObstacles, Optional<String> loss) {
  /// Nothing of that.
  public static final Overrides NONE = new Overrides(Optional.empty(), false, Optional.empty());

  PersonsWord word(String person, ControlledWorkload moved, Runbook runbook)
      throws InterruptedException {
    Optional<FenceOverride> override = Optional.empty();
    if (fence.isPresent()) {
      var atRisk = moved.platform().atRisk(moved.workload(), runbook);
      override =
          Optional.of(
              new FenceOverride(
                  person,
                  fence.get(),
                  atRisk + "; the old side may go on writing until it is fenced"));
    }
    return new PersonsWord(override, loss.map(why -> new LossAcceptance(person, why)));
  }
}
