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
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What provisioning does in an account whose CloudFormation is in memory.
final class ProvisionRunTest {
  private static final ProvisionLook SEEN_NOTHING =
      new ProvisionLook(List.of(), List.of(), List.of(), List.of(), List.of());

  private static final StackAddress ARBITER =
      new StackAddress("eu-west-1", "lifeboat-dr-lab-arbiter");
  private static final StackAddress NAMES =
      new StackAddress("us-west-2", "lifeboat-dr-lab-name-entry");

  private static ProvisionFiles with(
      ProvisionFiles files, String folder, UnaryOperator<String> edit) {
    var changed = new TreeMap<>(files.files());
    var path = folder + "/" + ProvisionFiles.TEMPLATE;
    var before = changed.get(path);
    changed.put(path, edit.apply(before));
    assertThat(changed.get(path)).as("the edit did something").isNotEqualTo(before);
    return new ProvisionFiles(files.index(), changed);
  }

  private static Code code(Throwable thrown) {
    return ((ProblemException) thrown).problem().code();
  }

  @Test
  void stacks_come_in_order_and_users_are_led_last() throws Exception {
    var memory = ProvisionedMemory.example();

    var shown = memory.provision();

    assertThat(shown).allMatch(it -> it.outlook() == StackPreview.Outlook.NEW);
    assertThat(memory.news.stream().filter(it -> it.endsWith(" done")))
        .containsSubsequence(
            "lifeboat-dr-lab-arbiter done",
            "lifeboat-dr-lab-recovery done",
            "lifeboat-dr-lab-primary done",
            "dr-lab-routes-primary done",
            "lifeboat-dr-lab-functions done",
            "lifeboat-dr-lab-name-entry done",
            "lifeboat-dr-lab-name-entry done");
    assertThat(memory.news)
        .containsSubsequence("lifeboat-dr-lab-name-entry waits", "lifeboat-dr-lab-name-entry done");
    assertThat(memory.stacks.look(NAMES).orElseThrow().parameters())
        .containsEntry("LeadUsers", "yes");
    assertThat(memory.account.lock).isEmpty();
  }

  @Test
  void a_second_time_changes_nothing() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    var before = memory.all();
    int executions = memory.stacks.executions;
    memory.given = Map.of();
    memory.functions = Optional.empty();

    var shown = memory.provision();

