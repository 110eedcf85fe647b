package dev.lifeboat.plan;

import dev.lifeboat.plan.YamlNode.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Binds `lab`: its links; the canary has a binder of its own.
final class LabBinder {
  static final String CANARY = "canary";
  static final List<String> KEYS = List.of("links", CANARY);
  static final List<String> LINK_KEYS = List.of("between", "latency", "jitter", "bandwidth");

  private static final String BETWEEN_RULE = "write two regions, such as [east, west]";

  private LabBinder() {}

  /// @param ofPlan the canary beside the lab, where a plan without a lab has it
  static Optional<LabPlan> bind(
      Optional<PlanValue> cursor, Optional<PlanValue> ofPlan, DeclaredNames declared) {
    var fields = cursor.map(c -> c.fields(KEYS));
    var links =
        fields
            .flatMap(f -> f.optional("links"))
            .map(value -> links(value, declared))
            .orElse(List.of());
    var ofLab = fields.flatMap(f -> f.optional(CANARY));
    if (ofPlan.isPresent() && ofLab.isPresent()) {
      ofLab.get().wrongAtKey("is said beside the lab too", "keep one of the two");
    }
    var canary = CanaryBinder.bind(ofPlan.or(() -> ofLab), declared);
    return canary.map(c -> new LabPlan(links, c));
  }

  private static List<Link> links(PlanValue cursor, DeclaredNames declared) {
    var links = new ArrayList<Link>();
    var pairs = new ArrayList<List<String>>();
    var rule = "write a list such as [ { between: [east, west], latency: 20ms } ]";
    for (var item : cursor.items(rule).orElse(List.of())) {
      var fields = item.fields(LINK_KEYS);
      var between = fields.required("between", BETWEEN_RULE);
      var pair = between.map(value -> pair(value, declared)).orElse(List.of());
      if (pair.size() == 2 && (pairs.contains(pair) || pairs.contains(pair.reversed()))) {
        between.ifPresent(
            b -> b.wrong("is a pair that has a link already", "keep one link a pair"));
      }
      pairs.add(pair);
      var latency = fields.duration("latency", Duration.ZERO, Duration.ZERO, Link.LONGEST);
      var jitter = fields.duration("jitter", Duration.ZERO, Duration.ZERO, Link.LONGEST);
      var bandwidth = fields.optional("bandwidth").flatMap(LabBinder::bandwidth);
      item.make(() ->
              new Link(
                  pair.getFirst(),
                  pair.getLast(),
                  latency,
                  jitter,
                  bandwidth.map(OptionalLong::of).orElse(OptionalLong.empty())))
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

  private static Optional<Long> bandwidth(PlanValue cursor) {
    return cursor
        .scalar(QuantityText.BANDWIDTH_RULE, Kind.TEXT)
        .flatMap(text -> {
          var bytes = QuantityText.bandwidthBytesPerSecond(text);
          return bytes.isPresent()
              ? Optional.of(bytes.getAsLong())
              : cursor.wrong("is " + Quote.of(text), QuantityText.BANDWIDTH_RULE);
        });
  }
}
