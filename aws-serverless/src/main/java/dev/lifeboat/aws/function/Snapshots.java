package dev.lifeboat.aws.function;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.aws.function.KeptSnapshots.Snapshot;
import dev.lifeboat.aws.rds.RdsSite;
import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBSnapshot;
import software.amazon.awssdk.services.rds.model.DbSnapshotAlreadyExistsException;
import software.amazon.awssdk.services.rds.model.DbSnapshotNotFoundException;
import software.amazon.awssdk.services.rds.model.Tag;

/// Lifeboat's own snapshots of one instance, in the region of one site. A request whose effect is
/// there already has none.
///
/// @param owner plan and workload, by which Lifeboat knows its own
record Snapshots(AwsClients clients, RdsSite site, String owner) {
  private static final String TAG = "lifeboat:workload";
  private static final String MEANS = "no snapshot was deleted; the next invocation goes on";

  /// Those of `instance`, which may be another region's when they are copies.
  KeptSnapshots of(String instance) throws ProblemException, InterruptedException {
    var prefix = "lifeboat-%s-".formatted(instance);
    return new KeptSnapshots(
        calls()
            .make(rds ->
                rds
                    .describeDBSnapshotsPaginator(all -> all.snapshotType("manual"))
                    .dbSnapshots()
                    .stream()
                    .filter(it -> it.dbSnapshotIdentifier().startsWith(prefix))
                    .filter(this::isOwn)
                    .map(Snapshots::kept)
                    .toList()));
  }

  private static Snapshot kept(DBSnapshot snapshot) {
    return new Snapshot(
        snapshot.dbSnapshotIdentifier(),
        snapshot.dbSnapshotArn(),
        "available".equals(snapshot.status()),
        Optional.ofNullable(snapshot.snapshotCreateTime()));
  }

  private boolean isOwn(DBSnapshot snapshot) {
    return snapshot.tagList().contains(tag());
  }

  private Tag tag() {
    return Tag.builder().key(TAG).value(owner).build();
  }

  /// Asks for a snapshot of the site's own instance.
  void create(String name) throws ProblemException, InterruptedException {
    once(it ->
        it.createDBSnapshot(make ->
            make.dbInstanceIdentifier(site.instance()).dbSnapshotIdentifier(name).tags(tag())));
  }

  /// Asks for a copy of a snapshot of another region.
  void copy(Snapshot source, String fromRegion) throws ProblemException, InterruptedException {
    once(it ->
        it.copyDBSnapshot(copy -> {
          copy.sourceDBSnapshotIdentifier(source.arn())
              .targetDBSnapshotIdentifier(source.name())
              .sourceRegion(fromRegion)
              .tags(tag());
          site.kmsKey().ifPresent(copy::kmsKeyId);
        }));
  }

  void delete(Snapshot snapshot) throws ProblemException, InterruptedException {
    once(it -> it.deleteDBSnapshot(gone -> gone.dbSnapshotIdentifier(snapshot.name())));
  }

  private RegionCall<RdsClient> calls() {
    return clients.at(AwsApi.rds(), site.awsRegion(), MEANS);
  }

  private void once(RegionCall.Of<RdsClient, ?> call)
      throws ProblemException, InterruptedException {
    var _ =
        calls()
            .find(
                call::make,
                it ->
                    it instanceof DbSnapshotAlreadyExistsException
                        || it instanceof DbSnapshotNotFoundException);
  }
}
