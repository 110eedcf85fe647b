package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.keys.FenceChoice.Means;
import dev.lifeboat.aws.rds.PlainInstance;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.problem.Code;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DescribeDbInstancesRequest;
import software.amazon.awssdk.services.rds.model.RdsException;

/// How heavy it is what a look finds.
final class LookTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final AwsAnswers answers = new AwsAnswers();
  private final AwsClients clients = answers.clients();
  private final Look look = new Look(clients, "web", "us-west-2");

  @AfterEach
  void end() {
    clients.close();
  }

  @Test
  void not_to_know_what_is_missed_afterwards_alone_is_no_worse_than_to_miss_it() throws Exception {
    answers.to(
        DescribeDbInstancesRequest.class,
        _ -> {
          throw RdsException.builder().message("no").statusCode(403).build();
        });
    var _ = InstanceLook.find(look, PlainInstance.at("us-west-2", "db"));
    var _ = InstanceLook.find(look.leniently(), PlainInstance.at("us-west-2", "db"));
    assertThat(FindingTexts.of(look)).hasSize(2);
    assertThat(look.findings())
        .extracting(it -> it.weight().name())
        .containsExactly("UNKNOWN", "WARNING");
  }

  @Test
  void what_is_not_there_is_told_by_whoever_is_heard() throws Exception {
    answers.to(
        DescribeDbInstancesRequest.class,
        _ -> {
          throw DbInstanceNotFoundException.builder().message("no").build();
        });
    var _ = InstanceLook.find(look.unheard(), PlainInstance.at("us-west-2", "db"));
    assertThat(FindingTexts.of(look)).isEmpty();
    var _ = InstanceLook.find(look.in("us-east-1"), PlainInstance.at("us-east-1", "db"));
    assertThat(FindingTexts.of(look)).containsExactly("OBSTACLE LB7005 there is no db");
  }

  @Test
  void what_is_taken_from_the_region_that_is_left_keeps_tasks_from_starting() {
    look.fromElsewhere("us-east-1", "us-east-1", "taken from home", "-");
    look.fromElsewhere("eu-west-1", "us-east-1", "taken from elsewhere", "-");
    assertThat(FindingTexts.of(look))
        .containsExactly("OBSTACLE LB7010 taken from home", "WARNING LB2018 taken from elsewhere");
  }

  @ParameterizedTest
  @CsvSource({"ISSUED, 31, ''", "ISSUED, 29, WARNING", "EXPIRED, 31, OBSTACLE"})
  void a_certificate_is_one_that_holds_for_a_month(String status, int days, String weight) {
    new CertificateLook(InstantSource.fixed(NOW))
        .judge(
            look,
            CertificateDetail.builder()
                .status(CertificateStatus.fromValue(status))
                .notAfter(NOW.plus(Duration.ofDays(days)))
                .build());
    assertThat(look.findings().stream().map(it -> it.weight().name()).findFirst().orElse(""))
        .isEqualTo(weight);
  }

  private static final FenceChoice BY_GUARD =
      new FenceChoice(Optional.empty(), Optional.empty(), List.of("shop"), Optional.empty());
  private static final FenceChoice BY_EITHER =
      new FenceChoice(
          Optional.empty(), Optional.of(PerRegion.same("sg-1")), List.of("shop"), Optional.empty());
  private static final FenceChoice BY_API =
      new FenceChoice(
          Optional.of(Means.API), Optional.of(PerRegion.same("sg-1")), List.of(), Optional.empty());

  private void judge(FenceChoice chosen, Optional<GuardedState> told) {
    new GuardLook(
            new GuardReports(MemoryDynamo.table(new MemoryDynamo()), "shop"),
            "east",
            PlainInstance.at("us-east-1", "db"),
            chosen)
        .judge(look, told);
  }

  private static Optional<GuardedState> told(String unaudited, String unprotected) {
    return Optional.of(new GuardedState("orders", Standing.OPEN, "", "", unaudited, unprotected));
  }

  @Test
  void where_the_plan_closes_by_rds_unless_a_guard_is_there_that_none_is_there_is_a_warning() {
    judge(BY_GUARD, Optional.empty());
    judge(BY_API, Optional.empty());
    assertThat(look.findings()).isEmpty();
    judge(BY_EITHER, Optional.empty());
    assertThat(look.findings())
        .extracting(it -> it.problem().orElseThrow().code())
        .containsExactly(Code.LB2018);
  }

  @Test
  void what_a_guard_could_not_audit_or_protect_is_each_a_warning() {
    judge(BY_EITHER, told("", ""));
    assertThat(look.findings()).isEmpty();
    judge(BY_EITHER, told("no slot", "an unlogged table"));
    assertThat(FindingTexts.of(look))
        .hasSize(2)
        .allSatisfy(it -> assertThat(it).startsWith("WARNING LB2016"));
  }
}
