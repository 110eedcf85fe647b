package dev.lifeboat.provision.existing;

import java.util.List;
import java.util.stream.Stream;

/// The resources of a draft.
record ImportedParts(
    List<DraftDatabase> databases, List<DraftBucket> buckets, List<ServiceFacts> services) {

  /// A service, whose stores are all that there are.
  record ServiceFacts(String name, FactSheet facts) {}

  ImportedParts {
    databases = List.copyOf(databases);
    buckets = List.copyOf(buckets);
    services = List.copyOf(services);
  }

  /// Of a file, which has one of each that it says something of. A database is what a plan is
  /// about, so that one is wanted where nothing else is said.
  static ImportedParts of(FactSheet facts) {
    boolean bucket =
        facts.knowsAny(
            Fact.PRIMARY_BUCKET, Fact.RECOVERY_BUCKET, Fact.DELETES, Fact.REPLICATION_ROLE);
    boolean service =
        facts.knowsAny(Fact.SERVING, Fact.STANDBY, Fact.PRIMARY_GROUP, Fact.RECOVERY_GROUP)
            || facts.knowsAny(Fact.READY, Fact.USERS_NAME, Fact.ZONE);
    boolean database =
        facts.knowsAny(Fact.ENGINE, Fact.PRIMARY_DATABASE, Fact.RECOVERY_DATABASE, Fact.SHARED_KEY);
    return new ImportedParts(
        database || !(bucket || service)
            ? List.of(new DraftDatabase("database", facts))
            : List.of(),
        bucket ? List.of(new DraftBucket("objects", facts)) : List.of(),
        service ? List.of(new ServiceFacts("web", facts)) : List.of());
  }

  List<String> stores() {
    return Stream.concat(
            databases.stream().map(DraftDatabase::name), buckets.stream().map(DraftBucket::name))
        .toList();
  }
}
