package dev.lifeboat.aws.rds;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.MoveResidue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;

/// The instances of a workload's databases that made way for new replicas. Whether what one has
/// alone was read is a tag of it, which every machine can see.
///
/// @param databases of one workload
public record LeftInstances(List<RdsInstances> databases) implements MoveResidue {
  private static final String READ_INTO = "lifeboat:read-into";
  private static final String READ_BY = "lifeboat:read-by";
  private static final String READ_AT = "lifeboat:read-at";

  /// Of which instance the others speak: a restored one may have its forerunner's tags, and one
  /// that is in use again and set aside anew has another name.
  private static final String READ_OF = "lifeboat:read-of";

  public LeftInstances {
    databases = List.copyOf(databases);
  }

  /// What an instance is given whose ledger is in the folder of `run`.
  static List<Tag> tags(DBInstance of, String run, Instant at) {
    return tags(of, READ_INTO, run, at);
  }

  private static List<Tag> tags(DBInstance of, String key, String value, Instant at) {
    return List.of(
        Tag.builder().key(key).value(value).build(),
        Tag.builder().key(READ_AT).value(at.toString()).build(),
        Tag.builder().key(READ_OF).value(identity(of)).build());
  }

  /// What tags may hold no other of: "Tagging Amazon RDS resources" of the user guide.
  private static String tagged(String text) {
    return text.replaceAll("[^\\p{L}\\p{Z}\\p{N}_.:/=+@-]", "_");
  }

  private static String identity(DBInstance instance) {
    return "%s/%s".formatted(instance.dbiResourceId(), instance.dbInstanceIdentifier());
  }

  @Override
  public List<Part> parts() throws InterruptedException, ProblemException {
    var parts = new ArrayList<Part>();
    for (var database : databases) {
      for (var region : database.sites().byRegion().keySet()) {
        for (var instance : database.allSetAside(region)) {
          parts.add(
              new Part(
                  database.sites().resource(),
                  region,
                  instance.dbInstanceIdentifier(),
                  RdsStatus.words(instance),
                  reading(instance),
                  RdsStatus.isDeleted(instance)));
        }
      }
    }
    return parts;
  }

  private static Optional<Reading> reading(DBInstance instance) {
    var run = RdsStatus.tag(instance, READ_INTO);
    var person = RdsStatus.tag(instance, READ_BY);
    var at = RdsStatus.tag(instance, READ_AT).flatMap(LeftInstances::instant);
    boolean isOfThis =
        RdsStatus.tag(instance, READ_OF).filter(identity(instance)::equals).isPresent();
    return isOfThis
        ? at.flatMap(when ->
            run.<Reading>map(it -> new Reading.OfLedger(it, when))
                .or(() -> person.map(it -> new Reading.OfPerson(it, when))))
        : Optional.empty();
  }

  /// Empty for what somebody else wrote.
  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private RdsInstances database(Part part) {
    return databases.stream()
        .filter(it -> it.sites().resource().equals(part.resource()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no database " + part.resource()));
  }

  @Override
  public void compared(Part part, Reading.OfPerson reading)
      throws InterruptedException, ProblemException {
    var database = database(part);
    var instance = database.named(part.region(), part.name());
    if (instance.isPresent()) {
      var tags = tags(instance.get(), READ_BY, tagged(reading.name()), reading.at());
      database.call(
          part.region(),
          rds ->
              rds.addTagsToResource(
                  it -> it.resourceName(instance.get().dbInstanceArn()).tags(tags)));
    }
  }

  @Override
  public String delete(Part part) throws InterruptedException, ProblemException {
    var database = database(part);
    var instance = database.named(part.region(), part.name());
    if (instance.isEmpty()) {
      return "it was gone already";
    }
    requireUnused(instance.get(), database.site(part.region()).awsRegion());
    var snapshot = part.name() + "-final";
    try {
      var _ =
          database.call(
              part.region(),
              rds ->
                  rds.deleteDBInstance(it ->
                      it.dbInstanceIdentifier(part.name()).finalDBSnapshotIdentifier(snapshot)));
    } catch (ProblemException failed) {
      throw new RdsRefusal("deleting " + part.name(), database.site(part.region()).awsRegion())
          .of(failed);
    }
    return "snapshot %s in %s".formatted(snapshot, database.site(part.region()).awsRegion());
  }

  private static void requireUnused(DBInstance instance, String awsRegion) throws ProblemException {
    var name = instance.dbInstanceIdentifier();
    if (Boolean.TRUE.equals(instance.deletionProtection())) {
      throw ProblemException.lasting(
          Code.LB7003,
          "%s is protected against deletion".formatted(name),
          "it was kept",
          "aws rds modify-db-instance --db-instance-identifier %s --no-deletion-protection --region %s"
              .formatted(name, awsRegion));
    }
    if (!instance.readReplicaDBInstanceIdentifiers().isEmpty()) {
      throw ProblemException.lasting(
          Code.LB7003,
          "%s is followed by %s".formatted(name, instance.readReplicaDBInstanceIdentifiers()),
          "it was kept: what follows it would follow nobody",
          "promote or delete that first");
    }
  }
}
