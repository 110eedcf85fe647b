package dev.lifeboat.assess;

/// Something that is worse than it was.
///
/// @param workload its name; the plan's own where it is about all of them
/// @param what `rto`, `rpo`, `cost`, or the code of a finding
/// @param before as people read it; `none` for a finding that was not there, or of other things
/// @param now the same
public record Setback(String workload, String what, String before, String now) {
  static final String NONE = "none";

  boolean isNew() {
    return before.equals(NONE);
  }
}
