package dev.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.plan.Canary;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class ReportTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @TempDir private Path runs;

  @Test
  void the_verdict_comes_first_with_from_to_when_zone_and_who() throws Exception {
    var page = page(SampleRun.in(runs).whole());

    assertThat(page.text("h1"))
        .isEqualTo(
            "PASSED Drill region-loss: shop of plan storefront failed over from east to west"
                + " and brought home again.");
    assertThat(page.text("header"))
        .contains("2026-11-20 16:04:11.000 +01:00 (Europe/Berlin)")
        .contains("started byada")
        .contains("reasondrill: region-loss")
        .contains("plan.yaml here is the one that ran");
  }

  @Test
  @Tag("invariant-16")
  void figures_equal_result_json() throws Exception {
    var run = SampleRun.in(runs).whole();
    var page = page(run);
    var result = run.passed();

    assertThat(page.values("data"))
        .containsExactly(
            String.valueOf(result.measured().rto().seconds()),
            String.valueOf(result.measured().rpo().seconds()));
    assertThat(page.texts("data")).containsExactly("0.61 s", "0.041 s");
    assertThat(page.sectionOf("RTO")).contains("met").contains("objective 15 min");
    assertThat(page.sectionOf("RTO"))
        .contains("detect0.18 s")
        .contains("decide0.010 s")
        .contains("recover0.42 s")
        .contains("full capacity after2.08 s");
    assertThat(page.sectionOf("Writes"))
        .contains("acknowledged2 077")
        .contains("surviving2 075")
        .contains("lost2acknowledged, and")
        .contains("· by database2")
        .contains("unknown4")
        .contains("refused119");
  }

  @Test
  void a_way_home_of_basis_database_says_who_promised() throws Exception {
    var run = SampleRun.in(runs).plan().journal(SampleRun.runbook(Mode.FAILBACK), 99);
    run.basis = Canary.Basis.DATABASE;

    assertThat(page(run.canary().held()).sectionOf("Writes"))
        .contains("the database promised", "the database said")
        .doesNotContain("the service");
  }

  @Test
  void each_lost_write_is_listed_with_its_acknowledgement() throws Exception {
    var page = page(SampleRun.in(runs).whole());

    assertThat(page.sectionOf("Writes"))
        .contains("age at the fault in effect")
        .contains("1193" + "16:04:10.964000" + "0.041 s" + "database")
        .contains("1197" + "16:04:10.984000" + "0.021 s" + "database");
  }

  @Test
  void a_write_lost_after_the_fault_was_in_effect_says_so_in_words() throws Exception {
    var run = SampleRun.in(runs).whole();
    var result = Files.readString(run.files.result());
    run.result(result.replace("[1193,1197]", "[1193,1400]"));

    assertThat(page(run).sectionOf("Writes"))
        .contains("1400" + "16:04:11.999000" + "acknowledged 0.99 s after it")
        .doesNotContain("-0.");
  }

  /// Goal: nobody has to believe a figure. Method: reads the clocks that the page shows, and
  /// nothing else.
  @Test
  void rto_and_rpo_can_be_computed_from_the_page() throws Exception {
    var page = page(SampleRun.in(runs).whole());
    var rto = page.sectionOf("RTO");
    var rpo = page.sectionOf("RPO");

    assertThat(between(clock(rto, "from fault"), clock(rto, "to first write again")))
        .isEqualTo(0.614);
    assertThat(between(clock(rpo, "from oldest lost write"), clock(rpo, "to fault in effect")))
        .isEqualTo(0.041);
    assertThat(page.values("data")).containsExactly("0.614", "0.041");
    assertThat(page.sectionOf("Time"))
        .contains("fault0 s16:04:11.000000RTO counts from here")
        .contains(
            "in effect+0.005 s16:04:11.005000the fault was complete; RPO counts back from here")
        .contains("first write again+0.61 s16:04:11.614000RTO counts to here");
  }

  @Test
  void the_time_and_the_loss_of_the_way_home_can_be_computed_from_the_page() throws Exception {
    var run = SampleRun.in(runs).whole();
    assertThat(page(run).sectionOf("Way home"))
        .contains("acknowledged writes lost on the way: 0.", "acknowledged61", "surviving61")
        .doesNotContain("by number");

    ObjectNode json = JsonMapper.shared().valueToTree(run.passed());
    json.set("failback", JsonMapper.shared().valueToTree(SampleRun.failback(List.of(7L, 9L))));
    var home = page(run.result(json.toString())).sectionOf("Way home");

    assertThat(between(clock(home, "took 6.10 s, from "), clock(home, "was healed, to ")))
        .isEqualTo(6.1);
    var pause =
        home.substring(home.indexOf("Longest pause between two acknowledged writes: 0.92 s"));
    assertThat(between(clock(pause, ", from "), clock(pause, " to "))).isEqualTo(0.92);
    assertThat(home)
        .contains(
            "lost on the way: 2.", "acknowledged61", "surviving59row and object are in the home")
        .contains("lost2", "· by database2", "The lost ones, by number: 7, 9.");
  }

  @Test
  void medians_of_speed_can_be_computed_from_the_page() throws Exception {
    var run = SampleRun.in(runs).whole();
    run.result(SampleCriteria.judged(run.passed()));

    assertThat(page(run).sectionOf("Criteria"))
        .contains("before the fault1 199 acknowledged writes, in ms, shortest first")
        .contains("the median is number 600.4.0 4.0 ");
  }

  @Test
  void times_that_were_not_judged_are_not_shown() throws Exception {
    var run = SampleRun.in(runs).whole();
    run.result(SampleCriteria.judged(run.passed()));
    run.answerMillis = 5;
    run.canary();

    assertThat(page(run).sectionOf("Criteria")).doesNotContain("shortest first");
  }

  private static LocalTime clock(String text, String name) {
    int at = text.indexOf(name) + name.length();
    return LocalTime.parse(text.substring(at, at + "16:04:11.614000".length()));
  }

  private static double between(LocalTime from, LocalTime until) {
    return Duration.between(from, until).toMillis() / 1e3;
  }

  @Test
  void what_both_regions_hold_is_listed_with_what_differs_first() throws Exception {
    var page = page(SampleRun.in(runs).whole());

    assertThat(page.sectionOf("Data of both regions"))
        .contains("before the return" + "all" + "missed" + "images: 2 objects, as told" + "images")
        .contains(
            "afterwards" + "all" + "met" + "the same 3 rows in 1 table and 2 objects in 1 bucket")
        .contains("orders public.orders" + "met" + "the same 3 rows");
  }

  @Test
  void clients_and_steps_share_one_picture_with_the_moments_between() throws Exception {
    var page = page(SampleRun.in(runs).whole());

    var picture = page.picture();
    assertThat(picture)
        .contains("fault 0 s")
        .contains("in effect +0.005 s")
        .contains("detected +0.18 s")
        .contains("run opened +0.19 s")
        .contains("point of no return")
        .contains("first write again +0.61 s")
        .contains("orders promoted in west")
        .contains("200/s");
    assertThat(page.sectionOf("Steps"))
        .contains("orders promoted in west")
        .contains("All 10 steps met.");
  }

  /// A terminal is no channel to the owner.
  @Test
  void a_message_that_reached_nobody_is_not_counted_as_met() throws Exception {
    var run = SampleRun.in(runs);
    run.receipt = "not told: no channel to payments; shown on the terminal of ada";
    run.whole();

    assertThat(page(run).sectionOf("Steps")).contains("9 of 10 steps met.", run.receipt);
    assertThat(ReportFile.html(run.files, BERLIN))
        .contains("<span class=\"badge unknown\">not told</span>");
  }

  @Test
  void proofs_stand_verbatim_and_the_way_home_below() throws Exception {
    var page = page(SampleRun.in(runs).whole());

    assertThat(page.texts("pre"))
        .contains(
            "the host's process table shows no process of orders;"
                + " a write as a client was refused");
    assertThat(page.sectionOf("Steps")).contains("orders fenced in east", "told under Fence");
    assertThat(page.text("main").split("no process of orders", -1)).as("told once").hasSize(2);
    assertThat(page.sectionOf("Fence"))
        .contains("just before promote-orders in west was asked for under epoch 5: it held");
    assertThat(page.sectionOf("Way home"))
        .contains("passed")
        .contains("6.10 s")
        .contains("lost on");
    assertThat(page.sectionOf("Left behind")).contains("Nothing");
  }

  @Test
  void evidence_names_every_file_and_the_last_hash() throws Exception {
    var run = SampleRun.in(runs).whole();
    var page = page(run);

    assertThat(page.sectionOf("Evidence"))
        .contains("canary.jsonl", "journal.jsonl", "plan.yaml", "result.json")
        .doesNotContain("report.html")
        .contains(JournalReader.read(run.files.journal()).lastHash())
        .contains(SampleRun.read().sha256());
  }

  @Test
  void nothing_that_others_say_becomes_markup() throws Exception {
    var run = SampleRun.in(runs);
    var planted = "<script>alert('1')</script>\u0000\"&amp;";
    run.reason = planted;
    run.by = planted;
    run.proof = planted + " %s";
    run.whole();
    run.result(
        run.result(
            DrillResult.Outcome.FAILED,
            planted,
            run.passed().measured().rto(),
            List.of(planted, planted)));
    Files.writeString(run.files.plan(), "plan: \"<script>x</script>\"\n");
    var html = ReportFile.html(run.files, BERLIN);

    assertThat(html).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;1&#39;)");
    assertThat(PageTree.of(html).tags()).doesNotContain("script");
    assertThat(PageTree.of(html).text("h1")).startsWith("FAILED");
  }

  /// XML does not mind `<i/>`; a browser would put the rest of the page into it.
  @Test
  void only_what_html_knows_as_empty_is_written_so() throws Exception {
    var html = ReportFile.html(SampleRun.in(runs).whole().files, BERLIN);

    assertThat(html.replaceAll("<(meta|path|rect) [^>]*/>", "")).doesNotContain("/>");
  }

  @Test
  void nothing_outside_the_page_is_named() throws Exception {
    var html = ReportFile.html(SampleRun.in(runs).whole().files, BERLIN);

    assertThat(html).doesNotContain("http://").doesNotContain("https://").doesNotContain("//");
    assertThat(html)
        .doesNotContain("url(")
        .doesNotContain("@import")
        .doesNotContain(" src=")
        .doesNotContain(" href=")
        .contains("default-src &#39;none&#39;");
  }

  @Test
  void the_same_folder_gives_the_same_page_again() throws Exception {
    var run = SampleRun.in(runs).whole();

    ReportFile.write(run.files, BERLIN);
    var first = Files.readString(run.files.report());
    ReportFile.write(run.files, BERLIN);

    assertThat(Files.readString(run.files.report())).isEqualTo(first);
    assertThat(first).isEqualTo(ReportFile.html(run.files, BERLIN));
  }

  @Test
  void a_switchover_has_a_page_without_canary_and_result() throws Exception {
    var run = SampleRun.in(runs).plan();
    run.reason = "maintenance of east";
    run.journal(SampleRun.runbook(Mode.SWITCHOVER), Integer.MAX_VALUE);
    var page = page(run);

    assertThat(page.text("h1"))
        .isEqualTo("DONE Switchover of shop, plan storefront, from east to west.");
    assertThat(page.text("header")).contains("maintenance of east");
    assertThat(page.sectionOf("RTO"))
        .contains("not measured")
        .contains("unknown")
        .contains("objective 15 min")
        .contains("only drills have a client outside that measures")
        .contains("its steps took4.62 s");
    assertThat(page.sectionOf("Writes")).contains("no canary watched this run");
    assertThat(page.sectionOf("Fence")).contains("orders fenced in east");
  }

  @Test
  void a_run_that_has_not_ended_says_so_and_how_to_go_on() throws Exception {
    var run = SampleRun.in(runs).plan().journal(SampleRun.runbook(Mode.FAILOVER), 4);

    var page = page(run);

    assertThat(page.text("h1")).startsWith("NOT ENDED Failover of shop");
    assertThat(page.text("header"))
        .contains("lifeboat resume 20261120-150411-7q2k")
        .contains("not yet; this page shows it as of");
    assertThat(page.sectionOf("Steps")).contains("4 of 10 steps met.").contains("waiting");
  }

  @Test
  void a_damaged_journal_is_told_and_hides_nothing_else() throws Exception {
    var run = SampleRun.in(runs).whole();
    var journal = Files.readString(run.files.journal());
    Files.writeString(run.files.journal(), journal.replaceFirst("region-loss", "region-lost"));
    var page = page(run);

    assertThat(page.text("h1")).startsWith("UNKNOWN");
    assertThat(page.text("header"))
        .contains("result.json says passed, and the journal that would prove it is damaged: ")
        .contains("does not continue the line before it");
    assertThat(page.sectionOf("Journal")).contains("does not continue the line before it");
    assertThat(page.sectionOf("Steps")).contains("Not known");
    assertThat(page.texts("data")).containsExactly("0.61 s", "0.041 s");
  }

  @Test
  void unreadable_parts_are_told_one_by_one() throws Exception {
    var run = SampleRun.in(runs).whole();
    Files.writeString(run.files.result(), "{\"schema\":\"lifeboat.drill/v1\"}");
    Files.writeString(run.files.canary(), "no log\n");
    Files.delete(run.files.plan());
    var page = page(run);

    assertThat(page.text("h1")).startsWith("NO RESULT Drill region-loss of shop");
    assertThat(page.sectionOf("RTO")).contains("result.json cannot be read");
    assertThat(page.sectionOf("RTO")).contains("objective not known");
    assertThat(page.sectionOf("Writes")).contains("canary.jsonl cannot be read");
    assertThat(page.text("header")).contains("there is no such file");
  }

  @Test
  void a_failover_that_is_done_is_no_drill_that_passed() throws Exception {
    var run = SampleRun.in(runs).whole();
    Files.delete(run.files.result());
    var page = page(run);

    assertThat(page.text("h1")).startsWith("NO RESULT Drill region-loss of shop");
    assertThat(page.text("header"))
        .contains("its failover ended as DONE")
        .contains("it goes on, or was cut off");
  }

  @Test
  void an_empty_folder_is_a_run_of_which_nothing_is_known() throws Exception {
    var page = page(SampleRun.in(runs));

    assertThat(page.text("h1")).startsWith("UNKNOWN");
    assertThat(page.text("header")).contains("there is no journal.jsonl: no run was opened");
  }

  @Test
  void a_folder_that_is_not_there_is_a_problem() {
    var nowhere = new RunFolder(new RunId("none"), runs.resolve("none"));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ReportFile.write(nowhere, BERLIN))
        .satisfies(failure -> assertThat(failure.problem().code()).isEqualTo(Code.LB4004));
  }

  @Test
  void ten_thousand_steps_stay_a_page_that_opens() throws Exception {
    var run = SampleRun.in(runs).plan().journal(Large.runbook(10_000), 10_000);

    var html = ReportFile.html(run.files, BERLIN);

    assertThat(html.length()).as("characters").isLessThan(1_000_000);
    assertThat(PageTree.of(html).sectionOf("Steps"))
        .contains("All 10 000 steps met.")
        .contains("journal.jsonl has every one");
  }

  private static PageTree page(SampleRun run) throws IOException, ProblemException {
    return PageTree.of(ReportFile.html(run.files, BERLIN));
  }
}
