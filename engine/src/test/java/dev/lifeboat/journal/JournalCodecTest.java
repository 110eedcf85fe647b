package dev.lifeboat.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.plan.Check;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.StepId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

final class JournalCodecTest {
  private static final StepId STEP = new StepId("fence-orders");

  /// One of every kind of goal and of step.
  private static Runbook runbook() {
    var goals =
        List.<Goal>of(
            new Goal.Fenced("orders", "east", Goal.Stop.ORDERLY),
            new Goal.Promoted("orders", "west"),
            new Goal.Replicating("orders", "east", "west", Goal.Level.STREAMING),
            new Goal.Protected("orders", "west"),
            new Goal.Restored("orders", "west"),
            new Goal.Restored("orders", "west", Instant.EPOCH),
            new Goal.Running("web", "west", 2, 1),
            new Goal.Healthy("web", "west"),
            new Goal.Bound("web", "west", "east"),
            new Goal.Routed("entry", "west"),
            new Goal.Routed(
                "entry",
                "west",
                new Goal.Share(5, Duration.ofSeconds(1), 10, Duration.ofMillis(2))));
    var second = Duration.ofSeconds(1);
    var reach = new StepId("fence");
    var steps =
        Stream.concat(
                Stream.<Step>of(
                    new Step.Ask(new StepId("ask"), "go?", List.of(), second),
                    new Step.Reach(reach, goals.getFirst(), List.of(), second, goals),
                    new Step.Tell(new StepId("tell"), "gone", List.of(reach), second),
                    new Step.Verify(new StepId("verify"), new Check("/x", 200), List.of(), second)),
                goals.stream()
                    .skip(1)
                    .map(goal ->
                        new Step.Reach(
                            new StepId("reach-" + goals.indexOf(goal)),
                            goal,
                            List.of(reach),
                            second,
                            List.of())))
            .toList();
    return new Runbook("p", "w", Mode.SWITCHOVER, Strategy.PILOT_LIGHT, "east", "west", steps);
  }

  static Stream<Event> events() {
    return Stream.of(
        new Event.RunOpened(
            new RunId("r-1"), "0".repeat(64), runbook(), 2, "ann", "why", null, List.of()),
        new Event.RunOpened(
            new RunId("r-1"),
            "0".repeat(64),
            runbook(),
            9,
            "ann",
            "why",
            7L,
            List.of(
                new Predecessor.First(),
                new Predecessor.Sealed(new RunId("r-0"), 3, "0a".repeat(32)),
                new Predecessor.Dropped(new RunId("r-1"), 4, "ann"),
                new Predecessor.Unsealed(5, 8),
                new Predecessor.Unread("no answer"))),
        new Event.StepStarted(STEP),
        new Event.StepPending(STEP, "not yet"),
        new Event.PursuitIntended(STEP, 1),
        new Event.PromotionIntended(STEP, 2, "west", 3, List.of("proof \"quoted\"\n")),
        new Event.PursuitFailed(STEP, 1, Code.LB3002, "late", Problem.Retry.NEVER),
        new Event.StepMet(STEP, "größer als 3"),
        new Event.StepLost(STEP, "gone"),
        new Event.StepFailed(STEP, Code.LB4003, "too long"),
        new Event.Asked(STEP, "go?"),
        new Event.Answered(STEP, true, "ann"),
        new Event.CancelRequested("ann"),
        new Event.UndoBegun("why", 4),
        new Event.PersonNeeded(Code.LB4005, "why"),
        new Event.FenceOverridden(
            new StepId("fence-orders"), "ann", "it burnt", "no answer", "2 s of writes"),
        new Event.LossAccepted(new StepId("promote-orders"), "ann", "it burnt", "two hours"),
        new Event.Paused("ann"),
        new Event.Resumed("ann"),
        new Event.RunEnded(Event.Outcome.UNDONE, "why"),
        new Event.Sealed(new TreeMap<>(Map.of("plan.yaml", "0".repeat(64)))));
  }

