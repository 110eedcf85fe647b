package dev.lifeboat.aws.provider;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.AwsWatch;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.rds.RdsInstances;
import dev.lifeboat.aws.rds.WriterLook;
import dev.lifeboat.aws.sites.AwsSites;
import dev.lifeboat.aws.watch.AlarmView;
import dev.lifeboat.aws.watch.AwsViews;
import dev.lifeboat.aws.watch.ReplicaView;
import dev.lifeboat.guard.view.LeaseView;
import dev.lifeboat.guard.vote.MonotonicClock;
import dev.lifeboat.guard.vote.Voters;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Views;
import dev.lifeboat.wire.HttpProbe;
import java.net.URI;
import java.util.Objects;
import java.util.function.Function;

/// Puts together what a watch of one workload looks at.
record AwsWatchSources(Plan plan, Workload workload, AwsClients clients) {

  /// Looks at the writer in `region` from all sides.
  ///
  /// @throws ProblemException LB2008 when the plan does not say where to look; LB2007 when the
  ///   workload was not adopted
  Views views(String region, Voters voters, GuardReports reports, Placements placements)
      throws ProblemException {
    var other = plan.pair().otherThan(region);
    var databases = AwsSites.of(plan, workload).databases();
    if (databases.isEmpty()) {
      throw unsaid(
          "it has no database, whose replica could tell", "name one, or a failover by hand");
    }
    var unguarded = FenceChoice.unguarded(workload);
    if (unguarded.isPresent()) {
      throw unsaid(
          "'%s' has 'fence: api', and without a guard nobody tells whether its replica follows"
              .formatted(unguarded.get().name()),
          "write 'fence: guard', or fail over by hand");
    }
    var writers =
        databases.values().stream()
            .map(it -> new WriterLook(new RdsInstances(clients, it), region))
            .toList();
    var first = databases.keySet().iterator().next();
    var there = AwsRegion.nameOf(Objects.requireNonNull(plan.regions().get(other)));
    return new AwsViews(
        URI.create(text(AwsWatch::probe, "probe", region)),
        new HttpProbe(),
        writers,
        new ReplicaView(reports, other, first, MonotonicClock.ofThisMachine()),
        new AlarmView(clients, there, text(AwsWatch::alarm, "alarm", region)),
        new LeaseView(voters, placements.required(workload.name())));
  }

  private String text(Function<AwsWatch, PerRegion> part, String key, String region)
      throws ProblemException {
    return AwsWatch.said(workload, part, region)
        .orElseThrow(() ->
            unsaid(
                "no traffic of it says '%s' of %s".formatted(key, region),
                "write 'watch: { probe: …, alarm: … }' below its key 'aws', see"
                    + " docs/plan-reference.md"));
  }

  private ProblemException unsaid(String what, String fix) {
    return ProblemException.lasting(
        Code.LB2008,
        "where to look at '%s' is not said: %s".formatted(workload.name(), what),
        "nobody watches it; nothing was changed",
        fix);
  }
}
