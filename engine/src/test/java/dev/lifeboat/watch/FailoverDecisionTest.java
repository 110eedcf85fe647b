package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.Candidacy;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Storefront;
import dev.lifeboat.watch.FailoverDecision.Fact;
import dev.lifeboat.watch.FailoverDecision.Outcome;
import dev.lifeboat.watch.FailoverHold.Permission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailoverDecisionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");

  /// What may be in the way, in the order in which it is asked.
  private enum Given {
    PAUSE,
    HOLD,
    NO_ARBITER,
    LOSS,
    ORDER,
    NO_CANDIDATE,
    SILENCE,
    MISSING
  }

  private final List<String> asked = new ArrayList<>();

  private <T> Fact<T> fact(String name, T found) {
    return () -> {
      asked.add(name);
      return found;
    };
  }

  private static Optional<Problem> problem(Set<Given> given, Given one, Code code) {
    return given.contains(one)
        ? Optional.of(Problem.lasting(code, "it is " + one, "nothing was changed", "look"))
        : Optional.empty();
  }

  private static Permission permission(Set<Given> given) {
    var holds = new ArrayList<Hold>();
    if (given.contains(Given.HOLD)) {
      holds.add(new Hold(Hold.Kind.COOL_DOWN, "too soon", NOW, NOW.plusSeconds(60)));
    }
    if (given.contains(Given.PAUSE)) {
      holds.add(new Hold(Hold.Kind.MAINTENANCE, "new disks", NOW, NOW.plusSeconds(60)));
    }
    return holds.isEmpty() ? new Permission.Allowed() : new Permission.Held(holds);
  }

  /// The outcome in a word.
  private String decide(Mode mode, Trigger trigger, boolean attended, Set<Given> given)
      throws Exception {
    asked.clear();
    var plan =
        given.contains(Given.NO_ARBITER)
            ? ArbiterRequirementTest.withoutArbiter(trigger)
            : Storefront.plan(Strategy.WARM_STANDBY, trigger);
    var look =
        new Candidacy(
            problem(given, Given.NO_CANDIDATE, Code.LB3011).stream().toList(),
            problem(given, Given.SILENCE, Code.LB2002).stream().toList());
    try {
      var outcome =
          new FailoverDecision(plan, plan.workload(Storefront.SHOP), mode, attended)
              .of(
                  permission(given),
                  fact("loss", problem(given, Given.LOSS, Code.LB3009)),
                  fact("order", problem(given, Given.ORDER, Code.LB2022)),
                  fact("candidacy", look),
                  fact("missing", given.contains(Given.MISSING) ? List.of("a login") : List.of()));
      return switch (outcome) {
        case Outcome.Start() -> "start";
        case Outcome.Person(var by) -> "person " + by;
        case Outcome.Wait(var obstacle, _) -> "wait " + obstacle;
        case Outcome.Refused(var problem, _) -> "refused " + problem.code();
      };
    } catch (ProblemException thrown) {
      return "throws " + thrown.problem().code();
    }
  }

  /// Goal: each trigger meets each obstacle, with and without somebody to ask, and of two obstacles
  /// the one that stands further left decides; of a planned move fewer count.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          mode       | trigger   | attended | none            | PAUSE      | HOLD            | NO_ARBITER      | LOSS            | ORDER           | NO_CANDIDATE    | SILENCE         | MISSING
          FAILOVER   | AUTOMATIC | false    | start           | wait PAUSE | wait HOLD       | throws LB3007   | refused LB3009  | wait ORDER      | refused LB3011  | wait SILENCE    | start
          FAILOVER   | AUTOMATIC | true     | start           | wait PAUSE | wait HOLD       | throws LB3007   | refused LB3009  | wait ORDER      | refused LB3011  | wait SILENCE    | start
          FAILOVER   | APPROVAL  | false    | person APPROVAL | wait PAUSE | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL
          FAILOVER   | APPROVAL  | true     | start           | wait PAUSE | wait HOLD       | start           | start           | wait ORDER      | refused LB3011  | wait SILENCE    | start
          FAILOVER   | MANUAL    | false    | person MANUAL   | wait PAUSE | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL
          FAILOVER   | MANUAL    | true     | person MANUAL   | wait PAUSE | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL
          SWITCHOVER | AUTOMATIC | false    | start           | wait PAUSE | wait HOLD       | start           | start           | start           | refused LB3011  | wait SILENCE    | wait UNREADY
          SWITCHOVER | AUTOMATIC | true     | start           | wait PAUSE | wait HOLD       | start           | start           | start           | refused LB3011  | wait SILENCE    | wait UNREADY
          SWITCHOVER | APPROVAL  | false    | person APPROVAL | wait PAUSE | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL
          SWITCHOVER | APPROVAL  | true     | person APPROVAL | wait PAUSE | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL | person APPROVAL
          SWITCHOVER | MANUAL    | false    | person MANUAL   | wait PAUSE | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL
          SWITCHOVER | MANUAL    | true     | person MANUAL   | wait PAUSE | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL   | person MANUAL
          """)
  @Tag("invariant-40")
  void the_first_obstacle_that_counts_for_a_trigger_decides(
      Mode mode,
      Trigger trigger,
      boolean attended,
      String none,
      String pause,
      String hold,
      String noArbiter,
      String loss,
      String order,
      String noCandidate,
      String silence,
      String missing)
      throws Exception {
    var alone = List.of(pause, hold, noArbiter, loss, order, noCandidate, silence, missing);
    assertThat(decide(mode, trigger, attended, Set.of())).isEqualTo(none);
    for (var one : Given.values()) {
      for (var other : Given.values()) {
        var given = EnumSet.of(one, other);
        var expected =
            given.stream()
                .map(it -> alone.get(it.ordinal()))
                .filter(it -> !it.equals(none))
                .findFirst()
                .orElse(none);
        assertThat(decide(mode, trigger, attended, given)).as("%s", given).isEqualTo(expected);
      }
    }
  }

  @Test
  void nothing_is_asked_that_no_longer_matters() throws Exception {
    for (var before : List.of(Given.PAUSE, Given.HOLD, Given.NO_ARBITER)) {
      decide(Mode.FAILOVER, Trigger.AUTOMATIC, false, Set.of(before));
      assertThat(asked).as("%s", before).isEmpty();
    }
    decide(Mode.FAILOVER, Trigger.MANUAL, true, Set.of());
    assertThat(asked).isEmpty();
    decide(Mode.FAILOVER, Trigger.APPROVAL, false, Set.of());
    assertThat(asked).isEmpty();
    decide(Mode.FAILOVER, Trigger.AUTOMATIC, false, Set.of(Given.LOSS));
    assertThat(asked).containsExactly("loss");
    decide(Mode.FAILOVER, Trigger.AUTOMATIC, false, Set.of(Given.ORDER));
    assertThat(asked).containsExactly("loss", "order");
    decide(Mode.FAILOVER, Trigger.AUTOMATIC, false, Set.of());
    assertThat(asked).containsExactly("loss", "order", "candidacy");
    decide(Mode.FAILOVER, Trigger.APPROVAL, true, Set.of());
    assertThat(asked).as("a person may accept a loss").containsExactly("order", "candidacy");
    decide(Mode.SWITCHOVER, Trigger.AUTOMATIC, false, Set.of());
    assertThat(asked).containsExactly("candidacy", "missing");
  }
}
