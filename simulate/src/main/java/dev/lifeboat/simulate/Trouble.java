package dev.lifeboat.simulate;

import dev.lifeboat.plan.Count;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Something that goes wrong in a simulated world, for a while.
///
/// @param kind what
/// @param at where
/// @param other the other end, for what lies between two places; else the same as `at`
/// @param from since the world began
/// @param lasts until it is healed; zero for what happens at once
/// @param amount what the kind makes of it
record Trouble(Kind kind, SimSite at, SimSite other, Duration from, Duration lasts, int amount) {

  /// What can go wrong.
  enum Kind {
    /// Every process is gone at once; it comes back as it was. `amount` 1: the host can be asked.
    REGION_DIES(0),
    /// Every process is frozen, and thaws.
    REGION_HANGS(1),
    AGENT_HANGS(1),
    KEEPER_HANGS(1),
    AGENT_RESTARTS(1),
    KEEPER_RESTARTS(1),
    /// What watches over the store numbered `amount` starts its server again.
    SERVER_RESTARTS(1),
    ARBITER_HANGS(1),
    ARBITER_RESTARTS(1),
    /// One that has hung since an earlier chapter.
    ARBITER_THAWS(0),
    DOOR_HANGS(1),
    /// Nothing passes from `at` to `other`.
    CUT(3),
    /// `amount` of a hundred messages are lost, before their effect or after it.
    LOSS(1),
    /// `amount` of a hundred messages take up to six seconds more.
    SLOW(1),
    /// `amount` of a hundred messages arrive once more, up to eight seconds later.
    COPIES(2),
    /// `amount` of a hundred descriptions are those of the last look.
    STALE(1),
    /// The controller dies before (even) or after (odd) its effect number `amount / 2`.
    CONTROLLER_DIES(2),
    CONTROLLER_HANGS(1),
    /// Somebody lets a second controller go on with the run, whatever the first one does.
    SECOND_CONTROLLER(1),
    /// The controller's wall clock jumps by `amount` milliseconds.
    WALL_JUMPS(1),
    /// The monotonic clock's rate is off by `amount` millionths.
    CLOCK_RATE(0),
    /// `amount` of a hundred calls to the placement are slow, late, or go wrong.
    PLACEMENT_FAILS(1),
    /// Somebody pauses the watch, to work on the workload.
    MAINTENANCE(1),
    /// Somebody cancels the run.
    CANCEL(1),

    /// Outside the assumptions: a rate beyond what the lease allows for, by `amount` thousandths.
    CLOCK_BEYOND(0),
    /// Outside the assumptions: a voter restarts and has lost its disk.
    VOTER_FORGETS(0),
    /// Outside the assumptions: a virtual machine is paused, and its clock with it.
    MACHINE_PAUSES(0),
    /// Outside the assumptions: commits are acknowledged without asking the lease.
    UNGATED(0);

    private final int odds;

    Kind(int odds) {
      this.odds = odds;
    }

    /// How often it is among the small troubles from which one is drawn; zero for what is none.
    int odds() {
      return odds;
    }
  }

  /// One at a single place.
  static Trouble at(SimSite site, Kind kind, Duration from, Duration lasts, int amount) {
    return new Trouble(kind, site, site, from, lasts, amount);
  }

  /// One that happens at once.
  static Trouble once(SimSite site, Kind kind, Duration at, int amount) {
    return at(site, kind, at, Duration.ZERO, amount);
  }

  /// Nothing passes between `site` and each of `others`, either way.
  static List<Trouble> cutOff(SimSite site, Duration from, Duration lasts, SimSite... others) {
    return Stream.of(others)
        .flatMap(other ->
            Stream.of(
                new Trouble(Kind.CUT, site, other, from, lasts, 0),
                new Trouble(Kind.CUT, other, site, from, lasts, 0)))
        .toList();
  }

  /// Whether it may take the primary away from its clients or from the other region at once.
  boolean isDisaster() {
    boolean stops = kind == Kind.REGION_DIES || kind == Kind.REGION_HANGS;
    boolean parts = kind == Kind.CUT && (at == SimSite.HOME || other == SimSite.HOME);
    return parts || (stops && at == SimSite.HOME);
  }

  boolean leavesLateMessages() {
    return kind == Kind.SLOW || kind == Kind.COPIES;
  }

  /// The same in a world whose writer is in the other region.
  Trouble mirrored() {
    return new Trouble(kind, mirrored(at), mirrored(other), from, lasts, amount);
  }

  private static SimSite mirrored(SimSite site) {
    return switch (site) {
      case HOME -> SimSite.AWAY;
      case AWAY -> SimSite.HOME;
      case ARBITER, DOOR, CONTROLLER -> site;
    };
  }

  Duration until() {
    return from.plus(lasts);
  }

  /// Such as `cut home>away from 1.200 s for 3.000 s` and `loss controller from 0.000 s, 29 of
  /// 100`.
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %s%s from %.3f s%s%s",
        kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        at.name().toLowerCase(Locale.ROOT),
        other == at ? "" : ">" + other.name().toLowerCase(Locale.ROOT),
        from.toNanos() / 1e9,
        lasts.isZero() ? "" : String.format(Locale.ROOT, " for %.3f s", lasts.toNanos() / 1e9),
        extent());
  }

  private String extent() {
    return switch (kind) {
      case LOSS, SLOW, COPIES, STALE, PLACEMENT_FAILS -> ", %d of 100".formatted(amount);
      case CLOCK_RATE -> ", off by " + Count.of(amount, "millionth");
      case CLOCK_BEYOND -> ", off by " + Count.of(amount, "thousandth");
      case WALL_JUMPS -> ", by %d ms".formatted(amount);
      case SERVER_RESTARTS -> ", store %d".formatted(amount);
      case CONTROLLER_DIES ->
          ", %s effect %d".formatted(amount % 2 == 0 ? "before" : "after", 1 + amount / 2);
      case REGION_DIES -> amount == 0 ? ", its host silent too" : "";
      case REGION_HANGS,
          AGENT_HANGS,
          KEEPER_HANGS,
          AGENT_RESTARTS,
          KEEPER_RESTARTS,
          ARBITER_HANGS,
          ARBITER_RESTARTS,
          ARBITER_THAWS,
          DOOR_HANGS,
          CUT,
          CONTROLLER_HANGS,
          SECOND_CONTROLLER,
          MAINTENANCE,
          CANCEL,
          VOTER_FORGETS,
          MACHINE_PAUSES,
          UNGATED ->
          "";
    };
  }
}
