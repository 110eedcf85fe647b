package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.GuardedExample;
import dev.lifeboat.provision.ProvisionFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Guards on Fargate are made where a person asks for them, and nothing is asked of whoever has
/// them run elsewhere.
final class GuardsOnRequestTest {
  private static final String DIGEST = "sha256:" + "0a".repeat(32);
  private ProvisionedMemory memory;

  @BeforeEach
  void account() throws Exception {
    memory = new ProvisionedMemory(GuardedExample.files());
  }

  private Map<String, String> given(Map<String, String> more) {
    var given = new TreeMap<>(ProvisionedMemory.GIVEN);
    given.putAll(more);
    return given;
  }

  private Map<String, String> whole() {
    var given = new TreeMap<String, String>();
    given.put("GuardImage", DIGEST);
    given.put("GuardRepository", "lifeboat");
    given.put("GuardCluster", "guards");
    given.put("GuardDatabaseDatabase", "shop");
    for (var folder : List.of("guards-primary", "guards-recovery")) {
      given.put(folder + ".GuardSubnets", "subnet-0a,subnet-0b");
      given.put(folder + ".GuardSecurityGroups", "sg-0a");
      given.put(folder + ".GuardHostDatabase", "db." + folder);
      given.put(folder + ".GuardHostStockDb", "stock." + folder);
    }
    return given(given);
  }

  private static Code code(Throwable thrown) {
    return ((ProblemException) thrown).problem().code();
  }

  @Test
  void without_a_value_of_them_nothing_is_asked_and_nothing_made() throws Exception {
    assertThat(memory.run(memory.files).look().stacks()).hasSize(5);

    assertThat(memory.provision()).hasSize(5).noneMatch(it -> it.folder().startsWith("guards-"));

    assertThat(memory.stacks.account().toString()).doesNotContain("AWS::ECS::Service");
    assertThat(memory.provision()).noneMatch(StackPreview::isChange);
  }

