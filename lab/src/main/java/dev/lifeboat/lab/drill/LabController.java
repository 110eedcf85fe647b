package dev.lifeboat.lab.drill;

import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.drill.ControllerProcesses;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A controller of a drill in a process of its own, at the edge.
record LabController(Process process) implements ControllerProcesses.Controller {
  static LabController start(LabClients clients, List<String> command) throws ProblemException {
    var folder = clients.folder();
    var edge = clients.topology().edge().name();
    // What it prints stays with the lab: the run's own folder is evidence.
    var log = folder.region(edge).resolve("logs").resolve("controller.log");
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(Spawner.marks(folder.lab(), edge, "controller"));
    try {
      return new LabController(builder.start());
    } catch (IOException failed) {
      throw Problem.lasting(
              Code.LB5002,
              "the controller did not start: " + failed.getMessage(),
              "the run is open and nobody executes it",
              "go on with 'lifeboat resume'")
          .asException(failed);
    }
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public boolean alive() {
    return process.isAlive();
  }

  @Override
  public boolean kill() throws InterruptedException {
    boolean alive = process.isAlive();
    process.destroyForcibly();
    process.waitFor();
    return alive && process.exitValue() != 0;
  }
}
