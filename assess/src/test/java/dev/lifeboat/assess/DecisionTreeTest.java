package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.assess.DecisionTree.Question;
import org.junit.jupiter.api.Test;

/// Each question is there for a rule that the plan has.
class DecisionTreeTest {
  private static final String KEYS =
      """
      objectives: { rto: 15m, rpo: 5m }
      dependsOn: [stock]\
      """;

  private static final String STOCK =
      AssessedPlans.workload("stock", "objectives: { rto: 15m, rpo: 5m }");

  @Test
  void the_questions_are_the_rules_of_the_plan() {
    var tree =
        tree(
            KEYS + "\nfailover: { trigger: approval, detect: { every: 2s, failures: 5 } }",
            "people: { declareAbove: 20m, contacts: { ada: { role: on call, reach: [a], declares:"
                + " true }, bob: { role: desk, reach: [b] } } }");

    assertThat(tree.mermaid())
        .isEqualTo(
            """
            flowchart TD
              q1{"Are users of 'shop' served?"}
              q1 -- yes --> yes1["move nothing, and look for another cause"]
              q1 -- no --> q2
              q2{"Has 'east' failed 5 looks in a row, 2 s apart, from every view?"}
              q2 -- yes --> q3
              q2 -- no --> no2["wait: a slow region is not a lost one"]
              q3{"Is 'east' expected back within 20 min?"}
              q3 -- yes --> yes3["wait until then, and ask again; the RTO is 15 min"]
              q3 -- no --> q4
              q4{"Has 'stock', which it needs, left 'east'?"}
              q4 -- yes --> q5
              q4 -- no --> no4["fail over 'stock' first"]
              q5{"Was the copy of shop-db in 'west' at most 5 min behind?"}
              q5 -- yes --> declare
              q5 -- no --> no5["let a person who declares accept the greater loss in writing, or wait"]
              declare{{"ada declares a disaster, and the watch is answered with yes, or the failover begun by hand"}}
            """);
  }

  @Test
  void a_rule_that_a_plan_has_not_is_not_asked_for() {
    var asked = questions("failover: { beyondRpo: allow }");

    assertThat(asked).noneMatch(it -> it.asks().startsWith("Was the copy"));
    assertThat(questions("failover: { trigger: automatic }"))
        .anyMatch(it -> it.asks().startsWith("Has the watch begun"));
    assertThat(questions("failover: { trigger: manual }"))
        .noneMatch(it -> it.asks().contains("watch"));
  }

  @Test
  void users_who_are_out_alone_are_moved_where_the_plan_says_so() {
    assertThat(questions("failover: { on: users, usersAfter: 7m }").get(1).no().orElseThrow())
        .isEqualTo(
            "wait; users who are out for 7 min are moved as planned while its database lives");
  }

  @Test
  void without_contacts_whoever_leads_declares() {
    assertThat(tree(KEYS, "people: {}").end()).startsWith("whoever leads declares a disaster");
  }

  private static java.util.List<Question> questions(String failover) {
    return tree(KEYS + "\n" + failover, "people: {}").questions();
  }

  private static DecisionTree tree(String keys, String people) {
    var plan = AssessedPlans.plan(AssessedPlans.shop(keys) + STOCK, people);
    return DecisionTree.of(plan, plan.workload("shop"));
  }
}
