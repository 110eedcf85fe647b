package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.Region.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Binds `regions`: who is primary, recovery and arbiter.
///
/// A region without a role takes the first of primary, recovery, arbiter that no region asks for,
/// in the order of the file. Where the lab is, the arbiter `edge` is supplied if there is none. All
/// regions have one provider; on AWS there are three, each in a region of its own.
final class RegionsBinder {
  static final Keys KEYS =
      Keys.of("Region")
          .or("provider", new KeyType.Word(List.of(Region.LAB, Region.AWS)), Region.LAB)
          .optional("role", new KeyType.Choice<>(List.of(Role.values())))
          .optional(AwsBinder.KEY, AwsBinder.REGION);

  private final Map<String, PlanValue> cursors;
  private final Map<Role, String> holders = new EnumMap<>(Role.class);
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final List<String> withoutRole = new ArrayList<>();
  private boolean rolesAreReadable = true;

  private RegionsBinder(Map<String, PlanValue> cursors) {
    this.cursors = cursors;
  }

  static Optional<Map<String, Region>> bind(PlanValue cursor) {
    var binder = new RegionsBinder(cursor.named("region"));
    return binder.regions(cursor);
  }

  private Optional<Map<String, Region>> regions(PlanValue cursor) {
    var providers = new LinkedHashMap<String, String>();
    var places = new LinkedHashMap<String, AwsRegion>();
    cursors.forEach((name, value) -> {
      var fields = value.fields(KEYS);
      providers.put(name, fields.get("provider", String.class));
      readRole(name, value, fields);
      AwsBinder.region(fields).ifPresent(place -> places.put(name, place));
    });
    requireOneProvider(providers);
    withoutRole.forEach(this::giveRole);
    if (rolesAreReadable) {
      cursor.ifMapping(() -> requireBoth(cursor));
      if (providers.containsValue(Region.AWS)) {
        requirePlaces(cursor, places);
      } else {
        refuseOtherEdge();
      }
    }
    return cursor.make(() -> {
      var regions = new LinkedHashMap<String, Region>();
      roles.forEach((name, role) ->
          regions.put(
              name,
              new Region(
                  name,
                  providers.getOrDefault(name, Region.LAB),
                  role,
                  Optional.ofNullable(places.get(name)))));
      if (!holders.containsKey(Role.ARBITER) && providers.containsValue(Region.LAB)) {
        regions.put(Region.EDGE, new Region(Region.EDGE, Region.LAB, Role.ARBITER));
      }
      return regions;
    });
  }

  private void readRole(String name, PlanValue value, Fields fields) {
    var written = fields.value("role");
    if (written.isEmpty()) {
      rolesAreReadable &= value.isMapping();
      // The place in the order of the file is kept until the role is given.
      roles.put(name, Role.ARBITER);
      withoutRole.add(name);
      return;
    }
    var role = fields.read("role", Role.class);
    rolesAreReadable &= role.isPresent();
    role.ifPresent(taken -> {
      roles.put(name, taken);
      var first = holders.putIfAbsent(taken, name);
      if (first != null) {
        // The role that is missing now is told by this mistake too.
        rolesAreReadable = false;
        written
            .get()
            .wrong(
                "makes a second %s region, after %s".formatted(taken.word(), Quote.of(first)),
                "keep exactly one %s region, and give the other another role"
                    .formatted(taken.word()));
      }
    });
  }

  private void giveRole(String name) {
    for (var role : Role.values()) {
      if (holders.putIfAbsent(role, name) == null) {
        roles.put(name, role);
        return;
      }
    }
    cursor(name).wrongAtKey("has no role left to take", "keep three regions at most");
  }

  private void requireBoth(PlanValue cursor) {
    for (var role : List.of(Role.PRIMARY, Role.RECOVERY)) {
      if (!holders.containsKey(role)) {
        cursor.wrongAtKey(
            "has no %s region".formatted(role.word()),
            "give exactly one region 'role: %s'".formatted(role.word()));
      }
    }
  }

  private void requireOneProvider(Map<String, String> providers) {
    var first = providers.values().stream().findFirst().orElse(Region.LAB);
    providers.forEach((name, provider) -> {
      if (!provider.equals(first)) {
        cursor(name)
            .wrongAtKey(
                "has the provider %s, and others have %s".formatted(provider, first),
                "give all regions one provider");
      }
    });
  }

  /// Placements, a third of the votes and a third of the routes are where the arbiter is.
  private void requirePlaces(PlanValue cursor, Map<String, AwsRegion> places) {
    if (!holders.containsKey(Role.ARBITER)) {
      cursor.wrongAtKey(
          "has no arbiter region",
          "give a third region 'role: arbiter', one that fails with neither");
    }
    var taken = new LinkedHashMap<String, String>();
    cursors.forEach((name, value) -> {
      var place = places.get(name);
      if (place == null) {
        // One that is there and wrong has been told.
        if (value.node() instanceof YamlNode.Mapping mapping
            && mapping.first(AwsBinder.KEY).isEmpty()) {
          value.wrongAtKey("lacks the key 'aws'", "write 'aws: { region: eu-west-1 }'");
        }
        return;
      }
      var other = taken.putIfAbsent(place.region(), name);
      if (other != null) {
        value.wrongAtKey(
            "is in %s, as %s is".formatted(place.region(), Quote.of(other)),
            "give each a region of AWS of its own");
      }
    });
  }

  private void refuseOtherEdge() {
    if (!holders.containsKey(Role.ARBITER) && cursors.containsKey(Region.EDGE)) {
      cursor(Region.EDGE)
          .wrongAtKey(
              "has the name of the arbiter that the lab supplies",
              "name it otherwise, or name an arbiter of your own");
    }
  }

  private PlanValue cursor(String name) {
    return Optional.ofNullable(cursors.get(name)).orElseThrow();
  }
}
