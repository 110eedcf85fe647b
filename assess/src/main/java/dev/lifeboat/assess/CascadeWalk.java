package dev.lifeboat.assess;

import dev.lifeboat.assess.CascadeReview.Worth;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/// Walk from a workload to all that stop with it, the nearest first, and to those that these serve.
final class CascadeWalk {
  private static final int WHOLE = 1000;

  private final DependencyGraph graph;
  private final List<Worth> worth;

  /// By number, the walk that stopped it last: nothing is cleared between two walks.
  private final int[] stoppedIn;

  private final int[] servedIn;

  /// Of a thousand, what a workload loses in the walk of `servedIn`.
  private final int[] shares;

  private final int[] queue;
  private int walk;

  /// Whether the walk met a loss in another currency.
  private boolean mixed;

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
    this.worth = worth;
    this.stoppedIn = new int[size];
    this.servedIn = new int[size];
    this.shares = new int[size];
    this.queue = new int[size];
  }

  /// Walks until all were met, or a limit is.
  ///
  /// @param most workloads of each kind; the walk ends before one more
  /// @param budget dependencies that it follows
  Reach from(DependencyGraph.Node node, int most, int budget) {
    walk++;
    mixed = false;
    stoppedIn[node.number()] = walk;
    queue[0] = node.number();
    int end = 1;
    int followed = 0;
    boolean whole = true;
    for (int i = 0; i < end && whole; i++) {
      for (var dependent : graph.byName().get(queue[i]).dependents()) {
        followed++;
        if (stoppedIn[dependent.number()] != walk) {
          if (end > most || followed > budget) {
            whole = false;
            break;
          }
          stoppedIn[dependent.number()] = walk;
          queue[end++] = dependent.number();
        }
      }
    }
    var served = served(end, most, budget - followed);
    var perHour = Amounts.of(perHour(node, end).add(served.perHour()));
    return new Reach(
        new Cascade(
            node.dependents().size(),
            end - 1,
            names(end),
            served.count(),
            perHour,
            worth.get(node.number()).currency(),
            whole && served.whole(),
            mixed),
        followed + served.followed());
  }

  private record Served(int count, BigDecimal perHour, int followed, boolean whole) {}

  /// Those that are worth less and do not stop.
  private Served served(int end, int most, int budget) {
    var currency = worth.get(queue[0]).currency();
    int count = 0;
    int followed = 0;
    var perHour = BigDecimal.ZERO;
    for (int i = 0; i < end; i++) {
      for (var served : graph.byName().get(queue[i]).served()) {
        int other = served.node().number();
        followed++;
        if (stoppedIn[other] == walk) {
          continue;
        }
        if (servedIn[other] != walk) {
          if (count == most || followed > budget) {
            return new Served(count, perHour, followed, false);
          }
          servedIn[other] = walk;
          shares[other] = 0;
          count++;
        }
        int more = Math.min(served.perMille(), WHOLE - shares[other]);
        shares[other] += more;
        perHour = perHour.add(of(other, currency).multiply(BigDecimal.valueOf(more, 3)));
      }
    }
    return new Served(count, perHour, followed, true);
  }

  private BigDecimal perHour(DependencyGraph.Node node, int end) {
    var currency = worth.get(node.number()).currency();
    var perHour = BigDecimal.ZERO;
    for (int i = 1; i < end; i++) {
      perHour = perHour.add(of(queue[i], currency));
    }
    return perHour;
  }

  private BigDecimal of(int number, String currency) {
    var it = worth.get(number);
    if (it.currency().equals(currency)) {
      return it.perHour();
    }
    mixed |= it.perHour().signum() != 0;
    return BigDecimal.ZERO;
  }

  private List<String> names(int end) {
    return Arrays.stream(queue, 1, Math.min(end, 1 + Cascade.MOST_NAMES))
        .mapToObj(it -> graph.byName().get(it).workload().name())
        .toList();
  }
}
