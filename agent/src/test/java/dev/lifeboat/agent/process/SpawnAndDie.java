package dev.lifeboat.agent.process;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// A program for tests: spawns `sleep` in the state folder given, then waits to be killed.
final class SpawnAndDie {
  private SpawnAndDie() {}

  public static void main(String[] arguments) throws Exception {
    var state = Path.of(arguments[0]);
    new Spawner(state, "east", state, Clock.systemUTC())
        .spawn(
            new Spawner.Command("sleeper", List.of("sleep", "60"), Map.of(), List.of(), state, 0));
    Thread.currentThread().join();
  }
}
