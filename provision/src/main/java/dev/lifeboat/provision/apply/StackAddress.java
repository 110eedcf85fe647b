package dev.lifeboat.provision.apply;

import java.util.regex.Pattern;

/// Place where a stack of CloudFormation is, or would be.
///
/// @param awsRegion such as `us-west-2`
/// @param name in the account
public record StackAddress(String awsRegion, String name) {
  /// As CloudFormation takes them: 128 signs at most.
  private static final Pattern NAME = Pattern.compile("[A-Za-z][-A-Za-z0-9]{0,127}");

  public StackAddress {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a stack's name must be a letter and at most 127 letters, digits or '-', was '%s'"
              .formatted(name));
    }
  }

  /// For people.
  public String words() {
    return "%s in %s".formatted(name, awsRegion);
  }
}
