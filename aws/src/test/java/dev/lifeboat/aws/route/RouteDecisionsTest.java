package dev.lifeboat.aws.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.route.NameAnswers.Answer;
import dev.lifeboat.aws.route.NameAnswers.Sample;
import dev.lifeboat.aws.route.RouteObjects.Standing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where users are sent: two of three objects say so, and the name servers follow.
final class RouteDecisionsTest {
  private static final Route EAST = new Route("east", 1);
  private static final Route WEST = new Route("west", 2);
  private static final List<Integer> STEPS = List.of(5, 25, 100);

  private static Route trial(int percent) {
    return Route.trial("east", "west", percent, STEPS, 3);
  }

  private static Standing said(Route... routes) {
    var said = new TreeMap<String, Route>();
    for (var route : routes) {
      said.put("object-" + said.size(), route);
    }
    return new Standing(said, Map.of());
  }

  @Test
  void what_two_of_three_say_is_the_case() {
    assertThat(said(WEST, WEST, EAST).sends("west")).isTrue();
    assertThat(said(WEST, EAST, EAST).sends("west")).isFalse();
    assertThat(said(WEST).sends("west")).isFalse();
  }

  @Test
  void one_object_alone_tells_nothing() {
    assertThat(said(WEST).isUnknown()).isTrue();
    assertThat(said(WEST, EAST).isUnknown()).isFalse();
  }

  @Test
  void while_some_are_on_trial_nobody_is_sent_for_good() {
    assertThat(said(trial(25), trial(25)).sends("west")).isFalse();
    assertThat(said(trial(100), trial(100)).sends("east")).isFalse();
  }

  @Test
  void a_share_is_open_once_two_open_it_or_more() {
    assertThat(said(trial(25), trial(25), EAST).tries("east", 5)).isTrue();
    assertThat(said(trial(25), trial(5), EAST).tries("east", 25)).isFalse();
    assertThat(said(trial(100), trial(100)).tries("east", 100)).isTrue();
    assertThat(said(trial(100), trial(100)).tries("west", 100)).isFalse();
  }

  @Test
  void one_open_object_of_the_epoch_is_enough_to_be_taken_back() {
    assertThat(said(trial(5), WEST, WEST).triesAny(3)).isTrue();
    assertThat(said(trial(5), WEST, WEST).triesAny(4)).isFalse();
    assertThat(said(trial(0), trial(0)).triesAny(3)).isFalse();
  }

  /// Each way of a run, as a late request of the same epoch would change it.
  @ParameterizedTest
  @CsvSource({"5, 25, true", "25, 5, false", "25, 25, false", "0, 25, false", "5, 0, false"})
  void a_share_below_the_one_that_is_open_comes_late(int asked, int open, boolean late) {
    assertThat(trial(asked).isBehind(trial(open))).isEqualTo(late);
  }

  @Test
  void once_all_are_sent_somewhere_that_is_final_for_the_epoch() {
    var all = new Route("east", 3);
    assertThat(trial(25).isBehind(all)).isTrue();
    assertThat(new Route("west", 3).isBehind(all)).isTrue();
    assertThat(all.isBehind(trial(25))).isFalse();
    assertThat(new Route("west", 4).isBehind(all)).as("another epoch").isFalse();
  }

  private static Answer answer(String... regions) {
    var answers = new TreeMap<String, List<String>>();
    for (var region : regions) {
      answers.put("ns-" + answers.size(), List.of(region));
    }
    return new Answer(answers, List.of());
  }

  @Test
  void every_server_that_answers_must_lead_there() {
    assertThat(answer("west", "west").leadsTo("west")).isTrue();
    assertThat(answer("west", "east").leadsTo("west")).isFalse();
    assertThat(answer().leadsTo("west")).as("none answered").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "100, 25, 25, true",
    "100, 33, 25, true",
    "100, 36, 25, false",
    "100, 14, 25, false",
    "100, 5, 25, false",
    "100, 0, 5, false",
    "49, 12, 25, false",
    "50, 12, 25, true",
    "100, 100, 100, true"
  })
  void a_share_is_seen_within_what_chance_allows(int asked, int there, int percent, boolean seen) {
    assertThat(new Sample(asked, there, List.of()).isAbout(percent)).isEqualTo(seen);
  }
}
