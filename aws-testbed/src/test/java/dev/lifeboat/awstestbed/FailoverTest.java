package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.provider.IamPolicy;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Both strategies leave a primary region that is out of reach, in each way that can be; no user
/// goes back by himself; the writer comes home in order, and the region can be left again.
@ExtendWith(TestBed.InTests.class)
final class FailoverTest {
  /// Of AWS as a whole, each in one region of its own.
  private static final List<String> GLOBAL =
      List.of("route53", "iam", "globalaccelerator", "cloudfront", "organizations");

  private static final int LOOKS = 6;

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
  void a_lost_primary_region_is_left_comes_home_in_order_and_is_left_again(
      Strategy strategy, Cut cut, int death) throws Exception {
    var shop = new Shop(bed, strategy, state);
    try {
      shop.create();
      shop.adopt();
      shop.guard("east");
      shop.awaitLease("east");
      lose(shop, cut);
      int before = bed.gate().calls().size();

      assertDone(move(shop, Mode.FAILOVER, "east", OptionalInt.of(death)), shop, "west");

      assertNothingOfTheLostRegionWasNeeded(before);
      bed.gate().mend();
      assertNobodyGoesBack(shop);

      shop.guard("west");
      shop.awaitLease("west");
      shop.guard("east");
      assertDone(move(shop, Mode.FAILBACK, "west", OptionalInt.empty()), shop, "east");
      assertThat(shop.databases().inPrimary())
          .containsExactly(shop.databases().name(), shop.databases().name() + "-before-e3");

      shop.awaitLease("east");
      shop.loseGuard("west");
      lose(shop, cut);
      assertDone(move(shop, Mode.FAILOVER, "east", OptionalInt.empty()), shop, "west");

      var calls = bed.gate().calls().subList(before, bed.gate().calls().size());
      var allowed = new Allowed(IamPolicy.of(shop.plan(), IamPolicy.Use.EXECUTE, "*"));
      allowed.assertCovers(calls);
      allowed.assertNeeds(calls);
    } finally {
      shop.end();
    }
  }

  private void lose(Shop shop, Cut cut) throws InterruptedException {
    shop.loseGuard("east");
    bed.gate().cut(TestBed.PRIMARY, cut);
    bed.gate().cut(TestBed.RECOVERY, "globalaccelerator", cut);
  }

  private static void assertDone(RunState ended, Shop shop, String writer) throws Exception {
    assertThat(ended.phase())
        .isInstanceOfSatisfying(
            RunState.Phase.Ended.class,
            it -> assertThat(it.outcome()).as("%s", it).isEqualTo(Event.Outcome.DONE));
    var placed = shop.placements().read(Shop.NAME).orElseThrow();
    assertThat(placed.writer()).isEqualTo(writer);
    assertThat(placed.openRun()).isEmpty();
    var name = shop.databases().name();
    var instance =
        writer.equals("east") ? shop.databases().primary(name) : shop.databases().recovery(name);
    assertThat(instance.readReplicaSourceDBInstanceIdentifier()).isNull();
  }

  private void assertNothingOfTheLostRegionWasNeeded(int before) {
    var calls = bed.gate().calls().subList(before, bed.gate().calls().size());
    assertThat(calls).noneMatch(call -> GLOBAL.contains(call.service()));
    assertThat(calls)
        .filteredOn(call -> call.region().equals(TestBed.PRIMARY))
        .as("its object of the route is tried; two others are enough")
        .allSatisfy(call -> assertThat(call.service()).isEqualTo("s3"));
  }

  private static void assertNobodyGoesBack(Shop shop) throws Exception {
    var routed = new Goal.Routed("entry", "west");
    var reconciler = shop.account().provider(shop.workload()).reconciler(routed);
    for (int look = 0; look < LOOKS; look++) {
      assertThat(reconciler.observe(routed)).isInstanceOf(Observation.Met.class);
    }
  }

  /// Moves the writer away from `source`.
  ///
  /// @param death the event of the journal after which the first controller dies; another one takes
  ///   the run up
  private RunState move(Shop shop, Mode mode, String source, OptionalInt death) throws Exception {
    var runs =
        new Runs(state.resolve("runs"), shop.placements(), Clock.systemUTC(), new Random(), PACE);
    var plan = shop.plan();
    var request =
        new Runs.Request(
            runs.reserve().run(),
            Files.readAllBytes(shop.file()),
            plan.sha256(),
            new RunbookCompiler().compile(plan, shop.workload(), mode, source),
            "test",
            "region lost");
    var open = runs.open(request);
    if (death.isPresent()) {
      assertThatExceptionOfType(Killed.class)
          .isThrownBy(() -> run(open, shop, new Mortal(death.getAsInt())));
    }
    var ended =
        run(death.isPresent() ? runs.resume(request.run(), "test") : open, shop, entry -> {});
    if (ended.phase() instanceof RunState.Phase.Ended) {
      runs.release(ended);
    }
    return ended;
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

  /// Dies once so many entries are durable.
  private static final class Mortal implements Consumer<Entry> {
    private int left;

    Mortal(int entries) {
      this.left = entries;
    }

    @Override
    public void accept(Entry entry) {
      left--;
      if (left == 0) {
        throw new Killed();
      }
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
