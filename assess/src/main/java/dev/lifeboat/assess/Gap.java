package dev.lifeboat.assess;

import dev.lifeboat.problem.Code;
import java.util.Comparator;

/// Something that a plan lacks, as its documents and builds show it.
///
/// @param code `LB8nnn`, explained by docs/problems.md
/// @param workload its name; the plan's own where it is about all of them
/// @param message what was found, with the figures it rests on
/// @param fix what to change in the plan
public record Gap(Code code, Severity severity, String workload, String message, String fix) {
  /// The gravest first, then by workload.
  static final Comparator<Gap> GRAVEST_FIRST =
      Comparator.comparing(Gap::severity, Comparator.reverseOrder())
          .thenComparing(Gap::workload)
          .thenComparing(Gap::code)
          .thenComparing(Gap::message);
}
