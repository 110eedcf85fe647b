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

  private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w+)");

  @Test
  void every_link_in_a_document_leads_to_a_file() {
    assertThat(Checkout.findings(Checkout.sources(".md"), DocumentsTest::deadLinks))
        .as("mend the link, or write the page")
        .isEmpty();
  }

  @Test
  void every_type_that_the_architecture_names_exists() {
    var types = Checkout.javaSources().stream().map(Source::type).toList();
    var named =
        TYPE.matcher(Checkout.sources("ARCHITECTURE.md").getFirst().text())
            .results()
            .map(name -> name.group(1))
            .toList();

    assertThat(named).as("name the one that took its place").isNotEmpty().isSubsetOf(types);
  }

  @Test
  void what_a_newcomer_reads_stays_short() {
    var docs = Checkout.sources(".md").stream().filter(it -> it.path().startsWith("docs/"));
    var words = docs.mapToLong(it -> it.text().strip().split("\\s+").length).sum();
    var architecture = Checkout.sources("ARCHITECTURE.md").getFirst().text();

    assertThat(words).as("words of all pages").isBetween(10_000L, 50_000L);
    assertThat(architecture.lines().count()).as("lines of ARCHITECTURE.md").isLessThan(151);
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
