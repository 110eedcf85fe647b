package dev.lifeboat.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Databases;
import dev.lifeboat.awstestbed.TestBed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The lag of a replica is what was measured lately, and nothing else.
@ExtendWith(TestBed.InTests.class)
final class ReplicaLagsTest {
  private final TestBed bed;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
  private AwsClients clients;
  private Databases databases;

  ReplicaLagsTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void begin() {
    clients = bed.newClients();
    databases = new Databases(bed, clients);
  }

  @AfterEach
  void end() {
    clients.close();
  }

  private ReplicaLag lag() throws Exception {
    return new ReplicaLags(clients, InstantSource.fixed(now)).of(databases.site(TestBed.RECOVERY));
  }

  @Test
  void the_newest_minute_counts() throws Exception {
    databases.measureLag(90, now.minusSeconds(180));
    databases.measureLag(7.5, now.minusSeconds(60));
    databases.measureLag(40, now.minusSeconds(120));
    assertThat(lag())
        .isEqualTo(new ReplicaLag.Measured(Duration.ofMillis(7_500), now.minusSeconds(60)));
  }

  @Test
  void what_nobody_measured_is_unknown() throws Exception {
    assertThat(lag()).isInstanceOf(ReplicaLag.Unknown.class);
  }

  @Test
  void what_was_measured_long_ago_is_unknown() throws Exception {
    databases.measureLag(1, now.minus(ReplicaLags.FRESH).minusSeconds(60));
    assertThat(lag()).isInstanceOf(ReplicaLag.Unknown.class);
  }

  @Test
  void a_replica_that_does_not_replicate_is_not_up_to_date() throws Exception {
    databases.measureLag(-1, now.minusSeconds(60));
    assertThat(lag())
        .isInstanceOfSatisfying(
            ReplicaLag.Unknown.class, unknown -> assertThat(unknown.why()).contains("replicates"));
  }

  /// What the replica had then it has still.
  @Test
  void what_was_told_before_the_source_was_lost_holds() throws Exception {
    databases.measureLag(2, now.minusSeconds(180));
    databases.measureLag(-1, now.minusSeconds(60));
    assertThat(lag())
        .isEqualTo(new ReplicaLag.Measured(Duration.ofSeconds(2), now.minusSeconds(180)));
  }

  @Test
  void a_region_that_does_not_answer_leaves_it_unknown() throws Exception {
    databases.measureLag(1, now.minusSeconds(60));
    bed.gate().cut(TestBed.RECOVERY, "monitoring", Cut.REFUSE);
    assertThat(lag())
        .isInstanceOfSatisfying(
            ReplicaLag.Unknown.class,
            unknown -> assertThat(unknown.why()).contains("CloudWatch in us-west-2"));
  }
}
