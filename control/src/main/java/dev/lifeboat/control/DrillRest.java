package dev.lifeboat.control;

import dev.lifeboat.runbook.RunId;
import java.util.List;
import java.util.Optional;

/// What an interrupted drill leaves behind.
///
/// @param open its run that can be taken up, if one is
/// @param remedies of what it broke and did not heal
/// @param writer the region where the writer is; empty where that is not known
public record DrillRest(List<RunId> open, List<String> remedies, Optional<String> writer) {
  public DrillRest {
    open = List.copyOf(open);
    remedies = List.copyOf(remedies);
  }
}
