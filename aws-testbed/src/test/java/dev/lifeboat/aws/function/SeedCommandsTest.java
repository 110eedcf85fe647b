package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.DeployedMachine;
import dev.lifeboat.awstestbed.ExampleAccount;
import dev.lifeboat.awstestbed.FunctionHost;
import dev.lifeboat.awstestbed.LookPause;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Commands that the seeds print and no script of an example has: typed with the seed's own
/// arguments, and their ends held to what the seed says of them, or to what AWS does instead.
@Order(2)
@ExtendWith(TestBed.InTests.class)
final class SeedCommandsTest {
  private static final int MOST_LOOKS = 300;
  private static final int PORT = 8080;

  /// A global database, a failover record whose primary's check finds nothing, and a topic.
  private static final String SHOP =
      """
      import boto3, json
      seen = {}
      login = {'Engine': 'aurora-postgresql', 'GlobalClusterIdentifier': 'ecommerce-global'}
      home = boto3.client('rds', region_name='us-east-1')
      home.create_global_cluster(**login)
      home.create_db_cluster(DBClusterIdentifier='aurora-cluster', MasterUsername='owner',
          MasterUserPassword='never-to-be-read', **login)
      boto3.client('rds', region_name='us-west-2').create_db_cluster(
          DBClusterIdentifier='dr-aurora-cluster', **login)

      def status(rds):
          return rds.describe_db_clusters(DBClusterIdentifier='dr-aurora-cluster')['DBClusters'][0]['Status']

      def members():
          found = home.describe_global_clusters()['GlobalClusters'][0]['GlobalClusterMembers']
          return [it['DBClusterArn'] for it in found]

      names = boto3.client('route53')
      zone = names.create_hosted_zone(Name='shop.example.com', CallerReference='1')['HostedZone']['Id']
      check = names.create_health_check(CallerReference='1', HealthCheckConfig={
          'Type': 'HTTPS_STR_MATCH', 'FullyQualifiedDomainName': 'nobody.s3.us-east-1.amazonaws.com',
          'ResourcePath': '/health', 'SearchString': 'ok'})['HealthCheck']['Id']
      for _ in range(2):
          names.get_health_check_status(HealthCheckId=check)
      names.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={'Changes': [
          {'Action': 'CREATE', 'ResourceRecordSet': {'Name': 'shop.example.com', 'Type': 'A', 'TTL': 60,
              'SetIdentifier': which, 'Failover': which, 'ResourceRecords': [{'Value': value}]} | more}
          for which, value, more in (('PRIMARY', '192.0.2.1', {'HealthCheckId': check}),
              ('SECONDARY', '192.0.2.2', {}))]})

      def led():
          return names.test_dns_answer(HostedZoneId=zone.rsplit('/', 1)[1], RecordName='shop.example.com',
              RecordType='A')['RecordData'][0]

      topic = boto3.client('sns').create_topic(Name='dr-notifications')['TopicArn']
      sqs = boto3.client('sqs')
      queue = sqs.create_queue(QueueName='people')['QueueUrl']
      boto3.client('sns').subscribe(TopicArn=topic, Protocol='sqs',
          Endpoint=sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=['QueueArn'])['Attributes']['QueueArn'])

      def received():
          return json.loads(sqs.receive_message(QueueUrl=queue)['Messages'][0]['Body'])

      """;

  private final TestBed bed;

  @TempDir Path folder;

  private AwsTerminal terminal;

  SeedCommandsTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void begin() {
    terminal = new AwsTerminal(bed, folder, Map.of("AWS_DEFAULT_REGION", TestBed.RECOVERY));
  }

  private static String typed(AwsTerminal terminal, String block) throws Exception {
    var ended = terminal.type("set -e\n" + block);
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    return ended.out();
  }

  /// What boto3 is asked, as the seed has it.
  private JsonNode python(String program) throws Exception {
    var ended = terminal.run(interpreter(), "-B", "-c", program);
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    return ended.json();
  }

  private static String interpreter() {
    return AwsTerminal.file("aws-testbed/.venv/bin/python").toString();
  }

