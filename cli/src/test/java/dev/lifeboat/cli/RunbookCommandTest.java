package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunbookCommandTest {

  @TempDir private Path state;

  @Test
  void the_same_runbook_bears_the_same_hash_in_every_form() {
    var text = run("--format", "text").out().strip();
    var hash = text.substring(text.lastIndexOf("sha256:"));

    assertThat(hash).matches("sha256:[0-9a-f]{64}");
    assertThat(run("--format", "md").out()).contains(hash);
    assertThat(run("--format", "mermaid").out()).contains(hash);
  }

  @Test
  void json_asks_for_the_json_form() {
    assertThat(run("--json").out()).isEqualTo(run("--format", "json").out());
  }

  @Test
  void a_failback_begins_in_the_recovery_region_while_no_lab_is_up() {
    assertThat(run("--mode", "failback").out()).startsWith("failback of storefront/shop from west");
  }

  @Test
  void a_failover_begins_in_the_primary_region_while_no_lab_is_up() {
    assertThat(run().out()).startsWith("failover of storefront/shop from east to west");
  }

  private Invocation run(String... more) {
    var words = new java.util.ArrayList<Object>();
    words.add("runbook");
    words.add(Invocation.STOREFRONT);
    words.add("--state");
    words.add(state);
    words.addAll(java.util.List.of(more));
    var told = Invocation.of(words.toArray());
    assertThat(told.exitCode()).isZero();
    assertThat(told.err()).isEmpty();
    return told;
  }
}
