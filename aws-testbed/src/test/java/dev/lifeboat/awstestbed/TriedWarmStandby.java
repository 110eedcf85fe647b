package dev.lifeboat.awstestbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The warm standby without a guard. Nothing real is behind its database, so that no drill can say
/// which writes were lost; the pilot light has that.
final class TriedWarmStandby implements ExampleTrial.TriedExample {
  private final TestBed bed;
  private final ExampleAccount account;

  /// @param port of its tasks
  TriedWarmStandby(TestBed bed, Path folder, int port) throws Exception {
    this.bed = bed;
    this.account =
        new ExampleAccount(
            bed,
            ShippedExample.asItStands(ShippedExample.WITHOUT_GUARD),
            Files.createDirectory(folder.resolve("made")));
    account.createUnprovisioned(Map.of("primary", "10.1.0.7", "secondary", "10.0.0.7"), port);
  }

  @Override
  public ExampleAccount account() {
    return account;
  }

  @Override
  public List<String> values() {
    return ProvisionValues.ofWarmStandby(bed);
  }

  @Override
  public Map<String, String> login() {
    return Map.of();
  }

  @Override
  public List<String> journey() {
    return List.of("check", "failover", "reprotect", "check", "failover", "reprotect", "check");
  }

  @Override
  public void beginGuards() {}

  @Override
  public void endGuards() {}

  @Override
  public Map<String, String> guardLogin() {
    return Map.of();
  }

  @Override
  public void end() throws Exception {
    account.endProvisioned();
    account.end();
  }
}
