package dev.lifeboat.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Documents with commands in them, printed by a program that was started as `./lifeboat`.
class TypedDocumentTest {
  private static final TypedCommand COMMANDS = new TypedCommand("./lifeboat", "p", "--state d");

  /// Such as docs/json.md names: "also `result.json` of its folder".
  private static final Pattern ALSO_A_FILE =
      Pattern.compile("^\\| \\[`(lifeboat\\.[a-z0-9/-]+)`].*also `", Pattern.MULTILINE);

  @Test
  void commands_in_what_is_told_can_be_pasted_and_data_stays_as_it_is() {
    var document =
        Map.of(
            "schema",
            "lifeboat.check/v1",
            "workloads",
            List.of(
                new TreeMap<>(
                    Map.of(
                        "fix", "lifeboat status",
                        "happened", "lifeboat status",
                        "now", "lifeboat status",
                        "path", "lifeboat status",
                        "why", List.of("it is down; 'lifeboat lab up PLAN'", "nothing")))));

    var printed =
        OutputJson.read(TypedDocument.line(document, COMMANDS).getBytes()).path("workloads");

    assertThat(printed.toString())
        .isEqualTo(
            "[{\"fix\":\"./lifeboat status p --state d\",\"happened\":\"./lifeboat status p --state d\","
                + "\"now\":\"./lifeboat status p --state d\",\"path\":\"lifeboat status\","
                + "\"why\":[\"it is down; './lifeboat lab up p --state d'\",\"nothing\"]}]");
  }

  static Stream<String> kept() throws Exception {
    return Stream.concat(
        ALSO_A_FILE
            .matcher(Files.readString(Path.of("../docs/json.md")))
            .results()
            .map(it -> it.group(1)),
        Stream.of(
            "lifeboat.inspection/v1", "lifeboat.ledger-document/v1", "lifeboat.vault-log/v1"));
  }

  @ParameterizedTest
  @MethodSource("kept")
  void what_is_kept_is_printed_as_it_is_kept(String schema) {
    var document = new TreeMap<>(Map.of("schema", schema, "why", "lifeboat status"));

    assertThat(TypedDocument.line(document, COMMANDS)).isEqualTo(OutputJson.line(document));
  }
}
