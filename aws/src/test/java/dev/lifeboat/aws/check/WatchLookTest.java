package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An automatic failover that no watch could begin is told.
final class WatchLookTest {
  private static final Path EXAMPLE = Path.of("../examples/dr-lab-warm-standby/lifeboat.yaml");
  private static final String WATCHED =
      "watch: { probe: { primary: \"https://p.example/ready\" }, alarm: { primary: users } }";

  @TempDir Path folder;

  /// @param trigger of the example's workload
  /// @param watch below the key `aws` of its traffic; empty for none
  private List<Concern> found(String trigger, String watch, String writer) throws Exception {
    var text =
        Files.readString(EXAMPLE)
            .replace("trigger: approval", "trigger: " + trigger)
            .replaceAll("(?m)^ +(watch|probe|alarm):.*\n", "")
            .replace("          shares: true", "          shares: true\n          " + watch);
    var plan =
        AwsKeys.reader().read(Files.writeString(folder.resolve("plan.yaml"), text)).orThrow();
    return WatchLook.findings(plan.workload("dr-lab"), writer);
  }

  @Test
  void what_nobody_can_watch_is_a_warning() throws Exception {
    assertThat(found("automatic", "", "primary"))
        .singleElement()
        .satisfies(it -> {
          assertThat(it.weight()).isEqualTo(Weight.WARNING);
          assertThat(it.resource()).isEqualTo("entry");
          assertThat(it.problem().orElseThrow().happened())
              .isEqualTo(
                  "the failover of 'dr-lab' is automatic, and no traffic of it says 'probe' and"
                      + " 'alarm' of primary");
        });
  }

  @Test
  void what_is_watched_elsewhere_alone_is_a_warning_too() throws Exception {
    assertThat(found("automatic", WATCHED, "primary")).isEmpty();
    assertThat(found("automatic", WATCHED, "secondary")).hasSize(1);
  }

  @Test
  void nobody_is_asked_where_no_guard_tells_that_the_region_is_lost() throws Exception {
    var told = "WARNING the failover of 'dr-lab' %s, and %s";

    assertThat(unguarded("approval", "database"))
        .containsExactly(told.formatted("waits for approval", "'database' has 'fence: api'"));
    assertThat(unguarded("manual", "database")).isEmpty();
    for (var trigger :
        Map.of("approval", "waits for approval", "automatic", "is automatic").entrySet()) {
      assertThat(unguarded(trigger.getKey(), ""))
          .containsExactly(told.formatted(trigger.getValue(), "it has no database"));
    }
  }

  /// @param database of the example without a guard; empty to take it out
  private List<String> unguarded(String trigger, String database) throws Exception {
    var text =
        Files.readString(EXAMPLE.resolveSibling("without-guard.yaml"))
            .replace("trigger: manual", "trigger: " + trigger);
    var plan = folder.resolve("plan.yaml");
    Files.writeString(
        plan,
        database.isEmpty()
            ? text.replaceAll(
                "(?s)      database:.*?(?=      app-data:)|database, |          secrets: .*?\n", "")
            : text);
    return WatchLook.findings(AwsKeys.reader().read(plan).orThrow().workload("dr-lab"), "primary")
        .stream()
        .map(it -> it.weight() + " " + it.problem().orElseThrow().happened())
        .toList();
  }

  /// A key without effect would be believed.
  @Test
  void a_trigger_at_commit_is_a_guards_own_on_aws() throws Exception {
    var text = Files.readString(EXAMPLE);
    var asked = text.replace("engine: postgresql", "commitTrigger: true");
    for (var one : List.of(text, asked)) {
      var plan = AwsKeys.reader().read("plan", one).orThrow();

      assertThat(CommitTriggerLook.findings(plan.workload("dr-lab")))
          .extracting(it -> it.weight() + " " + it.resource())
          .isEqualTo(one.equals(asked) ? List.of("WARNING database") : List.of());
    }
  }

  @Test
  void where_a_person_decides_nothing_is_missing() throws Exception {
    assertThat(found("approval", "", "primary")).isEmpty();
    assertThat(found("manual", "", "primary")).isEmpty();
  }
}
