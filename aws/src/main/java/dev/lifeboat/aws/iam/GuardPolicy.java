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
import java.util.TreeSet;
import java.util.stream.Stream;

/// Rights of guards: of the tables that others write too, their own items alone.
///
/// Source: "Using IAM policy conditions for fine-grained access control" of the DynamoDB guide.
record GuardPolicy(Plan plan, Arns arns) {
  private static final String ANY = "*";

  /// Keys have some 100 characters at most, a document 6,144.
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
            own("Placements", names.placements(), regions(names.placementsIn()), own, "GetItem"),
            own("Votes", names.votes(), plan.regions().values(), voted, "GetItem", "PutItem"),
            own(
                "Reports",
                names.journals(),
                regions(Region.Role.ARBITER),
                told,
                "GetItem",
                "PutItem"))
        .flatMap(List::stream)
        .toList();
  }

  /// The passwords that guards log in by.
  private List<Statement> secrets(Collection<String> workloads, Optional<String> region) {
    var secrets = new TreeSet<String>();
    for (var workload : workloads) {
      for (var database : plan.workload(workload).resources(Database.class)) {
        for (var place : List.of(plan.primary(), plan.recovery())) {
          if (region.filter(only -> !only.equals(place.name())).isEmpty()) {
            FenceChoice.of(database)
                .secret()
                .flatMap(it -> it.in(place.name()))
                .ifPresent(it -> secrets.add(arns.secret(AwsRegion.nameOf(place), it)));
          }
        }
      }
    }
    return secrets.isEmpty()
        ? List.of()
        : List.of(Statement.allow("Secrets", secrets, "secretsmanager:GetSecretValue"));
  }

  /// In as many statements as it takes for each to fit a document: a call has one key.
  private List<Statement> own(
      String sid, String table, Collection<Region> regions, List<String> keys, String... actions) {
    var statements = new ArrayList<Statement>();
    for (int from = 0; from < keys.size(); from += MOST_KEYS) {
      var some = keys.subList(from, Math.min(keys.size(), from + MOST_KEYS));
      statements.add(
          new Statement(
              sid,
              "Allow",
              Stream.of(actions).map("dynamodb:"::concat).toList(),
              arns.tables(regions, table),
              Map.of("ForAllValues:StringLike", Map.of("dynamodb:LeadingKeys", some))));
    }
    return statements;
  }

  private Collection<Region> regions(Region.Role role) {
    return plan.regions().values().stream().filter(it -> it.role() == role).toList();
  }
}
