package dev.lifeboat.awstestbed;

import dev.lifeboat.postgres.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/// What is behind one account: servers of PostgreSQL for its instances in RDS, processes for its
/// tasks on ECS, entrances for its load balancers, and what its experiments of FIS do to them. The
/// account tells what it was asked for, by `servers_behind.py`, and asks how far it is.
public final class AccountServers implements AutoCloseable {
  private final BodyHost host;
  private final DatabaseServers databases;
  private final TaskProcesses services;
  private final ExperimentEffects experiments = new ExperimentEffects();

  /// @param folder of its own, for what the processes keep
  AccountServers(TestBed bed, Installation installation, Path folder) throws IOException {
    this.databases = new DatabaseServers(installation);
    this.services = new TaskProcesses(bed, folder);
    this.host =
        new BodyHost(
            bed,
            Map.of("databases", databases, "services", services, "experiments", experiments),
            TaskProcesses.READY,
            Duration.ofMillis(400));
  }

  public DatabaseServers databases() {
    return databases;
  }

  public ExperimentEffects experiments() {
    return experiments;
  }

  public TaskProcesses services() {
    return services;
  }

  /// Everything in a region of AWS is killed, at once and for good.
  void lose(String awsRegion) throws IOException, InterruptedException {
    databases.lose(awsRegion);
    services.lose(awsRegion);
  }

  /// To every process in a region of AWS.
  public void signal(String awsRegion, String name) throws Exception {
    databases.signal(awsRegion, name);
    services.signal(awsRegion, name);
  }

  /// What was killed in a region of AWS starts again, as it was.
  public void heal(String awsRegion) throws Exception {
    databases.heal(awsRegion);
    services.heal(awsRegion);
  }

  /// Whether a load balancer of a region of AWS has a target that can serve.
  public boolean serves(String awsRegion) {
    return host.answers(services.entrance(awsRegion), services.port());
  }

  @Override
  public void close() throws IOException {
    host.close();
    experiments.close();
    services.close();
    databases.close();
  }
}
