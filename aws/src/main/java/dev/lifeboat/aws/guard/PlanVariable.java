package dev.lifeboat.aws.guard;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// Variable with the whole text of a plan: a guard in a container begins by it also while every
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
  /// @throws ProblemException LB1002 when there is none, or what [#of] does not make
  public static byte[] in(Map<String, String> environment) throws ProblemException {
    var value = environment.get(NAME);
    if (value == null) {
      throw unreadable("is not set").asException();
    }
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException wrong) {
      throw unreadable("is no base 64: " + wrong.getMessage()).asException(wrong);
    }
  }

  private static Problem unreadable(String why) {
    return Problem.lasting(
        Code.LB1002,
        "%s %s".formatted(NAME, why),
        "nothing was done",
        "set it to the plan's text: base64 -w0 lifeboat.yaml; or name the plan's file");
  }
}
