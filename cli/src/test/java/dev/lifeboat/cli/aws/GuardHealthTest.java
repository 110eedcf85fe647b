package dev.lifeboat.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lifeboat.aws.guard.GuardDuty;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.LeaseState;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a guard answers whoever would restart it.
final class GuardHealthTest {
  private volatile boolean held;
  private final GuardDuty duty =
      new GuardDuty(
          new WorkloadGuard.Place("shop", "east"),
          _ -> Optional.of(Placement.first("shop", "east")),
          () -> held,
          List::of);

  private final GuardMetrics metrics =
      GuardMetrics.of(
          new WorkloadGuard.Place("shop", "east"),
          Set.of("orders", "stock", "never-seen"),
          () ->
              new LeaseState(
                  "shop", 1, LeaseState.Phase.ASKING, held, 4500, Map.of(), Map.of(), null),
          () ->
              List.of(
                  new GuardedState("orders", GuardedState.Standing.OPEN, "", "public.of_others"),
                  new GuardedState("stock", GuardedState.Standing.UNKNOWN, "", "")));

  private static HttpResponse<String> asked(int port) throws Exception {
    return asked(port, "");
  }

  private static HttpResponse<String> asked(int port, String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/%s".formatted(port, path)))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void its_figures_are_told_as_prometheus_reads_them() throws Exception {
    held = true;
    try (var health = GuardHealth.begin(duty, metrics, Optional.of(0))) {
      var told = asked(health.server().orElseThrow().getAddress().getPort(), "metrics");

      assertThat(told.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
      assertThat(told.body())
          .contains("lifeboat_guard_lease_held{region=\"east\",workload=\"shop\"} 1.0")
          .contains("lifeboat_guard_lease_left_seconds{region=\"east\",workload=\"shop\"} 4.5")
          .contains("lifeboat_guard_unseen_databases{region=\"east\",workload=\"shop\"} 2.0")
          .contains("lifeboat_guard_uncovered_databases{region=\"east\",workload=\"shop\"} 1.0");
    }
  }

  @Test
  void it_is_well_with_the_lease_and_says_why_without() throws Exception {
    var _ = duty.read("shop");
    try (var health = GuardHealth.begin(duty, metrics, Optional.of(0))) {
      int port = health.server().orElseThrow().getAddress().getPort();
      var without = asked(port);
      assertThat(without.statusCode()).isEqualTo(503);
      assertThat(without.body()).contains("does not hold the lease");

      held = true;
      assertThat(asked(port).statusCode()).isEqualTo(200);

      assertThat(
              catchThrowableOfType(
                      ProblemException.class,
                      () -> GuardHealth.begin(duty, metrics, Optional.of(port)))
                  .problem()
                  .code())
          .isEqualTo(Code.LB1009);
    }
  }
}
