package dev.lifeboat.aws.keys;

import dev.lifeboat.plan.Fields;
import dev.lifeboat.plan.KeyType;
import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.PerRegion;
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
  private static final List<String> OF_A_NAME = List.of("nameServers", "bucket", "key");
  private static final List<String> OF_AN_ACCELERATOR = List.of("endpointGroup", "tells");
  private static final String NAME_RULE =
      "write the name that users know, such as shop.example.com";
  private static final String SERVERS_RULE = "write a list of the zone's name servers";
  private static final String PROBE_RULE =
      "write an address of each region's own load balancer, such as https://east.example.com/ready";
  private static final KeyType.Text<URI> TELLS =
      address(
          "write an address behind the accelerator, such as"
              + " https://shop.example.com/lifeboat-region");

  static final Keys KEYS =
      Keys.of("Traffic on AWS")
          .required("name", KeyType.Text.any(NAME_RULE), NAME_RULE)
          .optional(
              "nameServers",
              new KeyType.Several(KeyType.Text.any(SERVERS_RULE), 1, Integer.MAX_VALUE))
          .optional("bucket", AwsKeys.PLACES)
          .optional("key", KeyType.Text.any("write an object's key"))
          .optional("endpointGroup", AwsKeys.PLACES)
          .optional("tells", TELLS)
          .truth("shares")
          .optional(
              "watch",
              Keys.of("Watch on AWS")
                  .required("probe", AwsKeys.PLACES, PROBE_RULE)
                  .required(
                      "alarm",
                      AwsKeys.PLACES,
                      "write the name of an alarm for each region, which is in the other one"))
          .optional(
              "url",
              address("write an address of the name, such as https://shop.example.com:8443"));

  private AwsTrafficKeys() {}

  static Optional<AwsTraffic> bind(String resource, Fields place, Fields keys) {
    boolean accelerated = place.cursor().says("mode", Traffic.Mode.ACCELERATOR);
    refuse(
        keys,
        accelerated ? OF_A_NAME : OF_AN_ACCELERATOR,
        accelerated ? "'mode: accelerator'" : "'mode: dns'");
    var name = keys.read("name", String.class);
    var way = accelerated ? accelerator(keys) : objects(resource, keys);
    boolean shares = keys.get("shares", Boolean.class);
    var watch = keys.mapping("watch").flatMap(AwsTrafficKeys::watch);
    var url = keys.read("url", URI.class);
    return keys.make(
        () -> new AwsTraffic(name.orElseThrow(), way.orElseThrow(), shares, watch, url));
  }

  private static Optional<AwsTraffic.Way> objects(String resource, Fields keys) {
    var servers = keys.required("nameServers", SERVERS_RULE).map(AwsTrafficKeys::servers);
    var bucket =
        keys.required("bucket", "write the bucket of each of the three regions")
            .flatMap(_ -> keys.read("bucket", PerRegion.class));
    var key = keys.read("key", String.class).orElse("lifeboat/%s.json".formatted(resource));
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
        keys.required("endpointGroup", "write the ARN of the endpoint group of each region")
            .flatMap(_ -> keys.read("endpointGroup", PerRegion.class));
    var tells = keys.required("tells", TELLS.rule()).flatMap(_ -> keys.read("tells", URI.class));
    return keys.make(() -> new AwsTraffic.Accelerator(groups.orElseThrow(), tells.orElseThrow()));
  }

  private static Optional<AwsWatch> watch(Fields keys) {
    var probe =
        keys.value("probe")
            .flatMap(
                value -> keys.read("probe", PerRegion.class).filter(it -> isAddressed(value, it)));
    var alarm = keys.read("alarm", PerRegion.class);
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

  private static void refuse(Fields keys, List<String> unknown, String mode) {
    for (var key : unknown) {
      if (keys.value(key).isPresent()) {
        keys.cursor()
            .wrongAtKey("has '%s', which %s does not know".formatted(key, mode), "leave it out");
      }
    }
  }
}
