package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each line of what the seeds draw is a resource that is there, or a sentence why it is not.
class SeedArchitectureTest {
  private static final String PAGE = "examples/architecture.md";

  private static final Path LINES = Path.of("src", "test", "resources", "seed-architecture.txt");

  /// A file, and the words in it up to the next file.
  private static final Pattern PLACE = Pattern.compile("\\[[^\\]]+\\]\\(([^)]+)\\)([^\\[]*)");

  private static final Pattern WORD = Pattern.compile("`([^`]+)`");
  private static final Pattern REASON = Pattern.compile("Not: [^|]{10,}\\.");
  private static final Pattern SEED = Pattern.compile("## (\\d{3}): .+");

  private record Row(String seed, String drawn, String where) {}

  @Test
  void every_line_is_a_resource_or_the_reason_why_not() throws Exception {
    for (var row : rows()) {
      if (!REASON.matcher(row.where()).matches()) {
        assertThat(words(row)).as("%s", row).isNotEmpty();
      }
    }
  }

  /// The lines were copied out of the seeds, which lie elsewhere.
  @Test
  void no_line_of_a_seed_is_left_out() throws Exception {
    assertThat(
            rows().stream()
                .flatMap(
                    row -> Stream.of(row.drawn().split("; ")).map(it -> row.seed() + " " + it)))
        .containsExactlyInAnyOrderElementsOf(Files.readAllLines(LINES));
  }

  /// The words that a row names, each of which must stand in the file before it.
  private static List<String> words(Row row) throws Exception {
    var words = new ArrayList<String>();
    var places = PLACE.matcher(row.where());
    while (places.find()) {
      var file = Checkout.ROOT.resolve("examples").resolve(places.group(1)).normalize();
      assertThat(file).as("%s", row).isRegularFile();
      // A page may break its lines anywhere.
      var text = Files.readString(file).replaceAll("\\s+", " ");
      var named = WORD.matcher(places.group(2));
      while (named.find()) {
        assertThat(text).as("%s in %s", row.drawn(), file).contains(named.group(1));
        words.add(named.group(1));
      }
    }
    return words;
  }

  private static List<Row> rows() {
    var rows = new ArrayList<Row>();
    var seed = "";
    for (var line : Checkout.sources(PAGE).getFirst().lines()) {
      var heading = SEED.matcher(line);
      if (heading.matches()) {
        seed = heading.group(1);
      }
      if (line.startsWith("| ") && !line.startsWith("| drawn |") && !line.startsWith("| --- |")) {
        var cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
        assertThat(cells).as(line).hasSize(2);
        rows.add(new Row(seed, cells[0], cells[1]));
      }
    }
    return rows;
  }
}
