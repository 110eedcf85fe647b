package dev.lifeboat.agent.database;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.lifeboat.agent.state.Role;

/// Assignment of a database as its file has it, for whoever inspects that. As JSON it is the file.
public final class KeptAssignment {
  private final Assignment kept;

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  KeptAssignment(Assignment kept) {
    this.kept = kept;
  }

  @JsonValue
  Assignment kept() {
    return kept;
  }

  public Role role() {
    return kept.role();
  }

  public long epoch() {
    return kept.epoch();
  }

  /// The highest that was ever seen; never lower than [#epoch].
  public long highestEpoch() {
    return kept.highestEpoch();
  }
}
