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

  /// A lab waits longer than a trial does.
  @Test
  void a_service_that_may_only_be_slow_is_not_told_as_one_that_never_comes_up() {
    assertThat(lines("silent", false))
        .contains(
            "unknown whether it is slow: a lab waits up to 3 min; 'lifeboat lab up' will tell",
            "        lifeboat lab up lifeboat.yaml")
        .anyMatch(
            it -> it.startsWith("do      if it only starts slowly, bring a lab up; else mend"))
        .noneMatch(it -> it.contains("would not come up"));
    assertThat(lines("silent", true))
        .contains(
            "unknown whether it starts with its database, or is slow: a lab waits up to 3 min;"
                + " 'lifeboat lab up' will tell");
    assertThat(lines("ended", false))
        .contains("so a lab of this plan would not come up")
        .noneMatch(it -> it.contains("slow"));
  }

  private static List<String> lines(Mend mend) {
    return lines("silent", true, mend);
  }

  private static List<String> lines(String outcome, boolean database) {
    return lines(outcome, database, Mend.UNKNOWN);
  }

  private static List<String> lines(String outcome, boolean database, Mend mend) {
    var health = "http://127.1.0.1:26436/x";
    var trial = new InitDocument.Trial(outcome, "app", health, 30, database, WHY, mend, List.of());
    return new InitDocument(
            "lifeboat.init/v1", "app", "lifeboat.yaml", null, List.of("lifeboat.yaml"), trial, null)
        .lines("lifeboat.yaml");
  }
}
