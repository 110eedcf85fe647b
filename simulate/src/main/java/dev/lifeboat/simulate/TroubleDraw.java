package dev.lifeboat.simulate;

import dev.lifeboat.runbook.Mode;
import dev.lifeboat.simulate.Trouble.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/// Draws what goes wrong in the world of a seed. All of it stays inside the documented assumptions
/// and is healed in the end.
///
/// @param all drawn so far; grows
record TroubleDraw(SeededRandom random, Mode mode, List<Trouble> all) {
  private static final int MILLI = 1_000_000;
  private static final List<Kind> SMALL =
      Stream.of(Kind.values())
          .flatMap(kind -> Collections.nCopies(kind.odds(), kind).stream())
          .toList();
  private static final List<SimSite> SITES = List.of(SimSite.values());
  private static final int MOST_SMALL = 6;
  private static final int PPM_WITHIN = 40_000;
  private static final int MOST_EFFECTS = 60;

  /// A failover in whose course one assumption does not hold.
  static List<Trouble> leaving(Assumption assumption, long seed) {
    var drawn = new TroubleDraw(SeededRandom.of(seed, 1), Mode.FAILOVER, new ArrayList<>());
    drawn.leave(assumption);
    return List.copyOf(drawn.all);
  }

  private void leave(Assumption assumption) {
    var from = millis(300, 1_500);
    var lasts = millis(12_000, 16_000);
    switch (assumption) {
      case CLOCK_RATE -> {
        int thousandths = (int) -random.between(350, 550);
        all.add(Trouble.once(SimSite.HOME, Kind.CLOCK_BEYOND, Duration.ZERO, thousandths));
        all.addAll(alone(from, lasts));
      }
      case RUNNING_CLOCK -> at(Kind.MACHINE_PAUSES, from, millis(3_000, 6_000), 0);
      case GATED_COMMITS -> {
        all.add(Trouble.once(SimSite.HOME, Kind.UNGATED, Duration.ZERO, 0));
        all.addAll(alone(from, lasts));
      }
      case VOTERS_REMEMBER -> {
        // The new writer loses the arbiter, which forgets, and the old one finds it again.
        var forgets = from.plus(millis(6_000, 7_000));
        all.addAll(
            Trouble.cutOff(
                SimSite.HOME, from, lasts, SimSite.AWAY, SimSite.DOOR, SimSite.CONTROLLER));
        all.addAll(Trouble.cutOff(SimSite.HOME, from, forgets.minus(from), SimSite.ARBITER));
        all.addAll(Trouble.cutOff(SimSite.AWAY, forgets, lasts, SimSite.ARBITER));
        all.add(Trouble.once(SimSite.ARBITER, Kind.VOTER_FORGETS, forgets, 0));
      }
    }
  }

  /// The primary is cut off from everybody.
  private static List<Trouble> alone(Duration from, Duration lasts) {
    return Trouble.cutOff(
        SimSite.HOME, from, lasts, SimSite.AWAY, SimSite.ARBITER, SimSite.DOOR, SimSite.CONTROLLER);
  }

  static List<Trouble> of(long seed, Mode mode) {
    return of(SeededRandom.of(seed, 1), mode, true);
  }

  /// @param clocks whether the rates of clocks are drawn as well; they stay as they are
  static List<Trouble> of(SeededRandom random, Mode mode, boolean clocks) {
    var drawn = new TroubleDraw(random, mode, new ArrayList<>());
    drawn.draw(clocks);
    return List.copyOf(drawn.all);
  }

  private void draw(boolean clocks) {
    if (clocks && random.chance(50)) {
      for (var site : List.of(SimSite.HOME, SimSite.AWAY, SimSite.ARBITER)) {
        int ppm = (int) random.between(-PPM_WITHIN, PPM_WITHIN + 1);
        all.add(Trouble.once(site, Kind.CLOCK_RATE, Duration.ZERO, ppm));
      }
    }
    if (mode == Mode.FAILOVER) {
      disaster();
    }
    int small = random.pick(MOST_SMALL);
    for (int i = 0; i < small; i++) {
      var kind = SMALL.get(random.pick(SMALL.size()));
      all.add(small(kind, millis(0, 6_000), millis(200, 5_000)));
    }
  }

