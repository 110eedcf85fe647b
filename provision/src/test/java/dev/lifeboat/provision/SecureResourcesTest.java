package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.provision.EmittedAccount.Made;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each resource of each stack of the examples, by the rule that keeps its kind safe.
///
/// Goal: nothing is made that no rule was thought of for. Method: a rule a kind; a kind without one
/// fails, and so does a rule that no resource needs.
final class SecureResourcesTest {
  private static final String GUARDED = "guarded";
  private static final Set<String> EXAMPLES =
      Set.of("dr-lab-warm-standby", "lamp-pilot-light", GUARDED);

  /// They hold nothing and may do nothing, with the reason.
  private static final Map<String, String> WITHOUT =
      Map.of(
          "AWS::CloudWatch::Dashboard", "shows metrics to who may read them",
          "AWS::KMS::Alias", "a name",
          "AWS::Logs::QueryDefinition", "a question, asked by who may read the log",
          "AWS::Route53::RecordSet", "public by its nature");

  /// Statements that let something be done with every key, bucket or object, with the reason.
  private static final Map<String, String> OF_ALL =
      Map.of(
          "kms:*", "the account itself, which shares by its roles: else nobody could mend the key",
          "TrailWrites", "all files of one account's trail");

  private final Map<String, Consumer<Made>> rules =
      Map.ofEntries(
          Map.entry("AWS::DynamoDB::Table", SecureResourcesTest::table),
          Map.entry("AWS::S3::Bucket", SecureResourcesTest::bucket),
          Map.entry("AWS::S3::BucketPolicy", it -> overTls(it, "s3:*")),
          Map.entry("AWS::KMS::Key", SecureResourcesTest::key),
          Map.entry("AWS::CloudTrail::Trail", SecureResourcesTest::trail),
          Map.entry("AWS::SNS::Topic", it -> hasKey(it.properties().path("KmsMasterKeyId"))),
          Map.entry("AWS::SNS::TopicPolicy", it -> overTls(it, "sns:Publish")),
          Map.entry("AWS::SQS::Queue", it -> holds(it, "/SqsManagedSseEnabled")),
          Map.entry("AWS::Logs::LogGroup", SecureResourcesTest::log),
          Map.entry(
              "AWS::ECS::TaskDefinition",
              it -> holds(it, "/ContainerDefinitions/0/ReadonlyRootFilesystem")),
          Map.entry("AWS::ECS::Service", SecureResourcesTest::service),
          Map.entry(
              "AWS::FIS::ExperimentTemplate", it -> has(it, "StopConditions", "LogConfiguration")),
          Map.entry("AWS::Synthetics::Canary", it -> has(it, "ArtifactConfig")),
          Map.entry("AWS::IAM::Role", SecureResourcesTest::role),
          Map.entry("AWS::IAM::ManagedPolicy", SecureResourcesTest::policy),
          Map.entry("AWS::Lambda::Function", it -> has(it, "DeadLetterConfig", "LoggingConfig")),
          Map.entry("AWS::Scheduler::Schedule", it -> has(it, "Target")),
          Map.entry("AWS::StepFunctions::StateMachine", SecureResourcesTest::machine),
          Map.entry("AWS::CloudWatch::Alarm", it -> has(it, "AlarmActions", "AlarmDescription")),
          Map.entry("AWS::Budgets::Budget", it -> has(it, "NotificationsWithSubscribers")),
          Map.entry("AWS::Route53::HealthCheck", SecureResourcesTest::check));

