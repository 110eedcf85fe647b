package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.MoveResidue.Part;
import dev.lifeboat.provider.MoveResidue.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DeleteDbInstanceRequest;
import software.amazon.awssdk.services.rds.model.Tag;

/// What tells whether an instance that made way was read, and when it may be deleted.
final class LeftReadingTest {
  private static final String LEFT = "east-db-before-e2";
  private static final Instant AT = AnsweredInstances.NOW;
  private static final Map<String, String> READ =
      Map.of(
          "lifeboat:read-into", "r-2",
          "lifeboat:read-at", AT.toString(),
          "lifeboat:read-of", "db-%s/%s".formatted(LEFT, LEFT));

  private final AnsweredInstances rds = new AnsweredInstances(Optional.empty());
  private final LeftInstances left = new LeftInstances(List.of(rds.instances));

  @BeforeEach
  void setAside() {
    left(it -> {});
  }

  private void left(Consumer<DBInstance.Builder> how) {
    rds.put(LEFT, how);
  }

  private Part part() throws Exception {
    return left.parts().stream().filter(it -> it.region().equals("east")).findFirst().orElseThrow();
  }

  /// @param tags beside, or in the place of, those of one that was read into a ledger
  private Optional<Reading> reading(Map<String, String> tags) throws Exception {
    var all = new TreeMap<>(READ);
    all.putAll(tags);
    all.values().removeIf(String::isEmpty);
    var list =
        all.entrySet().stream()
            .map(it -> Tag.builder().key(it.getKey()).value(it.getValue()).build())
            .toList();
    left(it -> it.tagList(list));
    return part().reading();
  }

  @Test
  void an_instance_of_that_name_alone_made_way() throws Exception {
    rds.put("east-db-before-eve", it -> {});
    assertThat(left.parts()).extracting(Part::name).containsExactly(LEFT);
    assertThat(part().reading()).isEmpty();
  }

  @Test
  void its_tags_tell_into_which_ledger_or_by_whom_it_was_read() throws Exception {
    assertThat(reading(Map.of())).contains(new Reading.OfLedger("r-2", AT));
    assertThat(reading(Map.of("lifeboat:read-into", "", "lifeboat:read-by", "ann")))
        .contains(new Reading.OfPerson("ann", AT));
  }

  /// A restored one may have its forerunner's tags.
  @Test
  void tags_of_another_instance_tell_nothing() throws Exception {
    assertThat(reading(Map.of("lifeboat:read-of", "db-other/" + LEFT))).isEmpty();
    assertThat(reading(Map.of("lifeboat:read-of", ""))).isEmpty();
  }

  @Test
  void a_time_that_is_none_tells_nothing() throws Exception {
    assertThat(reading(Map.of("lifeboat:read-at", "yesterday"))).isEmpty();
  }

  @Test
  void what_is_written_down_is_what_is_read_again() throws Exception {
    left.compared(part(), new Reading.OfPerson("ann (night)", AT));
    assertThat(part().reading()).contains(new Reading.OfPerson("ann _night_", AT));
  }

  private void assertKept(Consumer<DBInstance.Builder> how) throws Exception {
    left(how);
    var part = part();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> left.delete(part))
        .satisfies(it -> assertThat(it.problem().code()).isEqualTo(Code.LB7003));
    assertThat(rds.changes()).isEmpty();
  }

  @Test
  void what_is_protected_or_followed_is_kept() throws Exception {
    assertKept(it -> it.deletionProtection(true));
    assertKept(it -> it.readReplicaDBInstanceIdentifiers("west-db"));
  }

  @Test
  void it_is_deleted_with_a_last_snapshot_and_nothing_is_where_it_is_gone() throws Exception {
    var part = part();
    assertThat(left.delete(part)).isEqualTo("snapshot %s-final in us-east-1".formatted(LEFT));
    assertThat(rds.answers.asked(DeleteDbInstanceRequest.class))
        .singleElement()
        .extracting(DeleteDbInstanceRequest::finalDBSnapshotIdentifier)
        .isEqualTo(LEFT + "-final");
    rds.all.remove(LEFT);
    assertThat(left.delete(part)).isEqualTo("it was gone already");
  }
}
