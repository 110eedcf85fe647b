package dev.lifeboat.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Judges a policy by IAM's own rules: what is denied stays denied, what is not allowed is denied.
///
/// Source: "Policy evaluation logic", "IAM JSON policy elements: Resource", "Condition operators"
/// and "Multivalued context keys" of the IAM user guide.
public record IamRules(IamPolicy policy) {
  private static final int SEGMENTS = 6;
  private static final String ALL = "ForAllValues:";
  private static final String ANY = "ForAnyValue:";

  public boolean allow(NeededRight right) {
    return matches("Allow", right) && !matches("Deny", right);
  }

  /// Fails unless each right is allowed.
  public void assertAllow(List<NeededRight> needed, String what) {
    assertThat(needed.stream().filter(it -> !allow(it)))
        .as("refused of %s by %s", what, policy.statements())
        .isEmpty();
  }

  private boolean matches(String effect, NeededRight right) {
    return policy.statements().stream()
        .filter(it -> it.effect().equals(effect))
        .anyMatch(it -> applies(it, right));
  }

  private static boolean applies(Statement statement, NeededRight right) {
    return statement.actions().stream()
            .anyMatch(
                it -> isLike(right.action().toLowerCase(Locale.ROOT), it.toLowerCase(Locale.ROOT)))
        && statement.resources().stream().anyMatch(it -> isIn(right.resource(), it))
        && statement.conditions().entrySet().stream()
            .allMatch(it -> holds(it.getKey(), it.getValue(), right));
  }

  /// Each segment by itself: no wildcard reaches over a colon before the last one.
  private static boolean isIn(String arn, String pattern) {
    if (pattern.equals("*")) {
      return true;
    }
    var segments = arn.split(":", SEGMENTS);
    var patterns = pattern.split(":", SEGMENTS);
    if (segments.length != SEGMENTS || patterns.length != SEGMENTS) {
      return false;
    }
    for (int i = 0; i < SEGMENTS; i++) {
      if (!isLike(segments[i], patterns[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(
      String operator, Map<String, List<String>> wanted, NeededRight right) {
    return wanted.entrySet().stream()
        .allMatch(it ->
            holds(operator, it.getValue(), right.context().getOrDefault(it.getKey(), List.of())));
  }

  /// @param values of the key in the request; none where it has no such key
  private static boolean holds(String operator, List<String> wanted, List<String> values) {
    if (operator.startsWith(ALL)) {
      return values.stream().allMatch(isOneOf(operator.substring(ALL.length()), wanted));
    }
    var compared = operator.startsWith(ANY) ? operator.substring(ANY.length()) : operator;
    return values.stream().anyMatch(isOneOf(compared, wanted));
  }

  private static Predicate<String> isOneOf(String operator, List<String> wanted) {
    BiPredicate<String, String> same =
        switch (operator) {
          case "Bool" -> String::equalsIgnoreCase;
          case "StringEquals" -> String::equals;
          case "StringLike" -> IamRules::isLike;
          default -> throw new IllegalStateException("no rule is known of " + operator);
        };
    return value -> wanted.stream().anyMatch(it -> same.test(value, it));
  }

  private static boolean isLike(String text, String pattern) {
    var quoted = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(quoted, Pattern.DOTALL).matcher(text).matches();
  }
}
