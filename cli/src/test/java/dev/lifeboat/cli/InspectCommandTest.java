package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.terminal.Spans;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file holds, and where it breaks. Rows of contract.txt have those of a run's folder.
final class InspectCommandTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          placement | the writer of 'shop' is in west under epoch 2, the highest handed out is 3; open run 20261120-150411-7q2k | {"workload":"shop","writer":"west","epoch":2,"highestEpoch":3,"openRun":"20261120-150411-7q2k"}
          placement | the writer of 'shop' is in west under epoch 2, the highest handed out is 2; no run is open | {"Item":{"workload":{"S":"shop"},"writer":{"S":"west"},"epoch":{"N":"2"},"highestEpoch":{"N":"2"},"token":{"S":"x"}}}
          dropped-claim | claim of run 20261120-150411-7q2k on 'shop', dropped by ann {at}: the disk is gone; the writer stays in west under epoch 2 | {"schema":"lifeboat.dropped-claim/v1","run":"20261120-150411-7q2k","workload":"shop","writer":"west","epoch":2,"highestEpoch":3,"journal":"gone","word":{"by":"ann","reason":"the disk is gone","at":"2026-11-20T15:00:00Z"}}
          vote | for west of 'shop' under epoch 4 | {"workload":"shop","epoch":4,"holder":"west"}
          assignment | replica under epoch 3; the highest epoch seen is 5 | {"role":"replica","epoch":3,"highestEpoch":5,"following":true,"cleanStop":null}
          result | drill region-loss of storefront/shop, run r: passed | {"schema":"lifeboat.drill/v1","plan":"storefront","workload":"shop","scenario":"region-loss","run":"r","outcome":"passed","startedAt":"2026-11-20T08:00:00Z"}
          """)
  void each_kind_is_told_from_what_it_holds(String kind, String line, String text)
      throws Exception {
    var file = Files.writeString(folder.resolve("some.file"), text);

    var told = Invocation.of("inspect", file);
    var json = Invocation.of("inspect", file, "--json").json();

    assertThat(told.exitCode()).as("%s", told).isZero();
    assertThat(told.out().lines())
        .containsExactly(
            kind + "  " + file,
            "  " + line.replace("{at}", Spans.local(Instant.parse("2026-11-20T15:00:00Z"))));
    assertThat(json.path("kind").asString()).isEqualTo(kind);
    assertThat(json.path("whole").asBoolean()).isTrue();
    assertThat(Schemas.mistakes(json)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"workload":"shop","writer":"west","highestEpoch":3,"epoch":        | line 1, byte
          {"workload":"shop","writer":"west","highestEpoch":3,"epoch":"soon"} | line 1, byte
          {"workload":"shop","writer":"west","highestEpoch":1,"epoch":2}      | line 1, byte
          {"writer":{"S":"west"},"highestEpoch":{"N":"1"}}                    | it has no 'workload'
          {"workload":"shop","epoch":0,"holder":"west"}                       | line 1, byte
          {"schema":"lifeboat.seal/v1","line":                                | line 1, byte
          {"schema":"lifeboat.seal/v1"}                                       | is not spelled as a seal is
          {"schema":"lifeboat.drill/v1",                                      | line 1, byte
          {"schema":"lifeboat.ledger/v1","run":"r"}                           | line 1: it
          {"schema":"lifeboat.ledger/v1","run":"r"}\\n                        | line 1: it is no header: field 'region' is missing
          {"schema":"lifeboat.ledger/v1","run":\\n                            | line 1: it is no header: it is no JSON at column 38
          """)
  void a_damaged_file_is_told_with_the_place_where_it_breaks(String text, String place)
      throws Exception {
    var file = Files.writeString(folder.resolve("some.file"), text.replace("\\n", "\n"));

    var told = Invocation.of("inspect", file);

    assertThat(told.exitCode()).as("%s", told).isEqualTo(1);
    assertThat(told.out()).isEmpty();
    assertThat(told.err())
        .startsWith("LB4011  " + file + " breaks at ")
        .contains(place)
        .doesNotContainPattern("(it is no JSON).*\\1")
        .as("words of the parser")
        .doesNotContain("Unexpected", "Unrecognized", "deserialize", "reference chain");
    ContractTest.assertReadable(told);
  }

  /// Goal: damage in the one word that tells the kind is damage.
  @Test
  void a_schema_of_no_kind_is_damaged_where_the_name_tells_the_kind() throws Exception {
    var text = "{\"schema\":\"lifeboat.sea1/v1\",\"line\":\"0\"}";
    var known = Invocation.of("inspect", Files.writeString(folder.resolve("seal.json"), text));
    assertThat(known.exitCode()).as("%s", known).isEqualTo(1);
    assertThat(known.err()).startsWith("LB4011  ");
    var unknown = Invocation.of("inspect", Files.writeString(folder.resolve("a.json"), text));
    assertThat(unknown.err()).startsWith("LB4010  ");
  }

  /// Goal: as `evidence verify` has it. Method: another last line under the same signature.
  @Test
  void a_seal_that_does_not_hold_is_damaged() throws Exception {
    var given = new Givens(folder).make("ended-run");
    var seal = Files.readString(given.file("seal.json"));
    var file =
        Files.writeString(
            folder.resolve("seal.json"),
            seal.replaceFirst("\"line\":\"[0-9a-f]{4}", "\"line\":\"0000"));

    var told = Invocation.of("inspect", file);

    assertThat(told.exitCode()).as("%s", told).isEqualTo(1);
    assertThat(told.out()).isEmpty();
    assertThat(told.err()).startsWith("LB4011  ").contains("does not hold", "did not sign");
    ContractTest.assertReadable(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                              | is no result of a drill
          {"schema":"lifeboat.drill/v1"}  | it has no 'scenario'
          {"schema":"lifeboat.drill/v1","scenario":"s","plan":"p","workload":"w","run":"r","outcome":"fine","startedAt":"2026-11-20T08:00:00Z"} | none ends as 'fine'
          {"schema":"lifeboat.drill/v1","scenario":"s","plan":"p","workload":"w","run":"r","outcome":"passed","startedAt":"yesterday"} | none begins at 'yesterday'
          {"schema":"lifeboat.drill/v1","scenario":"s","plan":"p","workload":"w","run":"r","outcome":"passed","startedAt":"2026-11-20T08:00:00Z","rto":{"seconds":"fast"}} | its rto is no number of seconds: "fast"
          """)
  void a_result_that_tells_nothing_is_damaged(String text, String why) throws Exception {
    var file = Files.writeString(folder.resolve("result.json"), text);

    var told = Invocation.of("inspect", file);

    assertThat(told.exitCode()).as("%s", told).isEqualTo(1);
    assertThat(told.err()).startsWith("LB4011  ").contains(why);
  }

  @Test
  void a_torn_journal_is_told_with_its_line_and_byte_and_is_whole_up_to_there() throws Exception {
    var given = new Givens(folder).make("ended-run");
    var bytes = Files.readAllBytes(given.file("journal.jsonl"));
    var file = Files.write(folder.resolve("copy"), Arrays.copyOf(bytes, bytes.length - 7));

    var told = Invocation.of("inspect", file);
    var json = Invocation.of("inspect", file, "--json").json();

    long sound = json.path("torn").path("offset").asLong();
    var lines = new String(bytes, 0, (int) sound, StandardCharsets.UTF_8).lines().count();
    assertThat(told.exitCode()).isZero();
    assertThat(told.out()).contains("torn at line %d, byte %d".formatted(lines + 1, sound));
    assertThat(bytes[(int) sound - 1]).isEqualTo((byte) '\n');
    assertThat(json.path("whole").asBoolean()).isFalse();
    assertThat(json.path("torn").path("bytes").asLong()).isEqualTo(bytes.length - 7 - sound);
    assertThat(Schemas.mistakes(json)).isEmpty();
  }

  /// A crash leaves no seal behind it. Method: cut within the last entry, and within the first.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_journal_that_ends_before_its_seal_is_damaged(boolean first) throws Exception {
    var given = new Givens(folder).make("ended-run");
    var file = given.file("journal.jsonl");
    var bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, first ? 90 : bytes.length - 7));

    var told = Invocation.of("inspect", file);

    assertThat(told.exitCode()).as("%s", told).isEqualTo(1);
    assertThat(told.out()).isEmpty();
    assertThat(told.err()).startsWith("LB4011  " + file).contains("ends before its seal");
    ContractTest.assertReadable(told);
  }

  /// Whoever stands before a damaged journal wants to know how far the run came.
  @Test
  void of_a_damaged_journal_what_stands_before_the_damage_is_told() throws Exception {
    var given = new Givens(folder).make("ended-run");
    var file = given.file("journal.jsonl");
    var lines = Files.readAllLines(file);

    lines.set(1, lines.get(1).replace("\"at\":\"2", "\"at\":\"1"));
    Files.write(file, lines);
    assertThat(Invocation.of("inspect", file).err())
        .startsWith("LB4002  %s:3 does not continue the line before it".formatted(file))
        .contains("the 2 lines before it continue one another, the last of them: 1 ");

    Files.write(file, lines.subList(1, lines.size()));
    assertThat(Invocation.of("inspect", file).err()).contains("nothing stands before it");
  }

  /// The names of Java's types are for the document alone.
  @Test
  void what_happened_is_told_in_words() throws Exception {
    var given = new Givens(folder).make("ended-run");

    var told = Invocation.of("inspect", given.file("journal.jsonl"));

    assertThat(told.out())
        .contains("run opened", "run over: ")
        .doesNotContain("RunOpened", "RunEnded");
    assertThat(Invocation.of("inspect", given.file("journal.jsonl"), "--json").out())
        .contains("RunOpened")
        .doesNotContain("\"words\"");
  }

  @Test
  void nothing_is_written_and_no_lock_is_left() throws Exception {
    var given = new Givens(folder).make("ended-run");
    var before = contents(given.state());

    assertThat(Invocation.of("inspect", given.file("journal.jsonl")).exitCode()).isZero();

    assertThat(contents(given.state())).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"canary.jsonl, LB4010", "nosuch.json, LB4009"})
  void what_is_no_file_of_ours_is_said(String name, String code) throws Exception {
    Files.writeString(folder.resolve("canary.jsonl"), "{}");

    var told = Invocation.of("inspect", folder.resolve(name));

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).startsWith(code);
  }

  /// Method: a document of another kind that has all the words of a placement.
  @Test
  void the_schema_tells_before_any_word_does() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("some.json"),
            "{\"schema\":\"lifeboat.other/v1\",\"workload\":\"shop\",\"writer\":\"west\","
                + "\"epoch\":2,\"highestEpoch\":2}");

    var told = Invocation.of("inspect", file);

    assertThat(told.exitCode()).as("%s", told).isEqualTo(2);
    assertThat(told.err()).startsWith("LB4010");
  }

  /// What a parser says of its own types, or of where it gave up, helps nobody.
  @ParameterizedTest
  @MethodSource("hostile")
  void a_hostile_file_is_refused_in_words(String name, byte[] bytes) throws Exception {
    var file = Files.write(folder.resolve(name), bytes);

    var told = Invocation.of("inspect", file);

    assertThat(told.exitCode()).as("%s", told).isEqualTo(1);
    assertThat(told.err())
        .startsWith("LB40")
        .doesNotContain("Stream", "CTRL-CHAR", "token", "dev.lifeboat", "null");
    ContractTest.assertReadable(told);
  }

  static Stream<Arguments> hostile() {
    var deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    var none = new byte[100];
    var foreign = new byte[] {(byte) 0xff, (byte) 0xfe, '{', '}'};
    return Stream.of("result.json", "seal.json")
        .flatMap(name -> Stream.of(deep, none, foreign).map(bytes -> Arguments.of(name, bytes)));
  }

  @ParameterizedTest
  @CsvSource({"/dev/zero, it is no file", "/proc, it is a folder"})
  void what_has_no_end_or_is_a_folder_is_not_read(Path path, String why) {
    var told = Invocation.of("inspect", path);

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).startsWith("LB4009").contains(why);
  }

  /// Each file by its path, as text that tells every byte.
  private static Map<Path, String> contents(Path folder) throws Exception {
    var contents = new TreeMap<Path, String>();
    try (var all = Files.walk(folder)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        contents.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
