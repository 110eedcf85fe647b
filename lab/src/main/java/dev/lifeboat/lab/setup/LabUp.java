package dev.lifeboat.lab.setup;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.topology.AddressPlan;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Service;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// Lays a lab out on disk and starts its regions. What runs in a region is its agent's affair.
///
/// @param text of the whole plan, also of one of many files
/// @param commands the folder that the commands of its services are relative to
public record LabUp(
    Plan plan, Path planFile, String text, Path commands, LabFolder folder, LabFolders folders) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public LabUp {
    planFile = planFile.toAbsolutePath().normalize();
    commands = commands.toAbsolutePath().normalize();
  }

  /// Writes every file and starts the inits of both regions and of the edge, hence their agents.
  ///
  /// @param made told of its secrets before anything is written; no other lab ever has them
  /// @throws ProblemException LB5001 when a port is taken, LB5002 when a program is missing; what
  ///   was written is removed again by `lab down`
  public Topology begin(Consumer<Secrets> made) throws InterruptedException, ProblemException {
    requireCommands();
    var postgres = folders.postgres(folder);
    var topology = AddressPlan.layOut(plan, folder.lab());
    try {
      var secrets = Secrets.create(topology, new SecureRandom());
      made.accept(secrets);
      DurableFile.createFolders(folder.lab());
      secrets.write(folder.secrets());
      keepPlan();
      DurableFile.write(
          folder.origin(), commands.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
      write(topology, secrets, postgres);
      // Last: a lab without this file was never up.
      DurableFile.write(folder.topology(), JSON.writeValueAsBytes(topology));
      new RegionInit(folder, topology.edge().name()).begin();
      for (var region : topology.regions().keySet()) {
        new RegionInit(folder, region).begin();
      }
      return topology;
    } catch (IOException failed) {
      throw Problem.lasting(
              Code.LB5002,
              "the lab could not be begun: " + FileFailure.told(failed),
              "some of its files may be there",
              "remove them with 'lifeboat lab down', mend the cause, then try again")
          .asException(failed);
    }
  }

  /// The files that a plan names are gone from its side here, so it is kept as one.
  void keepPlan() throws IOException {
    DurableFile.write(folder.plan(), text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(Topology topology, Secrets secrets, PostgresSetup postgres)
      throws IOException, ProblemException {
    var lab = new LabDesign(plan, folder, topology, secrets, JavaCommand.ofThisProcess());
    lab.place();
    new EdgeConfigs(lab).write();
    var configs = new RegionConfigs(lab, commands, postgres);
    for (var site : topology.regions().values()) {
      configs.write(site);
    }
  }

  /// Tells a missing program before anything is begun, rather than as a service that never comes
  /// up.
  private void requireCommands() throws ProblemException {
    for (var service : plan.resources(Service.class)) {
      var files =
          plan.lab().standsInFor(service.name()) ? List.<String>of() : filesOf(service.run());
      for (var file : files) {
        if (!Files.exists(commands.resolve(file))) {
          throw ProblemException.lasting(
              Code.LB5002,
              "service '%s' runs '%s', and there is no %s"
                  .formatted(
                      service.name(), String.join(" ", service.run()), commands.resolve(file)),
              "the lab was not begun",
              "build the service first, or mend 'run' in " + planFile);
        }
      }
    }
  }

  private static List<String> filesOf(List<String> run) {
    return run.stream()
        .filter(word -> word.endsWith(".jar") || (word.contains("/") && !word.startsWith("-")))
        .toList();
  }

  /// The topology and secrets of a lab that is up; empty when none is.
  public static Optional<Topology> topology(LabFolder folder) throws ProblemException {
    try {
      return DurableFile.read(folder.topology())
          .map(bytes -> JSON.readValue(bytes, Topology.class));
    } catch (IOException | tools.jackson.core.JacksonException unreadable) {
      throw unreadable(folder.topology(), unreadable);
    }
  }

  /// Whether no lab but the one with these secrets is up there.
  ///
  /// @throws ProblemException LB5004 when that cannot be told
  public static boolean isNoOther(LabFolder folder, Secrets own) throws ProblemException {
    return topology(folder).isEmpty() || secrets(folder).equals(own);
  }

  /// The secrets of a lab that is up.
  public static Secrets secrets(LabFolder folder) throws ProblemException {
    try {
      return Secrets.read(folder.secrets());
    } catch (IOException | tools.jackson.core.JacksonException unreadable) {
      throw unreadable(folder.secrets(), unreadable);
    }
  }

  /// The plan that a lab that is up was brought up with.
  public static Plan plan(LabFolder folder) throws ProblemException {
    try {
      var bytes = Files.readAllBytes(folder.plan());
      return PlanReader.OF_ANY_PROVIDER.read("plan.yaml", bytes).orThrow();
    } catch (IOException | ProblemException unreadable) {
      throw unreadable(folder.plan(), unreadable);
    }
  }

  private static ProblemException unreadable(Path file, Exception cause) {
    return Problem.lasting(
            Code.LB5004,
            "cannot read %s: %s".formatted(file, FileFailure.reason(cause)),
            "what runs in the lab cannot be told",
            // Nobody is told to end what somebody else may use.
            cause instanceof AccessDeniedException
                ? "look as its owner, or name a state folder of yours with --state"
                : "end it with 'lifeboat lab down' and bring it up again")
        .asException(cause);
  }
}
