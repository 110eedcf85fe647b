package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.rds.ReplicaKey;
import dev.lifeboat.provider.Concern.Weight;
import software.amazon.awssdk.services.rds.model.AccountQuota;
import software.amazon.awssdk.services.rds.model.DbSubnetGroupNotFoundException;

/// Looks at what a new replica of a database would need in one region: the plan's subnet group, a
/// key if the other region's instance is encrypted and only then, and room beside the instance that
/// makes way for it. No failover makes one. The way home does, where the writer was before, and
/// once it is home where it came from; so that what is missing is a warning in either region, and
/// so is not to know it.
///
/// @param source the instance in the other region
/// @param replicas of the plan that the way home makes there
record ReplicaRoomLook(ReplicaKey key, RdsSite source, int replicas) {
  private static final String INSTANCES = "DBInstances";

  void look(Look all) throws InterruptedException {
    var look = all.leniently();
    subnets(look);
    key(look);
    room(look);
  }

  private RdsSite site() {
    return key.site();
  }

  private void key(Look look) throws InterruptedException {
    var present = InstanceLook.find(look.in(source.awsRegion()).unheard(), source);
    present.flatMap(key::fault).ifPresent(look::warn);
  }

  private void subnets(Look look) throws InterruptedException {
    if (site().subnetGroup().isEmpty()) {
      return;
    }
    var name = site().subnetGroup().get();
    var _ =
        look.ask(
            AwsApi.rds(),
            "whether the subnet group is there",
            rds -> rds.describeDBSubnetGroups(it -> it.dbSubnetGroupName(name)),
            DbSubnetGroupNotFoundException.class::isInstance,
            look.missing(
                Weight.WARNING,
                "%s has no subnet group '%s'".formatted(site().awsRegion(), name),
                "no replica could be made there on the way home",
                "create it there, or correct its name in the plan"));
  }

  private void room(Look look) throws InterruptedException {
    var quotas =
        look.ask(
            AwsApi.rds(),
            "how many instances there may be",
            rds -> rds.describeAccountAttributes(_ -> {}).accountQuotas());
    if (quotas.isEmpty()) {
      return;
    }
    for (var quota : quotas.get()) {
      if (quota.accountQuotaName().equals(INSTANCES) && quota.used() + replicas > quota.max()) {
        full(look, quota);
      }
    }
  }

  private void full(Look look, AccountQuota quota) {
    look.warn(
        "%s has %d of %d instances of RDS, and the way home makes %d more there"
            .formatted(site().awsRegion(), quota.used(), quota.max(), replicas),
        "what makes way is kept beside its new replica, and the run would wait for room",
        "delete what nobody needs, such as a …-before-e… that was read; or: "
            + "aws service-quotas request-service-quota-increase --service-code rds"
            + " --quota-code L-7B6409FD --desired-value %d --region %s"
                .formatted(quota.used() + replicas, site().awsRegion()));
  }
}
