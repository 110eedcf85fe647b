package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.rds.model.DBInstance;

final class PromotionFormTest {
  private static final RdsSite SITE = PlainInstance.at("us-west-2", "shop");

  /// Its first backup is made as soon as a replica is promoted, and takes as long as it takes.
  @ParameterizedTest
  @CsvSource({
    "available,true",
    "backing-up,true",
    "storage-optimization,true",
    "configuring-log-exports,true",
    "modifying,false",
    "rebooting,false",
    "creating,false"
  })
  void a_promoted_instance_is_one_that_serves_users_and_follows_nobody(
      String status, boolean promoted) {
    var alone = DBInstance.builder().dbInstanceStatus(status).build();
    var met = RdsPromotion.form(SITE).met();

    assertThat(met.test(alone)).isEqualTo(promoted);
    assertThat(met.test(alone.copy(it -> it.readReplicaSourceDBInstanceIdentifier("arn:x"))))
        .isFalse();
  }

  @Test
  void backups_are_kept_as_long_as_the_plan_says() {
    var replica = DBInstance.builder().readReplicaSourceDBInstanceIdentifier("arn:x").build();
    var kept =
        new RdsSite(
            SITE.awsRegion(),
            SITE.instance(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(14));

    assertThat(RdsPromotion.form(kept).request(replica).orElseThrow().parameters())
        .containsEntry("BackupRetentionPeriod", 14);
    assertThat(RdsPromotion.form(SITE).request(replica).orElseThrow().parameters())
        .containsOnlyKeys("DbInstanceIdentifier");
  }
}
