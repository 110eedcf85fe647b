package dev.lifeboat.policy;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.FormatterException;
import dev.lifeboat.policy.Checkout.Source;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How sources look, read as text.
class SourcesTest {

  private static final int PRODUCT_LINES = 350;
  private static final int TEST_LINES = 500;
  private static final int MEDIAN_LINES = 60;
  private static final int MOST_LINES = 170;
  private static final int METHOD_LINES = 60;

  /// What hides a test, or makes it pass without having looked. Spelt so as not to find itself.
  private static final Pattern HIDDEN_TEST =
      Pattern.compile(
          "@" + "(Disa|Ena)bled|\\bAssum" + "ptions\\b|assum" + "eTrue|@" + "Ignore\\b");

  private static final Pattern SLEEP =
      Pattern.compile("\\b(Thread|TimeUnit\\.\\w+)\\.sl" + "eep\\(");

  private static final Pattern PROVIDER =
      Pattern.compile(
          "\"[^\"]*\\b(labs?|aws|amazon|rds|dynamodb|ecs)\\b[^\"]*\"", CASE_INSENSITIVE);

  /// A question put to a failure's words, or with them, within one statement.
  private static final Pattern READ_MESSAGE =
      Pattern.compile(
          "(getMessage|happened)\\(\\)[^;{}]*\\.(contains|startsWith|endsWith|equals|matches)\\("
              + "|\\.(contains|startsWith|endsWith|equals|matches)\\([^;{}()]*\\.(getMessage|happened)\\(\\)");

  /// Where what others throw becomes a fact of ours: the SDK, S3, the command line's parser, and
  /// the JDK's sockets have one type for several causes.
  private static final Set<String> TRANSLATORS =
      Set.of("AwsFailure", "BucketGate", "SqlFailure", "UsageMistake");

  /// A number beside several things, in a text of its own: of one thing it would be wrong. Neither
  /// a part of all (`1 of 3 runs`) nor a sum.
  private static final Pattern SEVERAL =
      Pattern.compile(
          "\"[^\"]*(?<!\\b(of|all|its|most) )%,?d (changes|dips|entries|fences|folders|goals"
              + "|instances|keys|looks|mistakes|objects|operations|processes|regions|requests|rows"
              + "|runs|sessions|snapshots|steps|stores|things|times|versions|workloads|worlds"
              + "|writes)\\b|== 1 \\? \"\" : \"s\"");

  /// Where the number is a constant, or known to be above one.
  private static final Set<String> NEVER_ONE =
      Set.of(
          "AcceleratorRoute",
          "BucketVersions",
          "CanarySession",
          "CloneComparison",
          "DrillRules",
          "Performance",
          "Regression",
          "TableSurvey",
          "TimeText",
          "VaultKeySlots",
          "Unit");

  /// What the language of plans itself calls so, whoever has the regions.
  private static final Set<String> LANGUAGE =
      Set.of("Region", "LabBinder", "Rehearsal", "DrillContext");

  /// Half a minute of a processor that other builds may share.
  @Test
  @Timeout(600)
  void every_source_is_formatted() {
    assertThat(Checkout.findings(Checkout.javaSources(), SourcesTest::unformatted))
        .as("`./mvnw -q -Pformat` rewrites them")
        .isEmpty();
  }

  @Test
  void no_doc_comment_was_broken_by_the_formatter() {
    assertThat(Checkout.findings(Checkout.javaSources(), SourcesTest::brokenDocs))
        .as("a doc comment goes on with ///; wrap it by hand at 100 columns")
        .isEmpty();
  }

  @Test
  void no_file_of_the_product_is_longer_than_350_lines_and_no_test_than_500() {
    assertThat(Checkout.javaSources())
        .as("split it by responsibility")
        .allSatisfy(source ->
            assertThat(source.lines())
                .hasSizeLessThanOrEqualTo(source.isProduct() ? PRODUCT_LINES : TEST_LINES));
  }

