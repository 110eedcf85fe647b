package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Binds `failback` of a workload.
final class FailbackBinder {
  static final List<String> KEYS =
      List.of("shares", "hold", "maxErrorRate", "maxLatency", "window");

  private static final String SHARES_RULE =
      "write a list that ascends to 100, such as [5, 25, 50, 100], or [] for all at once";

  private FailbackBinder() {}

  static FailbackPolicy bind(Optional<PlanValue> cursor) {
    return cursor.map(FailbackBinder::policy).orElseGet(FailbackPolicy::standard);
  }

  private static FailbackPolicy policy(PlanValue cursor) {
    var fields = cursor.fields(KEYS);
    return new FailbackPolicy(
        fields.optional("shares").flatMap(FailbackBinder::shares).orElse(FailbackPolicy.SHARES),
        fields.duration("hold", FailbackPolicy.HOLD, Duration.ZERO, FailbackPolicy.LONGEST_HOLD),
        fields
            .optional("maxErrorRate")
            .flatMap(FailbackBinder::perMille)
            .orElse(FailbackPolicy.MAX_ERRORS_PER_MILLE),
        fields.duration(
            "maxLatency",
            FailbackPolicy.MAX_LATENCY,
            FailbackPolicy.SHORTEST_LATENCY,
            FailbackPolicy.LONGEST_LATENCY),
        fields.optional("window").flatMap(FailbackBinder::window));
  }

  private static Optional<MoveWindow> window(PlanValue cursor) {
    return cursor
        .text(MoveWindow.RULE)
        .flatMap(text -> {
          var window = MoveWindow.parse(text);
          return window.isPresent()
              ? window
              : cursor.wrong("is " + Quote.of(text), MoveWindow.RULE);
        });
  }

  private static Optional<List<Integer>> shares(PlanValue cursor) {
    var shares = new ArrayList<Integer>();
    var items = cursor.items(SHARES_RULE);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    for (var item : items.get()) {
      var share = item.number(1, FailbackPolicy.ALL);
      if (share.isEmpty()) {
        return Optional.empty();
      }
      shares.add(share.get());
    }
    return FailbackPolicy.ascendsToAll(shares)
        ? Optional.of(shares)
        : cursor.wrong("is " + shares, SHARES_RULE);
  }

  private static Optional<Integer> perMille(PlanValue cursor) {
    return cursor
        .scalar(QuantityText.PERCENT_RULE, Kind.TEXT)
        .flatMap(text -> {
          var perMille = QuantityText.perMille(text);
          return perMille.isPresent()
              ? Optional.of(perMille.getAsInt())
              : cursor.wrong("is " + Quote.of(text), QuantityText.PERCENT_RULE);
        });
  }
}
