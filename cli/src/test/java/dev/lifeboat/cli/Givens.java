package dev.lifeboat.cli;

import dev.lifeboat.control.PastRuns;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Makes what a row of `contract.txt` says is given: files as an earlier command or a crash would
/// have left them, in a folder of their own.
final class Givens {
  private static final String RUN = "20261120-150411-7q2k";
  private static final String OTHER = "20261120-160000-aaaa";

  private static final Path ON_AWS =
      Path.of("..", "examples", "dr-lab-warm-standby", "lifeboat.yaml");

  private static final Path MYSQL_ON_AWS =
      Path.of("..", "examples", "lamp-pilot-light", "lifeboat.yaml");

  private final Path folder;

  Givens(Path folder) {
    this.folder = folder;
  }

  /// @param run the run that is given; blank where none is
  record Given(Path plan, Path state, String run) {
    /// A file of the run's folder.
    Path file(String name) {
      return state.resolve("runs").resolve(run).resolve(name);
    }
  }

  Given make(String name) throws Exception {
    var state = Files.createDirectories(folder.resolve("state"));
    var plan = Invocation.STOREFRONT;
    var run = RUN;
    switch (name) {
      case "nothing" -> run = "";
      case "ten-mistakes" -> plan = plan(TEN_MISTAKES);
      case "service-missing" -> plan = edited("target/storefront.jar", "target/nosuch.jar");
      case "no-standby" -> plan = edited("standby: 1", "standby: 0");
      case "active-active" -> plan = edited("warm-standby", "active-active");
      case "on-aws" -> plan = ON_AWS;
      case "mysql-on-aws" -> plan = MYSQL_ON_AWS;
      case "half-on-aws" ->
          plan = plan(Files.readString(ON_AWS).replace(", witness: dr-lab-routes-witness", ""));
      case "wide-plan" -> plan = edited("plan: storefront\n", "plan: storefront\n\n\n");
      case "old-plan" -> Files.createFile(state.resolveSibling(ContractRow.NEW));
      case "quiet-lab" -> quiet(state);
      case "live-run" -> {
        new PastRuns(state).open(RUN, quiet(state).placements());
        new PastRuns(state).execute(RUN);
      }
      case "quiet-lab-claimed" -> new PastRuns(state).open(RUN, quiet(state).placements());
      case "lost-run" -> lost(state);
      case "open-run" -> new PastRuns(state).open(RUN);
      case "unsealed-run" -> ended(state);
      case "ended-run" -> sealed(state);
      case "strangers-run" -> {
        sealed(state);
        Files.move(state.resolve("keys"), folder.resolve("keys-of-somebody-else"));
      }
      case "ledger-run" -> ledger(state, EMPTY_LEDGER);
      case "damaged-ledger" -> ledger(state, "{}\n");
      case "damaged-run" -> {
        new PastRuns(state).open(RUN, quiet(state).placements());
        Files.writeString(journal(state), "{}\n{}\n");
      }
      case "overtaken-run" -> overtaken(state);
      case "not-backed-up" -> plan = backedUp(state);
      case "backed-up" -> {
        plan = backedUp(state);
        GivenVault.base(state);
      }
      case "vault" -> GivenVault.empty(state);
      case "full-vault" -> GivenVault.full(state);
      case "shared-vault" -> GivenVault.shared(state);
      case "held-vault" -> GivenVault.held(state);
      case "vault-of-others" -> GivenVault.ofOthers(state);
      case "vault-of-socket" -> GivenVault.withSocket(state);
      case "damaged-vault" -> GivenVault.damage(state, "packs");
      case "damaged-snapshot" -> GivenVault.damage(state, "snapshots");
      case "damaged-trail" -> GivenVault.damage(state, "trail");
      default -> throw new IllegalArgumentException("nobody knows how to make '" + name + "'");
    }
    return new Given(plan, state, run);
  }

  private static QuietLab quiet(Path state) throws Exception {
    return QuietLab.of(Invocation.STOREFRONT, state);
  }

  /// A run of which the placement alone tells.
  private static void lost(Path state) throws Exception {
    new PastRuns(state).open(RUN, quiet(state).placements());
    for (var file : DurableFile.list(journal(state).getParent())) {
      Files.delete(file);
    }
    Files.delete(journal(state).getParent());
  }

  private static Path journal(Path state) {
    return state.resolve("runs").resolve(RUN).resolve("journal.jsonl");
  }

  /// A run that another had overtaken before its first step.
  private static void ended(Path state) throws Exception {
    new PastRuns(state).open(RUN);
    new PastRuns(state).end(RUN);
  }

  private static void sealed(Path state) throws Exception {
    ended(state);
    var sealed = Invocation.of("evidence", "seal", RUN, "--state", state);
    if (sealed.exitCode() != 0) {
      throw new IllegalStateException(sealed.toString());
    }
  }

  private static void ledger(Path state, String text) throws Exception {
    ended(state);
    Files.writeString(journal(state).resolveSibling("ledger.jsonl"), text);
  }

  private static void overtaken(Path state) throws Exception {
    var placements = quiet(state).placements();
    new PastRuns(state).open(RUN, placements);
    var claimed = placements.read("shop").orElseThrow();
    placements.compareAndSet(Optional.of(claimed), claimed.released().claimedBy(new RunId(OTHER)));
  }

  private Path edited(String what, String by) throws Exception {
    return plan(Files.readString(Invocation.STOREFRONT).replace(what, by));
  }

  /// A plan with a vault beside it, and a lab of it.
  private Path backedUp(Path state) throws Exception {
    GivenVault.empty(state);
    var made =
        plan(
            Files.readString(Invocation.STOREFRONT)
                    .replace("    verify:", "    backup: { to: offsite }\n    verify:")
                + "vaults: { offsite: { url: vault, keys: key } }\n");
    var _ = QuietLab.of(made, state);
    return made;
  }

  private Path plan(String text) throws Exception {
    return Files.writeString(folder.resolve("plan.yaml"), text);
  }

  private static final String EMPTY_LEDGER =
      """
      {"schema":"lifeboat.ledger/v1","run":"%s","region":"east","client":"%s","canaryRows":null,"canaryObjects":null,"stores":[]}
      """
          .formatted(RUN, RUN);

  private static final String TEN_MISTAKES =
      """
      plan: Storefront
      regions:
        east: { provider: lab, role: primary }
        west: { provider: lab, role: primary }
      workloads:
        shop:
          criticality: critcal
          objectivs: { rto: 15m }
          objectives: { rto: 900, rpo: 5m }
          resources:
            orders: { type: database, replication: synchronus }
            images: { type: buckett }
            web:
              type: service
              uses: [orders, imagse]
          failover: { detect: { every: 20ms } }
      """;
}
