package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.CreateDbInstanceReadReplicaRequest;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.OptionGroupMembership;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/// The request for a replica whose source grew while the instance that it resembles was away.
final class ReplicaRequestTest {
  private static final Tag CLOSED = tag("lifeboat:closed", "2026-11-20T12:00:00Z");
  private static final Tag BEFORE = tag("lifeboat:groups", "sg-users");

  private static final String KEY = "arn:aws:kms:us-east-1:1:key/2";

  private static CreateDbInstanceReadReplicaRequest asked(
      Consumer<DBInstance.Builder> former, int sourceGib) {
    return asked(former, sourceGib, Optional.empty());
  }

  private static CreateDbInstanceReadReplicaRequest asked(
      Consumer<DBInstance.Builder> former, int sourceGib, Optional<String> key) {
    return asked(
        new Likeness(DBInstance.builder().applyMutation(former).build(), true), sourceGib, key);
  }

  private static CreateDbInstanceReadReplicaRequest asked(
      Likeness likeness, int sourceGib, Optional<String> key) {
    var request = CreateDbInstanceReadReplicaRequest.builder();
    likeness.give(request, DBInstance.builder().allocatedStorage(sourceGib).build(), key);
    return request.build();
  }

  @Test
  void storage_may_grow_further_than_its_source_has_grown() {
    assertThat(asked(it -> it.allocatedStorage(20).maxAllocatedStorage(100), 20))
        .extracting(CreateDbInstanceReadReplicaRequest::maxAllocatedStorage)
        .isEqualTo(100);
    assertThat(asked(it -> it.allocatedStorage(20).maxAllocatedStorage(100), 205))
        .extracting(CreateDbInstanceReadReplicaRequest::maxAllocatedStorage)
        .isEqualTo(226);
  }

  @Test
  void input_and_output_are_no_less_than_the_size_allows() {
    assertThat(asked(it -> it.storageType("io1").allocatedStorage(100).iops(1_000), 4_000).iops())
        .isEqualTo(2_000);
    assertThat(asked(it -> it.storageType("io1").allocatedStorage(100).iops(3_000), 400).iops())
        .isEqualTo(3_000);
    assertThat(asked(it -> it.storageType("gp3").allocatedStorage(100).iops(3_000), 500).iops())
        .as("of one stripe")
        .isNull();
    assertThat(asked(it -> it.storageType("gp3").allocatedStorage(500).iops(16_000), 500).iops())
        .isEqualTo(16_000);
  }

  private static OptionGroupMembership options(String name) {
    return OptionGroupMembership.builder().optionGroupName(name).build();
  }

  private static VpcSecurityGroupMembership member(String group) {
    return VpcSecurityGroupMembership.builder().vpcSecurityGroupId(group).build();
  }

  private static DBInstance.Builder placed() {
    return DBInstance.builder()
        .dbInstanceClass("db.r6g.large")
        .storageType("gp3")
        .publiclyAccessible(true)
        .performanceInsightsEnabled(true)
        .performanceInsightsRetentionPeriod(31)
        .caCertificateIdentifier("rds-ca-ecc384-g1")
        .dbSubnetGroup(it -> it.dbSubnetGroupName("private"))
        .optionGroupMemberships(options("default:mysql-8-4"), options("audit"))
        .vpcSecurityGroups(member("sg-shut"), member("sg-users"));
  }

  @Test
  void it_is_placed_secured_and_observed_as_the_one_that_made_way() {
    var likeness = new Likeness(placed().build(), true);
    var home = asked(likeness, 20, Optional.empty());
    assertThat(home.dbInstanceClass()).isEqualTo("db.r6g.large");
    assertThat(home.storageType()).isEqualTo("gp3");
    assertThat(home.publiclyAccessible()).isTrue();
    assertThat(home.performanceInsightsRetentionPeriod()).isEqualTo(31);
    assertThat(home.caCertificateIdentifier()).as("it may be retired").isNull();
    assertThat(home.dbSubnetGroupName()).isEqualTo("private");
    assertThat(home.optionGroupName()).isEqualTo("audit");
    assertThat(likeness.securityGroups(Optional.of("sg-shut"))).containsExactly("sg-users");
  }

  /// In `now` once it was closed, with the tags of a run.
  private static List<String> groups(Optional<String> fence, List<String> now, Tag... tags) {
    var members = now.stream().map(ReplicaRequestTest::member).toList();
    var closed = DBInstance.builder().vpcSecurityGroups(members).tagList(tags).build();
    return new Likeness(closed, true).securityGroups(fence);
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void one_that_was_closed_is_known_by_its_tag_whatever_the_plan_names_now() {
    assertThat(groups(Optional.empty(), List.of("sg-shut"), CLOSED, BEFORE))
        .containsExactly("sg-users");
  }

  @Test
  void whoever_was_let_into_a_closed_one_is_not_all_who_get_in() {
    assertThat(groups(Optional.of("sg-shut"), List.of("sg-shut", "sg-admin"), CLOSED, BEFORE))
        .containsExactly("sg-users");
  }

  /// They remove the tag that says when it was closed.
  @Test
  void one_that_people_opened_keeps_the_groups_they_gave_it() {
    assertThat(groups(Optional.of("sg-shut"), List.of("sg-new"), BEFORE)).containsExactly("sg-new");
  }

  @Test
  void the_group_without_a_rule_is_none_of_before() {
    var both = tag("lifeboat:groups", "sg-users sg-shut");
    assertThat(groups(Optional.of("sg-shut"), List.of("sg-shut"), both))
        .containsExactly("sg-users");
  }

  /// They are of that region alone.
  @Test
  void groups_of_another_region_are_not_asked_for() {
    var likeness = new Likeness(placed().build(), false);
    var made = asked(likeness, 20, Optional.empty());
    assertThat(made.dbInstanceClass()).isEqualTo("db.r6g.large");
    assertThat(made.dbSubnetGroupName()).isNull();
    assertThat(made.optionGroupName()).isNull();
    assertThat(likeness.securityGroups(Optional.empty())).isEmpty();
  }

  @Test
  void the_key_of_insights_is_handed_on_where_rds_is_granted_it() {
    Consumer<DBInstance.Builder> insights =
        it -> it.performanceInsightsEnabled(true).performanceInsightsKMSKeyId(KEY);

    assertThat(asked(insights, 20, Optional.of(KEY)).performanceInsightsKMSKeyId()).isEqualTo(KEY);
    assertThat(asked(insights, 20, Optional.of("alias/other")))
        .satisfies(it -> {
          assertThat(it.enablePerformanceInsights()).isTrue();
          assertThat(it.performanceInsightsKMSKeyId()).isNull();
        });
  }
}