  /// Types what follows a log, which a person ends, until it has said all of it.
  private static void assertFollowed(AwsTerminal terminal, String line, String... expected)
      throws Exception {
    var following = terminal.begin("bash", "-c", "exec " + line);
    try {
      for (int looks = 0; !said(following).contains(expected[expected.length - 1]); looks++) {
        assertThat(following.process().isAlive()).as(following.said()).isTrue();
        assertThat(looks).as("%s", said(following)).isLessThan(MOST_LOOKS);
        LookPause.pass();
      }
      assertThat(said(following)).contains(expected);
    } finally {
      following.kill();
    }
  }

  private static String said(CommandLineProcess.Running running) throws Exception {
    return Files.readString(running.out());
  }

  /// Seed 000. It says that the first call is a dry run, and that the second executes the recovery:
  /// that one asks first who made sure that nobody writes in the other region.
  @Test
  void backups_are_listed_and_the_recovery_function_is_called_by_its_name() throws Exception {
    create000();
    var code =
        AwsTerminal.file("examples/dr-lab-warm-standby/cdk/src/main/resources/drlab/recovery");
    var host =
        terminal
            .with("AWS_REGION", TestBed.RECOVERY)
            .with("PARAMETERS", "/backup-lab/recovery")
            .begin(
                interpreter(),
                "-B",
                AwsTerminal.file("aws-testbed/src/test/python/hosted_function.py").toString(),
                "BackupStack-DeploymentFunction",
                code.toString());
    try {
      typed(
          terminal,
          "aws lambda wait function-exists --function-name BackupStack-DeploymentFunction");
      var asIs =
          terminal.type(
              "aws lambda invoke --function-name BackupStack-DeploymentFunction"
                  + " --payload '{\"test_mode\": true, \"target_region\": \"us-west-2\"}'"
                  + " response.json");
      assertThat(asIs.exitCode()).as("%s", asIs).isNotZero();
      assertThat(asIs.err()).as("version 2 of the command line").contains("Invalid base64");

      invokeAsTheSeedDoes();

      assertFollowed(
          terminal,
          "aws logs tail /aws/lambda/BackupStack-DeploymentFunction --follow",
          "START RequestId: ",
          "END RequestId: ");
    } finally {
      host.kill();
    }
    assertThat(
            typed(
                terminal,
                """
                export AWS_ACCOUNT=123456789012
                export AWS_REGION=ap-southeast-2
                aws backup list-backup-plans
                """))
        .contains("\"BackupPlanName\": \"backup-lab\"");
  }

  private void invokeAsTheSeedDoes() throws Exception {
    var before = made000();
    // As version 1 took it, which the seed was written for.
    var config = folder.resolve("config");
    Files.writeString(config, "[default]\ncli_binary_format = raw-in-base64-out\n");
    var of1 = terminal.with("AWS_CONFIG_FILE", config.toString());
    typed(
        of1,
        """
        aws lambda invoke \\
          --function-name BackupStack-DeploymentFunction \\
          --payload '{"test_mode": true, "target_region": "us-west-2"}' \\
          response.json
        """);
    var tested = response();
    assertThat(tested.path("recovery_point").asString())
        .as("%s", tested)
        .contains(":us-west-2:", ":snapshot:awsbackup-job-1");
    assertThat(tested.path("would_make").valueStream().map(JsonNode::asString))
        .containsExactly("network", "database", "login", "application");
    assertThat(made000()).isEqualTo(before);

    typed(
        of1,
        """
        aws lambda invoke \\
          --function-name BackupStack-DeploymentFunction \\
          --payload '{"execute_recovery": true, "target_region": "us-west-2"}' \\
          response.json
        """);
    assertThat(response().path("refused").asString()).contains("fenced_by");
    assertThat(made000()).isEqualTo(before);
  }