  @Test
  void half_of_the_product_files_have_60_lines_at_most_and_nine_of_ten_170() {
    var lengths =
        Checkout.javaSources().stream()
            .filter(Source::isProduct)
            .map(source -> source.lines().size())
            .sorted()
            .toList();

    assertThat(lengths.get(lengths.size() / 2)).as("the median").isLessThanOrEqualTo(MEDIAN_LINES);
    assertThat(lengths.get(lengths.size() * 9 / 10)).as("p90").isLessThanOrEqualTo(MOST_LINES);
  }

  @Test
  void no_method_is_longer_than_60_lines() {
    assertThat(Methods.longerThan(METHOD_LINES, Checkout.javaSources()))
        .as("name its parts: each becomes a method")
        .isEmpty();
  }

  @Test
  void every_package_is_null_marked_and_introduces_itself() {
    var introduced =
        Checkout.sources("package-info.java").stream()
            .filter(source -> source.text().contains("@NullMarked"))
            .filter(source -> source.text().startsWith("///"))
            .map(Source::folder)
            .collect(Collectors.toSet());

    assertThat(Checkout.javaSources())
        .as("each package has a package-info.java that says what it owns, and is @NullMarked")
        .filteredOn(Source::isProduct)
        .extracting(Source::folder)
        .isSubsetOf(introduced);
  }

  @Test
  void the_sample_services_know_no_lifeboat() {
    assertThat(Checkout.javaSources())
        .as("a user's service has no reason to depend on Lifeboat; nor has a sample")
        .filteredOn(source -> source.path().startsWith("examples/"))
        .noneMatch(source -> source.text().contains("import dev.lifeboat"));
  }

  @Test
  void what_decides_names_no_provider() {
    var deciders =
        Checkout.javaSources().stream()
            .filter(source ->
                source.path().matches("(plan|engine|proof|simulate|assess|control)/src/main/.*"))
            .filter(source -> !LANGUAGE.contains(source.type()))
            .toList();

    assertThat(Checkout.findings(deciders, source -> source.matches(PROVIDER)))
        .as("ask the provider's kind, keys or traits for its word")
        .isEmpty();
  }

  @Test
  void a_failures_kind_is_a_type_and_never_a_word_in_its_message() {
    var product =
        Checkout.javaSources().stream()
            .filter(Source::isProduct)
            .filter(source -> !TRANSLATORS.contains(source.type()))
            .toList();

    assertThat(product)
        .filteredOn(source -> READ_MESSAGE.matcher(source.text()).find())
        .extracting(Source::path)
        .as("throw a type or a code that tells it, and ask for that")
        .isEmpty();
  }

  @Test
  void what_is_counted_is_told_by_count_alone() {
    var product =
        Checkout.javaSources().stream()
            .filter(Source::isProduct)
            .filter(source -> !source.path().startsWith("bench/"))
            .filter(source -> !NEVER_ONE.contains(source.type()))
            .toList();

    assertThat(Checkout.findings(product, source -> source.matches(SEVERAL)))
        .as("use Count.of: it knows '1 row' and '2 rows'")
        .isEmpty();
  }

  @Test
  void no_test_is_skipped() {
    assertThat(Checkout.findings(tests(), source -> source.matches(HIDDEN_TEST)))
        .as("no skipped test is green: repair it, or remove it and say so")
        .isEmpty();
  }

  @Test
  void no_test_sleeps() {
    assertThat(Checkout.findings(tests(), source -> source.matches(SLEEP)))
        .as("move the clock, or await the condition with a deadline")
        .isEmpty();
  }

  private static List<Source> tests() {
    return Checkout.javaSources().stream().filter(Source::isTest).toList();
  }

  private static List<String> unformatted(Source source) {
    try {
      return Formatting.formatted(source.text()).equals(source.text())
          ? List.of()
          : List.of(source.path());
    } catch (FormatterException failure) {
      return List.of(source.path() + " cannot be parsed: " + failure.getMessage());
    }
  }

  private static List<String> brokenDocs(Source source) {
    var lines = source.lines().stream().map(String::strip).toList();
    return IntStream.range(1, lines.size())
        .filter(i -> lines.get(i - 1).startsWith("///"))
        .filter(i -> lines.get(i).startsWith("//") && !lines.get(i).startsWith("///"))
        .mapToObj(i -> source.path() + ":" + (i + 1))
        .toList();
  }
}
