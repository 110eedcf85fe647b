package dev.lifeboat.plan;

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
/// in the order of the file. Where the lab is, the arbiter `edge` is supplied if there is none.
final class RegionsBinder {
  static final List<String> KEYS = List.of("provider", "role");
  static final List<String> PROVIDERS = List.of(Region.LAB);

  private final Map<String, Cursor> cursors;
  private final Map<Role, String> holders = new EnumMap<>(Role.class);
  private final Map<String, Role> roles = new LinkedHashMap<>();
  private final List<String> withoutRole = new ArrayList<>();
  private boolean rolesAreReadable = true;

  private RegionsBinder(Map<String, Cursor> cursors) {
    this.cursors = cursors;
  }

  static Optional<Map<String, Region>> bind(Cursor cursor) {
    var binder = new RegionsBinder(cursor.named("region"));
    return binder.regions(cursor);
  }

  private Optional<Map<String, Region>> regions(Cursor cursor) {
    var providers = new LinkedHashMap<String, String>();
    cursors.forEach((name, value) -> {
      var fields = value.fields(KEYS);
      providers.put(
          name, fields.optional("provider").flatMap(p -> p.word(PROVIDERS)).orElse(Region.LAB));
      readRole(name, value, fields);
    });
    withoutRole.forEach(this::giveRole);
    if (rolesAreReadable) {
      cursor.ifMapping(() -> requireBoth(cursor));
      refuseOtherEdge();
    }
    return cursor.make(() -> {
      var regions = new LinkedHashMap<String, Region>();
      roles.forEach((name, role) ->
          regions.put(name, new Region(name, providers.getOrDefault(name, Region.LAB), role)));
      if (!holders.containsKey(Role.ARBITER) && providers.containsValue(Region.LAB)) {
        regions.put(Region.EDGE, new Region(Region.EDGE, Region.LAB, Role.ARBITER));
      }
      return regions;
    });
  }

  private void readRole(String name, Cursor value, Fields fields) {
    var written = fields.optional("role");
    if (written.isEmpty()) {
      rolesAreReadable &= value.isMapping();
      // The place in the order of the file is kept until the role is given.
      roles.put(name, Role.ARBITER);
      withoutRole.add(name);
      return;
    }
    var role = written.get().choice(List.of(Role.values()));
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

  private void requireBoth(Cursor cursor) {
    for (var role : List.of(Role.PRIMARY, Role.RECOVERY)) {
      if (!holders.containsKey(role)) {
        cursor.wrongAtKey(
            "has no %s region".formatted(role.word()),
            "give exactly one region 'role: %s'".formatted(role.word()));
      }
    }
  }

  private void refuseOtherEdge() {
    if (!holders.containsKey(Role.ARBITER) && cursors.containsKey(Region.EDGE)) {
      cursor(Region.EDGE)
          .wrongAtKey(
              "has the name of the arbiter that the lab supplies",
              "name it otherwise, or name an arbiter of your own");
    }
  }

  private Cursor cursor(String name) {
    return Optional.ofNullable(cursors.get(name)).orElseThrow();
  }
}
