package dev.lifeboat.simulate;

/// The places between which messages travel. Each may be cut off from each, either way.
enum SimSite {
  /// The plan's primary region.
  HOME(0),
  /// The plan's recovery region.
  AWAY(1),
  /// The third voter.
  ARBITER(2),
  /// The front door, and the clients that come through it.
  DOOR(3),
  /// Where controllers run, with journal and placement beside them.
  CONTROLLER(4);

  /// How many there are.
  static final int COUNT = 5;

  private final int number;

  SimSite(int number) {
    this.number = number;
  }

  /// Counts from zero; regions and voters come first.
  int number() {
    return number;
  }

  boolean isRegion() {
    return this == HOME || this == AWAY;
  }
}
