package dev.lifeboat.lab;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.check.CopiesFindings;
import dev.lifeboat.lab.check.GateFindings;
import dev.lifeboat.lab.drill.LabAbilities;
import dev.lifeboat.lab.fault.LabFaults;
import dev.lifeboat.lab.provider.LabClients;
import dev.lifeboat.lab.provider.LabReconcilers;
import dev.lifeboat.lab.setup.LabDeath;
import dev.lifeboat.lab.setup.LabDown;
import dev.lifeboat.lab.setup.LabFolder;
import dev.lifeboat.lab.setup.LabFolders;
import dev.lifeboat.lab.setup.LabUp;
import dev.lifeboat.lab.setup.Secrets;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.lab.watch.LabReplicas;
import dev.lifeboat.lab.watch.LabViews;
import dev.lifeboat.lab.watch.VaultReplicas;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Strategy;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Intents;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Pauses;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.provider.ProviderKind;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.provider.Replicas;
import dev.lifeboat.provider.RestoreSource;
import dev.lifeboat.provider.Verifier;
import dev.lifeboat.provider.Views;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.watch.LapseFolder;
import dev.lifeboat.watch.WatchFolder;
import dev.lifeboat.wire.HttpProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A lab that is up, and everything that can be done with it: the one place where its parts are
/// wired together.
///
/// @param vaults of its workloads, for those that are restored from them
public record Lab(
    Plan plan,
    LabClients clients,
    Placements placements,
    HttpProbe http,
    RestoreSource.Provision vaults)
    implements Platform {

  /// Whether a lab of `plan` is up below the state folder `state`, whole or broken.
  public static boolean isUp(Plan plan, Path state) throws ProblemException {
    return LabUp.topology(new LabFolders(state).folder(plan.name())).isPresent();
  }

  /// Why nothing goes on in the lab of `plan` below the state folder `state`, where its files are
  /// there; empty while it lives, and without one.
  public static Optional<Problem> death(String plan, Path state)
      throws InterruptedException, ProblemException {
    var folder = new LabFolders(state).folder(plan);
    var topology = LabUp.topology(folder);
    return topology.isPresent()
        ? LabDeath.of(folder, topology.get().edge().name())
        : Optional.empty();
  }

  /// The plan of a lab, as that was brought up with it.
  public static Path planFile(String plan, Path state) throws ProblemException {
    return new LabFolders(state).folder(plan).plan();
  }

  /// The lab of `plan` that is up below the state folder `state`.
  ///
  /// @throws ProblemException LB2003 when none is up
  public static Lab attach(Plan plan, Path state) throws ProblemException {
    var folder = new LabFolders(state).folder(plan.name());
    var topology =
        LabUp.topology(folder)
            .orElseThrow(() ->
                ProblemException.lasting(
                    Code.LB2003,
                    "no lab of '%s' is up".formatted(plan.name()),
                    "there is nothing to act on; nothing was changed",
                    "bring it up with 'lifeboat lab up PLAN'"));
    return of(plan, folder, topology);
  }

  /// Begins a lab: files are written and agents started. [#deploy] waits until all of it works.
  ///
  /// @param planFile the commands of its services are relative to its folder
  /// @throws ProblemException LB5004 when one is up already
  public static Lab begin(Plan plan, Path planFile, Path state)
      throws InterruptedException, ProblemException {
    var text = PlanReader.OF_ANY_PROVIDER.whole(planFile).text();
    var commands = DurableFile.folderOf(planFile.toAbsolutePath());
    return begin(plan, planFile, text, commands, state, _ -> {});
  }

  /// The same.
  ///
  /// @param text of the whole plan, also of one of many files
  /// @param commands the folder that the commands of its services are relative to
  /// @param made told of its secrets before anything is written, by which [#downOwn] knows it
  public static Lab begin(
      Plan plan, Path planFile, String text, Path commands, Path state, Consumer<Secrets> made)
      throws InterruptedException, ProblemException {
    var folders = new LabFolders(state);
    return folders.alone(plan.name(), () -> begin(plan, planFile, text, commands, folders, made));
  }

  private static Lab begin(
      Plan plan,
      Path planFile,
      String text,
      Path commands,
      LabFolders folders,
      Consumer<Secrets> made)
      throws InterruptedException, ProblemException {
    if (LabUp.topology(folders.folder(plan.name())).isPresent()) {
      throw ProblemException.lasting(
          Code.LB5004,
          "the lab of '%s' is up already".formatted(plan.name()),
          "nothing was changed",
          "see 'lifeboat lab status', or end it with 'lifeboat lab down'");
    }
    var folder = folders.prepare(plan.name());
    // What an earlier one left that never came up whole.
    new LabDown(folder).run(() -> {});
    try {
      var up = new LabUp(plan, planFile, text, commands, folder, folders);
      return of(plan, folder, up.begin(made));
    } catch (ProblemException refused) {
      // One that was refused before anything was written leaves no folder elsewhere either.
      try {
        folders.release();
      } catch (ProblemException left) {
        refused.addSuppressed(left);
      }
      throw refused;
    }
  }

  private static Lab of(Plan plan, LabFolder folder, Topology topology) throws ProblemException {
    return new Lab(
        plan,
        new LabClients(folder, topology, LabUp.secrets(folder)),
        new FilePlacements(folder.placements(topology.edge().name())),
        new HttpProbe(),
        RestoreSource.Provision.NONE);
  }

  /// The same, by somebody who can open vaults.
  public Lab with(RestoreSource.Provision opened) {
    return new Lab(plan, clients, placements, http, opened);
  }

  RestoreSource vaults(Workload workload) {
    return vaults.of(workload, this);
  }

  /// Ends the lab of `plan`, whole or not: no process, file or shared memory is left.
  public static void down(String plan, Path state) throws InterruptedException, ProblemException {
    down(plan, state, () -> {});
  }

  /// The same.
  ///
  /// @param closing what goes with it: done once none seems to be up, while its files are there
  public static void down(String plan, Path state, Runnable closing)
      throws InterruptedException, ProblemException {
    var folders = new LabFolders(state);
    folders.alone(plan, () -> down(folders, plan, closing));
  }

  /// The same of the lab with these secrets, whole or not; one that somebody else brought up under
  /// its name meanwhile stays as it is.
  ///
  /// @return whether it was no other
  public static boolean downOwn(String plan, Path state, Secrets own, Runnable closing)
      throws InterruptedException, ProblemException {
    var folders = new LabFolders(state);
    return folders.alone(
        plan, () -> LabUp.isNoOther(folders.folder(plan), own) && down(folders, plan, closing));
  }

  private static boolean down(LabFolders folders, String plan, Runnable closing)
      throws InterruptedException, ProblemException {
    new LabDown(folders.folder(plan)).run(closing);
    folders.release();
    return true;
  }

  /// Brings every resource into its place: the writer in the primary region, replicas in the
  /// recovery region, services running, traffic routed. Safe to repeat while nothing was moved.
  ///
  /// @param met told of each goal as it is met
  /// @param awaited told of each goal as it is gone for, and can be asked for the last answer
  public void deploy(Consumer<String> met, Consumer<Supplier<String>> awaited)
      throws InterruptedException, ProblemException {
    new FirstGoals(plan, clients, this::reconcilers, met, awaited).run();
  }

  /// Refuses a rehearsal where this lab was brought up for an earlier form of its plan: it would
  /// prove nothing.
  ///
  /// @param typed the plan's path, as it can be typed
  /// @throws ProblemException LB5004 when it was
  public void requireRaisedFor(Plan wanted, String typed) throws ProblemException {
    var rehearsed = wanted.lab().rehearsal();
    if (rehearsed.isPresent() && !LabUp.plan(folder()).sha256().equals(wanted.sha256())) {
      throw ProblemException.lasting(
          Code.LB5004,
          "the lab of '%s' was brought up for another form of plan '%s'"
              .formatted(wanted.name(), rehearsed.get().plan()),
          "nothing was broken",
          "end it with 'lifeboat lab down %s', then repeat the drill".formatted(typed));
    }
  }

  /// Refuses a plan with other regions, workloads or resources than this lab has: a run of it would
  /// fence the old writer, and then wait for what is not there.
  ///
  /// @param typed the plan's path, as it can be typed
  /// @throws ProblemException LB5004 when it has others
  public void requireNamesOf(Plan wanted, String typed) throws ProblemException {
    var differences = PlanNames.of(LabUp.plan(folder())).differences(PlanNames.of(wanted));
    if (!differences.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB5004,
          "the lab of '%s' was brought up with another plan: %s"
              .formatted(wanted.name(), String.join("; ", differences)),
          "nothing was changed",
          "do 'lifeboat lab down %s', then 'lifeboat lab up', or give the plan those names again"
              .formatted(typed));
    }
  }

  @Override
  public ProviderKind kind() {
    return new LabKind();
  }

  /// What watches and people leave for each other, beside the placements.
  @Override
  public Pauses pauses() {
    return new WatchFolder(edge());
  }

  @Override
  public Optional<Path> notes() {
    return Optional.of(edge());
  }

  private Path edge() {
    return folder().placements(clients.topology().edge().name());
  }

  /// Spans in which databases went on without their replicas, as the edge keeps them.
  public LapseFolder lapses() {
    return new LapseFolder(edge());
  }

  @Override
  public Reconcilers reconcilers(Workload workload) {
    return LabReconcilers.of(clients, placements, workload, http, vaults(workload));
  }

  public LabFaults faults() {
    return new LabFaults(plan, clients);
  }

  @Override
  public Verifier verifier(Workload workload) {
    return new FrontDoorVerifier(clients, workload, http);
  }

  @Override
  public Intents intents() {
    return new AgentIntents(clients);
  }

  @Override
  public Pace pace() {
    return Pace.standard();
  }

  @Override
  public List<Ability> abilities(Workload workload) {
    return LabAbilities.of(plan, clients, placements, workload, () -> vaults(workload));
  }

  @Override
  public String atRisk(Workload workload, Runbook runbook) throws InterruptedException {
    return new WritesAtRisk(this, workload, runbook).phrase();
  }

  @Override
  public Views views(Workload workload, String region) throws ProblemException {
    return new LabViews(clients, workload, placements.required(workload.name()));
  }

  @Override
  public Replicas replicas(Workload workload, String region) {
    var replicas = new LabReplicas(Clock.systemUTC(), clients, workload, region);
    return workload.strategy() == Strategy.BACKUP_AND_RESTORE
        ? new VaultReplicas(workload, placements, vaults(workload), replicas)
        : replicas;
  }

  @Override
  public List<String> hindrances(Workload workload, String writer) throws InterruptedException {
    return Stream.of(
            GateFindings.of(clients, workload, writer),
            CopiesFindings.of(clients, replicas(workload, writer), writer))
        .flatMap(List::stream)
        .toList();
  }

  @Override
  public Optional<Problem> gone() throws InterruptedException {
    return Files.exists(folder().topology())
        ? LabDeath.of(folder(), clients.topology().edge().name())
        : Optional.of(
            Problem.lasting(
                Code.LB2003,
                "the lab of '%s' was taken down meanwhile".formatted(plan.name()),
                "what was begun there is over",
                "begin anew with 'lifeboat lab up PLAN'"));
  }

  public LabFolder folder() {
    return clients.folder();
  }
}
