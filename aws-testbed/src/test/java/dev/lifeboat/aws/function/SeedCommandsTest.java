package dev.lifeboat.aws.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Commands that the seeds print and no script of an example has: typed with the seed's own
/// arguments, and their ends held to what the seed says of them, or to what AWS does instead.
@Order(2)
@ExtendWith(TestBed.InTests.class)
final class SeedCommandsTest {
  /// A block of the seed's Python.
  private static final Pattern BLOCK = Pattern.compile("(?s)```python\n(.*?)```");

  /// What the seed's Python takes to be there, it finds by these.
  private static final String THERE =
      """
      import json, time
      import boto3
      from botocore.exceptions import ClientError
      time.sleep = lambda _: None  # A person waits 30 s between two looks.
      names = boto3.client('route53')
      seen, zones = {}, []

      def refusal(call):
          try:
              call()
          except ClientError as refused:
              return str(refused)

      def zone(name):
          zones.append(names.create_hosted_zone(Name=name, CallerReference=str(len(zones)))['HostedZone']['Id'])
          return zones[-1].rsplit('/', 1)[1]

      def records(zone):
          return [it for it in names.list_resource_record_sets(HostedZoneId=zone)['ResourceRecordSets']
              if it['Type'] == 'A']

      def groups(*named):
          scaled = boto3.client('autoscaling', region_name='us-west-2')
          scaled.create_launch_configuration(LaunchConfigurationName='dr', ImageId='ami-12c6146b', InstanceType='t3.micro')
          for it in named:
              scaled.create_auto_scaling_group(AutoScalingGroupName=it, LaunchConfigurationName='dr', MinSize=2,
                  MaxSize=5, DesiredCapacity=2, AvailabilityZones=['us-west-2a'])

      def sizes():
          found = boto3.client('autoscaling', region_name='us-west-2').describe_auto_scaling_groups()['AutoScalingGroups']
          return {it['AutoScalingGroupName']: [it['MinSize'], it['MaxSize'], len(it['Instances'])]
              for it in sorted(found, key=lambda it: it['AutoScalingGroupName'])}

      """;

  /// A global database, and a topic that somebody has subscribed to.
  private static final String SHOP =
      """
      login = {'Engine': 'aurora-postgresql', 'GlobalClusterIdentifier': 'ecommerce-global'}
      home = boto3.client('rds', region_name='us-east-1')
      home.create_global_cluster(**login)
      home.create_db_cluster(DBClusterIdentifier='aurora-cluster', MasterUsername='owner',
          MasterUserPassword='never-to-be-read', **login)
      away = boto3.client('rds', region_name='us-west-2')
      away.create_db_cluster(DBClusterIdentifier='dr-aurora-cluster', **login)

      def cluster():
          return away.describe_db_clusters(DBClusterIdentifier='dr-aurora-cluster')['DBClusters'][0]['Status']

      def members():
          found = home.describe_global_clusters()['GlobalClusters'][0]['GlobalClusterMembers']
          return [it['DBClusterArn'] for it in found]

      www, balancers = zone('example.com'), zone('elb.amazonaws.com')
      names.change_resource_record_sets(HostedZoneId=balancers, ChangeBatch={'Changes': [
          {'Action': 'CREATE', 'ResourceRecordSet': {'Name': name, 'Type': 'A', 'TTL': 60,
              'ResourceRecords': [{'Value': value}]}}
          for name, value in (('primary-alb.us-east-1.elb.amazonaws.com', '192.0.2.1'),
              ('dr-alb.us-west-2.elb.amazonaws.com', '192.0.2.2'))]})

      def led():
          return names.test_dns_answer(HostedZoneId=www, RecordName='www.example.com', RecordType='A')['RecordData'][0]

      topic = boto3.client('sns').create_topic(Name='dr-notifications')['TopicArn']
      sqs = boto3.client('sqs')
      queue = sqs.create_queue(QueueName='people')['QueueUrl']
      boto3.client('sns').subscribe(TopicArn=topic, Protocol='sqs',
          Endpoint=sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=['QueueArn'])['Attributes']['QueueArn'])

      def received():
          return json.loads(sqs.receive_message(QueueUrl=queue)['Messages'][0]['Body'])

      """;

