package dev.lifeboat.report;

import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// What shows that each fence holds. The page tells it once, in the section about fences; wherever
/// else it would stand, the page says where to look.
///
/// @param bySteps of fences that hold in the end, in the run's order
record FenceProofs(Map<StepId, String> bySteps) {
  private static final String ELSEWHERE = "told under Fence";

  static FenceProofs of(Iterable<StepTrack> tracks) {
    var proofs = new LinkedHashMap<StepId, String>();
    for (var track : tracks) {
      if (fence(track) && holds(track)) {
        proofs.put(track.step().id(), track.said());
      }
    }
    return new FenceProofs(proofs);
  }

  static boolean fence(StepTrack track) {
    return track.step() instanceof Step.Reach reach && reach.goal() instanceof Goal.Fenced;
  }

  /// By a proof, or by a person's word.
  static boolean holds(StepTrack track) {
    return track.met() || track.state().equals(StepTrack.OVERRIDDEN);
  }

  /// What a table says of a step.
  String brief(StepId step, String said) {
    return Objects.equals(bySteps.get(step), said) ? ELSEWHERE : said;
  }
}
