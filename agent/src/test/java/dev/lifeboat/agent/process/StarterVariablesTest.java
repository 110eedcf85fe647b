package dev.lifeboat.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StarterVariablesTest {
  private static final Map<String, String> ALL =
      Map.of(
          "PATH", "/bin",
          "HOME", "/home/ann",
          "LANG", "de_DE.UTF-8",
          "AWS_PROFILE", "shop",
          "AWS_SECRET_ACCESS_KEY", "very secret",
          "LD_PRELOAD", "/tmp/x.so");

  @Test
  void what_is_not_named_stays_with_the_starter() {
    assertThat(new StarterVariables(ALL).passed(List.of()))
        .isEqualTo(Map.of("PATH", "/bin", "HOME", "/home/ann", "LANG", "de_DE.UTF-8"));
    assertThat(new StarterVariables(ALL).passed(List.of("AWS_PROFILE", "NOT_SET")))
        .containsEntry("AWS_PROFILE", "shop")
        .doesNotContainKeys("NOT_SET", "AWS_SECRET_ACCESS_KEY");
  }

  /// A JVM in another locale cannot open a path that has umlauts.
  @Test
  void the_locale_in_force_is_handed_on() {
    var all = Map.of("LC_ALL", "C.UTF-8", "LC_CTYPE", "C", "LANG", "tr_TR.UTF-8");

    assertThat(new StarterVariables(all).passed(List.of())).isEqualTo(Map.of("LANG", "C.UTF-8"));
    assertThat(new StarterVariables(Map.of("LC_ALL", "", "LANG", "C")).passed(List.of()))
        .isEqualTo(Map.of("LANG", "C"));
  }
}
