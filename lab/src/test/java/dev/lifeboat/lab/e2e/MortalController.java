package dev.lifeboat.lab.e2e;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A controller that begins a failover and sends itself a signal right after an event is durable:
/// before the calls that the event announces go out.
///
/// Arguments: the plan, the state folder, a part of the event's text, and `KILL` or `STOP`.
final class MortalController {
  private MortalController() {}

  public static void main(String[] arguments) throws Exception {
    var planFile = Path.of(arguments[0]);
    var plan = PlanReader.OF_ANY_PROVIDER.read(planFile).orThrow();
    var shop = plan.workload("shop");
    var sent = new AtomicBoolean();
    var lab = Lab.attach(plan, Path.of(arguments[1]));
    var runs = ControllerMain.runs(Path.of(arguments[1]), lab);
    var runbook = new LabKind().compiler().compile(plan, shop, Mode.FAILOVER, "east");
    var open =
        runs.open(
            new Runs.Request(
                runs.reserve().run(),
                Files.readAllBytes(planFile),
                plan.sha256(),
                runbook,
                "mortal",
                ""));
    new Runner(
            Clock.systemUTC(),
            open.journal(),
            open.state(),
            World.of(lab, shop, new Alone()),
            entry -> {
              if (entry.event().toString().contains(arguments[2])
                  && sent.compareAndSet(false, true)) {
                signal(arguments[3], ProcessHandle.current().pid());
              }
            })
        .run();
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    } catch (java.io.IOException | InterruptedException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static final class Alone implements People {
    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.empty();
    }

    @Override
    public String tell(Step.Tell tell) {
      return "told nobody";
    }
  }
}
