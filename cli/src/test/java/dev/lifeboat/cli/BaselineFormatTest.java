package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/// What a build reads of a plan that is held against a baseline.
class BaselineFormatTest {
  @TempDir private Path folder;
  private Path before;

  /// As it was: `dns` is lost with the region, and nobody owns the shop.
  @BeforeEach
  void baseline() throws Exception {
    var was = plan("beside: { dns: [east] }, budget: 1 USD");
    before = Files.writeString(folder.resolve("before.json"), assess(was, "--json").out());
  }

  /// SARIF 2.1.0, section 3.27.24.
  @Test
  void sarif_has_the_state_of_each_finding() throws Exception {
    var grown =
        plan(
            "beside: { dns: [east], secrets: [east] }, budget: 1 USD, followUps: "
                + "[ { what: alarm, owner: ada, until: 2026-01-01 } ]");

    var results =
        CheckFormatTest.sarif(assess(grown, "--format", "sarif", "--baseline", before))
            .at("/runs/0/results");

    var states = new TreeMap<String, String>();
    results.forEach(it ->
        states.put(it.path("ruleId").asString(), it.path("baselineState").asString("left out")));
    assertThat(states)
        .containsAllEntriesOf(Map.of("LB8016", "unchanged", "LB8017", "updated", "LB8020", "new"))
        .doesNotContainValue("left out");
    assertThat(assess(grown, "--format", "sarif").out()).doesNotContain("baselineState");
  }

  /// The build fails for the same reason as the command does.
  @Test
  void junit_fails_what_is_worse_alone() throws Exception {
    var same = plan("beside: { dns: [east] }, budget: 1 USD");
    var grown = plan("beside: { dns: [east], secrets: [east] }, budget: 1 USD");

    assertThat(counts(same)).isEqualTo("failures 2, skipped 0");
    assertThat(counts(same, "--baseline", before)).isEqualTo("failures 0, skipped 2");
    assertThat(counts(grown, "--baseline", before)).isEqualTo("failures 1, skipped 1");
    assertThat(assess(grown, "--format", "junit", "--baseline", before).out())
        .contains("<failure type=\"LB8017\"", "<skipped type=\"LB8016\"");
  }

  private String counts(Path plan, Object... more) throws Exception {
    var words = new Object[more.length + 2];
    words[0] = "--format";
    words[1] = "junit";
    System.arraycopy(more, 0, words, 2, more.length);
    var document = CheckFormatTest.xml(assess(plan, words));
    var suite = (Element) document.getElementsByTagName("testsuite").item(0);
    var told =
        "failures %s, skipped %s"
            .formatted(suite.getAttribute("failures"), suite.getAttribute("skipped"));
    assertThat(told)
        .isEqualTo(
            "failures %d, skipped %d"
                .formatted(
                    document.getElementsByTagName("failure").getLength(),
                    document.getElementsByTagName("skipped").getLength()));
    return told;
  }

  private Path plan(String assess) throws Exception {
    var text = Files.readString(Invocation.STOREFRONT);
    return Files.writeString(
        Files.createTempFile(folder, "plan", ".yaml"),
        text.replace("workloads:", "assess: { %s }\nworkloads:".formatted(assess)));
  }

  private static Invocation assess(Path plan, Object... more) {
    var words =
        new ArrayList<Object>(
            List.of("assess", plan, "--at", "2026-11-26T12:00:00Z", "--history", "none"));
    words.addAll(List.of(more));
    return Invocation.of(words.toArray());
  }
}
