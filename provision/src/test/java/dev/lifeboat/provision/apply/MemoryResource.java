package dev.lifeboat.provision.apply;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A resource as a template with its values wants it.
///
/// @param name in the account
/// @param body with the values of the parameters that it refers to
/// @param policy what becomes of it when it is deleted; empty where it goes
record MemoryResource(String type, String name, String body, String policy) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// A change of one of them makes the thing anew.
  private static final List<String> NAMES =
      List.of(
          "TableName",
          "BucketName",
          "TopicName",
          "RoleName",
          "ManagedPolicyName",
          "LogGroupName",
          "QueueName",
          "FunctionName",
          "StateMachineName",
          "AlarmName",
          "DashboardName");

  private static final Set<String> KNOWN =
      Set.of(
          "AWS::Budgets::Budget",
          "AWS::CloudTrail::Trail",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::DynamoDB::Table",
          "AWS::ECS::Service",
          "AWS::ECS::TaskDefinition",
          "AWS::FIS::ExperimentTemplate",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Role",
          "AWS::KMS::Alias",
          "AWS::KMS::Key",
          "AWS::Lambda::Function",
          "AWS::Logs::LogGroup",
          "AWS::Logs::QueryDefinition",
          "AWS::Route53::HealthCheck",
          "AWS::Route53::RecordSet",
          "AWS::S3::Bucket",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::Topic",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::Queue",
          "AWS::Scheduler::Schedule",
          "AWS::StepFunctions::StateMachine",
          "AWS::Synthetics::Canary");

  /// Why CloudFormation refuses it; empty where it does not.
  static String refusal(StackTemplate template, Map<String, String> values) {
    var unknown =
        template.resources().values().stream()
            .map(StackTemplate.Resource::type)
            .filter(it -> !KNOWN.contains(it))
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      return "Template format error: Unrecognized resource types: " + unknown;
    }
    if (template.resources().size() > StackTemplate.MOST_RESOURCES
        || template.bytes() > StackTemplate.MOST_BYTES) {
      return "Template may not exceed its limits";
    }
    var asked = JSON.readTree(template.text()).path("Parameters");
    for (var name : template.defaults().keySet()) {
      var value = values.get(name);
      if (value == null) {
        return "Parameters: [%s] must have values".formatted(name);
      }
      var pattern = asked.path(name).path("AllowedPattern").asString(".*");
      boolean list = asked.path(name).path("Type").asString("").equals("CommaDelimitedList");
      if (!Stream.of(list ? value.split(",") : new String[] {value})
          .allMatch(it -> it.matches(pattern))) {
        return "Parameter '%s' must match pattern %s".formatted(name, pattern);
      }
    }
    return "";
  }

  /// Whether something is made: records once they lead users, alarms once their balancer is known.
  private static boolean holds(String condition, Map<String, String> values) {
    return condition.equals("RecordsAreMade")
        ? "yes".equals(values.get("LeadUsers"))
        : !"none".equals(values.get(condition.replaceFirst("IsKnown$", "")));
  }

  /// All that the template wants with these values.
  static Map<String, MemoryResource> of(StackAddress at, String text, Map<String, String> values) {
    var all = new LinkedHashMap<String, MemoryResource>();
    JSON.readTree(text)
        .path("Resources")
        .propertyStream()
        .forEach(it -> {
          var body = it.getValue();
          if (body.has("Condition") && !holds(body.path("Condition").asString(), values)) {
            return;
          }
          var type = body.path("Type").asString();
          var properties = body.path("Properties");
          var name =
              NAMES.stream()
                  .map(properties::path)
                  .filter(JsonNode::isString)
                  .map(JsonNode::asString)
                  .findFirst()
                  .or(() -> Optional.of(at.name() + "-" + it.getKey()));
          var written = properties.toString();
          var used = new StringBuilder(written);
          values.forEach((parameter, value) -> {
            if (refersTo(written, parameter)) {
              used.append(' ').append(parameter).append('=').append(value);
            }
          });
          var policy = body.path("DeletionPolicy").asString("");
          all.put(
              it.getKey(), new MemoryResource(type, name.orElseThrow(), used.toString(), policy));
        });
    return all;
  }

  private static boolean refersTo(String properties, String parameter) {
    return properties.contains("\"Ref\":\"%s\"".formatted(parameter))
        || properties.contains("${" + parameter + "}");
  }

  boolean kept() {
    return policy.startsWith("Retain");
  }

  /// Whether it stays when the change that made it is undone.
  boolean isKeptOnCreate() {
    return policy.equals("Retain");
  }

  /// Whether AWS refuses to delete it.
  boolean isProtected() {
    return body.contains("\"DeletionProtectionEnabled\":true");
  }

  /// Under which no second one can be in a region.
  String thing(StackAddress at) {
    return "%s %s %s".formatted(at.awsRegion(), type, name);
  }

  /// Whether this one takes the place of `present`.
  String replaces(MemoryResource present) {
    boolean keys = type.equals("AWS::DynamoDB::Table") && !keys().equals(present.keys());
    return keys || !name.equals(present.name) ? "True" : "False";
  }

  private String keys() {
    int at = body.indexOf("\"KeySchema\"");
    return at < 0 ? "" : body.substring(at, body.indexOf(']', at));
  }
}
