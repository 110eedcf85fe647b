package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Binds `failback` of a workload.
final class FailbackBinder {
  private static final KeyType.Whole SHARE = new KeyType.Whole(1, FailbackPolicy.ALL);

  /// Per cent of the requests that go home, one share after the other. Ascending, the last one 100.
  /// Empty for all at once.
  private static final PlanKey<Object> SHARES =
      KeyType.Several.of(SHARE).key("shares").or(FailbackPolicy.SHARES);

  /// When 'lifeboat failback' moves the writer home: days, times and a zone. Left out: in
  /// `maintenance`, else at once.
  private static final PlanKey<MoveWindow> WINDOW = MoveWindow.TYPE.key("window");

  static final Keys KEYS =
      Keys.of("Failback", SHARES, FailbackPolicy.HOLD, FailbackPolicy.MAX_ERROR_RATE)
          .and(FailbackPolicy.MAX_LATENCY, WINDOW);

  private static final String SHARES_RULE =
      "write a list that ascends to 100, such as [5, 25, 50, 100], or [] for all at once";

  /// As one that the plan does not say.
  static final FailbackPolicy STANDARD = bind(Fields.none(KEYS), Optional.empty());

  private FailbackBinder() {}

  static FailbackPolicy bind(Fields fields, Optional<MoveWindow> maintenance) {
    return new FailbackPolicy(
        fields.value(SHARES).flatMap(FailbackBinder::shares).orElse(FailbackPolicy.SHARES),
        fields.get(FailbackPolicy.HOLD),
        fields.get(FailbackPolicy.MAX_ERROR_RATE),
        fields.get(FailbackPolicy.MAX_LATENCY),
        fields.read(WINDOW).or(() -> maintenance));
  }

  private static Optional<List<Integer>> shares(PlanValue cursor) {
    var shares = new ArrayList<Integer>();
    var items = cursor.items(SHARES_RULE);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    for (var item : items.get()) {
      var share = item.number(SHARE);
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
