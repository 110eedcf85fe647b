package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.Baseline;
import dev.lifeboat.assess.BaselineFile;
import dev.lifeboat.assess.BaselineState;
import dev.lifeboat.assess.ControlEvidence;
import dev.lifeboat.assess.DrillProof;
import dev.lifeboat.assess.Gap;
import dev.lifeboat.assess.PlanAssessment;
import dev.lifeboat.assess.PriceTable;
import dev.lifeboat.assess.PriceTableFile;
import dev.lifeboat.assess.RecommendationRule;
import dev.lifeboat.assess.Severity;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.PlanCommand;
import dev.lifeboat.cli.status.CheckEntry;
import dev.lifeboat.cli.status.JunitReport;
import dev.lifeboat.cli.status.SarifLog;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.RenderedList;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.ProvenFigures;
import dev.lifeboat.control.StrategyWrite;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern.Weight;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Which recovery does the plan need, does it have it, and what does that cost? Asks nobody, and
/// changes nothing but the plan, where it is told to.
@Command(
    name = "assess",
    description = "Recommend strategies; find gaps; tell impact and cost, from the plan alone.",
    footer = {
      "",
      "Estimates are assumed until a drill of region-loss measured them. With --at and",
      "--history none the same plan and prices give the same bytes.",
      "Exit codes: 0 assessed, 1 the runs cannot be listed, 2 invalid plan or a run",
      "that cannot be read, 3 a finding is as grave as --fail-on says.",
      "Example: lifeboat assess lifeboat.yaml --format sarif --fail-on high"
    })
public final class AssessCommand extends PlanCommand {
  /// Where measured figures come from.
  enum HistorySource {
    runs,
    none
  }

  @Option(
      names = "--rule",
      paramLabel = "RULE",
      defaultValue = "default",
      converter = RuleWord.class,
      description =
          "default: the cheapest strategy that is enough. seed: by RTO and criticality alone"
              + " (default: ${DEFAULT-VALUE}).")
  private RecommendationRule rule = RecommendationRule.DEFAULT;

  @Option(
      names = "--prices",
      paramLabel = "FILE",
      description = "A price table of your own (default: the shipped one).")
  private @Nullable Path prices;

