package dev.lifeboat.scenario;

import com.fasterxml.jackson.annotation.JsonValue;

/// How a scenario has to end. A drill that recovers in another way has failed, however fast it was.
public enum ScenarioCourse {
  /// The writer moves to the recovery region, and home again once the fault is healed.
  FAILOVER("region-failover"),
  /// What guards the broken part starts it again; the writer stays where it is.
  HEALED("healed-in-place"),
  /// A person moves the writer while both regions live; nothing acknowledged is lost.
  MOVED("planned-move"),
  /// A failover that would be automatic is held back, and the writer stays where it is.
  HELD("held"),
  /// Nothing breaks: the recovery region shows what it can do while the primary serves on.
  REHEARSED("rehearsed");

  private final String word;

  ScenarioCourse(String word) {
    this.word = word;
  }

  /// As it stands in JSON.
  @JsonValue
  public String word() {
    return word;
  }

  /// Whether the writer changes its region on the way.
  public boolean moves() {
    return switch (this) {
      case FAILOVER, MOVED -> true;
      case HEALED, HELD, REHEARSED -> false;
    };
  }
}
