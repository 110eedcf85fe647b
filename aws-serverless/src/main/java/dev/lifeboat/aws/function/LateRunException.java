package dev.lifeboat.aws.function;

import dev.lifeboat.problem.ProblemException;

/// The run that asks is not the open one, or its epoch is not the present one; nothing was changed.
/// State machines know it by its name, and the interface that Lambda calls lets no checked
/// exception pass.
public final class LateRunException extends RuntimeException {
  LateRunException(ProblemException why) {
    super(why.problem().happened(), why);
  }
}
