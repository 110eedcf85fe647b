package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Criticality;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class AssessmentPropertyTest {
  private static final int MOST_MINUTES = 600;

  /// Who tolerates more needs no more, and pays no more.
  @Property(tries = 300)
  void recommendation_and_cost_do_not_grow_with_what_is_tolerated(
      @ForAll @IntRange(min = 1, max = MOST_MINUTES) int rto,
      @ForAll @IntRange(max = MOST_MINUTES) int rpo,
      @ForAll @IntRange(max = 120) int laterRto,
      @ForAll @IntRange(max = 120) int laterRpo,
      @ForAll RecommendationRule rule,
      @ForAll Criticality criticality,
      @ForAll Copies copies,
      @ForAll boolean automatic) {
    var strict = chosen(rto, rpo, rule, criticality, copies, automatic);
    var loose = chosen(rto + laterRto, rpo + laterRpo, rule, criticality, copies, automatic);

    assertThat(loose.strategy()).isLessThanOrEqualTo(strict.strategy());
    assertThat(loose.cost().total()).isLessThanOrEqualTo(strict.cost().total());
  }

  /// Goal: the order of a file and the locale of a machine change no byte of the answer.
  @Property(tries = 60)
  void the_order_of_the_file_and_the_locale_change_nothing(@ForAll long seed) {
    var random = new Random(seed);
    var workloads = workloads(random);
    var before = Locale.getDefault();
    try {
      var one = AssessedPlans.assess(plan(workloads));
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      var shuffled = new ArrayList<>(workloads);
      Collections.shuffle(shuffled, random);
      var other = AssessedPlans.assess(plan(shuffled));

      assertThat(words(other)).isEqualTo(words(one));
    } finally {
      Locale.setDefault(before);
    }
  }

  /// A workload is out at least as long as each that it needs, and needs at most what all who need
  /// it, through however many, have: compared with a walk over every path.
  @Property(tries = 60)
  void waits_and_needs_equal_a_walk_over_every_path(@ForAll long seed) {
    var plan = plan(workloads(new Random(seed)));
    var assessed = AssessedPlans.assess(plan);
    var graph = DependencyGraph.of(plan);
    var needs = RecoveryDemand.all(graph);
    var numbers = new HashMap<String, Integer>();
    graph.byName().forEach(it -> numbers.put(it.workload().name(), it.number()));

    for (var one : assessed.workloads()) {
      assertThat(one.rto())
          .isEqualTo(longer(walk(plan, one.name(), assessed), promised(plan, one.name())))
          .isGreaterThanOrEqualTo(one.planned().estimate().rto());
      var shortest =
          upward(plan, one.name()).stream()
              .map(name -> plan.workload(name).objectives().rto())
              .min(java.util.Comparator.naturalOrder())
              .orElseThrow();
      assertThat(needs.get(numbers.get(one.name())).rto()).isEqualTo(shortest);
    }
  }

  private static Duration walk(Plan plan, String name, PlanAssessment assessed) {
    var estimate =
        assessed.workloads().stream()
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow()
            .planned()
            .estimate();
    var begin = estimate.begin();
    for (var needed : plan.workload(name).dependsOn()) {
      var back = walk(plan, needed, assessed);
      begin = longer(begin, back);
    }
    return begin.plus(estimate.recover());
  }

  /// The longest that a third party of it, or of one that it needs, promises to be out.
  private static Duration promised(Plan plan, String name) {
    var longest = Duration.ZERO;
    for (var rto : plan.workload(name).needs().thirdParties().values()) {
      longest = longer(longest, rto);
    }
    for (var needed : plan.workload(name).dependsOn()) {
      longest = longer(longest, promised(plan, needed));
    }
    return longest;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  /// Itself and all that need it.
  private static Set<String> upward(Plan plan, String name) {
    var found = new HashSet<>(Set.of(name));
    for (var workload : plan.workloads().values()) {
      if (workload.dependsOn().contains(name)) {
        found.addAll(upward(plan, workload.name()));
      }
    }
    return found;
  }

  /// How the other region gets what is written.
  enum Copies {
    LATER(""),
    AT_ONCE(""),
    /// Its log is in a vault sooner than in the other region.
    SHIPPED("\nbackup: { to: kept, logs: 1m }");

    private final String keys;

    Copies(String keys) {
      this.keys = keys;
    }

    Plan plan(String shop) {
      var later = AssessedPlans.shop(shop + keys);
      return AssessedPlans.plan(
          this == AT_ONCE
              ? later.replace("type: database", "type: database, replication: synchronous")
              : later);
    }
  }

  private record Chosen(Strategy strategy, BigDecimal total, MonthlyCost cost) {}

  private static Chosen chosen(
      int rto,
      int rpo,
      RecommendationRule rule,
      Criticality criticality,
      Copies copies,
      boolean automatic) {
    var keys =
        "criticality: %s\nobjectives: { rto: %dm, rpo: %dm }\nfailover: { trigger: %s }"
            .formatted(criticality.word(), rto, rpo, automatic ? "automatic" : "manual");
    var plan = copies.plan(keys);
    var only = AssessedPlans.only(AssessedPlans.assess(plan, rule));
    var it = only.options().of(only.recommendation().strategy());
    return new Chosen(it.strategy(), it.cost().total(), it.cost());
  }

  private static List<String> workloads(Random random) {
    var workloads = new ArrayList<String>();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      var needed = new ArrayList<String>();
      var missed = new ArrayList<String>();
      for (int j = 0; j < i; j++) {
        switch (random.nextInt(4)) {
          case 0 -> needed.add("w" + j);
          case 1 -> missed.add("w%d: %d%%".formatted(j, random.nextInt(101)));
          default -> {}
        }
      }
      workloads.add(
          AssessedPlans.workload(
              "w" + i,
              "criticality: %s\nstrategy: %s\nobjectives: { rto: %dm, rpo: %dm }\ndependsOn: %s"
                      .formatted(
                          Criticality.values()[random.nextInt(4)].word(),
                          Strategy.values()[random.nextInt(4)].word(),
                          1 + random.nextInt(MOST_MINUTES),
                          random.nextInt(MOST_MINUTES),
                          needed)
                  + "\ndependsSoftlyOn: { %s }".formatted(String.join(", ", missed))
                  + (random.nextInt(4) == 0
                      ? "\nthirdParties: { bank: %dm }".formatted(random.nextInt(MOST_MINUTES))
                      : "")
                  + (random.nextBoolean() ? "\nimpact: { revenuePerHour: 1250.50 USD }" : "")));
    }
    return workloads;
  }

  private static Plan plan(List<String> workloads) {
    return AssessedPlans.plan(String.join("", workloads));
  }

  private static String words(PlanAssessment assessed) {
    var words = new StringBuilder();
    assessed.gaps().forEach(gap -> words.append(gap).append('\n'));
    assessed
        .workloads()
        .forEach(it ->
            words.append(
                "%s %s %s %s %s %s\n"
                    .formatted(
                        it.name(),
                        it.recommendation(),
                        it.rto(),
                        it.waitsFor(),
                        it.planned(),
                        it.loss())));
    return words.toString();
  }
}
