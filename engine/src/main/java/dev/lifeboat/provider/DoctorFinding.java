package dev.lifeboat.provider;

import dev.lifeboat.runbook.JsonChoice;
import org.jspecify.annotations.Nullable;

/// Result of one look.
///
/// @param what was looked at, such as `disk` or `agent of east`
/// @param detail the fact, with the values that matter
/// @param fix one next step that can be typed or done as it stands; null while all is well
public record DoctorFinding(String what, State state, String detail, @Nullable String fix) {

  /// How it stands. An unknown is no trouble yet, and never well.
  public enum State implements JsonChoice {
    WELL,
    TROUBLE,
    UNKNOWN
  }

  public DoctorFinding {
    if ((fix == null) != (state == State.WELL)) {
      throw new IllegalArgumentException(
          "%s is %s, so a fix must be there exactly if it is not well"
              .formatted(what, state.word()));
    }
  }

  /// Well, or trouble with what to do about it.
  public static DoctorFinding judge(boolean well, String what, String detail, String fix) {
    return well ? well(what, detail) : trouble(what, detail, fix);
  }

  /// Nothing is to be done.
  public static DoctorFinding well(String what, String detail) {
    return new DoctorFinding(what, State.WELL, detail, null);
  }

  /// Something is wrong.
  public static DoctorFinding trouble(String what, String detail, String fix) {
    return new DoctorFinding(what, State.TROUBLE, detail, fix);
  }

  /// Nobody could tell.
  public static DoctorFinding unknown(String what, String why, String fix) {
    return new DoctorFinding(what, State.UNKNOWN, why, fix);
  }
}
