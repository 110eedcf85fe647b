package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;
import software.amazon.awssdk.services.rds.model.VpcSecurityGroupMembership;

/// When an instance lets nobody in: it is in the group without a rule, and in no other.
final class ClosedLookTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  /// In groups such as `sg-shut active`.
  private static ClosedLook look(String... groups) {
    var memberships =
        Arrays.stream(groups)
            .map(it -> it.split(" "))
            .map(it ->
                VpcSecurityGroupMembership.builder()
                    .vpcSecurityGroupId(it[0])
                    .status(it[1])
                    .build())
            .toList();
    return look(DBInstance.builder().vpcSecurityGroups(memberships));
  }

  private static ClosedLook look(DBInstance.Builder instance) {
    return new ClosedLook(instance.dbInstanceIdentifier("db").build(), "sg-shut", Optional.of(NOW));
  }

  @Test
  void in_that_group_alone_it_is_closed() {
    assertThat(look("sg-shut active").isClosed()).isTrue();
  }

  @Test
  void in_another_group_too_it_is_open() {
    assertThat(look("sg-shut active", "sg-users active").isClosed()).isFalse();
    assertThat(look("sg-shut active", "sg-users removing").isAsked()).isFalse();
  }

  @Test
  void what_was_asked_for_is_not_so_yet() {
    var asked = look("sg-shut adding");
    assertThat(asked.isAsked()).isTrue();
    assertThat(asked.isClosed()).isFalse();
  }

  @Test
  void in_no_group_at_all_nobody_knows_who_gets_in() {
    assertThat(look().isClosed()).isFalse();
  }

  @Test
  void a_tag_that_tells_no_time_tells_nothing() {
    var tagged = look(DBInstance.builder().tagList(tag("at", NOW.toString()), tag("by", "ann")));
    assertThat(tagged.time("at")).contains(NOW);
    assertThat(tagged.time("by")).isEmpty();
    assertThat(tagged.time("none")).isEmpty();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
