package dev.lifeboat.lease;

import java.time.Duration;

/// The ways to make an old writer unable to write, gentlest first. [FenceLadder] climbs them.
public enum FenceLevel {

  /// The old writer's keeper stops confirming commits and returns the lease.
  HAND_BACK(
      Actor.KEEPER,
      Duration.ofMillis(500),
      true,
      "its keeper confirms no commit any more, and two of three voters ended the lease"),

  /// Restart under `standby.signal`: stays readable, and no session can evade it.
  DEMOTE(
      Actor.AGENT,
      Duration.ofSeconds(5),
      true,
      "a fresh write with a client's credential was refused by a server in recovery"),

  /// The fast stop: sessions end, the shutdown checkpoint is written.
  STOP(
      Actor.AGENT,
      Duration.ofSeconds(5),
      true,
      "its agent saw every process of the database end, and its start guard holds"),

  /// SIGKILL: for frozen processes, by whoever runs the machine.
  KILL(
      Actor.HOST,
      Duration.ofSeconds(2),
      true,
      "the host saw every process of the database, its keeper and its agent gone"),

  /// Front door and links carry nothing from the old region. It keeps clients away but proves
  /// nothing about those inside the region, so the lease is waited out after it.
  CUT_OFF(
      Actor.EDGE,
      Duration.ofSeconds(1),
      false,
      "front door and links answered, with the new epoch, that they are closed"),

  /// Nothing of the old region answers: its lease runs out by itself.
  WAIT_OUT(
      Actor.VOTERS,
      Duration.ofSeconds(10),
      true,
      "two of three voters granted the new epoch after the old lease must have run out");

  private final Actor actor;
  private final Duration deadline;
  private final boolean suffices;
  private final String proof;

  FenceLevel(Actor actor, Duration deadline, boolean suffices, String proof) {
    this.actor = actor;
    this.deadline = deadline;
    this.suffices = suffices;
    this.proof = proof;
  }

  /// Who has to act. Levels of an actor that is silent are passed over.
  public enum Actor {
    KEEPER,
    AGENT,
    HOST,
    EDGE,
    VOTERS
  }

  public Actor actor() {
    return actor;
  }

  /// How long it is tried, from its own beginning.
  public Duration deadline() {
    return deadline;
  }

  /// Whether its proof alone allows a promotion.
  public boolean suffices() {
    return suffices;
  }

  /// What shows that it holds, in words that a report can print.
  public String proof() {
    return proof;
  }
}
