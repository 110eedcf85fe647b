package dev.lifeboat.lab.check;

import org.jspecify.annotations.Nullable;

/// One thing in the lab, as it was seen just now.
///
/// @param what such as `database orders`
/// @param state one word or figure; `unknown` when nobody could look
/// @param detail figures beside it; empty if there are none
/// @param why it is not well; null while it is
/// @param ageMillis how old the look is
public record LabFact(
    String region, String what, String state, String detail, @Nullable String why, long ageMillis) {

  static LabFact unknown(String region, String what, String why) {
    return new LabFact(region, what, "unknown", "", why, 0);
  }
}
