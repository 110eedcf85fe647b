package dev.lifeboat.aws.rds;

import dev.lifeboat.problem.ProblemException;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;

/// The instances of a database as SQL reaches them.
public record Reachable(RdsInstances instances) {

  /// One of them.
  ///
  /// @param name its identifier
  /// @param awsRegion where it is
  /// @param words what RDS says of it
  public record Instance(
      String name, String awsRegion, String host, int port, boolean isReplica, String words) {}

  /// The one in `region`; empty if there is none that has an address.
  public Optional<Instance> in(String region) throws ProblemException, InterruptedException {
    return instances.present(region).flatMap(it -> told(region, it));
  }

  /// The one that made way in `region` for the run of `epoch`.
  public Optional<Instance> setAside(String region, long epoch)
      throws ProblemException, InterruptedException {
    return instances.setAside(region, epoch).flatMap(it -> told(region, it));
  }

  /// Marks the one that made way for the run of `epoch`: all that it has alone is in a ledger.
  ///
  /// @param run in whose folder the ledger is kept
  public void markRead(String region, long epoch, String run, Instant at)
      throws ProblemException, InterruptedException {
    var old = instances.setAside(region, epoch);
    // What cannot be reached was not read either.
    if (old.isPresent() && told(region, old.get()).isPresent()) {
      instances.call(
          region,
          rds ->
              rds.addTagsToResource(it ->
                  it.resourceName(old.get().dbInstanceArn())
                      .tags(LeftInstances.tags(old.get(), run, at))));
    }
  }

  private Optional<Instance> told(String region, DBInstance instance) {
    var endpoint = Optional.ofNullable(instance.endpoint());
    return endpoint
        .filter(it -> it.address() != null && it.port() != null)
        .map(it ->
            new Instance(
                instance.dbInstanceIdentifier(),
                instances.site(region).awsRegion(),
                it.address(),
                it.port(),
                RdsStatus.source(instance).isPresent(),
                RdsStatus.words(instance)));
  }
}
