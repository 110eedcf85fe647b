package dev.lifeboat.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Goal: nobody has to believe a figure of a drill's page: each follows from what else stands on
/// that page, and one that is added later has to as well.
///
/// Method: takes the figures from the page, under the names that it gives them, and computes each
/// from its clocks, its lists and its journal. Detection ended between two milliseconds.
final class PageFiguresTest {
  private static final Pattern CLOCK = Pattern.compile("\\d\\d:\\d\\d:\\d\\d\\.\\d{6}");

  private static final Pattern SPEED =
      Pattern.compile(
          "([\\d ]+) acknowledged writes, in ms, shortest first; the median is number ([\\d ]+)\\."
              + "([\\d. ]+)");

  private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");
  private static final Set<String> HEADS = Set.of("number", "moment", "from", "step", "entry");

  @TempDir private Path runs;
  private PageTree page;

  @BeforeEach
  void drill() throws Exception {
    var run = SampleRun.in(runs).whole();
    var rto = new DrillResult.Rto(0.614, 900, true, 0.1796, 0.0104, 0.424, 2.0846, null);
    var result = run.result(DrillResult.Outcome.PASSED, null, rto, List.of());
    ObjectNode json = JsonMapper.shared().valueToTree(SampleCriteria.judged(result));
    json.set("failback", JsonMapper.shared().valueToTree(SampleRun.failback(List.of(7L, 9L))));
    run.result(json.toString());
    page = PageTree.of(ReportFile.html(run.files, ZoneId.of("Europe/Berlin")));
  }

