package dev.lifeboat.cli.aws;

import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.account.CloudFormationStacks;
import dev.lifeboat.provision.account.NamedBalancers;
import dev.lifeboat.provision.account.NamedZones;
import dev.lifeboat.provision.account.ParameterLock;
import dev.lifeboat.provision.account.ProvisionedAccount;
import dev.lifeboat.provision.account.TemplateBucket;
import dev.lifeboat.provision.apply.LockHost;
import dev.lifeboat.provision.apply.ProvisionGate;
import dev.lifeboat.provision.apply.ProvisionLock;
import dev.lifeboat.provision.apply.ProvisionLook;
import dev.lifeboat.provision.apply.ProvisionRun;
import dev.lifeboat.provision.apply.ProvisionWaiter;
import dev.lifeboat.provision.apply.StackRemoval;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// The account of a plan, reached from this machine by whoever types, to be given what the plan
/// needs. Closed by its caller.
final class ProvisionAccess implements AutoCloseable {
  /// Of a call that changes something: nobody waits for a recovery by it.
  private static final Duration CHANGE = Duration.ofSeconds(60);

  private final Plan plan;
  private final AwsClients patient;
  private final AwsAccount account;
  private final CloudFormationStacks stacks;
  private final ProvisionedAccount beside;
  private final ParameterLock lock;

  ProvisionAccess(Plan plan) {
    this.plan = plan;
    var clients = AwsClients.ofThisMachine();
    this.patient = clients.patient(CHANGE);
    this.account = new AwsAccount(plan, clients);
    var templates = new TemplateBucket(patient, plan.name());
    this.stacks = new CloudFormationStacks(clients, patient, templates, InstantSource.system());
    var balancers = new NamedBalancers(plan, clients);
    this.beside =
        new ProvisionedAccount(
            plan,
            clients,
            patient,
            account,
            stacks,
            templates,
            balancers,
            new NamedZones(plan, clients));
    this.lock = ParameterLock.of(clients, plan);
  }

  ProvisionGate gate() {
    return new ProvisionGate(plan.name(), lock, beside, lockHost()::isEnded);
  }

  /// That of this process.
  static ProvisionLock mine(String person) {
    var host = Terminal.host();
    return new ProvisionLock(person, lockHost().word(), host.pid(), host.clock().instant());
  }

  /// `HOSTNAME` is a variable of some shells, which they do not hand on.
  private static LockHost lockHost() {
    return new LockHost(
        hostName(),
        Terminal.host().pid(),
        pid -> ProcessHandle.of(pid).map(it -> it.info().startInstant().orElse(Instant.MIN)));
  }

  private static Optional<String> hostName() {
    try {
      return Optional.of(Files.readString(Path.of("/proc/sys/kernel/hostname")));
    } catch (IOException _) {
      try {
        return Optional.of(InetAddress.getLocalHost().getHostName());
      } catch (UnknownHostException _) {
        return Optional.empty();
      }
    }
  }

  ProvisionRun run(
      ProvisionFiles files,
      ProvisionRun.Request request,
      ProvisionLock mine,
      ProgressPrinter progress) {
    return new ProvisionRun(
        files, gate().guarding(stacks, mine), beside, request, waiter(), progress::tell);
  }

  /// What would change. It has the lock meanwhile where nobody else has; else it looks beside them,
  /// without a wait.
  ProvisionLook look(
      ProvisionFiles files,
      ProvisionRun.Request request,
      ProvisionLock mine,
      ProgressPrinter progress)
      throws ProblemException, InterruptedException {
    var apart = ProvisionGate.looking(stacks.beside());
    var locked =
        new ProvisionRun(
            files,
            gate().guarding(stacks.looking(), mine),
            beside,
            request,
            waiter(),
            progress::tell);
    var second = new ProvisionRun(files, apart, beside, request, waiter(), progress::tell);
    return gate()
        .look(
            mine,
            locked::look,
            () -> {
              progress.tell("provision", "beside", "somebody may be changing the stacks meanwhile");
              return second.lookBeside();
            });
  }

  StackRemoval removal(ProvisionFiles files, ProvisionLock mine, ProgressPrinter progress) {
    return new StackRemoval(files, gate().guarding(stacks, mine), beside, waiter(), progress::tell);
  }

  private static ProvisionWaiter waiter() {
    return new ProvisionWaiter(InstantSource.system(), Terminal.host().pause());
  }

  @Override
  public void close() {
    patient.close();
    account.close();
  }
}
