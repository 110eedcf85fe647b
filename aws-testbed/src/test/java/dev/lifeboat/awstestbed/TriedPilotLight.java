package dev.lifeboat.awstestbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The pilot light with MariaDB and web servers behind it, so that a drill measures what users saw.
final class TriedPilotLight implements ExampleTrial.TriedExample {
  private final LampAccount lamp;

  TriedPilotLight(TestBed bed, Path folder) throws Exception {
    this.lamp = new LampAccount(bed, Files.createDirectory(folder.resolve("made")), false);
    lamp.experiments().put(lamp::lose, lamp::heal);
  }

  @Override
  public ExampleAccount account() {
    return lamp.example();
  }

  @Override
  public List<String> values() {
    return List.of(
        "--set", "Email=ops@example.com",
        "--set", "Operators=arn:aws:iam::123456789012:role/ops");
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
