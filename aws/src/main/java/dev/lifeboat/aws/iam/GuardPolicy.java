package dev.lifeboat.aws.iam;

import dev.lifeboat.aws.dynamodb.GuardReleases;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.dynamodb.NearPlacement;
import dev.lifeboat.aws.iam.IamPolicy.Statement;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rights of guards: of the tables that others write too, their own items alone.
///
/// Source: "Using IAM policy conditions for fine-grained access control" of the DynamoDB guide.
record GuardPolicy(Plan plan, Arns arns) {
  private static final String ANY = "*";

  /// Keys and names have some 100 characters at most, a document 6,144.
  private static final int MOST_KEYS = 40;

  /// @param workloads that they guard
  /// @param region in which they stand; empty for both
  List<Statement> of(Collection<String> workloads, Optional<String> region) {
    var names = AwsPlan.of(plan);
    var own = List.copyOf(workloads);
    var voted = new ArrayList<>(own);
    own.forEach(it -> voted.add(NearPlacement.key(it)));
    var told = new ArrayList<String>();
    for (var workload : workloads) {
      told.add(GuardReports.key(workload, region.orElse(ANY), ANY));
      told.add(GuardReleases.key(workload, region.orElse(ANY)));
    }
    return Stream.of(
            secrets(workloads, region),
            own(
                "Placements",
                names.placements(),
                names.placementRegions(plan),
                own,
                looks("GetItem")),
            own("Votes", names.votes(), plan.regions().values(), voted, "GetItem", "PutItem"),
            own(
                "Reports",
                names.journals(),
                names.journalRegions(plan),
                told,
                looks("GetItem", "PutItem")))
        .flatMap(List::stream)
        .toList();
  }

  /// A replica tells whoever asks it that its table is of strong consistency, whatever the keys
  /// are.
  private String[] looks(String... actions) {
    return AwsPlan.of(plan).placementsIn() == AwsPlan.Place.ALL
        ? Stream.concat(Stream.of(actions), Stream.of("DescribeTable")).toArray(String[]::new)
        : actions;
  }

  /// The passwords that guards log in by.
  private List<Statement> secrets(Collection<String> workloads, Optional<String> region) {
    return Stream.of(plan.primary(), plan.recovery())
        .filter(place -> region.filter(only -> !only.equals(place.name())).isEmpty())
        .flatMap(place -> secrets(workloads, place))
        .toList();
  }

  /// Where a key of one's own encrypts a secret, Secrets Manager decrypts it in the caller's name;
  /// the plan does not name that key.
  ///
  /// Source: "Secret encryption and decryption" of the user guide of Secrets Manager.
  private Stream<Statement> secrets(Collection<String> workloads, Region place) {
    var awsRegion = AwsRegion.nameOf(place);
    var secrets =
        workloads.stream()
            .flatMap(it -> plan.workload(it).resources(Database.class).stream())
            .flatMap(it -> FenceChoice.of(it).secret().flatMap(in -> in.in(place.name())).stream())
            .map(it -> arns.secret(awsRegion, it))
            .distinct()
            .sorted()
            .toList();
    var service = "secretsmanager.%s.amazonaws.com".formatted(awsRegion);
    return parts(secrets)
        .flatMap(some ->
            Stream.of(
                Statement.allow("Secrets", some, "secretsmanager:GetSecretValue"),
                new Statement(
                    "KeysOfSecrets",
                    "Allow",
                    List.of("kms:Decrypt"),
                    List.of(arns.of("kms", awsRegion, "key/*")),
                    Map.of(
                        "StringEquals",
                        Map.of("kms:ViaService", List.of(service)),
                        "StringLike",
                        Map.of("kms:EncryptionContext:SecretARN", some)))));
  }

  private List<Statement> own(
      String sid, String table, Collection<Region> regions, List<String> keys, String... actions) {
    return parts(keys)
        .map(some ->
            new Statement(
                sid,
                "Allow",
                Stream.of(actions).map("dynamodb:"::concat).toList(),
                arns.tables(regions, table),
                Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", some))))
        .toList();
  }

  /// For as many statements as it takes for each to fit a document: a call has one key.
  private static Stream<List<String>> parts(List<String> keys) {
    return IntStream.iterate(0, from -> from < keys.size(), from -> from + MOST_KEYS)
        .mapToObj(from -> keys.subList(from, Math.min(keys.size(), from + MOST_KEYS)));
  }
}
