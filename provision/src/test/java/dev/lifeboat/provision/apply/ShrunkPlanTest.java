package dev.lifeboat.provision.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.Malls;
import dev.lifeboat.provision.EmittedAccount;
import dev.lifeboat.provision.ProvisionFiles;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A plan of many workloads that loses one, or gets one more.
final class ShrunkPlanTest {
  private static ProvisionFiles files(int workloads) throws Exception {
    return ProvisionFiles.of(Malls.of(workloads), "", Optional.empty());
  }

  /// An alarm of the account can be in one stack alone, and the stacks are changed one by one.
  @ParameterizedTest
  @CsvSource({"21, 20", "20, 21", "22, 21"})
  void is_provisioned_again_and_leaves_nothing_when_it_goes(int before, int after)
      throws Exception {
    var memory = new ProvisionedMemory(files(after));
    memory.stacks.plan = "mall";
    memory.given = given(before);
    var _ = memory.provision(files(before));
    memory.given = given(after);

    var _ = memory.provision();
    assertThat(memory.stacks.all("us-west-2")).isNotEmpty();
    memory.unprovision();

    for (var region : new String[] {"ap-southeast-2", "us-west-2", "eu-west-1"}) {
      assertThat(memory.stacks.all(region)).as(region).isEmpty();
    }
  }

  /// Each name has load balancers of its own.
  private static Map<String, String> given(int names) {
    var given = new TreeMap<String, String>();
    ProvisionedMemory.GIVEN.forEach((parameter, value) -> {
      if (parameter.contains("Balancer")) {
        for (int i = 0; i < names; i++) {
          given.put("name-entry-%d.%s".formatted(i, parameter), value);
        }
      } else {
        given.put(parameter, value);
      }
    });
    return given;
  }

  /// Whoever may not list stacks is told that some may be left.
  @Test
  void who_may_not_list_stacks_removes_those_that_are_known() throws Exception {
    var memory = ProvisionedMemory.example();
    memory.provision();
    memory.stacks.secretive = true;
    memory.news.clear();

    memory.unprovision();

    assertThat(memory.news).filteredOn("stacks left"::equals).hasSize(3);
    memory.stacks.secretive = false;
    assertThat(memory.stacks.all("us-west-2")).isEmpty();
  }

  @Test
  void no_alarm_of_many_workloads_goes_to_another_stack() throws Exception {
    var few = folders(21);
    var many = folders(50);

    assertThat(few).hasSizeGreaterThan(100);
    assertThat(many).containsAllEntriesOf(few);
    assertThat(few.values()).anyMatch(it -> it.startsWith("alarms-recovery-"));
  }

  private static Map<String, String> folders(int workloads) throws Exception {
    var folders = new TreeMap<String, String>();
    for (var made : EmittedAccount.of(Malls.of(workloads)).resources("AWS::CloudWatch::Alarm")) {
      if (made.text("AlarmName").contains("-of-")) {
        var region = made.folder().contains("primary") ? "primary " : "recovery ";
        folders.put(region + made.text("AlarmName"), made.folder());
      }
    }
    return folders;
  }
}
