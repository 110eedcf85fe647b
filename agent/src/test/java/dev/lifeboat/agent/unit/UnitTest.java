package dev.lifeboat.agent.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.agent.TestFolder;
import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.agent.config.UnitConfig.InstanceConfig;
import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.agent.process.RegionScope;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.agent.state.UnitRequest;
import dev.lifeboat.agent.state.UnitState.InstanceState;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UnitTest {
  private final ProcessTable table = ProcessTable.ofThisHost();
  private Path state;
  private Host host;

  @BeforeEach
  void make() throws Exception {
    state = TestFolder.create("unit");
    var config =
        new AgentConfig(
            "p",
            "east",
            "127.0.0.1",
            1,
            state,
            state,
            TestKeys.ofAgent("east"),
            List.of(),
            null,
            null,
            List.of(),
            List.of());
    host = Host.of(config, Clock.systemUTC());
  }

  @AfterEach
  void end() throws Exception {
    table.killAll(new RegionScope(state, "east", state, List.of()), Duration.ofSeconds(5));
    TestFolder.delete(state);
  }

  @Test
  void an_instance_that_is_killed_is_started_again() throws Exception {
    var unit = begin(1);
    long first = pid(unit, 0);

    table.kill(Signal.KILL, List.of(first));
    Await.until("another runs", () -> anotherRuns(first, unit, 0));

    assertThat(unit.state().instances().getFirst().restarts()).isEqualTo(1);
    unit.end();
  }

  @Test
  void a_held_unit_stays_down_until_it_is_healed() throws Exception {
    var unit = begin(1);
    var hold = state.resolve("held").resolve("web");
    Files.createDirectories(hold.getParent());
    Files.createFile(hold);
    table.kill(Signal.KILL, List.of(pid(unit, 0)));
    Await.until("it is seen as held", () -> why(unit, 0).contains("held"));
    // Longer than the first back-off, so that only the hold keeps it down.
    var after = Instant.now().plusMillis(300);
    Await.until("some time passed", () -> Instant.now().isAfter(after));
    assertThat(running(unit, 0)).isFalse();

    Files.delete(hold);

    Await.until("it runs again", () -> running(unit, 0));
    unit.end();
  }

  @Test
  void another_agent_adopts_what_runs() throws Exception {
    var config = config("sleep 60; : {host}:{port}");
    var first = new Unit(config, host);
    first.begin();
    Await.until("it runs", () -> running(first, 0));
    // The first agent is gone without a word; its threads do nothing while all is well.
    var second = new Unit(config, host);
    second.begin();

    assertThat(pid(second, 0)).isEqualTo(pid(first, 0));
    assertThat(second.state().instances().getFirst().restarts()).isZero();
    second.end();
    first.end();
  }

  @Test
  void count_and_generation_are_followed_and_kept() throws Exception {
    var unit = begin(1);
    long old = pid(unit, 0);

    assertThat(unit.want(want(2, 7))).isTrue();
    Await.until(
        "two of the new generation run",
        () -> unit.state().instances().stream().allMatch(i -> i.generation() == 7));

    assertThat(pid(unit, 0)).isNotEqualTo(old);
    assertThat(unit.state().instances().getFirst().restarts()).isZero();
    assertThat(unit.want(want(1, 6))).isFalse();
    assertThatThrownBy(() -> unit.want(want(3, 8))).isInstanceOf(IllegalArgumentException.class);
    assertThat(new Unit(config("x"), host).state().wanted()).isEqualTo(2);
    assertThat(unit.want(want(1, 7))).isTrue();
    Await.until("one was stopped", () -> !running(unit, 1));
    unit.end();
    assertThat(running(unit, 0)).isFalse();
  }

  @Test
  @Tag("invariant-36")
  void a_binding_holds_once_its_instances_were_started_anew_and_never_goes_back() throws Exception {
    var bindings = Map.of("east", Map.of("STORES", "e"), "west", Map.of("STORES", "w"));
    var config = config("echo stores=$STORES; exec sleep 300", bindings, "west");
    var unit = new Unit(config, host);
    unit.begin();
    Await.until("it uses west", () -> lastWords().equals("stores=w"));

    assertThat(unit.want(new UnitRequest(null, 4, "east"))).isTrue();
    Await.until("it uses east", () -> lastWords().equals("stores=e") && unit.state().settled());
    assertThat(unit.want(new UnitRequest(null, 4, "west"))).as("no new generation").isFalse();
    assertThat(unit.want(new UnitRequest(null, 5, "west"))).isTrue();
    assertThat(unit.want(new UnitRequest(null, 4, "east"))).as("too late").isFalse();
    assertThat(unit.want(want(1, 0))).as("a count alone leaves the rest").isTrue();
    assertThat(unit.state().binding()).isEqualTo("west");
    assertThat(unit.state().generation()).isEqualTo(5);
    assertThat(new Unit(config, host).state().binding()).as("kept").isEqualTo("west");
    assertThatThrownBy(() -> unit.want(new UnitRequest(null, 6, "north")))
        .isInstanceOf(IllegalArgumentException.class);
    unit.end();
  }

  private String lastWords() {
    return LogTail.lastLine(host.spawner().logOf("web-0"));
  }

  private static UnitRequest want(int count, long generation) {
    return new UnitRequest(count, generation, null);
  }

  @Test
  void what_ends_at_once_says_its_last_words_and_is_tried_less_and_less() throws Exception {
    var unit = new Unit(config("echo no such image >&2; exit 3"), host);
    unit.begin();

    Await.until("it was tried", () -> unit.state().instances().getFirst().restarts() >= 3);
    Await.until("its last words are shown", () -> why(unit, 0).contains("no such image"));
    unit.end();
  }

  @Test
  void the_back_off_doubles_up_to_its_limit() {
    var backoff = new Backoff();
    var now = Instant.EPOCH;
    long[] expectedMillis = {100, 200, 400, 800, 1600, 3200, 5000, 5000};
    for (long wait : expectedMillis) {
      backoff.ended(now, Duration.ofMillis(1));
      assertThat(backoff.mayStart(now.plusMillis(wait - 1))).isFalse();
      assertThat(backoff.mayStart(now.plusMillis(wait))).isTrue();
    }
    backoff.ended(now, Duration.ofSeconds(10));
    assertThat(backoff.mayStart(now.plusMillis(100))).isTrue();
  }

  private Unit begin(int count) throws Exception {
    var unit = new Unit(config("sleep 60; : {host}:{port}"), host);
    unit.begin();
    for (int index = 0; index < count; index++) {
      int wanted = index;
      Await.until("instance " + index + " runs", () -> running(unit, wanted));
    }
    return unit;
  }

  private UnitConfig config(String script) {
    return config(script, Map.of(), null);
  }

  private UnitConfig config(
      String script, Map<String, Map<String, String>> bindings, @Nullable String binding) {
    return new UnitConfig(
        "web",
        List.of("sh", "-c", script),
        Map.of("ADDRESS", "{host}:{port}"),
        List.of(),
        state,
        List.of(new InstanceConfig(9001), new InstanceConfig(9002)),
        1,
        null,
        true,
        bindings,
        binding);
  }

  private static InstanceState instance(Unit unit, int index) {
    return unit.state().instances().get(index);
  }

  private static boolean running(Unit unit, int index) {
    return instance(unit, index).pid() != null;
  }

  /// One look: between two, the unit may have seen the death of the one and not yet begun the
  /// other.
  private static boolean anotherRuns(long old, Unit unit, int index) {
    var pid = instance(unit, index).pid();
    return pid != null && pid != old;
  }

  private static long pid(Unit unit, int index) {
    return instance(unit, index).pid();
  }

  private static String why(Unit unit, int index) {
    return String.valueOf(instance(unit, index).why());
  }
}
