package dev.lifeboat.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A plan that was changed while its lab is up.
class ServiceChangesTest {
  private static final Path FILE = Path.of("..", "examples", "storefront", "lifeboat.yaml");

  @Test
  void a_command_that_differs_is_told_with_what_to_do() throws Exception {
    assertThat(change("-Xmx192m", "-Xmx200m"))
        .contains(
            "the lab was brought up with another plan: 'run' of 'web' differs; 'lifeboat lab"
                + " down', then 'lifeboat lab up'");
    assertThat(change("serving: 2", "serving: 3").orElseThrow()).contains("'instances' of 'web'");
  }

  @Test
  void the_same_services_are_no_change() throws Exception {
    assertThat(change("every: 200ms", "every: 300ms")).isEmpty();
  }

  private static Optional<String> change(String from, String to) throws Exception {
    var text = Files.readString(FILE);
    assertThat(text).contains(from);
    return ServiceChanges.of(plan(text), plan(text.replace(from, to)), "shop");
  }

  private static Plan plan(String text) throws Exception {
    return PlanReader.OF_ANY_PROVIDER
        .read("lifeboat.yaml", text.getBytes(StandardCharsets.UTF_8))
        .orThrow();
  }
}