  /// When each of the page's moments was.
  private LocalTime moment(String name) {
    return page.rows("Time", "moments").stream()
        .filter(row -> row.getFirst().equals(name))
        .map(row -> LocalTime.parse(row.get(2)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no moment '" + name + "'"));
  }

  private String between(String from, String until) {
    return TimeText.seconds(Duration.between(moment(from), moment(until)));
  }

  private static String between(String from, LocalTime until) {
    return TimeText.seconds(Duration.between(LocalTime.parse(from), until));
  }

  private static String exact(LocalTime clock) {
    return EXACT.format(clock);
  }

  /// A figure that is in no list below is one that nobody can compute.
  @Test
  void every_table_with_figures_is_computed_here() {
    assertThat(page.tablesOfFigures())
        .containsExactlyInAnyOrder(
            "Writes: stack counts",
            "Writes: slices",
            "Time: stack moments",
            "Time: slices",
            "Steps: stack steps",
            "Way home: stack counts",
            "Journal: stack journal", // What the others are computed from.
            "Clients behind the name: stack", // Seen outside: canary-of-names has no clock here.
            "Evidence: stack files"); // Computed by sha256sum, as the page says.
  }

  @Test
  void the_rto_and_its_parts() {
    var parts = new LinkedHashMap<String, String>();
    parts.put("detect", between("fault", "detected"));
    parts.put("decide", between("detected", "run opened"));
    parts.put("recover", between("run opened", "first write again"));
    parts.put("full capacity after", between("fault", "full capacity"));
    parts.put("from fault", exact(moment("fault")));
    parts.put("to first write again", exact(moment("first write again")));

    assertThat(page.pairs("RTO")).containsExactlyEntriesOf(parts);
    assertThat(page.texts("data").getFirst()).isEqualTo(between("fault", "first write again"));
  }

  @Test
  void the_rpo_and_the_lost_writes() {
    var lost = lost();
    var first = lost.getFirst();
    var parts = new LinkedHashMap<String, String>();
    parts.put("lost by the database", goneFrom("database"));
    parts.put("lost by the bucket", goneFrom("bucket"));
    parts.put("from oldest lost write", first.get(1));
    parts.put("to fault in effect", exact(moment("in effect")));

    assertThat(page.pairs("RPO")).containsExactlyEntriesOf(parts);
    assertThat(page.texts("data").getLast()).isEqualTo(between(first.get(1), moment("in effect")));
    assertThat(page.sectionOf("RPO"))
        .contains("%d of %s acknowledged writes lost.".formatted(lost.size(), sent(1)));
    assertThat(lost)
        .allSatisfy(
            row -> assertThat(row.get(2)).isEqualTo(between(row.get(1), moment("in effect"))));
  }

  @Test
  void the_counts_of_writes_and_their_longest_pause() {
    var counts = new LinkedHashMap<String, String>();
    counts.put("acknowledged", sent(1));
    counts.put("surviving", TimeText.count(number(sent(1)) - lost().size()));
    counts.put("lost", TimeText.count(lost().size()));
    counts.put("· by database", goneFrom("database"));
    counts.put("· by bucket", goneFrom("bucket"));
    counts.put("unknown", sent(3));
    counts.put("refused", sent(2));

    assertThat(counts("Writes")).containsExactlyEntriesOf(counts);
    assertPause(page.sectionOf("Writes"));
  }

  @Test
  void the_moments_and_how_long_the_run_took() {
    assertThat(body("Time", "moments"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.get(1)).isEqualTo(offset(moment(row.getFirst()))));
    assertThat(page.text("header")).contains(", after " + between("run opened", "run ended"));
  }

  @Test
  void the_times_and_requests_of_the_steps() {
    var steps = body("Steps", "steps");
    assertThat(page.sectionOf("Steps")).contains("All %d steps met.".formatted(steps.size()));
    assertThat(steps)
        .isNotEmpty()
        .allSatisfy(row -> {
          var step = row.getFirst();
          var began = journalled("StepStarted", step).getFirst();
          assertThat(row.get(2)).isEqualTo(offset(LocalTime.parse(began)) + began);
          assertThat(row.get(3))
              .isEqualTo(between(began, LocalTime.parse(journalled("StepMet", step).getFirst())));
          int asked =
              journalled("PursuitIntended", step).size()
                  + journalled("PromotionIntended", step).size();
          assertThat(row.get(4)).isEqualTo(String.valueOf(asked));
        });
  }

  @Test
  void the_way_home() {
    var home = page.sectionOf("Way home");
    var counts = counts("Way home");
    assertThat(counts.keySet()).isEqualTo(counts("Writes").keySet());
    long lost = number(counts.get("lost"));

    assertThat(number(counts.get("acknowledged")))
        .isEqualTo(number(counts.get("surviving")) + lost);
    assertThat(number(counts.get("· by database"))).isEqualTo(lost);
    assertThat(counts.get("· by bucket")).isEqualTo("0");
    assertThat(home).contains("lost on the way: %d.".formatted(lost));
    assertThat(home).contains("The lost ones, by number: 7, 9.").as("as many").contains("lost2");
    var took = clocks(home);
    assertThat(home).contains("Failback took " + TimeText.seconds(span(took)));
    assertPause(home);
    assertThat(home)
        .as("where what was unknown and refused is counted")
        .contains("Its own page: lifeboat report 20261120-150423-b8wz");
  }

  /// Method: the page lists the times, and says which of them is the median.
  @Test
  void the_medians_of_speed() {
    var criteria = page.sectionOf("Criteria");
    var listed = SPEED.matcher(criteria).results().toList();

    assertThat(listed)
        .hasSize(2)
        .allSatisfy(row -> {
          var times = List.of(row.group(3).strip().split(" "));
          assertThat(TimeText.count(times.size())).isEqualTo(row.group(1).strip());
          assertThat(number(row.group(2)))
              .as("the median is in the middle")
              .isEqualTo(times.size() / 2 + 1);
          assertThat(times.get((int) number(row.group(2)) - 1)).isEqualTo("4.0");
        });
    assertThat(criteria).contains("median");
  }

  private List<List<String>> body(String heading, String style) {
    return page.rows(heading, style).stream()
        .filter(row -> !HEADS.contains(row.getFirst()))
        .toList();
  }

  private List<List<String>> lost() {
    return body("Writes", "slices");
  }

  private String goneFrom(String store) {
    return TimeText.count(lost().stream().filter(row -> row.get(3).contains(store)).count());
  }

  /// What the table of clients sums up to.
  private String sent(int column) {
    return TimeText.count(
        body("Time", "slices").stream().mapToLong(row -> number(row.get(column))).sum());
  }

  private Map<String, String> counts(String heading) {
    var counts = new LinkedHashMap<String, String>();
    page.rows(heading, "counts").forEach(row -> counts.put(row.getFirst(), row.get(1)));
    return counts;
  }

  /// When entries of that kind were journalled about a step; its row ends with its name.
  private List<String> journalled(String event, String step) {
    return body("Journal", "journal").stream()
        .filter(row -> row.get(2).equals(event))
        .filter(row -> step.endsWith(row.get(3).split("[:, ]", 2)[0]))
        .map(row -> row.get(1))
        .toList();
  }

  private static void assertPause(String section) {
    var pause = section.substring(section.indexOf("Longest pause between two acknowledged"));
    assertThat(pause)
        .startsWith(
            "Longest pause between two acknowledged writes: "
                + TimeText.seconds(span(clocks(pause))));
  }

  private static Duration span(List<LocalTime> clocks) {
    return Duration.between(clocks.get(0), clocks.get(1));
  }

  private String offset(LocalTime clock) {
    return TimeText.offset(Duration.between(moment("fault"), clock));
  }

  private static long number(String count) {
    return Long.parseLong(count.replace(" ", ""));
  }

  private static List<LocalTime> clocks(String text) {
    return CLOCK.matcher(text).results().map(it -> LocalTime.parse(it.group())).toList();
  }
}
