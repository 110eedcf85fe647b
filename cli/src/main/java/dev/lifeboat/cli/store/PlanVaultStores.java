package dev.lifeboat.cli.store;

import dev.lifeboat.cli.terminal.Prompt;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.PlanVault;
import dev.lifeboat.control.PlanVaults;
import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.AttackedVault;
import dev.lifeboat.vault.Vault;
import dev.lifeboat.vault.s3.S3Place;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Opens the vaults of a plan, whose folders and key files are relative to its [VaultFolder].
/// Thread-safe.
public final class PlanVaultStores implements PlanVaults {
  private final PlanFile file;
  private final VaultFolder folder;
  private final Optional<Prompt> prompt;
  private final ProgressListener progress;
  private final boolean live;

  /// As they were opened last.
  private final Map<VaultPlace, Vault> opened = new ConcurrentHashMap<>();

  /// Without anybody there.
  ///
  /// @param state the state folder
  public PlanVaultStores(PlanFile file, Path state) {
    this(file, state, Optional.empty(), _ -> {}, false);
  }

  /// @param state the state folder
  /// @param prompt to somebody who is there to be asked for passphrases
  /// @param live whether somebody looks at the progress
  public PlanVaultStores(
      PlanFile file, Path state, Optional<Prompt> prompt, ProgressListener progress, boolean live) {
    this.file = file;
    this.folder = new VaultFolder(file, state);
    this.prompt = prompt;
    this.progress = progress;
    this.live = live;
  }

  @Override
  public PlanVault open(VaultPlace place) throws ProblemException {
    var beside = folder.of(place);
    var at = S3Place.isOne(place.url()) ? place.url() : resolved(beside, place.url()).toString();
    var stores = new OpenStores();
    try {
      var secret =
          new SecretSource(
                  SecretPurpose.OPEN,
                  "'keys' of vaults.%s in the plan".formatted(place.name()),
                  System.getenv(),
                  place.keys().map(it -> resolved(beside, it)),
                  prompt,
                  at)
              .secret();
      var store = stores.open(at, Optional.empty(), place.region());
      var vault = Vault.open(store, secret, new SecureRandom(), Clock.systemUTC());
      Optional.ofNullable(opened.put(place, vault)).ifPresent(vault::learn);
      var ticker = new VaultTicker(progress, Clock.systemUTC(), live);
      return new OpenPlanVault(place, at, file.typed(), vault, stores, ticker);
    } catch (IOException failed) {
      stores.close();
      throw VaultFailures.told(at, "run it again", failed);
    } catch (ProblemException refused) {
      stores.close();
      throw refused;
    }
  }

  /// It needs the login of the bucket, and no key.
  @Override
  public AttackedVault attack(VaultPlace place) throws InterruptedException, ProblemException {
    return new VaultAssault(place).outcome();
  }

  private static Path resolved(Path beside, String path) {
    return beside.resolve(path).normalize();
  }
}
