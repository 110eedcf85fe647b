package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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

  /// A check is ready when it is asked for the second time. Which command fails is said by ENDS.
  private static final String STAND_IN =
      """
      #!/usr/bin/env bash
      printf '%s\\n' "$*" >>"$FOLDER/calls"
      [[ $1 != "$ENDS" ]] || exit 4
      case $1 in
        provision) exit 3 ;;
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
          "unprovision plan.yaml --confirm dr-lab");

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
  }

  /// Goal: nothing is moved or removed after what failed.
  @ParameterizedTest
  @CsvSource({
    "provision, 1",
    "check, 2",
    "switchover, 4",
    "failback, 5",
    "drill, 7",
    "evidence, 8",
    "unprovision, 9"
  })
  void what_fails_ends_it(String ends, int typed) throws Exception {
    assertThat(calls(ends, 4)).containsExactlyElementsOf(ALL.subList(0, typed));

    assertThat(Files.readAllLines(folder.resolve("round.txt")))
        .last()
        .asString()
        .endsWith("ended with 4");
  }
}
