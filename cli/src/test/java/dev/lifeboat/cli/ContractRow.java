package dev.lifeboat.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A row of `contract.txt`: what a command answers when something is given.
///
/// @param outcome `ok`, `usage`, `failed` or `refused`
/// @param given what [Givens] makes, or `never` and the reason when the outcome does not exist
/// @param schema the name of the document, such as `check`
/// @param code the problem's, of an `error` alone: who looks it up reads of this cause and no other
record ContractRow(
    String command,
    String outcome,
    String given,
    int exitCode,
    String schema,
    String code,
    List<String> arguments) {
  static final List<String> OUTCOMES = List.of("ok", "usage", "failed", "refused");

  private static final Path TABLE = Path.of("src/test/resources/dev/lifeboat/cli/contract.txt");
  private static final int CELLS = 6;
  private static final String ERROR = "error";

  ContractRow {
    if (schema.equals(ERROR) ? !code.matches("LB\\d{4}") : !code.isEmpty()) {
      throw new IllegalArgumentException(
          "an error has a code, and nothing else has one: %s %s".formatted(command, arguments));
    }
  }

  /// A file beside the state folder.
  static final String NEW = "new.yaml";

  static List<ContractRow> all() {
    try {
      return Files.readAllLines(TABLE).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(ContractRow::parse)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static ContractRow parse(String line) {
    var cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    if (cells.size() == 3 && cells.get(2).startsWith("never: ")) {
      return new ContractRow(cells.get(0), cells.get(1), cells.get(2), 0, "", "", List.of());
    } else if (cells.size() == CELLS) {
      var schema = cells.get(4).split(" ", 2);
      return new ContractRow(
          cells.get(0),
          cells.get(1),
          cells.get(2),
          Integer.parseInt(cells.get(3)),
          schema[0],
          schema.length > 1 ? schema[1] : "",
          cells.get(5).isEmpty() ? List.of() : List.of(cells.get(5).split(" ")));
    }
    throw new IllegalArgumentException("contract.txt has a row of another form: " + line);
  }

  boolean isError() {
    return schema.equals(ERROR);
  }

  boolean never() {
    return given.startsWith("never: ");
  }

  /// Whether it asks for another form than JSON.
  boolean hasForm() {
    return arguments.contains("--format");
  }

  boolean needsLab() {
    return given.equals("lab") || given.startsWith("lab-");
  }

  /// The whole command line.
  Object[] words(Givens.Given there, String... more) {
    var words = new ArrayList<Object>(List.of(command.split(" ")));
    for (var argument : arguments) {
      words.add(
          switch (argument) {
            case "{plan}", "{yaml}" -> there.plan();
            case "{run}" -> there.run();
            case "{journal}" -> there.file("journal.jsonl");
            case "{ledger}" -> there.file("ledger.jsonl");
            case "{seal}" -> there.file("seal.json");
            case "{vault}", "{key}", "{source}" -> GivenVault.path(there.state(), argument);
            case "{snapshot}" -> GivenVault.snapshot(there.state());
            case "{new}" -> there.state().resolveSibling(NEW);
            default -> argument;
          });
    }
    words.addAll(List.of("--state", there.state()));
    words.addAll(List.of(more));
    return words.toArray();
  }

  @Override
  public String toString() {
    return "%s %s, given %s: %s".formatted(command, String.join(" ", arguments), given, outcome);
  }
}