  private static final String TOLD = "print(json.dumps(seen))";

  private final TestBed.Accounts accounts;

  @TempDir Path folder;

  private TestBed bed;

  private AwsTerminal terminal;
  private String said = "";

  SeedCommandsTest(TestBed.Accounts accounts) {
    this.accounts = accounts;
  }

  @BeforeEach
  void begin() throws Exception {
    bed = accounts.open();
    terminal = new AwsTerminal(bed, folder, Map.of("AWS_DEFAULT_REGION", TestBed.RECOVERY));
  }

  @AfterEach
  void end() {
    bed.close();
  }

  private static String typed(AwsTerminal terminal, String block) throws Exception {
    var ended = terminal.type("set -e\n" + block);
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    return ended.out();
  }

  /// Runs parts of one program, and gives the object of its last line.
  private JsonNode python(String... parts) throws Exception {
    var ended =
        terminal.run(interpreter(), "-B", "-c", THERE + String.join("\n", parts) + "\n" + TOLD);
    assertThat(ended.exitCode()).as("%s", ended).isZero();
    var lines = ended.out().lines().toList();
    said = String.join("\n", lines);
    return JsonMapper.shared().readTree(lines.getLast());
  }

  /// The block of seed 004 that defines this function and calls it, as it is printed.
  private static String printed(String function) throws Exception {
    var file = AwsTerminal.file("aws-testbed/src/test/resources/seed-004.txt");
    var blocks =
        BLOCK
            .matcher(Files.readString(file))
            .results()
            .map(it -> it.group(1))
            .filter(it -> it.contains("\ndef %s():".formatted(function)))
            .toList();
    assertThat(blocks).as(function).hasSize(1);
    return blocks.getFirst();
  }

