package dev.lifeboat.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lifeboat.aws.guard.GuardDuty;
import dev.lifeboat.guard.Guard;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a guard answers whoever would restart it.
final class GuardHealthTest {
  private volatile boolean held;
  private final GuardDuty duty =
      new GuardDuty(
          new Guard.Place("shop", "east"),
          _ -> Optional.of(Placement.first("shop", "east")),
          () -> held,
          List::of);

  private static HttpResponse<String> asked(int port) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(port))).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void it_is_well_with_the_lease_and_says_why_without() throws Exception {
    var _ = duty.read("shop");
    try (var health = GuardHealth.begin(duty, Optional.of(0))) {
      int port = health.server().orElseThrow().getAddress().getPort();
      var without = asked(port);
      assertThat(without.statusCode()).isEqualTo(503);
      assertThat(without.body()).contains("does not hold the lease");

      held = true;
      assertThat(asked(port).statusCode()).isEqualTo(200);

      assertThat(
              catchThrowableOfType(
                      ProblemException.class, () -> GuardHealth.begin(duty, Optional.of(port)))
                  .problem()
                  .code())
          .isEqualTo(Code.LB1009);
    }
  }
}
