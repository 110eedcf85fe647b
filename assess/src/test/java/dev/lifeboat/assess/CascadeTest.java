package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.assess.CascadeReview.Worth;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Issue 24, part 5: what stops with a workload at any depth, and what all of that loses.
class CascadeTest {
  private static final String CRITICAL = "criticality: critical\n";

  /// Goal: cascades equal brute force. Method: sets that grow until nothing is added any more, over
  /// the words of the plan.
  @Property(tries = 200)
  void cascades_equal_brute_force(@ForAll long seed) {
    var plan = plan(new Random(seed), 12);
    var graph = DependencyGraph.of(plan);
    var worth = worth(graph);

    var told = new CascadeReview(graph, worth).all();

    for (var node : graph.byName()) {
      var it = told.get(node.number());
      var stopped = stopped(plan, node.workload().name());
      var shares = shares(plan, node.workload().name(), stopped);
      assertThat(it.whole()).isTrue();
      assertThat(it.stopped()).isEqualTo(stopped.size());
      assertThat(it.nearest()).hasSize(Math.min(10, stopped.size())).isSubsetOf(stopped);
      assertThat(it.served()).isEqualTo(shares.size());
      assertThat(it.perHour())
          .isEqualTo(lost(graph, worth, stopped, shares, worth.get(node.number()).currency()));
    }
  }

  /// What is told of a walk that ended early is no more than there is, and says so; further walks
  /// bring as many to their end as the budget pays for.
  @Property(tries = 100)
  void a_cascade_that_is_not_followed_to_its_end_says_so(@ForAll long seed) {
    var plan = plan(new Random(seed), 30);
    var graph = DependencyGraph.of(plan);
    var worth = worth(graph);
    var all = new CascadeReview(graph, worth).all();
    var some = new CascadeReview(graph, worth, 3, 0).all();
    var most = new CascadeReview(graph, worth, 3, 1_000_000).all();

    assertThat(most).isEqualTo(all);
    for (int i = 0; i < all.size(); i++) {
      assertThat(some.get(i).perHour()).isLessThanOrEqualTo(all.get(i).perHour());
      assertThat(some.get(i).stopped()).isLessThanOrEqualTo(all.get(i).stopped());
      if (some.get(i).whole()) {
        assertThat(some.get(i).stopped()).isEqualTo(all.get(i).stopped());
      }
    }
  }

  /// Two ways lead to `shop`: it is counted once.
  @Test
  void who_is_reached_on_two_ways_loses_once() {
    var plan =
        AssessedPlans.plan(
            workload("accounts", "owner: core")
                + workload("mail", "dependsOn: [accounts]")
                + workload("search", "dependsOn: [accounts]")
                + workload("shop", "dependsOn: [mail, search]"));

    var accounts = cascade(plan, "accounts");

    assertThat(accounts.stopped()).isEqualTo(3);
    assertThat(accounts.direct()).isEqualTo(2);
    assertThat(accounts.nearest()).containsExactly("mail", "search", "shop");
    assertThat(accounts.perHour()).isEqualTo(new BigDecimal("300.00"));
    assertThat(accounts.words())
        .isEqualTo(
            "3 others stop with it, 2 of them directly: mail, search, shop;"
                + " they lose 300.00 USD an hour");
  }

  /// `news` misses both; together they are no more than all that it is worth. What misses each
  /// other is counted as well: nothing waits for a soft one, so that a plan may have such a cycle.
  @Test
  void shares_of_one_that_is_served_come_to_no_more_than_all_and_cycles_end() {
    var plan =
        AssessedPlans.plan(
            workload("accounts", "dependsSoftlyOn: { news: 10% }")
                + workload("mail", "dependsOn: [accounts]")
                + workload("news", "dependsSoftlyOn: { accounts: 70%, mail: 60% }"));

    assertThat(cascade(plan, "accounts").perHour()).isEqualTo(new BigDecimal("200.00"));
    assertThat(cascade(plan, "news").perHour()).isEqualTo(new BigDecimal("10.00"));
  }

  @Test
  void who_takes_more_along_than_he_is_worth_is_a_gap_unless_he_is_held_in_regard() {
    var others = workload("mail", "dependsOn: [core]") + workload("shop", "dependsOn: [mail]");
    var core = AssessedPlans.workload("core", "objectives: { rto: 1h, rpo: 1h }");
    var gap = gaps(core + others);

    assertThat(gap).singleElement().extracting(Gap::workload).isEqualTo("core");
    assertThat(gap.getFirst().message())
        .isEqualTo(
            "is medium, and others lose more than itself: 2 others stop with it, 1 of them"
                + " directly: mail, shop; they lose 200.00 USD an hour");
    assertThat(gaps(core.replace("objectives", CRITICAL + "  objectives") + others)).isEmpty();
    assertThat(gaps(core)).isEmpty();
  }

