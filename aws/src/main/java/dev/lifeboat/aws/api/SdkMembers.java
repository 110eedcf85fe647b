package dev.lifeboat.aws.api;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// Finds what an object of the SDK holds by a path such as `Deployments[0].RolloutState`.
final class SdkMembers {
  private static final Pattern PART = Pattern.compile("(\\w+)(?:\\[(\\d+)])?");

  private SdkMembers() {}

  /// The member of that name; the SDK's models and its methods differ in capital letters alone.
  static Optional<SdkField<?>> of(SdkPojo object, String name) {
    return object.sdkFields().stream()
        .filter(field -> field.memberName().equalsIgnoreCase(name))
        .findFirst();
  }

  /// What is there; empty when anything on the way is missing.
  ///
  /// @throws IllegalArgumentException when the SDK knows no such member
  static Optional<Object> at(SdkPojo object, String path) {
    Optional<Object> found = Optional.of(object);
    for (var part : path.split("\\.", -1)) {
      found = found.flatMap(it -> step(it, part));
    }
    return found;
  }

  private static Optional<Object> step(Object object, String part) {
    var match = PART.matcher(part);
    if (!match.matches() || !(object instanceof SdkPojo parent)) {
      throw new IllegalArgumentException("no path through '%s'".formatted(part));
    }
    var member =
        of(parent, match.group(1))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "%s knows no '%s'".formatted(parent.getClass().getSimpleName(), part)));
    var value = member.getValueOrDefault(parent);
    return match.group(2) == null
        ? Optional.ofNullable(value)
        : item(value, Integer.parseInt(match.group(2)));
  }

  private static Optional<Object> item(Object value, int index) {
    return value instanceof List<?> items && index < items.size()
        ? Optional.ofNullable(items.get(index))
        : Optional.empty();
  }
}