    assertThat(shown).allMatch(it -> it.outlook() == StackPreview.Outlook.SAME);
    assertThat(memory.stacks.executions).isEqualTo(executions);
    assertThat(memory.all()).isEqualTo(before);
  }

  @Test
  void a_look_leaves_nothing_behind() throws Exception {
    var memory = ProvisionedMemory.example();
    var before = memory.all();

    assertThat(memory.run(memory.files).preview().stacks()).hasSize(5);

    assertThat(memory.all()).isEqualTo(before);
  }

  @Test
  void nor_does_one_that_is_interrupted() throws Exception {
    var memory = ProvisionedMemory.example();
    var before = memory.all();
    memory.interrupted = true;

    assertThatThrownBy(() -> memory.run(memory.files).preview())
        .isInstanceOf(InterruptedException.class);

    assertThat(memory.interrupted).isFalse();
    assertThat(memory.stacks.isAnyReady()).isFalse();
    assertThat(memory.all()).isEqualTo(before);
  }

  /// Kills the process at each of its moments, then types the command again.
  @Test
  void killed_at_every_step_and_repeated_it_comes_to_the_same_end() throws Exception {
    var whole = ProvisionedMemory.example();
    whole.provision();
    var end = whole.all();

    int moments = 0;
    for (boolean died = true; died; moments++) {
      var memory = new ProvisionedMemory(whole.files);
      memory.living(new Mortality(moments));
      died = dies(memory);
      memory.living(Mortality.never());

      memory.provision();

      assertThat(memory.all()).as("killed at moment %d", moments).isEqualTo(end);
    }
    assertThat(moments).isGreaterThan(60);
  }

  private static boolean dies(ProvisionedMemory memory) throws Exception {
    try {
      memory.provision();
      return false;
    } catch (Mortality.Death _) {
      return true;
    }
  }

  @Test
  void a_change_is_told_by_its_kind_and_made() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    var changed =
        with(memory.files, "primary", it -> it.replaceFirst("\"Period\" : \\d+", "\"Period\" : 7"));

    var shown = memory.provision(changed);

    var differing = shown.stream().filter(StackPreview::isChange).toList();
    assertThat(differing).hasSize(1);
    assertThat(differing.getFirst().changes())
        .singleElement()
        .matches(it -> it.action().equals("Modify") && it.replaced().equals("False"));
    assertThat(memory.run(changed).preview().stacks()).noneMatch(StackPreview::isChange);
  }

  @Test
  void another_jar_is_a_change_of_the_functions_and_the_same_one_is_none() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    memory.functions = Optional.of(ProvisionedMemory.jar("b"));

    var shown = memory.provision();

    assertThat(shown.stream().filter(StackPreview::isChange))
        .singleElement()
        .matches(it -> it.folder().equals("functions"))
        .matches(it -> it.changes().stream().allMatch(of -> of.type().endsWith("Function")));
    assertThat(memory.account.objects.keySet())
        .anyMatch(it -> it.endsWith("/aaaaaaaaaaaa-lifeboat-functions.jar"))
        .anyMatch(it -> it.endsWith("/bbbbbbbbbbbb-lifeboat-functions.jar"));
    memory.functions = Optional.empty();
    assertThat(memory.provision()).noneMatch(StackPreview::isChange);
  }

  @Test
  void a_change_of_outputs_alone_is_shown_and_made() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    var changed =
        with(
            memory.files,
            "recovery",
            it -> it.replaceFirst("\"Outputs\" : \\{", "$0 \"Again\": {\"Value\": \"x\"},"));

    var shown = memory.provision(changed);

    assertThat(shown.stream().filter(StackPreview::isChange))
        .singleElement()
        .matches(it -> it.changes().isEmpty() && it.folder().equals("recovery"));
    assertThat(memory.run(changed).preview().stacks()).noneMatch(StackPreview::isChange);
  }

  @Test
  void a_change_set_that_somebody_took_away_is_not_told_as_no_change() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    memory.stacks.thief = true;

    assertThatThrownBy(() -> memory.run(memory.files).preview().stacks())
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB2001));
    assertThatThrownBy(() -> memory.run(memory.files).apply(SEEN_NOTHING))
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB2001));
  }

  /// As it is seen for a moment on AWS, whose answers may be late.
  @Test
  void a_stack_that_is_seen_as_it_was_before_counts_as_neither_changed_nor_removed()
      throws Exception {
    var whole = ProvisionedMemory.example();
    whole.provision();
    var memory = ProvisionedMemory.example();
    memory.stacks.late = 3;
    memory.stacks.failing.add("Dashboard");
    assertThatThrownBy(memory::provision).hasMessageContaining("made to fail");
    memory.stacks.failing.clear();

    memory.provision();

    assertThat(memory.all()).isEqualTo(whole.all());
    var changed =
        with(memory.files, "primary", it -> it.replaceFirst("\"Period\" : \\d+", "\"Period\" : 7"));
    var alarm =
        memory.run(changed).preview().stacks().stream().flatMap(it -> it.changes().stream());
    memory.stacks.failing.add(alarm.findFirst().orElseThrow().id());
    assertThatThrownBy(() -> memory.provision(changed)).hasMessageContaining("made to fail");
    memory.unprovision();
    assertThat(memory.removal().preview()).isEmpty();
  }

  @Test
  void a_change_that_fails_is_told_by_its_first_reason_and_can_be_repeated() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.stacks.failing.add("Dashboard");

    assertThatThrownBy(memory::provision)
        .hasMessageContaining("AWS::CloudWatch::Dashboard Dashboard: made to fail")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB7013));
    assertThat(memory.stacks.look(ARBITER)).isPresent();
    assertThat(memory.account.lock).isEmpty();
    assertThat(memory.stacks.things)
        .as("what is protected cannot be deleted, and is left to the next run")
        .containsEntry("us-west-2 AWS::DynamoDB::Table lifeboat-votes", Optional.empty());

    memory.stacks.failing.clear();
    memory.provision();
    assertThat(memory.run(memory.files).preview().stacks()).noneMatch(StackPreview::isChange);
  }

  @Test
  void an_update_that_failed_is_repeated_and_a_stuck_one_is_told_with_its_mend() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    var before = memory.all();
    var changed =
        with(memory.files, "primary", it -> it.replaceFirst("\"Period\" : \\d+", "\"Period\" : 7"));
    var alarm =
        memory.run(changed).preview().stacks().stream()
            .flatMap(it -> it.changes().stream())
            .findFirst()
            .orElseThrow();
    memory.stacks.failing.add(alarm.id());
    assertThatThrownBy(() -> memory.provision(changed)).hasMessageContaining("UPDATE_ROLLBACK");
    assertThat(memory.all()).isEqualTo(before);

    memory.stacks.stuck = true;
    assertThatThrownBy(() -> memory.provision(changed)).hasMessageContaining("made to fail");
    assertThatThrownBy(() -> memory.provision(changed))
        .satisfies(it ->
            assertThat(((ProblemException) it).problem().action())
                .contains("continue-update-rollback --region ap-southeast-2"));
  }

  @Test
  void what_cloudformation_does_not_know_is_refused_before_the_first_change() throws Exception {
    var memory = ProvisionedMemory.example();
    var before = memory.all();
    var unknown =
        with(memory.files, "primary", it -> it.replace("AWS::SNS::Topic\"", "AWS::SNS::X\""));

    assertThatThrownBy(() -> memory.provision(unknown))
        .hasMessageContaining("Unrecognized resource types: [AWS::SNS::X]");
    assertThat(memory.all()).isEqualTo(before);

    memory.stacks.stubborn = true;
    var first =
        with(memory.files, "arbiter", it -> it.replace("AWS::S3::Bucket\"", "AWS::S3::X\""));
    assertThatThrownBy(() -> memory.provision(first))
        .hasMessageContaining("Unrecognized resource types: [AWS::S3::X]")
        .satisfies(it -> assertThat(it.getSuppressed()).hasSize(1));
  }

  @Test
  void a_template_beyond_the_limits_is_refused_before_the_first_change() throws Exception {
    var memory = ProvisionedMemory.example();
    var resources =
        IntStream.range(0, StackTemplate.MOST_RESOURCES)
            .mapToObj("\"T%d\": {\"Type\": \"AWS::SNS::Topic\"},"::formatted)
            .collect(Collectors.joining());
    var many =
        with(
            memory.files,
            "arbiter",
            it -> it.replaceFirst("\"Resources\" : \\{", "$0" + resources));
    assertThatThrownBy(() -> memory.provision(many))
        .hasMessageContaining("CloudFormation takes 500");

    var long_ = "x".repeat(StackTemplate.MOST_BYTES);
    var large =
        with(memory.files, "arbiter", it -> it.replaceFirst("\"Description\" : \"", "$0" + long_));
    assertThatThrownBy(() -> memory.provision(large))
        .hasMessageContaining("CloudFormation takes 500");
    assertThat(memory.stacks.executions).isZero();
  }

  @Test
  void what_changed_after_it_was_shown_is_not_done() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    var shown = memory.run(memory.files).preview();
    var changed =
        with(memory.files, "primary", it -> it.replaceFirst("\"Period\" : \\d+", "\"Period\" : 7"));

    assertThatThrownBy(() -> memory.run(changed).apply(shown))
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB3019));
    assertThat(memory.stacks.isAnyReady()).as("a change set that anybody may make").isFalse();
    assertThat(memory.run(memory.files).preview().stacks()).noneMatch(StackPreview::isChange);
  }

  @Test
  void a_table_that_nothing_keeps_is_never_replaced() throws Exception {
    var memory = ProvisionedMemory.example();
    var unkept =
        with(
            memory.files,
            "arbiter",
            it -> it.replaceAll("\"DeletionPolicy\" : \"[A-Za-z]+\",", ""));
    memory.provision(unkept);
    var renamed = with(unkept, "arbiter", it -> it.replaceFirst("\"TableName\" : \"", "$0other-"));

    assertThatThrownBy(() -> memory.provision(renamed))
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB3019));
    assertThat(List.copyOf(memory.stacks.things.keySet()))
        .noneMatch(it -> it.contains("AWS::DynamoDB::Table other-"));
  }
}
