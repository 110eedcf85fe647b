package dev.lifeboat.runbook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/// The name of a step within its runbook, such as `promote-orders`.
///
/// @param value lower-case letters, digits and hyphens
public record StepId(@JsonValue String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]*");

  @JsonCreator
  public StepId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("step id must match " + FORM + ", was '" + value + "'");
    }
  }

  // By hand, since the engine looks steps up at every turn and the simulator plays millions of
  // them.
  @Override
  public boolean equals(Object other) {
    return other instanceof StepId(var others) && value.equals(others);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
