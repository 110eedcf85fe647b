package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.Amounts;
import dev.lifeboat.assess.CriticalPath;
import dev.lifeboat.assess.ExpectedYear;
import dev.lifeboat.assess.Gap;
import dev.lifeboat.assess.MeasuredLag;
import dev.lifeboat.assess.MeasuredSpread;
import dev.lifeboat.assess.OutageLoss;
import dev.lifeboat.assess.PlanAssessment;
import dev.lifeboat.assess.Setback;
import dev.lifeboat.assess.Severity;
import dev.lifeboat.assess.StrategyOption;
import dev.lifeboat.assess.StrategyTurn;
import dev.lifeboat.assess.WorkloadAssessment;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// An assessment as people read it on a screen.
///
/// @param worse than the baseline; empty without one
record AssessText(PlanAssessment assessment, Optional<List<Setback>> worse) {

  /// How many findings of each severity, in one line.
  String verdict() {
    var gaps = assessment.gaps();
    var counted =
        Stream.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW)
            .map(severity ->
                gaps.stream().filter(it -> it.severity() == severity).count()
                    + " "
                    + severity.word())
            .toList();
    return "%s  findings: %s".formatted(assessment.plan(), String.join(", ", counted));
  }

  /// By what it was computed.
  String basis() {
    var input = assessment.input();
    return "as of %s, by prices %s of %s, rule %s"
        .formatted(
            input.at(), input.prices().version(), input.prices().date(), input.rule().word());
  }

  /// Each workload's are made once they are asked for.
  Stream<String> lines() {
    var gaps = assessment.gaps();
    return Stream.of(
            Stream.of(verdict(), "  " + basis()),
            assessment.workloads().stream().flatMap(AssessText::lines),
            Stream.of("").filter(_ -> !gaps.isEmpty()),
            gaps.stream().flatMap(AssessText::lines),
            rest().stream())
        .flatMap(lines -> lines);
  }

  private static Stream<String> lines(WorkloadAssessment it) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add("%s  %s".formatted(it.name(), headline(it)));
    facts(it).forEach(fact -> lines.add("  " + fact));
    lines.add(
        "  %-19s %14s %12s %14s %14s".formatted("strategy", "out", "lost", "a month", "recovery"));
    it.options()
        .all()
        .forEach(option -> lines.add("  " + row("%-19s %14s %12s %14s %14s", it, option)));
    advice(it).forEach(sentence -> lines.add("  " + sentence));
    SensitivityWords.lines(it).forEach(line -> lines.add("  " + line));
    return lines.stream();
  }

  private static Stream<String> lines(Gap gap) {
    return Stream.of(
        "%-6s %s  %s: %s"
            .formatted(gap.severity().word(), gap.code(), gap.workload(), gap.message()),
        "               do  " + gap.fix());
  }

  /// What is borne, what all costs, and what became worse.
  List<String> rest() {
    var rest = new ArrayList<String>();
    for (var it : assessment.accepted()) {
      rest.add(
          "accepted until %s: %s %s: %s; %s"
              .formatted(
                  it.until(),
                  it.gap().code(),
                  it.gap().workload(),
                  it.gap().message(),
                  it.because()));
    }
    for (var it : assessment.followUps()) {
      rest.add("follow-up of %s until %s: %s".formatted(it.owner(), it.until(), it.what()));
    }
    var cost = assessment.cost();
    rest.add(
        "all workloads cost %s a month%s"
            .formatted(
                Amounts.words(cost.amount(), cost.currency()),
                cost.inAYear().compareTo(cost.amount()) == 0
                    ? ""
                    : ", and %s in a year"
                        .formatted(Amounts.words(cost.inAYear(), cost.currency()))));
    worse.ifPresent(all -> {
      rest.add(all.isEmpty() ? "nothing is worse than the baseline" : "worse than the baseline:");
      all.forEach(it ->
          rest.add("%s  %s %s, was %s".formatted(it.workload(), it.what(), it.now(), it.before())));
    });
    return rest;
  }

  static String headline(WorkloadAssessment it) {
    var planned = it.planned().strategy();
    var advised = it.recommendation().strategy();
    return planned == advised
        ? planned.word() + ", as recommended"
        : "%s; recommended: %s".formatted(planned.word(), advised.word());
  }

  static List<String> facts(WorkloadAssessment it) {
    var facts = new ArrayList<>(estimates(it));
    TierRow.words(it.workload()).ifPresent(facts::add);
    WriteRow.words(it).ifPresent(facts::add);
    var cost = it.planned().cost();
    facts.add(
        "costs %s a month, %s of it to be able to recover"
            .formatted(
                Amounts.words(cost.total(), cost.currency()),
                Amounts.words(cost.forRecovery(), cost.currency())));
    it.loss()
        .ifPresent(loss ->
            facts.add(
                "an outage costs the business %s an hour, %s in all"
                    .formatted(
                        Amounts.words(loss.perHour(), loss.currency()),
                        Amounts.words(loss.perOutage(), loss.currency()))));
    if (!it.cascade().hurtsNobody()) {
      facts.add(it.cascade().words());
    }
    it.loss()
        .flatMap(loss -> loss.leastYear().map(year -> least(loss, year)))
        .ifPresent(facts::add);
    facts.addAll(LossWords.of(it));
    it.loss().ifPresent(loss -> loss.turns().forEach(turn -> facts.add(turn(turn))));
    facts.add(
        "drills add %s a month, by %s a year"
            .formatted(
                Amounts.words(it.drillCost().amount(), cost.currency()), it.drillCost().aYear()));
    var spans = it.drills().spans();
    spans.rto().ifPresent(rto -> facts.add(spread("out for", rto)));
    spans.rpo().ifPresent(rpo -> facts.add(spread("lost", rpo)));
    it.path().map(AssessText::path).ifPresent(facts::add);
    for (var strategy : Strategy.values()) {
      it.composed(strategy)
          .map(way -> "%s is put together: %s".formatted(strategy.word(), way.words()))
          .ifPresent(facts::add);
    }
    it.savings()
        .forEach(saving ->
            facts.add(
                "could save %s a month: %s"
                    .formatted(Amounts.words(saving.amount(), cost.currency()), saving.how())));
    return facts;
  }

  private static List<String> estimates(WorkloadAssessment it) {
    var estimate = it.planned().estimate();
    var objectives = it.workload().objectives();
    var proven = it.provenAt().map(at -> ", last proven " + at).orElse("");
    return List.of(
        "out for %s of %s (%s%s)%s"
            .formatted(
                span(it.rto()),
                span(objectives.rto()),
                estimate.basis().word(),
                proven,
                it.waitsFor().map(" with the wait for "::concat).orElse("")),
        "loses %s of %s (%s%s)"
            .formatted(
                span(estimate.rpo()),
                span(objectives.rpo()),
                estimate.rpoBasis().word(),
                it.drills().spans().lag().map(AssessText::watched).orElse("") + proven));
  }

  private static String watched(MeasuredLag lag) {
    return ", behind for %s at most in 99 of 100 of %s"
        .formatted(span(lag.p99()), Count.of(lag.hours(), "watched hour"));
  }

  private static String spread(String what, MeasuredSpread spread) {
    return "%s of a lost region: %s %s by the median, %s %s"
        .formatted(
            Count.of(spread.runs(), "drill"),
            what,
            span(spread.median()),
            span(spread.p90()),
            most(spread.runs()));
  }

  private static String path(CriticalPath path) {
    return path.runs() == 0
        ? "longest way of its failover: " + path.words()
        : "longest way of its failover, measured by %s: %s; %s in all %s, %s by the median"
            .formatted(
                Count.of(path.runs(), "run"),
                path.words(),
                span(path.p90()),
                most(path.runs()),
                span(path.median()));
  }

  /// Of fewer than ten, nine of ten are all of them.
  private static String most(int runs) {
    return runs < 10 ? "at most" : "in 9 of 10";
  }

  private static String least(OutageLoss loss, ExpectedYear year) {
    return "a year costs least with %s: %s of outages, %s of being able to recover"
        .formatted(
            year.strategy().word(),
            Amounts.words(year.loss(), loss.currency()),
            Amounts.words(year.recovery(), loss.currency()));
  }

  private static String turn(StrategyTurn turn) {
    return "it would cost least with %s, were a region lost %s than every %s years"
        .formatted(
            turn.strategy().word(),
            turn.oftener() ? "oftener" : "more rarely",
            turn.years().toPlainString());
  }

  private static String row(String form, WorkloadAssessment it, StrategyOption option) {
    return form.formatted(
        option.strategy().word() + (option.strategy() == it.planned().strategy() ? " *" : ""),
        span(option.estimate().rto()),
        span(option.estimate().rpo()),
        String.format(Locale.ROOT, "%,.2f", option.cost().total()),
        String.format(Locale.ROOT, "%,.2f", option.cost().forRecovery()));
  }

  static List<String> advice(WorkloadAssessment it) {
    var advice = it.recommendation();
    return Stream.of(
            Stream.of(advice.because()),
            advice.cheaper().stream(),
            advice.faster().stream(),
            Stream.of(advice.change()).filter(change -> !change.isEmpty()))
        .flatMap(sentence -> sentence)
        .toList();
  }

  private static String span(Duration span) {
    return SpanText.estimated(span);
  }
}
