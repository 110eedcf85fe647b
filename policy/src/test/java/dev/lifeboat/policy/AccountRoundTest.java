package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The one round in an account of one's own, before a stand-in of the command.
@Timeout(60)
final class AccountRoundTest {
  private static final Path SCRIPT =
      Checkout.ROOT.resolve("examples/dr-lab-warm-standby/in-your-account.sh");

  private static final String PROVEN = "evidence verify round";

  /// A check is ready when it is asked for the second time, and a move leaves a sealed run where
  /// one of another day is. Which command fails is said by ENDS.
  private static final String STAND_IN =
      """
      #!/usr/bin/env bash
      printf '%s\\n' "$*" >>"$FOLDER/calls"
      [[ $1 != "$ENDS" && $* != "$ENDS" ]] || exit 4
      case $1 in
        provision) exit 3 ;;
        switchover | failback)
          mkdir -p "$FOLDER"/.lifeboat/runs/{20200101-000000-old,29991231-000000-$1,29991231-000001-open}
          touch "$FOLDER"/.lifeboat/runs/{20200101-000000-old,29991231-000000-$1}/seal.json ;;
        check) [[ -e $FOLDER/looked ]] || { touch "$FOLDER/looked"; exit 3; } ;;
        drill) echo '{"run":"r-1"}' ;;
      esac
      """;

  private static final List<String> ALL =
      List.of(
          "provision plan.yaml --confirm dr-lab --set Email=ops@example.com",
          "check plan.yaml --dns",
          "check plan.yaml --dns",
          "switchover plan.yaml --confirm dr-lab",
          "failback plan.yaml --confirm dr-lab",
          "check plan.yaml --dns",
          "drill plan.yaml --scenario region-loss --confirm dr-lab --json",
          "evidence verify r-1",
          "unprovision plan.yaml --confirm dr-lab",
          PROVEN);

  @TempDir private Path folder;

  private List<String> calls(String ends, int exitCode) throws Exception {
    var command = Files.writeString(folder.resolve("lifeboat"), STAND_IN);
    assertThat(command.toFile().setExecutable(true)).isTrue();
    var builder =
        new ProcessBuilder(
                "bash",
                SCRIPT.toString(),
                "round",
                "plan.yaml",
                "dr-lab",
                "--set",
                "Email=ops@example.com")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder
        .environment()
        .putAll(
            Map.of(
                "LIFEBOAT",
                command.toString(),
                "FOLDER",
                folder.toString(),
                "ENDS",
                ends,
                "PAUSE",
                "0",
                "LOOKS",
                "3"));
    assertThat(builder.start().waitFor()).isEqualTo(exitCode);
    return Files.readAllLines(folder.resolve("calls"));
  }

  @Test
  void all_of_it_is_typed_in_order_and_told() throws Exception {
    assertThat(calls("nothing", 0)).containsExactlyElementsOf(ALL);

    assertThat(Files.readAllLines(folder.resolve("round.txt")))
        .contains("+ lifeboat switchover plan.yaml --confirm dr-lab")
        .last()
        .asString()
        .endsWith("round of plan.yaml ended with 0");
    try (var proof = Files.list(folder.resolve("round"))) {
      assertThat(proof.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("29991231-000000-switchover", "29991231-000000-failback");
    }
  }

  /// Goal: a round whose runs do not hold is none, however well it went.
  @Test
  void what_is_not_proven_ends_it_otherwise() throws Exception {
    assertThat(calls(PROVEN, 4)).containsExactlyElementsOf(ALL);
  }

  /// Goal: nothing is moved or removed after what failed, and what was moved before is proven.
  @ParameterizedTest
  @CsvSource({
    "provision, 1, false",
    "check, 2, false",
    "switchover, 4, false",
    "failback, 5, true",
    "drill, 7, true",
    "evidence, 8, true",
    "unprovision, 9, true"
  })
  void what_fails_ends_it(String ends, int typed, boolean moved) throws Exception {
    var expected = new ArrayList<>(ALL.subList(0, typed));
    if (moved) {
      expected.add(PROVEN);
    }
    assertThat(calls(ends, 4)).containsExactlyElementsOf(expected);

    assertThat(Files.readAllLines(folder.resolve("round.txt")))
        .last()
        .asString()
        .endsWith("ended with 4");
  }
}