  /// A chain and a star are summed up; where all need all, walks end early.
  @Test
  @Tag("proof")
  @Timeout(60)
  void full_size_ends() {
    int size = 10_000;
    var chain = new StringBuilder();
    var dense = new StringBuilder();
    for (int i = 0; i < size; i++) {
      var one = "%s%d: { tier: basic, dependsOn: [%s], resources: { d%d: { type: database } } }\n";
      chain.append(one.formatted("w", i, i == 0 ? "" : "w" + (i - 1), i));
      var needs = i < 3 ? "" : "w%d, w%d, w%d".formatted(i - 1, i - 2, i / 2);
      dense.append(one.formatted("w", i, i < 5 ? "" : needs, i));
    }
    assertThat(cascade(AssessedPlans.plan(chain.toString()), "w0"))
        .matches(Cascade::whole)
        .extracting(Cascade::stopped)
        .isEqualTo(size - 1);
    assertThat(AssessedPlans.assess(AssessedPlans.plan(dense.toString())).workloads())
        .anyMatch(it -> !it.cascade().whole())
        .anyMatch(it -> it.cascade().whole() && it.cascade().stopped() > 9_000);
  }

  private static List<Gap> gaps(String workloads) {
    return AssessedPlans.assess(AssessedPlans.plan(workloads)).gaps().stream()
        .filter(it -> it.code() == Code.LB8023)
        .toList();
  }

  private static Cascade cascade(Plan plan, String name) {
    return AssessedPlans.assess(plan).workloads().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow()
        .cascade();
  }

  private static String workload(String name, String keys) {
    return AssessedPlans.workload(
        name,
        CRITICAL
            + "objectives: { rto: 1h, rpo: 1h }\nimpact: { revenuePerHour: 100 USD }\n"
            + keys);
  }

  private static Plan plan(Random random, int most) {
    var text = new StringBuilder();
    int size = 1 + random.nextInt(most);
    for (int i = 0; i < size; i++) {
      var hard = new ArrayList<String>();
      var soft = new ArrayList<String>();
      for (int j = 0; j < size; j++) {
        if (j < i && random.nextInt(5) == 0) {
          hard.add("w" + j);
        } else if (j != i && random.nextInt(8) == 0) {
          soft.add("w%d: %d%%".formatted(j, random.nextInt(101)));
        }
      }
      text.append(
          AssessedPlans.workload(
              "w" + i,
              "objectives: { rto: 1h, rpo: 1h }\ndependsOn: %s\ndependsSoftlyOn: { %s }\n%s"
                  .formatted(
                      hard,
                      random.nextBoolean() ? String.join(", ", soft) : "",
                      random.nextInt(4) == 0
                          ? "owner: core"
                          : "impact: { revenuePerHour: %d.25 %s }"
                              .formatted(
                                  random.nextInt(1000), random.nextInt(4) == 0 ? "EUR" : "USD"))));
    }
    return AssessedPlans.plan(text.toString());
  }

  private static List<Worth> worth(DependencyGraph graph) {
    return graph.byName().stream()
        .map(it -> it.workload().impact())
        .map(it ->
            it.map(impact -> new Worth(impact.revenue().amount(), impact.currency()))
                .orElse(new Worth(BigDecimal.ZERO, "USD")))
        .toList();
  }

  private static TreeSet<String> stopped(Plan plan, String name) {
    var out = new TreeSet<>(List.of(name));
    for (int before = 0; before < out.size(); ) {
      before = out.size();
      plan.workloads().values().stream()
          .filter(it -> it.dependsOn().stream().anyMatch(out::contains))
          .forEach(it -> out.add(it.name()));
    }
    out.remove(name);
    return out;
  }

  private static Map<String, Integer> shares(Plan plan, String name, TreeSet<String> stopped) {
    var shares = new HashMap<String, Integer>();
    for (var other : plan.workloads().values()) {
      if (!other.name().equals(name) && !stopped.contains(other.name())) {
        other
            .needs()
            .soft()
            .forEach((missed, share) -> {
              if (missed.equals(name) || stopped.contains(missed)) {
                shares.merge(other.name(), share, (a, b) -> Math.min(1000, a + b));
              }
            });
      }
    }
    return shares;
  }

  private static BigDecimal lost(
      DependencyGraph graph,
      List<Worth> worth,
      TreeSet<String> stopped,
      Map<String, Integer> shares,
      String currency) {
    var sum = BigDecimal.ZERO;
    for (var node : graph.byName()) {
      var its = worth.get(node.number());
      var name = node.workload().name();
      int share = stopped.contains(name) ? 1000 : shares.getOrDefault(name, 0);
      if (its.currency().equals(currency)) {
        sum = sum.add(its.perHour().multiply(BigDecimal.valueOf(share, 3)));
      }
    }
    return Amounts.of(sum);
  }
}
