package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.control.ScriptedRegions;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what a run is and what is told of it depends neither on the time zone nor on the language
/// of those who execute and read it, also while clocks are put back.
///
/// Method: a run is begun in Berlin seconds before its clocks go from 03:00 back to 02:00, and ends
/// after that. It is read in three zones, in the usual and in the Turkish locale.
class ZonesTest {
  private static final String RUN = "20261025-005958-7q2k";
  private static final Instant PUT_BACK = Instant.parse("2026-10-25T01:00:00Z");
  private static final List<String> ZONES =
      List.of("America/Sao_Paulo", "Asia/Kathmandu", "Europe/Berlin");
  private static final List<Locale> LOCALES = List.of(Locale.ROOT, Locale.of("tr", "TR"));
  private static final Pattern SPAN = Pattern.compile("<td class=\"num\">([^<]*)");

  private final TimeZone zone = TimeZone.getDefault();
  private final Locale locale = Locale.getDefault();

  @TempDir private Path state;

  /// Each look at the clock is 20 ms later than the one before.
  private final AtomicLong looks = new AtomicLong();

  private final InstantSource clock =
      () -> PUT_BACK.minusMillis(300).plusMillis(20 * looks.getAndIncrement());

  @AfterEach
  void be_where_we_were() {
    TimeZone.setDefault(zone);
    Locale.setDefault(locale);
  }

  @BeforeEach
  void run_while_the_clocks_are_put_back() throws Exception {
    be("Europe/Berlin", Locale.of("tr", "TR"));
    var file = Kinds.read(Invocation.STOREFRONT);
    var shop = file.workload("shop");
    var regions = new ScriptedRegions(state, Placement.first("shop", "east"));
    var runs =
        new Runs(
            state.resolve("runs"),
            regions.placements(),
            clock,
            new SplittableRandom(1),
            Pace.standard());
    Files.createDirectories(state.resolve("runs").resolve(RUN));
    var runbook =
        Kinds.of(file.plan()).compiler().compile(file.plan(), shop, Mode.FAILOVER, "east");
    var open =
        runs.open(
            new Runs.Request(
                new RunId(RUN), file.bytes(), file.plan().sha256(), runbook, "ann", "a test"));
    var writer = new StringWriter();
    var terminal = Invocation.terminal(writer, writer);
    try (var progress =
            new ProgressPrinter(terminal.err(), ProgressPrinter.Form.text, Clock.systemUTC());
        var journal = open.journal()) {
      var world = World.of(regions, shop, terminal.requester(progress, "ann").people());
      var _ = new Runner(clock, journal, open.state(), world, _ -> {}).run();
    }
  }

  @Test
  void the_journal_goes_on_steadily_while_the_clocks_go_back() throws Exception {
    var at = entries().stream().map(Entry::at).toList();

    assertThat(at.getFirst()).isBefore(PUT_BACK);
    assertThat(at.getLast()).isAfter(PUT_BACK);
    assertThat(at).isSorted();
  }

  @Test
  void the_report_has_the_same_spans_everywhere_and_names_its_zone() throws Exception {
    var spans = new ArrayList<List<String>>();
    for (var where : ZONES) {
      for (var language : LOCALES) {
        be(where, language);
        var page = Files.readString(Path.of(tell("report", RUN).out().strip()));
        assertThat(page).contains("(" + where + ")");
        spans.add(
            SPAN.matcher(page)
                .results()
                .map(it -> it.group(1))
                .filter(it -> it.endsWith(" s"))
                .toList());
        if (where.equals("Europe/Berlin")) {
          assertThat(page)
              .contains("2026-10-25 02:59:5", "+02:00")
              .containsPattern("2026-10-25 02:0\\d:\\d\\d\\.\\d{3} \\+01:00");
        }
      }
    }
    assertThat(spans.getFirst()).isNotEmpty().noneMatch(it -> it.startsWith("−"));
    assertThat(spans).as("zones and languages change no span").allMatch(spans.getFirst()::equals);
  }

  @Test
  void the_list_of_runs_tells_the_hour_of_the_readers_clock() {
    for (var language : LOCALES) {
      be("Europe/Berlin", language);
      assertThat(tell("runs").out()).contains(RUN + "   2026-10-25T02:59:59+02:00  failover");
      be("America/Sao_Paulo", language);
      assertThat(tell("runs").out()).contains(RUN + "   2026-10-24T21:59:59-03:00  failover");
    }
  }

  @Test
  void every_answer_is_the_same_everywhere() throws Exception {
    be("Europe/Berlin", Locale.ROOT);
    assertThat(tell("evidence", "seal", RUN).exitCode()).isZero();
    var first = answers();
    assertThat(first).hasSizeGreaterThan(10);
    assertThat(first.toString()).contains("failover", "intact", "LB1003");

    for (var where : ZONES) {
      for (var language : LOCALES) {
        be(where, language);
        assertThat(answers()).as("in %s, in '%s'", where, language).isEqualTo(first);
      }
    }
  }

  /// What is told of the run, of the plan and of mistakes: all that has no present moment in it.
  private List<String> answers() {
    var plan = Invocation.STOREFRONT.toString();
    var answers = new ArrayList<String>();
    for (var words :
        List.of(
            "runs --json",
            "evidence verify " + RUN,
            "evidence verify --json " + RUN,
            "runbook " + plan,
            "runbook --json " + plan,
            "runbook --mode switchover --format md " + plan,
            "runbook --mode SIDEWAYS " + plan,
            "drill --scenario REGION-LOSS " + plan,
            "lab break " + plan,
            "explain lb3001 --json",
            "status --help",
            "failover --json --confirm SHOP " + plan,
            "simulate --runs 0 " + plan,
            "complete -- failover " + plan + " --to ",
            "man failover")) {
      var told = tell(words.split(" "));
      answers.add("%s: %d %s %s".formatted(words, told.exitCode(), told.out(), told.err()));
    }
    return answers;
  }

  private List<Entry> entries() throws Exception {
    return JournalReader.read(state.resolve("runs").resolve(RUN).resolve("journal.jsonl"))
        .entries();
  }

  private Invocation tell(String... words) {
    var all = new ArrayList<Object>(List.of(words));
    if (!all.contains("complete") && !all.contains("--help")) {
      all.addAll(List.of("--state", state));
    }
    return Invocation.of(all.toArray());
  }

  private static void be(String where, Locale language) {
    TimeZone.setDefault(TimeZone.getTimeZone(where));
    Locale.setDefault(language);
  }
}
