package dev.lifeboat.awstestbed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/// One event that is delivered several times at once, to several environments of one function.
public final class Deliveries {
  private static final int TIMES = 4;

  private Deliveries() {}

  public static List<JsonNode> atOnce(List<FunctionHost> environments, String event)
      throws Exception {
    var calls = new ArrayList<Callable<JsonNode>>();
    for (int delivery = 0; delivery < TIMES; delivery++) {
      var environment = environments.get(delivery % environments.size());
      calls.add(() -> environment.answer(event));
    }
    var answers = new ArrayList<JsonNode>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }
}
