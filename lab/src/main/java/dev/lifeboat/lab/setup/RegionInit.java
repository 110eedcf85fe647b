package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.AgentMain;
import dev.lifeboat.agent.process.ProcessRecords;
import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The init of a region or of the edge: it starts the region's agent, and starts it again whenever
/// it ends. The agent does the same for everything else.
///
/// As a machine's init does, it begins with its region, and ends with it: whoever kills all that
/// lives in the region kills it too, by the same marks. Its own death ends nothing else.
public record RegionInit(LabFolder folder, String region) {
  /// The name of an init's own process in its region.
  public static final String INIT = "init";

  /// The name of an agent's own process in its region.
  public static final String AGENT = "agent";

  /// A shell, since it has to do nothing but wait, and costs a megabyte. It starts an agent that
  /// ended again at once; one that then dies within 10 s, after 1 s, then 3 s, then 5 s each time.
  private static final String SCRIPT =
      """
      log=$1; shift
      pause=0
      while :; do
        began=$(date +%s)
        LIFEBOAT_PROCESS=agent "$@" >>"$log" 2>&1
        echo "the agent ended with status $?"
        [ $(($(date +%s) - began)) -ge 10 ] && pause=0
        sleep $pause
        pause=$((pause * 2 + 1))
        [ $pause -gt 5 ] && pause=5
      done
      """;

  /// Starts it, unless it lives.
  public void begin() throws IOException, InterruptedException {
    var state = folder.region(region);
    var spawner = new Spawner(folder.lab(), region, state, Clock.systemUTC());
    if (new ProcessRecords(state).living(INIT).isPresent()) {
      return;
    }
    var line = new ArrayList<>(List.of("sh", "-c", SCRIPT, INIT, spawner.logOf(AGENT).toString()));
    line.addAll(
        JavaCommand.ofThisProcess()
            .line(AgentMain.class, state.resolve(LabFiles.AGENT).toString()));
    // Which of its variables a service gets is the agent's affair.
    var all = System.getenv().keySet();
    var _ = spawner.spawn(new Spawner.Command(INIT, line, Map.of(), all, state, 0));
  }
}
