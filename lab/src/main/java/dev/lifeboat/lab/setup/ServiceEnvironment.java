package dev.lifeboat.lab.setup;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.lab.topology.StorePorts;
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
///
/// @param address where its region's instances, and the ways to all stores, are
/// @param stores by the region that they are in
record ServiceEnvironment(
    String region,
    String address,
    Map<String, StorePorts> stores,
    Secrets secrets,
    JavaCommand java) {

  private static final List<String> OF_EACH = List.of("HOST", "PORT", "REGION", "PATH");

  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Z][A-Z0-9_]*)\\}");

  /// Of a lab's region, whose services may use the stores of both.
  static ServiceEnvironment of(
      Topology topology, String region, Secrets secrets, JavaCommand java) {
    var site = topology.region(region);
    var stores =
        Map.of(region, site.ownStores(), topology.peerOf(region).name(), site.peerStores());
    return new ServiceEnvironment(region, site.address(), stores, secrets, java);
  }

  /// What is the same whichever stores it uses.
  Map<String, String> common(Service service) {
    var environment = new LinkedHashMap<>(service.environment().added());
    environment.put("HOST", "{host}");
    environment.put("PORT", "{port}");
    environment.put("REGION", region);
    environment.put(
        "PATH", java.bin() + File.pathSeparator + System.getenv().getOrDefault("PATH", ""));
    return environment;
  }

  /// Where the stores are and how it logs in, by the region that they are in.
  Map<String, Map<String, String>> bindings(Workload workload, Service service) {
    var bindings = new LinkedHashMap<String, Map<String, String>>();
    stores.forEach((of, ports) -> bindings.put(of, bound(workload, service, ports)));
    return bindings;
  }

  /// All that one instance is given.
  ///
  /// It uses the stores of its own region.
  Map<String, String> ofInstance(Workload workload, Service service, int port) {
    var instance = new HostPort(address, port);
    var environment = new LinkedHashMap<>(common(service));
    environment.putAll(bindings(workload, service).getOrDefault(region, Map.of()));
    environment.replaceAll((_, text) -> instance.filled(text));
    return environment;
  }

  private Map<String, String> bound(Workload workload, Service service, StorePorts ports) {
    var environment = new LinkedHashMap<String, String>();
    for (var used : service.uses()) {
      switch (workload.resources().get(used)) {
        case Database database -> putDatabase(environment, database, ports);
        case Bucket bucket -> putBucket(environment, bucket, ports);
        case null, default ->
            throw new IllegalStateException(
                "service '%s' uses '%s', which is no store".formatted(service.name(), used));
      }
    }
    var named = named(workload, service, environment);
    var all = new LinkedHashMap<String, String>();
    service
        .environment()
        .added()
        .forEach((name, text) -> {
          if (!OF_EACH.contains(name)) {
            all.put(name, filled(text, named));
          }
        });
    all.putAll(environment);
    return all;
  }

  /// By each variable, and by the one that its store would have if no other workload had one of
  /// that name: whoever writes a workload knows its own names alone.
  private static Map<String, String> named(
      Workload workload, Service service, Map<String, String> environment) {
    var named = new LinkedHashMap<>(environment);
    for (var used : service.uses()) {
      var before = workload.name() + "-";
      if (used.startsWith(before)) {
        environment.forEach((name, text) -> {
          if (name.startsWith(variable(used) + "_")) {
            named.putIfAbsent(name.substring(before.length()), text);
          }
        });
      }
    }
    return named;
  }

  /// What the plan adds may name what the lab gives, as in `{ORDERS_HOST}`: a service keeps the
  /// names that it has for its settings.
  private static String filled(String text, Map<String, String> given) {
    return VARIABLE
        .matcher(text)
        .replaceAll(it -> Matcher.quoteReplacement(given.getOrDefault(it.group(1), it.group())));
  }

  private void putDatabase(Map<String, String> environment, Database database, StorePorts ports) {
    var name = variable(database.name());
    int port = ports.database(database.name());
    environment.put(
        name + "_URL", "jdbc:postgresql://%s:%d/%s".formatted(address, port, database.name()));
    environment.put(name + "_HOST", address);
    environment.put(name + "_PORT", Integer.toString(port));
    environment.put(name + "_USER", secrets.application().user());
    environment.put(name + "_PASSWORD", secrets.application().password());
  }

  private void putBucket(Map<String, String> environment, Bucket bucket, StorePorts ports) {
    var name = variable(bucket.name());
    var endpoint = new HostPort(address, ports.bucket(bucket.name()));
    environment.put(name + "_ENDPOINT", endpoint.http().toString());
    environment.put(name + "_BUCKET", bucket.name());
    environment.put(name + "_ACCESS_KEY", secrets.storage().user());
    environment.put(name + "_SECRET_KEY", secrets.storage().password());
  }

  /// What the variables of a store begin with.
  static String variable(String resource) {
    return resource.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
