package dev.lifeboat.assess;

import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Recommends a strategy for one workload. Why, in whole sentences, it says to whoever asks: of a
/// portfolio nobody reads them all.
///
/// @param thirdParties for how long they keep its users out at least, its own and those of what it
///   needs
/// @param compiles whether a run could follow its move if its strategy were that one
record Recommender(
    Workload workload,
    RecoveryDemand need,
    StrategyOptions options,
    Duration thirdParties,
    RecommendationRule rule,
    BiPredicate<Workload, Strategy> compiles) {
  Strategy strategy() {
    return switch (rule) {
      case DEFAULT -> enough().cheapest().strategy();
      case SEED -> SeedRule.strategy(workload.objectives().rto(), workload.criticality());
    };
  }

  /// The same, had the four other costs or estimates.
  Recommender of(StrategyOptions others) {
    return new Recommender(workload, need, others, thirdParties, rule, compiles);
  }

  SufficientStrategies enough() {
    return SufficientStrategies.of(need, thirdParties, options.all());
  }

  Recommendation inWords(Strategy strategy) {
    var chosen = options.of(strategy);
    return new Recommendation(
        strategy,
        because(strategy),
        options.weakerThan(chosen).map(it -> cheaper(chosen, it)),
        options.strongerThan(chosen).map(it -> faster(chosen, it)),
        switch (rule) {
          case DEFAULT -> change(chosen);
          case SEED ->
              "Only another RTO or criticality changes this; the default rule sees RPO,"
                  + " dependencies and cost too.";
        });
  }

  /// Why that one.
  String because(Strategy strategy) {
    var chosen = options.of(strategy);
    var because =
        switch (rule) {
          case DEFAULT -> because(chosen, enough());
          case SEED -> SeedRule.because(workload.objectives().rto(), workload.criticality());
        };
    return because + withoutRunbook(chosen);
  }

  private String because(StrategyOption chosen, SufficientStrategies enough) {
    var words = new ArrayList<String>();
    if (!need.isOf(workload)) {
      words.add(
          "Workload '"
              + need.of()
              + "' needs it and may be out for "
              + SpanText.estimated(need.rto())
              + ", so it has no longer than that.");
    }
    if (enough.rto().equals(need.rto()) && enough.rpo().equals(need.rpo())) {
      words.add(
          chosen.strategy().word()
              + " is the cheapest that is estimated to meet an RTO of "
              + SpanText.estimated(need.rto())
              + " ("
              + SpanText.estimated(chosen.estimate().rto())
              + ") and an RPO of "
              + SpanText.estimated(need.rpo())
              + " ("
              + SpanText.estimated(chosen.estimate().rpo())
              + ").");
      return String.join(" ", words);
    }
    if (!enough.rpo().equals(need.rpo())) {
      words.add(
          "No strategy is estimated to meet an RPO of %s%s while %s; the least loss is %s."
              .formatted(
                  SpanText.estimated(need.rpo()),
                  soSoon(enough.rto()),
                  copiedLater(),
                  SpanText.estimated(enough.rpo())));
    }
    if (!enough.rto().equals(need.rto())) {
      words.add(
          workload
              .needs()
              .slowestThirdParty()
              .filter(it -> it.getValue().equals(enough.rto()))
              .map(it ->
                  "No strategy is faster than '%s', which may be out for %s."
                      .formatted(it.getKey(), SpanText.estimated(it.getValue())))
              .orElseGet(() ->
                  "No strategy is estimated to meet an RTO of %s; the shortest is %s."
                      .formatted(
                          SpanText.estimated(need.rto()), SpanText.estimated(enough.rto()))));
    }
    words.add(
        "%s is the cheapest that comes nearest: out for %s, losing %s."
            .formatted(
                chosen.strategy().word(),
                SpanText.estimated(chosen.estimate().rto()),
                SpanText.estimated(chosen.estimate().rpo())));
    return String.join(" ", words);
  }

  /// Where a slower one would meet it.
  private String soSoon(Duration rto) {
    return options.all().stream().anyMatch(it -> it.losesWithin(need.rpo()))
        ? " within an RTO of " + SpanText.estimated(rto)
        : "";
  }

  private String copiedLater() {
    var later = workload.copiedLater().stream().sorted().toList();
    return later.isEmpty()
        ? "its drills measured more"
        : String.join(" and ", later) + (later.size() == 1 ? " is" : " are") + " copied later";
  }

  /// What would have to be tolerated for the next weaker one, or no longer for the next stronger.
  private String change(StrategyOption chosen) {
    var words = new ArrayList<String>();
    options
        .weakerThan(chosen)
        .filter(weaker -> !lacks(weaker).isEmpty())
        .ifPresent(weaker ->
            words.add(
                "%s is enough from %s on."
                    .formatted(weaker.strategy().word(), String.join(" and ", lacks(weaker)))));
    options
        .strongerThan(chosen)
        .filter(stronger -> stronger.estimate().rto().compareTo(chosen.estimate().rto()) < 0)
        .ifPresent(stronger ->
            words.add(
                "An RTO below %s asks for %s."
                    .formatted(
                        SpanText.estimated(chosen.estimate().rto()), stronger.strategy().word())));
    var decided = StrategyEstimates.decided(workload);
    if (workload.failover().trigger() != Trigger.AUTOMATIC
        && chosen.strategy() != Strategy.ACTIVE_ACTIVE) {
      words.add(
          "An automatic failover would save %s of the estimate."
              .formatted(SpanText.estimated(decided)));
    }
    return String.join(" ", words);
  }

  /// The objectives from which on an option is enough; none where it is already.
  private List<String> lacks(StrategyOption option) {
    var lacks = new ArrayList<String>();
    if (!option.recoversWithin(need.rto())) {
      lacks.add("an RTO of " + SpanText.estimated(option.estimate().rto()));
    }
    if (!option.losesWithin(need.rpo())) {
      lacks.add("an RPO of " + SpanText.estimated(option.estimate().rpo()));
    }
    return lacks;
  }

  private static String cheaper(StrategyOption chosen, StrategyOption weaker) {
    return "%s would cost %s a month less, be out for %s and lose %s."
        .formatted(
            weaker.strategy().word(),
            more(weaker, chosen),
            SpanText.estimated(weaker.estimate().rto()),
            SpanText.estimated(weaker.estimate().rpo()));
  }

  private String faster(StrategyOption chosen, StrategyOption stronger) {
    return "%s would cost %s a month more, be out for %s and lose %s.%s%s"
        .formatted(
            stronger.strategy().word(),
            more(chosen, stronger),
            SpanText.estimated(stronger.estimate().rto()),
            SpanText.estimated(stronger.estimate().rpo()),
            breakEven(chosen, stronger).map(" "::concat).orElse(""),
            withoutRunbook(stronger));
  }

  private static String more(StrategyOption less, StrategyOption more) {
    return Amounts.words(more.cost().total().subtract(less.cost().total()), more.cost().currency());
  }

  private Optional<String> breakEven(StrategyOption chosen, StrategyOption stronger) {
    var bounded = options.outAtLeast(thirdParties);
    return workload
        .impact()
        .flatMap(
            it -> BreakEven.of(bounded.of(chosen.strategy()), bounded.of(stronger.strategy()), it))
        .map(it ->
            "It saves %s an outage, which pays if a region is lost more often than %s."
                .formatted(Amounts.words(it.saved(), stronger.cost().currency()), it.words()));
  }

  private String withoutRunbook(StrategyOption option) {
    return compiles.test(workload, option.strategy()) ? "" : " Lifeboat has no runbook for it yet.";
  }
}
