package dev.lifeboat.aws.sites;

import dev.lifeboat.aws.RegionSites;
import dev.lifeboat.aws.accelerator.AcceleratorSite;
import dev.lifeboat.aws.autoscaling.GroupSite;
import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.aws.keys.AwsBucket;
import dev.lifeboat.aws.keys.AwsDatabase;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.AwsService;
import dev.lifeboat.aws.keys.AwsTraffic;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.aws.route.NameSite;
import dev.lifeboat.aws.route.RouteSite;
import dev.lifeboat.aws.s3.BucketSite;
import dev.lifeboat.aws.s3.ReplicatedBucket;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads out of a plan where the resources of a workload are.
record PlannedSites(Plan plan, Workload workload) {

  private interface Made<S> {
    S in(Region region) throws ProblemException;
  }

  /// @throws ProblemException LB2008 when the plan does not say something that is needed
  AwsSites sites() throws ProblemException {
    var databases = new LinkedHashMap<String, RegionSites<RdsSite>>();
    for (var database : workload.resources(Database.class)) {
      var aws = required(database, AwsDatabase.class);
      databases.put(database.name(), each(database, region -> rds(database, aws, region)));
    }
    var buckets = new LinkedHashMap<String, ReplicatedBucket>();
    for (var bucket : workload.resources(Bucket.class)) {
      buckets.put(bucket.name(), bucket(bucket, required(bucket, AwsBucket.class)));
    }
    var tasks = new LinkedHashMap<String, RegionSites<EcsSite>>();
    var groups = new LinkedHashMap<String, RegionSites<GroupSite>>();
    var targets = new LinkedHashMap<String, RegionSites<TargetSite>>();
    for (var service : workload.resources(Service.class)) {
      var aws = required(service, AwsService.class);
      if (aws.cluster().isPresent()) {
        tasks.put(service.name(), each(service, region -> ecs(service, aws, region)));
      } else {
        groups.put(service.name(), each(service, region -> group(service, aws, region)));
      }
      targets.put(service.name(), each(service, region -> target(service, aws, region)));
    }
    var names = new LinkedHashMap<String, NameSite>();
    var accelerators = new LinkedHashMap<String, AcceleratorSite>();
    for (var traffic : workload.resources(Traffic.class)) {
      var aws = required(traffic, AwsTraffic.class);
      switch (aws.way()) {
        case AwsTraffic.Objects objects -> names.put(traffic.name(), name(traffic, aws, objects));
        case AwsTraffic.Accelerator behind ->
            accelerators.put(traffic.name(), accelerator(traffic, aws, behind));
      }
    }
    return new AwsSites(databases, buckets, tasks, groups, targets, names, accelerators);
  }

  private RdsSite rds(Database database, AwsDatabase aws, Region region) throws ProblemException {
    return new RdsSite(
        AwsRegion.nameOf(region),
        text(database, "dbInstance", aws.dbInstance(), region),
        aws.subnetGroup().flatMap(it -> it.in(region.name())),
        aws.securityGroups().getOrDefault(region.name(), List.of()),
        aws.parameterGroup().flatMap(it -> it.in(region.name())),
        aws.kmsKey().flatMap(it -> it.in(region.name())),
        aws.fence().group().flatMap(it -> it.in(region.name())),
        aws.backupRetentionDays());
  }

  private ReplicatedBucket bucket(Bucket bucket, AwsBucket aws) throws ProblemException {
    return new ReplicatedBucket(
        each(
            bucket,
            region ->
                new BucketSite(
                    AwsRegion.nameOf(region),
                    text(bucket, "bucket", aws.bucket(), region),
                    text(bucket, "replicationRole", aws.replicationRole(), region),
                    aws.kmsKey().flatMap(it -> it.in(region.name())))),
        bucket.replicateDeletes(),
        aws.replicationTimeControl());
  }

  private EcsSite ecs(Service service, AwsService aws, Region region) throws ProblemException {
    return new EcsSite(
        AwsRegion.nameOf(region),
        text(service, "cluster", aws.cluster().orElseThrow(), region),
        aws.ecsService().flatMap(it -> it.in(region.name())).orElse(service.name()),
        aws.secrets(),
        endpoints(service, region));
  }

  private List<EcsSite.Endpoint> endpoints(Service service, Region region) throws ProblemException {
    var endpoints = new ArrayList<EcsSite.Endpoint>();
    for (var database : workload.resources(Database.class)) {
      var parameter = required(database, AwsDatabase.class).endpointParameter();
      if (parameter.isPresent() && service.uses().contains(database.name())) {
        endpoints.add(
            new EcsSite.Endpoint(
                text(database, "endpointParameter", parameter.get(), region), database.name()));
      }
    }
    return endpoints;
  }

  private GroupSite group(Service service, AwsService aws, Region region) throws ProblemException {
    return new GroupSite(
        AwsRegion.nameOf(region),
        text(service, "autoScalingGroup", aws.autoScalingGroup().orElseThrow(), region));
  }

  private TargetSite target(Service service, AwsService aws, Region region)
      throws ProblemException {
    return new TargetSite(
        AwsRegion.nameOf(region), text(service, "targetGroup", aws.targetGroup(), region));
  }

  private AcceleratorSite accelerator(
      Traffic traffic, AwsTraffic aws, AwsTraffic.Accelerator behind) throws ProblemException {
    return new AcceleratorSite(
        behind.tells(),
        each(traffic, region -> text(traffic, "endpointGroup", behind.endpointGroup(), region)),
        shares(aws),
        traffic.to(),
        workload.resource(Service.class, traffic.to()).ready());
  }

  private List<Integer> shares(AwsTraffic aws) {
    return aws.shares() ? workload.failback().shares() : List.of();
  }

  private NameSite name(Traffic traffic, AwsTraffic aws, AwsTraffic.Objects objects)
      throws ProblemException {
    return new NameSite(
        aws.name(),
        objects.nameServers(),
        each(
            plan.regions().values(),
            region ->
                new RouteSite(
                    AwsRegion.nameOf(region),
                    text(traffic, "bucket", objects.bucket(), region),
                    objects.key())),
        shares(aws),
        traffic.to());
  }

  /// In the two regions that serve.
  private <S> RegionSites<S> each(Resource resource, Made<S> made) throws ProblemException {
    return new RegionSites<>(resource.name(), each(List.of(plan.primary(), plan.recovery()), made));
  }

  private static <S> Map<String, S> each(Collection<Region> regions, Made<S> made)
      throws ProblemException {
    var sites = new LinkedHashMap<String, S>();
    for (var region : regions) {
      sites.put(region.name(), made.in(region));
    }
    return sites;
  }

  private String text(Resource resource, String key, PerRegion value, Region region)
      throws ProblemException {
    return value
        .in(region.name())
        .orElseThrow(
            () -> missing(resource, "aws.%s for region '%s'".formatted(key, region.name())));
  }

  private <A> A required(Resource resource, Class<A> said) throws ProblemException {
    return resource.values().find(said).orElseThrow(() -> missing(resource, "the key 'aws'"));
  }

  private ProblemException missing(Resource resource, String what) {
    return ProblemException.lasting(
        Code.LB2008,
        "plan '%s' lacks %s of %s '%s'"
            .formatted(plan.name(), what, resource.type(), resource.name()),
        "workload '%s' cannot be moved on AWS; nothing was changed".formatted(workload.name()),
        "add it; docs/plan-reference.md has an example");
  }
}
