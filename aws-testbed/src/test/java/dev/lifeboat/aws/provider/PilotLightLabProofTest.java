package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AppliedLab;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TerraformLab;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The pilot light's own stack, from nothing to nothing: applied, provisioned, failed over,
/// reprotected, brought home, failed over again, removed.
@Tag("proof")
@Timeout(value = 40, unit = TimeUnit.MINUTES)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.PILOT_LIGHT)
final class PilotLightLabProofTest {
  /// What the pages of the lab and of `unprovision` say stays: nothing else may.
  private static final Pattern KEPT =
      Pattern.compile(
          "eu-west-1 snapshot (rds:.*|lamp-primary(-before-e[0-9]+)?-before-nuke-\\*)"
              + "|us-east-1 snapshot (rds:.*|lamp-replica(-before-e[0-9]+)?-before-nuke-\\*)"
              + "|(eu-west|us-east)-1 image lamp-stack-ami-1"
              + "|(eu-west|us-east)-1 parameter /lamp/db/password(-page)?"
              + "|us-east-1 parameter /lifeboat/lamp/provision/lock"
              + "|(eu-west|us-east|eu-central)-1 table lifeboat-(journals|votes)"
              + "|eu-central-1 table lifeboat-placements"
              + "|everywhere bucket (primary|secondary)-lamp-bucket-2023"
              + "|everywhere bucket lifeboat-lamp-recovery-artefacts-\\*"
              + "|everywhere bucket lifeboat-trail-\\*-ACCOUNT");

  private static final List<String> DATA =
      List.of(
          "eu-west-1 snapshot lamp-primary-before-nuke-*",
          "us-east-1 snapshot lamp-replica-before-nuke-*",
          "everywhere bucket primary-lamp-bucket-2023",
          "everywhere bucket secondary-lamp-bucket-2023");

  @Test
  void applied_provisioned_moved_brought_home_moved_again_and_removed(
      TestBed.Accounts accounts, @TempDir Path folder) throws Exception {
    try (var bed = accounts.open()) {
      var stack = TerraformLab.apply(bed, TerraformLab.provider().orElseThrow(), folder);
      assertThat(AppliedLab.of(stack).travelAndEnd())
          .containsAll(DATA)
          .allSatisfy(it -> assertThat(it).matches(KEPT));
    }
  }
}
