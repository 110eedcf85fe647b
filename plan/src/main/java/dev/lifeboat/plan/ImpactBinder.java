package dev.lifeboat.plan;

import dev.lifeboat.plan.Impact.Penalty;
import dev.lifeboat.plan.Impact.Report;
import dev.lifeboat.plan.Impact.Step;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.KeyType.Named;
import dev.lifeboat.plan.KeyType.Several;
import dev.lifeboat.plan.KeyType.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Binds `impact` of a workload.
final class ImpactBinder {
  /// Amount and currency.
  private static final PlanKey<Money> REVENUE =
      QuantityText.MONEY.key("revenuePerHour").required(QuantityText.MONEY.text().rule());

  /// How long an outage lasts by then.
  private static final PlanKey<Duration> AFTER =
      PlanKey.span("after", Duration.ofMillis(1), DurationText.LONGEST).required(DurationText.RULE);

  /// What each hour behind it costs, instead of those before.
  private static final PlanKey<Money> PER_HOUR =
      QuantityText.MONEY.key("perHour").required(QuantityText.MONEY.text().rule());

  private static final Keys STEP = Keys.of("Step", AFTER, PER_HOUR);

  /// Hours that cost more than those before. Ascending.
  private static final PlanKey<Object> STEPS = Several.of(STEP).key("steps").or(List.of());

  /// What is owed once.
  private static final PlanKey<Money> AMOUNT =
      QuantityText.MONEY.key("amount").required(QuantityText.MONEY.text().rule());

  /// To whom.
  private static final PlanKey<String> TO = Text.any("write to whom").required("to");

  private static final Keys PENALTY = Keys.of("Penalty", AFTER, AMOUNT, TO);

  /// What contracts ask for.
  private static final PlanKey<Object> PENALTIES =
      Several.of(PENALTY).key("penalties").or(List.of());

  private static final List<String> WORDS =
      Stream.of(Month.values())
          .map(it -> it.name().substring(0, 3).toLowerCase(Locale.ROOT))
          .toList();

  private static final KeyType.Word MONTH = new KeyType.Word(WORDS);
  private static final String MONTHS_RULE = "write a list of months, such as [nov, dec]";

  /// Its months.
  private static final PlanKey<Object> MONTHS =
      new Several(MONTH, 1, 12).key("months").required(MONTHS_RULE);

  /// How many times as high revenue is.
  private static final PlanKey<Integer> TIMES =
      PlanKey.whole("times", 2, 100).required("write how many times as high revenue is");

  private static final Keys SEASON_KEYS = Keys.of("Season", MONTHS, TIMES);

  /// When revenue is higher.
  private static final PlanKey<Object> SEASON = SEASON_KEYS.key("season");

  /// Time from the declaration.
  private static final PlanKey<Duration> WITHIN =
      PlanKey.span("within", Duration.ZERO, DurationText.LONGEST).required(DurationText.RULE);

  private static final Keys REPORT = Keys.of("Report", TO, WITHIN);

  /// Whom a rule has told of an outage, by the rule's name.
  private static final PlanKey<Object> REGULATION =
      Named.ofWorkload(REPORT, 0).key("regulation").or(Map.of());

  static final Keys KEYS = Keys.of("Impact", REVENUE, STEPS, PENALTIES, SEASON, REGULATION);

  private ImpactBinder() {}

  static Optional<Impact> bind(Fields fields) {
    var revenue = fields.read(REVENUE);
    var currency = revenue.map(Money::currency);
    var steps = fields.said(STEPS.name()).map(it -> steps(it, currency)).orElse(List.of());
    var penalties =
        fields.said(PENALTIES.name()).map(it -> penalties(it, currency)).orElse(List.of());
    var season = fields.mapping(SEASON).flatMap(ImpactBinder::season);
    var regulation = fields.said(REGULATION.name()).map(ImpactBinder::regulation).orElse(Map.of());
    return fields.make(
        () -> new Impact(revenue.orElseThrow(), steps, penalties, season, regulation));
  }

  private static List<Step> steps(PlanValue cursor, Optional<String> currency) {
    var steps = new ArrayList<Step>();
    var last = Duration.ZERO;
    var rule = "write a list such as [ { after: 4h, perHour: 20000 USD } ]";
    for (var item : cursor.items(rule).orElse(List.of())) {
      var fields = item.fields(STEP);
      var after = fields.read(AFTER);
      var perHour = amount(fields, PER_HOUR, currency);
      if (after.orElse(DurationText.LONGEST).compareTo(last) <= 0) {
        item.wrong("does not come after the one before", "write them in ascending order");
      }
      last = after.orElse(last);
      item.make(() -> new Step(after.orElseThrow(), perHour.orElseThrow())).ifPresent(steps::add);
    }
    return steps;
  }

  private static List<Penalty> penalties(PlanValue cursor, Optional<String> currency) {
    var penalties = new ArrayList<Penalty>();
    var rule = "write a list such as [ { after: 1h, amount: 50000 USD, to: globex } ]";
    for (var item : cursor.items(rule).orElse(List.of())) {
      var fields = item.fields(PENALTY);
      var after = fields.read(AFTER);
      var amount = amount(fields, AMOUNT, currency);
      var to = fields.read(TO);
      item.make(() -> new Penalty(after.orElseThrow(), amount.orElseThrow(), to.orElseThrow()))
          .ifPresent(penalties::add);
    }
    return penalties;
  }

  /// An amount of the currency of the revenue: nothing else can be added to it.
  private static Optional<BigDecimal> amount(
      Fields fields, PlanKey<Money> key, Optional<String> currency) {
    var amount = fields.read(key);
    amount
        .filter(it -> currency.filter(it.currency()::equals).isEmpty() && currency.isPresent())
        .flatMap(_ -> fields.value(key))
        .ifPresent(it ->
            it.wrong("is of another currency than revenuePerHour", "write both in one currency"));
    return amount.map(Money::amount);
  }

  private static Optional<Season> season(Fields fields) {
    var months = EnumSet.noneOf(Month.class);
    var items = fields.value(MONTHS).flatMap(it -> it.items(MONTHS_RULE));
    if (items.filter(List::isEmpty).isPresent()) {
      fields.value(MONTHS).ifPresent(it -> it.wrong("is an empty list", MONTHS_RULE));
    }
    items
        .orElse(List.of())
        .forEach(item ->
            MONTH
                .read(item)
                .map(it -> Month.of(WORDS.indexOf(it) + 1))
                .filter(month -> !months.add(month))
                .ifPresent(_ -> item.wrong("is there again", "name it once")));
    var times = fields.read(TIMES);
    return fields.make(() -> new Season(months, times.orElseThrow()));
  }

  private static Map<String, Report> regulation(PlanValue cursor) {
    var reports = new LinkedHashMap<String, Report>();
    cursor
        .named("rule")
        .forEach((name, value) -> {
          var fields = value.fields(REPORT);
          var to = fields.read(TO);
          var within = fields.read(WITHIN);
          value
              .make(() -> new Report(to.orElseThrow(), within.orElseThrow()))
              .ifPresent(it -> reports.put(name, it));
        });
    return reports;
  }
}
