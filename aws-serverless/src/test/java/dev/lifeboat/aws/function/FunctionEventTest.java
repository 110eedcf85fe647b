package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an event may leave out, and where the primary is asked.
class FunctionEventTest {
  private static final Path EXAMPLE = Path.of(System.getenv("LIFEBOAT_PLAN"));

  private static Plan plan() throws Exception {
    return AwsKeys.reader().read(EXAMPLE).orThrow();
  }

  private static String address(Plan plan, Map<String, Object> event) throws ProblemException {
    var asked = new FunctionEvent(plan, event);
    return asked.address(asked.workload()).toString();
  }

  @Test
  void what_a_schedule_adds_is_passed_over() throws Exception {
    var scheduled = Map.<String, Object>of("detail-type", "Scheduled Event", "version", "0");

    assertThat(new FunctionEvent(plan(), scheduled).workload().name()).isEqualTo("dr-lab");
  }

  @Test
  void the_primarys_load_balancer_is_asked_for_health_and_without_a_probe_the_users_name(
      @TempDir Path folder) throws Exception {
    var file = folder.resolve("lifeboat.yaml");
    Files.writeString(
        file, Files.readString(EXAMPLE).replaceAll("(?m)^ +(watch|probe|alarm):.*\n", ""));
    var unwatched = AwsKeys.reader().read(file).orThrow();

    assertThat(address(plan(), Map.of())).isEqualTo("https://primary.example.com/healthz");
    assertThat(address(unwatched, Map.of())).startsWith("https://app.example.com/");
    assertThat(address(plan(), Map.of("address", "http://10.0.0.7:8080/healthz")))
        .isEqualTo("http://10.0.0.7:8080/healthz");
  }

  @Test
  @Tag("invariant-63")
  void an_address_that_needs_a_database_that_takes_writes_is_known_as_such() throws Exception {
    var workload = plan().workload("dr-lab");
    assertThat(FunctionEvent.isLent(workload, URI.create("https://any.example/dbcheck"))).isTrue();
    assertThat(FunctionEvent.isLent(workload, URI.create("https://any.example/healthz"))).isFalse();
    assertThat(FunctionEvent.isLent(workload, URI.create("https://any.example/"))).isFalse();
  }

  @Test
  void what_is_no_workload_or_no_address_is_refused() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new FunctionEvent(plan(), Map.of("workload", "shop")).workload())
        .withMessageContaining("'shop'");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> address(plan(), Map.of("address", "file:///etc/passwd")))
        .withMessageContaining("is no address");
  }
}
