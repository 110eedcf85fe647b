package dev.lifeboat.provision.apply;

import dev.lifeboat.plan.Copies;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A template of CloudFormation, as it is sent.
///
/// @param about what it makes, in a sentence
/// @param text on one line, since its bytes are counted
/// @param resources by their ids
/// @param defaults of its parameters, by name
/// @param outputs their names
public record StackTemplate(
    String about,
    String text,
    Map<String, Resource> resources,
    Map<String, Optional<String>> defaults,
    List<String> outputs) {
  /// Of a template that is sent in the call itself; a longer one is fetched from a bucket.
  public static final int MOST_DIRECT_BYTES = 51_200;

  /// Of any template.
  static final int MOST_BYTES = 1_000_000;

  /// Of one stack.
  static final int MOST_RESOURCES = 500;

  /// Of things that a plan may call as another one does, and that CloudFormation lists by that
  /// name: the property that has it. All others bear the plan's own name.
  private static final Map<String, String> NAMES =
      Map.of(
          "AWS::DynamoDB::GlobalTable", "TableName",
          "AWS::DynamoDB::Table", "TableName",
          "AWS::Lambda::Function", "FunctionName",
          "AWS::S3::Bucket", "BucketName");

  private static final JsonMapper JSON = JsonMapper.shared();

  public StackTemplate {
    resources = Copies.ordered(resources);
    defaults = Copies.ordered(defaults);
    outputs = List.copyOf(outputs);
  }

  /// What is made.
  ///
  /// @param type such as `AWS::SNS::Topic`
  /// @param kept whether it stays when its stack goes, or no longer names it
  /// @param name in the account, where another plan may use it too
  public record Resource(String type, boolean kept, Optional<String> name) {
    static Resource of(JsonNode body) {
      var type = body.path("Type").asString("");
      var name = body.path("Properties").path(NAMES.getOrDefault(type, ""));
      return new Resource(
          type,
          body.path("DeletionPolicy").asString("").startsWith("Retain"),
          name.isString() ? Optional.of(name.asString()) : Optional.empty());
    }
  }

  /// Reads what was emitted, or what CloudFormation has.
  public static StackTemplate of(String json) {
    var tree = JSON.readTree(json);
    var resources = new LinkedHashMap<String, Resource>();
    tree.path("Resources")
        .propertyStream()
        .forEach(it -> resources.put(it.getKey(), Resource.of(it.getValue())));
    var defaults = new LinkedHashMap<String, Optional<String>>();
    tree.path("Parameters")
        .propertyStream()
        .forEach(it -> defaults.put(it.getKey(), byDefault(it.getValue())));
    var outputs = new ArrayList<String>();
    tree.path("Outputs").propertyStream().forEach(it -> outputs.add(it.getKey()));
    return new StackTemplate(
        tree.path("Description").asString(""),
        JSON.writeValueAsString(tree),
        resources,
        defaults,
        outputs);
  }

  private static Optional<String> byDefault(JsonNode parameter) {
    var value = parameter.path("Default");
    return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
  }

  /// In UTF-8.
  public int bytes() {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /// Whether it is sent in the call itself.
  public boolean isDirect() {
    return bytes() <= MOST_DIRECT_BYTES;
  }

  /// Refuses what CloudFormation takes in no way, before anything is changed.
  ///
  /// @throws ProblemException LB7013
  void requireFits(StackAddress at) throws ProblemException {
    if (bytes() > MOST_BYTES || resources.size() > MOST_RESOURCES) {
      throw ProblemException.lasting(
          Code.LB7013,
          "%s would have %d resources in %d bytes; CloudFormation takes %d in %d"
              .formatted(at.words(), resources.size(), bytes(), MOST_RESOURCES, MOST_BYTES),
          "nothing was changed",
          "divide the plan: fewer workloads in each");
    }
  }
}
