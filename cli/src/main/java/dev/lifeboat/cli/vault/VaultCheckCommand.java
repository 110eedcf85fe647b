package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.VaultTicker;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.vault.SnapshotDocument.Flaw;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.EarlyLock;
import dev.lifeboat.vault.ReadShare;
import dev.lifeboat.vault.VaultCheckResult;
import dev.lifeboat.vault.s3.ObjectLock;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says whether snapshots can be restored.
@Command(
    name = "check",
    description = "Look whether every snapshot of a vault can be restored.",
    footer = {
      "",
      "Exit codes: 0 all of them; 1 what is listed is damaged; 2 bad usage, no vault,",
      "another key; 3 nothing is damaged, but locks of the store end too early."
    })
public final class VaultCheckCommand extends VaultReadCommand {
  @Option(
      names = "--read-data",
      arity = "0..1",
      paramLabel = "SHARE",
      parameterConsumer = ShareWord.class,
      description =
          "Read and authenticate every byte, of all packs or of a share such as 10%%, of other ones"
              + " from day to day; else what packs say of themselves.")
  private ReadShare share = ReadShare.NONE;

  @Option(
      names = "--repair",
      description =
          "Read every byte too, have backups store again what damaged packs held, and lengthen"
              + " locks that end too early. No pack and no snapshot is removed.")
  private boolean repair;

  /// What was found.
  ///
  /// @param writersMayDelete null for a bucket that does not say
  record CheckVaultDocument(
      String schema,
      String vault,
      int snapshots,
      int packs,
      long chunks,
      boolean readData,
      int packsRead,
      List<Flaw> damaged,
      List<EarlyLockDocument> earlyLocks,
      List<String> repaired,
      @Nullable Boolean writersMayDelete) {}

  /// A lock that ends sooner than the snapshot that needs what it is on.
  record EarlyLockDocument(String path, Instant until, String snapshot, Instant needed) {
    static EarlyLockDocument of(EarlyLock lock) {
      return new EarlyLockDocument(lock.where(), lock.until(), lock.snapshot(), lock.needed());
    }

    String line() {
      return "early lock  %s ends %s; snapshot %s needs it until %s"
          .formatted(
              path, Spans.local(until), SnapshotDocument.start(snapshot), Spans.local(needed));
    }
  }

  @Override
  protected int work() throws IOException, ProblemException, InterruptedException {
    requireWithout("--repair", "nothing was read or written", "--as-written");
    if (repair && share.isPart()) {
      throw Failures.usage(
          "--repair reads every byte, and --read-data is a share of them",
          "nothing was read or written",
          "leave one of them out");
    }
    var vault = open();
    try (var progress = progress()) {
      var ticker = new VaultTicker(progress, Clock.systemUTC(), live());
      var result = repair ? vault.repair(ticker) : vault.check(share, ticker);
      var damaged = Flaw.ofDamage(result.damages());
      var lines = new ArrayList<String>();
      damaged.forEach(it -> lines.add(it.line("damaged")));
      var early = result.early().stream().map(EarlyLockDocument::of).toList();
      early.forEach(it -> lines.add(it.line()));
      result.repaired().forEach(it -> lines.add("repaired  " + it));
      lines.add(
          "%s, %s, %s: %s%s"
              .formatted(
                  Count.of(result.snapshots(), "snapshot"),
                  Count.of(result.packs(), "pack"),
                  Count.of(result.chunks(), "chunk"),
                  damaged.isEmpty() ? "intact" : "damaged, see above",
                  read(result)));
      if (!result.repaired().isEmpty()) {
        lines.add("the next backup stores again what is lost, where its source still has it");
      }
      if (!early.isEmpty()) {
        lines.add(
            "too early: %s; 'lifeboat vault check %s --repair' makes them longer"
                .formatted(Count.of(early.size(), "lock"), ShellWord.of(place)));
      }
      var lock = lock();
      lines.add(promise(lock));
      if (!damaged.isEmpty() && !asWritten() && !Boolean.TRUE.equals(writersMayDelete(lock))) {
        lines.add(
            "what somebody hid or overwrote is still kept: look with 'lifeboat vault check %s --as-written'"
                .formatted(ShellWord.of(place)));
      }
      tell(
          new CheckVaultDocument(
              "lifeboat.vault-check/v1",
              place,
              result.snapshots(),
              result.packs(),
              result.chunks(),
              result.readData(),
              result.packsRead(),
              damaged,
              early,
              result.repaired(),
              writersMayDelete(lock)),
          lines);
      return damaged.isEmpty() && !early.isEmpty() ? ExitCode.NOT_READY : exitCode(damaged);
    }
  }

  private String read(VaultCheckResult of) {
    if (of.readData()) {
      return ", every byte was read";
    }
    return share.isPart()
        ? ", every byte of %s was read".formatted(Count.of(of.packsRead(), "pack"))
        : "; what packs hold was not read";
  }

  private static String promise(Optional<ObjectLock> lock) {
    return lock.map(it ->
            switch (it.mode()) {
              case NONE -> "whoever may delete in this bucket may delete it: no object lock is on";
              case GOVERNANCE, COMPLIANCE ->
                  ("the bucket keeps each version %s from its own put, by its %s lock;"
                          + " backups lengthen those of what snapshots need")
                      .formatted(Count.of(it.days(), "day"), it.mode());
              case UNKNOWN -> "the bucket does not say whether an object lock is on";
            })
        .orElse("whoever may write to this folder may delete it: a folder is not immutable");
  }

  private static @Nullable Boolean writersMayDelete(Optional<ObjectLock> lock) {
    return switch (lock.map(ObjectLock::mode).orElse(ObjectLock.Mode.NONE)) {
      case NONE -> true;
      case GOVERNANCE, COMPLIANCE -> false;
      case UNKNOWN -> null;
    };
  }
}
