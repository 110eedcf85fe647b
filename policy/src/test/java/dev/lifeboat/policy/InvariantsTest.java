package dev.lifeboat.policy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
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
///
/// The sentence of an invariant, and where it is enforced, stand on the page and not at a test: an
/// invariant has up to a dozen tests in several modules, and one that stood at one of them would
/// vanish together with it, and nothing would be red. As it is, whoever removes the last test of an
/// invariant is told. All that a source can tell is held against the sources.
class InvariantsTest {
  private static final Path PAGE = Checkout.ROOT.resolve("docs/invariants.md");

  /// Number, invariant, where it is enforced, tests.
  private static final Pattern ROW =
      Pattern.compile("^\\| (\\d+) \\| (.*?) \\| (.*?) \\| (.*?) ?\\|$", Pattern.MULTILINE);

  /// A tag, and the first method or type behind it.
  private static final Pattern TAG =
      Pattern.compile(
          "Tag\\(\"invariant-(\\d+)\"\\)(?=[\\s\\S]*?(?:\\bvoid (\\w+)\\(|\\b(?:class|interface) \\w))");

  /// A type, and one of its members.
  private static final Pattern PLACE = Pattern.compile("`([A-Z]\\w+)(?:\\.(\\w+))?");

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
    var sources =
        Checkout.javaSources().stream().collect(toMap(Source::type, Source::text, (one, _) -> one));

    assertThat(rows(Files.readString(PAGE)))
        .allSatisfy(row ->
            assertThat(PLACE.matcher(row.enforced()).results())
                .as("where %d is enforced", row.number())
                .isNotEmpty()
                .allSatisfy(place -> {
                  assertThat(sources).containsKey(place.group(1));
                  if (place.group(2) != null) {
                    assertThat(sources.get(place.group(1))).contains(" " + place.group(2) + "(");
                  }
                }));
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
