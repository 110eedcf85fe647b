package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Binds `failback` of a workload.
final class FailbackBinder {
  private static final KeyType.Whole SHARE = new KeyType.Whole(1, FailbackPolicy.ALL);

  static final Keys KEYS =
      Keys.of("Failback")
          .or("shares", KeyType.Several.of(SHARE), FailbackPolicy.SHARES)
          .or("hold", FailbackPolicy.HOLDS, FailbackPolicy.HOLD)
          .or("maxErrorRate", QuantityText.PERCENT, FailbackPolicy.MAX_ERRORS_PER_MILLE)
          .or("maxLatency", FailbackPolicy.LATENCIES, FailbackPolicy.MAX_LATENCY)
          .optional("window", MoveWindow.TYPE);

  private static final String SHARES_RULE =
      "write a list that ascends to 100, such as [5, 25, 50, 100], or [] for all at once";

  private FailbackBinder() {}

  static FailbackPolicy bind(Fields fields) {
    return new FailbackPolicy(
        fields.value("shares").flatMap(FailbackBinder::shares).orElse(FailbackPolicy.SHARES),
        fields.get("hold", Duration.class),
        fields.get("maxErrorRate", Integer.class),
        fields.get("maxLatency", Duration.class),
        fields.read("window", MoveWindow.class));
  }

  private static Optional<List<Integer>> shares(PlanValue cursor) {
    var shares = new ArrayList<Integer>();
    var items = cursor.items(SHARES_RULE);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    for (var item : items.get()) {
      var share = item.number(SHARE.least(), SHARE.most());
      if (share.isEmpty()) {
        return Optional.empty();
      }
      shares.add(share.get());
    }
    return FailbackPolicy.ascendsToAll(shares)
        ? Optional.of(shares)
        : cursor.wrong("is " + shares, SHARES_RULE);
  }
}
