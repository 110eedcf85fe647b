package dev.lifeboat.provision.existing;

import dev.lifeboat.plan.Quote;
import dev.lifeboat.provision.existing.AccountItem.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Things of one kind, each with its like in the other region: because it copies it, by their names
/// without what tells the regions apart, or because each region has one.
///
/// @param regions AWS's names of the primary and the recovery region
record ThingPairs(Kind kind, List<AccountItem> things, List<String> regions) {

  /// One of the plan's resources; a side that is empty was not found.
  record Pair(String stem, Optional<AccountItem> primary, Optional<AccountItem> recovery) {

    /// Why the second is no copy of the first; empty where it may be one.
    Optional<String> obstacle() {
      if (primary.isEmpty() || recovery.isEmpty()) {
        return Optional.empty();
      }
      var here = primary.get();
      var there = recovery.get();
      if (here.traits().copies(there)) {
        return Optional.of(
            "%s in %s copies it: name its region first if users are served there"
                .formatted(here.id(), here.awsRegion()));
      }
      return here.traits().isLike(there.traits())
          ? Optional.empty()
          : Optional.of(
              "its engine is %s, and that of %s is %s"
                  .formatted(
                      Quote.of(there.traits().engine()),
                      here.id(),
                      Quote.of(here.traits().engine())));
    }

    /// The same without its second.
    Pair alone() {
      return new Pair(stem, primary, Optional.empty());
    }
  }

  List<Pair> pairs() {
    var primary = in(regions.getFirst());
    var recovery = in(regions.getLast());
    if (primary.size() == 1 && recovery.size() == 1) {
      var stem = primary.getFirst().stem();
      return List.of(
          new Pair(stem, Optional.of(primary.getFirst()), Optional.of(recovery.getFirst())));
    }
    var byStem = new LinkedHashMap<String, Pair>();
    var more = new ArrayList<Pair>();
    for (var one : List.copyOf(primary)) {
      recovery.stream()
          .filter(it -> it.traits().copies(one))
          .findFirst()
          .ifPresent(copy -> {
            more.add(new Pair(one.stem(), Optional.of(one), Optional.of(copy)));
            primary.remove(one);
            recovery.remove(copy);
          });
    }
    for (var one : primary) {
      add(byStem, more, new Pair(one.stem(), Optional.of(one), Optional.empty()));
    }
    for (var other : recovery) {
      add(byStem, more, new Pair(other.stem(), Optional.empty(), Optional.of(other)));
    }
    var all = new ArrayList<>(byStem.values());
    all.addAll(more);
    return List.copyOf(all);
  }

  private List<AccountItem> in(String region) {
    return new ArrayList<>(
        things.stream().filter(it -> it.kind() == kind && it.awsRegion().equals(region)).toList());
  }

  /// Two of one name in one region are no pair; a person parts them.
  private static void add(Map<String, Pair> byStem, List<Pair> more, Pair next) {
    var there = byStem.get(next.stem());
    if (there == null) {
      byStem.put(next.stem(), next);
    } else if (there.recovery().isEmpty() && next.primary().isEmpty()) {
      byStem.put(next.stem(), new Pair(next.stem(), there.primary(), next.recovery()));
    } else {
      more.add(next);
    }
  }
}
