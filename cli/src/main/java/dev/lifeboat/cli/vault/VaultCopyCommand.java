package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.ByteCount;
import dev.lifeboat.cli.store.SecretPurpose;
import dev.lifeboat.cli.store.VaultTicker;
import dev.lifeboat.cli.vault.SnapshotDocument.Flaw;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.Vault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Copies snapshots into another vault.
@Command(
    name = "copy",
    description = "Copy snapshots into another vault, which has keys of its own.",
    footer = {
      "",
      "The other's passphrase is in the file that LIFEBOAT_VAULT_TO_PASSPHRASE_FILE",
      "names, or asked for. What it has already is passed over; what it lost of that,",
      "as 'vault check --repair' there knows, is stored again.",
      "Exit codes: 0 done; 1 failed, or done but for the damaged snapshots that are",
      "listed; 2 bad usage, no such vault, another key.",
      "Example: lifeboat vault copy /backup s3://copies --key-file a --to-key-file b"
    })
public final class VaultCopyCommand extends VaultReadCommand {
  @Parameters(index = "1", paramLabel = "TO", description = "The other vault.")
  private String to = "";

  @Option(
      names = "--to-endpoint",
      paramLabel = "URL",
      description = "Of the other's S3 (default: as --endpoint).")
  private @Nullable URI toEndpoint;

  @Option(
      names = "--to-region",
      paramLabel = "NAME",
      description = "Of the other's bucket (default: as --region).")
  private @Nullable String toRegion;

  @Option(names = "--to-key-file", paramLabel = "FILE", description = "What opens the other.")
  private @Nullable Path toKeyFile;

  @Option(
      names = "--snapshot",
      paramLabel = "ID",
      description = "Which one, or how its id begins (default: all).")
  private @Nullable String snapshot;

  /// What the other has by now.
  record CopyDocument(
      String schema,
      String vault,
      String to,
      List<SnapshotDocument> copied,
      int known,
      int healed,
      long addedBytes,
      long storedBytes,
      List<Flaw> damaged) {}

  @Override
  protected int work() throws IOException, ProblemException, InterruptedException {
    var vault = open();
    var secret = secrets(SecretPurpose.TARGET, toKeyFile, to).secret();
    var store =
        store(to, toEndpoint == null ? endpoint : toEndpoint, toRegion == null ? region : toRegion);
    var other = Vault.open(store, secret, new SecureRandom(), Clock.systemUTC());
    try (var progress = progress()) {
      progress.tell("copy", "begun", "%s into %s".formatted(place, to));
      var ticker = new VaultTicker(progress, Clock.systemUTC(), live());
      var result = vault.copyTo(other, Optional.ofNullable(snapshot), ticker);
      progress.tell("copy", "done", Count.of(result.copied().size(), "snapshot"));
      var copied = result.copied().stream().map(SnapshotDocument::of).toList();
      var damaged = Flaw.ofDamage(result.damages());
      var lines = new ArrayList<String>();
      damaged.forEach(it -> lines.add(it.line("damaged")));
      if (result.healed() > 0) {
        lines.add(
            "%s there had lost something, and has it again"
                .formatted(Count.of(result.healed(), "snapshot")));
      }
      lines.add(
          "%s copied, %d there before; new are %s, stored as %s"
              .formatted(
                  Count.of(copied.size(), "snapshot"),
                  result.known(),
                  ByteCount.text(result.addedBytes()),
                  ByteCount.text(result.storedBytes())));
      tell(
          new CopyDocument(
              "lifeboat.vault-copy/v1",
              place,
              to,
              copied,
              result.known(),
              result.healed(),
              result.addedBytes(),
              result.storedBytes(),
              damaged),
          lines);
      return exitCode(damaged);
    }
  }
}
