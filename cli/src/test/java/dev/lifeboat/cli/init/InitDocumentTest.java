package dev.lifeboat.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.lab.setup.ServiceTrial.Mend;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What `init` tells of a service that did not come up.
class InitDocumentTest {
  private static final String WHY = "/x answered 404 for 30 s, 200 is needed";

  @Test
  void a_wrong_path_of_health_is_one_message_with_the_option_to_mend() {
    assertThat(lines(Mend.HEALTH))
        .containsExactly(
            "wrote   lifeboat.yaml",
            "tried   app: " + WHY,
            "do      name the path that answers 200: '--health', or 'health' in the plan",
            "next    lifeboat check lifeboat.yaml --plan-only");
  }

  @Test
  void a_service_that_may_want_its_database_is_led_to_a_lab() {
    assertThat(lines(Mend.UNKNOWN))
        .anyMatch(it -> it.startsWith("unknown whether it starts with its database"))
        .contains("        lifeboat lab up lifeboat.yaml");
  }

  private static List<String> lines(Mend mend) {
    var health = "http://127.1.0.1:26436/x";
    var trial = new InitDocument.Trial("silent", "app", health, 30, true, WHY, mend, List.of());
    return new InitDocument(
            "lifeboat.init/v1", "app", "lifeboat.yaml", null, List.of("lifeboat.yaml"), trial, null)
        .lines("lifeboat.yaml");
  }
}
