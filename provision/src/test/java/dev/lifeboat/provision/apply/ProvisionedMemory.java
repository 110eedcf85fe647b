package dev.lifeboat.provision.apply;

import dev.lifeboat.provision.AccountPlans;
import dev.lifeboat.provision.ProvisionFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullMarked;

/// An account in memory that a plan is provisioned in, by one process after the other.
final class ProvisionedMemory {
  static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  static final ProvisionLock MINE = lock("ada", "here");

  /// Each plan is emitted once for all tests, by its SHA-256.
  private static final Map<String, ProvisionFiles> KNOWN = new ConcurrentHashMap<>();

  static final Map<String, String> GIVEN =
      Map.of(
          "Email", "ada@example.com",
          "Operators", "arn:aws:iam::123456789012:role/ada",
          "HostedZone", "Z0123456789",
          "PrimaryBalancer", "primary.elb.example.com",
          "PrimaryBalancerZone", "Z1111111111",
          "RecoveryBalancer", "recovery.elb.example.com",
          "RecoveryBalancerZone", "Z2222222222");

  final MemoryStacks stacks = new MemoryStacks();
  final MemoryObjects account = new MemoryObjects();
  final List<String> news = new ArrayList<>();
  final ProvisionFiles files;
  Map<String, String> given = GIVEN;
  Optional<FunctionsJar> functions = Optional.of(jar("a"));
  private Instant now = NOW;

  /// Whether a person interrupts the next wait.
  boolean interrupted;

  ProvisionedMemory(ProvisionFiles files) {
    this.files = files;
  }

  static ProvisionedMemory example() throws Exception {
    return of("dr-lab-warm-standby");
  }

  static ProvisionedMemory of(String example) throws Exception {
    var plan = AccountPlans.example(example);
    var known = KNOWN.get(plan.sha256());
    if (known == null) {
      known = ProvisionFiles.of(plan, "", Optional.empty());
      KNOWN.put(plan.sha256(), known);
    }
    return new ProvisionedMemory(known);
  }

  /// One process with so many moments to live.
  void living(Mortality life) {
    stacks.life = life;
    account.life = life;
  }

  ProvisionRun run(ProvisionFiles of) {
    return new ProvisionRun(
        of,
        gate().guarding(stacks, MINE),
        account,
        new ProvisionRun.Request(given, functions),
        waiter(),
        (what, state, _) -> news.add(what + " " + state));
  }

  StackRemoval removal() {
    return new StackRemoval(
        files,
        gate().guarding(stacks, MINE),
        account,
        waiter(),
        (what, state, _) -> news.add(what + " " + state));
  }

  ProvisionWaiter waiter() {
    return new ProvisionWaiter(() -> now, this::pass);
  }

  private void pass(Duration span) throws InterruptedException {
    if (interrupted) {
      interrupted = false;
      throw new InterruptedException("by a person");
    }
    now = now.plus(span);
  }

  ProvisionGate gate() {
    return new ProvisionGate("dr-lab", account, account, it -> it.host().equals("here"));
  }

  /// Some jar, the smallest here: none of its functions is called.
  ///
  /// @param letter of which its hash is
  static FunctionsJar jar(String letter) {
    var code = NullMarked.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return new FunctionsJar(Path.of(code), "plan: dr-lab", letter.repeat(64));
  }

  static ProvisionLock lock(String owner, String host) {
    return new ProvisionLock(owner, host, 7, NOW);
  }

  /// As the command does it, by somebody who confirms.
  List<StackPreview> provision() throws Exception {
    return provision(files);
  }

  List<StackPreview> provision(ProvisionFiles of) throws Exception {
    return gate()
        .with(
            MINE,
            () -> {
              var run = run(of);
              var shown = run.preview();
              var _ = run.apply(shown);
              return shown.stacks();
            });
  }

  /// As `--plan-only` does it.
  ProvisionLook lookOnly() throws Exception {
    var apart =
        new ProvisionRun(
            files,
            ProvisionGate.looking(new MemoryStacksBeside(stacks)),
            account,
            new ProvisionRun.Request(given, functions),
            waiter(),
            (what, state, _) -> news.add(what + " " + state));
    return gate().look(MINE, run(files)::look, apart::lookBeside);
  }

  void unprovision() throws Exception {
    var _ =
        gate()
            .with(
                MINE,
                () -> {
                  removal().run();
                  return true;
                });
  }

  /// Everything that there is.
  Map<String, String> all() {
    var all = new TreeMap<>(stacks.account());
    account.objects.forEach((path, text) -> all.put("object " + path, text));
    all.put("rules", account.rules.toString());
    all.put("lock", account.lock.toString());
    return all;
  }
}