  @Option(
      names = "--history",
      paramLabel = "SOURCE",
      description =
          "runs: what drills below the state folder measured; none"
              + " (default: runs, for builds none).")
  private @Nullable HistorySource history;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      converter = SeverityWord.class,
      description = "low, medium or high: exit with 3 for such a finding or a graver one.")
  private @Nullable Severity failOn;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "An earlier 'assess --json': tell what got worse; --fail-on counts that alone.")
  private @Nullable Path baseline;

  @Option(
      names = "--write",
      description = "Put the recommended strategies into the plan's file, for you to commit.")
  private boolean write;

  @Option(names = "--at", paramLabel = "TIME", description = "As of when (default: now).")
  private @Nullable String at;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, json, md, html, or for builds sarif or junit (default: text).")
  private @Nullable AssessForm format;

  /// A build has no drills of its own, and the same commit gives the same bytes there each time.
  private HistorySource history() {
    if (history != null) {
      return history;
    }
    return format == AssessForm.sarif || format == AssessForm.junit
        ? HistorySource.none
        : HistorySource.runs;
  }

  @Override
  protected StateFolder.Use uses() {
    return history() == HistorySource.runs ? StateFolder.Use.READS : StateFolder.Use.LOOKS;
  }

  @Override
  protected void tellUnusable(ProblemException unusable) throws ProblemException {
    options.requireOneForm(format, AssessForm.json);
    build(List.of(), CheckEntry.of(unusable));
  }

  @Override
  protected int call(PlanFile file) throws ProblemException {
    options.requireOneForm(format, AssessForm.json);
    var moment = AssessMoment.of(at, Terminal.now());
    var before = before(file);
    var kind = Kinds.of(file.plan());
    Function<Workload, Optional<Runbook>> failover = it -> failover(file.plan(), it);
    var assessment =
        PlanAssessment.of(
            file.plan(),
            new PlanAssessment.Input(
                prices(),
                rule,
                kind.failsAsOne(),
                kind::hasGuards,
                moment,
                drills(file, moment, failover),
                file.typed(),
                (it, strategy) -> kind.compiler().compiles(file.plan(), it, strategy),
                failover));
    var outcome =
        write
            ? Optional.of(new StrategyWrite(file).write(assessment))
            : Optional.<StrategyWrite.Outcome>empty();
    print(assessment, file.plan().pair(), before);
    outcome.ifPresent(this::tell);
    return failOn != null && isGrave(assessment, failOn, before) ? ExitCode.NOT_READY : 0;
  }

  private void tell(StrategyWrite.Outcome outcome) {
    outcome
        .written()
        .forEach((name, strategy) ->
            say(
                "written",
                "%s: strategy %s was written to %s".formatted(name, strategy.word(), plan)));
    outcome
        .unfollowed()
        .forEach((name, strategy) ->
            say(
                "unwritten",
                "%s: strategy %s was not written: Lifeboat has no runbook for it yet"
                    .formatted(name, strategy.word())));
    if (outcome.written().isEmpty() && outcome.unfollowed().isEmpty()) {
      say("unwritten", "nothing was written: each workload has the strategy that is recommended");
    }
  }

  private void say(String state, String line) {
    terminal().say(options, "assess", state, line);
  }

  private Optional<Baseline> before(PlanFile file) throws ProblemException {
    return baseline == null
        ? Optional.empty()
        : Optional.of(BaselineFile.read(baseline, file.plan().name()));
  }

  private static boolean isGrave(
      PlanAssessment assessment, Severity least, Optional<Baseline> before) {
    return before.map(it -> assessment.hasGap(least, it)).orElseGet(() -> assessment.hasGap(least));
  }

  private void print(PlanAssessment assessment, RegionPair regions, Optional<Baseline> before) {
    boolean reads = history() == HistorySource.runs;
    var text = new AssessText(assessment, before.map(it -> it.setbacks(assessment)));
    var controls = ControlEvidence.all(assessment, reads).stream().map(ControlRow::of).toList();
    var page = new AssessPage(assessment, regions, text, controls);
    if (format == AssessForm.md) {
      terminal().print(page::markdown);
    } else if (format == AssessForm.html) {
      terminal().print(page::html);
    } else if (!build(
        List.of("the plan is assessed"),
        RenderedList.of(
            assessment.gaps(), gap -> entry(gap, before.map(it -> it.state(gap, assessment)))))) {
      var state = reads ? Optional.of(options.state) : Optional.<Path>empty();
      if (options.json) {
        terminal().tell(options, AssessDocument.of(assessment, controls, before, state));
      } else {
        terminal().tell(options, text.lines());
      }
    }
  }

  /// Prints the document that a build asked for; false where none did.
  private boolean build(List<String> sound, List<CheckEntry> found) {
    if (format == AssessForm.sarif) {
      terminal().print(to -> SarifLog.write(plan, found, to));
    } else if (format == AssessForm.junit) {
      terminal().print(to -> JunitReport.write("lifeboat assess", plan, sound, found, to));
    }
    return format == AssessForm.sarif || format == AssessForm.junit;
  }

  private static CheckEntry entry(Gap gap, Optional<BaselineState> since) {
    return new CheckEntry(
        gap.code().name(),
        gap.severity() == Severity.HIGH ? Weight.OBSTACLE : Weight.WARNING,
        gap.workload(),
        "%s; %s".formatted(gap.message(), gap.fix()),
        Optional.empty(),
        since);
  }

  private PriceTable prices() throws ProblemException {
    return prices == null ? PriceTableFile.shipped() : PriceTableFile.read(prices);
  }

  private static Optional<Runbook> failover(Plan plan, Workload workload) {
    try {
      var home = plan.primary().name();
      return Optional.of(Kinds.of(plan).compiler().compile(plan, workload, Mode.FAILOVER, home));
    } catch (ProblemException none) {
      return Optional.empty();
    }
  }

  private Optional<Map<String, DrillProof>> drills(
      PlanFile file, Instant moment, Function<Workload, Optional<Runbook>> failover)
      throws ProblemException {
    return history() == HistorySource.none
        ? Optional.empty()
        : Optional.of(new ProvenFigures(file, options.state, failover).asOf(moment));
  }
}
