package dev.lifeboat.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.Tables;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/// As whom each region is asked.
@ExtendWith(TestBed.InTests.class)
final class AssumedRolesTest {
  private static final String ROLE = "arn:aws:iam::%s:role/lifeboat-%s";

  private static final Path EXAMPLE =
      Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");

  private final TestBed bed;
  private AwsClients own;
  private AwsClients clients;

  AssumedRolesTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void assume() {
    own = bed.newClients();
    clients =
        own.as(
            new AssumedRoles(
                Map.of(TestBed.PRIMARY, role("east"), TestBed.RECOVERY, role("west")),
                TestBed.RECOVERY));
  }

  @AfterEach
  void close() {
    clients.close();
    own.close();
  }

  private String role(String name) {
    return ROLE.formatted(bed.account(), name);
  }

  private String whoIsIn(String region) {
    return clients
        .client(AwsApi.control("STS", StsClient.class, StsClient::builder), region)
        .getCallerIdentity()
        .arn();
  }

  @Test
  void each_region_is_asked_as_its_role_and_others_as_whoever_asks() {
    assertThat(whoIsIn(TestBed.PRIMARY)).endsWith(":assumed-role/lifeboat-east/lifeboat");
    assertThat(whoIsIn(TestBed.RECOVERY)).endsWith(":assumed-role/lifeboat-west/lifeboat");
    assertThat(whoIsIn(Tables.REGION)).doesNotContain("assumed-role");
  }

  /// Else the loss of one region would take the right to call into all of them.
  @Test
  void a_role_is_asked_for_in_its_own_region_alone() {
    bed.gate().cut(TestBed.PRIMARY, Cut.HANG);
    int before = bed.gate().calls().size();

    assertThat(clients.client(AwsApi.dynamo(), TestBed.RECOVERY).listTables()).isNotNull();
    assertThat(clients.client(AwsApi.dynamo(), TestBed.RECOVERY).listTables()).isNotNull();
    assertThat(clients.client(AwsApi.route53(), AwsClients.GLOBAL).listHostedZones()).isNotNull();

    assertThat(bed.gate().callsSince(before))
        .filteredOn(call -> call.service().equals("sts"))
        .singleElement()
        .satisfies(call -> {
          assertThat(call.region()).isEqualTo(TestBed.RECOVERY);
          assertThat(call.operation()).isEqualTo("AssumeRole");
        });
  }

  @Test
  void what_may_not_be_assumed_is_said_by_sts() {
    bed.gate().cut(TestBed.RECOVERY, "sts", Cut.DENY);

    assertThatExceptionOfType(SdkException.class)
        .isThrownBy(() -> clients.client(AwsApi.dynamo(), TestBed.RECOVERY).listTables())
        .withMessageContaining("not authorized");
  }

  @Test
  void a_plan_names_them_and_its_policy_allows_to_assume_them() throws Exception {
    var text =
        Files.readString(EXAMPLE)
            .replace(
                "region: us-west-2 }", "region: us-west-2, assumeRole: \"" + role("w") + "\" }");
    var plan = AwsKeys.reader().read("plan.yaml", text).orThrow();

    assertThat(AssumedRoles.of(plan))
        .isEqualTo(new AssumedRoles(Map.of("us-west-2", role("w")), "us-west-2"));
    assertThat(IamPolicy.of(plan, IamPolicy.Use.CHECK, "*").statements())
        .filteredOn(it -> it.actions().contains("sts:AssumeRole"))
        .singleElement()
        .satisfies(it -> assertThat(it.resources()).containsExactly(role("w")));
    assertThat(IamPolicy.of(plan, IamPolicy.Use.GUARD, "*").statements())
        .noneMatch(it -> it.actions().contains("sts:AssumeRole"));
  }
}