  @Test
  void an_image_without_its_place_is_refused_before_anything_is_changed() {
    memory.given = given(Map.of("GuardImage", DIGEST));

    assertThatThrownBy(memory::provision)
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB1011))
        .isInstanceOfSatisfying(
            ProblemException.class,
            it ->
                assertThat(it.problem().action())
                    .contains(
                        "--set GuardRepository=VALUE",
                        "--set GuardCluster=VALUE",
                        "--set guards-primary.GuardSubnets=VALUE",
                        "--set guards-recovery.GuardSubnets=VALUE",
                        "--set guards-primary.GuardHostDatabase=VALUE",
                        "--set guards-recovery.GuardHostStockDb=VALUE")
                    .doesNotContain("GuardUser", "GuardPort", "GuardRoots"));
    assertThat(memory.stacks.executions).isZero();
  }

  @Test
  void a_place_without_an_image_is_refused_too() {
    memory.given = given(Map.of("guards-recovery.GuardSubnets", "subnet-0a"));

    assertThatThrownBy(memory::provision)
        .hasMessageContaining("GuardImage of lifeboat-dr-lab-guards-recovery")
        .hasMessageContaining("GuardSubnets of lifeboat-dr-lab-guards-primary")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB1011));
    assertThat(memory.stacks.executions).isZero();
  }

  /// They are of one region's network.
  @Test
  void subnets_are_never_given_to_both_regions() {
    var given = new TreeMap<>(whole());
    given.put("GuardSubnets", "subnet-0a");
    memory.given = given;

    assertThatThrownBy(memory::provision)
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB1004))
        .hasMessageContaining("'GuardSubnets' to all stacks");
  }

  @Test
  void once_made_they_stay_without_being_asked_for_again_and_go_before_their_tables()
      throws Exception {
    memory.given = whole();
    assertThat(memory.provision())
        .extracting(StackPreview::folder)
        .containsExactly(
            "arbiter",
            "recovery",
            "primary",
            "guards-recovery",
            "guards-primary",
            "functions",
            "name-entry");
    assertThat(memory.stacks.account().toString()).contains("AWS::ECS::Service");

    memory.given = Map.of();
    assertThat(memory.provision()).hasSize(7).noneMatch(StackPreview::isChange);

    memory.given = Map.of("GuardImage", "sha256:" + "0b".repeat(32));
    assertThat(memory.provision())
        .filteredOn(StackPreview::isChange)
        .extracting(StackPreview::folder)
        .containsExactly("guards-recovery", "guards-primary");

    memory.news.clear();
    memory.unprovision();
    assertThat(memory.news.stream().filter(it -> it.endsWith(" done")))
        .containsSubsequence(
            "lifeboat-dr-lab-guards-primary done",
            "lifeboat-dr-lab-guards-recovery done",
            "lifeboat-dr-lab-primary done");
  }

  /// Goal: a region is not left without guards unseen. Method: the first one's stack was made, and
  /// the second one's was undone.
  @Test
  void guards_of_one_region_want_those_of_the_other() throws Exception {
    memory.given = whole();
    memory.provision();
    memory.stacks.delete(new StackAddress("ap-southeast-2", "lifeboat-dr-lab-guards-primary"));

    memory.given = Map.of();
    assertThatThrownBy(memory::provision)
        .hasMessageContaining("GuardImage of lifeboat-dr-lab-guards-primary")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB1011));
  }

  /// It has nothing, and whoever leaves it so is asked for nothing.
  @Test
  void a_first_deployment_that_was_undone_is_no_wish() throws Exception {
    memory.given = whole();
    memory.stacks.failing.add("GuardDrLab");
    assertThatThrownBy(memory::provision)
        .hasMessageContaining("lifeboat-dr-lab-guards-recovery")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB7013));

    memory.given = given(Map.of());
    assertThat(memory.provision()).hasSize(5);
  }

  /// Goal: no guard decides by a plan that nobody has any more.
  @Test
  void a_plan_that_outgrows_its_guards_is_refused_before_anything_is_changed() throws Exception {
    memory.given = whole();
    memory.provision();
    int before = memory.stacks.executions;

    memory.given = Map.of();
    assertThatThrownBy(() -> memory.run(grown()).look())
        .hasMessageContaining("lifeboat-dr-lab-guards-recovery in us-west-2 has guards")
        .hasMessageContaining("the plan takes 53336 bytes of a task, of 48000")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB3019));
    assertThat(memory.stacks.executions).isEqualTo(before);
  }

  @Test
  void guards_that_the_plan_lost_are_refused_in_the_second_region_too() throws Exception {
    memory.given = whole();
    memory.provision();
    memory.stacks.delete(new StackAddress("us-west-2", "lifeboat-dr-lab-guards-recovery"));

    memory.given = Map.of();
    assertThatThrownBy(() -> memory.run(ProvisionedMemory.example().files).look())
        .hasMessageContaining("lifeboat-dr-lab-guards-primary in ap-southeast-2 has guards")
        .hasMessageContaining("no workload has a guard and a guardSecret")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB3019));
  }

  /// Goal: a plan that was edited ends no guard that holds a database. Method: the workload gets a
  /// second name for the plan's reader, so that the first one's guards go.
  @Test
  void a_guard_that_holds_a_database_is_not_taken_away_by_an_edited_plan() throws Exception {
    memory.given = whole();
    memory.provision();
    memory.given = Map.of();
    var renamed = GuardedExample.renamed("dr-lab", "another");
    memory.account.guards.add(new ArmedGuard("dr-lab", "primary"));

    assertThatThrownBy(() -> memory.run(renamed).look())
        .hasMessageContaining("takes away a guard that holds a database: 'dr-lab' in primary")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB3019));

    memory.account.guards.clear();
    assertThat(memory.run(renamed).look().stacks()).isNotEmpty();
  }

  @Test
  void whoever_asks_for_guards_that_cannot_be_is_told_why() throws Exception {
    memory.given = given(Map.of("GuardImage", DIGEST));

    assertThatThrownBy(() -> memory.run(grown()).look())
        .hasMessageContaining("lifeboat-dr-lab-guards-recovery is not made: the plan takes")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB1004));
    assertThat(memory.stacks.executions).isZero();
  }

  private static ProvisionFiles grown() throws Exception {
    return ProvisionFiles.of(GuardedExample.plan(), "x".repeat(40_000), Optional.empty());
  }
}
