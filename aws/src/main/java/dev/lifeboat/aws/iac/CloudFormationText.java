package dev.lifeboat.aws.iac;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.lifeboat.aws.iac.ChangedInfrastructure.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What runs change, as fragments of CloudFormation's templates, one document a region, since a
/// stack has one. An update changes what was changed in the template, and nothing back of itself:
/// so the lines that are named stay as they are. Without `SourceDBInstanceIdentifier` a stack
/// promotes a replica, without `ReplicationConfiguration` it ends a replication.
///
/// Source: "Resource import" and "DeletionPolicy attribute" of the CloudFormation user guide.
public final class CloudFormationText {
  private CloudFormationText() {}

  /// The fragments, in the order of the plan's regions.
  public static String of(ChangedInfrastructure changed) {
    return changed.parts().stream()
        .collect(groupingBy(Part::awsRegion, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(it -> document(changed.plan(), it.getKey(), it.getValue()))
        .collect(joining("---\n"));
  }

  private static String document(String plan, String region, List<Part> parts) {
    return """
    # Plan %s, stacks in %s: runs change the properties that are named. Neither edit nor remove their
    # lines while a writer is not at home: an update applies what was edited, and nothing else.
    Resources:
    %s\
    """
        .formatted(
            plan, region, parts.stream().map(CloudFormationText::resource).collect(joining()));
  }

  private static String resource(Part part) {
    return """
      %s:
        Type: %s
        DeletionPolicy: Retain
        UpdateReplacePolicy: Retain
        # %s: %s
        # Stays as it is: %s
    """
        .formatted(
            logicalId(part),
            part.kind().cloudFormation(),
            part.kind().identifier(),
            part.id(),
            String.join(", ", part.kind().properties()));
  }

  /// Letters and digits alone, as CloudFormation wants it.
  private static String logicalId(Part part) {
    var secret = part.kind() == InfrastructureKind.SECRET ? part.id() : "";
    var kind = part.kind() == InfrastructureKind.BUCKET_POLICY ? "policy" : "";
    var words = List.of(part.workload(), part.resource(), secret, kind, part.region());
    return Stream.of(String.join(" ", words).split("[^A-Za-z0-9]+"))
        .filter(it -> !it.isEmpty())
        .map(it -> it.substring(0, 1).toUpperCase(Locale.ROOT) + it.substring(1))
        .collect(joining());
  }
}
