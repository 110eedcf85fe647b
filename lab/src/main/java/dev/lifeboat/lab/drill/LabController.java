package dev.lifeboat.lab.drill;

import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.drill.Site;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// A controller of a drill in a process of its own, at the edge.
final class LabController implements Site.Controller {
  private final Process process;

  private LabController(Process process) {
    this.process = process;
  }

  static LabController start(LabFolder folder, String edge, RunId run) throws ProblemException {
    var command =
        JavaCommand.ofThisProcess()
            .line(ControllerMain.class, folder.state().toString(), run.value());
    // What it prints stays with the lab: the run's own folder is evidence.
    var log = folder.region(edge).resolve("logs").resolve("controller.log");
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                Spawner.LAB,
                folder.lab().toString(),
                Spawner.REGION,
                edge,
                Spawner.PROCESS,
                "controller"));
    try {
      return new LabController(builder.start());
    } catch (IOException failed) {
      throw new ProblemException(
          Problem.lasting(
              Code.LB5002,
              "the controller did not start: " + failed.getMessage(),
              "the run is open and nobody executes it",
              "go on with 'lifeboat resume %s'".formatted(run)),
          failed);
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
