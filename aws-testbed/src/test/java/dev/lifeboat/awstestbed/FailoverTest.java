package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.Pace;
import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunbookCompiler;
import dev.lifeboat.runbook.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Both strategies leave a primary region that is out of reach, in each way that can be, and no
/// user goes back by himself.
@ExtendWith(TestBed.InTests.class)
final class FailoverTest {
  /// Of AWS as a whole, each in one region of its own.
  private static final List<String> GLOBAL =
      List.of("route53", "iam", "globalaccelerator", "cloudfront", "organizations");

  private static final Pace PACE =
      new Pace(
          Duration.ofMillis(20),
          Duration.ofMillis(500),
          Duration.ofMillis(100),
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5));

  private final TestBed bed;

  @TempDir Path state;

  FailoverTest(TestBed bed) {
    this.bed = bed;
  }

  /// The controller dies once at its Nth event.
  static Stream<Arguments> losses() {
    return Stream.of(
        Arguments.of(Strategy.WARM_STANDBY, Cut.REFUSE, 3),
        Arguments.of(Strategy.WARM_STANDBY, Cut.UNAVAILABLE, 8),
        Arguments.of(Strategy.WARM_STANDBY, Cut.THROTTLE, 12),
        Arguments.of(Strategy.WARM_STANDBY, Cut.HANG, 16),
        Arguments.of(Strategy.PILOT_LIGHT, Cut.REFUSE, 14),
        Arguments.of(Strategy.PILOT_LIGHT, Cut.UNAVAILABLE, 10),
        Arguments.of(Strategy.PILOT_LIGHT, Cut.THROTTLE, 6),
        Arguments.of(Strategy.PILOT_LIGHT, Cut.HANG, 18));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void a_lost_primary_region_is_left_and_gets_no_user_back_by_itself(
      Strategy strategy, Cut cut, int death) throws Exception {
    var shop = new Shop(bed, strategy, state);
    try {
      shop.create();
      shop.adopt();
      shop.guard("east");
      shop.loseGuard("east");
      bed.gate().cut(TestBed.PRIMARY, cut);
      bed.gate().cut(TestBed.RECOVERY, "globalaccelerator", cut);
      int before = bed.gate().calls().size();

      var ended = failOver(shop, death);

      assertThat(ended.phase())
          .isInstanceOfSatisfying(
              RunState.Phase.Ended.class,
              it -> assertThat(it.outcome()).isEqualTo(Event.Outcome.DONE));
      var placed = shop.placements().read(Shop.NAME).orElseThrow();
      assertThat(placed.writer()).isEqualTo("west");
      assertThat(placed.openRun()).isEmpty();
      var writer = shop.databases().recovery(shop.databases().name());
      assertThat(writer.readReplicaSourceDBInstanceIdentifier()).isNull();
      var calls = bed.gate().calls().subList(before, bed.gate().calls().size());
      assertThat(calls).noneMatch(call -> GLOBAL.contains(call.service()));
      assertThat(calls)
          .filteredOn(call -> call.region().equals(TestBed.PRIMARY))
          .allSatisfy(call -> assertThat(call.service()).isEqualTo("s3"));

      bed.gate().mend();
      var provider = shop.account().provider(shop.workload());
      var routed = new Goal.Routed("entry", "west");
      for (int look = 0; look < 6; look++) {
        assertThat(provider.reconciler(routed).observe(routed)).isInstanceOf(Observation.Met.class);
      }
    } finally {
      shop.end();
    }
  }

  private RunState failOver(Shop shop, int death) throws Exception {
    var runs =
        new Runs(state.resolve("runs"), shop.placements(), Clock.systemUTC(), new Random(), PACE);
    var plan = shop.plan();
    var runbook = new RunbookCompiler().compile(plan, shop.workload(), Mode.FAILOVER, "east");
    var request =
        new Runs.Request(
            runs.reserve().run(),
            Files.readAllBytes(shop.file()),
            plan.sha256(),
            runbook,
            "test",
            "region lost");
    var dying = runs.open(request);
    var seen = new ArrayList<Entry>();
    try {
      run(
          dying,
          shop,
          entry -> {
            seen.add(entry);
            if (seen.size() == death) {
              throw new Killed();
            }
          });
    } catch (Killed killed) {
      var resumed = runs.resume(request.run(), "test");
      var ended = run(resumed, shop, entry -> {});
      runs.release(ended);
      return ended;
    }
    throw new AssertionError("it ended after %d events".formatted(seen.size()));
  }

  private RunState run(Runs.OpenRun open, Shop shop, Consumer<Entry> listener) throws Exception {
    try (var journal = open.journal()) {
      return new Runner(
              Clock.systemUTC(),
              journal,
              open.state(),
              shop.account().world(shop.workload(), new Nobody()),
              listener)
          .run();
    }
  }

  private static final class Killed extends RuntimeException {}

  private record Nobody() implements People {
    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.empty();
    }

    @Override
    public String tell(Step.Tell tell) {
      return "told nobody";
    }
  }
}
