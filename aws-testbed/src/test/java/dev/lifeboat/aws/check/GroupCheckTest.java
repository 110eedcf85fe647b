package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Shop;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What a check finds of instances in a group, of quotas and of certificates.
@ExtendWith(TestBed.InTests.class)
final class GroupCheckTest {
  private final TestBed bed;

  @TempDir Path folder;
  private Shop shop;

  GroupCheckTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    shop = new Shop(bed, Strategy.PILOT_LIGHT, folder);
    shop.serveGuarded();
  }

  @AfterEach
  void end() throws Exception {
    shop.end();
  }

  private List<Concern> found(Path file, InstantSource clock) throws Exception {
    var plan = AwsKeys.reader().read(file).orThrow();
    try (var check = new AwsCheck(plan, bed.newClients(), clock, false)) {
      return check.of(plan.workload(Shop.NAME), PlannedFailover.of(plan, plan.workload(Shop.NAME)));
    }
  }

  @Test
  void an_image_that_is_gone_is_named() throws Exception {
    assertThat(found(shop.file(), InstantSource.system())).isEmpty();
    shop.instances().use("ami-00000000000000000");
    assertThat(found(shop.file(), InstantSource.system()))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.weight()).isEqualTo(Weight.OBSTACLE);
          assertThat(found.problem().orElseThrow().happened())
              .contains("ami-00000000000000000", "is not there in us-west-2");
        });
  }

  @Test
  void a_quota_below_what_is_wanted_is_named() throws Exception {
    var plan = folder.resolve("large.yaml");
    Files.writeString(plan, Files.readString(shop.file()).replace("serving: 2", "serving: 100"));
    assertThat(found(plan, InstantSource.system()))
        .singleElement()
        .satisfies(found -> {
          assertThat(found.problem().orElseThrow().code()).isEqualTo(Code.LB7004);
          assertThat(found.problem().orElseThrow().happened())
              .contains("us-west-2 allows 64 vCPUs of standard instances", "want 200");
        });
  }

  @Test
  void a_certificate_that_expires_soon_is_named() throws Exception {
    var later = InstantSource.offset(InstantSource.system(), Duration.ofDays(350));
    assertThat(found(shop.file(), later))
        .filteredOn(found -> found.weight() == Weight.WARNING)
        .singleElement()
        .satisfies(found ->
            assertThat(found.problem().orElseThrow().happened())
                .contains("for *.example.com expires on"));
  }

  @Test
  void quotas_that_nobody_tells_are_unknown() throws Exception {
    bed.gate().cut(TestBed.RECOVERY, "servicequotas", Cut.DENY);
    assertThat(found(shop.file(), InstantSource.system()))
        .singleElement()
        .satisfies(found -> assertThat(found.weight()).isEqualTo(Weight.UNKNOWN));
  }
}
