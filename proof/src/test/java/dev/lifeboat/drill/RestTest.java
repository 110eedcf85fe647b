package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("invariant-19")
final class RestTest {
  private static final List<String> SLOT = List.of("orders in west awaits the end of its slots");

  private Instant now = Instant.EPOCH;

  private Rest rest(DrillClock.Look<List<String>, ProblemException> place) {
    return new Rest(
        new DrillClock(() -> now, pause -> now = now.plus(pause)), Duration.ofSeconds(1), place);
  }

  @Test
  void what_ends_by_itself_is_waited_for() throws Exception {
    var looks = new ArrayDeque<>(List.of(SLOT, SLOT, List.<String>of()));

    assertThat(rest(looks::remove).within(Duration.ofSeconds(60))).isEmpty();
    assertThat(looks).isEmpty();
  }

  @Test
  void what_does_not_end_in_time_is_told() throws Exception {
    assertThat(rest(() -> SLOT).within(Duration.ofSeconds(60))).isEqualTo(SLOT);
    assertThat(now).isEqualTo(Instant.EPOCH.plusSeconds(60));
  }

  @Test
  void a_look_without_an_answer_is_taken_again() throws Exception {
    var looks =
        new ArrayDeque<>(
            List.<DrillClock.Look<List<String>, ProblemException>>of(RestTest::silent, List::of));

    assertThat(rest(() -> looks.remove().take()).within(Duration.ofSeconds(60))).isEmpty();
    assertThat(rest(RestTest::silent).within(Duration.ofSeconds(60)))
        .containsExactly("west does not answer");
  }

  @Test
  void looks_that_take_long_are_three_all_the_same() throws Exception {
    var looks = new ArrayDeque<>(List.of(SLOT, SLOT, List.<String>of()));

    assertThat(rest(looks::remove).within(Duration.ZERO)).isEmpty();
  }

  private static List<String> silent() throws ProblemException {
    throw Problem.passing(Code.LB2002, "west does not answer", "unknown", "look again")
        .asException();
  }
}
