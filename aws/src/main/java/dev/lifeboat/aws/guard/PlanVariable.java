package dev.lifeboat.aws.guard;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The whole text of a plan in a variable: a guard in a container begins by it also while every
/// other region is lost. In base 64, so that nothing on its way reads a reference in it.
public final class PlanVariable {
  public static final String NAME = "LIFEBOAT_PLAN_BASE64";

  private PlanVariable() {}

  /// What the variable has for a plan of that text.
  public static String of(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The plan's bytes.
  ///
  /// @throws ProblemException LB1002 when it is not what [#of] makes
  public static byte[] bytes(String value) throws ProblemException {
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException wrong) {
      throw Problem.lasting(
              Code.LB1002,
              "%s is no base 64: %s".formatted(NAME, wrong.getMessage()),
              "nothing was done",
              "set it to the plan's text: base64 -w0 lifeboat.yaml")
          .asException(wrong);
    }
  }
}
