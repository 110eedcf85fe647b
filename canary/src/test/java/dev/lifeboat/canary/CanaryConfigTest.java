package dev.lifeboat.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lifeboat.plan.Canary.Request;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CanaryConfigTest {
  private static final Request WRITE =
      new Request("PUT", "/orders/{client}/{number}", "{\"item\":\"canary\"}");
  private static final Request READ = new Request("GET", "/orders/{client}/{number}", "");

  @Test
  void a_configuration_is_read_back_as_it_was_written() {
    var config = config("canary-1", "http://127.0.0.1:8080", 50);
    assertThat(CanaryConfig.fromJson(config.toJson())).isEqualTo(config);
  }

  @Test
  void what_is_missing_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CanaryConfig.fromJson("{\"client\":\"c\"}"))
        .withMessageContaining("address");
  }

  @Test
  void a_client_that_could_change_a_statement_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config("x' or '1'='1", "http://127.0.0.1:8080", 50))
        .withMessageContaining("client must be");
  }

  @Test
  void an_address_or_rate_that_cannot_be_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> config("c", "ftp://127.0.0.1", 50));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config("c", "http://127.0.0.1", 0))
        .withMessage("rate must be 1 to 1000 a second, was 0");
  }

  private static CanaryConfig config(String client, String address, int rate) {
    return new CanaryConfig(
        client,
        URI.create(address),
        rate,
        10,
        WRITE,
        READ,
        2,
        Path.of("canary.jsonl").toAbsolutePath(),
        Duration.ofSeconds(2),
        new NameResolution("127.0.0.1", 53, Duration.ofMillis(1500)),
        null);
  }
}
