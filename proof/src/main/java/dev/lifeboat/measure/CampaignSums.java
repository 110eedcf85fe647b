package dev.lifeboat.measure;

import dev.lifeboat.runbook.Mode;
import java.util.List;
import java.util.SortedMap;

/// What the worlds of a campaign of simulations came to.
///
/// @param violations worlds in which a rule was broken
/// @param failing seeds of the first of those
/// @param endings of the others: `done`, `undone`, `none` where nobody had to move anything
/// @param rto of the failovers that moved the workload
/// @param rpo of the same
public record CampaignSums(
    long runs,
    long violations,
    List<Long> failing,
    SortedMap<Mode, Integer> modes,
    SortedMap<String, Integer> endings,
    Distribution rto,
    Distribution rpo) {
  public CampaignSums {
    failing = List.copyOf(failing);
  }

  /// An ending as people read it.
  public static String phrase(String ending) {
    return switch (ending) {
      case "none" -> "with nothing to move";
      case "open" -> "still under way";
      case "waiting" -> "waiting for a person";
      default -> ending;
    };
  }
}
