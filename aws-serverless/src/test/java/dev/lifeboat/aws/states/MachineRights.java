package dev.lifeboat.aws.states;

import com.sun.net.httpserver.Headers;
import dev.lifeboat.aws.iam.Arns;
import dev.lifeboat.aws.iam.AwsRequest;
import dev.lifeboat.aws.iam.CallRights;
import dev.lifeboat.aws.iam.NeededRight;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The rights that a state machine's own calls of AWS need: each of its tasks is read as the
/// request that it makes.
///
/// @param region in which the machine is
record MachineRights(Arns arns, String region) {
  private static final Pattern SDK = Pattern.compile("arn:aws:states:::aws-sdk:(\\w+):(\\w+)");
  private static final Set<String> BY_FORM = Set.of("rds", "autoscaling");

  List<NeededRight> of(JsonNode machine) {
    var needed = new ArrayList<NeededRight>();
    for (var state : machine.get("States").values()) {
      state.path("Branches").forEach(it -> needed.addAll(of(it)));
      var task = SDK.matcher(state.path("Resource").asString(""));
      if (task.matches()) {
        needed.addAll(ofTask(task.group(1), task.group(2), state.get("Parameters")));
      }
    }
    return needed;
  }

  private List<NeededRight> ofTask(String service, String call, JsonNode parameters) {
    var signed = service.equals("elasticloadbalancingv2") ? "elasticloadbalancing" : service;
    var headers = new Headers();
    headers.set("X-Amz-Target", "Machine." + call);
    var body = BY_FORM.contains(service) ? form(parameters) : json(service, parameters);
    return new CallRights(
            arns,
            new AwsRequest(
                region,
                signed,
                Character.toUpperCase(call.charAt(0)) + call.substring(1),
                URI.create("/"),
                headers,
                body.getBytes(StandardCharsets.UTF_8)))
        .needed();
  }

  /// The SDK for Java writes `DbInstanceIdentifier` for `DBInstanceIdentifier`.
  private static String form(JsonNode parameters) {
    return parameters
        .propertyStream()
        .filter(it -> it.getValue().isValueNode())
        .map(it ->
            it.getKey().replaceFirst("^Db", "DB").replace("NewDb", "NewDB")
                + "="
                + URLEncoder.encode(it.getValue().asString(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /// Members of ECS begin with a small letter, those of DynamoDB do not.
  private static String json(String service, JsonNode parameters) {
    if (!service.equals("ecs")) {
      return parameters.toString();
    }
    ObjectNode members = JsonMapper.shared().createObjectNode();
    parameters
        .properties()
        .forEach(it ->
            members.set(
                it.getKey().substring(0, 1).toLowerCase(Locale.ROOT) + it.getKey().substring(1),
                it.getValue()));
    return members.toString();
  }
}
