package dev.lifeboat.provision;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What texts of a stack may refer to, `${Name}`: its parameters and the account. Whatever else
/// looks like a reference, as a plan may have it, is text.
record References(Set<String> parameters) {
  /// Stands for the account's twelve digits.
  static final String ACCOUNT = "${AWS::AccountId}";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
  private static final String ACCOUNT_NAME = "AWS::AccountId";

  References {
    parameters = Set.copyOf(parameters);
  }

  static References of(Collection<StackParameter> parameters) {
    return new References(
        parameters.stream().map(StackParameter::name).collect(Collectors.toSet()));
  }

  private boolean isKnown(String name) {
    return name.equals(ACCOUNT_NAME) || parameters.contains(name);
  }

  /// A text, or the function of CloudFormation that gives it.
  Object cloudFormation(String text) {
    var found = REFERENCE.matcher(text);
    if (found.matches() && parameters.contains(found.group(1))) {
      return JsonTree.of("Ref", found.group(1));
    }
    if (found.reset().results().noneMatch(it -> isKnown(it.group(1)))) {
      return text;
    }
    return JsonTree.of(
        "Fn::Sub",
        found.replaceAll(it ->
            Matcher.quoteReplacement(
                isKnown(it.group(1)) ? it.group() : "${!" + it.group(1) + "}")));
  }

  /// A list, or the parameter that is one.
  Object cloudFormation(List<String> texts) {
    return isList(texts)
        ? cloudFormation(texts.getFirst())
        : texts.stream().map(this::cloudFormation).toList();
  }

  /// A template of Terraform.
  String terraform(String text) {
    var found = REFERENCE.matcher(text);
    var made = new StringBuilder();
    int end = 0;
    while (found.find()) {
      made.append(escaped(text.substring(end, found.start())));
      made.append(isKnown(found.group(1)) ? value(found.group(1)) : escaped(found.group()));
      end = found.end();
    }
    return made.append(escaped(text.substring(end))).toString();
  }

  /// A list, or the variable that is one.
  Object terraform(List<String> texts) {
    return isList(texts)
        ? terraform(texts.getFirst())
        : texts.stream().map(this::terraform).toList();
  }

  private boolean isList(List<String> texts) {
    if (texts.size() != 1) {
      return false;
    }
    var found = REFERENCE.matcher(texts.getFirst());
    return found.matches() && parameters.contains(found.group(1));
  }

  private static String value(String name) {
    return name.equals(ACCOUNT_NAME)
        ? "${data.aws_caller_identity.current.account_id}"
        : "${var." + snake(name) + "}";
  }

  /// Terraform reads `${` and `%{` as the beginning of something.
  static String escaped(String text) {
    return text.replace("${", "$${").replace("%{", "%%{");
  }

  /// Such as `health_checkers` for `HealthCheckers`.
  static String snake(String name) {
    return name.replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
