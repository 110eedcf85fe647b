package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.policy.Checkout.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the guide names must be there.
class DocumentsTest {

  /// `[text](target)`, or `[text]: target` on a line of its own.
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|^\\[[^\\]]+\\]: (\\S+)$", Pattern.MULTILINE);

  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*|#.*");

  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

  @Test
  void every_link_in_a_document_leads_to_a_file() {
    assertThat(Checkout.findings(Checkout.sources(".md"), DocumentsTest::deadLinks))
        .as("mend the link, or write the page")
        .isEmpty();
  }

  @Test
  void every_test_that_the_architecture_names_exists() {
    var tests = Checkout.javaSources().stream().filter(Source::isTest).toList();
    var named = TEST.matcher(architecture().text()).results().toList();

    assertThat(named).as("else this test looks at nothing").isNotEmpty();
    assertThat(named)
        .as("ARCHITECTURE.md names a test that is gone: name the one that took its place")
        .filteredOn(name -> !isThere(tests, name.group(1), name.group(2)))
        .extracting(name -> name.group())
        .isEmpty();
  }

  private static Source architecture() {
    return Checkout.sources("ARCHITECTURE.md").getFirst();
  }

  private static boolean isThere(List<Source> tests, String type, String method) {
    return tests.stream()
        .filter(source -> source.path().endsWith("/" + type + ".java"))
        .anyMatch(source -> source.text().contains("void " + method + "("));
  }

  private static List<String> deadLinks(Source source) {
    return LINK.matcher(source.text())
        .results()
        .flatMap(link -> Stream.of(1, 2).map(link::group))
        .filter(target -> target != null && !ELSEWHERE.matcher(target).matches())
        .filter(target -> !Files.exists(file(source, target)))
        .map(target -> source.path() + " -> " + target)
        .toList();
  }

  private static Path file(Source source, String target) {
    var path = target.replaceFirst("#.*", "");
    return Checkout.ROOT.resolve(source.folder()).resolve(path).normalize();
  }
}