  private JsonNode response() throws Exception {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve("response.json")));
  }

  /// Stacks and databases of the recovery region.
  private String made000() throws Exception {
    return typed(
            terminal,
            """
            aws cloudformation describe-stacks --query 'Stacks[].StackName'
            aws rds describe-db-instances --query 'DBInstances[].DBInstanceIdentifier'
            """)
        .strip()
        .replace('\n', ' ');
  }

  /// The plan, its vaults, and one backup that has arrived.
  private void create000() throws Exception {
    var _ =
        python(
            """
            import boto3
            words = ("database database-name subnet-group parameter-group network-stack network-template"
                " application-stack application-template makes-stacks entrance secret").split()
            vault = {"BackupVaultName": "backup-lab"}
            for region in ("ap-southeast-2", "us-west-2"):
                boto3.client("backup", region).create_backup_vault(**vault)
            boto3.client("backup", "ap-southeast-2").create_backup_plan(BackupPlan={
                "BackupPlanName": "backup-lab",
                "Rules": [{"RuleName": "often", "TargetBackupVaultName": "backup-lab"}]})
            ssm = boto3.client("ssm", "us-west-2")
            for name, value in [(it, "the-" + it) for it in words] + [("vault", "backup-lab")]:
                ssm.put_parameter(Name="/backup-lab/recovery/" + name, Value=value, Type="String")
            rds = boto3.client("rds", "us-west-2")
            rds.create_db_instance(DBInstanceIdentifier="taken", DBInstanceClass="db.t4g.small",
                Engine="postgres", AllocatedStorage=20, MasterUsername="owner", MasterUserPassword="never-to-be-read")
            rds.create_db_snapshot(DBInstanceIdentifier="taken", DBSnapshotIdentifier="awsbackup-job-1")
            rds.delete_db_instance(DBInstanceIdentifier="taken", SkipFinalSnapshot=True)
            print("{}")
            """);
  }

  /// Seed 001: the pre-checked planned move, and the logs that it has people follow.
  @Test
  @ResourceLock(ShippedExample.WARM_STANDBY)
  void a_planned_failover_without_a_reason_moves_and_its_log_is_followed() throws Exception {
    var account =
        new ExampleAccount(
            bed,
            ShippedExample.asItStands(ShippedExample.WARM_STANDBY),
            Files.createDirectory(folder.resolve("made")));
    try {
      account.create(Map.of("primary", "10.1.0.7", "secondary", "10.0.0.7"), PORT);
      account.adopt();
      account.guard("primary");
      account.guard("secondary");
      account.awaitLease("primary");
      account.awaitWord("secondary");
      var machine =
          new DeployedMachine(
              bed,
              account.plan(),
              account.workload(),
              true,
              EnumSet.of(Mode.FAILOVER, Mode.SWITCHOVER));
      var arn = "arn:aws:states:us-west-2:%s:stateMachine:dr-lab-failover".formatted(bed.account());
      logAsProvisioned(arn);
      try (var _ =
          new FunctionHost(
              bed,
              TestBed.RECOVERY,
              AccountNames.function(account.plan()),
              new FunctionHost.Code(RunHandler.class.getName(), account.file()))) {
        var started =
            JsonMapper.shared()
                .readTree(
                    typed(
                        terminal,
                        """
                        aws stepfunctions start-execution \\
                          --state-machine-arn %s \\
                          --input '{"mode":"planned"}'
                        """
                            .formatted(arn)));
        var moved = machine.endOfStarted(started.path("executionArn").asString());

        assertThat(moved.status()).as("%s", moved).isEqualTo(ExecutionStatus.SUCCEEDED);
        account.assertServedFrom("secondary");
        assertFollowed(
            terminal,
            "aws logs tail /aws/stepfunctions/dr-lab-failover --follow",
            "ExecutionStarted",
            moved.executionArn(),
            "ExecutionSucceeded");
      }
    } finally {
      account.end();
    }
  }

  /// The log that `provision` gives the machine.
  private void logAsProvisioned(String arn) throws Exception {
    typed(
        terminal,
        """
        aws logs create-log-group --log-group-name /aws/stepfunctions/dr-lab-failover
        aws stepfunctions update-state-machine --state-machine-arn %s --logging-configuration \
          '{"level": "ALL", "includeExecutionData": false, "destinations": [{"cloudWatchLogsLogGroup": \
          {"logGroupArn": "arn:aws:logs:us-west-2:%s:log-group:/aws/stepfunctions/dr-lab-failover:*"}}]}'
        """
            .formatted(arn, bed.account()));
  }

  /// Seed 001. No emulated task writes a log: a line is put where it would.
  @Test
  void the_log_of_the_tasks_is_followed() throws Exception {
    var home = terminal.with("AWS_DEFAULT_REGION", "ap-southeast-2");
    typed(
        home,
        """
        aws logs create-log-group --log-group-name /aws/ecs/dr-lab
        aws logs create-log-stream --log-group-name /aws/ecs/dr-lab --log-stream-name web/web/1
        aws logs put-log-events --log-group-name /aws/ecs/dr-lab --log-stream-name web/web/1 \\
          --log-events timestamp=$(date +%s%3N),message=HEALTH
        """);

    assertFollowed(home, "aws logs tail /aws/ecs/dr-lab --follow", "web/web/1", "HEALTH");
  }

  /// Seed 004, after its second step, which is typed in the shop's own stack. Its fourth does not
  /// do what it is for: a check that is disabled counts as healthy, so users go home again.
  @Test
  void the_shop_is_promoted_and_told_of_and_a_disabled_check_leads_users_back() throws Exception {
    var told =
        python(
            SHOP
                + """
                rds = boto3.client('rds', region_name='us-west-2')
                rds.remove_from_global_cluster(
                    GlobalClusterIdentifier='ecommerce-global',
                    DbClusterIdentifier='arn:aws:rds:us-west-2:account-id:cluster:dr-aurora-cluster'
                )
                seen['promoting'] = status(rds)
                waiter = rds.get_waiter('db_cluster_available')
                waiter.config.delay = 0.1  # A person's 30 s.
                waiter.wait(DBClusterIdentifier='dr-aurora-cluster')
                seen['available'] = status(rds)
                seen['members'] = members()

                seen['lost'] = led()
                route53 = boto3.client('route53')
                route53.update_health_check(
                    HealthCheckId='primary-health-check-id',
                    Disabled=True
                )
                seen['disabled'] = led()

                sns = boto3.client('sns')
                sns.publish(
                    TopicArn='arn:aws:sns:us-west-2:account-id:dr-notifications',
                    Subject='DR Failover Completed',
                    Message='The application is now running in the US West (Oregon) region.'
                )
                print(json.dumps(seen | {'mail': received()}))
                """
                    .replace("account-id", bed.account())
                    .replace("'primary-health-check-id'", "check"));

    assertThat(told.path("promoting").asString()).as("%s", told).isEqualTo("promoting");
    assertThat(told.path("available").asString()).as("%s", told).isEqualTo("available");
    assertThat(told.path("members").valueStream().map(JsonNode::asString))
        .singleElement()
        .asString()
        .contains("us-east-1");
    assertThat(told.path("lost").asString()).as("%s", told).isEqualTo("192.0.2.2");
    assertThat(told.path("disabled").asString()).as("%s", told).isEqualTo("192.0.2.1");
    assertThat(told.path("mail").path("Subject").asString()).isEqualTo("DR Failover Completed");
    assertThat(told.path("mail").path("Message").asString()).contains("US West (Oregon)");
  }

  /// Seed 004's monthly test of a database's failover, which wants another zone afterwards.
  @Test
  void a_database_fails_over_to_another_zone_by_a_reboot() throws Exception {
    var told =
        python(
            """
            import boto3, json
            rds = boto3.client('rds', region_name='us-east-1')
            rds.create_db_instance(DBInstanceIdentifier='production-db', DBInstanceClass='db.m5.large',
                Engine='postgres', AllocatedStorage=20, MasterUsername='owner',
                MasterUserPassword='never-to-be-read', MultiAZ=True)

            response = rds.describe_db_instances(DBInstanceIdentifier='production-db')
            db_instance = response['DBInstances'][0]
            multi_az = db_instance['MultiAZ']
            original_az = db_instance['AvailabilityZone']
            rds.reboot_db_instance(
                DBInstanceIdentifier='production-db',
                ForceFailover=True
            )
            waiter = rds.get_waiter('db_instance_available')
            waiter.config.delay = 0.1  # A person's 30 s.
            waiter.wait(DBInstanceIdentifier='production-db')
            response = rds.describe_db_instances(DBInstanceIdentifier='production-db')
            new_az = response['DBInstances'][0]['AvailabilityZone']
            print(json.dumps({'multi_az': multi_az, 'original': original_az, 'new': new_az}))
            """);

    assertThat(told.path("multi_az").asBoolean()).isTrue();
    assertThat(told.path("original").asString()).as("%s", told).isEqualTo("us-east-1a");
    assertThat(told.path("new").asString()).as("%s", told).isEqualTo("us-east-1b");
  }
}