  @ParameterizedTest
  @MethodSource("events")
  void an_event_is_read_as_it_was_written(Event event) {
    var entry =
        new Entry(7, Instant.parse("2026-11-20T08:00:00.000000001Z"), "0".repeat(64), event);

    var line = JournalCodec.encode(entry, 2);

    assertThat(JournalCodec.decode(line).entry()).isEqualTo(entry);
    assertThat(JournalCodec.decode(line).more()).isEqualTo(2);
    assertThat(new String(line, StandardCharsets.UTF_8)).doesNotContain("\n");
  }

  @Test
  void every_kind_of_event_goal_and_step_is_among_them() {
    assertThat(kinds(events().map(Object::getClass)))
        .isEqualTo(kinds(Stream.of(Event.class.getPermittedSubclasses())));
    var steps = runbook().steps();
    assertThat(kinds(steps.stream().map(Object::getClass)))
        .isEqualTo(kinds(Stream.of(Step.class.getPermittedSubclasses())));
    assertThat(
            kinds(
                steps.stream()
                    .filter(Step.Reach.class::isInstance)
                    .map(step -> ((Step.Reach) step).goal().getClass())))
        .isEqualTo(kinds(Stream.of(Goal.class.getPermittedSubclasses())));
  }

  private static String kinds(Stream<? extends Class<?>> classes) {
    return classes.map(Class::getSimpleName).distinct().sorted().collect(Collectors.joining(" "));
  }

  /// So that releases that keep no chain read it.
  @Test
  void a_run_in_no_chain_is_opened_as_before() {
    var opened =
        new Event.RunOpened(
            new RunId("r-1"), "0".repeat(64), runbook(), 2, "ann", "why", null, List.of());
    var line = JournalCodec.encode(new Entry(0, Instant.EPOCH, "", opened), 0);
    assertThat(new String(line, StandardCharsets.UTF_8)).endsWith("\"reason\":\"why\"}}");
  }

  @Test
  void fields_stand_in_the_order_of_their_record_and_nothing_may_follow_them() {
    var line =
        "{\"sequence\":3,\"at\":\"2026-11-20T08:00:00Z\",\"previous\":\"\",\"more\":0,"
            + "\"event\":{\"event\":\"PursuitFailed\",\"step\":\"fence\",\"attempt\":2,"
            + "\"code\":\"LB4003\",\"why\":\"busy\",\"retry\":\"LATER\"}}";
    var failed =
        new Event.PursuitFailed(new StepId("fence"), 2, Code.LB4003, "busy", Problem.Retry.LATER);
    var entry = new Entry(3, Instant.parse("2026-11-20T08:00:00Z"), "", failed);

    assertThat(new String(JournalCodec.encode(entry, 0), StandardCharsets.UTF_8)).isEqualTo(line);
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> JournalCodec.decode((line + "{}").getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void a_field_that_is_unknown_is_refused() {
    var line =
        "{\"sequence\":0,\"at\":\"2026-11-20T08:00:00Z\",\"previous\":\"\",\"more\":0,\"x\":1,"
            + "\"event\":{\"event\":\"Paused\",\"by\":\"ann\"}}";
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> JournalCodec.decode(line.getBytes(StandardCharsets.UTF_8)));
  }

  /// Else a stranger's journal would end whoever folds it by a null.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"StepMet\",\"step\":\"fence\"}",
        "{\"event\":\"StepMet\",\"step\":\"fence\",\"proof\":null}",
        "{\"event\":\"StepMet\",\"step\":null,\"proof\":\"x\"}",
        "{\"event\":\"PursuitIntended\",\"step\":\"fence\"}",
        "{\"event\":\"RunEnded\",\"why\":\"x\"}",
        "{\"event\":\"Sealed\",\"files\":{\"plan.yaml\":null}}",
        "null"
      })
  void an_event_that_lacks_what_it_needs_is_refused(String event) {
    var line =
        "{\"sequence\":0,\"at\":\"2026-11-20T08:00:00Z\",\"previous\":\"\",\"more\":0,\"event\":%s}"
            .formatted(event);
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> JournalCodec.decode(line.getBytes(StandardCharsets.UTF_8)));
  }
}
