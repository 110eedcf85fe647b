package dev.lifeboat.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.TestBed;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkException;

/// What a call costs while a region is out of reach.
@ExtendWith(TestBed.InTests.class)
final class AwsClientsTest {
  /// The machine may be busy; the point is that it is seconds.
  private static final Duration SLACK = Duration.ofSeconds(4);

  private final TestBed bed;

  AwsClientsTest(TestBed bed) {
    this.bed = bed;
  }

  @ParameterizedTest
  @EnumSource
  void a_cut_region_costs_seconds_and_the_other_nothing(Cut cut) {
    try (var clients = bed.newClients()) {
      clients.client(AwsApi.dynamo(), TestBed.PRIMARY).listTables();
      bed.gate().cut(TestBed.PRIMARY, cut);

      var began = System.nanoTime();
      assertThatExceptionOfType(SdkException.class)
          .isThrownBy(() -> clients.client(AwsApi.dynamo(), TestBed.PRIMARY).listTables());
      var cost = Duration.ofNanos(System.nanoTime() - began);
      assertThat(cost).isLessThan(AwsClients.CALL.plus(SLACK));

      int before = bed.gate().calls().size();
      assertThat(clients.client(AwsApi.dynamo(), TestBed.RECOVERY).listTables()).isNotNull();
      assertThat(bed.gate().callsSince(before))
          .singleElement()
          .matches(it -> it.is(TestBed.RECOVERY, "dynamodb", "ListTables", Optional.empty()));

      bed.gate().mend();
      assertThat(clients.client(AwsApi.dynamo(), TestBed.PRIMARY).listTables()).isNotNull();
    }
  }

  @Test
  void one_service_is_cut_alone() {
    bed.gate().cut(TestBed.PRIMARY, "rds", Cut.HANG);
    assertThat(bed.clients().client(AwsApi.dynamo(), TestBed.PRIMARY).listTables()).isNotNull();
  }

  /// Twenty at once, then twenty a second.
  @Test
  void calls_leave_no_faster_than_their_rate() {
    try (var clients = bed.newClients()) {
      var dynamo = clients.client(AwsApi.dynamo(), TestBed.PRIMARY);
      var began = System.nanoTime();
      for (int i = 0; i < 50; i++) {
        dynamo.listTables();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isGreaterThan(Duration.ofMillis(1_400));
    }
  }
}
