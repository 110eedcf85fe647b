package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.awstestbed.Databases;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.MoveResidue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(1)
@ExtendWith(TestBed.InTests.class)
final class LeftInstancesTest {
  private final AwsClients clients;
  private final Databases databases;

  LeftInstancesTest(TestBed bed) {
    this.clients = bed.newClients();
    this.databases = new Databases(bed, clients);
  }

  @AfterEach
  void close() {
    clients.close();
  }

  private MoveResidue left() {
    return new LeftInstances(List.of(databases.instances()));
  }

  /// Goal: what no ledger can read, as of MySQL, goes by the word of a named person.
  @Test
  void what_a_person_compared_is_told_as_that_persons() throws Exception {
    databases.createReplica(databases.createAvailableWriter());
    var old = databases.leaveInPrimary(3).dbInstanceIdentifier();
    var at = Instant.parse("2026-11-26T08:00:00Z");

    left().compared(left().parts().getFirst(), new MoveResidue.Reading.OfPerson("ada, dba", at));

    var read = left().parts().getFirst();
    assertThat(read.name()).isEqualTo(old);
    assertThat(read.reading())
        .as("without what no tag may hold")
        .isEqualTo(Optional.of(new MoveResidue.Reading.OfPerson("ada_ dba", at)));
    assertThat(left().delete(read)).isEqualTo("snapshot %s-final in us-east-1".formatted(old));
  }

  /// Goal: of all that is there only what made way is told and can go, and it leaves a snapshot.
  @Test
  void what_made_way_is_told_marked_and_deleted() throws Exception {
    databases.createReplica(databases.createAvailableWriter());
    assertThat(left().parts()).isEmpty();
    var old = databases.leaveInPrimary(3).dbInstanceIdentifier();

    var told = left().parts();
    assertThat(told).extracting(MoveResidue.Part::name).containsExactly(old);
    assertThat(told.getFirst().reading()).isEmpty();

    var at = Instant.parse("2026-11-26T08:00:00Z");
    new Reachable(databases.instances()).markRead("east", 3, "20261126T080000Z-abcd", at);
    var read = left().parts().getFirst();
    assertThat(read.reading())
        .isEqualTo(Optional.of(new MoveResidue.Reading.OfLedger("20261126T080000Z-abcd", at)));

    var other = databases.leaveInPrimary(5).dbInstanceIdentifier();
    databases.copyTagsInPrimary(old, other);
    assertThat(left().parts())
        .filteredOn(it -> it.name().equals(other))
        .as("by the word of another instance")
        .allSatisfy(it -> assertThat(it.reading()).isEmpty());

    databases.protectInPrimary(old, true);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> left().delete(read))
        .withMessageContaining("protected against deletion");
    databases.protectInPrimary(old, false);
    assertThat(left().delete(read)).isEqualTo("snapshot %s-final in us-east-1".formatted(old));

    assertThat(databases.hasSnapshotInPrimary(old + "-final")).isTrue();
    assertThat(databases.inPrimary()).doesNotContain(old).contains(databases.name());
    assertThat(left().delete(read)).as("the second time").isEqualTo("it was gone already");
  }
}
