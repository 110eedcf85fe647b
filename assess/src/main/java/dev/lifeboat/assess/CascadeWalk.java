package dev.lifeboat.assess;

import dev.lifeboat.assess.CascadeReview.Worth;
import java.util.List;

/// Walk from a workload to all that stop with it, the nearest first, and to those that these serve.
final class CascadeWalk {
  private static final int WHOLE = 1000;

  private final DependencyGraph graph;
  private final HourlyLosses losses;

  /// Numbers of dependents, those of one workload after those of the one before, and where each's
  /// begin: walks of a portfolio follow ten million of them, and nodes lie far from each other.
  private final int[] dependents;

  private final int[] begins;

  private final boolean servesAny;

  /// By number, the walk that stopped it last: nothing is cleared between two walks.
  private final int[] stoppedIn;

  private final int[] servedIn;

  /// Of a thousand, what a workload loses in the walk of `servedIn`.
  private final int[] shares;

  private final int[] queue;
  private int walk;

  /// End of one walk.
  ///
  /// @param followed how many dependencies it followed
  record Reach(Cascade cascade, int followed) {
    boolean whole() {
      return cascade.whole();
    }
  }

  CascadeWalk(DependencyGraph graph, List<Worth> worth) {
    int size = graph.byName().size();
    this.graph = graph;
    this.losses = new HourlyLosses(worth);
    this.stoppedIn = new int[size];
    this.servedIn = new int[size];
    this.shares = new int[size];
    this.queue = new int[size];
    this.dependents = new int[graph.byName().stream().mapToInt(it -> it.dependents().size()).sum()];
    this.begins = new int[size + 1];
    int at = 0;
    for (var node : graph.byName()) {
      begins[node.number()] = at;
      for (var dependent : node.dependents()) {
        dependents[at++] = dependent.number();
      }
    }
    begins[size] = at;
    this.servesAny = graph.byName().stream().anyMatch(it -> !it.served().isEmpty());
  }

  /// Walks until all were met, or a limit is.
  ///
  /// @param most workloads of each kind; the walk ends before one more
  /// @param budget dependencies that it follows
  Reach from(DependencyGraph.Node node, int most, int budget) {
    walk++;
    losses.begin(node.number());
    stoppedIn[node.number()] = walk;
    queue[0] = node.number();
    int end = 1;
    int followed = 0;
    boolean whole = true;
    for (int i = 0; i < end && whole; i++) {
      int last = begins[queue[i] + 1];
      for (int at = begins[queue[i]]; at < last; at++) {
        int dependent = dependents[at];
        followed++;
        if (stoppedIn[dependent] != walk) {
          if (end > most || followed > budget) {
            whole = false;
            break;
          }
          stoppedIn[dependent] = walk;
          queue[end++] = dependent;
          losses.add(dependent);
        }
      }
    }
    var served = served(end, most, budget - followed);
    return new Reach(
        new Cascade(
            node.dependents().size(),
            end - 1,
            names(end),
            served.count(),
            losses.sum(),
            losses.currency(),
            whole && served.whole(),
            losses.isMixed()),
        followed + served.followed());
  }

  private record Served(int count, int followed, boolean whole) {}

  /// Those that are worth less and do not stop.
  private Served served(int end, int most, int budget) {
    int count = 0;
    int followed = 0;
    for (int i = 0; i < end && servesAny; i++) {
      for (var served : graph.byName().get(queue[i]).served()) {
        int other = served.node().number();
        followed++;
        if (stoppedIn[other] == walk) {
          continue;
        }
        if (servedIn[other] != walk) {
          if (count == most || followed > budget) {
            return new Served(count, followed, false);
          }
          servedIn[other] = walk;
          shares[other] = 0;
          count++;
        }
        int more = Math.min(served.perMille(), WHOLE - shares[other]);
        shares[other] += more;
        losses.add(other, more);
      }
    }
    return new Served(count, followed, true);
  }

  private List<String> names(int end) {
    var names = new String[Math.min(end - 1, Cascade.MOST_NAMES)];
    for (int i = 0; i < names.length; i++) {
      names[i] = graph.byName().get(queue[i + 1]).workload().name();
    }
    return List.of(names);
  }
}
