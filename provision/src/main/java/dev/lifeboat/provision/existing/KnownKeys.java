package dev.lifeboat.provision.existing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keys that people give their own infrastructure, those of the five seeds of Lifeboat among them.
/// Case, `_` and `-` do not count.
final class KnownKeys {
  private static final String NETWORK = "a network is nothing that a plan names";
  private static final String BUILD = "images are the build's; a plan says where services run";

  private static final Map<String, KnownKey> KEYS = new HashMap<>();

  static {
    lead(Fact.PRIMARY_REGION, "", "primaryRegion", "awsPrimaryRegion");
    lead(Fact.RECOVERY_REGION, "", "secondaryRegion", "recoveryRegion", "drRegion");
    lead(Fact.ARBITER_REGION, "", "arbiterRegion", "witnessRegion");
    lead(Fact.ACCOUNT, "", "accountId", "awsAccountId");
    lead(Fact.EMAIL, "", "alarmEmail", "notificationEmail");
    lead(Fact.RTO, "m", "rtoTargetMinutes", "rtoMinutes");
    lead(Fact.RTO, "h", "rtoTargetHours", "rtoHours");
    lead(Fact.RTO, "s", "rtoTargetSeconds", "rtoSeconds");
    lead(Fact.RPO, "m", "rpoTargetMinutes", "rpoMinutes");
    lead(Fact.RPO, "h", "rpoTargetHours", "rpoHours");
    lead(Fact.RPO, "s", "rpoTargetSeconds", "rpoSeconds");
    lead(Fact.CANARY, "", "canaryEnabled");
    lead(Fact.ENGINE, "", "dbMode", "dbEngine");
    lead(Fact.PRIMARY_DATABASE, "", "mainDbIdentifier", "primaryDbIdentifier");
    lead(Fact.RECOVERY_DATABASE, "", "replicaDbIdentifier", "secondaryDbIdentifier");
    lead(Fact.LOGIN, "", "dbUsername");
    lead(Fact.SHARED_KEY, "", "useMultiRegionKms");
    lead(Fact.PRIMARY_BUCKET, "", "primaryBucketName", "primaryBucket");
    lead(Fact.RECOVERY_BUCKET, "", "secondaryBucketName", "secondaryBucket");
    lead(Fact.DELETES, "", "s3ReplicateDeletes");
    lead(Fact.REPLICATION_ROLE, "", "s3ReplicationRoleArn", "replicationRoleArn");
    lead(Fact.PRIMARY_GROUP, "", "primaryAsgName");
    lead(Fact.RECOVERY_GROUP, "", "secondaryAsgName");
    lead(Fact.SERVING, "", "desiredCapacity", "desiredCount", "primaryTasks");
    lead(Fact.STANDBY, "", "warmStandbyTasks", "secondaryDesiredCapacity");
    lead(Fact.READY, "", "healthCheckPath");
    lead(Fact.USERS_NAME, "", "domainName");
    lead(Fact.ZONE, "", "hostedZoneId");
    end(NETWORK, "vpcCidr", "publicSubnetCidrs", "privateSubnetCidrs", "vpcSecondaryCidr");
    end(NETWORK, "publicSecondarySubnetCidrs", "privateSecondarySubnetCidrs");
    end("its region is enough", "availabilityZones", "availabilityZonesSecondary");
    end("a replica has all databases of its instance", "dbName");
    end("no plan holds or names a password of the application", "dbPasswordSsmParam");
    end(BUILD, "repositoryName", "amiName");
  }

  private KnownKeys() {}

  private static void lead(Fact fact, String unit, String... names) {
    List.of(names).forEach(it -> KEYS.put(word(it), new KnownKey.Leads(fact, unit)));
  }

  private static void end(String why, String... names) {
    List.of(names).forEach(it -> KEYS.put(word(it), new KnownKey.Ends(why)));
  }

  private static String word(String name) {
    return new SourceKey(name, "", "").word();
  }

  /// Empty for a key that nobody knows.
  static Optional<KnownKey> of(SourceKey key) {
    return Optional.ofNullable(KEYS.get(key.word()));
  }
}
