package dev.lifeboat.aws.states;

import dev.lifeboat.aws.ecs.EcsSite;
import dev.lifeboat.aws.iam.Arns;
import dev.lifeboat.aws.iam.IamPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What the role of a state machine must be allowed, read from the machine's own tasks: each of its
/// calls and no other.
public final class RolePolicy {
  private static final Pattern SDK = Pattern.compile("arn:aws:states:::aws-sdk:(\\w+):(\\w+)");

  /// Actions that know no resources: "Actions, resources, and condition keys" of the service
  /// authorization reference.
  private static final List<String> WITHOUT_RESOURCES =
      List.of("elasticloadbalancing:DescribeTargetHealth");

  private final String name;
  private final String region;
  private final Arns arns;
  private final String topic;
  private final Map<String, TreeSet<String>> resources = new TreeMap<>();

  private RolePolicy(String name, String region, Arns arns, String topic) {
    this.name = name;
    this.region = region;
    this.arns = arns;
    this.topic = topic;
  }

  /// The policy of the role of `machine`.
  ///
  /// @param name of the machine, which may start itself anew
  /// @param region of AWS, in which the machine is
  /// @param account its twelve digits, or `*` where they are not to be named
  /// @param topic of the machine's people
  public static IamPolicy of(
      StateMachine machine, String name, String region, String account, String topic) {
    var made = new RolePolicy(name, region, new Arns(account), topic);
    made.read(StateMachine.JSON.readTree(machine.definition()));
    return IamPolicy.of(made.statements());
  }

  private List<IamPolicy.Statement> statements() {
    var byResources = new TreeMap<String, TreeSet<String>>();
    resources.forEach((action, on) ->
        byResources.computeIfAbsent(String.join("\n", on), _ -> new TreeSet<>()).add(action));
    var statements = new ArrayList<IamPolicy.Statement>();
    byResources.forEach((on, actions) ->
        statements.add(
            new IamPolicy.Statement(
                "Calls" + (statements.size() + 1),
                "Allow",
                List.copyOf(actions),
                on.lines().toList())));
    return statements;
  }

  private void read(JsonNode machine) {
    machine
        .get("States")
        .values()
        .forEach(state -> {
          if (state.get("Type").asString().equals("Task")) {
            task(state.get("Resource").asString(), state.get("Parameters"));
          }
          state.path("Branches").forEach(this::read);
        });
  }

  private void task(String resource, JsonNode parameters) {
    var sdk = SDK.matcher(resource);
    if (sdk.matches()) {
      sdk(sdk.group(1), sdk.group(2), parameters);
    } else if (resource.contains(":lambda:")) {
      allow(
          "lambda:InvokeFunction",
          arns.of("lambda", region, "function:" + parameters.get("FunctionName").asString()));
    } else if (resource.contains(":sns:")) {
      allow("sns:Publish", arns.of("sns", region, topic));
    } else if (resource.endsWith(":startExecution")) {
      allow("states:StartExecution", arns.of("states", region, "stateMachine:" + name));
    } else {
      throw new IllegalStateException("nothing is known of what " + resource + " needs");
    }
  }

  private void sdk(String service, String call, JsonNode parameters) {
    var prefix = service.equals("elasticloadbalancingv2") ? "elasticloadbalancing" : service;
    var action = prefix + ":" + Character.toUpperCase(call.charAt(0)) + call.substring(1);
    if (WITHOUT_RESOURCES.contains(action)) {
      allow(action, "*");
      return;
    }
    var on =
        switch (service) {
          case "rds" -> "db:" + text(parameters, "DbInstanceIdentifier");
          case "ecs" ->
              "service/"
                  + EcsSite.path(
                      text(parameters, "Cluster"),
                      Optional.ofNullable(parameters.get("Service"))
                          .orElseGet(() -> parameters.get("Services").get(0))
                          .asString());
          case "secretsmanager" -> "secret:" + text(parameters, "SecretId") + "-??????";
          case "ssm" ->
              "parameter/"
                  + Optional.ofNullable(parameters.get("Name"))
                      .orElseGet(() -> parameters.get("Names").get(0))
                      .asString()
                      .replaceFirst("^/", "");
          case "dynamodb" -> "table/" + text(parameters, "TableName");
          default -> throw new IllegalStateException("nothing is known of resources of " + service);
        };
    allow(action, arns.of(service, region, on));
  }

  private static String text(JsonNode parameters, String name) {
    return parameters.get(name).asString();
  }

  private void allow(String action, String resource) {
    resources.computeIfAbsent(action, _ -> new TreeSet<>()).add(resource);
  }
}
