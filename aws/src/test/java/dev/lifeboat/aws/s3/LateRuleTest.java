package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.s3.BucketVersions.Stored;
import dev.lifeboat.aws.s3.BucketVersions.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the old side of a bucket alone had when the other one was promoted without it.
final class LateRuleTest {
  private static final Instant PROMOTED = Instant.parse("2026-11-20T12:00:00Z");

  private final Set<String> held = Set.of("v1", "v2");
  private final Set<String> replicas = Set.of("v7");
  private final List<String> asked = new ArrayList<>();

  /// The current one first, such as `v7`; of a marker `m`.
  private static Stored key(String... ids) {
    return new Stored("a", Stream.of(ids).map(it -> version(it, PROMOTED)).toList());
  }

  private static Version version(String id, Instant created) {
    return new Version(id, id.startsWith("m"), false, created);
  }

  private List<String> alone(boolean deletes, Stored there, Optional<Stored> here)
      throws Exception {
    var rule =
        new LateRule(
            (key, version) -> key.equals("a") && held.contains(version),
            PROMOTED,
            deletes,
            (_, version) -> {
              asked.add(version);
              return replicas.contains(version);
            });
    return rule.alone(there, here).versions().stream().map(Version::id).toList();
  }

  @Test
  void what_never_came_is_told() throws Exception {
    assertThat(alone(true, key("v8", "v1"), Optional.of(key("v1")))).containsExactly("v8");
    assertThat(alone(true, key("v8", "v7"), Optional.empty())).containsExactly("v8", "v7");
    assertThat(asked).as("S3").isEmpty();
  }

  @Test
  void what_the_writer_had_when_it_was_promoted_did_not_come_late() throws Exception {
    assertThat(alone(true, key("v2", "v1"), Optional.of(key("v2", "v1")))).isEmpty();
    assertThat(asked).as("S3").isEmpty();
  }

  @Test
  void what_came_since_is_told_and_what_went_the_other_way_is_not() throws Exception {
    assertThat(alone(true, key("v9", "v7", "v1"), Optional.of(key("v9", "v7", "v1"))))
        .containsExactly("v7");
    assertThat(asked).containsExactly("v9", "v7");
  }

  /// Which way a delete marker went is told by no part of S3.
  @Test
  void a_delete_that_is_no_younger_than_the_promotion_came_late() throws Exception {
    for (var at : List.of(PROMOTED.minusSeconds(1), PROMOTED)) {
      var stored = new Stored("a", List.of(version("m1", at)));
      assertThat(alone(true, stored, Optional.of(stored))).containsExactly("m1");
    }
    var since = new Stored("a", List.of(version("m1", PROMOTED.plusSeconds(1))));
    assertThat(alone(true, since, Optional.of(since))).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void a_delete_that_no_rule_replicates_is_where_it_belongs() throws Exception {
    assertThat(alone(false, key("m1", "v1"), Optional.of(key("v1")))).isEmpty();
    assertThat(alone(true, key("m1", "v1"), Optional.of(key("v1")))).containsExactly("m1");
  }

  @Test
  void readers_see_again_the_newest_that_did_not_come_late() {
    assertThat(LateRule.before(key("v8", "v7", "v9", "v1"), key("v7", "v8")))
        .map(Version::id)
        .contains("v9");
    assertThat(LateRule.before(key("v8"), key("v8"))).as("nothing was there").isEmpty();
    assertThat(LateRule.before(key("v8", "m1", "v1"), key("v8"))).as("it was deleted").isEmpty();
  }
}
