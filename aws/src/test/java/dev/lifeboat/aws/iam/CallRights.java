package dev.lifeboat.aws.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Reads from a request which rights it needs by IAM's rules, as the service authorization
/// reference has them. It knows nothing of policies.
public record CallRights(Arns arns, AwsRequest request) {
  private static final Map<String, String> OF_FIS =
      Map.of("POST", "StartExperiment", "GET", "GetExperiment", "DELETE", "StopExperiment");

  private static final String NAMESPACE = "Namespace";

  /// Read by whoever may call at all.
  private static final String WHO = "GetCallerIdentity";

  public List<NeededRight> needed() {
    var call = request.operation();
    return switch (request.service()) {
      case "rds" -> new RdsRights(arns, request.region()).of(call, request.form());
      case "dynamodb" -> new DynamoRights(arns, request.region()).of(call, request.json());
      case "s3" -> new S3Rights(request).needed();
      case "fis" -> ofFis(call.split(" ")[0], call.substring(call.lastIndexOf('/') + 1));
      case "route53" -> List.of(new NeededRight("route53:" + ofRoute53(call), "*"));
      // CloudWatch signs its calls with the name that it had before.
      case "monitoring" -> List.of(new NeededRight("cloudwatch:" + call, "*", ofMetrics(call)));
      case "sts", "sns" -> ofForm(request.form());
      case "autoscaling" -> ofGroups(request.form()).map(this::right).toList();
      case "ecs" -> ofEcs(request.json()).stream().map(this::right).toList();
      default ->
          List.of(right(request.header("X-Amz-Target").isPresent() ? named(request.json()) : "*"));
    };
  }

  private NeededRight right(String resource) {
    return new NeededRight(request.service() + ":" + request.operation(), resource);
  }

  /// The namespace, which CBOR writes behind its name and its length: below 24 one byte.
  private Map<String, List<String>> ofMetrics(String call) {
    if (!call.equals("PutMetricData")) {
      return Map.of();
    }
    var text = request.text();
    int length = text.indexOf(NAMESPACE) + NAMESPACE.length();
    var namespace = text.substring(length + 1, length + 1 + (text.charAt(length) & 0x1f));
    return Map.of("cloudwatch:namespace", List.of(namespace));
  }

  private String of(String resource) {
    return arns.of(request.service(), request.region(), resource);
  }

  private List<NeededRight> ofForm(Map<String, String> form) {
    if (request.operation().equals(WHO)) {
      return List.of();
    }
    return Stream.of("RoleArn", "TopicArn")
        .filter(form::containsKey)
        .map(it -> right(form.get(it)))
        .toList();
  }

  /// Each tag names the group that it is of.
  private Stream<String> ofGroups(Map<String, String> form) {
    if (request.operation().startsWith("Describe")) {
      return Stream.of("*");
    }
    return form.entrySet().stream()
        .filter(
            it -> it.getKey().equals("AutoScalingGroupName") || it.getKey().endsWith(".ResourceId"))
        .map(Map.Entry::getValue)
        .distinct()
        .map(it ->
            of("autoScalingGroup:0d1e2f30-1111-2222-3333-444455556666:autoScalingGroupName/" + it));
  }

  /// A cluster and a service may each be given by its name or its ARN.
  private List<String> ofEcs(JsonNode members) {
    var services = new ArrayList<String>();
    members.path("services").forEach(it -> services.add(it.asString()));
    if (members.has("service")) {
      services.add(members.get("service").asString());
    }
    var cluster = last(members.path("cluster").asString("default"));
    return services.isEmpty()
        ? List.of("*")
        : services.stream().map(it -> of("service/%s/%s".formatted(cluster, last(it)))).toList();
  }

  private static String last(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /// Of services that name one thing: by an ARN, or as the reference writes its ARN.
  private String named(JsonNode members) {
    return switch (request.service() + ":" + request.operation()) {
      case "kms:DescribeKey" -> of("key/" + last(members.path("KeyId").asString("")));
      case "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:ListSecretVersionIds",
          "secretsmanager:UpdateSecretVersionStage" ->
          secret(members.path("SecretId").asString(""));
      case "ssm:GetParameter", "ssm:PutParameter" -> parameter(members.path("Name"));
      case "ssm:GetParameters" -> parameter(members.path("Names").path(0));
      case "ecr:DescribeImages" -> of("repository/" + members.path("repositoryName").asString(""));
      default ->
          members.properties().stream()
              .filter(it -> it.getKey().toLowerCase(Locale.ROOT).endsWith("arn"))
              .map(it -> it.getValue().asString())
              .findFirst()
              .orElse("*");
    };
  }

  private String parameter(JsonNode name) {
    return of("parameter/" + name.asString("").replaceFirst("^/", ""));
  }

  /// Secrets Manager adds six characters of its own to a name.
  private String secret(String nameOrArn) {
    return nameOrArn.startsWith("arn:") ? nameOrArn : of("secret:" + nameOrArn + "-a1B2c3");
  }

  private List<NeededRight> ofFis(String method, String id) {
    var action = "fis:" + OF_FIS.get(method);
    if (!method.equals("POST")) {
      return List.of(new NeededRight(action, of("experiment/" + id)));
    }
    if (request.operation().endsWith("/experimentTemplates")) {
      return List.of(new NeededRight("fis:CreateExperimentTemplate", of("experiment-template/*")));
    }
    var template = request.json().get("experimentTemplateId").asString();
    return List.of(
        new NeededRight(action, of("experiment-template/" + template)),
        new NeededRight(action, of("experiment/new")));
  }

  private static String ofRoute53(String operation) {
    if (operation.endsWith("/hostedzone")) {
      return "ListHostedZones";
    }
    if (operation.endsWith("/rrset")) {
      return "ListResourceRecordSets";
    }
    if (operation.endsWith("/status")) {
      return "GetHealthCheckStatus";
    }
    if (operation.endsWith("/checkeripranges")) {
      return "GetCheckerIpRanges";
    }
    return operation.endsWith("/testdnsanswer") ? "TestDNSAnswer" : "GetHealthCheck";
  }
}
