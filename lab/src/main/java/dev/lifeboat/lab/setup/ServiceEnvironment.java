package dev.lifeboat.lab.setup;

import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The environment that a service instance is started with: where its own region's stores are, and
/// how it logs in. `docs/lab.md` lists the variables.
final class ServiceEnvironment {
  private final Topology.RegionSite site;
  private final Secrets secrets;
  private final JavaCommand java;

  ServiceEnvironment(Topology.RegionSite site, Secrets secrets, JavaCommand java) {
    this.site = site;
    this.secrets = secrets;
    this.java = java;
  }

  Map<String, String> of(Workload workload, Service service) {
    var environment = new LinkedHashMap<>(service.environment());
    environment.put("HOST", "{host}");
    environment.put("PORT", "{port}");
    environment.put("REGION", site.name());
    environment.put(
        "PATH", java.bin() + File.pathSeparator + System.getenv().getOrDefault("PATH", ""));
    for (var used : service.uses()) {
      switch (workload.resources().get(used)) {
        case Database database -> putDatabase(environment, database);
        case Bucket bucket -> putBucket(environment, bucket);
        case null, default ->
            throw new IllegalStateException(
                "service '%s' uses '%s', which is no store".formatted(service.name(), used));
      }
    }
    return environment;
  }

  private void putDatabase(Map<String, String> environment, Database database) {
    var name = variable(database.name());
    environment.put(
        name + "_URL",
        "jdbc:postgresql://%s:%d/%s"
            .formatted(site.address(), site.database(database.name()).port(), database.name()));
    environment.put(name + "_USER", secrets.application().user());
    environment.put(name + "_PASSWORD", secrets.application().password());
  }

  private void putBucket(Map<String, String> environment, Bucket bucket) {
    var name = variable(bucket.name());
    var place = site.bucket(bucket.name());
    environment.put(
        name + "_ENDPOINT", "http://%s:%d".formatted(site.address(), place.gatewayPort()));
    environment.put(name + "_BUCKET", bucket.name());
    environment.put(name + "_ACCESS_KEY", secrets.storage().user());
    environment.put(name + "_SECRET_KEY", secrets.storage().password());
  }

  private static String variable(String resource) {
    return resource.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
