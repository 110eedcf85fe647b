package dev.lifeboat.lease;

import java.time.Duration;

/// The ways to make an old writer unable to write, gentlest first. [FenceLadder] climbs them.
public enum FenceLevel {

  /// The old writer's keeper stops confirming commits and returns the lease. Shown by two of three
  /// voters, where it has ended.
  HAND_BACK(Actor.KEEPER, Duration.ofMillis(500)),

  /// Restart under `standby.signal`: stays readable, and no session can evade it. Shown by a fresh
  /// write with a client's credential, which a server in recovery refuses.
  DEMOTE(Actor.AGENT, Duration.ofSeconds(5)),

  /// The fast stop: sessions end, the shutdown checkpoint is written. Shown by its agent, which saw
  /// every process of the database end, and by its start guard, which holds.
  STOP(Actor.AGENT, Duration.ofSeconds(5)),

  /// SIGKILL: for frozen processes, by whoever runs the machine, who sees every process of the
  /// database, its keeper and its agent gone.
  KILL(Actor.HOST, Duration.ofSeconds(2)),

  /// Front door and links carry nothing from the old region, and answer so with the new epoch. It
  /// keeps clients away but proves nothing about those inside the region, so the lease is waited
  /// out after it.
  CUT_OFF(Actor.EDGE, Duration.ofSeconds(1)),

  /// Nothing of the old region answers: its lease runs out by itself. Shown by two of three voters
  /// that granted the new epoch after the old lease must have run out.
  WAIT_OUT(Actor.VOTERS, Duration.ofSeconds(10));

  private final Actor actor;
  private final Duration deadline;

  FenceLevel(Actor actor, Duration deadline) {
    this.actor = actor;
    this.deadline = deadline;
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
    return this != CUT_OFF;
  }
}
