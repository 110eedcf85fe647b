package dev.lifeboat.aws.iam;

import static dev.lifeboat.aws.iam.EncryptedStores.HOME_KEY;
import static dev.lifeboat.aws.iam.EncryptedStores.plan;
import static dev.lifeboat.aws.iam.EncryptedStores.without;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.Headers;
import dev.lifeboat.aws.iam.IamPolicy.Use;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The needs of AWS that no call of their name shows, of a plan whose stores have keys of their
/// own: a table of calls, of what each implies, and of the uses whose policies must allow both.
///
/// The second test takes what is implied away, so that each row was seen to be looked up.
final class UnseenNeedsTest {
  private static final String ACCOUNT = "123456789012";
  private static final String HOME = "ap-southeast-2";
  private static final String AWAY = "us-west-2";
  private static final String ROLE = "arn:aws:iam::123456789012:role/rds-monitoring";
  private static final String COPY_SOURCE = "x-amz-copy-source";
  private static final Set<Use> MOVES = EnumSet.of(Use.EXECUTE, Use.WATCH, Use.DRILL);

  /// A row.
  ///
  /// @param service of the call
  /// @param call with its path, where it has one
  /// @param body its members
  /// @param header empty, or `name: value`
  /// @param implied the actions that no call shows
  record Row(
      Set<Use> uses,
      String region,
      String service,
      String call,
      String body,
      String header,
      List<String> implied) {
    @Override
    public String toString() {
      return "%s in %s implies %s".formatted(call, region, implied);
    }

    List<NeededRight> needed() {
      var headers = new Headers();
      if (!header.isEmpty()) {
        headers.set(header.split(": ")[0], header.split(": ")[1]);
      }
      var address = URI.create(service.equals("s3") ? call.split(" ")[1] : "/");
      return new CallRights(
              new Arns(ACCOUNT),
              new AwsRequest(
                  region, service, call, address, headers, body.getBytes(StandardCharsets.UTF_8)))
          .needed();
    }
  }

  private static Row rds(Set<Use> uses, String region, String call, String body, String... more) {
    return new Row(uses, region, "rds", call, body, "", List.of(more));
  }

  private static Row s3(String call, String body, String header, String... more) {
    return new Row(MOVES, HOME, "s3", call, body, header, List.of(more));
  }

  private static Row replica(String region, String name, String source, String key) {
    return rds(
        MOVES,
        region,
        "CreateDBInstanceReadReplica",
        "DBInstanceIdentifier=%s&SourceDBInstanceIdentifier=%s&KmsKeyId=%s&MonitoringRoleArn=%s&Tags.Tag.1.Key=a"
            .formatted(name, source, key, ROLE),
        "kms:CreateGrant",
        "kms:DescribeKey",
        "iam:PassRole",
        "rds:AddTagsToResource");
  }

  private static Row copy(String region, String to, String from, String key) {
    return rds(
        EnumSet.of(Use.SNAPSHOT),
        region,
        "CopyDBSnapshot",
        "TargetDBSnapshotIdentifier=%s&SourceDBSnapshotIdentifier=%s&KmsKeyId=%s&Tags.Tag.1.Key=a"
            .formatted(to, from, key),
        "kms:CreateGrant",
        "kms:DescribeKey",
        "rds:AddTagsToResource");
  }

  static Stream<Row> rows() {
    return Stream.of(
        replica(
            HOME, "dr-lab-db", "arn:aws:rds:us-west-2:123456789012:db:dr-lab-replica", HOME_KEY),
        replica(
            AWAY,
            "dr-lab-replica",
            "arn:aws:rds:ap-southeast-2:123456789012:db:dr-lab-db",
            "alias/shop"),
        rds(
            MOVES,
            HOME,
            "ModifyDBInstance",
            "DBInstanceIdentifier=dr-lab-db&MonitoringRoleArn=" + ROLE,
            "iam:PassRole"),
        rds(
            EnumSet.of(Use.SNAPSHOT),
            HOME,
            "CreateDBSnapshot",
            "DBSnapshotIdentifier=lifeboat-dr-lab-db-1&DBInstanceIdentifier=dr-lab-db&Tags.Tag.1.Key=a",
            "rds:AddTagsToResource"),
        copy(
            AWAY,
            "lifeboat-dr-lab-db-1",
            "arn:aws:rds:ap-southeast-2:123456789012:snapshot:lifeboat-dr-lab-db-1",
            "alias/shop"),
        rds(
            EnumSet.of(Use.RESIDUE),
            HOME,
            "DeleteDBInstance",
            "DBInstanceIdentifier=dr-lab-db-before-e3&FinalDBSnapshotIdentifier=dr-lab-db-before-e3-last",
            "rds:CreateDBSnapshot",
            "rds:AddTagsToResource"),
        s3(
            "PUT /dr-lab-app-data-primary?replication",
            "<Role>arn:aws:iam::123456789012:role/dr-lab-replication</Role>",
            "",
            "iam:PassRole"),
        s3("HEAD /dr-lab-app-data-primary/a?versionId=1", "", "", "s3:ListBucket"),
        s3(
            "PUT /dr-lab-app-data-primary/a",
            "",
            COPY_SOURCE + ": dr-lab-app-data-primary/a?versionId=1",
            "s3:GetObjectVersion",
            "s3:GetObjectVersionTagging",
            "s3:PutObjectTagging"),
        s3("DELETE /dr-lab-app-data-primary/a?uploadId=1", "", "", "s3:AbortMultipartUpload"),
        s3("HEAD /dr-lab-routes-primary/lifeboat/entry.json", "", "", "s3:ListBucket"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_policy_allows_what_its_calls_imply(Row row) throws Exception {
    for (var use : row.uses()) {
      new IamRules(IamPolicy.of(plan(), use, ACCOUNT)).assertAllow(row.needed(), row.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void without_one_of_them_it_is_found_out(Row row) throws Exception {
    for (var use : row.uses()) {
      var policy = IamPolicy.of(plan(), use, ACCOUNT);
      for (var gone : row.implied()) {
        assertThatExceptionOfType(AssertionError.class)
            .as("%s without %s", row, gone)
            .isThrownBy(() ->
                new IamRules(without(policy, gone)).assertAllow(row.needed(), row.toString()));
      }
    }
  }
}
