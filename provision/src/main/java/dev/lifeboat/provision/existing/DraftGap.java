package dev.lifeboat.provision.existing;

/// Something that no source says and a plan wants.
///
/// @param path in the plan, such as `workloads.shop.objectives.rto`
/// @param line of the draft, counted from 1
/// @param add the line to write there
/// @param why what belongs there
/// @param required whether a stand-in holds its place; else it may stay away
public record DraftGap(String path, int line, String add, String why, boolean required) {

  /// Such as `line 12 write 'rto: 1h' (how long users may wait)`.
  public String words() {
    return "line %d  %s '%s' (%s)".formatted(line, required ? "write" : "may add", add, why);
  }
}
