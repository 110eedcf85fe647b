package drlab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What each key of backup and restore changes in its stacks.
class BackupKeysTest {
  private static final Lab LAB = BackupLabs.AS_SHIPPED;
  private static final Lab OTHERWISE = BackupLabs.OTHERWISE;

  @Test
  void objectives_are_told_beside_what_a_recovery_would_lose() {
    assertThat(BackupNamesTest.parameter("rpo-hours")).isEqualTo("4");
    assertThat(BackupNamesTest.parameter("rto-hours")).isEqualTo("4");
    assertThat(BackupNamesTest.parameter(OTHERWISE, "rpo-hours")).isEqualTo("12");
    assertThat(BackupNamesTest.parameter(OTHERWISE, "rto-hours")).isEqualTo("2");
  }

  @Test
  void backups_are_taken_twice_within_the_rpo_and_one_that_is_missing_for_it_is_alarm() {
    assertThat(schedule(LAB)).isEqualTo("cron(0 0/2 * * ? *)");
    assertThat(schedule(OTHERWISE)).isEqualTo("cron(0 0/6 * * ? *)");
    assertThat(hoursOfAlarm(LAB)).hasToString("4");
    assertThat(hoursOfAlarm(OTHERWISE)).hasToString("12");
  }

  @Test
  void alarms_of_both_regions_tell_the_address_that_is_said_or_nobody() {
    for (var stack : List.of("PrimaryAppStack", "BackupStack")) {
      assertThat(LAB.only(stack, "AWS::SNS::Subscription"))
          .containsEntry("Endpoint", "admin@yourcompany.com");
      OTHERWISE.of(stack).resourceCountIs("AWS::SNS::Subscription", 0);
    }
  }

  @Test
  void names_are_below_the_users_name_in_the_zone_that_is_said() {
    assertThat(LAB.only("PrimaryAppStack", "AWS::Route53::RecordSet"))
        .containsEntry("Name", "primary.backup.example.com.")
        .containsEntry("HostedZoneId", "Z1234567890ABC");
    assertThat(OTHERWISE.only("PrimaryAppStack", "AWS::Route53::RecordSet"))
        .containsEntry("Name", "primary.www.shop.example.")
        .containsEntry("HostedZoneId", "ZOTHER");
    assertThat(OTHERWISE.only("PrimaryAppStack", "AWS::CertificateManager::Certificate"))
        .containsEntry("DomainName", "www.shop.example");
    assertThat(BackupNamesTest.parameter(OTHERWISE, "entrance"))
        .isEqualTo("https://secondary.www.shop.example/dbcheck");
  }

  /// Names of buckets are worldwide, and the lab's own may be taken.
  @Test
  void buckets_begin_as_it_is_said_wherever_they_are_named() {
    for (var place : List.of("primary:PrimaryAppStack", "secondary:BackupStack")) {
      var stack = place.substring(place.indexOf(':') + 1);
      var ending = place.substring(0, place.indexOf(':'));
      assertThat(OTHERWISE.all(stack, "AWS::S3::Bucket"))
          .extracting(it -> it.get("BucketName"))
          .contains("shop-app-data-" + ending, "shop-logs-" + ending);
      assertThat(OTHERWISE.of(stack).toJSON().toString())
          .doesNotContain("backup-lab-app-data", "backup-lab-logs");
    }
  }

  private static Object schedule(Lab lab) {
    var plan = lab.only("PrimaryAppStack", "AWS::Backup::BackupPlan");
    var rules = (List<?>) Lab.at(plan, "BackupPlan", "BackupPlanRule");
    return Lab.at(rules.getFirst(), "ScheduleExpression");
  }

  private static Object hoursOfAlarm(Lab lab) {
    return lab.all("PrimaryAppStack", "AWS::CloudWatch::Alarm").stream()
        .filter(it -> it.get("AlarmName").equals("backup-lab-copy-missing"))
        .map((Map<String, Object> it) -> it.get("EvaluationPeriods"))
        .findFirst()
        .orElseThrow();
  }
}
