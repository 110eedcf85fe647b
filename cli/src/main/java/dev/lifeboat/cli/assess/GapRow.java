package dev.lifeboat.cli.assess;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.assess.Gap;
import java.util.List;

/// One finding as a document has it.
///
/// @param names each thing that it is of; left out where it cannot be of several
record GapRow(
    String code,
    String severity,
    String workload,
    String message,
    String fix,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> names) {
  static GapRow of(Gap gap) {
    return new GapRow(
        gap.code().name(),
        gap.severity().word(),
        gap.workload(),
        gap.message(),
        gap.fix(),
        gap.names());
  }
}
