package dev.lifeboat.cli;

import dev.lifeboat.cli.move.RunDocument;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.PersonsWord;
import dev.lifeboat.control.RunExecution;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// The command line's own execution of a failover, in a [FileWorld] instead of a lab.
///
/// As a program it begins one and says `begun` on standard output right before; its arguments are
/// the state folder and the world's seed.
final class MortalRun {
  private final Path state;
  private final Placements placements;
  private final FileWorld world;
  private final Terminal terminal;

  MortalRun(Path state, Placements placements, FileWorld world, Terminal terminal) {
    this.state = state;
    this.placements = placements;
    this.world = world;
    this.terminal = terminal;
  }

  public static void main(String[] arguments) throws Exception {
    var state = Path.of(arguments[0]);
    var plan = Kinds.read(Invocation.STOREFRONT).plan();
    var run =
        new MortalRun(
            state,
            Lab.attach(plan, state).placements(),
            world(state, Long.parseLong(arguments[1])),
            Terminal.ofThisProcess());
    System.exit(run.begin());
  }

  static FileWorld world(Path state, long seed) {
    return new FileWorld(state.resolve("world.txt"), seed);
  }

  private Runs runs() {
    var host = Terminal.host();
    return new Runs(
        state.resolve("runs"), placements, host.clock(), host.random(), Pace.standard());
  }

  private int begin() throws Exception {
    var file = Kinds.read(Invocation.STOREFRONT);
    var runbook =
        Kinds.of(file.plan())
            .compiler()
            .compile(file.plan(), file.workload("shop"), Mode.FAILOVER, "east");
    terminal.out().println("begun");
    var open =
        runs()
            .open(
                new Runs.Request(
                    runs().reserve().run(),
                    file.bytes(),
                    file.plan().sha256(),
                    runbook,
                    "ann",
                    "a test"));
    return execute(open);
  }

  /// As `lifeboat resume RUN`.
  int resume(String run) throws Exception {
    return execute(runs().resume(new RunId(run), "bob"));
  }

  private int execute(Runs.OpenRun open) throws Exception {
    var options = new Options();
    options.state = state;
    try (var progress = new ProgressPrinter(terminal.err(), options.progress, Clock.systemUTC())) {
      var all =
          new World(
              world.reconcilers(Kinds.read(Invocation.STOREFRONT).workload("shop")),
              _ -> Observation.met("answers"),
              terminal.requester(progress, "ann").people(),
              Optional.empty(),
              placements,
              (_, _, _) -> {});
      var stopped =
          new RunExecution(
                  runs(),
                  open,
                  all,
                  (_, _) -> {},
                  state,
                  terminal.requester(progress, options.person))
              .conduct(false, PersonsWord.NONE);
      return RunDocument.print(stopped, terminal, options);
    }
  }
}
