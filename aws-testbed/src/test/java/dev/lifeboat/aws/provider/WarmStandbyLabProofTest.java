package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AccountInventory;
import dev.lifeboat.awstestbed.AppliedLab;
import dev.lifeboat.awstestbed.CdkApp;
import dev.lifeboat.awstestbed.CdkLab;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The warm standby's own stacks, from nothing to nothing: applied, provisioned, failed over,
/// reprotected, brought home, failed over again, removed.
@Tag("proof")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.WARM_STANDBY)
final class WarmStandbyLabProofTest {
  /// What the pages of the lab and of `unprovision` say stays.
  private static final List<String> LEFT =
      List.of(
          "ap-southeast-2 snapshot rds:dr-lab-db-*",
          "ap-southeast-2 secret dr-lab/database",
          "ap-southeast-2 images dr-lab",
          "ap-southeast-2 table lifeboat-journals",
          "ap-southeast-2 table lifeboat-votes",
          "us-west-2 secret dr-lab/database",
          "us-west-2 images dr-lab",
          "us-west-2 table lifeboat-journals",
          "us-west-2 table lifeboat-votes",
          "us-west-2 parameter /lifeboat/dr-lab/provision/lock",
          "eu-west-1 table lifeboat-placements",
          "eu-west-1 table lifeboat-journals",
          "eu-west-1 table lifeboat-votes",
          "everywhere bucket dr-lab-logs-primary",
          "everywhere bucket dr-lab-logs-secondary",
          "everywhere bucket dr-lab-app-data-primary",
          "everywhere bucket dr-lab-app-data-secondary",
          "everywhere bucket dr-lab-routes-primary",
          "everywhere bucket dr-lab-routes-secondary",
          "everywhere bucket dr-lab-routes-witness",
          "everywhere bucket lifeboat-dr-lab-recovery-artefacts-*",
          "everywhere bucket lifeboat-trail-*-ACCOUNT");

  @Test
  void applied_provisioned_moved_brought_home_moved_again_and_removed(
      TestBed.Accounts accounts, @TempDir Path folder) throws Exception {
    try (var bed = accounts.open()) {
      var stacks = CdkLab.apply(bed, folder);
      assertThat(AppliedLab.of(stacks).travelAndEnd())
          .containsExactlyInAnyOrderElementsOf(CdkApp.andBootstrapped(LEFT));
    }
  }

  /// Goal: whoever only tried it is rid of it, though the replica still follows its writer.
  @Test
  void applied_and_never_moved_it_is_removed_by_its_page(
      TestBed.Accounts accounts, @TempDir Path folder) throws Exception {
    try (var bed = accounts.open()) {
      CdkLab.apply(bed, folder).remove();

      assertThat(
              AccountInventory.of(bed, folder, List.of("ap-southeast-2", "us-west-2", "eu-west-1")))
          .containsExactlyInAnyOrderElementsOf(
              CdkApp.andBootstrapped(
                  LEFT.stream()
                      .filter(it -> !it.contains("lifeboat") && !it.contains("-routes-"))
                      .toList()));
    }
  }
}
