package dev.lifeboat.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Maintenance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(TestBed.InTests.class)
final class DynamoPausesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final TestBed bed;
  private final String table;

  DynamoPausesTest(TestBed bed) {
    this.bed = bed;
    this.table = Tables.newJournals(bed);
  }

  /// Of somebody else each time.
  private DynamoPauses pauses() {
    return new DynamoPauses(Tables.table(bed, table));
  }

  private static Maintenance pause(String reason) {
    return new Maintenance("shop", reason, "ann", NOW, NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void what_one_pauses_all_others_see_until_one_ends_it() throws Exception {
    assertThat(pauses().maintenance("shop")).isEmpty();

    pauses().begin(pause("new disks"));
    assertThat(pauses().maintenance("shop")).contains(pause("new disks"));
    pauses().begin(pause("new network"));
    assertThat(pauses().maintenance("shop")).contains(pause("new network"));
    assertThat(pauses().maintenance("bank")).isEmpty();

    pauses().endMaintenance("shop");
    pauses().endMaintenance("shop");
    assertThat(pauses().maintenance("shop")).isEmpty();
  }

  @Test
  void what_cannot_be_told_is_not_taken_for_no_pause() {
    bed.gate().cut(Tables.REGION, Cut.UNAVAILABLE);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> pauses().maintenance("shop"))
        .satisfies(silent -> assertThat(silent.problem().code()).isEqualTo(Code.LB2002));
  }

  @Test
  void what_cannot_be_understood_is_not_either_and_can_be_replaced() throws Exception {
    bed.clients()
        .client(AwsApi.dynamo(), Tables.REGION)
        .putItem(it ->
            it.tableName(table)
                .item(
                    Map.of(
                        "run", AttributeValue.fromS("pauses/shop"),
                        "sequence", AttributeValue.fromN("0"),
                        "pause", AttributeValue.fromS("until tomorrow"))));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> pauses().maintenance("shop"))
        .satisfies(damaged -> assertThat(damaged.problem().code()).isEqualTo(Code.LB4008));
    pauses().endMaintenance("shop");
    assertThat(pauses().maintenance("shop")).isEmpty();
  }
}