  private void disaster() {
    var from = millis(300, 1_500);
    switch (random.pick(12)) {
      case 0, 1, 2 -> at(Kind.REGION_DIES, from, millis(2_000, 11_000), random.chance(60) ? 1 : 0);
      case 3, 4, 5 -> at(Kind.REGION_HANGS, from, millis(2_000, 11_000), 0);
      case 6, 7 -> isolate(from, millis(2_000, 11_000));
      case 8, 9, 10 -> comeBack(from);
      // Nothing great happens: the small troubles alone must not harm either.
      default -> {}
    }
  }

  /// What runs the machines starts the region again while the failover is under way.
  private void comeBack(Duration from) {
    at(Kind.REGION_DIES, from, millis(700, 1_800), 1);
    if (random.chance(75)) {
      // Calls that must be made again hold the promotion up while its fences are met.
      all.add(everywhere(Kind.LOSS, from, millis(2_000, 6_000), 15 + random.pick(35)));
    }
  }

  private void at(Kind kind, Duration from, Duration lasts, int amount) {
    all.add(Trouble.at(SimSite.HOME, kind, from, lasts, amount));
  }

  /// The primary is cut off from some of the others, one way or both.
  private void isolate(Duration from, Duration lasts) {
    for (var other : SimSite.values()) {
      if (other != SimSite.HOME && random.chance(75)) {
        int ways = random.pick(4);
        if (ways != 0) {
          all.add(new Trouble(Kind.CUT, SimSite.HOME, other, from, lasts, 0));
        }
        if (ways != 1) {
          all.add(new Trouble(Kind.CUT, other, SimSite.HOME, from, lasts, 0));
        }
      }
    }
  }

  private Trouble small(Kind kind, Duration from, Duration lasts) {
    var region = random.chance(50) ? SimSite.HOME : SimSite.AWAY;
    return switch (kind) {
      case REGION_HANGS, AGENT_HANGS, KEEPER_HANGS, REGION_DIES ->
          Trouble.at(region, kind, from, lasts, 0);
      case AGENT_RESTARTS, KEEPER_RESTARTS -> Trouble.once(region, kind, from, 0);
      case SERVER_RESTARTS -> Trouble.once(region, kind, from, random.pick(8));
      case ARBITER_HANGS -> Trouble.at(SimSite.ARBITER, kind, from, lasts, 0);
      case ARBITER_RESTARTS -> Trouble.once(SimSite.ARBITER, kind, from, 0);
      case DOOR_HANGS -> Trouble.at(SimSite.DOOR, kind, from, lasts, 0);
      case CUT -> {
        int a = random.pick(SimSite.COUNT);
        int b = (a + 1 + random.pick(SimSite.COUNT - 1)) % SimSite.COUNT;
        yield new Trouble(kind, SITES.get(a), SITES.get(b), from, lasts, 0);
      }
      case LOSS, SLOW -> everywhere(kind, from, lasts, 1 + random.pick(25));
      case COPIES, STALE, PLACEMENT_FAILS -> everywhere(kind, from, lasts, 5 + random.pick(60));
      case CONTROLLER_DIES ->
          Trouble.once(SimSite.CONTROLLER, kind, from, 2 + random.pick(MOST_EFFECTS));
      case CONTROLLER_HANGS, MAINTENANCE -> everywhere(kind, from, lasts, 0);
      case SECOND_CONTROLLER, CANCEL -> Trouble.once(SimSite.CONTROLLER, kind, from, 0);
      case WALL_JUMPS ->
          Trouble.once(SimSite.CONTROLLER, kind, from, (int) random.between(-5_000, 40_000));
      case ARBITER_THAWS, CLOCK_RATE, CLOCK_BEYOND, VOTER_FORGETS, MACHINE_PAUSES, UNGATED ->
          throw new IllegalStateException(kind + " is no small trouble");
    };
  }

  /// One of the controller, or of all that it looks at.
  private static Trouble everywhere(Kind kind, Duration from, Duration lasts, int amount) {
    return Trouble.at(SimSite.CONTROLLER, kind, from, lasts, amount);
  }

  private Duration millis(long least, long most) {
    return Duration.ofNanos(random.between(least * MILLI, most * MILLI));
  }
}
