package dev.lifeboat.lab;

import dev.lifeboat.journal.Event;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Intents;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Keeps intents with the agent of the region that will be primary.
record AgentIntents(LabClients clients) implements Intents {
  private static final JsonMapper JSON = JsonMapper.shared();

  @Override
  public void store(String region, RunId run, Event intent)
      throws InterruptedException, ProblemException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("run", run.value());
    line.put("intent", intent);
    try {
      clients.agent(region).keepIntent(JSON.writeValueAsString(line));
    } catch (IOException silent) {
      throw Problem.passing(
              Code.LB2002,
              "the agent of %s did not keep the intent: %s".formatted(region, silent.getMessage()),
              "nothing was promoted",
              "wait; the run repeats it")
          .asException(silent);
    }
  }
}
