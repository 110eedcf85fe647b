package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Binds `lab`: its links; the canary has a binder of its own.
final class LabBinder {
  static final String CANARY = "canary";

  private static final String BETWEEN_RULE = "write two regions, such as [east, west]";
  private static final Keys LINK =
      Keys.of("Link")
          .required("between", new KeyType.Several(Names.TYPE, 2, 2), BETWEEN_RULE)
          .or("latency", Link.DELAY, Duration.ZERO)
          .or("jitter", Link.DELAY, Duration.ZERO)
          .optional("bandwidth", QuantityText.BANDWIDTH);

  static final Keys KEYS =
      Keys.of("Lab")
          .or("links", KeyType.Several.of(LINK), List.of())
          .within(CANARY, CanaryBinder.KEYS);

  private LabBinder() {}

  /// @param plan whose canary stands beside the lab where it has none
  static Optional<LabPlan> bind(Fields plan, DeclaredNames declared) {
    var lab = plan.within("lab");
    var links = lab.value("links").map(value -> links(value, declared)).orElse(List.of());
    var ofPlan = plan.value(CANARY);
    var ofLab = lab.value(CANARY);
    if (ofPlan.isPresent() && ofLab.isPresent()) {
      ofLab.get().wrongAtKey("is said beside the lab too", "keep one of the two");
    }
    var canary = CanaryBinder.bind((ofPlan.isPresent() ? plan : lab).within(CANARY), declared);
    return canary.map(c -> new LabPlan(links, c));
  }

  private static List<Link> links(PlanValue cursor, DeclaredNames declared) {
    var links = new ArrayList<Link>();
    var pairs = new ArrayList<List<String>>();
    var rule = "write a list such as [ { between: [east, west], latency: 20ms } ]";
    for (var item : cursor.items(rule).orElse(List.of())) {
      var fields = item.fields(LINK);
      var between = fields.value("between");
      var pair = between.map(value -> pair(value, declared)).orElse(List.of());
      if (pair.size() == 2 && (pairs.contains(pair) || pairs.contains(pair.reversed()))) {
        between.ifPresent(
            b -> b.wrong("is a pair that has a link already", "keep one link a pair"));
      }
      pairs.add(pair);
      var latency = fields.get("latency", Duration.class);
      var jitter = fields.get("jitter", Duration.class);
      var bandwidth = fields.read("bandwidth", Long.class).stream().mapToLong(it -> it).findFirst();
      item.make(() -> new Link(pair.getFirst(), pair.getLast(), latency, jitter, bandwidth))
          .ifPresent(links::add);
    }
    return links;
  }

  /// The two regions; anything but two after a mistake.
  private static List<String> pair(PlanValue cursor, DeclaredNames declared) {
    var pair = new ArrayList<String>();
    var items = cursor.items(BETWEEN_RULE);
    for (var item : items.orElse(List.of())) {
      item.text(BETWEEN_RULE)
          .filter(name ->
              declared.regions().contains(name)
                  || item.wrong(
                          "is %s, which is no region of this plan".formatted(Quote.of(name)),
                          NearestWord.hint(name, "there are: ", declared.regions()))
                      .isPresent())
          .ifPresent(pair::add);
    }
    if (items.isPresent() && items.get().size() != 2) {
      cursor.wrong("names %d regions".formatted(items.get().size()), BETWEEN_RULE);
      return List.of();
    }
    if (pair.size() == 2 && pair.getFirst().equals(pair.getLast())) {
      cursor.wrong("names one region twice", BETWEEN_RULE);
      return List.of();
    }
    return pair;
  }
}
