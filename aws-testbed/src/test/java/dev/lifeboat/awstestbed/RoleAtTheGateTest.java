package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.iam.EncryptedStores;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamPolicy.Use;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.RdsException;

/// Grants are looked up in the policy of the caller: RDS uses a key of one's own in his name.
@ExtendWith(TestBed.InTests.class)
final class RoleAtTheGateTest {
  private static final String HOME = "ap-southeast-2";
  private static final String AWAY = "us-west-2";
  private static final String WRITER = "dr-lab-db";
  private static final String REPLICA = "dr-lab-replica";
  private static final String SNAPSHOT = "lifeboat-dr-lab-db-1";
  private static final String ALIAS = "alias/shop";

  private final TestBed bed;
  private final RdsClient home;
  private final RdsClient away;

  RoleAtTheGateTest(TestBed.Accounts accounts) throws Exception {
    this.bed = accounts.open();
    this.home = bed.patient(RdsClient.builder(), HOME);
    this.away = bed.once(RdsClient.builder(), AWAY);
  }

  @BeforeEach
  void createEncrypted() {
    home.createDBInstance(it ->
        it.dbInstanceIdentifier(WRITER)
            .engine("postgres")
            .dbInstanceClass("db.t4g.micro")
            .allocatedStorage(20)
            .storageEncrypted(true)
            .kmsKeyId(EncryptedStores.HOME_KEY)
            .masterUsername("owner")
            .masterUserPassword("of-the-owner"));
    var kms = bed.patient(KmsClient.builder(), AWAY);
    var key = kms.createKey().keyMetadata().keyId();
    kms.createAlias(it -> it.aliasName(ALIAS).targetKeyId(key));
    home.createDBSnapshot(it -> it.dbInstanceIdentifier(WRITER).dbSnapshotIdentifier(SNAPSHOT));
  }

  private void replicate() {
    away.createDBInstanceReadReplica(it ->
        it.dbInstanceIdentifier(REPLICA)
            .sourceDBInstanceIdentifier(
                "arn:aws:rds:%s:%s:db:%s".formatted(HOME, bed.account(), WRITER))
            .kmsKeyId(ALIAS));
  }

  private void copy() {
    away.copyDBSnapshot(it ->
        it.targetDBSnapshotIdentifier(SNAPSHOT)
            .sourceDBSnapshotIdentifier(
                "arn:aws:rds:%s:%s:snapshot:%s".formatted(HOME, bed.account(), SNAPSHOT))
            .kmsKeyId(ALIAS));
  }

  @Test
  void a_replica_that_a_key_encrypts_is_made_for_who_may_grant_its_use() throws Exception {
    assertAsksForGrant(Use.EXECUTE, this::replicate);
    assertThat(away.describeDBInstances(it -> it.dbInstanceIdentifier(REPLICA)).dbInstances())
        .hasSize(1);
  }

  @Test
  void a_snapshot_that_a_key_encrypts_is_copied_for_who_may_grant_its_use() throws Exception {
    assertAsksForGrant(Use.SNAPSHOT, this::copy);
  }

  private void assertAsksForGrant(Use use, Runnable call) throws Exception {
    var policy = IamPolicy.of(EncryptedStores.plan(), use, bed.account());
    bed.gate().allow(EncryptedStores.without(policy, "kms:CreateGrant"));
    assertThat(refusal(call)).isEqualTo("KMSKeyNotAccessibleFault");
    bed.gate().allow(policy);
    call.run();
  }

  @Test
  void what_a_role_is_not_allowed_is_denied() throws Exception {
    bed.gate().allow(IamPolicy.of(EncryptedStores.plan(), Use.CHECK, bed.account()));
    assertThat(refusal(this::replicate)).isEqualTo("AccessDenied");
  }

  private static String refusal(Runnable call) {
    var refused = new String[1];
    assertThatExceptionOfType(RdsException.class)
        .isThrownBy(call::run)
        .satisfies(it -> refused[0] = it.awsErrorDetails().errorCode());
    return refused[0];
  }
}
