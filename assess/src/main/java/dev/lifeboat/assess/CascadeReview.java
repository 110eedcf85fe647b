package dev.lifeboat.assess;

import dev.lifeboat.assess.CascadeWalk.Reach;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Finds the cascade of each workload. All of them together may be as many as the square of a
/// portfolio, so a walk ends early: each sees some, and those with the most direct dependents are
/// walked to the end as long as the plan's budget lasts. A tree is summed up, whatever its size.
///
/// @param worth of each workload, by its number
/// @param each how many others a first walk sees
/// @param inAll how many dependencies the further walks follow together
record CascadeReview(DependencyGraph graph, List<Worth> worth, int each, int inAll) {
  /// As many as anybody reads of.
  private static final int EACH = 64;

  /// Some 50 ms. A plan of 1 000 workloads with three dependencies each has every cascade whole.
  private static final int IN_ALL = 4_000_000;

  /// Cost of an hour without a workload.
  ///
  /// @param perHour zero where the plan does not say
  record Worth(BigDecimal perHour, String currency) {}

  CascadeReview(DependencyGraph graph, List<Worth> worth) {
    this(graph, worth, EACH, IN_ALL);
  }

  /// By number of the workload.
  List<Cascade> all() {
    var walk = new CascadeWalk(graph, worth);
    var all = new Cascade[graph.byName().size()];
    var trees = new boolean[all.length];
    var open = new ArrayList<DependencyGraph.Node>();
    for (var node : graph.neededFirst().reversed()) {
      trees[node.number()] = isTree(node, trees);
      var reach = walk.from(node, each, Integer.MAX_VALUE);
      all[node.number()] =
          !reach.whole() && trees[node.number()] ? sum(node, reach, all) : reach.cascade();
      if (!at(all, node).whole()) {
        open.add(node);
      }
    }
    open.sort(
        Comparator.comparingInt((DependencyGraph.Node it) -> it.dependents().size())
            .reversed()
            .thenComparingInt(DependencyGraph.Node::number));
    int left = inAll;
    for (var node : open) {
      if (left <= 0) {
        break;
      }
      var reach = walk.from(node, all.length, left);
      left -= reach.followed();
      if (reach.cascade().stopped() >= at(all, node).stopped()) {
        all[node.number()] = reach.cascade();
      }
    }
    return Arrays.asList(all);
  }

  /// Whether everyone who stops with it needs one workload alone, so that nobody is met twice, and
  /// loses in one currency.
  private boolean isTree(DependencyGraph.Node node, boolean[] trees) {
    if (!node.served().isEmpty()) {
      return false;
    }
    for (var it : node.dependents()) {
      boolean isAlike = of(it).currency().equals(of(node).currency());
      if (!trees[it.number()] || it.needs().size() != 1 || !isAlike) {
        return false;
      }
    }
    return true;
  }

  private Cascade sum(DependencyGraph.Node node, Reach reach, Cascade[] all) {
    int stopped = 0;
    var perHour = BigDecimal.ZERO;
    for (var dependent : node.dependents()) {
      var its = at(all, dependent);
      stopped += 1 + its.stopped();
      perHour = perHour.add(of(dependent).perHour()).add(its.perHour());
    }
    var seen = reach.cascade();
    return new Cascade(
        seen.direct(),
        stopped,
        seen.nearest(),
        0,
        Amounts.of(perHour),
        seen.currency(),
        true,
        false);
  }

  private Worth of(DependencyGraph.Node node) {
    return worth.get(node.number());
  }

  private static Cascade at(Cascade[] all, DependencyGraph.Node node) {
    return all[node.number()];
  }
}
