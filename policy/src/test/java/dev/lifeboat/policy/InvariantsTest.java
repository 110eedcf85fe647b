package dev.lifeboat.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.policy.Checkout.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The page of invariants and the tags of tests say the same.
class InvariantsTest {
  private static final Path PAGE = Checkout.ROOT.resolve("docs/invariants.md");

  /// Number, invariant, where it is enforced, tests.
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\d+) \\| (.*?) \\| (.*?) \\| (.*?) ?\\|$", Pattern.MULTILINE);

  /// A tag, and the first method or type behind it.
  private static final Pattern TAG =
      Pattern.compile(
          "Tag\\(\"invariant-(\\d+)\"\\)(?=[\\s\\S]*?(?:\\bvoid (\\w+)\\(|\\b(?:class|interface) \\w))");

  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)");

  private record Row(int number, String invariant, String enforced, String shown) {

    String with(SortedSet<String> tests) {
      var names = tests.stream().map("`%s`"::formatted).collect(joining(", "));
      return "| %d | %s | %s | %s |".formatted(number, invariant, enforced, names);
    }

    @Override
    public String toString() {
      return "| %d | %s | %s | %s |".formatted(number, invariant, enforced, shown);
    }
  }

  @Test
  void the_page_names_the_tests_that_say_they_keep_an_invariant() throws IOException {
    var page = Files.readString(PAGE);
    var tests = tests();
    var made = page;
    for (var row : rows(page)) {
      var its = tests.getOrDefault(row.number(), new TreeSet<>());
      made = made.replace(row.toString(), row.with(its));
    }
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target", "invariants.md"), made);

    assertThat(page).as("copy policy/target/invariants.md to docs").isEqualTo(made);
  }

  @Test
  void each_invariant_is_shown_by_a_test_and_each_tag_is_one_of_an_invariant() throws IOException {
    var numbers = rows(Files.readString(PAGE)).stream().map(Row::number).toList();

    assertThat(numbers)
        .as("one row for each number")
        .isEqualTo(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
    assertThat(tests().keySet()).containsExactlyInAnyOrderElementsOf(numbers);
  }

  @Test
  void what_enforces_an_invariant_is_there() throws IOException {
    var types = Checkout.javaSources().stream().map(Source::type).toList();

    assertThat(rows(Files.readString(PAGE)))
        .flatMap(row -> TYPE.matcher(row.enforced()).results().map(it -> it.group(1)).toList())
        .isNotEmpty()
        .isSubsetOf(types);
  }

  private static List<Row> rows(String page) {
    return ROW.matcher(page)
        .results()
        .map(row ->
            new Row(Integer.parseInt(row.group(1)), row.group(2), row.group(3), row.group(4)))
        .toList();
  }

  /// The tests of each number, as `Type.method` or `Type`.
  private static Map<Integer, SortedSet<String>> tests() {
    return Checkout.javaSources().stream()
        .filter(Source::isTest)
        .flatMap(InvariantsTest::tagged)
        .collect(
            groupingBy(
                Map.Entry::getKey, mapping(Map.Entry::getValue, toCollection(TreeSet::new))));
  }

  private static Stream<Map.Entry<Integer, String>> tagged(Source source) {
    var type = source.type();
    return TAG.matcher(source.text())
        .results()
        .map(tag ->
            Map.entry(
                Integer.valueOf(tag.group(1)),
                tag.group(2) == null ? type : type + "." + tag.group(2)));
  }
}