  private static EmittedAccount emitted(String example) throws Exception {
    return EmittedAccount.of(
        example.equals(GUARDED) ? GuardedExample.plan() : AccountPlans.example(example));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dr-lab-warm-standby", "lamp-pilot-light", GUARDED})
  void each_is_as_the_rule_of_its_kind_says(String example) throws Exception {
    for (var made : emitted(example).resources()) {
      if (!WITHOUT.containsKey(made.type())) {
        var rule = rules.get(made.type());
        assertThat(rule).as("a rule for %s", made.type()).isNotNull();
        rule.accept(made);
      }
    }
  }

  @Test
  void no_rule_is_for_nothing() throws Exception {
    var types = new TreeSet<String>();
    for (var example : EXAMPLES) {
      emitted(example).resources().forEach(it -> types.add(it.type()));
    }
    assertThat(types).containsAll(rules.keySet()).containsAll(WITHOUT.keySet());
  }

  private static void holds(Made made, String... pointers) {
    for (var pointer : pointers) {
      assertThat(made.properties().at(pointer).asBoolean())
          .as("%s of %s", pointer, made.id())
          .isTrue();
    }
  }

  private static void has(Made made, String... properties) {
    for (var property : properties) {
      assertThat(made.properties().has(property)).as("%s of %s", property, made.id()).isTrue();
    }
  }

  private static void kept(Made made) {
    assertThat(made.body().path("DeletionPolicy").asString()).as(made.id()).isEqualTo("Retain");
    assertThat(made.body().path("UpdateReplacePolicy").asString()).isEqualTo("Retain");
  }

  private static void hasKey(JsonNode named) {
    assertThat(named.at("/Fn::GetAtt/0").asString()).isEqualTo("Key");
  }

  private static void table(Made made) {
    kept(made);
    holds(
        made,
        "/DeletionProtectionEnabled",
        "/SSESpecification/SSEEnabled",
        "/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled");
    hasKey(made.properties().at("/SSESpecification/KMSMasterKeyId"));
  }

  private static void bucket(Made made) {
    kept(made);
    assertThat(made.properties().at("/VersioningConfiguration/Status").asString())
        .isEqualTo("Enabled");
    assertThat(made.properties().path("PublicAccessBlockConfiguration"))
        .hasSize(4)
        .allMatch(JsonNode::asBoolean);
    var encryption =
        made.properties()
            .at(
                "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault");
    if (made.id().startsWith("Routes")) {
      assertThat(encryption.path("SSEAlgorithm").asString())
          .as("read without credentials, so by no key of KMS")
          .isEqualTo("AES256");
    } else {
      hasKey(encryption.path("KMSMasterKeyID"));
    }
    if (made.id().equals("TrailLogs")) {
      holds(made, "/ObjectLockEnabled");
      var lock = made.properties().at("/ObjectLockConfiguration/Rule/DefaultRetention");
      assertThat(lock.path("Mode").asString()).isEqualTo("GOVERNANCE");
      assertThat(lock.path("Days").asInt()).isEqualTo(Retention.DAYS);
    }
  }

  private static void key(Made made) {
    kept(made);
    holds(made, "/EnableKeyRotation");
    for (var statement : made.properties().at("/KeyPolicy/Statement")) {
      var everybody = statement.path("Principal").asString("").equals("*");
      var conditions = statement.at("/Condition/StringEquals");
      assertThat(everybody).isEqualTo(conditions.has("kms:CallerAccount"));
      assertThat(everybody).isEqualTo(conditions.has("kms:ViaService"));
      for (var action : statement.path("Action")) {
        if (action.asString().contains("*")) {
          assertThat(OF_ALL).containsKey(action.asString());
          assertThat(statement.at("/Principal/AWS/0/Fn::Sub").asString()).endsWith(":root");
        }
      }
    }
  }

  private static void trail(Made made) {
    holds(made, "/IsLogging", "/IsMultiRegionTrail", "/EnableLogFileValidation");
    hasKey(made.properties().path("KMSKeyId"));
  }

  /// The last statement refuses whoever comes without TLS; no other has a star that is not told.
  private static void overTls(Made made, String action) {
    var statements = List.copyOf(made.properties().at("/PolicyDocument/Statement").values());
    var refused = statements.getLast();
    assertThat(refused.path("Effect").asString()).isEqualTo("Deny");
    assertThat(refused.path("Principal").asString()).isEqualTo("*");
    assertThat(refused.at("/Action/0").asString()).isEqualTo(action);
    assertThat(refused.at("/Condition/Bool/aws:SecureTransport/0").asString()).isEqualTo("false");
    for (var allowed : statements.subList(0, statements.size() - 1)) {
      if (allowed.path("Resource").toString().contains("*")) {
        assertThat(OF_ALL).containsKey(allowed.path("Sid").asString());
      }
      if (allowed.path("Principal").asString("").equals("*")) {
        assertThat(allowed.at("/Condition/IpAddress").isEmpty()).as(made.id()).isFalse();
      }
    }
  }

  private static void service(Made made) {
    var network = made.properties().at("/NetworkConfiguration/AwsvpcConfiguration");
    assertThat(network.path("AssignPublicIp").asString()).isEqualTo("DISABLED");
  }

  private static void log(Made made) {
    kept(made);
    assertThat(made.properties().path("RetentionInDays").asInt()).isEqualTo(Retention.DAYS);
  }

  private static void role(Made made) {
    var trust = made.properties().at("/AssumeRolePolicyDocument/Statement");
    assertThat(trust).hasSize(1);
    var service = trust.get(0).at("/Principal/Service");
    if (!service.isMissingNode()) {
      assertThat(trust.get(0).at("/Condition/StringEquals").has("aws:SourceAccount")).isTrue();
    } else {
      assertThat(trust.get(0).at("/Principal/AWS/Ref").asString()).isEqualTo("Operators");
      assertThat(trust.get(0).at("/Condition/Bool").has("aws:MultiFactorAuthPresent"))
          .as(made.id())
          .isEqualTo(!made.id().equals("RoleCheck"));
    }
  }

  private static void policy(Made made) {
    for (var statement : made.properties().at("/PolicyDocument/Statement")) {
      assertThat(statement.path("Action").values()).noneMatch(it -> it.asString().contains("*"));
      if (statement.path("Resource").toString().contains("*")) {
        assertThat(made.body().at("/Metadata/Wildcards").isEmpty()).as(made.id()).isFalse();
      }
    }
  }

  private static void machine(Made made) {
    var logging = made.properties().path("LoggingConfiguration");
    assertThat(logging.path("Level").asString()).isEqualTo("ALL");
    assertThat(logging.path("IncludeExecutionData").asBoolean(true)).isFalse();
  }

  private static void check(Made made) {
    var config = made.properties().path("HealthCheckConfig");
    assertThat(config.path("Type").asString()).isIn("HTTPS_STR_MATCH", "CALCULATED");
  }

  @Test
  void an_organization_can_forbid_to_delete_what_is_kept() throws Exception {
    var files = emitted("dr-lab-warm-standby").files();
    var text = files.get("organization/keep-1.json");
    var policy = JsonMapper.shared().readTree(text);

    assertThat(policy.toString()).hasSizeLessThan(5_120);
    assertThat(policy.path("Statement").values())
        .extracting(it -> it.path("Effect").asString())
        .containsOnly("Deny");
    assertThat(text)
        .contains(
            "table/lifeboat-votes",
            "arn:aws:s3:::dr-lab-routes-witness",
            "alias/lifeboat-dr-lab",
            "trail/lifeboat-dr-lab-trail",
            "db:dr-lab-db\"",
            "db:dr-lab-replica\"")
        .doesNotContain("${");
  }
}
