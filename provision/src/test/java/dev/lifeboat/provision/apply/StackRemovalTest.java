package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What is taken away, what stays, and what is never touched.
final class StackRemovalTest {
  private static ProvisionedMemory provisioned() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    return memory;
  }

  private static StackRemoval.Fate beside(String region, String type, boolean kept) {
    return new StackRemoval.Fate(null, region, type, "beside", kept, "as a test has it");
  }

  /// In stacks and beside them: an account whose region has neither is not asked for it.
  @Test
  void exactly_what_was_listed_is_left() throws Exception {
    var memory = provisioned();
    var parameter = beside("us-west-2", "AWS::SSM::Parameter", true);
    var templates = beside("eu-west-1", "AWS::S3::Bucket", false);
    var elsewhere = beside("eu-north-1", "AWS::S3::Bucket", true);
    memory.account.beside.addAll(List.of(parameter, templates, elsewhere));
    var listed = memory.removal().preview();

    memory.unprovision();

    var kept =
        listed.stream()
            .filter(StackRemoval.Fate::kept)
            .filter(it -> it.stack() != null)
            .map(it -> "%s %s %s".formatted(it.awsRegion(), it.type(), it.name()))
            .toList();
    assertThat(memory.stacks.things.keySet()).containsExactlyInAnyOrderElementsOf(kept);
    assertThat(kept).anyMatch(it -> it.contains("AWS::DynamoDB::Table lifeboat-placements"));
    assertThat(listed).filteredOn(StackRemoval.Fate::kept).noneMatch(it -> it.why().isEmpty());
    assertThat(listed).contains(parameter, templates).doesNotContain(elsewhere);
    assertThat(memory.removal().preview()).containsExactly(parameter);
  }

  @Test
  void templates_that_may_not_be_looked_at_are_told_as_left_in_each_region() throws Exception {
    var memory = provisioned();
    memory.account.templatesDenied = true;
    memory.news.clear();

    memory.unprovision();

    assertThat(memory.news).filteredOn("templates left"::equals).hasSize(3);
  }

  @Test
  void functions_go_first_and_what_was_kept_is_taken_in_again() throws Exception {
    var memory = provisioned();
    var end = memory.all();
    memory.news.clear();
    memory.unprovision();
    assertThat(memory.news.getFirst()).startsWith("lifeboat-dr-lab-functions");
    assertThat(memory.news.getLast()).isEqualTo("lifeboat-dr-lab-arbiter done");

    var shown = memory.provision();

    assertThat(shown.stream().flatMap(it -> it.changes().stream()).map(StackChange::action))
        .contains("Import", "Add");
    assertThat(memory.all()).isEqualTo(end);
  }

  @Test
  void killed_at_every_step_and_repeated_it_comes_to_the_same_end() throws Exception {
    var whole = provisioned();
    whole.unprovision();
    var end = whole.all();

    int moments = 0;
    for (boolean died = true; died; moments++) {
      var memory = provisioned();
      memory.living(new Mortality(moments));
      died = dies(memory);
      memory.living(Mortality.never());

      memory.unprovision();

      assertThat(memory.all()).as("killed at moment %d", moments).isEqualTo(end);
    }
    assertThat(moments).isGreaterThan(20);
  }

  private static boolean dies(ProvisionedMemory memory) throws Exception {
    try {
      memory.unprovision();
      return false;
    } catch (Mortality.Death _) {
      return true;
    }
  }

  @Test
  void a_guard_that_holds_a_database_refuses() throws Exception {
    var memory = provisioned();
    var before = memory.all();
    memory.account.guards.add(new ArmedGuard("shop", "primary"));

    assertThatThrownBy(memory::unprovision)
        .hasMessageContaining("--release")
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB3019));
    assertThat(memory.all()).isEqualTo(before);
  }

  @Test
  void a_table_that_the_stack_would_delete_refuses() throws Exception {
    var memory = ProvisionedMemory.example();
    var changed = new TreeMap<>(memory.files.files());
    var path = "arbiter/" + ProvisionFiles.TEMPLATE;
    changed.computeIfPresent(
        path, (_, it) -> it.replaceAll("\"DeletionPolicy\" : \"[A-Za-z]+\",", ""));
    memory.provision(new ProvisionFiles(memory.files.index(), changed));

    assertThatThrownBy(memory::unprovision)
        .satisfies(it -> assertThat(code(it)).isEqualTo(Code.LB3019));
    assertThat(memory.stacks.things.get("eu-west-1 AWS::DynamoDB::Table lifeboat-placements"))
        .isEqualTo(Optional.of(new StackAddress("eu-west-1", "lifeboat-dr-lab-arbiter")));
  }

  private static Code code(Throwable thrown) {
    return ((ProblemException) thrown).problem().code();
  }
}
