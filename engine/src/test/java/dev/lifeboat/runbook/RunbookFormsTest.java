package dev.lifeboat.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class RunbookFormsTest {

  @ParameterizedTest
  @EnumSource(names = {"FAILOVER", "FAILBACK"})
  void every_form_is_as_it_was_released(Mode mode) throws Exception {
    assertIsAsReleased(runbook(mode), mode.word());
  }

  @Test
  void a_failback_of_everybody_at_once_is_as_it_was_released() throws Exception {
    assertIsAsReleased(
        Storefront.runbook(Storefront.planAtOnce(), Mode.FAILBACK, Storefront.WEST),
        "failback-at-once");
  }

  private static void assertIsAsReleased(Runbook runbook, String name) {
    assertThat(RunbookText.of(runbook)).isEqualTo(golden(name, "txt"));
    assertThat(RunbookMermaid.of(runbook)).isEqualTo(golden(name, "mermaid"));
    assertThat(json(runbook) + "\n").isEqualTo(golden(name, "json"));
  }

  @ParameterizedTest
  @EnumSource
  void the_hash_is_that_of_the_json_bytes(Mode mode) throws Exception {
    var runbook = runbook(mode);
    var digest = MessageDigest.getInstance("SHA-256").digest(RunbookJson.bytes(runbook));

    assertThat(RunbookJson.hash(runbook))
        .isEqualTo("sha256:" + HexFormat.of().formatHex(digest))
        .isNotEqualTo(RunbookJson.hash(otherWay(mode)));
  }

  @ParameterizedTest
  @EnumSource
  void json_holds_every_step_in_order(Mode mode) throws Exception {
    var runbook = runbook(mode);
    var tree = JsonMapper.shared().readTree(RunbookJson.bytes(runbook));

    assertThat(tree.path("schema").asString()).isEqualTo("lifeboat.runbook/v1");
    assertThat(tree.path("steps").valueStream().map(step -> step.path("id").asString()))
        .containsExactlyElementsOf(runbook.byId().keySet().stream().map(StepId::value).toList());
  }

  @Test
  void the_way_back_ends_before_the_first_promotion() throws Exception {
    var lines = RunbookText.of(runbook(Mode.SWITCHOVER)).lines().toList();
    int mark = lines.indexOf(lines.stream().filter(l -> l.contains("no return")).findFirst().get());

    assertThat(lines.get(mark - 1)).contains("complete-images");
    assertThat(lines.get(mark + 1)).contains("promote-orders");
  }

  private static Runbook runbook(Mode mode) throws Exception {
    var source = mode == Mode.FAILBACK ? Storefront.WEST : Storefront.EAST;
    return Storefront.runbook(Storefront.plan(), mode, source);
  }

  private static Runbook otherWay(Mode mode) throws Exception {
    return mode == Mode.FAILBACK
        ? Storefront.runbook(Storefront.plan(), Mode.SWITCHOVER, Storefront.WEST)
        : Storefront.runbook(Storefront.plan(), mode, Storefront.WEST);
  }

  private static String json(Runbook runbook) {
    return new String(RunbookJson.bytes(runbook), StandardCharsets.UTF_8);
  }

  private static String golden(String name, String extension) {
    try (var in = RunbookFormsTest.class.getResourceAsStream(name + "." + extension)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
