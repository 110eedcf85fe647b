package dev.lifeboat.aws.states;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// The names that the SDK's own service models give to services, actions, parameters, members of
/// answers and errors: those that Step Functions goes by.
final class SdkNames {
  private static final Map<String, Class<?>> CLIENTS =
      Map.of(
          "autoscaling", AutoScalingClient.class,
          "dynamodb", DynamoDbClient.class,
          "ecs", EcsClient.class,
          "elasticloadbalancingv2", ElasticLoadBalancingV2Client.class,
          "rds", RdsClient.class,
          "secretsmanager", SecretsManagerClient.class,
          "ssm", SsmClient.class);

  private static final Pattern PART = Pattern.compile("(\\w+)(\\[\\d+])?");

  private SdkNames() {}

  /// The request of an action; empty if the SDK knows no such service or action.
  static Optional<Class<?>> request(String service, String action) {
    return method(service, action).map(method -> method.getParameterTypes()[0]);
  }

  /// The answer of an action.
  static Optional<Class<?>> answer(String service, String action) {
    return method(service, action).map(Method::getReturnType);
  }

  private static Optional<Method> method(String service, String action) {
    return Optional.ofNullable(CLIENTS.get(service)).stream()
        .flatMap(client -> Arrays.stream(client.getMethods()))
        .filter(method -> method.getName().equals(action))
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
        .findFirst();
  }

  /// Whether `type` has a member of this name, with a capital first letter.
  static boolean knows(Class<?> type, String member) {
    return Character.isUpperCase(member.charAt(0)) && accessor(type, member).isPresent();
  }

  private static Optional<Method> accessor(Class<?> type, String member) {
    var name = Character.toLowerCase(member.charAt(0)) + member.substring(1);
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
        .findFirst();
  }

  /// Whether a path such as `Services[0].DesiredCount` leads through members of `type`.
  static boolean leads(Class<?> type, String path) {
    Class<?> at = type;
    for (var part : path.split("\\.", -1)) {
      var match = PART.matcher(part);
      if (!match.matches() || !knows(at, match.group(1))) {
        return false;
      }
      at = type(accessor(at, match.group(1)).orElseThrow());
    }
    return true;
  }

  /// What a member is, or what a list of it holds.
  private static Class<?> type(Method accessor) {
    return List.class.isAssignableFrom(accessor.getReturnType())
            && accessor.getGenericReturnType() instanceof ParameterizedType list
            && list.getActualTypeArguments()[0] instanceof Class<?> item
        ? item
        : accessor.getReturnType();
  }

  /// Whether an error such as `DynamoDb.ConditionalCheckFailedException` is one of the SDK.
  static boolean isError(String name) {
    var parts = name.split("\\.", -1);
    return CLIENTS.values().stream()
        .filter(client -> client.getSimpleName().equals(parts[0] + "Client"))
        .anyMatch(client -> exists(client.getPackageName() + ".model." + parts[1]));
  }

  private static boolean exists(String type) {
    try {
      return Exception.class.isAssignableFrom(Class.forName(type));
    } catch (ClassNotFoundException _) {
      return false;
    }
  }
}
