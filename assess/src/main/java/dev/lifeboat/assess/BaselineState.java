package dev.lifeboat.assess;

import dev.lifeboat.plan.WordedChoice;

/// State of a finding against a baseline, in the words of SARIF 2.1.0, section 3.27.24.
public enum BaselineState implements WordedChoice {
  NEW,
  /// Graver than it was, or of more.
  UPDATED,
  /// No worse than it was.
  UNCHANGED
}
