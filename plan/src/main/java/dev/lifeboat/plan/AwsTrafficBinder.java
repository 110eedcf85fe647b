package dev.lifeboat.plan;

import dev.lifeboat.plan.Traffic.Form;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Binds what only AWS needs to know of a traffic: of a name, or of an accelerator.
final class AwsTrafficBinder {
  static final List<String> KEYS =
      List.of(
          "name",
          "nameServers",
          "bucket",
          "key",
          "endpointGroup",
          "tells",
          "shares",
          "watch",
          "url");
  static final List<String> WATCH_KEYS = List.of("probe", "alarm");

  private static final List<String> OF_A_NAME = List.of("nameServers", "bucket", "key");
  private static final List<String> OF_AN_ACCELERATOR = List.of("endpointGroup", "tells");
  private static final String NAME_RULE =
      "write the name that users know, such as shop.example.com";
  private static final String SERVERS_RULE = "write a list of the zone's name servers";
  private static final String PROBE_RULE =
      "write an address of each region's own load balancer, such as https://east.example.com/ready";
  private static final String ALARM_RULE =
      "write the name of an alarm for each region, which is in the other one";
  private static final String TELLS_RULE =
      "write an address behind the accelerator, such as https://shop.example.com/lifeboat-region";

  private static final String URL_RULE =
      "write an address of the name, such as https://shop.example.com:8443";

  private AwsTrafficBinder() {}

  static Optional<AwsTraffic> bind(String resource, Fields fields, Form form) {
    return fields
        .optional(AwsBinder.KEY)
        .flatMap(cursor ->
            form instanceof Form.Accelerator ? accelerator(cursor) : name(resource, cursor));
  }

  private static Optional<AwsTraffic> name(String resource, PlanValue cursor) {
    var keys = cursor.fields(KEYS);
    refuse(cursor, OF_AN_ACCELERATOR, "'mode: dns'");
    var name = keys.required("name", NAME_RULE).flatMap(value -> value.text(NAME_RULE));
    var servers = keys.required("nameServers", SERVERS_RULE).map(AwsTrafficBinder::servers);
    var bucket =
        keys.required("bucket", "write the bucket of each of the three regions")
            .flatMap(AwsBinder::perRegion);
    var key = keys.text("key", "lifeboat/%s.json".formatted(resource), "write an object's key");
    boolean shares = keys.truth("shares", false);
    var watch = keys.optional("watch").flatMap(AwsTrafficBinder::watch);
    var url = keys.optional("url").flatMap(value -> address(value, URL_RULE));
    return cursor.make(() ->
        new AwsTraffic.Name(
            name.orElseThrow(),
            servers.orElseThrow(),
            bucket.orElseThrow(),
            key,
            shares,
            watch,
            url));
  }

  private static List<String> servers(PlanValue value) {
    var found = AwsBinder.texts(value, SERVERS_RULE);
    if (value.node() instanceof YamlNode.Sequence && found.isEmpty()) {
      value.wrong("names none", SERVERS_RULE);
    }
    return found;
  }

  private static Optional<AwsTraffic> accelerator(PlanValue cursor) {
    var keys = cursor.fields(KEYS);
    refuse(cursor, OF_A_NAME, "'mode: accelerator'");
    var name = keys.required("name", NAME_RULE).flatMap(value -> value.text(NAME_RULE));
    var groups =
        keys.required("endpointGroup", "write the ARN of the endpoint group of each region")
            .flatMap(AwsBinder::perRegion);
    var tells = keys.required("tells", TELLS_RULE).flatMap(it -> address(it, TELLS_RULE));
    boolean shares = keys.truth("shares", false);
    var watch = keys.optional("watch").flatMap(AwsTrafficBinder::watch);
    var url = keys.optional("url").flatMap(value -> address(value, URL_RULE));
    return cursor.make(() ->
        new AwsTraffic.Accelerator(
            name.orElseThrow(), groups.orElseThrow(), tells.orElseThrow(), shares, watch, url));
  }

  private static Optional<AwsWatch> watch(PlanValue cursor) {
    var keys = cursor.fields(WATCH_KEYS);
    var probe =
        keys.required("probe", PROBE_RULE)
            .flatMap(value -> AwsBinder.perRegion(value).filter(it -> isAddressed(value, it)));
    var alarm = keys.required("alarm", ALARM_RULE).flatMap(AwsBinder::perRegion);
    return cursor.make(() -> new AwsWatch(probe.orElseThrow(), alarm.orElseThrow()));
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

  private static Optional<URI> address(PlanValue value, String rule) {
    return value
        .text(rule)
        .flatMap(text -> parsed(text).or(() -> value.wrong("is " + Quote.of(text), rule)));
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

  private static void refuse(PlanValue cursor, List<String> keys, String mode) {
    for (var key : keys) {
      if (cursor.node() instanceof YamlNode.Mapping mapping && mapping.first(key).isPresent()) {
        cursor.wrongAtKey("has '%s', which %s does not know".formatted(key, mode), "leave it out");
      }
    }
  }
}
