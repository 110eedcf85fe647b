package dev.lifeboat.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What goes over HTTP or to disk comes back the same.
final class LeaseJsonTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final VoteRequest REQUEST = new VoteRequest("shop", 3, "east");

  @Test
  void records_survive_json() {
    var dead = new Release.DeathProven(Duration.ofMillis(1_234), "no process is left");
    for (var value :
        List.of(
            REQUEST,
            new Vote("shop", 3, "east", Map.of()),
            new ReleaseRequest(REQUEST, new Release.HandedBack()),
            new ReleaseRequest(REQUEST, dead),
            new VoterStatus(
                Optional.of(new Vote("shop", 3, "east", Map.of())),
                true,
                Duration.ofNanos(987_654_321)),
            new VoterStatus(Optional.empty(), false, Duration.ofSeconds(1)))) {
      assertThat(JSON.readValue(JSON.writeValueAsString(value), value.getClass())).isEqualTo(value);
    }
  }

  @Test
  void replies_survive_json_and_say_which_they_are() {
    for (var reply :
        List.of(
            new VoteReply.Granted(3),
            new VoteReply.Ended(3),
            new VoteReply.Refused(4, "west", "a higher epoch was granted"),
            new VoteReply.Wait(Duration.ofMillis(1_500), "east may still hold the lease"))) {
      var text = JSON.writerFor(VoteReply.class).writeValueAsString(reply);
      assertThat(text).contains("\"reply\":\"" + reply.getClass().getSimpleName() + "\"");
      assertThat(JSON.readValue(text, VoteReply.class)).isEqualTo(reply);
    }
  }

  @Test
  void terms_and_names_that_make_no_sense_do_not_exist() {
    var half = Duration.ofMillis(500);
    var two = Duration.ofSeconds(2);
    assertThatThrownBy(() -> new LeaseTerms(Duration.ZERO, two, half, 0.01))
        .hasMessageContaining("renew must be above zero");
    assertThatThrownBy(() -> new LeaseTerms(half, Duration.ofSeconds(1), half, 0.01))
        .hasMessageContaining("room for two renewals");
    assertThatThrownBy(() -> new LeaseTerms(half, two, half.negated(), 0.01))
        .hasMessageContaining("selfFence");
    assertThatThrownBy(() -> new LeaseTerms(half, two, half, Double.NaN))
        .hasMessageContaining("clockError");
    assertThatThrownBy(() -> new VoteRequest("shop", 0, "east")).hasMessageContaining("epoch");
    assertThatThrownBy(() -> new Vote("shop", 1, " ", Map.of())).hasMessageContaining("named");
    assertThatThrownBy(() -> new Release.DeathProven(Duration.ZERO, ""))
        .hasMessageContaining("proves");
  }
}
