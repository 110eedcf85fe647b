package dev.lifeboat.lab.setup;

import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.wire.JavaCommand;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The environment that a service instance is started with: where the stores are that it uses, and
/// how it logs in. Those stores are its own region's, or while traffic shifts the other's, by the
/// region's own link. `docs/lab.md` lists the variables.
record ServiceEnvironment(
    Topology.RegionSite site, Topology.RegionSite peer, Secrets secrets, JavaCommand java) {

  private static final List<String> OF_EACH = List.of("HOST", "PORT", "REGION", "PATH");

  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Z][A-Z0-9_]*)\\}");

  /// What is the same whichever stores it uses.
  Map<String, String> common(Service service) {
    var environment = new LinkedHashMap<>(service.environment().added());
    environment.put("HOST", "{host}");
    environment.put("PORT", "{port}");
    environment.put("REGION", site.name());
    environment.put(
        "PATH", java.bin() + File.pathSeparator + System.getenv().getOrDefault("PATH", ""));
    return environment;
  }

  /// Where the stores are and how it logs in, by the region that they are in.
  Map<String, Map<String, String>> bindings(Workload workload, Service service) {
    return Map.of(
        site.name(),
        stores(workload, service, true),
        peer.name(),
        stores(workload, service, false));
  }

  /// All that one instance is given.
  ///
  /// @param region whose stores it uses
  Map<String, String> ofInstance(Workload workload, Service service, String region, int port) {
    var environment = new LinkedHashMap<>(common(service));
    environment.putAll(bindings(workload, service).getOrDefault(region, Map.of()));
    environment.replaceAll((_, text) -> site.filled(text, port));
    return environment;
  }

  private Map<String, String> stores(Workload workload, Service service, boolean own) {
    var environment = new LinkedHashMap<String, String>();
    for (var used : service.uses()) {
      switch (workload.resources().get(used)) {
        case Database database -> putDatabase(environment, database, own);
        case Bucket bucket -> putBucket(environment, bucket, own);
        case null, default ->
            throw new IllegalStateException(
                "service '%s' uses '%s', which is no store".formatted(service.name(), used));
      }
    }
    var all = new LinkedHashMap<String, String>();
    service
        .environment()
        .added()
        .forEach((name, text) -> {
          if (!OF_EACH.contains(name)) {
            all.put(name, filled(text, environment));
          }
        });
    all.putAll(environment);
    return all;
  }

  /// What the plan adds may name what the lab gives, as in `{ORDERS_HOST}`: a service keeps the
  /// names that it has for its settings.
  private static String filled(String text, Map<String, String> given) {
    return VARIABLE
        .matcher(text)
        .replaceAll(it -> Matcher.quoteReplacement(given.getOrDefault(it.group(1), it.group())));
  }

  private void putDatabase(Map<String, String> environment, Database database, boolean own) {
    var name = variable(database.name());
    var place = site.database(database.name());
    environment.put(
        name + "_URL",
        "jdbc:postgresql://%s:%d/%s"
            .formatted(site.address(), own ? place.port() : place.wayOut(), database.name()));
    environment.put(name + "_HOST", site.address());
    environment.put(name + "_PORT", Integer.toString(own ? place.port() : place.wayOut()));
    environment.put(name + "_USER", secrets.application().user());
    environment.put(name + "_PASSWORD", secrets.application().password());
  }

  private void putBucket(Map<String, String> environment, Bucket bucket, boolean own) {
    var name = variable(bucket.name());
    var place = site.bucket(bucket.name());
    environment.put(
        name + "_ENDPOINT",
        "http://%s:%d".formatted(site.address(), own ? place.gatewayPort() : place.serviceOut()));
    environment.put(name + "_BUCKET", bucket.name());
    environment.put(name + "_ACCESS_KEY", secrets.storage().user());
    environment.put(name + "_SECRET_KEY", secrets.storage().password());
  }

  /// What the variables of a store begin with.
  static String variable(String resource) {
    return resource.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
