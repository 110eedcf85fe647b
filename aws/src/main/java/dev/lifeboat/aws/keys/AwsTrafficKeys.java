package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Fields;
import dev.lifeboat.plan.KeyType;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.PerRegion;
import dev.lifeboat.plan.PlanKey;
import dev.lifeboat.plan.PlanValue;
import dev.lifeboat.plan.Quote;
import dev.lifeboat.plan.Traffic;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Binds what only AWS needs to know of a traffic: of a name, or of an accelerator.
final class AwsTrafficKeys {
  private static final String SERVERS_RULE = "write a list of the zone's name servers";
  private static final String PROBE_RULE =
      "write an address of each region's own load balancer, such as https://east.example.com/ready";
  private static final String TELLS_RULE =
      "write an address behind the accelerator, such as https://shop.example.com/lifeboat-region";

  /// The name that users know.
  private static final PlanKey<String> NAME =
      KeyType.Text.any("write the name that users know, such as shop.example.com").required("name");

  /// With dns, and required there: of its zone, each a host or host:port.
  private static final PlanKey<List<String>> NAME_SERVERS =
      new KeyType.Texts(SERVERS_RULE, 1).key("nameServers");

  /// With dns, and required there: bucket of each of the three regions.
  private static final PlanKey<PerRegion> BUCKET = AwsKeys.PLACES.key("bucket");

  /// With dns: key of the object in each. Left out: lifeboat/ and the resource's name.
  private static final PlanKey<String> KEY = KeyType.Text.any("write an object's key").key("key");

  /// With accelerator, and required there: ARN of the endpoint group of each of the two regions.
  private static final PlanKey<PerRegion> ENDPOINT_GROUP = AwsKeys.PLACES.key("endpointGroup");

  /// With accelerator, and required there: an address behind it at which each load balancer answers
  /// with its region's name in the plan.
  private static final PlanKey<URI> TELLS = address(TELLS_RULE).key("tells");

  /// Whether users come home by the shares of failback, or at once. With dns the zone must have a
  /// weighted record for each: docs/aws.md.
  private static final PlanKey<Boolean> SHARES = PlanKey.truth("shares");

  /// An address of each region's own load balancer that answers with 2xx while users are served
  /// there.
  private static final PlanKey<PerRegion> PROBE = AwsKeys.PLACES.key("probe").required(PROBE_RULE);

  /// For each region an alarm of CloudWatch in the other one, in alarm while users of this one are
  /// not served.
  private static final PlanKey<PerRegion> ALARM =
      AwsKeys.PLACES
          .key("alarm")
          .required("write the name of an alarm for each region, which is in the other one");

  /// Where 'lifeboat watch' looks. Left out: nobody can watch.
  private static final PlanKey<Object> WATCH = Keys.of("Watch on AWS", PROBE, ALARM).key("watch");

  /// Where the canary of a drill enters, as users do. Left out: https and the name.
  private static final PlanKey<URI> ADDRESS =
      address("write an address of the name, such as https://shop.example.com:8443").key("url");

  private static final List<PlanKey<?>> OF_A_NAME = List.of(NAME_SERVERS, BUCKET, KEY);
  private static final List<PlanKey<?>> OF_AN_ACCELERATOR = List.of(ENDPOINT_GROUP, TELLS);

  /// What only AWS needs.
  static final Keys KEYS =
      Keys.of("Traffic on AWS", NAME, NAME_SERVERS, BUCKET, KEY)
          .and(ENDPOINT_GROUP, TELLS, SHARES, WATCH, ADDRESS);

  private AwsTrafficKeys() {}

  static Optional<AwsTraffic> bind(String resource, Fields place, Fields keys) {
    boolean accelerated = place.cursor().says("mode", Traffic.Mode.ACCELERATOR);
    refuse(
        keys,
        accelerated ? OF_A_NAME : OF_AN_ACCELERATOR,
        accelerated ? "'mode: accelerator'" : "'mode: dns'");
    var name = keys.read(NAME);
    var way = accelerated ? accelerator(keys) : objects(resource, keys);
    boolean shares = keys.get(SHARES);
    var watch = keys.mapping(WATCH).flatMap(AwsTrafficKeys::watch);
    var url = keys.read(ADDRESS);
    return keys.make(
        () -> new AwsTraffic(name.orElseThrow(), way.orElseThrow(), shares, watch, url));
  }

  private static Optional<AwsTraffic.Way> objects(String resource, Fields keys) {
    var servers = keys.required(NAME_SERVERS, SERVERS_RULE).map(AwsTrafficKeys::servers);
    var bucket =
        keys.required(BUCKET, "write the bucket of each of the three regions")
            .flatMap(_ -> keys.read(BUCKET));
    var key = keys.read(KEY).orElse("lifeboat/%s.json".formatted(resource));
    return keys.make(
        () -> new AwsTraffic.Objects(servers.orElseThrow(), bucket.orElseThrow(), key));
  }

  private static List<String> servers(PlanValue value) {
    if (value.isEmptyList()) {
      value.wrong("names none", SERVERS_RULE);
    }
    return value.texts(SERVERS_RULE);
  }

  private static Optional<AwsTraffic.Way> accelerator(Fields keys) {
    var groups =
        keys.required(ENDPOINT_GROUP, "write the ARN of the endpoint group of each region")
            .flatMap(_ -> keys.read(ENDPOINT_GROUP));
    var tells = keys.required(TELLS, TELLS_RULE).flatMap(_ -> keys.read(TELLS));
    return keys.make(() -> new AwsTraffic.Accelerator(groups.orElseThrow(), tells.orElseThrow()));
  }

  private static Optional<AwsWatch> watch(Fields keys) {
    var probe =
        keys.value(PROBE).flatMap(value -> keys.read(PROBE).filter(it -> isAddressed(value, it)));
    var alarm = keys.read(ALARM);
    return keys.make(() -> new AwsWatch(probe.orElseThrow(), alarm.orElseThrow()));
  }

  private static boolean isAddressed(PlanValue value, PerRegion probe) {
    for (var text : probe.byRegion().values()) {
      if (parsed(text).isEmpty()) {
        return value.wrong("has " + Quote.of(text), PROBE_RULE).isPresent();
      }
    }
    return probe.everywhere().isEmpty()
        || value.wrong("is the same everywhere", PROBE_RULE).isPresent();
  }

  private static KeyType.Text<URI> address(String rule) {
    return new KeyType.Text<>("text", KeyType.Text.ANY, rule, it -> parsed(it.group()));
  }

  private static Optional<URI> parsed(String text) {
    try {
      var address = new URI(text);
      boolean asked =
          List.of("http", "https").contains(Objects.requireNonNullElse(address.getScheme(), ""));
      return asked && address.getHost() != null && address.getUserInfo() == null
          ? Optional.of(address)
          : Optional.empty();
    } catch (URISyntaxException wrong) {
      return Optional.empty();
    }
  }

  private static void refuse(Fields keys, List<PlanKey<?>> unknown, String mode) {
    for (var key : unknown) {
      if (keys.value(key).isPresent()) {
        keys.cursor()
            .wrongAtKey(
                "has '%s', which %s does not know".formatted(key.name(), mode), "leave it out");
      }
    }
  }
}
