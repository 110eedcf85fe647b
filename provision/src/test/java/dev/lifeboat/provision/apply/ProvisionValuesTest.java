package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Values that a person gave, or should have given.
final class ProvisionValuesTest {
  private static Code code(Throwable thrown) {
    return ((ProblemException) thrown).problem().code();
  }

  @Test
  void all_values_that_are_missing_are_told_at_once() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.given = Map.of("Email", "ada@example.com");
    memory.functions = Optional.empty();

    assertThatThrownBy(memory::provision)
        .hasMessageContaining("Operators")
        .hasMessageContaining("HostedZone")
        .hasMessageContaining("lifeboat-functions.jar")
        .hasMessageNotContaining("HealthCheckers")
        .hasMessageNotContaining("Artefacts of")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB1011));
    assertThat(memory.stacks.executions).isZero();
  }

  @Test
  void a_look_needs_no_value_of_a_stack_that_is_not_there_and_tells_what_is_asked()
      throws Exception {
    var memory = ProvisionedMemory.example();
    var before = memory.all();
    memory.given = Map.of("Email", "ada@example.com");
    memory.functions = Optional.empty();

    var look = memory.run(memory.files).look();

    assertThat(look.stacks())
        .hasSize(5)
        .allMatch(it -> it.outlook() == StackPreview.Outlook.NEW && !it.changes().isEmpty());
    assertThat(look.asks())
        .extracting(ProvisionLook.Option::option)
        .contains("--set Operators=VALUE", "--functions FILE")
        .doesNotContain("--set Email=VALUE", "--set Artefacts=VALUE");
    assertThat(memory.all()).isEqualTo(before);
  }

  /// Its changes could not be reckoned, and all it has would look as if it was made anew.
  @Test
  void a_look_needs_each_value_of_a_stack_that_is_there() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    var files = new TreeMap<>(memory.files.files());
    files.computeIfPresent(
        "recovery/" + ProvisionFiles.TEMPLATE, (_, it) -> it.replace("\"Email\"", "\"Telephone\""));
    memory.given = Map.of();
    var run = memory.run(new ProvisionFiles(memory.files.index(), files));

    assertThatThrownBy(run::look)
        .hasMessageContaining("Telephone")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB1011));
  }

  /// Goal: users of one tenant are never led to the servers of another. Method: three names, each
  /// with load balancers of its own.
  @Test
  void what_each_stack_has_of_its_own_is_asked_and_given_by_its_name() throws Exception {
    var memory = ProvisionedMemory.of("saas-tiers");
    memory.given = Map.of("Email", "ada@example.com");
    assertThatThrownBy(memory::provision)
        .isInstanceOfSatisfying(
            ProblemException.class,
            it ->
                assertThat(it.problem().action().split("--set ", -1))
                    .filteredOn(option -> option.contains("PrimaryBalancer="))
                    .hasSize(3)
                    .allMatch(option -> option.startsWith("name-"))
                    .doesNotHaveDuplicates());

    memory.given = Map.of("PrimaryBalancer", "acme.elb.example.com");
    assertThatThrownBy(memory::provision)
        .hasMessageContaining("'PrimaryBalancer' to all stacks")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB1004));
    assertThat(memory.stacks.executions).isZero();
  }

  @Test
  void what_is_found_in_the_account_is_not_asked_and_never_changes_what_a_stack_has()
      throws Exception {
    var memory = ProvisionedMemory.example();
    memory.given = Map.of();
    memory.account.found.put("name-entry.PrimaryBalancer", "found.elb.example.com");
    assertThat(memory.run(memory.files).look().asks())
        .extracting(ProvisionLook.Option::option)
        .contains("--set RecoveryBalancer=VALUE")
        .doesNotContain("--set PrimaryBalancer=VALUE");
    assertThat(memory.run(memory.files).look().found())
        .extracting(ProvisionLook.Option::option)
        .containsExactly("--set PrimaryBalancer=found.elb.example.com");

    var other = ProvisionedMemory.example();
    other.provision();
    other.account.found.put("name-entry.PrimaryBalancer", "found.elb.example.com");
    other.given = Map.of();
    assertThat(other.provision()).noneMatch(StackPreview::isChange);
  }

  /// Else health checks from a new address are refused, and users are led away.
  @Test
  void new_addresses_of_health_checkers_are_a_change_and_their_silence_is_none() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    memory.account.checkers = Optional.of("15.177.0.0/18,203.0.113.0/24");

    assertThat(memory.provision())
        .filteredOn(StackPreview::isChange)
        .extracting(StackPreview::folder)
        .containsExactly("arbiter", "recovery", "primary");

    memory.account.checkers = Optional.empty();
    for (var unasked : List.of(Code.LB2002, Code.LB7002)) {
      memory.account.unasked = unasked;
      assertThat(memory.provision()).noneMatch(StackPreview::isChange);
    }
  }

  @Test
  void addresses_that_a_person_added_to_those_of_aws_stay() throws Exception {
    var memory = ProvisionedMemory.example();
    var given = new TreeMap<>(memory.given);
    given.put("HealthCheckers", "198.51.100.0/24,15.177.0.0/18");
    memory.given = given;
    memory.provision();
    memory.given = Map.of();
    assertThat(memory.provision()).noneMatch(StackPreview::isChange);

    memory.account.checkers = Optional.of("203.0.113.0/24");
    memory.provision();
    assertThat(memory.stacks.look(new StackAddress("eu-west-1", "lifeboat-dr-lab-arbiter")))
        .get()
        .extracting(it -> it.parameters().get("HealthCheckers"))
        .isEqualTo("15.177.0.0/18,198.51.100.0/24,203.0.113.0/24");
  }

  /// Else it would be said that all is as it should be, and the next change would ask for it.
  @Test
  void an_account_that_lacks_the_jar_is_not_as_the_plan_says() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    memory.functions = Optional.empty();
    assertThat(memory.run(memory.files).look().isChange()).isFalse();

    assertThat(memory.account.objects.keySet().removeIf(it -> it.endsWith(".jar"))).isTrue();

    var look = memory.run(memory.files).look();
    assertThat(look.stacks()).noneMatch(StackPreview::isChange);
    assertThat(look.isChange()).isTrue();
  }

  /// Goal: what was looked for in vain is looked for again; what a person did without stays away.
  @Test
  void a_balancer_that_comes_later_is_a_change_and_a_trail_without_is_none() throws Exception {
    var memory = ProvisionedMemory.example();
    var given = memory.given;
    memory.given = new TreeMap<>(given);
    memory.given.put("CloudTrail", "none");
    memory.provision();
    assertThat(memory.stacks.account().toString())
        .contains("tasks-of-web")
        .doesNotContain("errors-of-web", "AWS::CloudTrail::Trail");

    memory.given = given;
    assertThat(memory.run(memory.files).preview().stacks()).noneMatch(StackPreview::isChange);

    memory.account.found.put("recovery.MeasuredWeb", "app/web/0123456789abcdef");
    memory.provision();
    assertThat(memory.stacks.account().toString())
        .contains("errors-of-web")
        .doesNotContain("AWS::CloudTrail::Trail");
    memory.account.found.clear();
    assertThat(memory.run(memory.files).preview().stacks()).noneMatch(StackPreview::isChange);
  }

  @Test
  void a_value_of_a_name_that_no_stack_asks_for_is_refused_with_the_nearest() throws Exception {
    for (var slip : Map.of("Emial", "'Email'", "primary.Emial", "'primary.Email'").entrySet()) {
      var memory = ProvisionedMemory.example();
      memory.provision();
      memory.given = Map.of(slip.getKey(), "grace@example.com", "recovery.Email", "a@example.com");

      assertThatThrownBy(() -> memory.run(memory.files).preview())
          .hasMessageContaining("'" + slip.getKey() + "'")
          .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB1004))
          .satisfies(it ->
              assertThat(((ProblemException) it).problem().action())
                  .contains("did you mean " + slip.getValue()));
    }
  }
}
