package dev.lifeboat.plan;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Month;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// Makes impacts and dependencies of random workloads.
record RandomImpact(Random random) {
  Impact impact() {
    var first = Duration.ofMillis(1 + random.nextInt(1_000_000));
    return new Impact(
        new Money(amount(), "EUR"),
        random.nextBoolean()
            ? List.of()
            : List.of(
                new Impact.Step(first, amount()),
                new Impact.Step(first.plusMillis(1 + random.nextInt(1_000_000)), amount())),
        random.nextBoolean() ? List.of() : List.of(new Impact.Penalty(first, amount(), "globex")),
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(
                new Season(Set.of(Month.of(1 + random.nextInt(12))), 2 + random.nextInt(9))),
        random.nextBoolean()
            ? Map.of()
            : Map.of("dora", new Impact.Report("the authority", first)));
  }

  /// On some of those before it, and a third party.
  Dependencies needs(List<String> hard, List<String> earlier) {
    var soft = new LinkedHashMap<String, Integer>();
    for (var name : earlier) {
      if (!hard.contains(name) && random.nextBoolean()) {
        soft.put(name, random.nextInt(1_001));
      }
    }
    return new Dependencies(
        hard,
        soft,
        random.nextBoolean() ? Map.of() : Map.of("stripe", Duration.ofSeconds(random.nextInt(99))));
  }

  private BigDecimal amount() {
    return BigDecimal.valueOf(random.nextInt(10_000_000), random.nextInt(3));
  }

  /// An impact as a plan writes it.
  static Map<String, Object> written(Impact impact) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("revenuePerHour", money(impact, impact.revenue().amount()));
    tree.put(
        "steps",
        impact.steps().stream()
            .map(it ->
                Map.of(
                    "after", DurationText.of(it.after()), "perHour", money(impact, it.perHour())))
            .toList());
    tree.put(
        "penalties",
        impact.penalties().stream()
            .map(it ->
                Map.of(
                    "after", DurationText.of(it.after()),
                    "amount", money(impact, it.amount()),
                    "to", it.to()))
            .toList());
    impact
        .season()
        .ifPresent(it ->
            tree.put(
                "season",
                Map.of(
                    "months",
                    it.months().stream()
                        .map(month -> month.name().substring(0, 3).toLowerCase(Locale.ROOT))
                        .toList(),
                    "times",
                    it.times())));
    var regulation = new LinkedHashMap<String, Object>();
    impact
        .regulation()
        .forEach((rule, it) ->
            regulation.put(rule, Map.of("to", it.to(), "within", DurationText.of(it.within()))));
    tree.put("regulation", regulation);
    return tree;
  }

  /// Dependencies that nothing waits for, as a plan writes them.
  static void write(Dependencies needs, Map<String, Object> tree) {
    var soft = new LinkedHashMap<String, Object>();
    needs.soft().forEach((name, share) -> soft.put(name, share(share)));
    var parties = new LinkedHashMap<String, Object>();
    needs.thirdParties().forEach((name, rto) -> parties.put(name, DurationText.of(rto)));
    tree.put("dependsSoftlyOn", soft);
    tree.put("thirdParties", parties);
  }

  private static String share(int perMille) {
    return perMille == 1_000 ? "100%" : "%d.%d%%".formatted(perMille / 10, perMille % 10);
  }

  private static String money(Impact impact, BigDecimal amount) {
    return amount.toPlainString() + " " + impact.currency();
  }
}