  private static String interpreter() {
    return AwsTerminal.file("aws-testbed/.venv/bin/python").toString();
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

      terminal.follow(
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

  /// Seed 003, "Prerequisites": it asks four things, and the account knows whose keys they are.
  @Test
  void the_command_line_is_configured_with_keys_of_the_account() throws Exception {
    var told =
        typed(
            terminal,
            """
            export AWS_CONFIG_FILE=$PWD/config AWS_SHARED_CREDENTIALS_FILE=$PWD/credentials
            keys="$AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY"
            unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_DEFAULT_REGION AWS_REGION
            printf '%s\n%s\neu-west-1\njson\n' $keys | aws configure
            aws configure get region
            aws sts get-caller-identity
            """);
    assertThat(told)
        .contains("AWS Access Key ID", "Default region name", " eu-west-1\n")
        .contains("\"Account\": \"%s\"".formatted(bed.account()));
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
    assertThat(tested.path("objective_hours")).hasToString("{\"rpo\":4,\"rto\":4}");
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
            words = ("database database-name subnet-group parameter-group network-stack network-template"
                " application-stack application-template makes-stacks entrance secret").split()
            vault = {"BackupVaultName": "backup-lab"}
            for region in ("ap-southeast-2", "us-west-2"):
                boto3.client("backup", region).create_backup_vault(**vault)
            boto3.client("backup", "ap-southeast-2").create_backup_plan(BackupPlan={
                "BackupPlanName": "backup-lab",
                "Rules": [{"RuleName": "often", "TargetBackupVaultName": "backup-lab"}]})
            ssm = boto3.client("ssm", "us-west-2")
            for name, value in [(it, "the-" + it) for it in words] + [
                    ("vault", "backup-lab"), ("rpo-hours", "4"), ("rto-hours", "4")]:
                ssm.put_parameter(Name="/backup-lab/recovery/" + name, Value=value, Type="String")
            rds = boto3.client("rds", "us-west-2")
            rds.create_db_instance(DBInstanceIdentifier="taken", DBInstanceClass="db.t4g.small",
                Engine="postgres", AllocatedStorage=20, MasterUsername="owner", MasterUserPassword="never-to-be-read")
            rds.create_db_snapshot(DBInstanceIdentifier="taken", DBSnapshotIdentifier="awsbackup-job-1")
            rds.delete_db_instance(DBInstanceIdentifier="taken", SkipFinalSnapshot=True)
            """);
  }

  /// Seed 004's sections on each approach, one after the other. A table's two replicas are not made
  /// by one call, as the seed has it: it is refused, and each is made by a call of its own.
  @Test
  void what_the_seed_prints_for_each_approach_ends_as_it_says_but_for_two_replicas_at_once()
      throws Exception {
    var told =
        python(
            """
            volume = boto3.client('ec2', region_name='us-west-2').create_volume(
                AvailabilityZone='us-west-2a', Size=1)['VolumeId']
            groups('dr-application-asg', 'dr-web-asg')
            warm, guarded = zone('example.com'), zone('example.com')
            """,
            printed("create_ebs_snapshot").replace("'vol-12345678'", "volume"),
            printed("scale_up_dr_environment").replace("'Z1EXAMPLE'", "warm"),
            printed("configure_route53_failover").replace("'Z1EXAMPLE'", "guarded"),
            printed("setup_global_dynamodb_table")
                .replace(
                    "\nsetup_global_dynamodb_table()\n",
                    "\nseen['two'] = refusal(setup_global_dynamodb_table)\n"),
            """
            for region in ('us-west-2', 'eu-west-1'):
                boto3.client('dynamodb', region_name='us-east-1').update_table(TableName='GlobalCustomerData',
                    ReplicaUpdates=[{'Create': {'RegionName': region}}])
            table = boto3.client('dynamodb', region_name='eu-west-1').describe_table(TableName='GlobalCustomerData')['Table']
            found = boto3.client('ec2', region_name='us-west-2').describe_snapshots(
                Filters=[{'Name': 'volume-id', 'Values': [volume]}])['Snapshots'][0]
            checks = names.list_health_checks()['HealthChecks']
            seen |= {
                'snapshot': [found['Description'],
                    sorted(it['Value'] for it in found['Tags'])],
                'sizes': sizes(),
                'warm': [it['AliasTarget']['DNSName'] for it in records(warm)],
                'guarded': [[it['Failover'], it['AliasTarget']['DNSName'], it.get('HealthCheckId') == checks[0]['Id']]
                    for it in records(guarded)],
                'checked': checks[0]['HealthCheckConfig'],
                'replicas': [it['RegionName'] for it in table['Replicas']],
            }
            """);

    assertThat(said).contains("Created snapshot snap-", "environment scaled up successfully");
    assertThat(told.at("/snapshot/0").asString()).as("%s", told).startsWith("Backup created on ");
    assertThat(texts(told.at("/snapshot/1"))).containsExactly("Daily Backup", "Production");
    assertThat(told.path("sizes"))
        .hasToString("{\"dr-application-asg\":[5,10,5],\"dr-web-asg\":[3,6,3]}");
    assertThat(texts(told.path("warm")))
        .singleElement()
        .asString()
        .startsWith("dr-region-lb.us-west-2.elb.amazonaws.com");
    assertThat(told.path("guarded").toString())
        .contains("[\"PRIMARY\",\"primary-lb.us-east-1.elb.amazonaws.com", ",true]")
        .contains("[\"SECONDARY\",\"secondary-lb.us-west-2.elb.amazonaws.com", ",false]");
    assertThat(told.at("/checked/IPAddress").asString()).isEqualTo("203.0.113.1");
    assertThat(told.at("/checked/FailureThreshold").asInt()).isEqualTo(3);
    assertThat(told.path("two").asString()).contains("ValidationException", "UpdateTable");
    assertThat(texts(told.path("replicas"))).containsExactly("eu-west-1", "us-east-1", "us-west-2");
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  /// Seed 004's worked example: records that lead users away, then the procedure. Its fourth step
  /// does not do what it is for: a check that is disabled counts as healthy, so users go home
  /// again.
  @Test
  void the_shop_is_promoted_and_told_of_and_a_disabled_check_leads_users_back() throws Exception {
    var told =
        python(
            SHOP,
            "groups('dr-web-asg', 'dr-app-asg')",
            printed("setup_dns_failover").replace("'Z1EXAMPLE'", "www"),
            """
            check = names.list_health_checks()['HealthChecks'][0]['Id']
            tags = names.list_tags_for_resource(ResourceType='healthcheck', ResourceId=check)
            seen['tags'] = {it['Key']: it['Value'] for it in tags['ResourceTagSet']['Tags']}
            seen['new'] = led()
            for _ in range(2):
                names.get_health_check_status(HealthCheckId=check)
            seen['lost'] = led()
            """,
            printed("execute_failover")
                .replace("account-id", bed.account())
                .replace("'primary-health-check-id'", "check")
                .replace("    waiter = rds", "    seen['promoting'] = cluster()\n    waiter = rds"),
            """
            seen |= {'available': cluster(), 'members': members(), 'sizes': sizes(), 'disabled': led(),
                'mail': received()}
            """);

    assertThat(said).contains("DNS failover configuration complete", "Total failover duration: ");
    assertThat(told.at("/tags/Name").asString())
        .as("%s", told)
        .isEqualTo("ECommerce-Primary-HealthCheck");
    assertThat(told.at("/tags/Environment").asString()).isEqualTo("Production");
    assertThat(told.path("new").asString()).as("%s", told).isEqualTo("192.0.2.1");
    assertThat(told.path("lost").asString()).as("%s", told).isEqualTo("192.0.2.2");
    assertThat(told.path("sizes")).hasToString("{\"dr-app-asg\":[6,12,6],\"dr-web-asg\":[4,10,4]}");
    assertThat(told.path("promoting").asString()).as("%s", told).isEqualTo("promoting");
    assertThat(told.path("available").asString()).as("%s", told).isEqualTo("available");
    assertThat(texts(told.path("members"))).singleElement().asString().contains("us-east-1");
    assertThat(told.path("disabled").asString()).as("%s", told).isEqualTo("192.0.2.1");
    assertThat(told.path("mail").path("Subject").asString()).isEqualTo("DR Failover Completed");
    assertThat(told.path("mail").path("Message").asString()).contains("US West (Oregon)");
  }

  /// Seed 004's monthly test of a database's failover, which wants another zone afterwards, and
  /// writes down how it went.
  @Test
  void a_database_fails_over_to_another_zone_by_a_reboot() throws Exception {
    var told =
        python(
            """
            rds = boto3.client('rds', region_name='us-east-1')
            rds.create_db_instance(DBInstanceIdentifier='production-db', DBInstanceClass='db.m5.large',
                Engine='postgres', AllocatedStorage=20, MasterUsername='owner',
                MasterUserPassword='never-to-be-read', MultiAZ=True)
            boto3.client('dynamodb').create_table(TableName='DRTestResults', BillingMode='PAY_PER_REQUEST',
                KeySchema=[{'AttributeName': 'TestId', 'KeyType': 'HASH'}],
                AttributeDefinitions=[{'AttributeName': 'TestId', 'AttributeType': 'S'}])
            """,
            printed("test_rds_failover"),
            "seen['kept'] = boto3.client('dynamodb').scan(TableName='DRTestResults')['Items']");

    assertThat(said)
        .contains("Current primary AZ: us-east-1a", "New primary AZ: us-east-1b")
        .contains("SUCCESS: Failover completed successfully");
    assertThat(told.path("kept")).hasSize(1);
    assertThat(told.at("/kept/0/TestName/S").asString()).isEqualTo("RDS Failover");
    assertThat(told.at("/kept/0/Success/BOOL").asBoolean()).isTrue();
  }
}
