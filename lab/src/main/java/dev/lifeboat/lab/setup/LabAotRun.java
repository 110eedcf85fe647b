package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.AgentMain;
import dev.lifeboat.agent.client.AgentClient;
import dev.lifeboat.guard.KeeperMain;
import dev.lifeboat.lab.frontdoor.FrontDoorMain;
import dev.lifeboat.lab.frontdoor.ResponderMain;
import dev.lifeboat.lab.link.LinkMain;
import dev.lifeboat.lab.topology.AddressPlan;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.JavaCommand;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// The training run from which the JVM makes the AOT cache (JEP 514) of the lab's own programs: an
/// agent, a lease keeper, a link and the front doors of a plan start in this one process and
/// answer, on addresses of their own. No database and no bucket is there; what talks to one is
/// loaded by asking in vain. They run until the process ends.
public final class LabAotRun {
  private static final Wait START = new Wait(Duration.ofSeconds(30), Duration.ofMillis(50));
  private static final String CLASS = ".class";

  /// Names of jars: what fences and promotes, and its way to a database.
  private static final Pattern LOADED =
      Pattern.compile(
          "(lifeboat-(plan|engine|proof|postgres|wire|guard|agent|world|lab)|postgresql)-.*");

  private static final Duration IN_VAIN = Duration.ofMillis(500);

  private final Plan plan;
  private final LabFolder folder;

  /// @param folder for their files; whoever gives it removes it
  public LabAotRun(Plan plan, Path folder) {
    this.plan = plan;
    var lab = folder.toAbsolutePath().resolve("lab").resolve(plan.name());
    this.folder = new LabFolder(lab, lab, folder.resolve("postgres"));
  }

  /// `LabAotRun PLAN FOLDER`.
  public static void main(String[] arguments) throws Exception {
    var plan = PlanReader.OF_ANY_PROVIDER.read(Path.of(arguments[0])).orThrow();
    new LabAotRun(plan, Path.of(arguments[1])).run();
    System.exit(0);
  }

  /// Returns once all have answered.
  ///
  /// @throws IOException when one does not within 30 s
  public void run() throws IOException, InterruptedException, ProblemException {
    var topology = AddressPlan.layOut(plan, folder.lab());
    var secrets = Secrets.create(topology, new SecureRandom());
    var edge = topology.edge();
    var region = topology.regions().values().iterator().next();
    begin(new LabDesign(plan, folder, topology, secrets, JavaCommand.ofThisProcess()), region);
    var agent = edge.at(edge.agentPort()).http();
    var edgeAgent = new Caller(Caller.Kind.AGENT, edge.name());
    var client = new AgentClient(agent, secrets.controllerTo(topology, edgeAgent));
    var _ = START.answer(client::state);
    askForADatabase(region, secrets);
    loadTheRest();
  }

  /// What a failover alone uses would else be read and verified for the first time in the middle of
  /// one.
  private static void loadTheRest() throws IOException {
    for (var entry : JavaCommand.ofThisProcess().classPath()) {
      var name = entry.getFileName().toString();
      if (Files.isRegularFile(entry) && LOADED.matcher(name).matches()) {
        try (var jar = new JarFile(entry.toFile())) {
          jar.stream().map(JarEntry::getName).forEach(LabAotRun::load);
        }
      }
    }
  }

  private static void load(String entry) {
    if (entry.endsWith(CLASS) && !entry.contains("-")) {
      var name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
      try {
        var _ = Class.forName(name, false, LabAotRun.class.getClassLoader());
      } catch (ClassNotFoundException | LinkageError _) {
        // Made for a library that is not here; nobody uses it then.
      }
    }
  }

  private static void begin(LabDesign lab, Topology.RegionSite region)
      throws IOException, ProblemException {
    var folder = lab.folder();
    var edge = lab.topology().edge();
    lab.place();
    var configs = new EdgeConfigs(lab);
    var _ = configs.units();
    var _ = new KeeperConfigs(lab).write(region);
    // What it would start runs here.
    begin(AgentMain::main, lab.agent(configs.config(List.of())));
    begin(KeeperMain::main, folder.region(region.name()).resolve(LabFiles.KEEPER));
    begin(LinkMain::main, folder.region(edge.name()).resolve("link.json"));
    edge.doors()
        .forEach((name, door) -> {
          var own = folder.resource(edge.name(), name);
          if (door.resolverPort() == null) {
            begin(FrontDoorMain::main, own.resolve("front-door.json"));
          } else {
            begin(ResponderMain::main, own.resolve("responder.json"));
          }
        });
  }

  private static void begin(Program program, Path config) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            program.main(new String[] {config.toString()});
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void askForADatabase(Topology.RegionSite region, Secrets secrets) {
    for (var database : region.databases().keySet()) {
      int port = region.database(database).port();
      var nobody = new Endpoint(region.address(), port, database, secrets.superuser());
      try (var _ = Session.open(nobody, IN_VAIN)) {
        throw new IllegalStateException("a database answers at " + nobody);
      } catch (SQLException _) {
        // As expected: the driver is loaded.
      }
    }
  }

  private interface Program {
    void main(String[] arguments) throws InterruptedException;
  }
}
