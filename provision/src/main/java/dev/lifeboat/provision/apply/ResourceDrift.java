package dev.lifeboat.provision.apply;

import java.util.List;
import java.util.stream.Collectors;

/// Resource of a stack that somebody changed or deleted beside CloudFormation.
///
/// @param type such as `AWS::SNS::Topic`
/// @param id of the template
/// @param name in the account; empty where CloudFormation has none
/// @param deleted whether it is gone
public record ResourceDrift(
    StackAddress at,
    String type,
    String id,
    String name,
    boolean deleted,
    List<Difference> differences) {
  /// A policy or a dashboard fills pages; the document has all of it.
  private static final int LONGEST = 60;

  private static final String OBJECT = "AWS::S3::Object";

  public ResourceDrift {
    differences = List.copyOf(differences);
  }

  /// One that no stack has, and a step beside stacks makes.
  static ResourceDrift object(StackAddress at, String name) {
    return new ResourceDrift(at, OBJECT, name, name, true, List.of());
  }

  boolean isObject() {
    return type.equals(OBJECT);
  }

  /// One property.
  ///
  /// @param path in the template
  /// @param expected what the template says; empty where it says nothing
  /// @param actual what it is now; empty where it is gone
  public record Difference(String path, String expected, String actual) {
    private String words() {
      return "%s %s -> %s".formatted(path, brief(expected), brief(actual));
    }

    private static String brief(String value) {
      return value.isEmpty()
          ? "nothing"
          : value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
    }
  }

  /// For people, in one line.
  public String words() {
    var what =
        differences.isEmpty()
            ? deleted ? "deleted" : "changed"
            : differences.stream().map(Difference::words).collect(Collectors.joining("; "));
    return "%s %s %s: %s".formatted(at.name(), id, type, what);
  }

  /// What puts it back, once CloudFormation has proposed to, or else.
  public String mend(boolean proposed) {
    return proposed
        ? "lifeboat provision PLAN puts it back"
        : "CloudFormation does not put it back; compare, then set it by hand: aws cloudformation"
            + " describe-stack-resource-drifts --region %s --stack-name %s"
                .formatted(at.awsRegion(), at.name());
  }
}
