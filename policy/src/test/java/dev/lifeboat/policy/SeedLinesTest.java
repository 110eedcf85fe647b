package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each line of what the seeds draw is a resource that is there, and each command of theirs is
/// typed by a test, or a sentence says why not. The scripts of a game day have a seed's own lines.
class SeedLinesTest {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  private static final Path DAYS = Checkout.ROOT.resolve("examples/dr-lab-warm-standby/gamedays");

  /// A file, and the words in it up to the next file.
  private static final Pattern PLACE = Pattern.compile("\\[[^\\]]+\\]\\(([^)]+)\\)([^\\[]*)");

  private static final Pattern WORD = Pattern.compile("`([^`]+)`");
  private static final Pattern REASON = Pattern.compile("Not: [^|]{10,}\\.");
  private static final Pattern HEAD =
      Pattern.compile("\\| (drawn \\| where|typed \\| by|---.*) \\|");
  private static final Pattern SEED = Pattern.compile("## (\\d{3}): .+");

  /// A line of a comment, or the rest of one after a statement. An address has no blank before it.
  private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)//.*$");

  private static final Pattern RUN = Pattern.compile("@(Parameterized|Repeated)?Test\\b");
  private static final Pattern PROOF = Pattern.compile("(?m)^@Tag\\(\"proof\"\\)");
  private static final Pattern REMARK = Pattern.compile("(?m)^\\s*#(?!!).*$");

  private static final Pattern LINES_OF_A_SEED = Pattern.compile("(?s) <<'SEED'\n(.*?)SEED\n");
  private static final Pattern LINES_TO_TYPE = Pattern.compile("(?s)```bash\n(.*?)```\n");

  private record Row(String seed, String line, String where) {}

  @ParameterizedTest
  @ValueSource(strings = {"architecture", "commands"})
  void every_line_is_somewhere_or_has_the_reason_why_not(String page) throws Exception {
    for (var row : rows(page)) {
      if (!REASON.matcher(row.where()).matches()) {
        assertThat(words(row)).as("%s", row).isNotEmpty();
      }
    }
  }

  /// The lines were copied out of the seeds, which lie elsewhere.
  @ParameterizedTest
  @ValueSource(strings = {"architecture", "commands"})
  void no_line_of_a_seed_is_left_out(String page) throws Exception {
    assertThat(
            rows(page).stream()
                .flatMap(row -> Stream.of(row.line().split("; ")).map(it -> row.seed() + " " + it)))
        .containsExactlyInAnyOrderElementsOf(
            Files.readAllLines(RESOURCES.resolve("seed-%s.txt".formatted(page))));
  }

  /// A line that is no row ends a table: what follows it is shown as text.
  @ParameterizedTest
  @ValueSource(strings = {"architecture", "commands"})
  void every_row_is_shown_in_its_table(String page) {
    var before = "";
    for (var line : Checkout.sources("examples/%s.md".formatted(page)).getFirst().lines()) {
      if (line.startsWith("| ") && !line.matches("\\| (drawn|typed) .*")) {
        assertThat(before).as(line).startsWith("| ");
      }
      before = line;
    }
  }

  /// Some tests are too dear to be run before each landing.
  @Test
  void each_command_is_typed_by_a_test_and_the_proof_tier_is_named() throws Exception {
    assertThat(rows("commands"))
        .filteredOn(it -> !REASON.matcher(it.where()).matches())
        .hasSizeGreaterThan(10)
        .allSatisfy(it -> assertThat(it.where()).containsPattern("(Test\\.java|\\.ci/labs)\\)"))
        .allSatisfy(it ->
            assertThat(it.where().contains("of the proof tier"))
                .as("%s", it)
                .isEqualTo(tests(it).stream().anyMatch(test -> PROOF.matcher(test).find())))
        .allSatisfy(it -> assertThat(tests(it)).allMatch(test -> RUN.matcher(test).find()));
  }

  /// Goal: whoever knows the seed finds its lines, and nobody mends them.
  @Test
  void a_game_day_types_the_lines_of_its_seed() throws Exception {
    var typed = new ArrayList<String>();
    try (var days = Files.newDirectoryStream(DAYS, "[123]-*.sh")) {
      for (var day : days) {
        assertThat(day).isExecutable();
        typed.addAll(found(LINES_OF_A_SEED, day));
      }
    }
    assertThat(typed)
        .containsExactlyInAnyOrderElementsOf(
            found(LINES_TO_TYPE, RESOURCES.resolve("seed-gamedays.txt")))
        .hasSize(3);
  }

  private static List<String> found(Pattern lines, Path file) throws Exception {
    return lines.matcher(Files.readString(file)).results().map(it -> it.group(1)).toList();
  }

  /// The words that a row names, each of which must stand in the file before it.
  private static List<String> words(Row row) throws Exception {
    var words = new ArrayList<String>();
    var places = PLACE.matcher(row.where());
    while (places.find()) {
      var file = Checkout.ROOT.resolve("examples").resolve(places.group(1)).normalize();
      assertThat(file).as("%s", row).isRegularFile();
      // A page may break its lines anywhere.
      var text = code(file).replaceAll("\\s+", " ");
      var named = WORD.matcher(places.group(2));
      while (named.find()) {
        assertThat(text).as("%s in %s", row.line(), file).contains(named.group(1));
        words.add(named.group(1));
      }
    }
    return words;
  }

  private static List<String> tests(Row row) throws Exception {
    var tests = new ArrayList<String>();
    var places = PLACE.matcher(row.where());
    while (places.find()) {
      if (places.group(1).endsWith("Test.java")) {
        tests.add(code(Checkout.ROOT.resolve("examples").resolve(places.group(1))));
      }
    }
    return tests;
  }

  /// What a file does: a comment makes nothing and types nothing. Of a page, all of it.
  private static String code(Path file) throws Exception {
    var name = file.toString();
    var text = Files.readString(file);
    return name.endsWith(".md")
        ? text
        : (name.endsWith(".java") ? COMMENT : REMARK).matcher(text).replaceAll("");
  }

  private static List<Row> rows(String page) {
    var rows = new ArrayList<Row>();
    var seed = "";
    for (var line : Checkout.sources("examples/%s.md".formatted(page)).getFirst().lines()) {
      var heading = SEED.matcher(line);
      if (heading.matches()) {
        seed = heading.group(1);
      }
      if (line.startsWith("| ") && !HEAD.matcher(line).matches()) {
        var cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
        assertThat(cells).as(line).hasSize(2);
        rows.add(new Row(seed, cells[0].replace("`", ""), cells[1]));
      }
    }
    return rows;
  }
}
