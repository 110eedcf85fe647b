package dev.lifeboat.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Dependencies;
import dev.lifeboat.plan.Routine;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In which order workloads are recovered.
final class RecoveryOrderTest {
  private final Map<String, Workload> workloads = new LinkedHashMap<>();

  private void add(String name, List<String> dependsOn) {
    add(name, Dependencies.hard(dependsOn));
  }

  private void add(String name, Dependencies needs) {
    var like = Storefront.plan().workload(Storefront.SHOP);
    workloads.put(
        name,
        new Workload(
            name,
            like.owner(),
            like.criticality(),
            like.objectives(),
            like.impact(),
            needs,
            like.strategy(),
            like.resources(),
            like.verify(),
            like.failover(),
            like.failback(),
            like.backup(),
            Routine.NONE));
  }

  private List<String> sorted() {
    return RecoveryOrder.sorted(workloads).stream().map(Workload::name).toList();
  }

  @Test
  void each_comes_behind_what_it_depends_on_and_else_as_the_plan_has_it() {
    add("shop", List.of("bank", "mail"));
    add("news", List.of());
    add("bank", List.of("accounts"));
    add("accounts", List.of());
    add("mail", List.of());

    assertThat(sorted()).containsExactly("accounts", "bank", "mail", "shop", "news");
  }

  /// Each is visited once, or the ways from the last to the first would be 2 to the power of 60.
  @Test
  void sixty_in_layers_are_sorted_at_once() {
    var before = new ArrayList<String>();
    for (int i = 0; i < 60; i++) {
      add("w" + i, before);
      before.add("w" + i);
    }
    assertThat(sorted()).containsExactlyElementsOf(before);
  }

  /// Both are in the old region: the one is waited for, the other is not.
  @Test
  void a_failover_waits_for_hard_dependencies_alone(@TempDir Path folder) throws Exception {
    var placements = new FilePlacements(folder);
    add("accounts", List.of());
    add("hard", List.of("accounts"));
    add(
        "soft",
        new Dependencies(List.of(), Map.of("accounts", 200), Map.of("bank", Duration.ZERO)));
    placements.compareAndSet(Optional.empty(), Placement.first("accounts", "east"));

    assertThat(RecoveryOrder.refusal(workloads.get("hard"), "east", placements)).isPresent();
    assertThat(RecoveryOrder.refusal(workloads.get("soft"), "east", placements)).isEmpty();
  }
}
