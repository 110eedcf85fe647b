package dev.lifeboat.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lifeboat.assess.ControlEvidence.State;
import dev.lifeboat.problem.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Issue 24, parts 4 and 7: how long and where backups are kept, against what was asked for.
class BackupRuleTest {
  private static List<String> told(Code code, String backup, String plan) {
    var keys = "objectives: { rto: 1h, rpo: 1h }\nbackup: { to: safe%s }".formatted(backup);
    return AssessedPlans.assess(AssessedPlans.plan(AssessedPlans.shop(keys), plan)).gaps().stream()
        .filter(it -> it.code() == code)
        .map(Gap::message)
        .toList();
  }

  private static String vaults(String safe) {
    return "vaults: { safe: { url: 's3://b/kept'%s }, far: { url: 's3://b/far', retain: 7d } }\n"
        .formatted(safe);
  }

  @Test
  void a_vault_that_keeps_longer_than_asked_for_is_told() {
    assertThat(told(Code.LB8024, ", keep: 14d", vaults(", retain: 30d")))
        .containsExactly("keeps backups for 14 d, and vaults keep them longer: 'safe' for 30 d");
    assertThat(told(Code.LB8024, ", keep: 30d", vaults(", retain: 30d"))).isEmpty();
    assertThat(told(Code.LB8024, ", keep: 14d, class: claims", vaults(", retain: 30d"))).isEmpty();
  }

  @Test
  void a_vault_that_keeps_longer_than_the_class_has_it_is_told() {
    assertThat(told(Code.LB8024, ", class: financial", vaults(", retain: 3000d")))
        .singleElement()
        .asString()
        .startsWith("keeps backups for 2557 d, and vaults keep them longer: 'safe' for 3000 d");
    assertThat(told(Code.LB8024, ", class: audit", vaults(", retain: 3000d"))).isEmpty();
  }

  /// What the tier gives where the workload says nothing contradicts nobody.
  @Test
  void a_keep_that_its_class_overrules_is_told() {
    assertThat(told(Code.LB8033, ", keep: 14d, class: financial", vaults("")))
        .containsExactly(
            "is to keep backups for 14 d, and data of class financial stay for 2557 d");
    assertThat(told(Code.LB8033, ", keep: 14d, class: audit", vaults("")))
        .containsExactly("is to keep backups for 14 d, and data of class audit stay for ever");
    assertThat(told(Code.LB8033, ", keep: 2557d, class: financial", vaults(""))).isEmpty();
    assertThat(told(Code.LB8033, ", class: financial", vaults(""))).isEmpty();
    assertThat(told(Code.LB8033, ", keep: 14d", vaults(""))).isEmpty();
  }

  @Test
  void backups_that_can_be_removed_at_once_are_told() {
    assertThat(told(Code.LB8025, "", vaults("")))
        .containsExactly("keeps its backups where whoever breaks in may remove them: safe");
    assertThat(told(Code.LB8025, ", copyTo: far", vaults(""))).isEmpty();
    assertThat(told(Code.LB8025, "", vaults(", retain: 1d"))).isEmpty();
    assertThat(told(Code.LB8025, "", "vaults: { safe: { url: kept, retain: 30d } }"))
        .as("whoever writes to a folder may delete in it")
        .hasSize(1);
  }

  /// The finding does not go away with the backup.
  @Test
  void a_database_that_is_not_backed_up_is_told() {
    var bare = AssessedPlans.shop("objectives: { rto: 1h, rpo: 1h }");
    assertThat(AssessedPlans.assess(AssessedPlans.plan(bare)).gaps())
        .filteredOn(it -> it.code() == Code.LB8025)
        .extracting(Gap::severity, Gap::message)
        .containsExactly(
            tuple(Severity.MEDIUM, "has no backup of shop-db: a bad write reaches every copy"));
  }

  @Test
  void what_is_not_backed_up_is_no_evidence_of_safe_backups() {
    assertThat(state("owner: core", "assess: {}")).isEqualTo(State.GAPS);
    assertThat(state("backup: { to: safe }", vaults(""))).isEqualTo(State.GAPS);
    assertThat(state("backup: { to: safe }", vaults(", retain: 1d"))).isEqualTo(State.EVIDENCE);
  }

  private static State state(String keys, String plan) {
    var text = AssessedPlans.shop("objectives: { rto: 1h, rpo: 1h }\n" + keys);
    var it = AssessedPlans.assess(AssessedPlans.plan(text, plan));
    return ControlEvidence.all(it, false).get(Control.REL09_BP02.ordinal()).state();
  }

  /// A copy of data in a third region is data there.
  @Test
  void a_vault_lies_where_data_may_lie_too() {
    var plan =
        "assess: { places: { east: DE, west: IE }, residency: { shop: [DE, IE] } }\n"
            + "vaults: { safe: { url: \"s3://b/p\"%s } }\n";

    assertThat(told(Code.LB8019, "", plan.formatted(", region: us-east-1")))
        .singleElement()
        .asString()
        .contains("where 'us-east-1' lies is not told");
    assertThat(told(Code.LB8019, "", plan.formatted(", region: west"))).isEmpty();
    assertThat(told(Code.LB8019, "", plan.formatted(""))).isEmpty();
  }
}
