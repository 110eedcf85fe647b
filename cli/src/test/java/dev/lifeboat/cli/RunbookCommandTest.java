package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunbookCommandTest {

  private static final Path GOLDEN = Path.of("src/test/resources/dev/lifeboat/cli/runbook");
  private static final Path PEOPLE = GOLDEN.resolve("people.yaml");

  /// What every command says that is at work for longer than a moment, as on a busy machine.
  private static final Pattern STILL_AT_WORK =
      Pattern.compile(" +[0-9.]+ s +waiting +still +runbook is still at work");

  @TempDir private Path state;

  @Test
  void the_same_runbook_bears_the_same_hash_in_every_form() {
    var text = run("--format", "text").out().strip();
    var hash = text.substring(text.lastIndexOf("sha256:"));

    assertThat(hash).matches("sha256:[0-9a-f]{64}");
    assertThat(run("--format", "md").out()).contains(hash);
    assertThat(run("--format", "mermaid").out()).contains(hash);
  }

  @Test
  void json_asks_for_the_json_form() {
    assertThat(run("--json").out()).isEqualTo(run("--format", "json").out());
  }

  @Test
  void a_failback_begins_in_the_recovery_region_while_no_lab_is_up() {
    assertThat(run("--mode", "failback").out()).startsWith("failback of storefront/shop from west");
  }

  @Test
  void a_failover_begins_in_the_primary_region_while_no_lab_is_up() {
    assertThat(run().out()).startsWith("failover of storefront/shop from east to west");
  }

  @Test
  void what_must_move_before_it_stands_above_its_first_step() {
    var lines = people("--workload shop").out().lines().toList();

    assertThat(lines.get(1)).contains("first, since it depends on them: accounts to west");
    assertThat(people("--workload shop --mode reprotect").out()).doesNotContain("depends on");
  }

  /// Issue 24, part 9: six steps for people, with what they type and paste.
  @ParameterizedTest
  @CsvSource({
    "--format md, failover", "--format md --mode failback, failback",
    "--format md --mode reprotect, reprotect", "--part contacts, contacts",
    "--part decision, decision"
  })
  void a_document_for_people_is_as_it_was_released(String words, String golden) throws Exception {
    var told = people(words + (golden.equals("contacts") ? "" : " --workload shop"));

    assertThat(told.out()).isEqualTo(Files.readString(GOLDEN.resolve(golden + ".md")));
  }

  @Test
  void the_page_for_people_says_what_markdown_says_and_asks_nobody() throws Exception {
    var page = people("--format html --workload shop");
    var text = CheckFormatTest.xml(page).getDocumentElement().getTextContent();

    assertThat(text)
        .contains("1. Declare", "bob", "head of operations", "fence-orders", "6. Tell the clients")
        .contains("lifeboat failover " + PEOPLE + " --workload shop --confirm corner --as NAME");
    assertThat(page.out()).doesNotContain("http://", "https://", "<script");
  }

  @Test
  void the_decision_is_a_chart_too() {
    assertThat(people("--part decision --format mermaid --workload shop").out())
        .startsWith("flowchart TD\n  q1{")
        .contains("within 10 min?");
  }

  /// Goal: what is typed from the document is what was shown in it.
  @Test
  void the_document_begins_the_runbook_whose_hash_it_bears() {
    var text = run().out().strip();
    assertThat(run("--format", "md").out())
        .contains("--runbook " + text.substring(text.lastIndexOf("sha256:")));
  }

  private static Invocation people(String words) {
    var told =
        Invocation.of(
            Stream.concat(Stream.of("runbook", PEOPLE), Stream.of(words.split(" "))).toArray());
    assertThat(told.exitCode()).as(told.err()).isZero();
    return told;
  }

  /// Issue 24, part 1: what no run waits for is looked at by people, reports have their time, and
  /// what is owed its creditor.
  @Test
  void third_parties_soft_dependencies_reports_and_penalties_stand_in_the_document()
      throws Exception {
    var plan = Files.createDirectories(state).resolve("bound.yaml");
    Files.writeString(
        plan,
        Files.readString(PEOPLE)
            .replace(
                "    dependsOn: [accounts]\n",
                """
                    dependsSoftlyOn: { accounts: 20% }
                    thirdParties: { bank: 4h }
                    impact:
                      revenuePerHour: 9 USD
                      regulation: { dora: { to: the authority, within: 4h } }
                      penalties: [ { after: 1h, amount: 50000 USD, to: globex } ]
                """));

    var told =
        Invocation.of("runbook", plan, "--state", state, "--format", "md", "--workload", "shop");

    assertThat(told.out())
        .contains("Report to the authority within 4 h of the declaration (dora).")
        .contains("After 1 h of outage 50,000.00 USD are owed to globex.")
        .contains("third party 'bank'", "answers; it promises to be out for 4 h at most")
        .contains("'accounts', without which it is worth less", "may be out: do not wait");
  }

  private Invocation run(String... more) {
    var words = new java.util.ArrayList<Object>();
    words.add("runbook");
    words.add(Invocation.STOREFRONT);
    words.add("--state");
    words.add(state);
    words.addAll(java.util.List.of(more));
    var told = Invocation.of(words.toArray());
    assertThat(told.exitCode()).isZero();
    assertThat(told.err().lines()).allMatch(it -> STILL_AT_WORK.matcher(it).matches());
    return told;
  }
}
