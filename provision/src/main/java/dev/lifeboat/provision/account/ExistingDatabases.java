package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.existing.AccountItem;
import dev.lifeboat.provision.existing.DatabaseTraits;
import dev.lifeboat.provision.existing.UnusedKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;

/// Instances of RDS of somebody. Reads only.
record ExistingDatabases(AwsClients clients) {
  private static final String MEANS = "nothing was written";

  static DatabaseTraits traits(DBInstance instance) {
    return new DatabaseTraits(
        Objects.requireNonNullElse(instance.engine(), ""),
        Objects.requireNonNullElse(instance.readReplicaSourceDBInstanceIdentifier(), ""));
  }

  /// The same thing with what RDS says of it where it is a database. One that is not there, or of
  /// which this person may know nothing, stays as it is and is told.
  AccountItem known(AccountItem thing, List<UnusedKey> unknown)
      throws ProblemException, InterruptedException {
    if (thing.kind() != AccountItem.Kind.DATABASE) {
      return thing;
    }
    Optional<DBInstance> found;
    try {
      found =
          clients
              .at(AwsApi.rds(), thing.awsRegion(), MEANS)
              .find(
                  it ->
                      it.describeDBInstances(ask -> ask.dbInstanceIdentifier(thing.id()))
                          .dbInstances(),
                  DbInstanceNotFoundException.class::isInstance)
              .flatMap(it -> it.stream().findFirst());
    } catch (ProblemException failed) {
      if (failed.problem().code() != Code.LB7002) {
        throw failed;
      }
      found = Optional.empty();
    }
    if (found.isEmpty()) {
      unknown.add(new UnusedKey(thing.id() + ", its engine", "RDS does not say it"));
    }
    return found.map(it -> thing.with(traits(it))).orElse(thing);
  }
}
