package dev.lifeboat.awstestbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The pilot light with MariaDB and web servers behind it, so that a drill measures what users saw.
final class TriedPilotLight implements ExampleTrial.TriedExample {
  private final LampAccount lamp;
  private final Path functions;

  TriedPilotLight(TestBed bed, Path folder) throws Exception {
    this.lamp = new LampAccount(bed, Files.createDirectory(folder.resolve("made")), false);
    lamp.experiments().put(lamp::lose, lamp::heal);
    this.functions = folder.resolve("functions.jar");
  }

  @Override
  public ExampleAccount account() {
    return lamp.example();
  }

  /// The jar that the emulated account is given has the plan alone: it never runs there.
  @Override
  public List<String> values() throws Exception {
    try (var zip = new ZipOutputStream(Files.newOutputStream(functions))) {
      zip.putNextEntry(new ZipEntry("lifeboat.yaml"));
      Files.copy(account().file(), zip);
    }
    return List.of(
        "--set", "Email=ops@example.com",
        "--set", "Operators=arn:aws:iam::123456789012:role/ops",
        "--functions", functions.toString());
  }

  @Override
  public Map<String, String> login() {
    return lamp.login();
  }

  @Override
  public List<String> journey() {
    return List.of("check", "drill", "switchover", "check", "failback");
  }

  @Override
  public void beginGuards() throws Exception {
    lamp.guard("primary");
    lamp.guard("standby");
    lamp.awaitReady();
  }

  @Override
  public void endGuards() throws Exception {
    lamp.endGuards();
  }

  @Override
  public Map<String, String> guardLogin() throws Exception {
    return lamp.guardLogin("primary");
  }

  @Override
  public void end() throws Exception {
    lamp.end();
  }
}
