package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.Amounts;
import dev.lifeboat.assess.ArchitectureSketch;
import dev.lifeboat.assess.PlanAssessment;
import dev.lifeboat.assess.Severity;
import dev.lifeboat.assess.StrategyOption;
import dev.lifeboat.assess.WorkloadAssessment;
import dev.lifeboat.cli.terminal.RenderedList;
import dev.lifeboat.plan.RegionPair;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.report.CostFrontier;
import dev.lifeboat.report.DependencyMap;
import dev.lifeboat.report.DocumentMarkdown;
import dev.lifeboat.report.DocumentPage;
import dev.lifeboat.report.DocumentPage.Section;
import dev.lifeboat.report.DocumentPage.Table;
import dev.lifeboat.report.PagePicture;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// An assessment as a document for people, which needs nothing beside itself.
record AssessPage(
    PlanAssessment assessment, RegionPair regions, AssessText text, List<ControlRow> controls) {

  void html(Writer to) {
    DocumentPage.write(title(), summary(), sections(), to);
  }

  void markdown(PrintWriter to) {
    DocumentMarkdown.write(title(), summary(), sections(), to);
  }

  private String title() {
    return "Assessment of " + assessment.plan();
  }

  private String summary() {
    return text.verdict() + "; " + text.basis();
  }

  /// Each is made once it is asked for.
  private List<Section> sections() {
    var sections = new ArrayList<Supplier<Section>>();
    sections.add(this::findings);
    if (assessment.workloads().size() > 1) {
      sections.add(this::dependencies);
    }
    for (var it : assessment.workloads()) {
      sections.add(() -> workload(it));
      sections.add(() -> sensitivity(it));
    }
    sections.add(this::evidence);
    return RenderedList.of(sections, Supplier::get);
  }

  private static Section sensitivity(WorkloadAssessment it) {
    return new Section(
        it.name() + ": sensitivity",
        List.of(SensitivityWords.MEANING),
        List.of(),
        SensitivityWords.table(it));
  }

  private Section evidence() {
    return new Section(
        "Evidence for controls",
        List.of("No certificate: what plan and drills say for or against each."),
        List.of(),
        new Table(
            List.of("source", "control", "asks for", "evidence"),
            controls.stream()
                .map(it -> List.of(it.source(), it.id(), it.title(), it.told()))
                .toList()));
  }

  private Section findings() {
    var gaps =
        RenderedList.of(
            assessment.gaps(),
            it ->
                List.of(
                    it.severity().word(), it.code().name(), it.workload(), it.message(), it.fix()));
    var sentences = new ArrayList<>(text.rest());
    if (gaps.isEmpty()) {
      sentences.addFirst("Nothing was found.");
    }
    return new Section(
        "Findings",
        sentences,
        List.of(),
        gaps.isEmpty()
            ? null
            : new Table(List.of("severity", "code", "workload", "finding", "fix"), gaps));
  }

  private Section dependencies() {
    var all = assessment.neededFirst();
    if (all.size() > DependencyMap.MOST_NODES) {
      return new Section(
          "Dependencies",
          List.of("Too many workloads for a drawing."),
          List.of(),
          new Table(
              List.of("workload", "needs"),
              all.stream()
                  .filter(it -> !it.workload().dependsOn().isEmpty())
                  .map(it -> List.of(it.name(), String.join(", ", it.workload().dependsOn())))
                  .toList()));
    }
    return new Section("Dependencies", List.of(), List.of(map(all)), null);
  }

  private DependencyMap map(List<WorkloadAssessment> all) {
    return new DependencyMap(
        "Each stands left of what it needs; red has a grave finding.",
        all.stream()
            .map(it ->
                new DependencyMap.Node(
                    it.name(),
                    it.workload().dependsOn(),
                    assessment.gaps().stream()
                        .noneMatch(gap ->
                            gap.severity() == Severity.HIGH && gap.workload().equals(it.name())),
                    "%s: out for %s".formatted(it.name(), SpanText.estimated(it.rto()))))
            .toList());
  }

  private Section workload(WorkloadAssessment it) {
    var sentences = new ArrayList<String>();
    sentences.add(AssessText.headline(it));
    sentences.addAll(AssessText.facts(it));
    sentences.addAll(AssessText.advice(it));
    return new Section(
        it.name(),
        sentences,
        List.<PagePicture>of(frontier(it)),
        new Table(
            List.of("strategy", "out", "lost", "a month", "recovery"),
            it.options().all().stream().map(option -> row(it, option)).toList()),
        ArchitectureSketch.all(it.workload(), regions));
  }

  private static CostFrontier frontier(WorkloadAssessment it) {
    return new CostFrontier(
        "What each strategy costs a month, upward, against how long it is out.",
        it.options().all().stream()
            .map(option ->
                new CostFrontier.Point(
                    option.strategy().word(),
                    option.estimate().rto(),
                    option.cost().total().doubleValue(),
                    option.strategy() == it.planned().strategy(),
                    "%s: out for %s, %s a month"
                        .formatted(
                            option.strategy().word(),
                            SpanText.estimated(option.estimate().rto()),
                            total(option))))
            .toList(),
        it.workload().objectives().rto());
  }

  private static List<String> row(WorkloadAssessment it, StrategyOption option) {
    boolean planned = option.strategy() == it.planned().strategy();
    return List.of(
        option.strategy().word() + (planned ? " (planned)" : ""),
        SpanText.estimated(option.estimate().rto()),
        SpanText.estimated(option.estimate().rpo()),
        total(option),
        Amounts.words(option.cost().forRecovery(), option.cost().currency()));
  }

  private static String total(StrategyOption option) {
    return Amounts.words(option.cost().total(), option.cost().currency());
  }
}
