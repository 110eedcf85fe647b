package dev.lifeboat.lab.setup;

import dev.lifeboat.agent.config.AgentConfig;
import dev.lifeboat.agent.config.DatabaseConfig;
import dev.lifeboat.agent.process.ProcessTable;
import dev.lifeboat.agent.process.RegionScope;
import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.lab.bucket.S3Program;
import dev.lifeboat.lab.bucket.S3Server;
import dev.lifeboat.lab.bucket.StoreCopy;
import dev.lifeboat.lab.topology.AddressPlan;
import dev.lifeboat.lab.topology.SandboxSite;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.Installation;
import dev.lifeboat.postgres.Launcher;
import dev.lifeboat.postgres.Server;
import dev.lifeboat.postgres.ServerConfig;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.wire.JavaCommand;
import dev.lifeboat.wire.ProgramJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What stands where in a region's sandbox, and how its programs are started.
///
/// It has a folder and a name among the lab's regions, so that its processes are told from all
/// others and `lab down` ends them too; and no agent, so that nothing starts one again.
///
/// @param region beside whose stores it stands
/// @param kind tells it from another one there
public record SandboxSetup(
    LabFolder folder, Topology topology, Secrets secrets, String region, String kind) {
  private static final Duration LONGEST_KILL = Duration.ofSeconds(10);

  /// No region of a plan has a dot in its name.
  private String name() {
    return region + "." + kind;
  }

  /// Addresses that are free now. Asked once a sandbox.
  ///
  /// @throws ProblemException LB5001 when there are none
  public SandboxSite layOut() throws ProblemException {
    return AddressPlan.beside(topology.region(region));
  }

  /// Whether anything of a sandbox is there.
  public boolean exists() throws IOException, InterruptedException {
    return Files.exists(folder.region(name()))
        || Files.exists(folder.databases().resolve(name()))
        || !living().isEmpty();
  }

  /// Its living processes, by their names.
  public List<String> living() throws IOException, InterruptedException {
    return ProcessTable.ofThisHost().living(scope()).stream().map(it -> it.command()).toList();
  }

  private RegionScope scope() {
    return folder.scope(name());
  }

  /// The files of a clone, at its own place and port. Its settings are none of its source's: no
  /// gate that its commits wait for, and no slot.
  public Server clone(SandboxSite site, String database) throws IOException {
    var of = configOf(database);
    return new Server(
        new ServerConfig(
            new Installation(of.place().installation()),
            data(database),
            site.address(),
            site.stores().database(database),
            of.launcher(),
            Map.of("cluster_name", name() + "-" + database)));
  }

  /// Where the files of a clone are.
  public Path data(String database) {
    return folder.database(name(), database);
  }

  /// Who owns them; empty for this process's own user.
  public Optional<String> owner(String database) throws IOException, InterruptedException {
    return configOf(database).launcher().isEmpty() ? Optional.empty() : Launcher.user();
  }

  private DatabaseConfig configOf(String database) throws IOException {
    return agent().databases().stream()
        .filter(it -> it.name().equals(database))
        .findFirst()
        .orElseThrow(() -> new IOException("no database '" + database + "' in " + region));
  }

  private AgentConfig agent() throws IOException {
    return ProgramJson.read(folder.region(region).resolve(LabFiles.AGENT), AgentConfig.class);
  }

  /// Starts a clone's server.
  public void start(Server clone, String database) throws IOException, InterruptedException {
    spawn(new Spawner.Command(database, clone.command(), Map.of(), List.of(), Path.of("/"), 0));
  }

  /// Starts an S3 server of its own on a copy of what the region's server holds now.
  ///
  /// @return how many objects were copied
  public long start(SandboxSite site, Bucket bucket) throws IOException, InterruptedException {
    var java = JavaCommand.ofThisProcess();
    var root = folder.resource(name(), UnitNames.s3(bucket.name()));
    var server = new S3Server(root, site.server(bucket.name()), site.tlsPort(bucket.name()));
    server.prepare();
    long objects = StoreCopy.copy(folder.resource(region, UnitNames.s3(bucket.name())), root);
    spawn(
        new Spawner.Command(
            UnitNames.s3(bucket.name()),
            server.command(java.java(), S3Program.of(java)),
            server.environment(),
            List.of(),
            root,
            0));
    return objects;
  }

  /// Starts the instances of `service` that its region would serve with, bound to the sandbox.
  public void start(SandboxSite site, Workload workload, Service service)
      throws IOException, InterruptedException {
    var unit =
        agent().units().stream()
            .filter(it -> it.name().equals(service.name()))
            .findFirst()
            .orElseThrow(() -> new IOException("no unit '" + service.name() + "' in " + region));
    var told =
        new ServiceEnvironment(
            region,
            site.address(),
            Map.of(region, site.stores()),
            secrets,
            JavaCommand.ofThisProcess());
    for (int i = 0; i < service.instances().serving(); i++) {
      var instance = site.instance(service.name(), i);
      spawn(
          new Spawner.Command(
              service.name() + "-" + i,
              unit.command().stream().map(instance::filled).toList(),
              told.ofInstance(workload, service, instance.port()),
              unit.passed(),
              unit.directory(),
              0));
    }
  }

  private void spawn(Spawner.Command command) throws IOException, InterruptedException {
    Files.createDirectories(folder.region(name()));
    var _ =
        new Spawner(folder.lab(), name(), folder.region(name()), Clock.systemUTC()).spawn(command);
  }

  /// What the program of that name printed last, for who has to tell why it does not work.
  public Path logOf(String program) {
    return folder.region(name()).resolve("logs").resolve(program + ".log");
  }

  /// Ends every process, with their shared memory. Safe to repeat.
  public void end() throws IOException, InterruptedException {
    var segments = SharedSegments.below(folder.databases().resolve(name()));
    int _ = ProcessTable.ofThisHost().killAll(scope(), LONGEST_KILL);
    segments.remove();
  }

  /// Removes every file, once nothing lives there: they are what tells that there is a sandbox.
  public void delete() throws IOException {
    FileTree.delete(folder.databases().resolve(name()));
    FileTree.delete(folder.region(name()));
  }
}
