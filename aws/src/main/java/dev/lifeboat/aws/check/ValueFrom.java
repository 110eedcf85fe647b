package dev.lifeboat.aws.check;

import java.util.List;
import java.util.regex.Pattern;

/// Where a task takes a value from when it starts, as `valueFrom` of its definition has it:
/// "Secret" of the API reference of ECS. Nobody reads what is there.
sealed interface ValueFrom {

  /// A parameter of Systems Manager where the task starts.
  ///
  /// @param names that it may have: an ARN tells `/url` from `url` by nothing
  record Parameter(List<String> names) implements ValueFrom {
    public Parameter {
      names = List.copyOf(names);
    }
  }

  /// A secret where the task starts.
  record Secret() implements ValueFrom {}

  /// A parameter or a secret that is read from another region.
  record Elsewhere(String awsRegion) implements ValueFrom {}

  /// A parameter that no list of this account's has: another account's, or one of AWS's own names.
  record Unlisted() implements ValueFrom {}

  Pattern PARAMETER = Pattern.compile("arn:[^:]+:ssm:([^:]+):([^:]*):parameter/(.+)");
  Pattern SECRET = Pattern.compile("arn:[^:]+:secretsmanager:([^:]+):.+");

  /// Such as that one which leads from Systems Manager to a secret.
  String OF_AWS = "/aws/";

  /// Reads it.
  ///
  /// @param text a name or an ARN
  /// @param awsRegion where the task starts
  /// @param account in which it starts
  static ValueFrom of(String text, String awsRegion, String account) {
    var secret = SECRET.matcher(text);
    if (secret.matches()) {
      return secret.group(1).equals(awsRegion) ? new Secret() : new Elsewhere(secret.group(1));
    }
    var parameter = PARAMETER.matcher(text);
    if (!parameter.matches()) {
      return text.startsWith(OF_AWS) ? new Unlisted() : new Parameter(List.of(text));
    }
    if (!parameter.group(1).equals(awsRegion)) {
      return new Elsewhere(parameter.group(1));
    }
    var path = "/" + parameter.group(3);
    if (path.startsWith(OF_AWS) || !parameter.group(2).equals(account)) {
      return new Unlisted();
    }
    return path.lastIndexOf('/') > 0
        ? new Parameter(List.of(path))
        : new Parameter(List.of(path, parameter.group(3)));
  }
}
