package dev.lifeboat.aws.function;

import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// How handlers are asked and answer: a JSON document each. Lambda tells its caller the class and
/// the message of what is thrown, and keeps the rest in the function's log.
final class HandlerJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private HandlerJson() {}

  /// What a handler does with a payload.
  interface Act {
    Map<String, Object> on(Map<String, Object> payload)
        throws ProblemException, InterruptedException;
  }

  /// Reads the payload, and writes what `act` makes of it.
  static void answer(InputStream in, OutputStream out, Act act) throws IOException {
    Map<String, Object> payload = JSON.readValue(in, new TypeReference<>() {});
    JSON.writeValue(out, done(payload, act));
  }

  private static Map<String, Object> done(Map<String, Object> payload, Act act) {
    try {
      return act.on(payload);
    } catch (ProblemException failed) {
      var problem = failed.problem();
      throw new IllegalStateException(
          "%s %s; %s; do: %s"
              .formatted(problem.code(), problem.happened(), problem.means(), problem.action()),
          failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped before it was done", stopped);
    }
  }
}
