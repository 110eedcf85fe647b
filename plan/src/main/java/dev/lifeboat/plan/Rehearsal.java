package dev.lifeboat.plan;

import java.util.List;
import java.util.regex.Pattern;

/// What the plan of a lab says of the plan on other regions that it rehearses.
///
/// @param plan the name of that other plan
/// @param sha256 of its file's bytes, 64 lower-case hexadecimal digits
/// @param standIns services whose programs the lab has not: a stand-in answers in their place, so
///   that nothing of what users do is rehearsed
public record Rehearsal(String plan, String sha256, List<String> standIns) {
  /// What a rehearsal with a stand-in is of: stores, fences and routes, and no service.
  public static final String DATA_PATH_ALONE = "data path alone";

  /// Where a rehearsal was held, in front of its phrase.
  public static final String PLACE = "in lab";

  /// Ends the name of a plan that rehearses the one whose name stands before it: its lab, runs and
  /// proofs are never those of the other.
  public static final String SUFFIX = "-in-lab";

  /// The folder of such plans, below a state folder.
  public static final String FOLDER = "in-lab";

  /// The most that the name of a plan may have which is rehearsed.
  public static final int LONGEST_NAME = Names.LONGEST - SUFFIX.length();

  static final KeyType.Text<String> HASH =
      KeyType.Text.of(
          "text", Pattern.compile("[0-9a-f]{64}"), "write 64 lower-case hexadecimal digits");

  public Rehearsal {
    Names.require("plan", plan);
    if (HASH.parse(sha256).isEmpty()) {
      throw new IllegalArgumentException(
          "sha256 must be 64 lower-case hexadecimal digits, was '" + sha256 + "'");
    }
    standIns = List.copyOf(standIns);
    standIns.forEach(service -> Names.require(Service.TYPE, service));
  }

  /// Whether nothing of what users do is rehearsed.
  public boolean isOfDataPathAlone() {
    return !standIns.isEmpty();
  }

  /// In words, after which a full stop or nothing may follow.
  public String phrase() {
    var what = "rehearsal of plan %s in the lab".formatted(plan);
    return isOfDataPathAlone()
        ? "%s, %s: a stand-in served for %s"
            .formatted(what, DATA_PATH_ALONE, String.join(" and ", standIns))
        : what;
  }
}
